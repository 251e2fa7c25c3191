"""The events that the newsroom announced: by day, as calendars and as a feed."""

from collections.abc import Iterator
from functools import partial

from backfile.model.remedy import Surface
from backfile.publish.build import Build, Draft
from backfile.publish.calendars import calendar
from backfile.publish.cards import Card
from backfile.publish.feed_forms import Feed, atom
from backfile.publish.occasions import day_of, events_of, is_of_a_day, lines_of

EVENTS = "events.html"
CALENDAR = "events.ics"
_IN_THE_FEED = 50


def calendar_path(build: Build, card: Card) -> str | None:
    """Return where an event's own calendar file stands, where it has one."""
    return f"event/{card.id}.ics" if card.id in build.calendars else None


def event_pages(build: Build) -> Iterator[Draft]:
    """Yield the page of events, their calendars and their feed; nothing where there are none."""
    cards = events_of(build.catalogue)
    if not cards:
        return
    name = f"{build.site.title} – {build.words('nav.events')}"
    yield EVENTS, build.key("events", cards), partial(_page, build, cards)
    fed = [card for card in cards if Surface.FEEDS not in card.kept_from]
    yield CALENDAR, build.key("calendar", fed), partial(calendar, build, name, fed)
    for card in fed:
        path = calendar_path(build, card)
        if path:
            title = card.headline or name
            yield path, build.key("calendar", [card]), partial(calendar, build, title, [card])
    # Atom counts an entry as new when it was published, not when the event is.
    newest = sorted(fed, key=lambda card: card.order)[:_IN_THE_FEED]
    feed = Feed(path="events", title=name, cards=newest, home=EVENTS)
    yield "events.xml", build.key("feed of events", newest), partial(atom, build, feed)


def _page(build: Build, cards: list[Card]) -> bytes:
    years: dict[str, list[dict[str, object]]] = {}
    for card in cards:
        day = day_of(card.occasion)
        told: dict[str, object] = {
            "card": card,
            "lines": lines_of(build.words, card.occasion) if card.occasion else (),
            "calendar": calendar_path(build, card),
        }
        years.setdefault(f"{day.year:04}" if day else "", []).append(told)
    context = {
        "title": build.words("nav.events"),
        "years": years,
        "calendar": CALENDAR if any(is_of_a_day(card.occasion) for card in cards) else None,
        "canonical": build.canonical(EVENTS),
    }
    return build.renderer.page("events.html", EVENTS, context)
