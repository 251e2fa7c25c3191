"""Addresses as people read them: percent signs undone, with the place of each letter."""

import re
from collections.abc import Sequence

_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DEEPEST = 3
"""How often an address may be written into another: a share link that leads to a share link."""
_OLD = ("cp1256", "cp1251", "cp1252")
"""What addresses are written in that are no UTF-8: Arabic, Cyrillic and Latin Windows."""


def readings_of(address: str) -> list[tuple[str, Sequence[int]]]:
    """Return an address in each way it may be read, as it stands last.

    With each comes where its letters stand in the address, and where that ends.
    """
    text, places = address, [*range(len(address) + 1)]
    found: list[tuple[str, Sequence[int]]] = [(text, places)]
    while len(found) <= _DEEPEST and _RUN.search(text):
        if not _is_utf8(text):
            return [*(_undone(text, places, charset) for charset in _OLD), *reversed(found)]
        text, places = _undone(text, places, "utf-8")
        found.append((text, places))
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


def _undone(text: str, places: Sequence[int], charset: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    at: list[int] = []
    end = 0
    for found in _RUN.finditer(text):
        parts.append(text[end : found.start()])
        at += places[end : found.start()]
        data, place = _bytes_of(found[0]), found.start()
        # Each of the old charsets has one sign a byte, also where it has none.
        for sign in data.decode(charset, "replace"):
            parts.append(sign)
            at.append(places[place])
            place += 3 * (len(sign.encode()) if charset == "utf-8" else 1)
        end = found.end()
    return "".join([*parts, text[end:]]), [*at, *places[end:]]
