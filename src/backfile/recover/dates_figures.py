# ruff: noqa: E501 - a row of a table or pattern is one way of saying it, however long
"""Dates in figures: 2016-03-17, 17.03.2016, 3/17/2016, 2016年3月17日, and those in an address."""

import re
from collections.abc import Iterator
from datetime import date

from backfile.recover.calendars import ERAS
from backfile.recover.dates_reading import Reading, spans_month
from backfile.recover.dates_words import CJK_WEEKDAYS

_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)")
_FIGURES = re.compile(r"(?<![\d/.,-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(?!\d|[-/]\d)")
_EAST_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_EAST = re.compile(
    r"(?:(?P<era>令和|平成|昭和|民國|民国)(?P<eyear>元|\d{1,3})[年年]|(?P<year>\d{4}|[〇零一二三四五六七八九]{4})\s?[年년]"
    r")?\s?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월](?:份)?\s?"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s?[日号號일])?"
    r"(?:\s?[(（]?(?:星期|周|週|礼拜)?(?P<weekday>[一二三四五六日天月火水木金土월화수목금토일])(?:曜日?|요일|[)）])[)）]?|\s?[(（]?(?:星期|周|週)(?P<wday>[一二三四五六日天])[)）]?)?"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})\s(?:tháng|Tháng)\s(\d{1,2})\s?(?:,|năm|-|/)?\s?(\d{4})(?!\d)"
)
"""Day, the word for month and its number, year."""
_FOLDERS = re.compile(
    r"/((?:19|20)\d\d)(?:/(0?[1-9]|1[0-2]|[a-z]{3,9})(?:/(0?[1-9]|[12]\d|3[01]))?)?(?=/|$)",
    re.IGNORECASE,
)
_SLUG_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([_-])(0?[1-9]|1[0-2])\2(0[1-9]|[1-9](?!\d)|[12]\d|3[01])(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d)([_-])(\d\d)\2((?:19|20)\d\d)(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTHS = 12


def find_figures(text: str, order: str | None) -> Iterator[Reading]:
    """Yield dates written in figures only; the text has western digits."""
    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if (found := _day(year, month, day)) is not None:
            yield Reading(match[0], match.start(), match.end(), (found, found), month, day)
    for match in _FIGURES.finditer(text):
        if (reading := _read_figures(match, order)) is not None:
            yield reading
    yield from _find_worded(text)


def _find_worded(text: str) -> Iterator[Reading]:
    """Yield dates whose months are figures and a word for month: of East Asia and Vietnam."""
    if "háng" in text:
        for match in _VIETNAMESE.finditer(text):
            if (found := _day(int(match[3]), int(match[2]), int(match[1]))) is not None:
                span = found, found
                yield Reading(match[0], match.start(), match.end(), span, found.month, found.day)
    if "月" in text or "월" in text:
        for match in _EAST.finditer(text):
            if (reading := _read_east(match)) is not None:
                yield reading


def _read_figures(match: re.Match[str], order: str | None) -> Reading | None:
    """Read 17/03/2016: in the publication's order, in the only order possible, or in both."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    ways = {
        "dmy": _day(year, other, one),
        # Nobody puts the month first between dots.
        "mdy": _day(year, one, other) if match[2] != "." else None,
    }
    possible = {name: found for name, found in ways.items() if found is not None}
    if not possible:
        return None
    if order in possible:
        possible = {order: possible[order]}
    days = sorted(set(possible.values()))
    only = next(iter(possible)) if len(possible) == 1 and match[2] != "." else None
    if len(days) == 1:
        day = days[0]
        return Reading(
            match[0], match.start(), match.end(), (day, day), day.month, day.day, order=only
        )
    return Reading(match[0], match.start(), match.end(), (days[0], days[-1]), either=tuple(days))


def _read_east(match: re.Match[str]) -> Reading | None:
    """Read a date of Chinese, Japanese or Korean."""
    month = _east_number(match["month"])
    day = _east_number(match["day"]) if match["day"] else None
    year = _east_year(match)
    if not 1 <= month <= _MONTHS or (year is None and day is None):
        return None
    sign = match["weekday"] or match["wday"]
    weekday = CJK_WEEKDAYS.get(sign) if sign and day else None
    if year is None:
        return Reading(match[0], match.start(), match.end(), None, month, day, weekday)
    if day is None:
        return Reading(match[0], match.start(), match.end(), spans_month(year, month), month)
    found = _day(year, month, day)
    if found is None:
        return None
    return Reading(match[0], match.start(), match.end(), (found, found), month, day, weekday)


def _east_year(match: re.Match[str]) -> int | None:
    """Return the year of an East Asian date, counted from its era if it names one."""
    if match["era"]:
        number = 1 if match["eyear"] == "元" else int(match["eyear"])
        return ERAS[match["era"]] + number
    if match["year"]:
        year = int(match["year"].translate(_EAST_DIGITS))
        return year if year >= 1000 else None  # noqa: PLR2004 - four digits
    return None


def _east_number(text: str) -> int:
    """Return a number of at most two places, in figures or Chinese numerals; 0 if it is none."""
    if text.isdecimal() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.partition("十")
    try:
        if not ten:
            return int(text.translate(_EAST_DIGITS))
        high = int(tens.translate(_EAST_DIGITS)) if tens else 1
        low = int(ones.translate(_EAST_DIGITS)) if ones else 0
    except ValueError:
        return 0
    return high * 10 + low


def find_in_address(path: str) -> Reading | None:
    """Return the date that an address's path names (/2016/03/17/, /2016/3/, 2016-03-17-slug).

    A whole day counts before a month, a month before a year; folders before a slug.
    """
    found = [reading for match in _FOLDERS.finditer(path) if (reading := _read_folders(match))]
    found += [reading for match in _SLUG_DATE.finditer(path) if (reading := _read_slug(match, 3))]
    if not any(reading.day for reading in found):
        ways = _DAY_FIRST.finditer(path)
        found += [r for match in ways if (r := _read_figures(match, None)) and not r.either]
        runs = _RUN_TOGETHER.finditer(path)
        found += [reading for match in runs if (reading := _read_slug(match, 2))]
    return max(found, key=_width, default=None)


def _width(reading: Reading) -> tuple[bool, bool]:
    """Order dates of an address from narrow to wide; of equals, max takes the first."""
    return reading.day is not None, reading.month is not None


def _read_slug(match: re.Match[str], month: int) -> Reading | None:
    """Read a date run together or parted by hyphens; `month` is its group's number."""
    found = _day(int(match[1]), int(match[month]), int(match[month + 1]))
    if found is None:
        return None
    return Reading(match[0], match.start(), match.end(), (found, found), found.month, found.day)


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Month folders in words are English (or share its first three letters) on every CMS that we met."""


def _read_folders(match: re.Match[str]) -> Reading | None:
    """Read the folders of an address: year, month, day, as far as they are there."""
    year, name = int(match[1]), (match[2] or "").lower()
    if name[:3] in _ENGLISH:
        month = _ENGLISH.index(name[:3]) + 1
    else:
        month = int(name) if name.isdigit() else 0
    if not month:
        span = date(year, 1, 1), date(year, _MONTHS, 31)
        return Reading(match[0], match.start(), match.end(), span)
    if match[3] is None:
        return Reading(match[0], match.start(), match.end(), spans_month(year, month), month)
    found = _day(year, month, int(match[3]))
    if found is None:
        return None
    return Reading(match[0], match.start(), match.end(), (found, found), month, found.day)


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
