"""When and where an event is to take place: out of linked data (JSON-LD, microdata) of its page.

A page may name many events beside its own story: only the one that the page is about counts.
"""

from collections.abc import Iterator
from typing import Any

from backfile.model.evidence import Evidence
from backfile.model.occasion import Occasion, occasion_of
from backfile.model.story import StoryType
from backfile.recover.linked import Linked, Thing, is_event
from backfile.recover.page import Page
from backfile.recover.reading import Reading
from backfile.recover.trust import TRUST
from backfile.text import print_of
from backfile.urls import key_of

_ADDRESS = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
"""Parts of a schema.org PostalAddress, in printed order."""
_MOST_PROPERTIES = 200
"""Elements with itemprop that one event's microdata may hold."""


def read_occasion(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield when and where the event of a page takes place, and that it is one."""
    page = reading.page
    headline = page.blocks[reading.headline].text if reading.headline >= 0 else ""
    for place, linked in (("ld+json", page.linked), ("microdata", microdata_of(page))):
        thing = event_of(linked, headline or page.head.title, page.address)
        found = _occasion(linked, thing) if thing else None
        if found is not None:
            yield Evidence("type", StoryType.EVENT, f"{place}:@type", TRUST["occasion:linked"])
            yield Evidence("occasion", found, f"{place}:Event", TRUST["occasion:linked"])
            return


def event_of(linked: Linked, headline: str, address: str | None) -> Thing | None:
    """Return the event that a page is about.

    That is its only one, where the page describes no other story; else the one that bears the
    page's headline or address.
    """
    lone = linked.lone_event()
    if lone is not None:
        return lone
    for event in linked.events():
        name = next(iter(linked.words(event.get("name"))), "")
        if name and print_of(name) == print_of(headline):
            return event
        url = event.get("url")
        if address and isinstance(url, str) and key_of(url) == key_of(address):
            return event
    return None


def _occasion(linked: Linked, thing: Thing) -> Occasion | None:
    said: dict[str, str | None] = {
        "starts": _text(linked, thing.get("startDate")),
        "ends": _text(linked, thing.get("endDate")),
        "status": _text(linked, thing.get("eventStatus")).rpartition("/")[2],
    }
    for place in linked.follow(thing.get("location")):
        said |= {name: told for name, told in _place(linked, place).items() if told}
    for offer in linked.follow(thing.get("offers")):
        if isinstance(offer, dict) and not said.get("registration"):
            said["registration"] = _text(linked, offer.get("url"))
    return occasion_of(said) if said["starts"] else None


def _place(linked: Linked, place: Any) -> dict[str, str]:
    if not isinstance(place, dict):
        return {"venue": str(place)}
    if "VirtualLocation" in str(place.get("@type")):
        return {"online": _text(linked, place.get("url"))}
    address = next(iter(linked.follow(place.get("address"))), "")
    if isinstance(address, dict):
        address = ", ".join(filter(None, (_text(linked, address.get(n)) for n in _ADDRESS)))
    return {"venue": _text(linked, place.get("name")), "venue_address": str(address)}


def _text(linked: Linked, value: Any) -> str:
    return next(iter(linked.words(value)), "")


def microdata_of(page: Page) -> Linked:
    """Return the events that a page describes in microdata, as if it had said so in JSON-LD."""
    linked = Linked()
    for number, node in enumerate(page.nodes):
        kind = node.get("itemtype").rstrip("/").rpartition("/")[2].lower() if node.tag else ""
        if kind and is_event(kind):
            linked.things.append((frozenset({kind}), _thing(page, number, depth=0)))
    return linked


def _thing(page: Page, number: int, depth: int) -> Thing:
    """Return an item with its properties; an item inside of it is a property with its own."""
    thing: Thing = {"@type": page.nodes[number].get("itemtype").rpartition("/")[2]}
    at, end = number + 1, page.nodes[number].end
    while at < end and len(thing) < _MOST_PROPERTIES:
        node = page.nodes[at]
        name = node.get("itemprop").split(" ")[0] if node.tag else ""
        inner = bool(node.tag) and "itemtype" in node.attributes and depth < len(_ADDRESS)
        if name:
            thing.setdefault(name, _thing(page, at, depth + 1) if inner else _value(page, at))
        at = node.end if inner else at + 1
    return thing


def _value(page: Page, number: int) -> str:
    node = page.nodes[number]
    for attribute in ("content", "datetime", "href", "src"):
        if node.get(attribute):
            return node.get(attribute)
    inner = page.nodes[number + 1 : node.end]
    return " ".join(child.raw.strip() for child in inner if not child.tag)[:2000]
