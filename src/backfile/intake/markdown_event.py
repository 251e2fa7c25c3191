"""What front matter says of an event (when, where, how to take part) and of a special project.

The law of the place: which line says which part stands in PARTS, and only there.
"""

from collections.abc import Iterator

from backfile.intake.claims import ClaimList
from backfile.intake.markdown_front import Front, is_true, text_in, texts_in
from backfile.model.occasion import occasion_of
from backfile.model.story import StoryType

TYPED = 0.98
"""What an editor typed into the field itself."""
PARTS: dict[str, str] = {
    "starts": "starts start start_date startdate start_time event_start event_date begins",
    "ends": "ends end end_date enddate end_time event_end date_end",
    "venue": "place venue location where",
    "venue_address": "address street_address venue_address",
    "online": "online online_link livestream stream meeting_link",
    "registration": "registration register rsvp tickets registration_link event_url",
    "status": "event_status status",
}
"""Which part of an event a line says, by the names that people and themes use for it."""
GATHERED = "stories gathers"
"""Lines that name what a special project brings together."""
MOST_GATHERED = 1000
"""Stories and queries of one project that are read; more are better named by a query."""
_NESTED = "event occasion"


def say_occasion(claims: ClaimList, front: Front) -> None:
    """Add what front matter claims of the event or the project that its text announces."""
    named = text_in(front.get("type") or front.get("kind") or front.get("layout")).lower()
    nested = next((front[n] for n in _NESTED.split() if isinstance(front.get(n), dict)), None)
    if nested is not None:
        claims.say("type", StoryType.EVENT, "event", TYPED)
    if nested is not None or named == StoryType.EVENT:
        said = _parts_of({**front, **_small(nested or {})})
        claims.say("occasion", occasion_of(said), "event" if nested else "starts", TYPED)
    if named == StoryType.PROJECT:
        claims.say("gathers", tuple(_gathered(front))[:MOST_GATHERED], "stories", TYPED)


def _small(front: Front) -> Front:
    return {
        str(key).strip().lower().replace("-", "_").replace(" ", "_"): front[key] for key in front
    }


def _parts_of(front: Front) -> dict[str, str | None]:
    said = {part: _first(front, names) for part, names in PARTS.items()}
    place = next((front[n] for n in PARTS["venue"].split() if isinstance(front.get(n), dict)), None)
    if place is not None:
        inner = _small(place)
        said["venue"] = text_in(inner.get("name") or inner.get("title"))
        said["venue_address"] = _address(inner) or said["venue_address"]
        said["online"] = said["online"] or text_in(inner.get("url") or inner.get("online"))
    if is_true(front.get("all_day")):
        said |= {part: (said[part] or "")[: len("2016-03-17")] for part in ("starts", "ends")}
    return said


def _address(place: Front) -> str:
    """Return an address in one line: as it is written, or street, town and country."""
    whole = text_in(place.get("address"))
    rest = (text_in(place.get(n)) for n in ("street", "city", "region", "postcode", "country"))
    return whole or ", ".join(filter(None, rest))


def _first(front: Front, names: str) -> str | None:
    return next((text for name in names.split() if (text := text_in(front.get(name)))), None)


def _gathered(front: Front) -> Iterator[str]:
    for name in GATHERED.split():
        yield from texts_in(front.get(name))
    for name in texts_in(front.get("series")):
        yield query_of("series", name)


def query_of(field: str, words: str) -> str:
    """Return a query for all stories that stand under a name (docs/search.md)."""
    return f'{field}:"{words.replace(chr(34), " ").strip()}"'
