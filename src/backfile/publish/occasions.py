"""Events in words: when, where and how one took part, always told as it was announced.

The law of the place: nothing here depends on today. Whether an event lies ahead or behind changes
under a page that stands for ever, so the page says what was announced, and no more.
"""

from dataclasses import dataclass
from datetime import date, datetime

from backfile.model.occasion import Occasion
from backfile.model.remedy import Surface
from backfile.model.story import StoryType
from backfile.publish import when
from backfile.publish.cards import Card
from backfile.publish.catalogue import Catalogue
from backfile.publish.words import Words
from backfile.text import direction_of
from backfile.urls import host_of

_UNBROKEN = "\u2060–\u2060"
"""A dash between two times that no line breaks at."""
_COMMAS = {"ltr": ", ", "rtl": "، "}
_CLOCK = len("18:30")
MOST_CALENDARS = 500
"""Events that have a calendar file of their own, the latest: of 10,000 stories a site is to stay
under 12,000 files. All stand in the calendar of all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an announcement."""

    label: str
    text: str
    way: str | None = None
    """Web or mail address that the text leads to."""


def lines_of(words: Words, occasion: Occasion) -> list[Line]:
    """Return what was announced of an event, in the order of a printed notice."""
    places = [place for place in (occasion.venue, occasion.venue_address) if place]
    # The comma of the place's own script: the page's may be of another.
    comma = _COMMAS[direction_of(" ".join(places), words.language)]
    where = comma.join(places)
    status = f"event.{occasion.status}"
    lines = [
        Line(words("event.when"), when_said(words, occasion)),
        Line(words("event.where"), where),
        Line(words("event.online"), _host(occasion.online), occasion.online),
        Line(words("event.registration"), _host(occasion.registration), occasion.registration),
        Line(words("event.status"), words(status) if words.has(status) else ""),
    ]
    return [line for line in lines if line.text]


def _host(way: str | None) -> str:
    """Return what is shown of an address: its host, or the mail address."""
    if way and way.startswith("mailto:"):
        return way.removeprefix("mailto:").partition("?")[0]
    return host_of(way or "") or ""


def when_said(words: Words, occasion: Occasion) -> str:
    """Return in words when an event was to begin and to end; "" where nothing is known of it."""
    first, last = occasion.starts, occasion.ends
    if first is None or last is None or first == last:
        only = first or last
        return _said(words, only) if only else ""
    if "T" in first and "T" in last and _day(first) == _day(last) and _zone(first) == _zone(last):
        return _with_time(words, first, _UNBROKEN.join((_clock(first), _clock(last))))
    return words("home.from_to", first=_said(words, first), last=_said(words, last))


def _said(words: Words, moment: str) -> str:
    return _with_time(words, moment, _clock(moment)) if "T" in moment else when.say(words, moment)


def _with_time(words: Words, moment: str, clock: str) -> str:
    zone = _zone(moment)
    offset = "" if zone == "Z" else zone
    time = words("event.zoned" if zone else "event.local", time=clock, offset=offset)
    return f"{when.say(words, _day(moment))}{words('list_comma')}{time}"


def _day(moment: str) -> str:
    return moment.partition("T")[0]


def _clock(moment: str) -> str:
    return moment.partition("T")[2][:_CLOCK]


def _zone(moment: str) -> str:
    return moment.partition("T")[2][len("18:30:00") :]


def day_of(occasion: Occasion | None) -> date | None:
    """Return the first day on which an event may have begun; None where it is open."""
    if occasion is None or (occasion.starts or occasion.ends) is None:
        return None
    span = when.span(_day(occasion.starts or occasion.ends or ""))
    return span[0] if span else None


def is_of_a_day(occasion: Occasion | None) -> bool:
    """Say whether the day on which an event was to begin is known: only such stand in calendars."""
    return moment_of(occasion.starts if occasion else None) is not None


def moment_of(text: str | None) -> date | datetime | None:
    """Return a time, or a day that is certain; None for anything wider."""
    if not text or when.machine(_day(text)) is None or len(_day(text)) != len("2024-05-17"):
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def events_of(catalogue: Catalogue) -> list[Card]:
    """Return all events, the latest first; those whose day is not known stand last."""
    cards = [card for card in catalogue.cards if card.occasion or card.type == StoryType.EVENT]
    return sorted(cards, key=_by_day, reverse=True)


def _by_day(card: Card) -> tuple[int, str, str]:
    day = day_of(card.occasion)
    return day.toordinal() if day else 0, (card.occasion and card.occasion.starts) or "", card.id


def with_calendars(catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the events that have a calendar file of their own."""
    fed = (card for card in events_of(catalogue) if Surface.FEEDS not in card.kept_from)
    dated = (card for card in fed if is_of_a_day(card.occasion))
    return frozenset(card.id for card, _ in zip(dated, range(MOST_CALENDARS), strict=False))
