"""Folders of HTML: mirrors, saved pages, single files."""

from collections.abc import Iterator

from backfile import urls
from backfile.intake.beside import read_beside
from backfile.intake.inner_pictures import Inner, read_inner
from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.intake.whereabouts import whereabouts_of
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_PAGE = 16 << 20
"""Bytes of one page: SingleFile pages with their pictures inside come to some megabytes."""


class HtmlReader:
    """Reads a web page that was saved as a file."""

    kind = DepositKind.HTML

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes are a web page."""
        return kind_of(head, name) is DepositKind.HTML

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the page with its address as one capture, then the pictures that stand in it.

        The note of the program that saved it is surest; then the mirror's path, against which the
        page's links are written; then what the page gives as its own address.
        """
        with item.open() as stream:
            body = stream.read(MAX_PAGE)
        if item.size > MAX_PAGE:
            text = f"{item.path} was read up to {MAX_PAGE:,} bytes."
            yield Finding("item-truncated", text, item.path)
        where = whereabouts_of(body[:HEAD_BYTES])
        inner = list(read_inner(body, item, around))
        address = where.noted or address_of_path(item.path, around)
        if address is None and len(around.paths) == 1:
            address = around.address
        address = address or where.address
        also = tuple(
            name for name in where.named if name != address and _is_same_host(name, address)
        )
        findings: tuple[Finding, ...] = ()
        if address is None:
            text = f"{item.path} does not say at which address it stood."
            findings = (Finding("address-unknown", text, item.path),)
        yield Capture(
            form=Form.PAGE,
            item=item.path,
            offset=0,
            address=address,
            captured=where.captured,
            media_type="text/html",
            body=body,
            also=also,
            place=urls.place_in(around.deposit, item.path),
            beside=tuple(_beside(body, inner, item, around)),
            findings=findings,
        )
        yield from (one.capture for one in inner)


def _beside(
    body: bytes, inner: list[Inner], item: Item, around: Surroundings
) -> Iterator[tuple[str, str]]:
    """Yield what the page refers to that lies inside of it or beside it."""
    for one in inner:
        if one.capture.place:
            yield one.reference, one.capture.place
    if len(around.paths) > 1:
        yield from read_beside(decode(body)[0], item, around)


def _is_same_host(name: str, address: str | None) -> bool:
    return address is None or urls.host_of(name) == urls.host_of(address)
