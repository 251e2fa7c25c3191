"""The same story in other languages, as a page names it: each is a story of its own.

The law of the place: another region's edition of the same language is no translation, and neither
is a front page, to which switches of language lead where a story has none.
"""

import re
from collections.abc import Iterator
from typing import Any

from backfile.model.evidence import Evidence
from backfile.model.story import Translation
from backfile.recover.fields.language import declared
from backfile.recover.linked import Thing
from backfile.recover.page import Anchor, Page
from backfile.recover.reading import Reading
from backfile.recover.translation_words import CALL, LANGUAGES
from backfile.recover.zones import AWAY
from backfile.text import fold
from backfile.urls import host_of, join, key_of, split

STATED = 0.95
"""A page that names its translation for machines (HTML 4.6.7.1, schema.org) has it from the system
that made both. No open set has translations to measure it by; so with the two below."""
SWITCHED = 0.85
"""A switch of language on the page: some lead to another story where there is no translation."""
WORDED = 0.8
"""A link that says so in words only."""
MOST = 60
"""Languages of one story that are looked at; the Gospels aside, no story has as many."""
LONGEST_CALL = 80
"""Letters of a link that calls to a translation."""
AROUND = 8
"""Blocks before and after the story in which a link may call to it in words."""
SCRIPT = 4
"""Letters of a script's tag (BCP 47: "Hant")."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_FRONT = re.compile(r"/*(?:[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?/*)?(?:index\.\w{3,5})?")
"""Path of a front page: nothing, or a language alone."""
_PROPERTIES = ("workTranslation", "translationOfWork")


def read_translations(reading: Reading, addresses: tuple[str, ...]) -> Iterator[Evidence[object]]:
    """Yield where else the page's story stands in another language.

    Args:
        reading: the page.
        addresses: those of the story itself.
    """
    page = reading.page
    own = {key_of(address) for address in addresses}
    for place, trust, named in (
        ("link:hreflang", STATED, _alternates(page, own)),
        ("ld+json:workTranslation", STATED, _linked(page)),
        ("visible:hreflang", SWITCHED, _switches(reading)),
        ("visible:words", WORDED, _worded(reading)),
    ):
        found = tuple(_others(named, own, _language_of(page, own)))
        if found:
            yield Evidence("translations", found, place, trust)


Named = Iterator[tuple[str, str]]
"""Addresses with the language that each is said to be in; "" where that is not said."""


def _others(named: Named, own: set[str], language: str) -> Iterator[Translation]:
    """Yield what is named, without the story itself, other regions and front pages; each once."""
    seen = set(own)
    for address, tag in named:
        said = _tag(tag)
        key = key_of(address)
        if key in seen or _is_front(address) or (said and _form(said) == _form(language)):
            continue
        seen.add(key)
        yield Translation(address, said or None)
        if len(seen) > MOST:
            return


def _language_of(page: Page, own: set[str]) -> str:
    """Return the language in which a page counts itself among its translations."""
    for rel, address, said in page.head.links:
        if "alternate" in rel.split() and _tag(said) and key_of(address) in own:
            return _tag(said)
    return declared(page)


def _tag(text: str) -> str:
    """Return a language's tag; "" for "x-default", media types and what is none."""
    found = _TAG.fullmatch(text.strip())
    return text.strip().replace("_", "-") if found and text.lower() != "x-default" else ""


def _form(tag: str) -> tuple[str, str]:
    """Return language and script: what a reader must know to read it."""
    first, *rest = tag.lower().split("-")
    return first, next((part for part in rest if len(part) == SCRIPT), "")


def _is_front(address: str) -> bool:
    parts = split(address)
    return parts is None or (bool(_FRONT.fullmatch(parts.path)) and not parts.query)


def _alternates(page: Page, own: set[str]) -> Named:
    """Yield what links of the head name; one that names the story itself speaks for the others."""
    for rel, address, said in page.head.links:
        if "alternate" in rel.split() and _tag(said) and address.startswith("http"):
            yield address, "" if key_of(address) in own else said


def _linked(page: Page) -> Named:
    story = page.linked.story()
    for name in _PROPERTIES if story else ():
        for value in page.linked.follow((story or {}).get(name)):
            address = _address_in(value)
            whole = join(page.base, address) if address else None
            if whole:
                yield whole, _language_in(value)


def _address_in(value: Any) -> str:
    if isinstance(value, str):
        return value
    thing: Thing = value if isinstance(value, dict) else {}
    said = thing.get("url") or thing.get("@id")
    return said if isinstance(said, str) else ""


def _language_in(value: Any) -> str:
    said = value.get("inLanguage") if isinstance(value, dict) else ""
    if isinstance(said, dict):
        said = said.get("alternateName") or said.get("name")
    return said if isinstance(said, str) else ""


def _switches(reading: Reading) -> Named:
    """Yield links outside of the text that say in which language their page is."""
    page, inside = reading.page, set(reading.body)
    for anchor in page.links:
        if anchor.block not in inside and "hreflang" in page.nodes[anchor.node].raw:
            said = page.nodes[anchor.node].get("hreflang")
            if _tag(said) and _is_of_the_house(page, anchor):
                yield anchor.address, said


def _worded(reading: Reading) -> Named:
    """Yield links near the story that call to it in another language ("Read this in Arabic").

    Not those of menus: there a language is the name of a section.
    """
    page = reading.page
    if not reading.body:
        return
    first = reading.headline if reading.headline >= 0 else reading.body[0]
    start, stop = max(0, first - AROUND), reading.body[-1] + AROUND
    for block in page.blocks[start:stop]:
        if reading.zones.at(block.inner) in AWAY or block.key in reading.site.everywhere:
            continue
        for anchor in (page.links[number] for number in block.links):
            call = CALL.fullmatch(fold(anchor.text[:LONGEST_CALL]))
            if call and _is_of_the_house(page, anchor):
                yield anchor.address, LANGUAGES[call["language"]]


def _is_of_the_house(page: Page, anchor: Anchor) -> bool:
    """Say whether a link stays with the house, whose languages may have hosts of their own."""
    house = page.host.split(".")[-2:]
    return bool(page.host) and host_of(anchor.address).split(".")[-2:] == house
