"""Occasions: when and where an event was to take place, as the newsroom announced it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from backfile import edtf
from backfile.errors import BadValue
from backfile.text import squeeze

STATUSES: dict[str, str] = {
    "scheduled": "scheduled",
    "confirmed": "scheduled",
    "eventscheduled": "scheduled",
    "rescheduled": "rescheduled",
    "eventrescheduled": "rescheduled",
    "postponed": "postponed",
    "eventpostponed": "postponed",
    "movedonline": "moved-online",
    "eventmovedonline": "moved-online",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "eventcancelled": "cancelled",
    "eventcanceled": "cancelled",
}
"""What is said of an event, in letters alone, and the status that it means (schema.org
EventStatusType, iCalendar STATUS, and how people spell them)."""
LONGEST_PLACE = 500
"""Characters of a place's name or address: a whole postal address has under 200."""
_LONGEST_ADDRESS = 2000
_LONGEST_MOMENT = 60
_WEB = re.compile(r"https?://[^\s<>\"'\\`{}|^]+")
_MAIL = re.compile(r"mailto:[^\s<>\"'\\`]+@[^\s<>\"'\\`]+")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]{1,3}(\d\d?:\d\d)(:\d\d)?(?:[.,]\d{1,9})?\s?(Z|z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where an event was to take place, and how one took part."""

    starts: str | None = None
    """EDTF day or wider; or a time (RFC 3339), without an offset where none was printed."""
    ends: str | None = None
    """Likewise; the last day of an event of several days is a part of it."""
    venue: str | None = None
    """Name of the place."""
    venue_address: str | None = None
    """In one line, as a letter would be addressed."""
    online: str | None = None
    """Web address at which it was to be followed."""
    registration: str | None = None
    """Web or mail address at which one registered."""
    status: str | None = None
    """scheduled, rescheduled, postponed, moved-online or cancelled; None where nothing is said."""


def occasion_of(said: Mapping[str, str | None]) -> Occasion | None:
    """Return an occasion out of what is said of each of its parts; None where nothing fits.

    What does not fit a part (no date, no web address) is left out of it, and a part of the name of
    a place that is a web address is where it was to be followed.
    """
    venue = _line(said.get("venue"))
    is_online = bool(venue and _WEB.fullmatch(venue))
    found = Occasion(
        starts=read_moment(said.get("starts")),
        ends=read_moment(said.get("ends")),
        venue=None if is_online else venue,
        venue_address=_line(said.get("venue_address")),
        online=read_way(said.get("online")) or (read_way(venue) if is_online else None),
        registration=read_way(said.get("registration"), by_mail=True),
        status=STATUSES.get(_LETTERS.sub("", (said.get("status") or "").lower())),
    )
    return found if found != Occasion() and found != Occasion(status=found.status) else None


def read_moment(text: str | None) -> str | None:
    """Read a day, a wider date (EDTF) or a time as it was written; None where it is neither."""
    text = squeeze((text or "")[:_LONGEST_MOMENT])
    found = _MOMENT.fullmatch(text)
    try:
        if found is None:
            edtf.bounds(text)
            return text or None
        clock = found[2] if len(found[2]) == len("00:00") else f"0{found[2]}"
        zone = found[4] or ""
        if zone and zone not in "Zz" and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:]}"
        written = f"{found[1]}T{clock}{found[3] or ':00'}{zone.upper()}"
        datetime.fromisoformat(written)
    except (BadValue, ValueError):
        return None
    return written


def read_way(text: str | None, *, by_mail: bool = False) -> str | None:
    """Return a web address (or one to write to) that may be led to; None for anything else."""
    text = (text or "").strip()[:_LONGEST_ADDRESS]
    if _WEB.fullmatch(text) or (by_mail and _MAIL.fullmatch(text)):
        return text
    return None


def _line(text: str | None) -> str | None:
    return squeeze((text or "")[: 4 * LONGEST_PLACE])[:LONGEST_PLACE] or None


def fill(occasion: Occasion, other: Occasion) -> Occasion:
    """Return an occasion with what another one says of the parts on which it is silent."""
    return Occasion(
        **{
            part.name: getattr(occasion, part.name) or getattr(other, part.name)
            for part in fields(Occasion)
        }
    )
