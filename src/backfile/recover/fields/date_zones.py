"""The newsroom's own day beside a machine's stamp, which may tell the day of another zone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from backfile import edtf
from backfile.model.evidence import Evidence

_LOCAL, _MACHINE = ("address", "label", "visible"), ("ld+json", "meta")
_OTHER_ZONE = 0.5
"""What is left of a stamp's trust where address or printed line name the day beside it."""
_ANYWHERE = (-11, 14)
_HOURS = {
    "hu": (0, 3), "de": (0, 3), "it": (0, 3), "pl": (0, 3), "cs": (0, 3), "sk": (0, 3),
    "sv": (0, 3), "da": (-1, 3), "nb": (0, 3), "no": (0, 3), "nn": (0, 3), "fi": (0, 3),
    "lb": (0, 3), "nl": (-4, 3), "el": (0, 3), "ro": (0, 3), "bg": (0, 3), "hr": (0, 3),
    "sr": (0, 3), "sl": (0, 3), "uk": (0, 3), "lt": (0, 3), "lv": (0, 3), "et": (0, 3),
    "tr": (0, 3), "he": (0, 3), "ar": (0, 4), "fa": (3, 5), "ru": (2, 12), "hi": (5, 6),
    "bn": (5, 7), "ur": (4, 6), "th": (7, 7), "vi": (7, 7), "id": (7, 9), "zh": (7, 9),
    "ja": (9, 9), "ko": (9, 9), "es": (-8, 2), "pt": (-5, 1), "fr": (-5, 12),
}  # fmt: skip
"""Between which offsets from UTC, in hours, newsrooms of a language live; others anywhere."""
_HOUR = slice(11, 13)
_DAY_LENGTH = 24
_ON_THE_HOUR = ":00:00+00:00"


def in_local_time(claims: Sequence[Evidence[object]], language: str) -> list[Evidence[object]]:
    """Trust a stamp in UTC less, where the newsroom's own day is the one before or after.

    Machines write UTC; address and printed line name the day that the newsroom lived. A stamp with
    a zone of its own tells the newsroom's day itself, and noon in Europe is no other day there.

    Args:
        claims: all that a page says of its date.
        language: BCP 47, as the page declares it; "" if it does not.
    """
    # A line that prints the day of the last change names no other zone's day.
    changed = {str(c.value)[:10] for c in claims if c.field == "modified"}
    local = {
        str(c.value)
        for c in claims
        if c.field == "published"
        and (c.place == "address" or (c.place.startswith(_LOCAL) and str(c.value) not in changed))
    }
    moments = {c.place: str(c.value) for c in claims if c.field == "published_at"}
    local |= set(_midnights(claims, moments.values(), language))
    return [
        replace(claim, confidence=claim.confidence * _OTHER_ZONE)
        if claim.field == "published"
        and claim.place.startswith(_MACHINE)
        and str(claim.value) not in local
        and any(day in local for day in _other_days(claim, moments.get(claim.place), language))
        else claim
        for claim in claims
    ]


def _midnights(
    claims: Sequence[Evidence[object]], moments: Iterable[str], language: str
) -> Iterator[str]:
    """Yield the printed days that begin, where the newsroom lives, on the very hour of a stamp.

    Editors who set a day and no time give it midnight, which machines write as the evening before.
    """
    printed = {
        str(c.value) for c in claims if c.field == "published" and c.place.startswith(_LOCAL)
    }
    east = _HOURS.get(language.lower().split("-")[0], (0, 0))[1]
    for moment in moments:
        if moment.endswith(_ON_THE_HOUR) and int(moment[_HOUR]) + east >= _DAY_LENGTH:
            following = edtf.day(date.fromisoformat(moment[:10]) + timedelta(1))
            if following in printed:
                yield following


def _other_days(claim: Evidence[object], moment: str | None, language: str) -> Iterator[str]:
    """Yield the days that a stamp may have been where the newsroom lives."""
    value = str(claim.value)
    day = edtf.bounds(value)[0] if edtf.is_day(value) else None
    if day is None or (moment is not None and not moment.endswith("+00:00")):
        return
    west, east = _HOURS.get(language.lower().split("-")[0], _ANYWHERE)
    hour = int(moment[_HOUR]) if moment is not None else None
    if hour is None or hour + west < 0:
        yield edtf.day(day - timedelta(1))
    if hour is None or hour + east >= _DAY_LENGTH - 1:
        yield edtf.day(day + timedelta(1))
