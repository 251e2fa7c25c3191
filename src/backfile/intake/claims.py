"""Claims: what exports and feeds say of a story, written down as evidence.

Besides the story's fields there are two conventions between intake and `recover.entry`: a claim on
"kind" ("standing", "asset", "other") says that an entry is no story; and a claim on "body" whose
value is empty speaks of the capture's own bytes, and says where they stood and how far to trust
them.

The law of the place: an empty value is no claim, and a moment given without the newsroom's own
time zone is only as exact as that leaves its day.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parsedate_tz
from itertools import islice

from backfile.model.evidence import Evidence

SAFE_UTC_HOURS = range(8, 18)
"""Hours of a UTC time whose day is the same from UTC-8 to UTC+6, where the newsrooms of the open
sets sit (`.data/newsroom`: UTC-5 and -4; `.data/templates`: -8 to +5:30)."""
MAX_OFFSET_SECONDS = 14 * 3600
"""No time zone is further from UTC (Kiribati, +14:00)."""
OFFSET_STEP_SECONDS = 15 * 60
"""Every time zone is a multiple of a quarter hour from UTC."""
MAX_VALUE = 20_000
"""Characters of one short field: longer is no headline, name or caption."""
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_YEARS = range(1600, 2200)
_FOUR_DIGIT_YEAR = re.compile(r"\b\d{4}\b")


class ClaimList:
    """Gathers the claims of one entry, all read from places with one prefix."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._claims: list[Evidence[object]] = []

    def say(
        self, field: str, value: object, place: str, confidence: float, reason: str = ""
    ) -> None:
        """Add one claim, unless its value is empty."""
        if isinstance(value, str):
            value = value.strip()[:MAX_VALUE]
        if value is None or value in ("", (), []):
            return
        self._claims.append(
            Evidence(field, value, f"{self._prefix}:{place}", confidence, reason),
        )

    def extend(self, claims: Iterable[Evidence[object]]) -> None:
        """Add claims that were made elsewhere."""
        self._claims.extend(claims)

    def has(self, field: str) -> bool:
        """Say whether there is a claim about a field yet."""
        return any(claim.field == field for claim in self._claims)

    def all(self) -> tuple[Evidence[object], ...]:
        """Return the claims in the order in which they were made."""
        return tuple(self._claims)

    def say_moment(self, moment: datetime | None, place: str, confidence: float) -> None:
        """Add the claims about publication that one moment supports: its day, and its time.

        Args:
            moment: when it was published; without a time zone it is the newsroom's own time.
            place: where it stands.
            confidence: how far the place is to be trusted.
        """
        if moment is None:
            return
        if is_plain_utc(moment):
            day, reason = day_of_utc(moment)
            self.say("published", day, place, confidence, reason)
        else:
            self.say("published", moment.date().isoformat(), place, confidence)
        if moment.tzinfo is not None:
            self.say("published_at", moment.isoformat(), place, confidence)


def read_moment(text: str | None) -> datetime | None:
    """Read a time as exports and feeds write it: ISO 8601, RFC 3339 or RFC 822; None if it is none.

    A day without a time, and a time without an offset, come back without a time zone.
    """
    text = (text or "").strip()[:100]
    match = _ISO.match(text)
    try:
        moment = _from_iso(match) if match else _from_mail(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and moment.year in _YEARS else None


def has_time(text: str | None) -> bool:
    """Say whether a text gives a time of day, not only a day."""
    return ":" in (text or "")


def _from_iso(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in islice(match.groups(), 6))
    moment = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 -- may have none
    zone = match[7]
    if zone is None:
        return moment
    return datetime.fromisoformat(moment.isoformat() + ("+00:00" if zone in "Zz" else zone))


def _from_mail(text: str) -> datetime | None:
    """Read RFC 822 section 5 as amended by RFC 1123; parsedate_tz tells -0000 and none apart."""
    if not _FOUR_DIGIT_YEAR.search(text):
        return None  # two-digit years would be read against today's century
    parts = parsedate_tz(text)
    if parts is None:
        return None
    moment = datetime(*parts[:5], min(parts[5], 59))  # noqa: DTZ001 -- may have none
    if parts[9] is None:
        return moment
    return with_offset(moment, timedelta(seconds=parts[9]))


def with_offset(moment: datetime, offset: timedelta) -> datetime | None:
    """Return a local time with its distance from UTC, or None where no zone has that distance."""
    seconds = offset.total_seconds()
    if abs(seconds) > MAX_OFFSET_SECONDS:
        return None
    sign, minutes = ("-" if seconds < 0 else "+"), abs(int(seconds)) // 60
    return datetime.fromisoformat(f"{moment.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}")


def local_moment(local: datetime | None, utc: datetime | None) -> datetime | None:
    """Return a newsroom's own time with its offset, learnt from the same moment in UTC.

    Where the two do not differ by the offset of a time zone, the local time stands alone.
    """
    if local is None or utc is None:
        return local
    local, utc = local.replace(tzinfo=None), utc.replace(tzinfo=None)
    offset = local - utc
    if offset.total_seconds() % OFFSET_STEP_SECONDS:
        return local
    return with_offset(local, offset) or local


def is_plain_utc(moment: datetime) -> bool:
    """Say whether a time is given in UTC, so that the newsroom's own day is not certain."""
    return moment.tzinfo is not None and moment.utcoffset() == timedelta(0)


def day_of_utc(moment: datetime) -> tuple[str, str]:
    """Return the day, or the two days, that a UTC time was at the newsroom, as EDTF, and why."""
    day = moment.date()
    if moment.hour in SAFE_UTC_HOURS:
        return day.isoformat(), "given in UTC, at an hour that is the same day nearly everywhere"
    step = timedelta(days=-1 if moment.hour < SAFE_UTC_HOURS.start else 1)
    first, last = sorted((day, day + step))
    return (
        f"{first.isoformat()}/{last.isoformat()}",
        "given in UTC; the newsroom's own day may be the neighbouring one",
    )
