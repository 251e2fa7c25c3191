"""What one block says of a story's contributors, and how that is known."""

import re
from collections.abc import Iterator

from backfile.model.story import Contributor
from backfile.recover import names_words as words
from backfile.recover import zones as z
from backfile.recover.dates import find_dates
from backfile.recover.names import (
    STAFF,
    clean_name,
    is_handle,
    is_name,
    names_in,
    opening_role,
    read_names,
    signed_handle,
)
from backfile.recover.names_east import EAST, find_signature, read_eastern
from backfile.recover.page import Block, Page
from backfile.recover.reading import HEADINGS, Reading
from backfile.text import alternatives, print_of, squeeze
from backfile.urls import split

LONGEST = 220
"""Characters: a longer block that names an author is about the author."""
MORE_OFTEN = 0.5
"""A place is trusted for a byline where more often than not it holds one."""
NEXT_TO = 4
"""Blocks: a bare name farther from the headline is of something else."""
MOSTLY_NAMES = 0.8
"""Share of a segment's letters that names must make up; the rest is "and" and the like."""
LEVELS = 3
"""Elements around a line that may be called after the author."""
LABEL_BEFORE = 4
"""Blocks before a name among which the word that opens a byline stands by itself."""
SIGN_OFF = 40
"""Characters of the line in which a desk signs at most."""
SHORT = 80
"""Characters: an account's name ("von freeman1984") is believed in a short line only."""
_MARKS = re.compile(r"\s*[|•·●/]\s*|\s+[-–—]\s+|\s{2,}")
_AUTHOR_PAGE = re.compile(
    rf"/(?:{alternatives(words.AUTHOR_PAGES)})/[^/?#]+|[?&]author(?:_name)?=", re.IGNORECASE
)
_CALLED_AUTHOR = re.compile(alternatives(words.CALLED_AUTHOR))
_ABOUT_AUTHOR = re.compile(
    r"bio|about|description|avatar|image|img|photo|social|follow", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"(?:view|see|more|all|read|posts?|articles?|stories|beiträge|alles?|mehr|todos|tous|все|المزيد|website|follow|@)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\s(?:by|from|von|par|por|de|di|van)\s(?P<who>\S.{1,60})$")
_SET_OFF = frozenset({"strong", "b", "em", "i"})
"""How a name under a text is printed."""
Way = tuple[str, str, tuple[Contributor, ...]]
"""How a line names contributors, the line as printed, the people."""


def ways_of(reading: Reading, block: Block) -> Iterator[Way]:
    """Yield each way in which a block may name contributors: how, line as printed, people."""
    page = reading.page
    line = told(page, block)
    worded = _worded(page, block, line)
    spans = spans_of(page, block, z.BYLINE)
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
            line if len(line) < LONGEST / 2 else ", ".join(links),
            tuple(Contributor(t) for t in links),
        )
    for span in spans:
        people = read_names(span)
        if people:
            yield "named", span, people
    if reading.zones.at(block.inner) == z.BYLINE and not spans:
        yield "named", line, read_names(line)
    yield from _seldom_ways(reading, block, line)
    if block.number not in reading.body and _follows_label(page, block):
        people = read_names(line)
        yield "worded", line, people if only_names(line) else ()


def _follows_label(page: Page, block: Block) -> bool:
    """Say whether a line stands after one that says nothing but "By", or after its first name."""
    if not names_in(block.text):
        return False
    for number in range(block.number - 1, max(-1, block.number - 1 - LABEL_BEFORE), -1):
        before = page.blocks[number].text
        opening = opening_role(before)
        if opening is not None and not opening[1].strip(" :"):
            return opening[0] == "author"
        if before.strip(" ,;&|") and not only_names(before):
            return False
    return False


def _seldom_ways(reading: Reading, block: Block, line: str) -> Iterator[Way]:
    """Yield what is known by the place, and what less plain signs say."""
    if reading.site.trust("byline", block.place) > MORE_OFTEN:
        yield "learnt", line, read_names(line)
    if block.number not in reading.body:
        yield from _loosely(reading.page, block, line)
    elif block.number == reading.body[0] and (signature := find_signature(block.text)):
        yield "worded", signature, read_names("记者 " + signature)


def _loosely(page: Page, block: Block, line: str) -> Iterator[Way]:
    """Yield what is known by a part of an element's name, or for an account by its opening word."""
    if len(line) < SHORT and speaks_of_author(page, block):
        people = tuple(p for part in _segments(page, block) for p in only_names(part))
        yield "named", line, tuple(dict.fromkeys(people)) or read_names(line)
    handle = signed_handle(line) if len(line) < SHORT else ""
    if handle:
        yield "worded", line, (Contributor(handle),)


def speaks_of_author(page: Page, block: Block) -> bool:
    """Say whether the elements around a block are called after an author, and not for a life."""
    for node in page.ancestors(block.inner)[:LEVELS]:
        raw = page.nodes[node].raw
        if _CALLED_AUTHOR.search(raw):
            names = page.nodes[node].get("class") + " " + page.nodes[node].get("id")
            if _CALLED_AUTHOR.search(names):
                return not _ABOUT_AUTHOR.search(names)
    return False


def told(page: Page, block: Block) -> str:
    """Return a block's words, elements parted that stand side by side on the screen.

    "Ann LeePolitics reporter" is a name and a title in two elements which a style sets apart.
    """
    runs = page.runs_of(block)
    if len(runs) < 2:  # noqa: PLR2004 - one run cannot be parted
        return block.text
    line = ""
    for run in runs:
        line += _joint(line, run.raw) + run.raw
    return squeeze(line)


def _joint(left: str, right: str) -> str:
    if not left or not right or left[-1].isspace() or not (right[0].isupper() or right[0] == "@"):
        return ""
    if not (left[-1].islower() or left[-1] in ".)"):
        return ""
    opening = opening_role(left.strip())
    return " " if opening and not opening[1].strip() else ", "


def _author_links(page: Page, block: Block) -> list[str]:
    """Return the names in a block that link to their authors' pages."""
    texts = [page.links[n].text for n in block.links if is_author_link(page, n)]
    names = [name for text in texts for name in _linked_name(_without_all(text))]
    return list(dict.fromkeys(names))


def _without_all(text: str) -> str:
    """Return whose stories a link leads to ("View all posts by A"); "" where it does not say."""
    if not _NO_AUTHOR.search(text):
        return text
    found = _WHOSE.search(text)
    return found["who"] if found else ""


def _linked_name(text: str) -> list[str]:
    """Return the one name that a link to an author's page gives; an account's where it is one."""
    names = names_in(text)
    if names:
        return names[:1]
    name = clean_name(text)
    return [name] if is_name(name) or is_handle(name) else []


def bare_ways(reading: Reading, block: Block) -> Iterator[Way]:
    """Yield names that stand in a short line without any word that says what they are."""
    if len(block.text) > LONGEST / 2:
        return
    if block.number in reading.body:
        yield from _sign_off(reading, block)
        return
    segments = _segments(reading.page, block)
    people = tuple(dict.fromkeys(person for segment in segments for person in only_names(segment)))
    if not people:
        return
    line = squeeze(" ".join(s for s in segments if only_names(s)))
    if reading.site.names and all(print_of(person.name) in reading.site.names for person in people):
        yield "known", line, people
    elif _may_be_byline(reading, block) and all(
        _is_whole(reading, block, person.name) for person in people
    ):
        yield "placed", line, people


def _sign_off(reading: Reading, block: Block) -> Iterator[Way]:
    """Yield the desk that signs a text in a short line at its very end, set off from the others."""
    page = reading.page
    is_set_off = any(page.nodes[node].tag in _SET_OFF for node in page.ancestors(block.inner)[:2])
    if block.number in reading.body[-2:] and is_set_off and len(block.text) <= SIGN_OFF:
        people = only_names(block.text)
        if people and all(STAFF.search(person.name) for person in people):
            yield "placed", block.text, people


def _may_be_byline(reading: Reading, block: Block) -> bool:
    """Say whether a bare name stands where bylines do: under the headline, or at the very end."""
    page = reading.page
    if block.tag in HEADINGS or page.roles[block.number] in {z.TAGS, z.SECTION}:
        return False
    if reading.body and block.number == reading.body[-1] + 1:
        return any(page.nodes[node].tag in _SET_OFF for node in page.ancestors(block.inner)[:2])
    below = block.number - reading.headline
    if reading.site.pages:
        # Where the pages of a publication confirm each other, bylines stand above headlines too.
        return abs(below) <= NEXT_TO
    return 0 < below <= NEXT_TO and not page.within(block, "nav", "figure", "li")


def _is_whole(reading: Reading, block: Block, name: str) -> bool:
    """Say whether a bare name is a person's in full, or a desk's under the text."""
    if reading.body and block.number > reading.body[-1] and STAFF.search(name):
        return True
    return " " in name and not _is_subject(reading, name)


def _is_subject(reading: Reading, name: str) -> bool:
    """Say whether the headline speaks of a name: then it is whom the story is about."""
    if reading.headline < 0:
        return False
    return print_of(name) in print_of(reading.block(reading.headline).text)


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


def only_names(segment: str) -> tuple[Contributor, ...]:
    """Return the people of a segment that holds nothing but names."""
    people = read_names(segment)
    letters = sum(len(print_of(person.name)) for person in people)
    return people if people and letters >= MOSTLY_NAMES * len(print_of(segment)) else ()


def _worded(page: Page, block: Block, line: str) -> str:
    """Return the part of a block that opens with a word like "By", as printed, or ""."""
    opening = opening_role(line)
    if opening and (names_in(opening[1]) or (":" in opening[1] and read_names(line))):
        return line
    if len(line) < SHORT and EAST.search(line) and read_eastern(line):
        return line
    runs = [squeeze(run.raw) for run in page.runs_of(block)]
    for index, run in enumerate(runs):
        rest = " ".join(runs[index:])
        opening = opening_role(rest) if run else None
        if opening and index and names_in(opening[1]):
            return squeeze(rest)
    found = re.search(r"(?<=\d )(?:by|von|par|por|بقلم)\s.+$", line)
    return found[0] if found and names_in(found[0].split(" ", 1)[1]) else ""


def spans_of(page: Page, block: Block, zone: str) -> list[str]:
    """Return the words of the innermost elements of a block that are named for a zone."""
    found: list[tuple[int, int, str]] = []
    start = block.inner if block.inner >= 0 else block.first
    for number in range(start, block.last + 1):
        node = page.nodes[number]
        if node.tag and node.raw and z.zone_of(node.tag, node.raw) == zone:
            line = ""
            for inside in page.nodes[number : node.end]:
                if not inside.tag and inside.block == block.number:
                    line += _joint(line, inside.raw) + inside.raw
            if line.strip():
                found.append((number, node.end, squeeze(line)))
    inner = [f for f in found if not any(f[0] < o[0] and o[1] <= f[1] for o in found)]
    return [line for _, _, line in inner]


def is_author_link(page: Page, number: int) -> bool:
    """Say whether a link leads to an author's page, by its relation, its name or its address."""
    anchor = page.links[number]
    node = page.nodes[anchor.node]
    if "author" in node.get("rel").split() or z.zone_of("a", node.raw) == z.BYLINE:
        return True
    parts = split(anchor.address)
    return parts is not None and bool(_AUTHOR_PAGE.search(parts.path + "?" + parts.query))
