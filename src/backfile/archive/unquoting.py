"""Addresses as people read them: percent signs undone, with the place of each letter."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DEEPEST = 3
"""How often an address may be written into another: a share link that leads to a share link."""
_OLD = ("cp1256", "cp1251", "cp1252")
"""What addresses are written in that are no UTF-8: Arabic, Cyrillic and Latin Windows."""
Reading = tuple[str, Sequence[int]]
"""An address as it may be read, and where each of its letters stands in the address."""
Sign = tuple[str, int]
"""A letter, and how many bytes it was written in."""
Signs = Callable[[bytes], Iterator[Sign]]
"""Reads the bytes of one run of percent signs."""


def readings_of(address: str) -> list[Reading]:
    """Return an address in each way it may be read, as it stands last.

    With each comes where its letters stand in the address, and where that ends.
    """
    found: list[Reading] = [(address, range(len(address) + 1))]
    while len(found) <= _DEEPEST and _RUN.search(found[-1][0]):
        if not _is_utf8(found[-1][0]):
            left = _DEEPEST + 1 - len(found)
            ways = (_in_one_way(found[-1], signs, left) for signs in _WAYS)
            return [*(reading for way in ways for reading in way), *found[::-1]]
        found.append(_undone(*found[-1], _all_utf8))
    return found[::-1]


def _in_one_way(reading: Reading, signs: Signs, left: int) -> list[Reading]:
    """Return what an address is with its percent signs undone, once and again, deepest first."""
    found: list[Reading] = []
    while len(found) < left and _RUN.search(reading[0]):
        reading = _undone(*reading, signs)
        found.append(reading)
    return found[::-1]


def _is_utf8(text: str) -> bool:
    try:
        for found in _RUN.finditer(text):
            _bytes_of(found[0]).decode()
    except UnicodeDecodeError:
        return False
    return True


def _bytes_of(run: str) -> bytes:
    return bytes.fromhex(run.replace("%", ""))


def _undone(text: str, places: Sequence[int], signs: Signs) -> Reading:
    parts: list[str] = []
    at: list[int] = []
    end = 0
    for found in _RUN.finditer(text):
        parts.append(text[end : found.start()])
        at += places[end : found.start()]
        place = found.start()
        for sign, length in signs(_bytes_of(found[0])):
            parts.append(sign)
            at.append(places[place])
            place += 3 * length
        end = found.end()
    return "".join([*parts, text[end:]]), [*at, *places[end:]]


def _all_utf8(data: bytes) -> Iterator[Sign]:
    return ((sign, len(sign.encode())) for sign in data.decode())


def _all_old(charset: str, data: bytes) -> Iterator[Sign]:
    # Each of the old charsets has one sign a byte, also where it has none.
    return ((sign, 1) for sign in data.decode(charset, "replace"))


def _mixed(charset: str, data: bytes) -> Iterator[Sign]:
    """Yield signs of UTF-8, and for each byte that is none of these its sign in an old charset.

    One address may hold both: a slug of today, and a search in an old charset that led to it.
    """
    for sign in data.decode("utf-8", "surrogateescape"):
        if "\udc80" <= sign <= "\udcff":
            yield from _all_old(charset, sign.encode("utf-8", "surrogateescape"))
        else:
            yield sign, len(sign.encode())


_WAYS: tuple[Signs, ...] = tuple(
    partial(read, charset) for read in (_mixed, _all_old) for charset in _OLD
)
"""How an address is read that is not all UTF-8. As old letters too where it could be UTF-8: two
old letters beside each other may look like one of UTF-8."""
