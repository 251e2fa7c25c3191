"""Events in WordPress exports, as the plug-in The Events Calendar keeps them.

An event is a post whose settings hold its days (`_EventStartDate` and `_EventEndDate`, written
2024-05-17 18:30:00 in local time, and once more in UTC); its place is a post of its own.
See theeventscalendar.com, knowledge base, "WordPress post meta data".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from backfile.intake.claims import local_moment, read_moment
from backfile.intake.wxr_item import WxrItem, number_in, plain
from backfile.model.occasion import Occasion, occasion_of

VENUE = "tribe_venue"
"""Kind of the posts that are places."""
ADDRESS = (
    ("_VenueAddress",),
    ("_VenueCity",),
    ("_VenueStateProvince", "_VenueState", "_VenueProvince"),
    ("_VenueZip",),
    ("_VenueCountry",),
)
"""Settings that together are a place's address, in printed order; of several one counts."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A place of a calendar."""

    name: str
    address: str


def venue_of(item: WxrItem) -> Venue:
    """Return the place that a post of the calendar stands for."""
    parts = (next(filter(None, map(item.setting, names)), "") for names in ADDRESS)
    name = plain(item.get("title")) or plain(item.setting("_VenueVenue"))
    return Venue(name, ", ".join(filter(None, map(plain, parts))))


def occasion_of_item(item: WxrItem, venues: Mapping[int, Venue]) -> Occasion | None:
    """Return when and where an event was to take place; None for a post that is none."""
    if not item.setting("_EventStartDate"):
        return None
    venue = venues.get(number_in(item.setting("_EventVenueID")), Venue("", ""))
    return occasion_of(
        {
            "starts": _moment(item, "_EventStartDate"),
            "ends": _moment(item, "_EventEndDate"),
            "venue": venue.name,
            "venue_address": venue.address,
            "online": item.setting("_tribe_events_virtual_url"),
            "registration": item.setting("_EventURL"),
            "status": item.setting("_tribe_events_status"),
        }
    )


def _moment(item: WxrItem, setting: str) -> str | None:
    """Return a local time with the offset that its twin in UTC tells; of a whole day the day."""
    local = read_moment(item.setting(setting))
    if local is None:
        return None
    if item.setting("_EventAllDay").strip().lower() in {"yes", "1", "true"}:
        return local.date().isoformat()
    known = local_moment(local, read_moment(item.setting(f"{setting}UTC")))
    return known.isoformat() if known else None
