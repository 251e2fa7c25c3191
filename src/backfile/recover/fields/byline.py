"""Who is credited: the byline as printed, and the contributors that it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from backfile.model.evidence import Evidence
from backfile.model.story import Contributor
from backfile.recover import zones as z
from backfile.recover.dates import find_dates
from backfile.recover.names import (
    STAFF,
    clean_name,
    helpers_of_line,
    is_name,
    names_in,
    opening_role,
    read_names,
)
from backfile.recover.page import Block, Page
from backfile.recover.reading import Reading, is_prose
from backfile.recover.trust import TRUST
from backfile.text import print_of, squeeze
from backfile.urls import split

LONGEST = 220
"""Characters: a longer block that names an author is about the author."""
ABOVE, BELOW = 8, 14
"""How many blocks before the headline, and after the body, a byline may stand."""
MORE_OFTEN = 0.5
"""A place is trusted for a byline where more often than not it holds one."""
NEXT_TO = 4
"""Blocks: a bare name farther from the headline is of something else."""
MOSTLY_NAMES = 0.8
"""Share of a segment's letters that names must make up; the rest is "and" and the like."""
_MARKS = re.compile(r"\s*[|•·●/]\s*|\s+[-–—]\s+|\s{2,}")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|by|byline|people|persons?|staff|team|contributors?|writers?|reporters?|profiles?|members?|users?|auteurs?|autor(?:en|es)?|autore|redaktion|redakteure?|"
    r"journalist\w*|columnists?|correspondents?|avtor\w*|author_name|news/by|experts?|opinion/columnists)/[^/?#]+|[?&]author(?:_name)?=",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:view|see|more|all|read|posts?|articles?|stories|beiträge|todos|tous|все|المزيد|website|follow|@)\b",
    re.IGNORECASE,
)
RANKS = ("agreed", "worded", "named", "learnt", "known", "placed")
"""How a printed line was known for a byline, most reliable first."""


Way = tuple[str, str, tuple[Contributor, ...]]
"""How a line names contributors, the line as printed, the people."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A printed line that names contributors."""

    line: str
    people: tuple[Contributor, ...]
    how: str
    block: int
    distance: int


def read_byline(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the printed byline and its people, then whom the head names."""
    said = named_in_head(reading)
    credit = find_credit(reading, {print_of(name) for _, names in said for name in names})
    if credit is not None:
        trust = TRUST[f"byline:{credit.how}"]
        printed = {print_of(person.name) for person in credit.people}
        if any(printed < {print_of(name) for name in names} for _, names in said):
            trust = TRUST["byline:in-part"]
        place = f"visible:{reading.page.name_of(reading.block(credit.block).node)}"
        yield Evidence("byline", credit.line, place, trust)
        yield Evidence("contributors", credit.people, place, trust)
    yield from _read_helpers(reading, -1 if credit is None else credit.block)
    for place, names in said:
        people = tuple(person for name in names for person in read_names(name))
        if people:
            yield Evidence("contributors", people, place, TRUST[f"byline:{place.split(':')[0]}"])


def _read_helpers(reading: Reading, byline: int) -> Iterator[Evidence[object]]:
    """Yield whom lines of their own credit with pictures or the translation."""
    for block in _near(reading):
        people = helpers_of_line(block.text) if block.number != byline else ()
        if people:
            trust = TRUST["byline:worded"]
            yield Evidence(
                "contributors", people, f"visible:{reading.page.name_of(block.node)}/credit", trust
            )


def named_in_head(reading: Reading) -> list[tuple[str, list[str]]]:
    """Return whom linked data and metas name as authors: (place, names)."""
    page = reading.page
    found: list[tuple[str, list[str]]] = []
    story = page.linked.story()
    if story:
        names = [n for key in ("author", "creator") for n in page.linked.words(story.get(key))]
        found.append(("ld+json:author", names))
    for meta in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "article:author_name",
        "og:article:author",
    ):
        found += [(f"meta:{meta}", page.head.all_of(meta))]
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if opening_role(page.head.meta(label) + " "):
            found.append((f"meta:{data}", page.head.all_of(data)))
    house = {
        print_of(name)
        for name in (page.head.meta("og:site_name"), *reading.site.title_affixes)
        if name
    }
    return [
        (place, kept)
        for place, names in found
        if (kept := [n for n in names if _is_person(n, house)])
    ]


def _is_person(name: str, house: set[str]) -> bool:
    if "/" in name or "@" in name or not name.strip():
        return False
    own = print_of(name)
    return own not in house and own not in {
        "admin",
        "administrator",
        "root",
        "webmaster",
        "author",
        "user",
        "editor",
        "default",
    }


def find_credit(reading: Reading, known: set[str]) -> Credit | None:
    """Return the printed line that names the contributors, or None."""
    near = list(_near(reading))
    for ways in (_ways, _bare):
        found = [c for block in near if (c := _credit_of(reading, block, known, ways))]
        # Whoever only took the pictures has a line, but not the byline where there is another.
        found = [c for c in found if not helpers_of_line(c.line)] or found
        if found:
            return _best_of(reading, found)
    return None


def _best_of(reading: Reading, found: list[Credit]) -> Credit:
    found.sort(key=lambda credit: (RANKS.index(credit.how), credit.distance))
    best = _fuller(found[0], found)
    same = [
        c
        for c in found
        if c.how == best.how
        and reading.block(c.block).place == reading.block(best.block).place
        and abs(c.block - best.block) < len(found) + 1
    ]
    if len(same) > 1 and best.how != "known":
        same.sort(key=lambda credit: credit.block)
        people = {print_of(p.name): p for credit in same for p in credit.people}
        line = ", ".join(dict.fromkeys(credit.line for credit in same))
        return Credit(line, tuple(people.values()), best.how, best.block, best.distance)
    return best


def _fuller(best: Credit, found: list[Credit]) -> Credit:
    """Prefer a line that names the same people and more: systems often know one of two authors."""
    names = {print_of(person.name) for person in best.people}
    for other in found:
        more = {print_of(person.name) for person in other.people}
        if names < more and other.how in {"agreed", "worded", "named"}:
            return replace(other, how=best.how)
    return best


def _near(reading: Reading) -> Iterator[Block]:
    """Yield the blocks around headline and body in which a byline may stand."""
    page = reading.page
    first = reading.headline if reading.headline >= 0 else (reading.body[0] if reading.body else 0)
    last = reading.body[-1] if reading.body else first + BELOW
    body = set(reading.body)
    edge = {*reading.body[:2], *reading.body[-2:]}
    for block in page.blocks[max(0, first - ABOVE) : last + BELOW]:
        role = page.roles[block.number]
        if role in {
            z.COMMENT,
            z.RELATED,
            z.CAPTION,
            z.CREDIT,
            z.HEADLINE,
            "letter",
            "disclaimer",
            "correction",
        }:
            continue
        if block.number in body and block.number not in edge:
            continue
        if len(block.text) <= LONGEST and not (is_prose(block) and not _opens_as_byline(block)):
            yield block


def _opens_as_byline(block: Block) -> bool:
    """Say whether a line with a full stop still opens as a byline does."""
    opening = opening_role(block.text)
    return opening is not None and bool(names_in(opening[1]))


def _credit_of(
    reading: Reading, block: Block, known: set[str], ways: Callable[[Reading, Block], Iterator[Way]]
) -> Credit | None:
    page, role = reading.page, reading.page.roles[block.number]
    distance = abs(block.number - reading.headline) if reading.headline >= 0 else block.number
    if role == z.FURNITURE and not _spans(page, block, z.BYLINE):
        return None
    for how, line, people in ways(reading, block):
        if not people:
            continue
        prints = {print_of(person.name) for person in people}
        rank = _rank_of(how, role, agrees=bool(known and prints & known))
        return Credit(line, people, rank, block.number, distance)
    return None


def _rank_of(how: str, role: str, *, agrees: bool) -> str:
    """Return how well a line is known for a byline, seen where it stands and what agrees."""
    if agrees:
        return "agreed"
    aside = role in {z.BIO, z.SHARE, z.FURNITURE}
    return "known" if aside and how == "named" else how


def _ways(reading: Reading, block: Block) -> Iterator[Way]:
    """Yield each way in which a block may name contributors: how, line as printed, people."""
    page = reading.page
    worded = _worded(page, block)
    spans = _spans(page, block, z.BYLINE)
    links = _author_links(page, block)
    if worded:
        people = read_names(worded)
        agree = {print_of(text) for text in links} & {print_of(p.name) for p in people}
        linked = tuple(Contributor(text) for text in links)
        yield "worded", worded, people if agree or not links else linked
        yield "worded", worded, people
    if links:
        yield (
            "named",
            block.text if len(block.text) < LONGEST / 2 else ", ".join(links),
            tuple(Contributor(t) for t in links),
        )
    for span in spans:
        people = read_names(span)
        if people:
            yield "named", span, people
    if reading.zones.at(block.inner) == z.BYLINE and not spans:
        yield "named", block.text, read_names(block.text)
    if reading.site.trust("byline", block.place) > MORE_OFTEN:
        yield "learnt", block.text, read_names(block.text)


def _author_links(page: Page, block: Block) -> list[str]:
    """Return the names in a block that link to their authors' pages."""
    links = [page.links[n].text for n in block.links if _is_author_link(page, n)]
    names = [clean_name(text) for text in links if not _NO_AUTHOR.search(text)]
    return [text for text in dict.fromkeys(names) if is_name(text)]


def _bare(reading: Reading, block: Block) -> Iterator[Way]:
    """Yield names that stand in a short line without any word that says what they are."""
    if len(block.text) > LONGEST / 2 or block.number in reading.body:
        return
    segments = _segments(reading.page, block)
    people = tuple(dict.fromkeys(person for segment in segments for person in _only_names(segment)))
    if not people:
        return
    line = squeeze(" ".join(s for s in segments if _only_names(s)))
    if reading.site.names and all(print_of(person.name) in reading.site.names for person in people):
        yield "known", line, people
    elif abs(block.number - reading.headline) <= NEXT_TO and all(
        " " in person.name for person in people
    ):
        yield "placed", line, people


def _segments(page: Page, block: Block) -> list[str]:
    """Cut a line where marks, dates or elements part it."""
    pieces: list[str] = []
    for run in page.runs_of(block):
        text, at = squeeze(run.raw), 0
        for found in find_dates(text):
            pieces.append(text[at : found.start])
            at = found.end
        pieces.append(text[at:])
    return [part for piece in pieces for part in _MARKS.split(piece) if part.strip()]


def _only_names(segment: str) -> tuple[Contributor, ...]:
    """Return the people of a segment that holds nothing but names."""
    people = read_names(segment)
    letters = sum(len(print_of(person.name)) for person in people)
    return people if people and letters >= MOSTLY_NAMES * len(print_of(segment)) else ()


def _worded(page: Page, block: Block) -> str:
    """Return the part of a block that opens with a word like "By", as printed, or ""."""
    opening = opening_role(block.text)
    if opening and names_in(opening[1]):
        return block.text
    runs = [squeeze(run.raw) for run in page.runs_of(block)]
    for index, run in enumerate(runs):
        rest = " ".join(runs[index:])
        opening = opening_role(rest) if run else None
        if opening and index and names_in(opening[1]):
            return squeeze(rest)
    found = re.search(r"(?<=\d )(?:by|von|par|por|بقلم)\s.+$", block.text)
    return found[0] if found and names_in(found[0].split(" ", 1)[1]) else ""


def _spans(page: Page, block: Block, zone: str) -> list[str]:
    """Return the words of the innermost elements of a block that are named for a zone."""
    found: list[tuple[int, int, str]] = []
    start = block.inner if block.inner >= 0 else block.first
    for number in range(start, block.last + 1):
        node = page.nodes[number]
        if node.tag and node.raw and z.zone_of(node.tag, node.raw) == zone:
            words = "".join(
                n.raw
                for n in page.nodes[number : node.end]
                if not n.tag and n.block == block.number
            )
            if words.strip():
                found.append((number, node.end, squeeze(words)))
    inner = [f for f in found if not any(f[0] < o[0] and o[1] <= f[1] for o in found)]
    return [words for _, _, words in inner]


def _is_author_link(page: Page, number: int) -> bool:
    anchor = page.links[number]
    node = page.nodes[anchor.node]
    if "author" in node.get("rel").split() or z.zone_of("a", node.raw) == z.BYLINE:
        return True
    parts = split(anchor.address)
    return parts is not None and bool(_AUTHOR_PAGE.search(parts.path + "?" + parts.query))


def is_staff(name: str) -> bool:
    """Say whether a name is that of a desk or of the house itself."""
    return bool(STAFF.search(name))
