"""Telling that a page goes on where another one stopped: page 2 of a story, and of which story.

A story's links to the next and previous *story* look the same as those to its pages; so it is the
address that must say which page it is, and a further sign, or the same headline, that it is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from backfile.recover.later_words import EARLIER, MARKED, OF_SEVERAL, PAGE_PARAMETERS, PAGE_WORDS
from backfile.recover.likeness import PART
from backfile.recover.page import Anchor, Page
from backfile.text import squeeze
from backfile.urls import IN_DEPOSIT, join, key_of

_ENDING = re.compile(r"\.(?:[xs]?html?|php\d?|aspx?|jsp|cfm|stm)$", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"^(?P<stem>.+?)(?P<mark>/(?:(?:{PAGE_WORDS})[-_/]?)?|[-_.,+~](?:(?:{PAGE_WORDS})[-_.,]?)?)"
    r"0?(?P<page>[1-9]\d?)$",
    re.IGNORECASE,
)
_LONGEST = 2_000
"""Characters of an address: what is longer names no page of a story."""
_MOST_LINKS = 3_000
"""Links of a page that are looked at."""
SECOND = 2
TAIL = 80
"""Characters at the end of a title where it counts pages."""
SHORT_LINE = 40
"""Characters: a line that counts pages ("Page 2 of 3: next, previous") is no longer."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an address says of the page of a story that stands there."""

    stem: str
    """The address without what numbers the page, in one spelling."""
    number: int
    mark: str = ""
    """What stands before the number: "/page/", "-", "?p="; "" on a first page."""


@dataclass(frozen=True, slots=True)
class Later:
    """Of which page another one is the continuation."""

    first: str
    """Address of the first page, as a link gives it."""
    number: int
    stem: str
    """Its address without what numbers it."""
    is_sure: bool
    """Whether the page itself counts its pages; else the headline must be the same as well."""


def find_later(page: Page) -> Later | None:
    """Return what a page goes on from, where it is the second page of a story or a later one."""
    own = own_place(page)
    for part in parts_of(own):
        if part.number > 1 and (later := _later(page, part)) is not None:
            return later
    return _numbered_in_words(page) if own else None


def _numbered_in_words(page: Page) -> Later | None:
    """Return what a page goes on from that counts its pages, whatever its own address is."""
    before = page.head.link("canonical")
    if not before or key_of(before) == key_of(own_place(page)):
        before = page.head.link("prev")
    number = _counted(page, in_words=True) if before else 0
    first = next((p.stem for p in parts_of(before) if p.number == number - 1), "")
    stem = first or _bare(key_of(before))
    return Later(before, number, stem, is_sure=True) if number > 1 and "/" in stem else None


def first_of_several(page: Page) -> bool:
    """Say whether a page is the first of a story of several pages: it leads to its second."""
    own = own_place(page)
    if not own:
        return False
    stem = _bare(key_of(own))
    further = [page.head.link("next"), *(a.address for a in page.links if a.leads_to_second)]
    return any(
        part.stem == stem and part.number == SECOND
        for address in further
        if address
        for part in parts_of(join(page.home, address) or address)
    )


def own_place(page: Page) -> str:
    """Return a page's address, or its place in the deposit where it has none; "" without either."""
    if page.address:
        return page.address
    place = page.home.address or ""
    return place if place.startswith(IN_DEPOSIT) else ""


def part_key(page: Page, later: Later | None) -> str:
    """Return the key that the pages of one story share ("part:…"); "" where it is a lone page."""
    if later is not None:
        return PART + later.stem
    return PART + _bare(key_of(own_place(page))) if first_of_several(page) else ""


def parts_of(address: str) -> Iterator[Part]:
    """Yield what an address may say of the page of a story that stands there."""
    if not address or len(address) > _LONGEST:
        return
    path, _, query = key_of(address).partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    for name, value in pairs:
        if PAGE_PARAMETERS.fullmatch(name) and re.fullmatch(r"[1-9]\d?", value):
            rest = [pair for pair in pairs if pair[0] != name]
            yield from _named(path, rest, int(value), f"?{name}=")
    found = _NUMBERED.match(_ENDING.sub("", path))
    if found:
        yield from _named(found["stem"], pairs, int(found["page"]), found["mark"])


def _named(path: str, rest: list[tuple[str, str]], number: int, mark: str) -> Iterator[Part]:
    """Yield a page of a story, unless its first would be a front page: those go on for ever."""
    stem = _bare(path + ("?" + urlencode(rest) if rest else ""))
    if "/" in stem.removeprefix(IN_DEPOSIT) or "?" in stem:
        yield Part(stem, number, mark)


def _bare(key: str) -> str:
    """Return an address key without the ending of its file's name, to compare by."""
    path, mark, query = key.partition("?")
    return _ENDING.sub("", path).rstrip("/") + mark + query


def _later(page: Page, part: Part) -> Later | None:
    canonical = page.head.link("canonical")
    if canonical and _bare(key_of(canonical)) == part.stem:
        return Later(canonical, part.number, part.stem, is_sure=True)
    siblings = list(_siblings(page, part))
    before = page.head.link("prev") or page.head.link("previous")
    leads_back = bool(before) and _is_before(page, before, part)
    if not siblings and not leads_back:
        return None
    first = next((address for address, number, _ in siblings if number == 1), "")
    is_sure = _counted(page) == part.number or _is_turned(siblings, part.number)
    # Systems add "-2" to the address of a second story of one name.
    if not is_sure and part.mark == "-":
        return None
    return Later(first or before or siblings[0][0], part.number, part.stem, is_sure=is_sure)


def _siblings(page: Page, part: Part) -> Iterator[tuple[str, int, Anchor]]:
    """Yield where a page's links lead among the other pages of its story, with their numbers."""
    for anchor in page.links[:_MOST_LINKS]:
        address = join(page.home, anchor.address) or anchor.address
        if address and (number := _number_in(address, part)) not in {0, part.number}:
            yield address, number, anchor


def _number_in(address: str, part: Part) -> int:
    """Return which page of a story stands at an address; 0 where it is of another."""
    if _bare(key_of(address)) == part.stem:
        return 1
    return next((other.number for other in parts_of(address) if other.stem == part.stem), 0)


def _is_before(page: Page, address: str, part: Part) -> bool:
    return _number_in(join(page.home, address) or address, part) == part.number - 1


def _is_turned(siblings: list[tuple[str, int, Anchor]], number: int) -> bool:
    """Say whether links to the other pages are worded as such: by number, or "previous page"."""
    for _, other, anchor in siblings:
        words = squeeze(anchor.text).strip(" «»‹›<>←→[]().·|").casefold()
        if words == str(other) or (other < number and EARLIER.fullmatch(words)):
            return True
    return False


def _counted(page: Page, *, in_words: bool = False) -> int:
    """Return which of several pages a page says it is ("2 / 3", "page 2 of 3"); 0 if it is mute.

    Args:
        page: it.
        in_words: whether a title must say "page", or of how many: "(2)" ends headlines too.
    """
    marks = list(MARKED.finditer(page.head.title[-TAIL:]))
    last = marks[-1] if marks else None
    if last and (not in_words or last["word"] or last["sign"] or last["all"]):
        return int(last["page"])
    for block in page.blocks:
        found = OF_SEVERAL.match(block.text) if len(block.text) <= SHORT_LINE else None
        if found and int(found["page"]) <= int(found["all"]) > 1:
            return int(found["page"])
    return 0


def without_mark(headline: str) -> str:
    """Return a headline without what counts its pages ("Headline (2)", "- page 2 of 2")."""
    return MARKED.sub("", headline).strip() or headline
