"""Folders of HTML: mirrors, saved pages, single files."""

from collections.abc import Iterator

from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.intake.whereabouts import whereabouts_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding
from backfile.urls import host_of

MAX_PAGE = 16 << 20
"""Bytes of one page: SingleFile pages with their pictures inside come to some megabytes."""


class HtmlReader:
    """Reads a web page that was saved as a file."""

    kind = DepositKind.HTML

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes are a web page."""
        return kind_of(head, name) is DepositKind.HTML

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the page as one capture, with the address that it stood at.

        The note of the program that saved it is surest; then the mirror's path, against which the
        page's links are written; then what the page gives as its own address.
        """
        with item.open() as stream:
            body = stream.read(MAX_PAGE)
        if item.size > MAX_PAGE:
            text = f"{item.path} was read up to {MAX_PAGE:,} bytes."
            yield Finding("item-truncated", text, item.path)
        where = whereabouts_of(body[:HEAD_BYTES])
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
            findings=findings,
        )


def _is_same_host(name: str, address: str | None) -> bool:
    return address is None or host_of(name) == host_of(address)
