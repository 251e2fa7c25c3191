"""Pictures whose bytes stand in a page itself, as SingleFile and others write them (RFC 2397).

A picture's offset is the byte of the page at which its data begin.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile import urls
from backfile.hashes import digest_of
from backfile.intake.media_types import TYPE_OF_ENDING
from backfile.intake.reader import Item, Surroundings
from backfile.model.capture import Capture, Form

SMALLEST = 400
"""Bytes: what is smaller stands in for a picture that was not loaded, or is a mark or icon."""
MOST = 1_000
"""Pictures of one page."""
_DATA = re.compile(
    rb"(?:--(sf-img-\d{1,6})\s{0,5}:\s{0,5}url\(\s{0,5}[\"']?)?"
    rb"(data:image/(jpe?g|png|gif|webp|avif)[;\w=-]{0,60};base64,([A-Za-z0-9+/=]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inner:
    """A picture that stands in a page."""

    reference: str
    """As the page refers to it: a short name of its data, or SingleFile's name for it."""
    capture: Capture


def read_inner(page: bytes, item: Item, around: Surroundings) -> Iterator[Inner]:
    """Yield each picture whose bytes stand in a page, once."""
    seen: set[str] = set()
    for found in _DATA.finditer(page) if b"base64," in page else ():
        if len(seen) >= MOST:
            return
        body = _decoded(found[4])
        reference = _name_of(found)
        if len(body) < SMALLEST or reference in seen:
            continue
        seen.add(reference)
        yield Inner(reference, _capture_of(body, found, item, around))


def _name_of(found: re.Match[bytes]) -> str:
    if found[1]:
        return f"--{found[1].decode('ascii').lower()}"
    return urls.name_of_data(found[2].decode("ascii")) or ""


def _capture_of(body: bytes, found: re.Match[bytes], item: Item, around: Surroundings) -> Capture:
    ending = f".{found[3].decode('ascii').lower()}"
    path = f"{item.path}/{digest_of(body)[:16]}{ending}"
    return Capture(
        form=Form.FILE,
        item=item.path,
        offset=found.start(2),
        place=urls.place_in(around.deposit, path),
        media_type=TYPE_OF_ENDING.get(ending, "application/octet-stream"),
        body=body,
    )


def _decoded(data: bytes) -> bytes:
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return b""
