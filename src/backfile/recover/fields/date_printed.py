"""The lines of a page that print a date: where they stand, and how each is known for what it is.

The law of the place: what stands in comments, related lists and captions dates no story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile import edtf
from backfile.recover import zones as z
from backfile.recover.dates import is_date_line, read_date
from backfile.recover.dates_reading import Reading as DateReading
from backfile.recover.fields.date_stamps import kind_of_time, read_stamp
from backfile.recover.page import Block, Page, Time
from backfile.recover.plaintext_labels import (
    DATE,
    UPDATED,
    Labelled,
    find_labels,
    is_of_earlier,
    read_labels,
)
from backfile.recover.reading import HEADINGS, SENTENCE_END, Reading

ABOVE, BELOW = 10, 12
"""Blocks before the headline and after the body in which a story prints its date."""
LONGEST_LINE = 220
_LONGEST_DATE_LINE = 90
MOSTLY_DATE = 60
"""Characters of a line that says little besides its date."""
TIME, PUBLISHED, CHANGED, MODIFIED = "time", "time:published", "time:changed", "modified"
SAID_CHANGED = "label:updated"
_WEB_BEGAN = 1994
_PLAIN = frozenset({"date", "datum", "fecha", "data", "дата", "日期"})
"""Labels that stand before other days too: of an event, of a picture."""
_MOST_TIMES = 3
"""Time elements in one block: more are a list of other stories."""
_JOTS = 4
"""Characters besides its date that a line of nothing but a date may have: marks, a bullet."""
_JUST_BEFORE = 4
"""Blocks before the text in which a line of nothing but a date is the story's."""
_BAR = re.compile(r"\s*[|·•]")
_META = re.compile(
    r"\b(?:post|entry|article|story|news|page|blog)[-_]?(?:meta|info|details?)\b"
    r"|\bmeta(?:[-_]?(?:data|info|line|bar))?\b|\b(?:submitted|postinfo|infoline)\b",
    re.IGNORECASE,
)
"""What page makers call the line of day, authors and sections."""
_META_LEVELS = 3
_LONGEST_META = 160
_AWAY = frozenset(
    {
        z.COMMENT,
        z.RELATED,
        z.SHARE,
        z.CAPTION,
        z.CREDIT,
        "letter",
        "disclaimer",
        "correction",
        "update",
    }
)


NEVER = _AWAY - {z.SHARE}
"""Roles of blocks that date no story, wherever they stand."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a line of the page prints it."""

    value: DateReading
    how: str
    place: str
    distance: int
    block: int = 0
    where: str = "line"
    """Between headline and text, after the text, or elsewhere ("line")."""


def near_blocks(reading: Reading) -> Iterator[Block]:
    """Yield short blocks around headline and body, in order; never what is no part of the story."""
    page = reading.page
    first = reading.headline if reading.headline >= 0 else (reading.body or [0])[0]
    start = reading.body[0] if reading.body else first + BELOW
    last = reading.body[-1] if reading.body else first
    edge = {*reading.body[:BELOW], *reading.body[-2:]}
    for block in page.blocks[max(0, first - ABOVE) : last + BELOW]:
        if block.number == reading.headline or len(block.text) > LONGEST_LINE:
            continue
        if block.number in reading.body and not (block.number in edge and _says_so(block)):
            continue
        if block.tag in HEADINGS and not _is_only_date(block):
            continue  # a heading tells what the story is about
        if _may_date(reading, block, first, start):
            yield block


def _may_date(reading: Reading, block: Block, first: int, start: int) -> bool:
    """Say whether a block's zone lets it date the story."""
    role = reading.page.roles[block.number]
    is_between = first < block.number < start + 2
    if role in {z.BIO, z.SHARE}:
        return is_between  # themes put byline, date and buttons in one box
    if role in {z.CAPTION, z.CREDIT}:
        return is_between and (_is_timed(block) or _is_only_date(block) or _opens_bar(block))
    if role in _AWAY or len(block.times) > _MOST_TIMES:
        return False
    if role != z.FURNITURE or is_between or _is_named(reading, block):
        return True
    return 0 < start - block.number <= _JUST_BEFORE and _is_only_date(block)


def _says_so(block: Block) -> bool:
    """Say whether a short line says of itself that it is the date ("Published on …")."""
    if len(block.text) > MOSTLY_DATE:
        return False
    return bool(block.times) or any(
        labelled.field in {DATE, UPDATED} for labelled in read_labels(block.text)
    )


def _is_only_date(block: Block) -> bool:
    """Say whether a line is a date and nothing else."""
    if len(block.text) > MOSTLY_DATE:
        return False
    value = read_date(block.text)
    return value is not None and len(block.text) - (value.end - value.start) <= _JOTS


def _is_timed(block: Block) -> bool:
    """Say whether a line opens with a day and a time of day, as no picture's words do."""
    value = read_date(block.text) if len(block.text) <= MOSTLY_DATE else None
    return value is not None and value.time is not None and value.start <= _JOTS


def _opens_bar(block: Block) -> bool:
    """Say whether a short line is a row of labels parted by bars, the first of them a date."""
    value = read_date(block.text) if len(block.text) <= MOSTLY_DATE else None
    return value is not None and value.start <= _JOTS and bool(_BAR.match(block.text, value.end))


def is_dating(reading: Reading, block: Block) -> bool:
    """Say whether a block stands where a story prints its day, by its names or its place."""
    return _is_named(reading, block) or _where(reading, block) == "between"


def _is_named(reading: Reading, block: Block) -> bool:
    """Say whether the page's makers named a block for its date."""
    return z.DATE in {reading.zones.at(block.inner), reading.page.roles[block.number]}


def _is_meta(reading: Reading, block: Block) -> bool:
    """Say whether a block is the line of day, authors and sections, by the name of its element."""
    page = reading.page
    if len(block.text) > _LONGEST_META or block.number in reading.body:
        return False
    return any(
        _META.search(page.nodes[node].get("class"))
        for node in page.ancestors(block.inner)[:_META_LEVELS]
        if "class" in page.nodes[node].raw
    )


def of_headline(reading: Reading) -> Iterator[Printed]:
    """Yield the day that stands as a time element within the headline's own element."""
    if reading.headline < 0:
        return
    block = reading.block(reading.headline)
    for time, kind in told_times(reading.page, block):
        value = of_time(time, None) if kind in {TIME, PUBLISHED} else None
        if value is not None:
            yield Printed(value, kind, "visible:time", 0, block.number, "between")


def of_changed(reading: Reading, block: Block, time: Time, order: str | None) -> Iterator[Printed]:
    """Yield the day of a change, for a page that prints no other: themes call every day so."""
    value = of_time(time, order)
    if value is not None:
        place = _where(reading, block)
        is_said = any(labelled.field == UPDATED for labelled in labels_of(block))
        # A theme that prints no other day on any of its pages prints that of publication.
        how = SAID_CHANGED if is_said and not reading.site.pages else CHANGED
        yield Printed(value, how, "visible:time", 0, block.number, place)


def of_label(labelled: Labelled, block: Block, order: str | None) -> list[Printed]:
    """Return the date after a label, if it is still there."""
    value = read_date(labelled.value, order)
    if value is None:
        return []
    how = "label:plain" if labelled.label.casefold() in _PLAIN else "label"
    how = "label:earlier" if is_of_earlier(block.text, labelled) else how
    return [Printed(value, how, f"label:{labelled.label}", 0, block.number)]


def of_block(reading: Reading, block: Block, order: str | None) -> Iterator[Printed]:
    """Yield the dates of one block, with how it is known for a date line."""
    distance = abs(block.number - reading.headline) if reading.headline >= 0 else block.number
    for time, kind in told_times(reading.page, block):
        value = of_time(time, order) if kind in {TIME, PUBLISHED} else None
        if value is not None:
            where = _where(reading, block)
            yield Printed(value, kind, "visible:time", distance, block.number, where)
    if block.times or any(labelled.field == UPDATED for labelled in labels_of(block)):
        return
    value = read_date(block.text, order)
    how = _how(reading, block, value) if value is not None else ""
    if value is not None and how:
        place = f"visible:{reading.page.name_of(block.node)}"
        yield Printed(value, how, place, distance, block.number, _where(reading, block))


def _how(reading: Reading, block: Block, value: DateReading) -> str:
    """Say how a block is known for a date line; "" where it is none."""
    if reading.site.trust("date", block.place) > 0.5:  # noqa: PLR2004 - more often than not
        return "learnt"
    if _is_named(reading, block) or _is_meta(reading, block):
        return "named"
    if not _is_date_line(reading, block, value) or not _is_news(value):
        return ""
    return _where(reading, block)


def _is_news(value: DateReading) -> bool:
    """Say whether a loose line names a whole day since the web began; others date other things."""
    day = edtf.bounds(value.edtf)[0] if value.edtf and edtf.is_day(value.edtf) else None
    return value.edtf is None or bool(value.either) or (day is not None and day.year >= _WEB_BEGAN)


def _where(reading: Reading, block: Block) -> str:
    """Say where a block stands: between headline and text, after the text, or elsewhere."""
    start, end = (reading.body[0], reading.body[-1]) if reading.body else (0, 0)
    if 0 <= reading.headline < block.number <= start + 1:
        return "between"
    return "after" if block.number > end else "line"


def told_times(page: Page, block: Block) -> Iterator[tuple[Time, str]]:
    """Yield the time elements of a block and what they tell: a key of TRUSTS, or a change."""
    labels = {labelled.field for labelled in labels_of(block)}
    for number in block.times:
        time = page.times[number]
        kind = kind_of_time(page.nodes[time.node].raw)
        if kind == PUBLISHED and _opens_with_change(time):
            kind = MODIFIED  # one style for both days: the words tell which
        if kind == TIME and UPDATED in labels:
            # Beside both words, the labels themselves tell which day is which.
            kind = MODIFIED if DATE not in labels else ""
        yield time, kind


def _opens_with_change(time: Time) -> bool:
    """Say whether the words of a time element itself call its day that of a change."""
    labels = read_labels(time.text)
    return bool(labels) and labels[0].field == UPDATED


def labels_of(block: Block) -> tuple[Labelled, ...]:
    """Return the labels of a short block."""
    return find_labels(block.text) if len(block.text) <= LONGEST_LINE else ()


def _is_date_line(reading: Reading, block: Block, value: DateReading) -> bool:
    """Say whether a line says little besides its date, or stands between headline and text."""
    start = reading.body[0] if reading.body else 0
    if 0 <= reading.headline < block.number < start and not SENTENCE_END.search(block.text):
        return True
    printed = block.text[value.start : value.end]
    return len(block.text) <= _LONGEST_DATE_LINE and is_date_line(block.text, printed)


def of_time(element: Time, order: str | None) -> DateReading | None:
    """Read a time element; where attribute and words name different days, the printed words count.

    Themes fill the attribute with another zone's day, or in a wrong format (year-day-month).
    """
    stamp = read_stamp(element.value) if element.value else None
    words = read_date(element.text, order)
    if stamp is None or words is None or words.edtf is None or not edtf.is_day(words.edtf):
        return stamp or words
    return stamp if stamp.edtf == words.edtf else words
