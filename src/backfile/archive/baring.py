"""Pictures without what they say of themselves: camera, place, author, caption, key words.

The pixels stay as they are, bit for bit: nothing is decoded. The law of the place: how a kind of
file is bared stands in WAYS, and only there; what no way can bare is not shown at all.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from backfile.archive.renaming import Renamer

MOST_BYTES = 64 << 20
"""A larger file is not bared, and so not shown: the largest press photographs have 30 MB."""


class _Broken(ValueError):
    """A file is no picture of the kind that it is said to be."""


def bared(data: bytes, media_type: str, renamer: Renamer) -> bytes | None:
    """Return a picture without what it says of itself; None where that cannot be done.

    Of a drawing, whose words are seen, the names are replaced.

    Args:
        data: the file.
        media_type: as its bytes tell.
        renamer: of the story that shows it.
    """
    way = WAYS.get(media_type)
    if len(data) > MOST_BYTES:
        return None
    if media_type == "image/svg+xml":
        return _drawing(data, renamer)
    try:
        return way(data) if way else None
    except (_Broken, struct.error, IndexError):
        return None


def _drawing(data: bytes, renamer: Renamer) -> bytes | None:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    told = _without(_without(words, "<!--", "-->"), "<metadata", "</metadata>")
    # What is packed inside (a photograph as data:) cannot be looked into.
    return None if "base64" in told.lower() else renamer.html(told).encode()


def _without(words: str, begin: str, end: str) -> str:
    """Return a text without what stands between two marks; what never ends goes to the end."""
    parts, at = [], 0
    while (start := words.find(begin, at)) >= 0:
        parts.append(words[at:start])
        stop = words.find(end, start)
        at = stop + len(end) if stop >= 0 else len(words)
    return "".join([*parts, words[at:]])


# --- JPEG (ITU-T T.81, annex B) --------------------------------------------------------------

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _BY_CAMERA, _COMMENT = 0xDA, 0xE1, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_KEPT_PARTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that say how the pixels are meant, and how each begins."""
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
"""Of all that a camera writes the one thing without which a picture lies on its side."""
_NEXT = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
"""A marker that ends a scan: no stuffed byte, no restart."""


def _jpeg(data: bytes) -> bytes:
    if not data.startswith(_JPEG_START):
        raise _Broken("This is no JPEG.")
    turned, parts = b"", list[bytes]()
    for mark, body, scan in _segments(data):
        if mark == _BY_CAMERA and body.startswith(_EXIF):
            turned = turned or _turned(body[len(_EXIF) :])
        elif _is_kept(mark, body):
            parts += (bytes([0xFF, mark]), struct.pack(">H", len(body) + 2), body, scan)
    return b"".join([_JPEG_START, turned, *parts, _JPEG_END])


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each segment: its marker, what it holds, and the scan behind it.

    What stands behind the picture's end are other pictures, and notes of programs.
    """
    at = len(_JPEG_START)
    while (found := _NEXT.match(data, at)) and found[1] != _JPEG_END[1:]:
        (length,) = struct.unpack_from(">H", data, found.end())
        end = found.end() + length
        after = _NEXT.search(data, end) if found[1][0] == _SCAN else None
        at = after.start() if after else len(data) if found[1][0] == _SCAN else end
        yield found[1][0], data[found.end() + 2 : end], data[end:at]
        if at >= len(data):
            return  # it is cut off: browsers show what there is
    if found is None:
        raise _Broken("A segment is missing.")


def _is_kept(mark: int, body: bytes) -> bool:
    if mark in _APPLICATIONS:
        begin = _KEPT_PARTS.get(mark)
        return begin is not None and body.startswith(begin)
    return mark != _COMMENT


def _turned(tiff: bytes) -> bytes:
    """Return a segment that says nothing but how a picture is turned (Exif 2.32, section 4.6)."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (number,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(first + 2, first + 2 + 12 * number, 12):
            tag, _, _, way = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION and 1 < way <= 8:  # noqa: PLR2004 - eight ways, 1 is upright
                said = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, tag, 3, 1, way, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(said)) + _EXIF + said
    except struct.error:
        pass
    return b""


# --- PNG (ISO 15948) -------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_SEEN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"}
    | {b"sBIT", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
"""Chunks that tell of pixels and no more."""


def _png(data: bytes) -> bytes:
    if not data.startswith(_PNG):
        raise _Broken("This is no PNG.")
    parts, at = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length:
            raise _Broken("A chunk is cut off.")
        if name in _SEEN:
            check = zlib.crc32(name + body)
            parts.append(struct.pack(">I4s", length, name) + body + struct.pack(">I", check))
        if name == b"IEND":
            return b"".join(parts)
        at += 12 + length


# --- WebP (RFC 9649) -------------------------------------------------------------------------

_FRAMES = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_SAYS = 0x08 | 0x04
"""Flags of VP8X that announce Exif and XMP."""


def _webp(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise _Broken("This is no WebP.")
    (size,) = struct.unpack_from("<I", data, 4)
    parts = []
    for name, body in _riff(data[: 8 + size], 12):
        told = bytes([body[0] & ~_SAYS & 0xFF]) + body[1:] if name == b"VP8X" else body
        if name in _FRAMES:
            parts.append(name + struct.pack("<I", len(told)) + told + b"\0" * (len(told) % 2))
    if not parts:
        raise _Broken("It shows nothing.")
    whole = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _riff(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length:
            raise _Broken("A chunk is cut off.")
        yield name, body
        at += 8 + length + length % 2


# --- GIF (GIF89a) ----------------------------------------------------------------------------

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Applications whose extension says how often a picture moves."""
_CONTROL, _APPLICATION, _EXTENSION, _IMAGE, _TRAILER = 0xF9, 0xFF, 0x21, 0x2C, 0x3B


def _gif(data: bytes) -> bytes:
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise _Broken("This is no GIF.")
    at = 13 + _colours(data[10])
    parts = [data[:at]]
    while data[at] != _TRAILER:
        begin = at
        if data[at] == _EXTENSION:
            at = _after_blocks(data, at + 2)
            is_loop = data[begin + 1] == _APPLICATION and data[begin + 3 :].startswith(_LOOPS)
            if data[begin + 1] == _CONTROL or is_loop:
                parts.append(data[begin:at])
        elif data[at] == _IMAGE:
            at = _after_blocks(data, at + 11 + _colours(data[at + 9]))
            parts.append(data[begin:at])
        else:
            raise _Broken("A block is of no known kind.")
    return b"".join([*parts, b";"])


def _colours(flags: int) -> int:
    """Return how many bytes a table of colours takes, by the byte that announces it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while size := data[at]:
        at += size + 1
    return at + 1


def _as_it_is(data: bytes) -> bytes:
    """Return a bitmap as it is: its format has no place for words."""
    return data


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
    "image/bmp": _as_it_is,
}
"""How each kind of picture is bared."""
