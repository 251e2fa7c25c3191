"""Reads dates out of words, in many languages and four calendars; what is not said stays open.

The law of the place: a date keeps the width of its words. Where 03/04/2016 may mean two days, both
are kept; where no year is printed, none is made up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from backfile.recover import dates_words as words
from backfile.recover.calendars import (
    BUDDHIST_AHEAD,
    HIJRI_DOUBT,
    hijri_to_date,
    jalali_to_date,
)
from backfile.recover.dates_figures import find_figures
from backfile.recover.dates_reading import Reading, Span, read_time, spans_month
from backfile.text import fold, western_digits

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e4e\u200c\u0640"
)
"""Accents, vowel signs and joiners that are parts of words."""
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*|[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}'’][^\W\d_]*)*|[^\s\w]|_"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,20})[,.،]?\s$")
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[A-Za-z]{2}")
_AROUND = 60
"""Characters around a number in which a date's other words are sought; the longest has about 45."""
_DAY_FIRST = frozenset({"gb", "au", "nz", "ie", "in", "za"})
_DAY_DIGITS, _YEAR_DIGITS, _DAYS = 2, 4, 31
_YEARS = range(1000, 2701)
"""Years that are read, those of the Buddhist era included."""
_BUDDHIST_FROM = 2400
_LONGEST_PAIR = 30
"""Characters of a month in two words."""
_SHORTEST_WEEKDAY = 4
"""Characters that a weekday in prose must be longer than: "mer", "sun", "so" are other words."""
_WORDS_BESIDE, _CHARACTERS_BESIDE = 7, 48
_LONGEST = 20_000
"""Characters of one block that are read: no block of prose is longer."""
_LONGEST_LINE = 400
"""Characters up to which it is remembered what a text names; prose comes once."""

_WEEKDAY = "(?:w[.,d]{0,2})?"
_MONTH = r"(?:m(?:/m|\(m\))?|a[.]?)"
_GRAMMAR = re.compile(
    "|".join(
        (
            # 17 March 2016; 17. März 2016; le 1er avril; 15-17 March 2016
            rf"(?P<dmy>{_WEEKDAY}n(?:[.]?-n)?o?[.]?-?o?d{{0,2}}-?(?:{_MONTH}|b(?=-?y))(?!-?n)(?:[,./-]?d{{0,2}}y)?)",
            # 2016 March 17; 2016. március 17.
            rf"(?P<ymd>y[.,]?{_MONTH}[.]?n(?!n))",
            # March 17, 2016; March 15-17, 2016; March the 17th
            rf"(?P<mdy>{_WEEKDAY}{_MONTH}d?n(?:-n)?o?(?:[,.]?d?y)?)",
            # March 2016
            rf"(?P<my>{_MONTH}[,/]?d{{0,2}}y)",
        )
    )
)


@dataclass(frozen=True, slots=True)
class _Token:
    """One word or number of a text, and what part of a date it can be."""

    kind: str
    start: int
    end: int
    number: int = 0
    """A day, a year or, of a word, the month or weekday."""
    calendar: str = ""


def find_dates(text: str, order: str | None = None) -> list[Reading]:
    """Return each date that a text names, in its order.

    Args:
        text: running words; at most 20,000 characters of it are read.
        order: "dmy" or "mdy" where the publication's way of writing 03/04/2016 is known.
    """
    known = _known if len(text) <= _LONGEST_LINE else _find
    return list(known(text[:_LONGEST], order))


def _find(text: str, order: str | None) -> tuple[Reading, ...]:
    if not _DIGIT.search(text) and not any(sign in text for sign in "月日"):
        return ()
    plain = western_digits(text)
    found = list(find_figures(plain, order))
    if not plain.isascii() or _WORD.search(plain):  # a machine's stamp names no month in words
        found += _find_worded(plain)
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(read_time(plain, _with_weekday(plain, reading)))
    return tuple(kept)


_known = lru_cache(maxsize=8192)(_find)
"""Lines are asked for their dates again and again: by fields, and on the next page."""


def read_date(text: str, order: str | None = None) -> Reading | None:
    """Return the first whole date (with its year) of a short text, or None."""
    return next((reading for reading in find_dates(text, order) if reading.edtf), None)


def is_date_line(line: str, printed: str) -> bool:
    """Say whether a line tells little besides its date (a name, a place, a section) and no tale.

    Args:
        line: the whole line.
        printed: the date in it, as printed.
    """
    rest = line.replace(printed, " ")
    if line.endswith((".", "!", "?", "。", "؟")) and len(rest.split()) > _WORDS_BESIDE // 2:
        return False
    return len(rest.split()) <= _WORDS_BESIDE and len(rest) <= _CHARACTERS_BESIDE


def order_of(language: str | None) -> str | None:
    """Return how a language writes 03/04/2016 ("dmy"), or None where readers disagree (English).

    Args:
        language: BCP 47.
    """
    parts = (language or "").replace("_", "-").lower().split("-")
    if parts[0] in {"", "en"}:
        # en-US is what themes say by default, all over the world: it proves nothing.
        return "dmy" if len(parts) > 1 and parts[1] in _DAY_FIRST else None
    return "dmy"


def learn_order(texts: Sequence[str]) -> str | None:
    """Learn from dates that can be read in one way only how a publication writes the others.

    Returns:
        "dmy" or "mdy" where such dates all agree, else None.
    """
    seen = {
        reading.order for text in texts for reading in find_dates(text) if reading.order is not None
    }
    return seen.pop() if len(seen) == 1 else None


def find_weekdays(text: str) -> list[tuple[int, int, int]]:
    """Return (weekday from Monday = 0, start, end) of each weekday that a text names in full."""
    return [
        (token.number, token.start, token.end)
        for token in map(_classify_word, _TOKEN.finditer(text[:_LONGEST]))
        if token.kind == "w" and token.end - token.start > _SHORTEST_WEEKDAY
    ]


def _with_weekday(text: str, reading: Reading) -> Reading:
    """Return the reading with the weekday that stands just before its figures, if one does."""
    before = _WORD_BEFORE.search(text, max(0, reading.start - _AROUND), reading.start)
    if reading.weekday is not None or before is None:
        return reading
    return replace(reading, weekday=words.WEEKDAY_WORDS.get(fold(before[1])))


def _find_worded(text: str) -> Iterator[Reading]:
    """Yield dates that name their month in words."""
    for start, end in _windows(text):
        tokens = _tokens(text, start, end)
        kinds = "".join(token.kind for token in tokens)
        for match in _GRAMMAR.finditer(kinds):
            reading = _read(text, tokens[match.start() : match.end()])
            if reading is not None:
                yield reading


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches around the numbers of a text: most of a text needs no reading."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"(?<!\d)\d{1,4}(?!\d)", text):
        start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """Cut a stretch into tokens and say what part of a date each can be."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text, start, end):
        token = _classify_word(match) if match[0][0].isalpha() else _classify_sign(match)
        if found and (pair := _pair(text, found[-1], token)) is not None:
            found[-1] = pair
            continue
        if "\n" in text[found[-1].end : token.start] if found else False:
            found.append(_Token("x", token.start, token.start))
        found.append(token)
    return found


def _pair(text: str, last: _Token, token: _Token) -> _Token | None:
    """Join what is one month in two words ("كانون الثاني")."""
    if last.kind in "xm" and token.kind in "xm" and token.end - last.start < _LONGEST_PAIR:
        both = fold(" ".join(text[last.start : token.end].replace("-", " ").split()))
        for table, calendar in ((words.MONTHS, "g"), (words.HIJRI_MONTHS, "h")):
            if number := table.get(both):
                return _Token("m", last.start, token.end, number, calendar)
    return None


def _classify_sign(match: re.Match[str]) -> _Token:
    """Say what a number or a sign can be."""
    text = match[0]
    if text.isdecimal():  # "❶" and "²" are digits, and no numbers
        value = int(text) if len(text) <= _YEAR_DIGITS else 0
        if len(text) <= _DAY_DIGITS and 1 <= value <= _DAYS:
            return _Token("n", match.start(), match.end(), value)
        if len(text) == _YEAR_DIGITS and value in _YEARS:
            return _Token("y", match.start(), match.end(), value)
        return _Token("x", match.start(), match.end())
    sign = {"–": "-", "‑": "-", "،": ",", "−": "-"}.get(text, text)
    return _Token(sign if sign in ".,-/()" else "x", match.start(), match.end())


def _classify_word(match: re.Match[str]) -> _Token:
    """Say what a word can be: month, weekday, ordinal suffix or filler."""
    word = fold(match[0]).replace("’", "'")
    for kind, table, calendar in _MONTH_TABLES:
        if month := table.get(word):
            risky = kind == "a" and word in words.RISKY
            return _Token("b" if risky else kind, match.start(), match.end(), month, calendar)
    if word in words.FOLDED_VAGUE:
        return _Token("m", match.start(), match.end(), 0, word)
    weekday = words.WEEKDAY_WORDS.get(word)
    kinds = (
        ("o", word in words.FOLDED_SUFFIXES and word not in words.FOLDED_FILLERS),
        ("w", weekday is not None),
        ("d", word in words.FOLDED_FILLERS),
    )
    kind = next((name for name, holds in kinds if holds), "x")
    return _Token(kind, match.start(), match.end(), weekday or 0)


_MONTH_TABLES = (
    ("m", words.MONTHS, "g"),
    ("a", words.SHORT_MONTHS, "g"),
    ("m", words.JALALI_MONTHS, "j"),
    ("m", words.HIJRI_MONTHS, "h"),
)
"""Kind of token, words, calendar: the first table that knows a word names it."""


def _read(text: str, tokens: Sequence[_Token]) -> Reading | None:
    """Make a reading of tokens that stand as a date does."""
    months = [token for token in tokens if token.kind in "mab"]
    month = months[0]
    if any(other.number != month.number for other in months):
        return None
    days = [token.number for token in tokens if token.kind == "n"]
    year = next((token.number for token in tokens if token.kind == "y"), None)
    weekday = next((token.number for token in tokens if token.kind == "w"), None)
    if (year is None and _is_small(text, month)) or (month.calendar != "g" and year is None):
        return None
    span = _span(month, days, year)
    if year is not None and span is None:
        return None
    reading = Reading(
        text=text[tokens[0].start : tokens[-1].end],
        start=tokens[0].start,
        end=tokens[-1].end,
        span=span,
        month=month.number or None,
        day=days[0] if len(days) == 1 else None,
        weekday=weekday,
    )
    return reading if year is not None or (reading.month and reading.day) else None


def _is_small(text: str, month: _Token) -> bool:
    """Say whether a word like "may" or "march" stands in small letters: no month in English."""
    return text[month.start : month.end] in {"may", "march", "mar", "sept", "dec", "jan"}


def _span(month: _Token, days: list[int], year: int | None) -> Span | None:
    """Return the first and last day that day, month and year mean, or None where there is none."""
    if year is None:
        return None
    if month.number == 0:
        return _vague(month, days, year)
    if not days:
        is_ours = month.calendar == "g"
        return spans_month(_to_our_year(month, year), month.number) if is_ours else None
    first, last = _to_date(month, year, min(days)), _to_date(month, year, max(days))
    if first is None or last is None:
        return None
    doubt = timedelta(HIJRI_DOUBT if month.calendar == "h" else 0)
    return first - doubt, last + doubt


def _vague(month: _Token, days: list[int], year: int) -> Span | None:
    """Return the span of a Levantine month that is one of two."""
    early, late = words.FOLDED_VAGUE[month.calendar]
    if late < early:
        return spans_month(year, early)[0].replace(month=1), spans_month(year, early)[1]
    first, last = spans_month(year, early)[0], spans_month(year, late)[1]
    if len(days) == 1 and days[0] < _DAYS:
        return first.replace(day=days[0]), last.replace(day=days[0])
    return first, last


def _to_our_year(month: _Token, year: int) -> int:
    """Return the Gregorian year: years of the Buddhist era run 543 ahead."""
    return year - BUDDHIST_AHEAD if year > _BUDDHIST_FROM and month.calendar == "g" else year


def _to_date(month: _Token, year: int, day: int) -> date | None:
    """Return one day of the token's calendar as a day of ours."""
    if month.calendar == "j":
        return jalali_to_date(year, month.number, day)
    if month.calendar == "h":
        return hijri_to_date(year, month.number, day)
    try:
        return date(_to_our_year(month, year), month.number, day)
    except ValueError:
        return None
