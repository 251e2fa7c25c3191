"""Exports and feeds in XML without some items: all others keep their numbers."""

import mmap
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO

from backfile.intake.cutting import ERASED, CannotErase, Cut
from backfile.intake.cutting_children import children_of
from backfile.intake.sniff import HEAD_BYTES

_SPACES = (
    rb"http://www\.w3\.org/2005/Atom|http://purl\.org/atom/ns#|http://purl\.org/rss/1\.0/"
    rb"|http://my\.netscape\.com/rdf/simple/0\.9/"
)
_BOUND = re.compile(rb"xmlns:([\w.-]{1,40})\s*=\s*[\"'](?:" + _SPACES + rb")[\"']")
"""A prefix under which a feed writes its own elements (Namespaces in XML, section 3)."""
_BY_ADDRESS = re.compile(rb"http://purl\.org/rss/1\.0/[\"']|http://my\.netscape\.com/rdf/simple/")
"""Formats in which an item is known by an attribute: RSS 0.90 and 1.0."""
_CLOSED_BY = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
"""What ends a stretch in which no element begins."""
_FURNITURE = b"<wp:post_type>wp_erased</wp:post_type>"
"""What an export calls a post that its software keeps for itself: it keeps its number."""


def cut_elements(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut items of an export or feed: numbers count them from 1, as they are read."""
    head = file.read(200)
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<" not in head or head.lstrip()[:1] == b"{":
        raise CannotErase("This file is no XML that can be cut.", "Use --whole-files.")
    with _mapped(file) as data:
        spans = list(_spans(data))
        if max(offsets) > len(spans) or min(offsets) < 1:
            raise CannotErase("Its items are not numbered as they were read.", "Use --whole-files.")
        numbers = set(offsets)
        said = b"<!-- " + note.replace("--", "-").encode() + b" -->"
        if data.find(b"wordpress.org/export/", 0, HEAD_BYTES) >= 0:
            numbers |= children_of(data, spans, numbers)
            filler = b"<item>" + _FURNITURE + said + b"</item>"
            return [Cut(*spans[number - 1], filler) for number in sorted(numbers)]
        is_told = _BY_ADDRESS.search(data, 0, HEAD_BYTES) is not None
        return [
            Cut(*spans[number - 1], _entry_for(data, spans[number - 1][0], said, is_told))
            for number in sorted(numbers)
        ]


_OPENING = re.compile(rb"<((?:[\w.-]{1,40}:)?)(item|entry)")


def _entry_for(data: mmap.mmap, start: int, said: bytes, is_told: bool) -> bytes:  # noqa: FBT001
    """Return the entry that stands for one: it keeps the numbers of all others what they are."""
    found = _OPENING.match(data, start)
    prefix, name = found.groups() if found else (b"", b"item")
    mark = ERASED.encode()
    if is_told and name == b"item":
        return b'<%s%s rdf:about="%s">%s</%s%s>' % (prefix, name, mark, said, prefix, name)
    known = b"id" if name == b"entry" else b"guid"
    inner = b"<%s%s>%s</%s%s>" % (prefix, known, mark, prefix, known)
    return b"<%s%s>%s%s</%s%s>" % (prefix, name, inner, said, prefix, name)


def _mapped(file: BinaryIO) -> mmap.mmap:
    try:
        number = file.fileno()
        file.flush()
        return mmap.mmap(number, 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        # What is held in memory has no file of its own.
        file.seek(0)
        data = file.read()
        held = mmap.mmap(-1, max(len(data), 1))
        held[: len(data)] = data
        return held


def _spans(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Yield where each item or entry begins and ends, those inside of others left out.

    Raises:
        CannotErase: more of them end than began, so that nobody can say which one has a number.
    """
    at, begin, depth = 0, 0, 0
    bound = b"|".join(map(re.escape, sorted(set(_BOUND.findall(data, 0, HEAD_BYTES)))))
    prefix = b"(?:(?:" + bound + b"):)?" if bound else b""
    mark = re.compile(rb"<!\[CDATA\[|<!--|</?" + prefix + rb"(?:item|entry)(?=[\s/>])")
    while found := mark.search(data, at):
        closing = _CLOSED_BY.get(found[0], b">")
        end = data.find(closing, found.end())
        if end < 0:
            return
        at = end + len(closing)
        if found[0] in _CLOSED_BY:
            continue
        is_alone = data[end - 1 : end] == b"/"
        if found[0].startswith(b"</"):
            depth -= 1
            if depth < 0:
                raise CannotErase("One of its items ends before it begins.", "Use --whole-files.")
        elif not is_alone:
            begin, depth = begin if depth else found.start(), depth + 1
        if not depth:
            yield found.start() if is_alone else begin, at
