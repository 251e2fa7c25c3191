"""Dates in plain words, drawn as wide as they are: "between 15 and 20 March 2016"."""

import calendar
from datetime import date
from functools import lru_cache

from backfile import edtf
from backfile.errors import BadValue
from backfile.publish.words import Words, words_in

_DECEMBER = 12
_RFC3339_DAY = 10
_MONTH, _YEAR = 7, 4
"""Letters of "2016-03" and "2016"."""
_FEW = 3
"""So many days of a set are named one by one; a larger set is told by its ends."""


def say(words: Words, text: str | None) -> str:
    """Return an EDTF date in plain words; a phrase for "unknown" where there is none."""
    return _say(words.language, text or "")


@lru_cache(maxsize=16384)
def _say(language: str, text: str) -> str:
    words = words_in(language)
    if not text:
        return words("date.unknown")
    try:
        first, last = edtf.bounds(text)
    except BadValue:
        return text
    said = _between(words, text, first, last)
    if edtf.is_certain(text):
        return said
    return words("date.perhaps" if "?" in text or "%" in text else "date.about", date=said)


def _between(words: Words, text: str, first: date | None, last: date | None) -> str:
    if first is None:
        return words("date.until", last=_day(words, last)) if last else words("date.unknown")
    if last is None:
        return words("date.from", first=_day(words, first))
    if text.startswith("["):
        days = edtf.members(text)
        if 1 < len(days) <= _FEW:
            named = [_short(words, day, days[-1]) for day in days[:-1]]
            return words(
                "date.or", first=words("list_comma").join(named), last=_day(words, days[-1])
            )
    if first == last:
        return _day(words, first)
    return _whole(words, first, last) or words(
        "date.between", first=_short(words, first, last), last=_day(words, last)
    )


def _whole(words: Words, first: date, last: date) -> str | None:
    """Name a whole month or a whole year as such."""
    if first.year != last.year or first.day != 1:
        return None
    if first.month == last.month and last.day == calendar.monthrange(last.year, last.month)[1]:
        return month(words, first.year, first.month)
    whole_year = first.month == 1 and (last.month, last.day) == (_DECEMBER, 31)
    return str(first.year) if whole_year else None


def _day(words: Words, day: date) -> str:
    said = _number(words, day)
    return words("date.day", day=said, month=words.months_of[day.month - 1], year=day.year)


def _number(words: Words, day: date) -> str:
    """Return a day's number: "1er mars", and then "2 mars"."""
    return words("date.first_day") if day.day == 1 else str(day.day)


def _short(words: Words, day: date, beside: date) -> str:
    """Say a day without what the later day beside it says anyway."""
    if day.year != beside.year:
        return _day(words, day)
    if day.month != beside.month:
        return words(
            "date.day_month", day=_number(words, day), month=words.months_of[day.month - 1]
        )
    return words("date.day_only", day=_number(words, day))


def month(words: Words, year: int, number: int) -> str:
    """Return a month's name with its year."""
    return words("date.month", month=words.months[number - 1], year=year)


@lru_cache(maxsize=16384)
def machine(text: str | None) -> str | None:
    """Return what `<time datetime>` may say: a day, month or year that is certain, or None."""
    if (
        not text
        or not edtf.is_certain(text)
        or not text[:1].isdigit()
        or "/" in text
        or "X" in text
    ):
        return None
    try:
        edtf.bounds(text)
    except BadValue:
        return None
    return text


@lru_cache(maxsize=16384)
def certain_part(text: str | None) -> str | None:
    """Return what of a date is certain: the day, else the month or year that it lies in, or None.

    Of "2016-03-15/2016-03-20" that is "2016-03": true, where a day would be made up.
    """
    exact, ends = machine(text), span(text)
    if exact or not text or not ends or not edtf.is_certain(text):
        return exact
    if ends[0].year != ends[1].year:
        return None
    return ends[0].isoformat()[: _MONTH if ends[0].month == ends[1].month else _YEAR]


@lru_cache(maxsize=16384)
def interval(text: str | None) -> str | None:
    """Return the first and last day of a date that is wider than a day, as ISO 8601 has intervals.

    A date that is only presumed has none: an interval would say it for certain.
    """
    ends = span(text)
    if not text or not ends or ends[0] == ends[1] or not edtf.is_certain(text):
        return None
    return f"{ends[0].isoformat()}/{ends[1].isoformat()}"


def day_of(moment: str | None) -> str | None:
    """Return the day of an RFC 3339 time (or EDTF day) as EDTF."""
    return moment[:_RFC3339_DAY] if moment and "T" in moment else moment


@lru_cache(maxsize=16384)
def span(text: str | None) -> tuple[date, date] | None:
    """Return first and last day of a date that is closed at both ends; else None."""
    if not text:
        return None
    try:
        first, last = edtf.bounds(text)
    except BadValue:
        return None
    return (first, last) if first and last else None
