"""Bare text pages: what is left of a page when only its words were saved."""

from collections.abc import Iterator

from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

MAX_TEXT = 16 << 20
"""Bytes of one text: the longest of `.data/newsroom/text` has 30 KB."""


class TextReader:
    """Reads a page of which only the words were saved."""

    kind = DepositKind.TEXT

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes are text without markup."""
        return kind_of(head, name) is DepositKind.TEXT

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the text as one capture, in UTF-8 whatever it was written in.

        Its address is the one that the depositor gave, where the deposit is this text alone; in a
        mirror, the one that its path stands for.
        """
        with item.open() as stream:
            data = stream.read(MAX_TEXT)
        if item.size > MAX_TEXT:
            said = f"{item.path} was read up to {MAX_TEXT:,} bytes."
            yield Finding("item-truncated", said, item.path)
        text, how = decode(data)
        if how.endswith("(guessed)"):
            said = f"{item.path} does not say how it is encoded; it was read as {how}."
            yield Finding("encoding-guessed", said, item.path)
        alone = len(around.paths) <= 1
        yield Capture(
            form=Form.TEXT,
            item=item.path,
            offset=0,
            address=around.address if alone else address_of_path(item.path, around),
            media_type="text/plain",
            charset="utf-8",
            body=text.encode("utf-8", "replace"),
        )
