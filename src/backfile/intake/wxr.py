"""WordPress exports (WXR 1.0 to 1.2), of any size.

The law of the place: what was not public at the newsroom is marked as held back before anything
else is said of it, and every item of the export is accounted for.
"""

import re
from collections.abc import Iterator
from functools import partial

from backfile import urls
from backfile.errors import DepositError
from backfile.intake.claims import ClaimList
from backfile.intake.media_types import ending_of
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.intake.wxr_claims import Export
from backfile.intake.wxr_elements import Stream, elements_of, local_name
from backfile.intake.wxr_index import Index, Shelf, index_of, index_of_all
from backfile.intake.wxr_item import item_of, plain
from backfile.intake.wxr_story import capture_of
from backfile.model.deposit import DepositKind
from backfile.model.evidence import Evidence

_HOME = re.compile(rb"<wp:base_blog_url>\s{0,99}(?:<!\[CDATA\[)?\s{0,99}([^\s<\]]{1,2000})")
_ENDINGS = frozenset({".xml", ".wxr", ".txt", ""})
"""How the names of exports end; other files are not even opened."""


class WxrReader:
    """Reads an export that WordPress wrote of itself."""

    kind = DepositKind.WXR

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin a WordPress export."""
        return kind_of(head, name) is DepositKind.WXR

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield what the export says of the publication, then every item as a capture."""
        with Shelf() as shelf:
            index, first = index_of(item, shelf)
            others = kin_of(item, around)
            if others:
                index.lean_on(around.memory.once(others, Index, partial(index_of_all, others)))
            yield from first.findings()
            yield from claims_of_channel(first.head)
            home = first.head.get("base_blog_url") or first.head.get("link") or around.address or ""
            export = Export(item.path, index, home, first.head.get("language") or None)
            number, stream = 0, Stream(item, {})
            for element in elements_of(stream):
                if local_name(element) == "item":
                    number += 1
                    yield capture_of(item_of(element, is_whole=not stream.is_open), number, export)


def kin_of(item: Item, around: Surroundings) -> tuple[Item, ...]:
    """Return all files of a deposit that one site's export was written in, where there are more.

    WordPress and its plug-ins cut an export up: what a story in one file refers to may stand in
    another. Numbers mean the same only within one site.
    """
    if len(around.items) <= 1:
        return ()
    home = _home_of(item)
    alike = [other for other in around.items if home and _home_of(other) == home]
    return tuple(alike) if len(alike) > 1 else ()


def _home_of(item: Item) -> str | None:
    """Return which site an item is an export of; None where it is no export, or does not say."""
    if ending_of(item.path) not in _ENDINGS:
        return None
    try:
        with item.open() as stream:
            head = stream.read(HEAD_BYTES)
    except (DepositError, OSError, EOFError):
        return None
    found = _HOME.search(head) if kind_of(head, item.path) is DepositKind.WXR else None
    return urls.key_of(found[1].decode("utf-8", "replace")) if found else None


def claims_of_channel(head: dict[str, str]) -> Iterator[Evidence[object]]:
    """Yield what the export says of the publication."""
    claims = ClaimList("wxr")
    claims.say("publication.title", plain(head.get("title", "")), "channel/title", 0.95)
    claims.say(
        "publication.tagline", plain(head.get("description", "")), "channel/description", 0.9
    )
    claims.say("publication.language", head.get("language"), "channel/language", 0.8)
    for name in ("base_blog_url", "link"):
        claims.say("publication.host", urls.host_of(head.get(name, "")), f"channel/{name}", 0.95)
    yield from claims.all()
