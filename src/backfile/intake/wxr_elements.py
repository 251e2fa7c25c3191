"""The elements of a WordPress export, one after the other, in bounded memory.

The law of the place: elements are known by their local names. Of WordPress's own five test exports
four declare `https://` namespaces where the format says `http://`, versions differ, and some
hand-made files declare none.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from backfile.intake.reader import Item
from backfile.model.finding import Finding

CHUNK = 1 << 18
"""Bytes that are parsed at a time."""
MAX_ELEMENT = 64 << 20
"""Bytes of one story with its comments and settings; the longest real ones have some megabytes."""
WHOLE = ("item", "author", "category", "tag", "term")
"""Elements that are handed over when they end; all are children of the channel."""
_TAGS = [f"{{*}}{name}" for name in WHOLE] + [f"wp:{name}" for name in WHOLE]
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([\w.:-]{2,40})[\"']")
_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
TAIL = 400
"""Bytes at the end in which the document's last end tag is looked for; comments may follow it."""
_ENDING = re.compile(rb"</(?:\w+:)?(?:rss|rdf|channel)\s*>", re.IGNORECASE)
_ITEM_ENDED = re.compile(rb"</(?:\w+:)?item>\s*$")
_CONTROLS = bytes.maketrans(
    bytes(range(32)), bytes(c if c in b"\t\n\r" else 0x20 for c in range(32))
)
"""XML 1.0 knows no other control characters, but stories that were pasted in hold some."""
_LOST = "\ufffd".encode()

Element = etree._Element  # noqa: SLF001 -- lxml gives its element class no public name


@dataclass(slots=True)
class Stream:
    """Reads an export once; afterwards it says what was odd about the file."""

    item: Item
    head: dict[str, str]
    """The channel's own words (title, link, language ...), known once the first element came."""
    tail: bytes = b""
    """The last bytes that were read."""
    lost: int = 0
    """Bytes that are no text in the encoding that the file declares."""
    is_cut: bool = False
    is_open: bool = False
    """Whether the file broke off inside of the element that was handed over last."""
    is_too_large: bool = False
    defines_entities: bool = False

    def findings(self) -> Iterator[Finding]:
        """Yield what was odd about the file."""
        path = self.item.path
        if self.defines_entities:
            yield Finding("entity-refused", f"{path} defines entities of its own.", path)
        if self.lost:
            text = f"{path} has {self.lost:,} bytes that are no text in its encoding."
            yield Finding("encoding-guessed", text, path)
        if self.is_cut:
            yield Finding("item-truncated", f"{path} ends before its last element does.", path)
        if self.is_too_large:
            text = f"{path} has an element of more than {MAX_ELEMENT:,} bytes; the rest was left."
            yield Finding("item-too-large", text, path)


def elements_of(stream: Stream) -> Iterator[Element]:
    """Yield the channel's items, authors, categories, tags and terms, each whole, then forget it.

    Nothing that the document defines is expanded, and nothing outside of it is fetched.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=_TAGS,
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        encoding="utf-8",
    )
    since = 0
    with stream.item.open() as opened:
        for chunk in _as_utf8(opened, stream):
            since += len(chunk)
            try:
                parser.feed(chunk)
            except etree.XMLSyntaxError:
                stream.is_cut = True
                break
            for element in _ended(parser, stream):
                since = 0
                yield element
                _forget(element)
            if since > MAX_ELEMENT:
                stream.is_too_large = True
                break
    yield from _rest(parser, stream)


def _ended(parser: etree.XMLPullParser, stream: Stream) -> list[Element]:
    """Return the elements of the channel that have ended since this was last asked."""
    ended: list[Element] = []
    for _, element in parser.read_events():
        if not isinstance(element, Element):
            continue
        parent = element.getparent()
        if parent is not None and local_name(parent) == "channel":
            if not stream.head:
                stream.head.update(_head_of(parent))
            ended.append(element)
    return ended


def _forget(element: Element) -> None:
    """Give the memory of an element back, and of what stands before it."""
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _rest(parser: etree.XMLPullParser, stream: Stream) -> Iterator[Element]:
    """End the document, and take up what was still waiting; the last may have broken off."""
    stream.is_cut = stream.is_cut or not _ENDING.search(stream.tail)
    try:
        root = parser.close()
    except etree.XMLSyntaxError:
        return
    waiting = _ended(parser, stream)
    broke_off = stream.is_cut and not _ITEM_ENDED.search(stream.tail)
    for element in waiting:
        stream.is_open = broke_off and element is waiting[-1]
        yield element
        _forget(element)
    if not stream.head and root is not None:
        channel = next((child for child in root if local_name(child) == "channel"), root)
        stream.head.update(_head_of(channel))


def _as_utf8(opened: BinaryIO, stream: Stream) -> Iterator[bytes]:
    """Yield the file as UTF-8 without control characters, whatever it was written in."""
    first = opened.read(CHUNK)
    stream.defines_entities = bool(_ENTITY.search(first))
    decoder = codecs.getincrementaldecoder(_codec_of(first))("replace")
    chunk = first
    while chunk:
        encoded = decoder.decode(chunk).encode("utf-8", "replace")
        stream.lost += encoded.count(_LOST) - chunk.count(_LOST)
        stream.tail = (stream.tail + encoded)[-TAIL:]
        yield encoded.translate(_CONTROLS)
        chunk = opened.read(CHUNK)
    tail = decoder.decode(b"", final=True).encode("utf-8", "replace")
    if tail:
        stream.lost += 1
        yield tail


def _codec_of(first: bytes) -> str:
    """Return the codec for a file: by its byte order mark, else as it declares, else UTF-8."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    declared = _DECLARED.match(first.lstrip())
    try:
        found = codecs.lookup(declared[1].decode("ascii")) if declared else None
    except LookupError:
        found = None
    # A codec that is no text encoding ("base64") would not give text; nor can the declaration of
    # UTF-16 be right where it could be read byte by byte.
    if found is None or not found._is_text_encoding or found.name.startswith("utf-16"):  # noqa: SLF001
        return "utf-8"
    return found.name


def local_name(element: Element) -> str:
    """Return an element's name without its namespace or prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def words_of(element: Element) -> str:
    """Return the text of an element; references to what is not expanded stay as written."""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(part) for part in element.itertext())


def _head_of(channel: Element) -> dict[str, str]:
    head: dict[str, str] = {}
    for child in channel:
        name = local_name(child)
        if name not in WHOLE:
            head.setdefault(name, words_of(child).strip())
    return head
