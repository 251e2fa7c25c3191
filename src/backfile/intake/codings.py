"""Undoing the content encodings of one payload, never further than a bound."""

from collections.abc import Callable
from dataclasses import dataclass

import brotli
import zstandard
from zlib_ng import zlib_ng

from backfile.intake.inflate import MAX_ZSTD_WINDOW, NO_DEFLATE, Damaged

_STEP = 1 << 16


class TooLarge(Exception):
    """A payload expands beyond the bound for one payload."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came out of a coded payload."""

    body: bytes
    is_whole: bool
    """Whether the coded bytes went to their own end."""


def undo_gzip(data: bytes, bound: int) -> Undone:
    """Undo gzip (RFC 1952), members behind one another included; keep what came before a break.

    Raises:
        Damaged: nothing could be expanded.
        TooLarge: more than `bound` bytes came out.
    """
    out: list[bytes] = []
    room, is_whole = bound, True
    while data.startswith(b"\x1f\x8b"):
        undone, data = _inflate(data, room, 31)
        out.append(undone.body)
        room -= len(undone.body)
        is_whole = undone.is_whole
    if not out:
        raise Damaged("it is not gzip")
    return Undone(b"".join(out), is_whole)


def undo_deflate(data: bytes, bound: int) -> Undone:
    """Undo deflate, with zlib's wrapper (RFC 9110 section 8.4.1.2) or, as many servers do, without.

    Raises:
        Damaged: it is neither.
        TooLarge: more than `bound` bytes came out.
    """
    try:
        return _inflate(data, bound, 15)[0]
    except Damaged:
        return _inflate(data, bound, -15)[0]


def undo_brotli(data: bytes, bound: int) -> Undone:
    """Undo brotli (RFC 7932).

    Raises:
        Damaged: it is not brotli.
        TooLarge: more than `bound` bytes came out.
    """
    decompressor = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    try:
        part = decompressor.process(data, output_buffer_limit=_STEP)
        while part or not decompressor.can_accept_more_data():
            out.append(part)
            size += len(part)
            if size > bound:
                raise TooLarge
            part = decompressor.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        raise Damaged(str(error)) from error
    return Undone(b"".join(out), decompressor.is_finished())


def undo_zstd(data: bytes, bound: int) -> Undone:
    """Undo zstd (RFC 8878).

    Raises:
        Damaged: it is not zstd.
        TooLarge: more than `bound` bytes came out.
    """
    decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_ZSTD_WINDOW)
    try:
        out = decompressor.stream_reader(data, read_across_frames=True).read(bound + 1)
    except zstandard.ZstdError as error:
        raise Damaged(str(error)) from error
    if len(out) > bound:
        raise TooLarge
    if not out and data:
        raise Damaged("it breaks off")
    return Undone(out, is_whole=True)


def _inflate(data: bytes, room: int, wbits: int) -> tuple[Undone, bytes]:
    """Expand one zlib stream; return it and the bytes behind it."""
    member = zlib_ng.decompressobj(wbits=wbits)
    out: list[bytes] = []
    size = 0
    try:
        while data and not member.eof:
            part = member.decompress(data, _INFLATE_STEP)
            data = member.unconsumed_tail
            out.append(part)
            size += len(part)
            if size > room:
                raise TooLarge
            if not part and not data:
                break
    except NO_DEFLATE as error:
        if not size:
            raise Damaged(str(error)) from error
    if not size and not member.eof:
        raise Damaged("it breaks off")
    return Undone(b"".join(out), member.eof), member.unused_data


_INFLATE_STEP = 1 << 20
"""A page comes out in one step; a stream that breaks later still gives what came before."""

UNDO: dict[str, Callable[[bytes, int], Undone]] = {
    "gzip": undo_gzip,
    "x-gzip": undo_gzip,
    "deflate": undo_deflate,
    "br": undo_brotli,
    "zstd": undo_zstd,
}
"""Content codings (IANA HTTP Content Coding Registry) and how each is undone."""
