"""What strangers sent along, made harmless: told by its bytes, named by us, pictures drawn anew.

The law of the place: nothing that was sent is run, unpacked or shown as it came. Which bytes are
what kind stands in SIGNS, and only there; what they were called by whoever sent them decides
nothing.
"""

import codecs
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass

from backfile.model.submission import Attachment

SECONDS = 60
"""For one picture; one of fifty million pixels takes under 2 of processor time."""
LONGEST_NAME = 60
"""Characters of a file's name as it is saved."""
UNKNOWN = "application/octet-stream"
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
"""What can be drawn anew."""

SIGNS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (0, b"GIF8", "image/gif", "gif"),
    (8, b"WEBP", "image/webp", "webp"),
    (4, b"ftypavif", "image/avif", "avif"),
    (4, b"ftypheic", "image/heic", "heic"),
    (4, b"ftypmif1", "image/heic", "heic"),
    (0, b"II*\0", "image/tiff", "tif"),
    (0, b"MM\0*", "image/tiff", "tif"),
    (0, b"%PDF-", "application/pdf", "pdf"),
    (0, b"PK\x03\x04", "application/zip", "zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "doc"),
    (0, b"{\\rtf", "application/rtf", "rtf"),
    (4, b"ftyp", "video/mp4", "mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm", "webm"),
    (0, b"OggS", "audio/ogg", "ogg"),
    (0, b"ID3", "audio/mpeg", "mp3"),
    (0, b"\xff\xfb", "audio/mpeg", "mp3"),
    (8, b"WAVE", "audio/wav", "wav"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "7z"),
    (0, b"\x1f\x8b", "application/gzip", "gz"),
)
"""Where and how the bytes of a kind begin, its media type, and the ending it is saved with."""
_TEXT_HEAD = 4096
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that are no files on Windows."""
_NOT_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What some bytes are, by their own word."""

    type: str
    """Media type."""
    ending: str
    """Without its dot."""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that can be drawn anew."""
        return self.type in PICTURE_TYPES


def kind_of(data: bytes) -> Kind:
    """Tell what some bytes are; whatever no sign tells is text, or unknown."""
    for at, sign, media_type, ending in SIGNS:
        if data.startswith(sign, at):
            return Kind(media_type, ending)
    head = data[:_TEXT_HEAD]
    try:
        # A character may be cut at the end of the head.
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(data) <= len(head))
    except UnicodeDecodeError:
        return Kind(UNKNOWN, "bin")
    return Kind(UNKNOWN, "bin") if b"\0" in head or not head else Kind("text/plain", "txt")


def safe_name(number: int, file: Attachment) -> str:
    """Return the name under which an attachment is saved: ours, with what can be kept of theirs.

    No path, no control or direction mark, no ending but that of what the bytes are: a file that
    calls itself "photo.jpg.exe" is saved as "2-photo-jpg.bin".
    """
    plain = unicodedata.normalize("NFC", file.name).replace("\\", "/").rpartition("/")[2]
    stem = plain.rpartition(".")[0] or plain
    words = _NOT_NAME.sub("-", stem).strip("-_")[:LONGEST_NAME].strip("-_")
    if not words or _RESERVED.fullmatch(words):
        words = "file"
    return f"{number}-{words}.{kind_of(file.data).ending}"


def drawn_anew(data: bytes) -> bytes | None:
    """Return a picture as a fresh JPEG or PNG that holds its pixels and nothing else.

    No place, no camera, no preview, no words that a program wrote. It is decoded by a process of
    its own, which has bounds and no key: a picture made to break a decoder breaks that.

    Returns:
        The new picture, or None where it could not be decoded within bounds.
    """
    if not kind_of(data).is_picture:
        return None
    command = [sys.executable, "-m", "backfile.participate.redraw"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None
