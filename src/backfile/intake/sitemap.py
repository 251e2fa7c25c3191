"""Sitemaps: which addresses a publication said that it has (sitemaps.org 0.9)."""

from collections.abc import Iterator

from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind

MAX_SITEMAP = 64 << 20
"""Bytes of one sitemap: the protocol allows 50 MiB."""


class SitemapReader:
    """Reads a sitemap or an index of sitemaps."""

    kind = DepositKind.SITEMAP

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the root element is that of a sitemap."""
        return kind_of(head, name) is DepositKind.SITEMAP

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the sitemap as one capture."""
        with item.open() as stream:
            body = stream.read(MAX_SITEMAP)
        yield Capture(
            form=Form.FEED,
            item=item.path,
            offset=0,
            address=address_of_path(item.path, around),
            media_type="application/xml",
            body=body,
        )
