"""The line that dates a story, found by where it stands: just before the text, or the only one.

The law of the place: lists of other stories print dates too. What stands nearest before the text
dates it; further down a date is believed only where the whole page prints no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.recover.dates import find_dates, is_date_line
from backfile.recover.plaintext_labels import BYLINE, DATE, UPDATED, find_labels, is_of_earlier

_PARAGRAPH, _SENTENCE = 150, 60
"""Characters that make a paragraph, and those that do where a sentence ends."""
_MOST_WEIGHT, _OTHER_WEIGHT = 600, -20
"""A paragraph counts by its length up to here; fifteen lines of menu outweigh the longest one."""
_ENDS = re.compile(r"[.!?…。！？؟۔»”\"'’)।]\s*$")
_SIGNED_POST = re.compile(r"[—–-]{1,2}\s?\S.{0,80}\(@\w{1,30}\)")
"""How an embedded post is signed and dated: it is no line of the story's."""
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DIGIT = re.compile(r"\d|月")
_BEFORE, _AFTER = 15, 15
"""Blocks before and after the text in which its date is looked for."""
_LONGEST = 200
"""Characters of a line that is looked at: with labels it may tell more than its day."""
_LONGEST_LINE = 90
"""Characters of a line without a label that may date a story: it says little besides."""
_OPENS_WITHIN = 45
"""Characters of a paragraph's head that can be its date."""
_PARTS = re.compile(r"\s*(?:[-–—:|.]|,)?\s+(?=\S)|\s*[-–—:|]\s*")
_WITHIN = 5
"""Blocks of the text in which its date still opens it."""
_OPENING = 3
"""Paragraphs of which one may open with the day."""
_MOST_OPENINGS = 2
"""Paragraphs that open with a day: more are a chronology."""
_TOP = 5
"""Lines of a page's head in which a day with its weekday is today's, not the story's."""

WAYS: dict[str, float] = {
    "byline": 0.97,
    "before": 0.95,
    "inside": 0.93,
    "label": 0.91,
    "only": 0.87,
    "opening": 0.84,
    "earlier": 0.7,
}
"""How a line's day is known, best first: the share that was right on the open sets as bare text,
the truth's own slips apart (python bench/dates.py --text)."""


_CERTAIN_ALONE = frozenset({"byline", "label"})
"""Ways of which, on bare pages of three sets without other clues, 30 days of 32 were right; of the
other ways 240 of 258 (the truth's own slips among the wrong ones)."""
_UNSURE = 0.87
"""Trust in a day that is not asserted."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that prints one or two whole days."""

    number: int
    """Of its block."""
    how: str
    """A key of WAYS, or "updated" where its words name a change; "" until its place is known."""
    days: tuple[str, ...]
    """The days that it names, each once, in its order; EDTF."""
    text: str
    is_doubtful: bool = False
    """Whether a word before the date says what else it may be the day of ("Stand:")."""

    @property
    def value(self) -> str:
        """What the line leaves open: a day; marked where it is doubtful; all between two days."""
        if len(self.days) > 1:
            first, last = min(self.days), max(self.days)
            return edtf.hull(first, last)
        return self.days[0] + ("?" if self.is_doubtful else "")

    def claim(self, *, is_alone: bool) -> Evidence[object]:
        """Return what the line says of the story's date, and in which words.

        Args:
            is_alone: whether nothing is known of how its publication prints dates: then a line
                that does not say what it is tells about which day, and is not sure of it.
        """
        reason = f"A line beside the text says “{self.text[:_LONGEST_LINE]}”."
        value, trust = self.value, WAYS[self.how]
        if is_alone and self.how not in _CERTAIN_ALONE and edtf.is_day(value):
            value += "?"
        if not edtf.is_day(value):
            trust = min(trust, _UNSURE)
        return Evidence("published", value, f"line:{self.how}", trust, reason)


def find_text(texts: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of the first and last block of a page's longest stretch of prose.

    Args:
        texts: the blocks of a page in order, "" for those that are known to be no part of it.

    Returns:
        (0, -1) where there is no prose.
    """
    best, here, start, found = 0, 0, 0, (0, -1)
    for number, text in enumerate(texts):
        if here <= 0:
            here, start = 0, number
        here += _weigh(text)
        if here > best:
            best, found = here, (start, number)
    return found


def _weigh(text: str) -> int:
    size = len(text) if text.isascii() else len(text) + 2 * len(_EAST.findall(text))
    is_prose = size >= _PARAGRAPH or (size >= _SENTENCE and _ENDS.search(text) is not None)
    return min(size, _MOST_WEIGHT) if is_prose else _OTHER_WEIGHT


def find_date_line(texts: Sequence[str], order: str | None) -> DateLine | None:
    """Return the line that dates the story of a page, or None where none does for sure.

    Args:
        texts: the blocks of the page in order, "" for those that cannot date it.
        order: "dmy" or "mdy" where the way of writing 03/04/2016 is known.
    """
    start, end = find_text(texts)
    lines = list(_lines(texts, range(max(0, start - 3 * _BEFORE), end + _AFTER + 1), order, start))
    near = [line for line in lines if start - _BEFORE <= line.number]
    earlier = [line for line in near if line.how == "earlier"]
    lines = [line for line in lines if line.how != "earlier"]
    near = [line for line in near if line.how != "earlier"]
    return (
        _nearest([line for line in near if line.how == "label"], start)
        or _before(near, start)
        or _inside(near, start)
        or _only(lines, end)
        or _opening(texts[start : end + 1], start, order)
        or _nearest(earlier, start)
    )


def _nearest(lines: Sequence[DateLine], start: int) -> DateLine | None:
    return min(lines, key=lambda line: abs(line.number - start), default=None)


def _before(lines: Sequence[DateLine], start: int) -> DateLine | None:
    """Return the last line before the text."""
    before = [line for line in lines if line.number < start and line.how != "updated"]
    return replace(before[-1], how=before[-1].how or "before") if before else None


def _inside(lines: Sequence[DateLine], start: int) -> DateLine | None:
    """Return the first line within the first paragraphs: after a standfirst, beside a picture."""
    first = [line for line in lines if start <= line.number <= start + _WITHIN]
    first = [line for line in first if line.how != "updated"]
    return replace(first[0], how=first[0].how or "inside") if first else None


def _only(lines: Sequence[DateLine], end: int) -> DateLine | None:
    """Return the first line of a page all of whose lines name the same day."""
    if len({day for line in lines for day in line.days}) != 1 or lines[0].how == "updated":
        return None
    is_doubtful = lines[0].is_doubtful or lines[0].number > end
    return replace(lines[0], how=lines[0].how or "only", is_doubtful=is_doubtful)


def _lines(
    texts: Sequence[str], numbers: range, order: str | None, start: int
) -> Iterator[DateLine]:
    """Yield the lines that say little besides a whole day, and what is known of them."""
    for number in numbers:
        text = texts[number] if number < len(texts) else ""
        if text and len(text) <= _LONGEST and _DIGIT.search(text):
            line = _read_line(number, text, order, start)
            if line is not None:
                yield line


def _read_line(number: int, text: str, order: str | None, start: int) -> DateLine | None:
    """Read one short line as one that dates a story, if it can be."""
    how, words = _told_by_labels(text)
    readings = [r for r in find_dates(words, order) if edtf.is_day(r.edtf or "..")]
    days = tuple(dict.fromkeys(reading.edtf or "" for reading in readings))
    if how and days:
        is_one = how in {"label", "earlier"}
        return DateLine(number, how, days[:1] if is_one else days, text, how == "earlier")
    first = readings[0] if readings else None
    if first is None or len(words) > _LONGEST_LINE or _SIGNED_POST.match(text):
        return None
    is_todays = first.weekday is not None and number < min(_TOP, start - _TOP)
    if is_todays or not is_date_line(words, words[first.start : first.end]):
        return None
    is_doubtful = words[: first.start].rstrip().endswith((":", "："))
    return DateLine(number, "", days, text, is_doubtful)


def _told_by_labels(text: str) -> tuple[str, str]:
    """Return how a line's labels say that it is dated ("" for not at all), and the words to read.

    In "December 24, 2023 Updated 2 days ago" what stands before the label is no update.
    """
    labels = {labelled.field: labelled for labelled in find_labels(text)}
    if DATE in labels and labels[DATE].value:
        how = "earlier" if is_of_earlier(text, labels[DATE]) else "label"
        return how, labels[DATE].value
    if UPDATED in labels:
        head = text[: max(0, text.find(labels[UPDATED].label))]
        return ("", head) if _DIGIT.search(head) else ("updated", text)
    return "byline" if BYLINE in labels else "", text


def _opening(paragraphs: Sequence[str], start: int, order: str | None) -> DateLine | None:
    """Return the day with which the text itself opens ("29.11.2022 – The ferry …")."""
    opened = [
        (number, reading, text)
        for number, text in enumerate(paragraphs)
        for reading in find_dates(text[:_OPENS_WITHIN], order)[:1]
        if reading.start == 0 and len(text) > _SENTENCE and _PARTS.match(text, reading.end)
    ]
    days = {reading.edtf for _, reading, _ in opened}
    if not opened or len(opened) > _MOST_OPENINGS or len(days) != 1 or opened[0][0] >= _OPENING:
        return None
    number, reading, text = opened[0]
    if not edtf.is_day(reading.edtf or ".."):
        return None
    return DateLine(start + number, "opening", (reading.edtf or "",), text[:_OPENS_WITHIN])
