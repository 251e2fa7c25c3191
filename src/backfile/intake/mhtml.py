"""Pages that a browser saved whole into one file: MHTML (RFC 2557), ".mht" and ".mhtml".

A part's offset is its number in the file, the page itself being 0.
"""

from collections.abc import Iterator
from datetime import UTC
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from backfile.intake.captures import Origin, capture_of_message, clean_address
from backfile.intake.http import Message as Response
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import is_mhtml
from backfile.model.capture import Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_MHTML = 128 << 20
"""Bytes of one saved page with all its pictures; the largest parts are bounded by this too."""


class MhtmlReader:
    """Reads a page that was saved with its pictures into one file."""

    kind = DepositKind.HTML

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin with the headers of a message of related parts."""
        del name
        return is_mhtml(head)

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the page, then each picture, style and script that was saved with it."""
        with item.open() as stream:
            data = stream.read(MAX_MHTML)
        if item.size > MAX_MHTML:
            text = f"{item.path} was read up to {MAX_MHTML:,} bytes."
            yield Finding("item-truncated", text, item.path)
        message = BytesParser().parsebytes(data)
        captured = _date_of(message)
        page = clean_address(str(message.get("Snapshot-Content-Location", "")))
        parts = [part for part in message.walk() if not part.is_multipart()]
        for number, part in enumerate(parts):
            address = clean_address(str(part.get("Content-Location", "")))
            if number == 0:
                address = page or address or around.address
            origin = Origin(item.path, number, address, captured)
            body = part.get_payload(decode=True)
            content_type = str(part.get("Content-Type", ""))
            response = Response(
                None, {"content-type": content_type}, body if isinstance(body, bytes) else b""
            )
            capture = capture_of_message(origin, response, ())
            # Frames and styles that the browser made up have addresses of its own ("cid:").
            if address is not None or capture.form is Form.PAGE:
                yield capture


def _date_of(message: Message) -> str | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
