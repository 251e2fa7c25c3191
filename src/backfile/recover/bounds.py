"""Bounds a publication date that nothing names: what a story's own words leave open, with reasons.

The law of the place: a bound is what the words make certain or nearly so; what they only suggest is
a hint and narrows nothing by itself. No day is made up: the narrowest result is an interval.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.recover.bounds_words import FILE_PICTURE, FUTURE, THIS_WEEK, WEEKDAY_SAID
from backfile.recover.dates import find_dates, find_weekdays
from backfile.recover.dates_reading import Reading
from backfile.recover.dates_words import MONTHS, WEEKDAY_WORDS
from backfile.text import fold

NOT_BEFORE, NOT_AFTER, DAY_HINT = "bound.not-before", "bound.not-after", "bound.day-hint"

_DATELINE_EARLY, _DATELINE_LATE = 1, 4
"""Days that a story may appear before and after its dateline: of 342 datelined text pages of the
newsroom set 9 appeared the day before (time zones), 324 on the day, 9 one to four days later."""
_PICTURE_YEARS = 1
"""A news picture is younger than a year when its story appears: true of all 247 dated captions of
the newsroom set. It chooses the year of a dateline, and nothing else."""
_WEEK = 7
_OPENING = 3
"""Paragraphs, the standfirst among them, in which news says when it happened."""
_SHARED_NAMES = 2
"""Names that caption and opening must share for the picture to show what the story tells."""
_STEM = 5
"""Letters by which names are compared: "Russia" and "Russian" are one."""
_DATELINE_WITHIN = 70
"""Characters from a paragraph's start in which a dateline ends; the longest met has 52."""
_PLACE_WORDS = 6
"""Words of a dateline's place: "BEAVER CREEK, Colo.", "Vancouver, British Columbia"."""
_DASH = re.compile(r"\s{0,9}(?:\(\w[\w ]{1,20}\)\s{0,9})?(?:-{1,2}|–|—|:|،|\|)(?:\s|$)")
_YEARS = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d/]|[.,]\d|-\d)")

TRUST_PRINTED, TRUST_DATELINE, TRUST_CAPTION, TRUST_WEEK = 0.97, 0.93, 0.97, 0.8
TRUST_YEARS, TRUST_COPYRIGHT = 0.86, 0.8
"""Of 597 pages of the open sets, 584 were at most two years older than the latest that they name;
of 605 with a mark of copyright 550 no younger than its year."""
_LOOKS_AHEAD = 2
"""Years by which a story that names a year as if past may look ahead."""
_FAR_AHEAD = 3
"""Years between the latest that a text names and the one before, from which on it is a plan."""
_OF_NEWS = range(1600, 2700)
_COPYRIGHT = re.compile(
    r"(?:©|copyright)[^\n]{0,40}?(?<!\d)((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)\d\d))?(?!\d)",
    re.IGNORECASE,
)
_LONGEST_MARK = 300
TRUST_INTERVAL = 0.89
"""An interval is never as sure as a printed day, however well its ends are known."""
TRUST_CHRONOLOGY = 0.75
"""A dateline that names its year is, on the web, as often an entry of a chronology."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a story says, as far as it may bound its date."""

    headline: str = ""
    standfirst: str = ""
    caption: str = ""
    paragraphs: tuple[str, ...] = ()
    not_after: tuple[tuple[date, str, str], ...] = ()
    """Days by which it was out: (day, place, reason), as a first comment or a pause gives them."""
    marked: int | None = None
    """The last year of the page's mark of copyright: that in which the page was made anew."""
    is_renewed: bool = False
    """Whether the page says that it was changed: the years that its text names may be later."""


def bound_date(told: Told, order: str | None = None) -> tuple[Evidence[object], ...]:
    """Return every bound that a story's words set to its publication date.

    Args:
        told: the story's parts.
        order: how the publication writes 03/04/2016, where known.
    """
    found: list[Evidence[object]] = [
        Evidence(NOT_AFTER, edtf.day(day), place, TRUST_PRINTED, why)
        for day, place, why in told.not_after
    ]
    found += _caption_bound(told.caption, order)
    floor = _floor_of(found)
    dateline = find_dateline(told.paragraphs)
    if dateline is not None:
        found += _dateline_bound(dateline, floor)
    elif floor is not None:
        found += _week_bound(told, floor)
    return (*found, *_year_bounds(told, floor))


def narrow(bounds: Sequence[Evidence[object]]) -> Evidence[object] | None:
    """Return one claim on the publication date that says what all bounds leave open.

    Claims on ``published`` itself that are wider than a day ("March 2016") take part.

    The most trusted bound goes first; one that excludes all that is left is passed over.
    """
    held: str | None = None
    rests: list[Evidence[object]] = []
    for claim in sorted(bounds, key=lambda claim: -claim.confidence):
        span = span_of(claim)
        if span is None:
            continue
        cut = span if held is None else edtf.intersection(held, span)
        if cut is None or cut == held:
            continue
        held = cut
        rests.append(claim)
    if held is None:
        return None
    if edtf.is_day(held) and not any(claim.field == "published" for claim in rests):
        held += "~"  # bounds tell about when, never on which day
    reason = " ".join(dict.fromkeys(claim.reason for claim in rests if claim.reason))
    trust = min(TRUST_INTERVAL, *(claim.confidence for claim in rests))
    return Evidence("published", held, "bounds", trust, reason)


def span_of(claim: Evidence[object]) -> str | None:
    """Return the days that a bound leaves open, as EDTF; None for hints and unreadable values."""
    if not isinstance(claim.value, str) or not edtf.is_valid(claim.value):
        return None
    first, last = edtf.bounds(claim.value)
    if claim.field == NOT_BEFORE:
        return edtf.interval(first, None) if first else None
    if claim.field == NOT_AFTER:
        return edtf.interval(None, last) if last else None
    return claim.value if claim.field == "published" else None


def find_dateline(paragraphs: tuple[str, ...]) -> Reading | None:
    """Return the date of a dateline ("PARIS, Feb 26 –") in the first paragraphs, or None."""
    for paragraph in paragraphs[:_OPENING]:
        head = paragraph[: _DATELINE_WITHIN + 10]
        for reading in find_dates(head):
            place = head[: reading.start].rstrip()
            if reading.end > _DATELINE_WITHIN or not reading.month or not reading.day:
                continue
            if _DASH.match(head, reading.end) and _is_place(place):
                return reading
    return None


def _is_place(words: str) -> bool:
    """Say whether the words before a dateline's date can be a place: a few, no sentence.

    A mark parts them from the date, or they stand in capitals.
    """
    place = words.strip(" ,،(–—-")
    if not 0 < len(place.split()) <= _PLACE_WORDS or place[0].islower():
        return False
    if words[-1] not in ",،(–—-)" and place != place.upper():
        return False
    return not re.search(r"[.!?]\s+\w{4}", place)


def _caption_bound(caption: str, order: str | None) -> list[Evidence[object]]:
    """A picture is taken before its story appears."""
    dated = [
        (first, reading.text)
        for reading in find_dates(caption, order)
        if reading.edtf and (first := edtf.bounds(reading.edtf)[0])
    ]
    if not dated:
        return []
    latest, words = max(dated, key=lambda pair: pair[0])
    reason = f"The picture's caption names {words}; a story appears after its picture is taken."
    return [Evidence(NOT_BEFORE, edtf.day(latest), "caption", TRUST_CAPTION, reason)]


def _floor_of(found: list[Evidence[object]]) -> date | None:
    """Return the latest day before which the story cannot have appeared."""
    days = [edtf.bounds(str(c.value))[0] for c in found if c.field == NOT_BEFORE]
    return max((day for day in days if day), default=None)


def _dateline_bound(dateline: Reading, floor: date | None) -> list[Evidence[object]]:
    """A story appears within days of its dateline; the year comes from the picture."""
    if dateline.edtf:
        first, last = edtf.bounds(dateline.edtf)
        return _around(first, last, dateline, TRUST_CHRONOLOGY) if first and last else []
    if floor is None or dateline.month is None or dateline.day is None:
        return []
    days = [_on(year, dateline.month, dateline.day) for year in range(floor.year, floor.year + 2)]
    day = next((d for d in days if d and d + timedelta(_DATELINE_LATE) >= floor), None)
    if day is None or (day - floor).days > 366 * _PICTURE_YEARS:
        return []
    return _around(
        day,
        day,
        dateline,
        TRUST_DATELINE,
        f"the first {dateline.text} after the picture",
    )


def _around(
    first: date, last: date, dateline: Reading, trust: float, which: str = ""
) -> list[Evidence[object]]:
    """Return the bounds that a dateline's day sets on both sides."""
    reason = f"The dateline says {dateline.text}" + (f": {which}" if which else "")
    return [
        Evidence(
            NOT_BEFORE, edtf.day(first - timedelta(_DATELINE_EARLY)), "dateline", trust, reason
        ),
        Evidence(NOT_AFTER, edtf.day(last + timedelta(_DATELINE_LATE)), "dateline", trust, reason),
    ]


def _week_bound(told: Told, floor: date) -> list[Evidence[object]]:
    """News of "this week" whose picture shows it appears in the week of the picture."""
    opening = (told.standfirst, *told.paragraphs)[:_OPENING]
    if FILE_PICTURE.search(fold(told.caption)) or not _shows_the_story(told, opening):
        return []
    words = fold(" ".join(opening))
    if match := THIS_WEEK.search(words):
        last = floor + timedelta(_WEEK - 1 - floor.weekday())
        reason = f"The story says “{match[0]}”, and its picture shows what it tells."
        # Where weeks begin on Sunday, that of a Sunday's picture has just begun.
        last = last if floor.weekday() < _WEEK - 1 else floor + timedelta(_WEEK - 1)
        return [Evidence(NOT_AFTER, edtf.day(last), "text", TRUST_WEEK, reason)]
    said = next((opening_weekday for text in opening for opening_weekday in _weekdays(text)), None)
    if said is None:
        return []
    reason = f"The story tells what happened “{said}”, and its picture shows it."
    return [Evidence(NOT_AFTER, edtf.day(floor + timedelta(_WEEK - 1)), "text", TRUST_WEEK, reason)]


def _weekdays(text: str) -> Iterator[str]:
    """Yield weekdays of the days just past: "on Monday", not "on Mondays" nor "next Monday"."""
    for _, start, end in find_weekdays(text):
        before = fold(text[max(0, start - 12) : start])
        if not WEEKDAY_SAID.search(before):
            continue
        yield text[start:end]


def _shows_the_story(told: Told, opening: tuple[str, ...]) -> bool:
    """Say whether caption and opening share names, so that the picture shows what is told."""
    return (
        len(_names(told.caption) & _names(" . ".join((told.headline, *opening)))) >= _SHARED_NAMES
    )


def _names(text: str) -> set[str]:
    """Return the stems of capitalised words inside of sentences."""
    words = re.findall(r"(?<![.!?:“\"]\s)(?<!^)\b[^\W\d_a-z][^\W\d_]{3,}", text)
    return {fold(word)[:_STEM] for word in words if fold(word)[:_STEM] not in _CALENDAR}


_CALENDAR = frozenset(word[:_STEM] for word in (*MONTHS, *WEEKDAY_WORDS))
"""Stems that two texts share by chance."""


def _year_bounds(told: Told, floor: date | None) -> Iterator[Evidence[object]]:
    """Yield what years bound: those that the text names as past, and the mark of copyright.

    The latest year named is a hint besides, which narrows nothing. Of a story whose picture is
    older than that year the text looks further ahead than its words tell.
    """
    latest = _latest_year(told)
    if latest is not None:
        reason = f"The latest year that the text names is {latest}."
        first = date(latest - _LOOKS_AHEAD, 1, 1)
        is_known = floor is None or first.year <= floor.year + _PICTURE_YEARS
        if is_known and not told.is_renewed:
            yield Evidence(NOT_BEFORE, edtf.day(first), "text", TRUST_YEARS, reason)
        yield Evidence(DAY_HINT, f"{latest:04}", "text", 0.5, reason)
    if told.marked is not None and (latest is None or told.marked >= latest):
        reason = f"The page's mark of copyright says {told.marked}."
        last = date(told.marked, 12, 31)
        yield Evidence(NOT_AFTER, edtf.day(last), "copyright", TRUST_COPYRIGHT, reason)


def _latest_year(told: Told) -> int | None:
    """Return the latest year that the text names as past; one far ahead of all others is a plan."""
    known = [day.year for day, _, _ in told.not_after]
    years = sorted({year for year in _past_years(told) if year <= min(known, default=year)})
    while len(years) > 1 and years[-1] - years[-2] > _FAR_AHEAD:
        years.pop()
    return years[-1] if years and years[-1] - _LOOKS_AHEAD in _OF_NEWS else None


def out_by(claims: Sequence[Evidence[object]]) -> Iterator[tuple[date, str, str]]:
    """Yield the days on which a story was changed: it had appeared by then."""
    for claim in claims:
        if claim.field == "modified" and edtf.is_valid(str(claim.value)):
            last = edtf.bounds(str(claim.value))[1]
            if last is not None and last < date.max:
                # Clocks and zones: the newsroom's own day may be the one after.
                reason = f"It was changed on {str(claim.value)[:10]}."
                yield last + timedelta(1), claim.place, reason


def read_copyright(texts: Sequence[str]) -> int | None:
    """Return the last year that the marks of copyright among some lines name, or None."""
    found = [
        int(match[2] or match[1])
        for text in texts
        if len(text) <= _LONGEST_MARK and ("©" in text or "opyright" in text)
        for match in _COPYRIGHT.finditer(text)
    ]
    return max(found, default=None)


def _past_years(told: Told) -> Iterator[int]:
    """Yield years that the text names without looking ahead."""
    for paragraph in (told.standfirst, *told.paragraphs):
        for match in _YEARS.finditer(paragraph):
            if not FUTURE.search(fold(paragraph[max(0, match.start() - 30) : match.start()])):
                yield int(match[1])


def _on(year: int, month: int, day: int) -> date | None:
    """Return a day of a year, or None where that year has none such (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
