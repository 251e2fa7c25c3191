"""What of a WordPress export belongs to one item and no other: its revisions, its pictures."""

import html
import mmap
import re
from collections.abc import Collection, Iterator, Sequence

from backfile.intake import wordpress_blocks, wordpress_shortcodes

_FIELD = r"<wp:{0}>\s*+(?:<!\[CDATA\[)?+([^<>\]]{{1,2000}}+)(?:\]\]>)?+\s*+</wp:{0}>"
_NUMBER, _PARENT, _TYPE, _FILE = (
    re.compile(_FIELD.format(name).encode())
    for name in ("post_id", "post_parent", "post_type", "attachment_url")
)
_LEADS = re.compile(
    rb"_thumbnail_id\s*+(?:\]\]>)?+\s*+</wp:meta_key>\s*+<wp:meta_value>\s*+(?:<!\[CDATA\[)?+\s*+(\d{1,18})"
)
"""The number of the picture that leads an item."""
_BY_CLASS = re.compile(r"\bwp-image-(\d{1,18})|\battachment_(\d{1,18})")
"""The number of a picture in the markup around it."""
_WRAPPING = re.compile(r"<!\[CDATA\[|\]\]>")
"""What XML puts around a text; its brackets would make a shortcode beside them look escaped."""
_ENDING = re.compile(rb"(?:-\d{1,5}x\d{1,5}|-scaled)?\.\w{2,5}$")
"""What differs in the names of a picture's sizes."""
Span = tuple[int, int]


def children_of(data: mmap.mmap, spans: Sequence[Span], chosen: Collection[int]) -> set[int]:
    """Return the numbers of the items that belong to some items, and that no other item shows.

    Args:
        data: the export.
        spans: where each item lies.
        chosen: numbers of items, from 1.
    """
    parents = {_said(data, spans[number - 1], _NUMBER) for number in chosen} - {b"", b"0"}
    found = {
        number
        for number, span in enumerate(spans, 1)
        if number not in chosen and _said(data, span, _PARENT) in parents
    }
    pictures = {n for n in found if _said(data, spans[n - 1], _TYPE) == b"attachment"}
    texts = {n for n in found - pictures if _said(data, spans[n - 1], _TYPE) == b"revision"}
    gone = texts | set(chosen) | pictures
    rest = [span for number, span in enumerate(spans, 1) if number not in gone]
    named = {number for span in rest if pictures for number in _numbers_named(data, span)}
    alone = (n for n in pictures if not _is_shown(data, spans[n - 1], rest, named))
    return texts | set(alone)


def _numbers_named(data: mmap.mmap, span: Span) -> Iterator[int]:
    """Yield the numbers by which an item shows pictures: its lead, shortcodes, blocks, classes."""
    yield from map(int, _LEADS.findall(data, *span))
    text = html.unescape(_WRAPPING.sub(" ", data[slice(*span)].decode("utf-8", "replace")))
    yield from wordpress_shortcodes.numbers_named(text)
    yield from wordpress_blocks.numbers_named(text)
    yield from (int(found[1] or found[2]) for found in _BY_CLASS.finditer(text))


def _is_shown(data: mmap.mmap, span: Span, rest: Sequence[Span], named: Collection[int]) -> bool:
    """Say whether any other item shows a picture, by its number or by its file's name."""
    number = _said(data, span, _NUMBER)
    if number[:18].isdigit() and int(number[:18]) in named:
        return True
    name = _ENDING.sub(b"", _said(data, span, _FILE).rpartition(b"/")[2])
    return bool(name) and any(True for _ in _naming(data, name, rest))


def _naming(data: mmap.mmap, name: bytes, rest: Sequence[Span]) -> Iterator[Span]:
    yield from (span for span in rest if data.find(name, *span) >= 0)


def _said(data: mmap.mmap, span: Span, what: re.Pattern[bytes]) -> bytes:
    found = what.search(data, *span)
    return found[1].strip() if found else b""
