"""By which addresses a page says that it is known, and of which other page it is a twin."""

import re
from dataclasses import dataclass

from backfile.recover.page import Page
from backfile.urls import host_of, key_of, split

_LATER_PATH = re.compile(r"^(?P<first>.+?)/(?:page[/-]?)?(?P<page>[2-9]|[1-9]\d)/?$")
_LATER_QUERY = re.compile(r"(?:^|&)(?:page|pagina|seite|pg|p)=(?P<page>[2-9]|[1-9]\d)(?:&|$)")
_AMP = re.compile(r"(?:^|&)amp(?:=1)?(?:&|$)|/amp/?$|/amp/|^amp\.")
_PRINT = re.compile(
    r"(?:^|[&/?_-])(?:print|printer|printable|imprimir|drucken|version-imprimable)(?:[=/&._-]|$)",
    re.IGNORECASE,
)
_POST_CLASS = re.compile(
    r"\b(?:postid|page-id|node-?id|nid|article-?id)-(\d{1,12})\b|\bpage-node-(\d{1,12})\b"
)
_SHORT = re.compile(r"[?&]p=(\d{1,12})(?:&|$)")
_NUMBER = re.compile(r"(?:^|[/_.=-])(\d{3,12})(?:[/_.-]|$)")


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


def find_twin(page: Page) -> Twin | None:
    """Return the page that this one repeats (AMP, print) or goes on from (a later page)."""
    if not page.address:
        return None
    parts = split(page.address)
    if parts is None:
        return None
    canonical = page.head.link("canonical")
    is_other = bool(canonical) and key_of(canonical) != key_of(page.address)
    if is_other and (
        _AMP.search(parts.path) or _AMP.search(parts.query) or parts.netloc.startswith("amp.")
    ):
        return Twin(canonical, "amp")
    if is_other and (_PRINT.search(parts.path) or _PRINT.search(parts.query)):
        return Twin(canonical, "print")
    return _later_page(page, parts.path, parts.query)


def _later_page(page: Page, path: str, query: str) -> Twin | None:
    address = page.address or ""
    found = _LATER_PATH.match(path)
    number = found or _LATER_QUERY.search(query)
    if not number:
        return None
    count = int(number["page"])
    if found:
        first = address.replace(path, found["first"] + "/", 1)
    else:
        first = re.sub(r"[?&](?:page|pagina|seite|pg|p)=\d+", "", address)
    known = {key_of(link.address) for link in page.links if link.address} | {
        key_of(page.head.link("prev") or ""),
        key_of(page.head.link("canonical") or ""),
    }
    if key_of(first) in known:
        return Twin(first, "later-page", count)
    return None


def first_of_several(page: Page) -> bool:
    """Say whether a page is the first of a story of several pages."""
    if not page.address:
        return False
    own = key_of(page.address)
    second = {f"{own}/2", f"{own}?page=2", f"{own}/page/2"}
    return any(key_of(link.address) in second for link in page.links if link.leads_to_second)


def keys_of(page: Page, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return what tells the same story elsewhere: its addresses and its system's number."""
    keys = ["url:" + key_of(address) for address in addresses]
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
