"""Dates as wide as we know them: EDTF text in, EDTF text out; no library, no clock.

Known are levels 0 and 1 of EDTF (ISO 8601-2:2019 Annex A) and of level 2 the unspecified digits,
the partial qualifiers and the sets. A date is kept as its text; `bounds` says between which two
days it lies.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from backfile.errors import BadValue

_Q = "[~?%]?"
_DATE = re.compile(
    rf"(-?){_Q}([0-9X]{{4}}){_Q}(?:-{_Q}([0-9X]{{2}}){_Q})?(?:-{_Q}([0-9X]{{2}}){_Q})?", re.ASCII
)
_LONG_YEAR = re.compile(r"Y-?[1-9]\d{4,17}|-[1-9]\d{4,17}", re.ASCII)
_TIME = re.compile(
    r"(-?\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)"
    r"(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?",
    re.ASCII,
)
_QUALIFIER = re.compile("[~?%]")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of the seasons 21 to 24; winter ends in the next year (northern)."""
_MONTHS = 12
_LAST_SEASON = 41
"""Level 2 numbers quarters, halves and hemispheres 25 to 41: valid, bounded by their year."""
_PLAIN_DAY = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 400
"""Characters: no date of a newsroom is longer; longer text is refused unread."""

Ends = tuple[date | None, date | None]
"""First and last possible day; None where that end is open, unknown or outside years 1 to 9999."""


@dataclass(frozen=True, slots=True)
class _Point:
    """One date without brackets: its ends as (year, month, day), and whether digits are unknown."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    masked: bool


def is_valid(text: str) -> bool:
    """Say whether a text is a date that EDTF knows."""
    return _read(text) is not None


def bounds(text: str) -> Ends:
    """Return the first and the last day that a date may mean; None for an end that is open.

    Raises:
        BadValue: the text is no EDTF.
    """
    found = _read(text)
    if found is None:
        raise BadValue(
            f"“{text}” is no date.",
            "Write it as 2016-03-17, 2016-03, 2016 or 2016-03-01/2016-03-17.",
        )
    return found


def is_day(text: str) -> bool:
    """Say whether a date names one single day and is certain of it."""
    if _QUALIFIER.search(text):
        return False
    found = _read(text)
    return found is not None and found[0] is not None and found[0] == found[1]


def asserted(text: str) -> str:
    """Return the day that a date names with a doubt, without it: 2016-03-12 of 2016-03-12?.

    Any other date is returned as it is.
    """
    bare = text.rstrip("?~%")
    return bare if is_day(bare) else text


def is_certain(text: str) -> bool:
    """Say whether a date carries no mark of doubt (~ approximate, ? uncertain, % both)."""
    return not _QUALIFIER.search(text)


def day(value: date) -> str:
    """Return one day as EDTF."""
    return value.isoformat()


def interval(first: date | None, last: date | None) -> str:
    """Return the shortest EDTF for all days from first to last; None is an open end.

    A whole month is written as the month, a whole year as the year.

    Raises:
        BadValue: the last day is before the first.
    """
    if first is None or last is None:
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    if last < first:
        raise BadValue(f"{last} is before {first}")
    if first == last:
        return first.isoformat()
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}"
    month_end = calendar.monthrange(first.year, first.month)[1]
    if (first.year, first.month) == (last.year, last.month) and (first.day, last.day) == (
        1,
        month_end,
    ):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


def one_of(days: list[date]) -> str:
    """Return EDTF for a date that is one of some days: a set in square brackets."""
    ordered = sorted(set(days))
    return (
        ordered[0].isoformat()
        if len(ordered) == 1
        else f"[{','.join(d.isoformat() for d in ordered)}]"
    )


def hull(one: str, other: str) -> str:
    """Return the smallest interval that holds both dates."""
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    return interval(
        None if first is None or other_first is None else min(first, other_first),
        None if last is None or other_last is None else max(last, other_last),
    )


def intersection(one: str, other: str) -> str | None:
    """Return what two dates have in common, or None where they exclude each other.

    Of a set of days, those that lie in the other date are kept.
    """
    for chosen, fence in ((one, other), (other, one)):
        if chosen.startswith("[") and ".." not in chosen:
            kept = [d for d in members(chosen) if holds(fence, d)]
            return one_of(kept) if kept else None
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    low = max((d for d in (first, other_first) if d), default=None)
    high = min((d for d in (last, other_last) if d), default=None)
    if low and high and high < low:
        return None
    shared = interval(low, high)
    doubt = _QUALIFIER.search(one) or _QUALIFIER.search(other)
    # A doubt survives where it matters: a single day must not pass for certain.
    return shared + doubt[0] if doubt and low == high and low else shared


def members(text: str) -> list[date]:
    """Return the days that a set lists; for anything else its two ends, as far as known."""
    if text.startswith("["):
        return [end for part in text[1:-1].split(",") for end in dict.fromkeys(bounds(part)) if end]
    return [end for end in dict.fromkeys(bounds(text)) if end]


def holds(text: str, value: date) -> bool:
    """Say whether a day lies between a date's ends."""
    first, last = bounds(text)
    return (first is None or first <= value) and (last is None or value <= last)


def width_days(text: str) -> int | None:
    """Return how many days a date may mean, from its first to its last; None where it is open."""
    first, last = bounds(text)
    return None if first is None or last is None else (last - first).days + 1


@lru_cache(maxsize=65536)
def _read(text: str) -> Ends | None:
    """Return a date's ends, or None where it is no EDTF."""
    if len(text) > _LONGEST:
        return None
    return _plain_day(text) if _PLAIN_DAY.fullmatch(text) else _read_any(text)


def _read_any(text: str) -> Ends | None:
    """Read a date in any of the forms of the standard."""
    if text[:1] in {"[", "{"}:
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    if match := _TIME.fullmatch(text):
        return _read(match.group(1))
    if _LONG_YEAR.fullmatch(text):
        return None, None
    point = _point(text)
    return (_to_date(point.first), _to_date(point.last)) if point else None


def _plain_day(text: str) -> Ends | None:
    """Read a whole day, as nearly every date is: the general way costs a hundred times as much."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found, found


def _read_interval(text: str) -> Ends | None:
    """Read "start/end", either of which may be open (..) or unknown (empty)."""
    left, _, right = text.partition("/")
    open_left, open_right = left in {"", ".."}, right in {"", ".."}
    start = None if open_left else _point(left)
    end = None if open_right else _point(right)
    if (start is None and not open_left) or (end is None and not open_right):
        return None
    if text == "/":
        return None
    if start and end:
        limit = end.last if start.masked or end.masked else end.first
        if limit < start.first:
            return None
    return _to_date(start.first) if start else None, _to_date(end.last) if end else None


def _read_set(text: str) -> Ends | None:
    """Read "[a,b..c]" (one of) or "{a,b}" (all of); spaces are not allowed."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        return None
    firsts: list[date | None] = []
    lasts: list[date | None] = []
    for part in text[1:-1].split(","):
        ends = _read_part(part)
        if ends is None:
            return None
        firsts.append(ends[0])
        lasts.append(ends[1])
    low, high = [d for d in firsts if d], [d for d in lasts if d]
    return (
        min(low) if len(low) == len(firsts) else None,
        max(high) if len(high) == len(lasts) else None,
    )


def _read_part(part: str) -> Ends | None:
    """Read one member of a set: a date, or "a..b" with either end open."""
    left, dots, right = part.partition("..")
    start, end = _point(left), _point(right)
    if not dots:
        return (_to_date(start.first), _to_date(start.last)) if start else None
    if (left and not start) or (right and not end) or not (start or end):
        return None
    if start and end and end.last < start.first:
        return None
    return _to_date(start.first) if start else None, _to_date(end.last) if end else None


@lru_cache(maxsize=65536)
def _point(text: str) -> _Point | None:
    """Read one date of year, month and day, any digit of which may be X."""
    match = _DATE.fullmatch(text)
    if match is None or match[0].startswith("-0000"):
        return None
    sign, year_text, month_text, day_text = match.groups()
    low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
    years = (-high, -low) if sign else (low, high)
    if month_text is None:
        return _Point((years[0], 1, 1), (years[1], _MONTHS, 31), "X" in text)
    months = [number for number in range(1, _LAST_SEASON + 1) if _is_month(number, month_text)]
    if months and months[0] > _MONTHS:
        return _season(years, months[0]) if day_text is None else None
    days = list(_days(years, months, day_text or "XX"))
    return _Point(min(days), max(days), "X" in text) if days else None


def _is_month(number: int, mask: str) -> bool:
    """Say whether a number fits as month; a season has to have all its digits."""
    if not _fits(number, mask):
        return False
    return number <= _MONTHS or ("X" not in mask and number >= min(_SEASONS))


def _fits(number: int, mask: str) -> bool:
    """Say whether a number of two digits has the known digits of a mask."""
    return all(want in ("X", digit) for want, digit in zip(mask, f"{number:02}", strict=True))


def _season(years: tuple[int, int], number: int) -> _Point:
    """Return the ends of a season; of quarters and the like only the year is told."""
    first, last = _SEASONS.get(number, (1, 12))
    over = years[1] + (1 if last < first else 0)
    return _Point((years[0], first, 1), (over, last, _month_length(over, last)), masked=False)


def _days(years: tuple[int, int], months: list[int], mask: str) -> Iterator[tuple[int, int, int]]:
    """Yield the earliest and latest days that fit, of the first and last year that have any."""
    numbers = [number for number in range(1, 32) if _fits(number, mask)]
    span = range(years[0], years[1] + 1)
    for order in (span, reversed(span)):
        for year in order:
            found = [
                (year, month, number)
                for month in months
                for number in numbers
                if number <= _month_length(year, month)
            ]
            if found:
                yield found[0]
                yield found[-1]
                break


def _month_length(year: int, month: int) -> int:
    """Return the days of a month, also of years before 1 (proleptic Gregorian calendar)."""
    return calendar.monthrange(year % 400 + 400, month)[1]


def _to_date(parts: tuple[int, int, int]) -> date | None:
    """Return a day as a date, or None where Python's calendar has no such year."""
    year, month, number = parts
    return date(year, month, number) if MINYEAR <= year <= MAXYEAR else None
