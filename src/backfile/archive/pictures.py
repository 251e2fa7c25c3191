"""What a file is and how large its picture, told from its bytes, in bounded time and memory."""

import re
import warnings
from dataclasses import dataclass
from typing import BinaryIO

# Each plug-in registers its format when it is imported; no other format is ever tried.
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

MOST_PIXELS = 500_000_000
"""Width times height beyond which a picture's dimensions are not believed: ten times the largest
press photograph (50 megapixels), far below what a decompression bomb announces."""
_HEAD = 1 << 16
"""Bytes in which a signature or the root element of an SVG is looked for."""
_SVG_ROOT = re.compile(rb"<svg\b([^>]{0,4000})>", re.IGNORECASE)
_LENGTH = re.compile(rb"\b(width|height)\s*=\s*[\"']\s*(\d{1,6})(?:\.\d{1,6})?(?:px)?\s*[\"']")
_VIEW_BOX = re.compile(
    rb"\bviewBox\s*=\s*[\"']\s*[-\d.]{1,20}[\s,]{1,5}[-\d.]{1,20}[\s,]{1,5}"
    rb"(\d{1,6})(?:\.\d{0,20})?[\s,]{1,5}(\d{1,6})(?:\.\d{0,20})?\s*[\"']"
)

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"PK\x03\x04", "application/zip"),
)
"""Where some bytes stand that tell a kind of file, more special ones first."""

_FORMATS: dict[str, str] = {
    AvifImagePlugin.AvifImageFile.format: "image/avif",
    BmpImagePlugin.BmpImageFile.format: "image/bmp",
    GifImagePlugin.GifImageFile.format: "image/gif",
    IcoImagePlugin.IcoImageFile.format: "image/x-icon",
    JpegImagePlugin.JpegImageFile.format: "image/jpeg",
    PngImagePlugin.PngImageFile.format: "image/png",
    TiffImagePlugin.TiffImageFile.format: "image/tiff",
    WebPImagePlugin.WebPImageFile.format: "image/webp",
}
"""The picture formats that are opened at all, by Pillow's names."""
_SPECIAL = {"MPO": "image/jpeg"}
"""What Pillow calls a JPEG with several pictures in it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is."""

    media_type: str
    width: int | None = None
    """In pixels, for pictures."""
    height: int | None = None


def look_at(stream: BinaryIO, announced: str = "application/octet-stream") -> Look:
    """Tell a file's media type and, of a picture, its size; nothing is decompressed.

    What the bytes themselves tell outweighs what was announced; an HTML error page that was
    announced as a picture stays what it is.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    return (
        _raster(stream) or _vector(head) or Look(_by_signature(head) or _believed(head, announced))
    )


def _raster(stream: BinaryIO) -> Look | None:
    with warnings.catch_warnings():
        # The announced size is judged here; Pillow's own warning is for those who decode.
        warnings.simplefilter("ignore")
        try:
            with Image.open(stream, formats=tuple(_FORMATS)) as picture:
                name, (width, height) = picture.format or "", picture.size
        except Image.DecompressionBombError:
            return Look("application/octet-stream")
        except (UnidentifiedImageError, OSError, ValueError, KeyError, SyntaxError, TypeError):
            return None
        except (EOFError, IndexError, OverflowError, MemoryError, RuntimeError):
            return None
    media_type = (_FORMATS | _SPECIAL)[name]
    if width * height > MOST_PIXELS or not (width and height):
        return Look(media_type)
    return Look(media_type, width, height)


def _vector(head: bytes) -> Look | None:
    root = _SVG_ROOT.search(head)
    if root is None or b"<html" in head[: root.start()].lower():
        return None
    said = {name: int(number) for name, number in _LENGTH.findall(root[1])}
    box = _VIEW_BOX.search(root[1])
    width = said.get(b"width") or (int(box[1]) if box else None)
    height = said.get(b"height") or (int(box[2]) if box else None)
    return Look("image/svg+xml", width, height)


def _by_signature(head: bytes) -> str | None:
    for offset, mark, media_type in _SIGNATURES:
        if head.startswith(mark, offset):
            return media_type
    return None


def _believed(head: bytes, announced: str) -> str:
    if head[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if announced.startswith("image/"):
        # No picture of a kind that browsers show: not to be served as one.
        return "application/octet-stream"
    return announced
