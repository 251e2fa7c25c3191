"""Mobiledoc 0.3, the text format of Ghost 1 to 4, as HTML: sections of markers, and cards."""

import html
import re
from typing import Any

import msgspec

from backfile.intake.feeds_json import dicts_of, list_of, text_or_none
from backfile.intake.ghost_cards import card_html, quoted
from backfile.intake.json_text import read_json

MARKUP, IMAGE, LIST, CARD = 1, 2, 3, 10
"""Kinds of sections."""
_SECTION_TAG = re.compile(r"p|h[1-6]|blockquote|aside|ul|ol|pull-quote")
_MARKUP_TAG = re.compile(r"a|b|strong|i|em|code|s|u|sub|sup")
_OTHER_TAGS = {"aside": "blockquote", "pull-quote": "blockquote"}
_MARKER_PARTS = 4


def html_of_mobiledoc(document: str) -> str | None:
    """Return the HTML of a Mobiledoc document, or None where it is none."""
    try:
        read = read_json(document)
    except (msgspec.DecodeError, RecursionError):
        return None
    if not isinstance(read, dict) or not isinstance(read.get("sections"), list):
        return None
    return "\n".join(_section(list_of(section), read) for section in list_of(read["sections"]))


def _section(section: list[Any], document: dict[str, Any]) -> str:
    kind = section[0] if section else None
    if kind == IMAGE and len(section) > 1:
        return card_html("image", {"src": section[1]})
    if kind == CARD and len(section) > 1:
        card = _entry(document, "cards", section[1])
        payload = next(iter(dicts_of(card[1:2])), {})
        return card_html(text_or_none(next(iter(card), "")) or "", payload)
    if kind not in (MARKUP, LIST) or len(section) <= MARKUP + 1:
        return ""
    named = section[1] if isinstance(section[1], str) else ""
    tag = _OTHER_TAGS.get(named, named) if _SECTION_TAG.fullmatch(named) else "p"
    if kind == MARKUP:
        return f"<{tag}>{_markers(list_of(section[2]), document)}</{tag}>"
    items = (_markers(list_of(item), document) for item in list_of(section[2]))
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _markers(markers: list[Any], document: dict[str, Any]) -> str:
    out: list[str] = []
    open_tags: list[str] = []
    for marker in map(list_of, markers):
        if len(marker) < _MARKER_PARTS:
            continue
        for number in list_of(marker[1]):
            opening, tag = _markup(_entry(document, "markups", number))
            out.append(opening)
            open_tags.append(tag)
        out.append(_words(marker, document))
        closed = marker[2] if isinstance(marker[2], int) else 0
        ending = [open_tags.pop() for _ in range(min(closed, len(open_tags)))]
        out.extend(_end(tag) for tag in ending)
    out.extend(_end(tag) for tag in reversed(open_tags))
    return "".join(out)


def _end(tag: str) -> str:
    return f"</{tag}>" if tag else ""


def _words(marker: list[Any], document: dict[str, Any]) -> str:
    if marker[0] == 0:
        return html.escape(marker[3], quote=False) if isinstance(marker[3], str) else ""
    atom = _entry(document, "atoms", marker[3])
    if next(iter(atom), "") == "soft-return":
        return "<br>"
    words = atom[1] if len(atom) > 1 else ""
    return html.escape(words, quote=False) if isinstance(words, str) else ""


def _markup(entry: list[Any]) -> tuple[str, str]:
    tag = entry[0].lower() if entry and isinstance(entry[0], str) else ""
    if not _MARKUP_TAG.fullmatch(tag):
        return "", ""
    if tag != "a":
        return f"<{tag}>", tag
    pairs = list_of(entry[1]) if len(entry) > 1 else []
    names = dict(zip(map(str, pairs[::2]), pairs[1::2], strict=False))
    return f'<a href="{quoted(text_or_none(names.get("href")) or "")}">', "a"


def _entry(document: dict[str, Any], name: str, number: object) -> list[Any]:
    """Return an entry of one of the document's tables, or an empty one."""
    table = list_of(document.get(name))
    if not isinstance(number, int) or not 0 <= number < len(table):
        return []
    return list_of(table[number])
