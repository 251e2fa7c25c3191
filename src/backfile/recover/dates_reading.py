# ruff: noqa: E501 - a row of a table or pattern is one way of saying it, however long
"""A date as it was read: what it may mean, its weekday, its time of day."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from backfile import edtf
from backfile.recover import dates_words as words

Span = tuple[date, date]
"""First and last day that the words leave open."""

_WEEK = 7
_TIME = re.compile(
    r"[\s,،|·•(–—-]{0,4}(?:at |um |à |a las |às |alle |в |о |kl\.? ?|klo |saat |الساعة |T|т)?\s?"
    r"(?P<before>上午|下午|午前|午後|오전|오후|晚上)?\s?(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?:[:.h時时点點]|시 ?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?|(?=\s?[ap]\.?m\b))"
    r"(?!\d)(?:\s?(?P<half>[ap]\.?m\.?|صباحا|صباحاً|مساء|مساءً|ص|م)(?![^\W\d_]))?"
    r"(?:\s?(?:\()?(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{2}:?\d{2}|(?:UTC|GMT)\s?[+-]\d{1,2}|"
    + "|".join(words.ZONES)
    + r")(?![^\W_]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One date as a text names it."""

    text: str
    """As printed."""
    start: int
    end: int
    """Where it stands in the text, its time of day included."""
    span: Span | None
    """The days that it may mean; None where no year is named."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """From Monday = 0, where the weekday is printed beside it."""
    either: tuple[date, ...] = ()
    """The days of an ambiguous 03/04/2016."""
    order: str | None = None
    """"dmy" or "mdy" where the figures can be read in that order only."""
    time: str | None = None
    """HH:MM:SS, where a time of day is printed."""
    offset: str | None = None
    """+HH:MM, where a zone is printed."""

    @property
    def edtf(self) -> str | None:
        """The date as EDTF: with its weekday in doubt where the two disagree; None without year."""
        if self.span is None:
            return None
        if self.either:
            fitting = [d for d in self.either if self.weekday in {None, d.weekday()}]
            return edtf.one_of(fitting or list(self.either))
        first, last = self.span
        fits = [d for d in _days(first, last) if d.weekday() == self.weekday]
        if self.weekday is None or last - first > timedelta(_WEEK - 1):
            return edtf.interval(first, last)
        if not fits:
            # One of the two is a slip, and nobody can tell which.
            return edtf.interval(first - timedelta(_WEEK), last + timedelta(_WEEK))
        return edtf.interval(fits[0], fits[-1])

    @property
    def is_consistent(self) -> bool:
        """Whether the printed weekday is that of the day (True where none is printed)."""
        if self.weekday is None or self.span is None:
            return True
        first, last = self.span
        return last - first >= timedelta(_WEEK - 1) or any(
            d.weekday() == self.weekday for d in _days(first, last)
        )

    @property
    def instant(self) -> str | None:
        """The moment as RFC 3339, where day, time and zone are all printed."""
        value = self.edtf
        if value is None or not edtf.is_day(value) or self.time is None or self.offset is None:
            return None
        return f"{value}T{self.time}{self.offset}"


def spans_month(year: int, month: int) -> Span:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def read_time(text: str, reading: Reading) -> Reading:
    """Return the reading with the time of day that follows it in the text, if one does."""
    match = _TIME.match(text, reading.end)
    if match is None or reading.span is None:
        return reading
    hour = _to_24(int(match["hour"]), (match["half"] or match["before"] or "").replace(".", ""))
    return replace(
        reading,
        end=match.end(),
        time=f"{hour:02}:{match['minute'] or '00'}:{match['second'] or '00'}",
        offset=_read_zone(match["zone"]),
    )


def _to_24(hour: int, half: str) -> int:
    """Return the hour of the day from an hour of its half."""
    half = half.lower()
    if half in words.PM and hour < 12:  # noqa: PLR2004 - noon
        return hour + 12
    return 0 if half in words.AM and hour == 12 else hour  # noqa: PLR2004 - midnight


def _read_zone(zone: str | None) -> str | None:
    """Return a zone as +HH:MM, or None where it is not known."""
    if not zone:
        return None
    if match := _OFFSET.search(zone):
        sign, hours, minutes = match.groups()
        return f"{sign}{int(hours):02}:{minutes or '00'}"
    return words.ZONES.get(zone.lower())


def _days(first: date, last: date) -> list[date]:
    """Return the days of a short span (at most six weeks are looked at)."""
    return [first + timedelta(n) for n in range(min((last - first).days, 6 * _WEEK) + 1)]
