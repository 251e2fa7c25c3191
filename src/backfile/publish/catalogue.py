"""The catalogue: a light card for each story, and the lists that they stand in.

Stories are read twice: once for their cards, which are held, and once for their pages, which are
not. So memory grows with the cards alone (about 2 KB a story), not with the texts. A story that
did not change since the last run is not read at all: its listing is remembered (`past`).
"""

import hashlib
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from sys import intern

from backfile import urls
from backfile.model.occasion import Occasion
from backfile.model.remedy import Surface, Tomb
from backfile.model.story import Contributor, Story, StoryType
from backfile.publish import addresses, when
from backfile.publish.holdings import UNTREATED, Treated
from backfile.text import squeeze

_TEASER = 240
"""Letters of a standfirst that a list shows."""
_FOLLOWED_FROM, FOLLOWED = 3, 20
"""Stories from which a contributor or tag has a feed, and how many of each kind have one."""
_NO_DAY = 0
_NO_KIND = frozenset({StoryType.NEWS.value, StoryType.OTHER.value})
_YEAR, _MONTH = 4, 7
"""Letters of "2016" and "2016-03"."""
_WHOLE_DAY = 10
"""Letters of "2016-03-17"."""
_MOST_ITEMS = 12
"""Items of a digest that lists name."""
_SUBHEAD = re.compile(r"<h[2-4](?:\s[^<>]{0,200})?>([^\n]{1,600}?)</h[2-4]>")
_MARK = re.compile(r"<[^<>]{0,500}>")
_MOST_CREDITED = 16_384
"""Contributors of whom all stories share what is known. With names of sections, tags and languages
shared, 100,000 stories take 40 MB less."""
_ROW_BYTES = 12
"""Of a digest that tells one state of a story's words from another: 96 bits."""


@dataclass(frozen=True, slots=True)
class Card:
    """What lists, neighbours and links need to know of a story."""

    id: str
    path: str
    headline: str | None
    teaser: str
    type: str
    published: str | None
    day: int
    """Day to sort by (ordinal): the middle of what the date may mean; 0 where nothing is known."""
    section: str
    """Key of its section; "" if none. So with contributors and tags."""
    contributors: tuple[tuple[str, Contributor], ...]
    tags: tuple[str, ...]
    language: str | None
    direction: str
    read_minutes: int | None
    is_pictured: bool
    """Whether it has a lead picture, here or lost."""
    occasion: Occasion | None = None
    gathers: tuple[str, ...] = ()
    """What a special project names as its stories."""
    changed: str = ""
    """Day on which the newsroom last changed it, or brought it, where that is certain."""
    items: tuple[str, ...] = ()
    """What a digest brings together, by its subheads; other stories have none here."""
    kept_from: tuple[Surface, ...] = ()
    """Where nothing may lead to it, as a remedy asks."""

    @property
    def is_listed(self) -> bool:
        """Whether the site's lists lead to it."""
        return Surface.SITE not in self.kept_from

    @property
    def order(self) -> tuple[int, str]:
        """Newest first, by id where days agree."""
        return (-self.day, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All that a story gives to the catalogue."""

    card: Card
    keys: tuple[str, ...] = ()
    """Its addresses, as they are compared (see urls.key_of)."""
    ways: tuple[str, ...] = ()
    """Old ways to it, path and query (see addresses.old_way)."""
    section: str = ""
    """As it is spelt; so with tags."""
    tags: tuple[str, ...] = ()
    row: str = ""
    """Digest of what search must know of it."""
    mark: str = ""
    """Digest of the card: of all that lists show of it."""
    seals: tuple[str, ...] = ()
    """Old ways to it, and keys of its addresses, that are nowhere written out (see
    addresses.seal)."""


@dataclass(slots=True, repr=False)
class Group:
    """All stories of one section, contributor, tag, year or month."""

    key: str
    path: str
    """Where its first page stands."""
    name: str = ""
    cards: list[Card] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Of each, its place among all stories: by it a list is searched."""

    def __len__(self) -> int:
        """Count the stories."""
        return len(self.cards)

    def __repr__(self) -> str:
        """Say what pages that lead to it show: two groups that say the same look the same."""
        return f"Group({self.key!r}, {self.path!r}, {self.name!r}, {len(self)})"


Groups = dict[str, Group]


@dataclass(slots=True)
class Catalogue:
    """All cards, newest first, and every list that they stand in."""

    cards: list[Card] = field(default_factory=list)
    apart: list[Card] = field(default_factory=list)
    """Cards of stories that have a page and stand in no list."""
    tombs: dict[str, Tomb] = field(default_factory=dict)
    """What stands in place of a withdrawn story, by the path of its page."""
    sections: Groups = field(default_factory=dict)
    contributors: Groups = field(default_factory=dict)
    tags: Groups = field(default_factory=dict)
    years: Groups = field(default_factory=dict)
    """By "2016", newest first; "" holds the stories whose year is not known."""
    months: Groups = field(default_factory=dict)
    """By "2016-03"; stories whose month is not known stand only in their year."""
    days: Groups = field(default_factory=dict)
    """By "03-17", all years together; only stories whose day is certain."""
    kinds: Groups = field(default_factory=dict)
    """By type; news, and what is of no known type, is in no list of its own."""
    by_id: dict[str, int] = field(default_factory=dict)
    """Place of each story in `cards`."""
    by_address: dict[str, str] = field(default_factory=dict)
    """Path of the story for each address by which it is known (see urls.key_of)."""

    translated: dict[str, tuple[Card, ...]] = field(default_factory=dict)
    """The same story in other languages, by language, for each that has some."""
    listings: dict[str, Listing] = field(default_factory=dict)
    by_path: dict[str, Card] = field(default_factory=dict)
    """Card of the story whose page stands at a path."""
    followed: dict[str, frozenset[str]] = field(default_factory=dict)
    """Keys of the lists that have a feed, by kind ("section", "contributor", "tag")."""

    def neighbours(self, story_id: str) -> tuple[Card | None, Card | None]:
        """Return the next newer and the next older story; none of one that is in no list."""
        if story_id not in self.by_id:
            return None, None
        place = self.by_id[story_id]
        newer = self.cards[place - 1] if place else None
        return newer, self.cards[place + 1] if place + 1 < len(self.cards) else None

    def translations(self, story_id: str) -> tuple[Card, ...]:
        """Return the same story in other languages."""
        return self.translated.get(story_id, ())

    def note_translations(self, pairs: Mapping[str, Sequence[str]]) -> None:
        """Take in which stories are the same in another language, by their ids."""
        for story_id, others in pairs.items():
            cards = [self.card(other) for other in others if other in self.by_id]
            cards.sort(key=lambda card: (card.language or "", card.id))
            self.translated[story_id] = tuple(cards)

    def card(self, story_id: str) -> Card:
        """Return a story's card."""
        place = self.by_id.get(story_id)
        return self.listings[story_id].card if place is None else self.cards[place]

    def all_cards(self) -> list[Card]:
        """Return the card of every story that has a page."""
        return [*self.cards, *self.apart] if self.apart else self.cards

    def searched(self) -> list[Card]:
        """Return the cards of the stories that search finds, in the order of `all_cards`."""
        cards = self.all_cards()
        if not any(card.kept_from for card in cards):
            return cards
        return [card for card in cards if Surface.SEARCH not in card.kept_from]

    def on(self, surface: Surface) -> list[Card]:
        """Return the cards of the stories to which a part of the site may lead, newest first."""
        if not any(card.kept_from for card in self.cards):
            return self.cards
        return [card for card in self.cards if surface not in card.kept_from]


def listing_of(story: Story, treated: Treated = UNTREATED) -> Listing:
    """Return what a story gives to the catalogue, treated as remedies ask."""
    path = addresses.story_path(story.id)
    card = _card(story, treated.kept_from)
    ways = map(addresses.old_way, story.addresses)
    return Listing(
        card=card,
        keys=tuple(dict.fromkeys(map(urls.key_of, story.addresses))),
        ways=tuple(dict.fromkeys(way for way in ways if way and way.lstrip("/") != path)),
        section=intern(squeeze(story.section)) if story.section else "",
        tags=tuple([intern(squeeze(tag)) for tag in story.tags]),
        row=_row_digest(story),
        mark=digest_in_few(repr(card)),
        seals=addresses.seals_of(treated.hidden),
    )


def digest_in_few(text: str) -> str:
    """Return a digest of 64 bits: tells one state of something from another."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _row_digest(story: Story) -> str:
    caption = story.lead_image.caption if story.lead_image else ""
    names = [who.name for who in story.contributors]
    parts = (story.headline, story.standfirst, story.byline, story.section, story.published)
    said = repr((parts, caption, names, story.tags, story.language, story.type.value))
    raw = f"{said}\n{story.body.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=_ROW_BYTES).hexdigest()


def catalogue_of(
    listings: Iterable[Listing], tombs: Iterable[Tomb] = (), followed: int = FOLLOWED
) -> Catalogue:
    """Make the catalogue of all stories; listings come in a lasting order, by id."""
    catalogue = Catalogue()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for listing in listings:
        card = listing.card
        (catalogue.cards if card.is_listed else catalogue.apart).append(card)
        catalogue.listings[card.id] = listing
        for key in (*listing.keys, *listing.seals):
            catalogue.by_address.setdefault(key, card.path)
        if card.is_listed:
            _note_spellings(listing, names)
    _bury(catalogue, tombs)
    catalogue.cards.sort(key=lambda card: card.order)
    catalogue.apart.sort(key=lambda card: card.order)
    catalogue.by_path = {card.path: card for card in catalogue.all_cards()}
    catalogue.by_id = {card.id: place for place, card in enumerate(catalogue.cards)}
    for place, card in enumerate(catalogue.cards):
        _enter(catalogue, card, place)
    for folder, groups in _kinds(catalogue).items():
        for group in groups.values():
            spelt = names[f"{folder} {group.key}"]
            group.name = min(spelt, key=lambda name: (-spelt[name], name)) if spelt else group.key
        catalogue.followed[folder] = _followed(folder, groups, followed)
    catalogue.years = dict(sorted(catalogue.years.items(), reverse=True))
    catalogue.months = dict(sorted(catalogue.months.items()))
    catalogue.days = dict(sorted(catalogue.days.items()))
    return catalogue


def _bury(catalogue: Catalogue, tombs: Iterable[Tomb]) -> None:
    for tomb in tombs:
        path = addresses.story_path(tomb.story)
        catalogue.tombs[path] = tomb
        for seal in addresses.seals_of(tomb.addresses):
            catalogue.by_address.setdefault(seal, path)


def _followed(folder: str, groups: Groups, most: int) -> frozenset[str]:
    """Return the keys of the lists that somebody may follow: all sections, else the longest."""
    if folder == "section":
        return frozenset(groups)
    long = [group for group in groups.values() if len(group) >= _FOLLOWED_FROM]
    long.sort(key=lambda group: (-len(group), group.key))
    return frozenset(group.key for group in long[:most])


def _kinds(catalogue: Catalogue) -> dict[str, Groups]:
    return {
        "section": catalogue.sections,
        "contributor": catalogue.contributors,
        "tag": catalogue.tags,
    }


def _note_spellings(listing: Listing, names: dict[str, Counter[str]]) -> None:
    if listing.section:
        names[f"section {listing.card.section}"][listing.section] += 1
    for key, who in listing.card.contributors:
        names[f"contributor {key}"][squeeze(who.name)] += 1
    for tag in listing.tags:
        names[f"tag {addresses.group_key(tag)}"][tag] += 1


def _card(story: Story, kept_from: tuple[Surface, ...]) -> Card:
    span = when.span(story.published)
    teaser = squeeze(story.standfirst or story.body.text[: 2 * _TEASER])
    return Card(
        id=story.id,
        path=addresses.story_path(story.id),
        headline=story.headline,
        teaser=_cut(teaser),
        type=story.type.value,
        published=story.published,
        day=(span[0].toordinal() + span[1].toordinal()) // 2 if span else _NO_DAY,
        section=addresses.group_key(story.section) if story.section else "",
        contributors=tuple(
            _credited(who) for who in story.contributors if addresses.group_key(who.name)
        ),
        tags=tuple(dict.fromkeys(filter(None, map(addresses.group_key, story.tags)))),
        language=intern(story.language) if story.language else story.language,
        direction=intern(story.direction),
        read_minutes=story.read_minutes,
        is_pictured=story.lead_image is not None,
        occasion=story.occasion,
        gathers=story.gathers,
        changed=_changed(story),
        items=tuple(_items(story)) if story.type is StoryType.DIGEST else (),
        kept_from=kept_from,
    )


@lru_cache(maxsize=_MOST_CREDITED)
def _credited(who: Contributor) -> tuple[str, Contributor]:
    """Return somebody with the key of the list: one and the same for all of their stories."""
    return addresses.group_key(who.name), who


def _changed(story: Story) -> str:
    days = (when.machine(when.day_of(text)) for text in (story.modified, story.published) if text)
    return max((day for day in days if day and len(day) == _WHOLE_DAY), default="")


def _items(story: Story) -> Iterator[str]:
    """Yield the subheads of a digest: each stands over one of its items."""
    for found in islice(_SUBHEAD.finditer(story.body.html), _MOST_ITEMS):
        words = squeeze(html.unescape(_MARK.sub("", found[1])))
        if words:
            yield _cut(words)


def _cut(text: str) -> str:
    if len(text) <= _TEASER:
        return text
    return text[:_TEASER].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def _enter(catalogue: Catalogue, card: Card, place: int) -> None:
    if card.section:
        _put(catalogue.sections, ("section", card.section), card, place)
    for key in dict.fromkeys(key for key, _ in card.contributors):
        _put(catalogue.contributors, ("contributor", key), card, place)
    for key in card.tags:
        _put(catalogue.tags, ("tag", key), card, place)
    if card.type not in _NO_KIND:
        _put(catalogue.kinds, ("type", card.type), card, place)
    year, month = year_and_month(card)
    _put(catalogue.years, ("date", year), card, place)
    if month:
        _put(catalogue.months, ("date", month), card, place)
    day = certain_day(card)
    if day:
        _put(catalogue.days, ("day", f"{day:%m-%d}"), card, place)


def certain_day(card: Card) -> date | None:
    """Return the day on which a story certainly ran, where it is known."""
    span = when.span(card.published)
    return span[0] if span and span[0] == span[1] else None


def year_and_month(card: Card) -> tuple[str, str]:
    """Return the year and month that are certain; "" for what is not."""
    span = when.span(card.published)
    if span is None or span[0].year != span[1].year:
        return "", ""
    first, last = span
    said = first.isoformat()
    return said[:_YEAR], said[:_MONTH] if first.month == last.month else ""


def _put(groups: Groups, named: tuple[str, str], card: Card, place: int) -> None:
    folder, key = named
    if key not in groups:
        name = addresses.group_name(key) if key else "undated"
        groups[key] = Group(key, addresses.page_path(folder, name))
    groups[key].cards.append(card)
    groups[key].places.append(place)
