"""Learns one host from a sample of its pages: what repeats, and which field stands at which place.

Nothing is told to it. Witnesses that speak independently (linked data, metas, titles, the words
under which other pages link here, what lines say of themselves) elect the places by agreement.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from backfile.model.capture import Capture, Kind
from backfile.model.series import serial_stem
from backfile.recover import zones as z
from backfile.recover.credits import find_credit
from backfile.recover.dates_order import elect, vote
from backfile.recover.fields.date import find_date_block
from backfile.recover.fields.picture import pictures_in_head
from backfile.recover.fields.standfirst import find_standfirst
from backfile.recover.head_names import named_in_head
from backfile.recover.host import EMPTY, HostLayout, PlaceStats
from backfile.recover.interior import mark_interior
from backfile.recover.kinds import Judgement, judge
from backfile.recover.page import Page
from backfile.recover.parsing import parse_page
from backfile.recover.pictures import picture_mark
from backfile.recover.places import text_key
from backfile.recover.reading import Reading, is_prose, read_page
from backfile.recover.titles import titles_of
from backfile.text import print_of
from backfile.urls import key_of, picture_key

EVERYWHERE = 0.3
"""Share of all pages from which on a text is furniture."""
FEWEST = 4
"""Pages on which a text or place must stand before anything is concluded from it."""
AT_EDGES, EDGE_SHARE = 3, 0.05
"""Stories, and share of them, from which on a text that only opens or closes stories is furniture.
Invented stories share sentences with 4 % (newsroom set); disclaimers stand on 8 % and more."""
PAIR = 2
"""Of one nothing can be compared."""
TOLD = 120
"""Characters: blocks that are longer tell, shorter ones may be the house's."""
ANNOUNCING = 12
"""Characters: "Read more" announces nothing."""
SURE = 1.5
"""Log-odds from which on a page's first judgement teaches what stories look like."""
ELECTED = 0.5
"""Share of agreement from which on a place holds a field."""
WITNESSED = frozenset({"agreed", "worded", "named", "placed"})
"""Ways of knowing a byline that may teach where bylines stand; the others were taught."""
_AFFIX = re.compile(r"\s+[|\-–—•·»«:/]+\s+|\s*[|•»«]\s*")


@dataclass(slots=True)
class Studied:
    """A page of the sample with what was found on it so far."""

    page: Page
    reading: Reading
    judgement: Judgement
    keys: list[int] = field(default_factory=list)

    @property
    def is_story(self) -> bool:
        """Whether it was taken for a story."""
        return self.judgement.kind is Kind.STORY


def learn_host(host: str, captures: Iterable[Capture]) -> HostLayout:
    """Learn a host's layout from a sample of its pages."""
    pages = _one_of_each([parse_page(capture) for capture in captures])
    if len(pages) < PAIR:
        return EMPTY
    known = _first_look(host, pages)
    for _ in range(2):
        sample = [_study(page, known) for page in pages]
        known = _conclude(known, sample)
    return known


def _one_of_each(pages: list[Page]) -> list[Page]:
    """Keep one capture of each page: twins would make their own words look like furniture."""
    seen: set[object] = set()
    kept = []
    for page in pages:
        own = key_of(page.head.link("canonical") or page.address or "")
        words = tuple(text_key(b.text) for b in page.blocks if len(b.text) > TOLD)[2:12]
        if own in seen or (len(words) >= FEWEST and words in seen):
            continue
        seen.update((own, words))
        kept.append(page)
    return kept


def _first_look(host: str, pages: Sequence[Page]) -> HostLayout:
    """Learn what needs no judgement: texts on most pages, links of menus, words of links, logos."""
    count: Counter[int] = Counter()
    pictures: Counter[str] = Counter()
    anchors: dict[str, Counter[str]] = defaultdict(Counter)
    targets: Counter[str] = Counter()
    for page in pages:
        count.update({block.key for block in page.blocks})
        pictures.update(
            {picture_mark(page, p.node, page.nodes[p.node].get("src")) for p in page.pictures}
        )
        linked = {
            (key_of(link.address), link.text)
            for link in page.links
            if link.text and link.address.startswith("http")
        }
        for key, words in linked:
            if len(words) > ANNOUNCING:
                anchors[key][words] += 1
        targets.update({key for key, _ in linked})
    enough = max(FEWEST, EVERYWHERE * len(pages))
    return replace(
        EMPTY,
        host=host,
        pages=len(pages),
        everywhere=frozenset(key for key, times in count.items() if times >= enough),
        pictures=frozenset(
            name
            for name, times in pictures.items()
            if name and times >= max(FEWEST, 0.5 * len(pages))
        ),
        nav=frozenset(
            key for key, times in targets.items() if times >= max(FEWEST, 0.5 * len(pages))
        ),
        anchors={key: tuple(sorted(words)[:4]) for key, words in anchors.items()},
        title_affixes=_affixes(pages),
        serials=_serials(words for some in anchors.values() for words in some),
    )


def _serials(titles: Iterable[str]) -> frozenset[str]:
    """Return the prints of what several links say before the number of a part, each another."""
    parts: dict[str, set[int]] = defaultdict(set)
    for title in titles:
        said = serial_stem(title)
        if said:
            parts[print_of(said[0])].add(said[1])
    return frozenset(stem for stem, numbers in parts.items() if stem and len(numbers) > 1)


def _affixes(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return what stands at an end of many titles."""
    ends: Counter[str] = Counter()
    for page in pages:
        parts = _AFFIX.split(page.head.title)
        if len(parts) > 1:
            ends.update({parts[0], parts[-1]})
        ends.update({name for name in [page.head.meta("og:site_name")] if name})
    return tuple(
        sorted(
            words for words, times in ends.items() if times >= max(FEWEST, EVERYWHERE * len(pages))
        )
    )


def _study(page: Page, known: HostLayout) -> Studied:
    page.roles = [""] * len(page.blocks)
    reading = read_page(page, known)
    mark_interior(reading)
    return Studied(page, reading, judge(reading), [block.key for block in page.blocks])


def _conclude(known: HostLayout, sample: Sequence[Studied]) -> HostLayout:
    stories = [one for one in sample if one.is_story]
    kinds = _kinds(sample)
    if len(stories) < PAIR:
        return replace(known, kinds=kinds)
    repeated = Counter(key for one in stories for key in set(one.keys))
    repeated = Counter({key: times for key, times in repeated.items() if times > 1})
    places = _places(stories, repeated)
    shown = Counter(
        mark
        for one in stories
        for mark in {
            *(picture_mark(one.page, s.picture.node, s.address) for s in one.reading.shown),
            *("head:" + picture_key(address) for address in pictures_in_head(one.page)),
        }
    )
    enough = max(FEWEST, EVERYWHERE * len(stories))
    logos = frozenset(name for name, times in shown.items() if times >= enough)
    found = replace(
        known,
        pictures=known.pictures | logos,
        stories=len(stories),
        repeated=dict(repeated),
        places=places,
        kinds=kinds,
        edges=_edges(stories, repeated),
        date_order=elect(vote(one.page) for one in stories),
    )
    names = _names(stories)
    found = replace(found, names=names, containers=_containers(stories))
    return replace(found, fields=_elect(stories, found))


def _places(stories: Sequence[Studied], repeated: Counter[int]) -> dict[int, PlaceStats]:
    seen: dict[int, list[tuple[int, int, int, bool]]] = defaultdict(list)
    for number, one in enumerate(stories):
        for block, key in zip(one.page.blocks, one.keys, strict=True):
            seen[block.place].append((number, len(block.text), block.linked, repeated[key] > 1))
    stats = {}
    for place, rows in seen.items():
        pages = len({row[0] for row in rows})
        length = sum(row[1] for row in rows)
        stats[place] = PlaceStats(
            pages=pages,
            repeated=sum(row[3] for row in rows) / len(rows),
            linked=sum(row[2] for row in rows) / max(1, length),
            length=length / len(rows),
            each=len(rows) / pages,
        )
    return stats


def _edges(stories: Sequence[Studied], repeated: Counter[int]) -> frozenset[int]:
    """Return repeated texts that only ever stand before or after all that is told once."""
    at_edge: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    for one in stories:
        if one.reading.container < 0:
            continue
        end = one.page.nodes[one.reading.container].end
        rows = [
            (one.keys[block.number], is_prose(block))
            for block in one.page.blocks
            if one.reading.container <= block.node < end
        ]
        told = [i for i, (key, prose) in enumerate(rows) if prose and not repeated[key]]
        if len(told) < PAIR:
            continue
        for index, (key, _) in enumerate(rows):
            if repeated[key]:
                (inside if told[0] < index < told[-1] else at_edge)[key] += 1
    enough = max(AT_EDGES, EDGE_SHARE * len(stories))
    return frozenset(k for k, times in at_edge.items() if times >= enough and not inside[k])


def _containers(stories: Sequence[Studied]) -> dict[int, float]:
    count = Counter(
        one.page.place_of(one.reading.container) for one in stories if one.reading.container >= 0
    )
    total = sum(count.values())
    return {place: times / total for place, times in count.items() if times >= FEWEST}


def _names(stories: Sequence[Studied]) -> frozenset[str]:
    """Return names that sign at least two stories, by whatever witness."""
    count: Counter[str] = Counter()
    for one in stories:
        said = _said(one.reading)
        credit = find_credit(one.reading, said)
        if credit is not None and credit.how in WITNESSED:
            said |= {print_of(person.name) for person in credit.people}
        count.update(said)
    return frozenset(name for name, times in count.items() if times > 1 and name)


def _said(reading: Reading) -> set[str]:
    """Return the prints of all whom the head names."""
    named = named_in_head(reading.page, reading.site)
    return {print_of(name) for _, names in named for name in names}


def _elect(stories: Sequence[Studied], known: HostLayout) -> dict[str, dict[int, float]]:
    """Let the witnesses elect the places of fields."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for one in stories:
        for name, place in _votes(one):
            votes[name][place] += 1
    elected: dict[str, dict[int, float]] = {}
    for name, counted in votes.items():
        places = {}
        for place, times in counted.items():
            stats = known.places.get(place)
            if stats and times >= FEWEST and times >= ELECTED * stats.pages:
                places[place] = times / stats.pages
        elected[name] = places
    return elected


def _votes(one: Studied) -> Iterable[tuple[str, int]]:
    reading, page = one.reading, one.page
    if reading.headline >= 0 and _is_confirmed(one):
        yield "headline", page.blocks[reading.headline].place
    said = _said(reading)
    credit = find_credit(reading, said)
    if credit is not None and credit.how in WITNESSED:
        yield "byline", page.blocks[credit.block].place
    dated = find_date_block(reading)
    if dated is not None:
        yield "date", page.blocks[dated].place
    standfirst = find_standfirst(reading)
    if standfirst is not None and standfirst[1] != "learnt":
        yield "standfirst", page.blocks[standfirst[0]].place
    for zone in (z.CAPTION, z.CREDIT):
        for place in {b.place for b in page.blocks if page.roles[b.number] == zone}:
            yield zone, place


def _is_confirmed(one: Studied) -> bool:
    """Whether title, metas or other pages know the headline by the same words."""
    words = print_of(one.page.blocks[one.reading.headline].text)
    if any(words and words in print_of(title) for _, title in titles_of(one.page)):
        return True
    known = one.reading.site.anchors.get(key_of(one.page.address or ""), ())
    return any(print_of(text) == words for text in known)


def _kinds(sample: Sequence[Studied]) -> dict[int, float]:
    """Learn which places tell stories from other pages, from the pages whose kind is plain."""
    sure = [one for one in sample if abs(one.judgement.score) >= SURE]
    stories = sum(one.is_story for one in sure)
    others = len(sure) - stories
    if stories < FEWEST or others < PAIR:
        return {}
    count: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in sure:
        for place in {block.place for block in one.page.blocks}:
            count[place][one.is_story] += 1
    found = {}
    for place, (no, yes) in count.items():
        if yes + no < FEWEST:
            continue
        likely, unlikely = (yes + 0.5) / (stories + 1), (no + 0.5) / (others + 1)
        if likely > 5 * unlikely and likely > ELECTED:
            found[place] = min(2.0, likely / unlikely / 5)
        elif unlikely > 5 * likely:
            found[place] = -min(2.0, unlikely / likely / 5)
    return found
