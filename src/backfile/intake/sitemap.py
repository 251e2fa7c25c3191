"""Sitemaps: which addresses a publication said that it has (sitemaps.org 0.9).

A sitemap is no inventory (one newsroom's named 256 of 1,475 stories), but what it names and nobody
handed over is missing: its addresses stand in `Capture.lists`.
"""

import html
import re
from collections.abc import Iterator

from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_SITEMAP = 64 << 20
"""Bytes of one sitemap: the protocol allows 50 MiB."""
MAX_LISTED = 50_000
"""Addresses of one sitemap, as the protocol allows."""
_LOC = re.compile(
    rb"<(?:\w{1,20}:)?loc\b[^>]{0,200}>\s{0,200}(?:<!\[CDATA\[)?\s{0,200}([^<\]\s]{1,4000})"
)


class SitemapReader:
    """Reads a sitemap or an index of sitemaps."""

    kind = DepositKind.SITEMAP

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the root element is that of a sitemap."""
        return kind_of(head, name) is DepositKind.SITEMAP

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the sitemap as one capture, with the addresses that it lists."""
        with item.open() as stream:
            body = stream.read(MAX_SITEMAP)
        if item.size > MAX_SITEMAP:
            text = f"{item.path} was read up to {MAX_SITEMAP:,} bytes."
            yield Finding("item-truncated", text, item.path)
        yield Capture(
            form=Form.FEED,
            item=item.path,
            offset=0,
            address=address_of_path(item.path, around),
            media_type="application/xml",
            body=body,
            lists=addresses_of(body),
        )


def addresses_of(body: bytes) -> tuple[str, ...]:
    """Return the addresses that a sitemap lists, each once, in its order."""
    found: dict[str, None] = {}
    for match in _LOC.finditer(body):
        address = html.unescape(match[1].decode("utf-8", "replace"))
        if address.lower().startswith(("http://", "https://")):
            found[address] = None
        if len(found) >= MAX_LISTED:
            break
    return tuple(found)
