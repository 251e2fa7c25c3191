"""Events as calendars take them (iCalendar, RFC 5545).

The law of the place: same events, same bytes. DTSTAMP, which the standard wants, is when the
announcement was published, not when the file was made.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from backfile.model.occasion import Occasion
from backfile.publish import when
from backfile.publish.build import Build
from backfile.publish.cards import Card
from backfile.publish.occasions import moment_of
from backfile.text import squeeze

MEDIA_TYPE = "text/calendar"
_OCTETS = 75
"""Of one line, before it is folded (section 3.1)."""
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"))
"""What stands for something else in a text (section 3.3.11); breaks of lines become spaces."""
_TAG_BEGINS = re.compile("<(?=[A-Za-z!/?])")
_NO_TAG = "<\u2060"
"""A calendar cannot escape what a browser would take for a tag: a joiner that nobody sees parts
it, should a host call the file a page."""
_STATUSES = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
"""All others are CONFIRMED (section 3.8.1.11)."""
_EPOCH = date(1970, 1, 1)


def calendar(build: Build, name: str, cards: Iterable[Card]) -> bytes:
    """Return some events as one calendar; those whose day is not known are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Backfile//Archive//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{text(name)}"]
    for card in cards:
        lines += _event(build, card)
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event(build: Build, card: Card) -> Iterator[str]:
    occasion = card.occasion
    starts = moment_of(occasion.starts) if occasion else None
    if occasion is None or starts is None:
        return
    place = ", ".join(filter(None, (occasion.venue, occasion.venue_address)))
    page = build.canonical(card.path)
    yield "BEGIN:VEVENT"
    yield f"UID:{card.id}@{build.uid_host}"
    yield f"DTSTAMP:{_stamp(card)}"
    yield f"DTSTART{_when(starts)}"
    ends = _end(starts, moment_of(occasion.ends))
    if ends is not None:
        yield f"DTEND{_when(ends)}"
    yield f"SUMMARY:{text(card.headline or build.words('story.untitled'))}"
    yield f"DESCRIPTION:{text(_told(card, occasion, build.words('event.announced')))}"
    if place or occasion.online:
        yield f"LOCATION:{text(place or occasion.online or '')}"
    if page:
        yield f"URL:{page}"
    yield f"STATUS:{_STATUSES.get(occasion.status or '', 'CONFIRMED')}"
    yield "END:VEVENT"


def _told(card: Card, occasion: Occasion, announced: str) -> str:
    ways = (occasion.online, occasion.registration)
    return " ".join(filter(None, (card.teaser, announced, *dict.fromkeys(ways))))


def _stamp(card: Card) -> str:
    span = when.span(card.published)
    day = span[1] if span else _EPOCH
    return f"{day:%Y%m%d}T000000Z" if day.year >= _EPOCH.year else "19700101T000000Z"


def _end(starts: date, ends: date | None) -> date | None:
    """Return when an event ends, told as its beginning is told; a last day ends at midnight."""
    if ends is None or isinstance(starts, datetime) != isinstance(ends, datetime):
        return None
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        comparable = (starts.tzinfo is None) == (ends.tzinfo is None)
        return ends if comparable and ends > starts else None
    return ends + timedelta(days=1) if starts <= ends < date.max else None


def _when(moment: date) -> str:
    """Return a day, a local time or a time in UTC, as the three forms of section 3.3.5."""
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment.year:04}{moment:%m%d}"
    try:
        told = moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:  # the first or last hours that can be counted
        told = moment.replace(tzinfo=UTC)
    return f":{told.year:04}{told:%m%dT%H%M%S}{'Z' if moment.tzinfo else ''}"


def text(said: str) -> str:
    """Return words as a calendar holds them."""
    words = _TAG_BEGINS.sub(_NO_TAG, _plain(said))
    for plain, escaped in _ESCAPED:
        words = words.replace(plain, escaped)
    return words


def _plain(said: str) -> str:
    return squeeze("".join(c if c.isprintable() else " " for c in said))


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, no letter cut in two (section 3.1)."""
    raw, rows = line.encode("utf-8", "replace"), []
    room = _OCTETS
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - inside of a letter (RFC 3629)
            cut -= 1
        rows.append(raw[:cut])
        raw, room = raw[cut:], _OCTETS - 1
    return b"\r\n ".join([*rows, raw]) + b"\r\n"
