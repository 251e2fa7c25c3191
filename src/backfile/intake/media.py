"""Files that travel with pages: pictures, sound, films, documents; and what is known and left."""

from collections.abc import Iterator

from backfile import urls
from backfile.intake.media_types import OTHER_ENDINGS, ending_of, type_by_bytes, type_by_name
from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_PAYLOAD = 64 << 20
"""Bytes of one payload that are held in memory: the largest picture or sound of the newsroom sets
is 3 MiB; films beyond it stay in the originals and get a finding."""

_LEFT = OTHER_ENDINGS | {".woff", ".woff2", ".ttf", ".otf", ".eot"}


class MediaReader:
    """Reads a picture, sound, film or document that lies in a deposit as a file."""

    kind = DepositKind.MEDIA

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin as pictures, sound, film and documents do."""
        return kind_of(head, name) is DepositKind.MEDIA

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the file as one capture, with its address where the mirror's path gives it."""
        yield from _file_of(item, around, Form.FILE)


class OtherReader:
    """Takes note of styles, scripts and the like: known for what they are, and left."""

    kind = DepositKind.OTHER

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether it is a style, script or setting by its name."""
        return ending_of(name) in _LEFT and kind_of(head, name) is DepositKind.OTHER

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield it as one capture of the form OTHER."""
        yield from _file_of(item, around, Form.OTHER)


def _file_of(item: Item, around: Surroundings, form: Form) -> Iterator[Read]:
    findings: tuple[Finding, ...] = ()
    with item.open() as stream:
        body = stream.read(MAX_PAYLOAD if item.size <= MAX_PAYLOAD else 64)
    media_type = type_by_bytes(body[:64]) or type_by_name(item.path)
    address = address_of_path(item.path, around)
    if item.size > MAX_PAYLOAD:
        text = f"{item.path} has {item.size:,} bytes; {MAX_PAYLOAD:,} are read at most."
        findings = (Finding("item-too-large", text, item.path, address),)
        body = b""
    yield Capture(
        form=form,
        item=item.path,
        offset=0,
        address=address,
        place=urls.place_in(around.deposit, item.path),
        media_type=media_type or "application/octet-stream",
        body=body,
        findings=findings,
    )
