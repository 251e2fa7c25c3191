"""Reads the dateline with which a report begins: place, day, and the agency that sent it.

"GENEVA, May 3 (Reuters) —", "Berlin (dpa) -", "МОСКВА, 3 мар —", "بيروت (رويترز) -".
"""

import re
from dataclasses import dataclass

from backfile.recover.agencies import AGENCIES
from backfile.recover.dates import find_dates

LONGEST = 80
"""Characters of a dateline at most; of 342 in the newsroom set the longest has 52, an agency and
a country come to some twenty more."""
PLACE_WORDS = 6
"""Words of a place: "BEAVER CREEK, Colo."."""
BARE_WORDS, BARE_LETTERS = 3, 24
"""Words and letters of a place that nothing but a dash marks, in scripts without capitals."""
_SHAPE = re.compile(
    r"\s{0,9}(?P<line>(?P<place>[^\W\d_](?:[^()（）<>—–:!?\s-]|(?<=\S)-(?=\S)|\s(?=[^\s—–-])){1,60})"
    r"(?:\s?[(（](?P<who>[^()（）<>]{2,40})[)）])?)\s?(?:[—–]|-{1,2})\s(?=\S)"
)
_DASH = re.compile(r"[—–-]\s")
"""What _SHAPE ends with: a beginning without it need not be tried at every length."""
_PARTING = re.compile(r"\s?[/,،]\s?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """How a report begins."""

    line: str
    """As printed, without the dash behind it."""
    agencies: tuple[str, ...] = ()
    """Who sent it, as printed."""


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline with which a story's first paragraph begins, or None."""
    found = _SHAPE.match(text[:LONGEST]) if _DASH.search(text, 0, LONGEST) else None
    if found is None:
        return None
    place, day = _without_day(found["place"])
    if not 0 < len(place.split()) <= PLACE_WORDS or place[0].islower():
        return None
    who = tuple(part for part in _PARTING.split(found["who"] or "") if part)
    sent = bool(who) and all(AGENCIES.match(part) for part in who)
    if who and not (sent or day):
        return None
    if sent or day or _is_set_off(place):
        return Dateline(found["line"].strip(), who if sent else ())
    return None


def _without_day(place: str) -> tuple[str, bool]:
    """Return what stands before a day and a month, and whether they are there."""
    for reading in find_dates(place):
        if reading.month and reading.day and reading.end >= len(place.rstrip(" .,،")):
            before = place[: reading.start].rstrip()
            return before.rstrip(" ,،("), before.endswith((",", "،")) or before == before.upper()
    return place.strip(" ,،"), False


def _is_set_off(place: str) -> bool:
    """Say whether a place alone is a dateline: in capitals; a word or two where there are none."""
    if place != place.lower():
        head = place.partition(",")[0]
        return head == head.upper() and sum(sign.isalpha() for sign in head) > PLACE_WORDS // 2
    letters = sum(sign.isalpha() for sign in place)
    is_short = len(place.split()) <= BARE_WORDS and PLACE_WORDS // 2 <= letters <= BARE_LETTERS
    return is_short and place == place.upper()
