"""The series that a story is a part of: out of linked data, links into its folder, printed lines.

Nothing is guessed from one headline: that it ends in "(2)" is shown, and stands only where other
headlines of the publication agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backfile.model.evidence import Evidence
from backfile.model.series import (
    Numbered,
    Series,
    find_number,
    folded_line,
    labelled_series,
    serial_stem,
    series_of,
)
from backfile.model.series_words import JOINTS, NAMELESS, QUOTED, SAID
from backfile.recover import zones as z
from backfile.recover.linked import Linked, Thing
from backfile.recover.page import Block
from backfile.recover.reading import Reading
from backfile.recover.trust import TRUST
from backfile.text import fold, print_of, squeeze
from backfile.urls import split

_KINDS = frozenset(
    {"creativeworkseries", "podcastseries", "bookseries", "videoseries", "series", "tvseries"}
)
"""Types of schema.org that are series; a Periodical, its issues and a website are none."""
_FOLDER = re.compile(r"/(?:series|serie|serien|reihe|artikelserie|reeks|cykl)/[^/]", re.IGNORECASE)
"""Where the pages of series stand."""
_MAYBE = re.compile(
    r"s[eé]ri|reihe|reeks|cykl|dizi|سلسل|сери|сері|цикл|系列|連載|第|part|instal|teil|folge|volet"
    r"|entrega|deel|часть|частина|الجزء|الحلق|[ch]\s?\d",
    re.IGNORECASE,
)
"""Letters without one of which no line speaks of a series: most lines are passed over by it."""
_LONGEST_LINE = 260
"""Characters of a line that says of what a story is a part."""
_LONGEST_TITLE = 90
"""Characters of a line that holds the name of a series and a number, and no more."""
_BEFORE, _AFTER = 4, 12
"""Blocks before the headline and after the text that may say it, as with sections and tags."""
_EDGE = 2
"""Paragraphs at each end of the text that may say it."""
_MOST_WORDS = 12
_OWN_STORY = re.compile(
    r"\W{0,3}(?:editor'?s note\W{1,3})?(?:this|the (?:first|second|third|fourth|fifth|last|final)"
    r"|part|dies|teil|cet|ce|este|esta|parte|هذا|هذه|الجزء|это|эта|часть|questo|quest|dit|deze|deel)"
)
"""How a paragraph of the text begins, folded, that speaks of the story itself."""


SHARED = "other headlines of the publication begin alike and end in another number"
LONE = "by its headline alone"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, and the words of the links in it."""

    text: str
    linked: tuple[str, ...] = ()
    is_text: bool = False
    """Whether it is a paragraph of the story itself: a chapter of it may be called "Part 2"."""


def read_series(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield what series a page's story is a part of, and which part."""
    yield from _linked_data(reading.page.linked)
    meta = reading.page.head.meta("article:series", "series")
    if meta:
        yield from _claim(series_of(meta), "meta:series", "series:meta")
    yield from _in_folder(reading)
    for block, line in _lines(reading):
        found = read_line(line)
        if found is not None:
            place = f"visible:{reading.page.name_of(block.inner)}"
            yield Evidence("series", found[0], place, TRUST[found[1]])
    yield from _in_headline(reading)


def _claim(series: Series, place: str, way: str) -> Iterator[Evidence[object]]:
    if series.name:
        yield Evidence("series", series, place, TRUST[way])


def _linked_data(linked: Linked) -> Iterator[Evidence[object]]:
    story = linked.story()
    if story is None:
        return
    position = story.get("position")
    part = position if isinstance(position, str | int) else None
    for name in ("partOfSeries", "isPartOf"):
        for thing in linked.follow(story.get(name)):
            if name == "partOfSeries" or _is_series(thing):
                said = next(iter(linked.words(thing)), "")
                number = _count_of(thing)
                yield from _claim(series_of(said, part, number), f"ld+json:{name}", "series:linked")


def _is_series(thing: Any) -> bool:
    if not isinstance(thing, dict):
        return False
    kinds = thing.get("@type", ())
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).rpartition("/")[2].lower() in _KINDS for kind in names)


def _count_of(thing: Thing | Any) -> str | int | None:
    count = thing.get("numberOfItems") if isinstance(thing, dict) else None
    return count if isinstance(count, str | int) else None


def _in_folder(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the series to whose page a link near the story leads."""
    page = reading.page
    if not reading.body:
        return
    first, last = _bounds(reading)
    for anchor in page.links:
        if not first <= anchor.block <= last or page.roles[anchor.block] in _AWAY:
            continue
        parts = split(anchor.address)
        if parts is None or not _FOLDER.search(parts.path):
            continue
        name = _name_in(labelled_series(anchor.text) or anchor.text.strip("# "))
        if name:
            place = f"visible:{page.name_of(anchor.node)}"
            yield from _claim(series_of(name), place, "series:folder")
            return


_AWAY = frozenset({z.COMMENT, z.RELATED, z.FURNITURE})


def _bounds(reading: Reading) -> tuple[int, int]:
    begin = reading.headline if reading.headline >= 0 else reading.body[0]
    last = len(reading.page.blocks) - 1
    return max(0, begin - _BEFORE), min(last, reading.body[-1] + _AFTER)


def _lines(reading: Reading) -> Iterator[tuple[Block, Line]]:
    """Yield the lines around a story, and at the ends of its text, that may speak of a series."""
    page = reading.page
    if not reading.body:
        return
    first, last = _bounds(reading)
    text = set(reading.body)
    edges = {*reading.body[:_EDGE], *reading.body[-_EDGE:]}
    for block in page.blocks[first : last + 1]:
        is_far = block.number in text and block.number not in edges
        if is_far or len(block.text) > _LONGEST_LINE or not _MAYBE.search(block.text):
            continue
        if block.number == reading.headline or page.roles[block.number] == z.COMMENT:
            continue
        if block.key in reading.site.everywhere:
            continue  # what stands on every page is no word about this story
        links = tuple(page.links[number].text for number in block.links)
        is_text = block.number in text
        if not is_text or _OWN_STORY.match(fold(block.text)):
            yield block, Line(block.text, links, is_text)


def lines_of_text(text: str, linked: Sequence[str]) -> Iterator[Line]:
    """Yield the paragraphs at the ends of an entry's text that may speak of its series."""
    blocks = text.split("\n\n")
    for block in dict.fromkeys((*blocks[:_EDGE], *blocks[-_EDGE:])):
        is_short = len(block) <= _LONGEST_LINE and bool(_MAYBE.search(block))
        if is_short and _OWN_STORY.match(fold(block)):
            yield Line(
                block, tuple(words for words in linked if words and words in block), is_text=True
            )


def read_line(line: Line) -> tuple[Series, str] | None:
    """Return the series that a line speaks of, and by which way of reading; None where of none.

    The name is "" where the line gives a number alone ("Part 2 of 5").
    """
    text = squeeze(line.text)
    folded, places = folded_line(text)
    number = find_number(folded)
    part, of = (number.part, number.of) if number else (None, None)
    said = SAID.search(folded)
    is_own = bool(_OWN_STORY.match(folded)) or (number is not None and not number.begins)
    if said is not None and said.start() and not is_own:
        said = None
    if said is not None:
        for way, name in _names_after(line, text, (said.end(), places)):
            if _name_in(name):
                return series_of(_name_in(name), part, of), way
    if number is None or not (said or _is_counted(line, number, folded)):
        return None
    rest = _name_in(text[: places[number.begins]]) if said is None and not is_own else ""
    return series_of(rest, part, of), "series:number"


def _is_counted(line: Line, number: Numbered, folded: str) -> bool:
    """Say whether a line that names no series counts the story's own part, and no other's.

    Lists of the parts of a series link to all but the one that is read.
    """
    if len(folded) > _LONGEST_TITLE or line.linked or (line.is_text and not number.of):
        return False
    is_end = number.ends >= len(folded.rstrip(" .)]"))
    return number.begins == 0 or (is_end and number.of is not None)


def _names_after(line: Line, text: str, end: tuple[int, list[int]]) -> Iterator[tuple[str, str]]:
    """Yield what a line may name, the surest first: linked, between quotation marks, or plain."""
    at, places = end
    rest = text[places[at] :]
    for words in line.linked:
        quoted = QUOTED.search(words)
        after = words if words in rest else ""
        yield "series:printed", quoted[1] if quoted else after
    found = QUOTED.search(rest)
    if found:
        yield "series:printed", found[1]
    folded, inner = folded_line(rest)
    joint = JOINTS.match(folded)
    plain = re.split(r"[.!?؟;]", rest[inner[joint.end() if joint else 0] :], maxsplit=1)[0]
    yield "series:worded", plain


def _name_in(words: str) -> str:
    """Return words as the name of a series; "" where they name none."""
    name = squeeze(words).strip(' ,:;–—|-.()[]“”„«»‹›"')
    is_named = 1 <= len(name.split()) <= _MOST_WORDS and not NAMELESS.fullmatch(fold(name))
    return series_of(name).name if is_named else ""


def _in_headline(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the series of which a headline's own words would be the name: others may agree."""
    if reading.headline < 0:
        return
    text = reading.block(reading.headline).text
    place = f"visible:{reading.page.name_of(reading.headline_node)}"
    yield from claims_of_headline(text, place, reading.site.serials)


def claims_of_headline(
    headline: str, place: str, serials: frozenset[str] = frozenset()
) -> Iterator[Evidence[object]]:
    """Yield what a headline that ends in the number of a part says, and whether others agree.

    Args:
        headline: as printed.
        place: where it stands.
        serials: prints of what several headlines of the publication say before such numbers.
    """
    said = serial_stem(headline)
    series = series_of(*said) if said else Series()
    if not series.name:
        return
    is_shared = print_of(series.name) in serials
    way = "series:headlines" if is_shared else "series:headline"
    yield Evidence("series", series, place, TRUST[way], SHARED if is_shared else LONE)


def claims_of_labels(claims: Sequence[Evidence[object]]) -> Iterator[Evidence[object]]:
    """Yield the series that tags and sections of an entry name ("Series: The drying wells")."""
    for claim in claims:
        if claim.field in {"tags", "section"} and claim.value:
            labels = claim.value if isinstance(claim.value, tuple) else (claim.value,)
            for label in labels:
                yield from _claim(
                    series_of(labelled_series(str(label))), claim.place, "series:label"
                )
