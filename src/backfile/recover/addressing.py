"""By which addresses a page says that it is known, and of which other page it is a twin."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult

from backfile.recover.later import Later, part_key
from backfile.recover.page import Page
from backfile.urls import host_of, key_of, split

_AMP = re.compile(
    r"(?:^|&)(?:amp(?:=(?:1|true))?|(?:output_?type|output|view|type|mode)=amp)(?:&|$)"
    r"|/amp(?:/|$)|[.\-_]amp\.html?$|\.amp$",
    re.IGNORECASE,
)
_PRINT = re.compile(
    r"(?:^|[&/?_-])(?:print|printer|printable|imprimir|drucken|version-imprimable)(?:[=/&._-]|$)",
    re.IGNORECASE,
)
_POST_CLASS = re.compile(
    r"\b(?:postid|page-id|node-?id|nid|article-?id)-(\d{1,12})\b|\bpage-node-(\d{1,12})\b"
)
_SHORT = re.compile(r"[?&]p=(\d{1,12})(?:&|$)")
_NUMBER = re.compile(r"(?:^|[/_.=-])(\d{3,12})(?:[/_.-]|$)")


LATER = "later-page"


@dataclass(frozen=True, slots=True)
class Twin:
    """The page that this one repeats or goes on from."""

    of: str
    why: str
    page: int | None = None


def own_addresses(page: Page) -> tuple[str, ...]:
    """Return the addresses by which a page says that it is known, its own first.

    A canonical address that leads to the front door or to another host's root is a mistake of the
    theme and does not count.
    """
    found = [
        page.address,
        page.head.link("canonical"),
        page.head.meta("og:url"),
        page.head.link("shortlink"),
    ]
    story = page.linked.story()
    if story and isinstance(story.get("url"), str):
        found.append(story["url"])
    kept: dict[str, str] = {}
    for address in found:
        if (
            address
            and address.startswith("http")
            and (address == page.address or _leads_somewhere(address))
        ):
            kept.setdefault(key_of(address), address)
    return tuple(kept.values())


def _leads_somewhere(address: str) -> bool:
    parts = split(address)
    return parts is not None and (parts.path.strip("/") != "" or bool(parts.query))


def find_twin(page: Page, later: Later | None) -> Twin | None:
    """Return the page that this one repeats (AMP, print) or goes on from (a later page)."""
    return _copy_of(page) or (Twin(later.first, LATER, later.number) if later else None)


def _copy_of(page: Page) -> Twin | None:
    """Return the page that this one shows anew: for small screens, or for printing."""
    parts = split(page.address) if page.address else None
    if parts is None or not page.address:
        return None
    canonical = page.head.link("canonical")
    whole = split(canonical) if canonical else None
    # The key of an address leaves "?amp=1" out: there the two are told apart by that alone.
    if whole is not None and _is_amp(parts) and not _is_amp(whole):
        return Twin(canonical, "amp")
    is_other = bool(canonical) and key_of(canonical) != key_of(page.address)
    if is_other and (_PRINT.search(parts.path) or _PRINT.search(parts.query)):
        return Twin(canonical, "print")
    return None


def _is_amp(parts: SplitResult) -> bool:
    """Say whether an address is that of a page for small screens."""
    said = _AMP.search(parts.path) or _AMP.search(parts.query)
    return bool(said) or parts.netloc.startswith("amp.")


def keys_of(page: Page, addresses: tuple[str, ...], later: Later | None) -> tuple[str, ...]:
    """Return what tells the same story elsewhere: addresses, its system's number, its pages'."""
    keys = ["url:" + key_of(address) for address in addresses]
    keys += [key for key in (part_key(page, later),) if key]
    number = system_number(page)
    if number and page.host:
        keys.append(f"id:wp:{number}@{page.host}")
    return tuple(dict.fromkeys(keys))


def system_number(page: Page) -> int | None:
    """Return the number that WordPress gave to a story, as its pages show it, or None."""
    found = _SHORT.search(page.head.link("shortlink"))
    if not found and (match := re.search(r"\bpostid-(\d{1,12})\b", page.classes)):
        found = match
    return int(found[1]) if found else None


def order_of(page: Page) -> tuple[str, int] | None:
    """Return the sequence and number that a page carries: its system's, or its address's."""
    found = _SHORT.search(page.head.link("shortlink")) or _POST_CLASS.search(page.classes)
    if found:
        return f"{page.host}:id", int(next(group for group in found.groups() if group))
    parts = split(page.address) if page.address else None
    if parts is None:
        return None
    bare = re.sub(
        r"/(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?",
        "/",
        parts.path + ("?" + parts.query if parts.query else ""),
    )
    numbers = _NUMBER.findall(bare)
    if not numbers:
        return None
    return f"{host_of(page.address or '')}:address", int(numbers[-1])
