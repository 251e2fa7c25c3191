"""Folders of HTML: mirrors, saved pages, single files."""

from collections.abc import Iterator

from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
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
        """Yield the page as one capture, with the address that it gives itself."""
        with item.open() as stream:
            body = stream.read(MAX_PAGE)
        if item.size > MAX_PAGE:
            yield Finding("item-truncated", f"{item.path} was read up to {MAX_PAGE:,} bytes.")
        yield Capture(
            form=Form.PAGE,
            item=item.path,
            offset=0,
            address=address_of_path(item.path, around),
            media_type="text/html",
            body=body,
        )
