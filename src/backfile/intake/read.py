"""Reading a deposit: item by item, each by the reader that knows it.

Whatever kinds are known stand in READERS, and only there. A reader that fails costs its own item
and no other: what it had already yielded stays, and a finding says what became of the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from backfile.errors import DepositError, UnknownKind
from backfile.intake.feeds import FeedReader
from backfile.intake.ghost import GhostReader
from backfile.intake.html_files import HtmlReader
from backfile.intake.markdown_files import MarkdownReader
from backfile.intake.media import MediaReader, OtherReader
from backfile.intake.mhtml import MhtmlReader
from backfile.intake.mirror import surroundings_of
from backfile.intake.reader import Item, Read, Reader, Surroundings
from backfile.intake.sitemap import SitemapReader
from backfile.intake.sniff import HEAD_BYTES, NAMES_OF_KINDS
from backfile.intake.substack import SubstackReader
from backfile.intake.text_files import TextReader
from backfile.intake.warc import WarcReader
from backfile.intake.wxr import WxrReader
from backfile.model.finding import Finding

READERS: tuple[Reader, ...] = (
    WarcReader(),
    WxrReader(),
    GhostReader(),
    FeedReader(),
    SitemapReader(),
    MhtmlReader(),
    SubstackReader(),
    HtmlReader(),
    MarkdownReader(),
    TextReader(),
    MediaReader(),
    OtherReader(),
)
"""Every reader that ships with Backfile; the first that knows an item reads it."""


def read_items(
    items: Iterable[Item | Finding],
    *,
    address: str | None = None,
    is_first_look: bool = False,
    deposit: str = "",
) -> Iterator[Read]:
    """Yield all that a deposit holds: captures, claims about the publication, and findings.

    Args:
        items: what :func:`backfile.intake.items.items_of` found, findings among them.
        address: where it stood, if the depositor said so.
        is_first_look: whether somebody only learns how pages are set (see ``Surroundings``).
        deposit: its id, by which files are told apart that have no address.

    Raises:
        UnknownKind: the whole deposit is one item, and no reader knows it.
    """
    known: list[Item] = []
    for item in items:
        if isinstance(item, Finding):
            yield item
        else:
            known.append(item)
    around = replace(
        surroundings_of(known, address),
        items=tuple(known),
        is_first_look=is_first_look,
        deposit=deposit,
    )
    try:
        for item in known:
            yield from read_item(item, around, alone=len(known) == 1)
    finally:
        around.memory.close()


def read_item(item: Item, around: Surroundings, *, alone: bool = False) -> Iterator[Read]:
    """Yield all that one item holds; what cannot be read of it becomes a finding.

    Args:
        item: the item.
        around: what is known of the deposit around it.
        alone: whether it is the whole deposit, so that nobody can go on without it.

    Raises:
        UnknownKind: it is alone, and no reader knows it.
    """
    try:
        reader = reader_of(item)
        if reader is not None:
            yield from reader.read(item, around)
            return
    except (DepositError, OSError, EOFError) as error:
        yield Finding("item-unreadable", f"{item.path} could not be read: {error}", item.path)
        return
    if alone and item.size:
        raise unknown(item)
    what = "is empty" if not item.size else "is of no kind that a reader knows"
    packed = packing_of(item)
    how = f" {_unpacking(packed)}" if packed else ""
    yield Finding("item-unknown", f"{item.path} {what}.{how}", item.path)


def reader_of(item: Item) -> Reader | None:
    """Return the reader that knows an item by its bytes, or None.

    Raises:
        OSError: its bytes cannot be read.
    """
    with item.open() as stream:
        head = stream.read(HEAD_BYTES)
    if not head:
        return None
    return next((reader for reader in READERS if reader.knows(head, item.path)), None)


def unknown(item: Item) -> UnknownKind:
    """Return the error for a deposit that no reader knows, naming it and the kinds that are."""
    with item.open() as stream:
        head = stream.read(16)
    kinds = ", ".join(chain(dict.fromkeys(NAMES_OF_KINDS.values())))
    packed = packing_of(item)
    return UnknownKind(
        f"{item.path} is of no known kind: it has {item.size:,} bytes and begins with"
        f" {_shown(head)}.",
        _unpacking(packed) if packed else f"Known kinds are: {kinds}.",
    )


def _shown(head: bytes) -> str:
    """Return a file's first bytes as words where they are text, else in hexadecimal figures."""
    text = head.decode("ascii", "replace")
    return f"“{text}”" if text.isascii() and text.isprintable() else f"the bytes {head.hex(' ')}"


def packing_of(item: Item) -> tuple[str, str] | None:
    """Return by what a file was packed that no reader unpacks, and the program that does; or None.

    Raises:
        OSError: its bytes cannot be read.
    """
    with item.open() as stream:
        head = stream.read(16)
    return next((packing for magic, packing in PACKINGS if head.startswith(magic)), None)


def _unpacking(packing: tuple[str, str]) -> str:
    name, program = packing
    return f"It was packed by {name}: unpack it ({program}) and hand over what comes out."


PACKINGS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"\x04\x22\x4d\x18", ("LZ4", "lz4 -d FILE")),
    (b"\x02\x21\x4c\x18", ("LZ4", "lz4 -d FILE")),
    (b"7z\xbc\xaf\x27\x1c", ("7-Zip", "7z x FILE")),
    (b"Rar!\x1a\x07", ("RAR", "unrar x FILE")),
    (b"\xff\x06\x00\x00sNaPpY", ("Snappy", "snzip -d FILE")),
    (b"LZIP", ("lzip", "lzip -d FILE")),
    (b"\x1f\x9d", ("compress", "uncompress FILE")),
)
"""Packings that web archives and backups are met in and no reader unpacks: how each begins."""
