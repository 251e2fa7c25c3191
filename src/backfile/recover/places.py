"""Where on a page something stands, as a number that is the same on every page of one template."""

import re
import zlib
from functools import lru_cache

from backfile.markup.tree import Node

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters that stand for a syllable or a word."""
_CHANGING = re.compile(
    r"\d|[^\x00-\x7f]|^(?:tag|category|cat|tax|term|section|topic|series|author|has|is|no|status|format|"
    r"lang|hentry|even|odd|first|last|active|current|sticky|featured|alt|depth)(?:-|$)"
)
"""Classes that change from story to story: numbers, and what systems derive from a story's own
sections, authors and state (WordPress post_class, Ghost post_class, Drupal field classes)."""
_IDS_TO_IGNORE = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a", "img", "span"])
LONGEST_ID = 24
"""Characters: longer ids are made from headlines."""
MAX_DEPTH = 100
"""Below this depth a place is that of its ancestor: no page of the open sets needs more than 58."""


def size_of(text: str) -> int:
    """Return how much a text says, in characters of an alphabet."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_WIDE.findall(text))


def text_key(text: str) -> int:
    """Return a 64-bit number that is the same for the same words on every machine."""
    data = text.casefold().encode("utf-8", "replace")
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def place_within(outer: int, node: Node, depth: int) -> int:
    """Return the place of an element inside of the place of its parent."""
    if depth > MAX_DEPTH:
        return outer
    return _within(outer, node.tag, node.raw)


@lru_cache(maxsize=16384)
def _within(outer: int, tag: str, raw: str) -> int:
    return zlib.crc32(signature(tag, raw).encode("utf-8", "replace"), outer)


@lru_cache(maxsize=16384)
def signature(tag: str, raw: str) -> str:
    """Return what an element looks like, apart from what changes from story to story.

    The tag, and up to three classes and the id if they hold no digit; headings and paragraphs
    often carry an id made from their words, so theirs does not count.
    """
    if tag in {"body", "html"} or ("class" not in raw and "id" not in raw):
        return tag
    node = Node(tag, raw, -1)
    classes = [name for name in node.get("class").split() if not _CHANGING.search(name)]
    name = "" if tag in _IDS_TO_IGNORE else node.get("id")
    if any(d.isdigit() for d in name) or len(name) > LONGEST_ID:
        name = ""
    return ".".join([tag, *classes[:3]]) + ("#" + name if name else "")
