"""Feeds: RSS 2.0, 1.0 and 0.9x, Atom and JSON Feed; each entry is a story with what the feed kept.

The law of the place: what a feed shortens is never taken for the whole story. A summary is a claim
of low confidence about the body, so that any full text wins over it.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from backfile.intake.cutting import ERASED
from backfile.intake.feeds_json import is_json_feed, json_feed_of
from backfile.intake.feeds_xml import xml_feed_of
from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_FEED = 32 << 20
"""Bytes of one feed. Seven thousand full stories of `.data/perf` come to it."""


class FeedReader:
    """Reads a feed that was saved as a file."""

    kind = DepositKind.FEED

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin a feed."""
        return kind_of(head, name) is DepositKind.FEED

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the feed as one capture, then what it says of the publication, and its entries."""
        with item.open() as stream:
            body = stream.read(MAX_FEED)
        if item.size > MAX_FEED:
            text = f"{item.path} was read up to {MAX_FEED:,} bytes."
            yield Finding("item-truncated", text, item.path)
        address = address_of_path(item.path, around)
        numbers = count(1)
        yield Capture(
            form=Form.FEED,
            item=item.path,
            offset=0,
            address=address,
            media_type=media_type_of(body),
            body=body,
        )
        for found in entries_of(body, address or around.address):
            if isinstance(found, Capture):
                number = next(numbers)
                if found.key != ERASED:
                    yield replace(found, item=item.path, offset=number)
            elif isinstance(found, Finding):
                yield replace(found, item=item.path)
            else:
                yield found


def media_type_of(body: bytes) -> str:
    """Return the media type of a feed's bytes."""
    return "application/feed+json" if is_json_feed(body) else "application/xml"


def entries_of(body: bytes, address: str | None) -> Iterator[Read]:
    """Yield what a feed says: claims about the publication, then each entry as a capture.

    A feed of comments yields nothing: what readers wrote is no story.

    Args:
        body: the feed as it was served.
        address: where it stood; relative links are read against it.
    """
    if is_json_feed(body):
        yield from json_feed_of(body, address)
        return
    yield from xml_feed_of(io.BytesIO(body), address)
