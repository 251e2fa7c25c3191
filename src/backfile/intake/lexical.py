"""Lexical, the text format of Ghost 5 and later, as HTML: a tree of nodes in JSON.

Written after what exports hold; nodes that nobody knows keep the words inside of them.
"""

import html
import re
from typing import Any

import msgspec

from backfile.intake.feeds_json import dicts_of, text_or_none
from backfile.intake.ghost_cards import CARDS, card_html, quoted
from backfile.intake.json_text import read_json

MAX_DEPTH = 100
"""Nodes inside each other: lists in lists in quotes come to a dozen."""
MARKS: tuple[tuple[int, str], ...] = (
    (16, "code"),
    (64, "sup"),
    (32, "sub"),
    (4, "s"),
    (2, "em"),
    (1, "strong"),
)
"""Bits of a text's format and the element that each stands for, the innermost first."""
_HEADING = re.compile(r"h[1-6]")
_TEXTS = frozenset({"text", "tk"})
"""Runs of words; "TK" stands where the newsroom had still to find something out, and was shown."""
_PLAIN: dict[str, str] = {
    "paragraph": "p",
    "quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
"""Nodes that are an element around their children."""


def html_of_lexical(document: str) -> str | None:
    """Return the HTML of a Lexical document, or None where it is none."""
    try:
        read = read_json(document)
    except (msgspec.DecodeError, RecursionError):
        return None
    root = read.get("root") if isinstance(read, dict) else None
    return _children(root, 0) if isinstance(root, dict) else None


def _children(node: dict[str, Any], depth: int) -> str:
    if depth > MAX_DEPTH:
        return ""
    return "".join(_node(child, depth + 1) for child in dicts_of(node.get("children")))


def _node(node: dict[str, Any], depth: int) -> str:
    kind = (text_or_none(node.get("type")) or "").removeprefix("extended-")
    if kind in _TEXTS:
        return _text(node)
    if kind in {"linebreak", "tab"}:
        return "<br>" if kind == "linebreak" else " "
    if kind in CARDS and kind != "header":
        return card_html(kind, node)
    inner = _items(node, depth) if kind == "list" else _children(node, depth)
    if kind in {"link", "autolink"}:
        return f'<a href="{quoted(text_or_none(node.get("url")) or "")}">{inner}</a>'
    tag = _tag_of(node, kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner or card_html(kind, node)


def _items(node: dict[str, Any], depth: int) -> str:
    """Return a list's entries: a list in a list belongs to the entry before it."""
    entries: list[str] = []
    for child in dicts_of(node.get("children")):
        made = _node(child, depth + 1)
        inner = [text_or_none(c.get("type")) for c in dicts_of(child.get("children"))]
        if entries and set(inner) == {"list"}:
            inside = made.removeprefix("<li>").removesuffix("</li>")
            entries[-1] = entries[-1].removesuffix("</li>") + inside + "</li>"
        else:
            entries.append(made)
    return "".join(entries)


def _tag_of(node: dict[str, Any], kind: str) -> str:
    if kind == "heading":
        named = text_or_none(node.get("tag")) or ""
        return named if _HEADING.fullmatch(named) else "h2"
    if kind == "list":
        return "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
    return _PLAIN.get(kind, "")


def _text(node: dict[str, Any]) -> str:
    value = node.get("text")
    words = html.escape(value, quote=False) if isinstance(value, str) else ""
    said = node.get("format")
    marks = said if words and isinstance(said, int) else 0
    for bit, tag in MARKS:
        if marks & bit:
            words = f"<{tag}>{words}</{tag}>"
    return words
