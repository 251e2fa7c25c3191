"""A page as a flat list of nodes in reading order, made in one pass.

Lexbor parses (HTML Living Standard, section 13.2) and writes the tree out in normal form; that form
is cut at its tags by one regular expression. Walking foreign nodes one by one from Python costs
more than the whole of this.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from backfile.markup.bounds import bounded, is_within_bounds
from backfile.markup.elements import VOID

UNREAD = [
    "script",
    "style",
    "svg",
    "template",
    "math",
    "object",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "textarea",
    "select",
    "canvas",
]
"""Elements that hold no words of a page; taken out in the parser."""
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "amp-img",
        "picture",
        "source",
        "noscript",
        "meta",
        "link",
        "input",
        "button",
        "iframe",
        "embed",
        "param",
        "track",
        "area",
        "map",
        "video",
        "audio",
    ]
)
"""Elements that do not end a line of words."""
MAX_NODES = 400_000
"""Elements and runs of text that are read; the open sets stay under 90,000."""
_DEEPEST_CLOSED = 64
"""Open elements among which the one is sought that an end tag closes."""

_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/>]*+)((?:\s[^\s>][^\s=>]*+="[^"]*+")*+)>')
"""A tag in normal form. `<a href="x"">` has an attribute whose name is a quotation mark."""
_MARKUP = re.compile(
    r'(</?[a-zA-Z][^\s/>]*+(?:\s[^\s>][^\s=>]*+="[^"]*+")*+>|<!--(?s:.*?)-->|<!DOCTYPE[^>]*>|<\?[^>]*>)'
)
"""A tag, or what stands for nothing: a comment, a doctype, an instruction."""
_ATTRIBUTE = re.compile(r'\s([^\s>][^\s=>]*)="([^"]*)"')
_TAGS_KEPT, _LONGEST_KEPT = 16_384, 400
"""Tags that are remembered, and the characters of the longest. On 250 pages of a
newsroom's crawl 95 % of the tags stand on an earlier page too."""


class Node:
    """An element or a run of text.

    Attributes:
        tag: lower case; "" for a run of text.
        raw: the attributes as written in normal form, or the text.
        up: the number of the parent element; -1 at the root.
        end: the number after its last descendant.
        block: the number of the block that a run of text belongs to; -1 where it belongs to none.
    """

    __slots__ = ("_attributes", "block", "end", "raw", "tag", "up")

    def __init__(self, tag: str, raw: str, up: int, end: int = 0) -> None:
        self.tag = tag
        self.raw = raw
        self.up = up
        self.end = end
        self.block = -1
        self._attributes: Mapping[str, str] | None = None

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the attributes, names in lower case, character references undone."""
        if self._attributes is None:
            self._attributes = _attributes_of(self.tag and self.raw)
        return self._attributes

    def get(self, name: str) -> str:
        """Return an attribute's value, or "" where there is none."""
        if self._attributes is None and name not in self.raw:
            return ""
        return self.attributes.get(name, "")

    def set(self, name: str, value: str) -> None:
        """Give an attribute another value, on this element only."""
        self._attributes = {**self.attributes, name: value}


def attributes_of(raw: str) -> dict[str, str]:
    """Read the attributes of a tag in normal form."""
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(raw)}


_remembered = lru_cache(maxsize=8192)(attributes_of)


def _attributes_of(raw: str) -> Mapping[str, str]:
    """Read them once for all elements that have the same; long ones hold data and come once."""
    return (_remembered if len(raw) <= _LONGEST_KEPT else attributes_of)(raw)


def unescape(text: str) -> str:
    """Undo the character references that normal form uses (section 13.3)."""
    if "&" not in text:
        return text
    return (
        text.replace("&nbsp;", "\xa0")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def escape(text: str) -> str:
    """Write text so that it means itself in HTML, inside and outside of attributes."""
    if not any(mark in text for mark in '&<>"'):
        return text
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def shows_a_picture(nodes: list[Node], number: int) -> bool:
    """Say whether an element holds a picture: a button around one opens it in large."""
    return any(node.tag == "img" for node in nodes[number + 1 : nodes[number].end])


def parse(html: str) -> list[Node]:
    """Parse HTML, whole or a fragment, into its nodes in reading order; never raises."""
    return nodes_of(parser_of(html))


def parser_of(html: str, data: bytes | None = None) -> LexborHTMLParser:
    """Parse HTML within bounds, for whoever must ask the parser itself; never raises.

    Args:
        html: the page.
        data: the same in UTF-8, where that is at hand: the parser wants nothing else.
    """
    data = html.encode("utf-8", "ignore") if data is None else data
    return LexborHTMLParser(data if is_within_bounds(data) else bounded(html))


_Tag = tuple[str, str, bool, bool, bool]
"""A tag taken apart: name ("" for what stands for nothing), attributes as written, whether it ends
an element, whether it begins one that has an end, and whether it parts lines of words."""


class _Tags(dict[str, _Tag]):
    """Each tag as it is written, taken apart when it is first met: pages of one theme share most.

    Nodes made from it share their strings, so that whatever is remembered by tag and attributes is
    found without comparing letters.
    """

    def __missing__(self, written: str) -> _Tag:
        found = _TAG.fullmatch(written)
        if found is None:
            return _NOTHING
        name, ends = sys.intern(found[2]), bool(found[1])
        tag = (name, found[3], ends, not ends and name not in VOID, name not in INLINE)
        if len(written) <= _LONGEST_KEPT:
            if len(self) >= _TAGS_KEPT:
                self.clear()
            self[written] = tag
        return tag


_NOTHING: _Tag = ("", "", False, False, False)
_KNOWN = _Tags()


def nodes_of(parser: LexborHTMLParser) -> list[Node]:
    """Take the nodes out of a parsed page; scripts, styles and drawings are dropped from it."""
    parser.strip_tags(UNREAD)
    _empty_frames(parser)
    normal = parser.html or ""
    nodes = _cut(normal)
    if "email" in normal and ("data-cfemail" in normal or "email-protection#" in normal):
        _reveal_mail(nodes)
    return nodes


def _empty_frames(parser: LexborHTMLParser) -> None:
    """Take out what stands inside of frames: it is never read, and normal form leaves it raw."""
    for frame in parser.css("iframe"):
        while (inner := frame.child) is not None:
            inner.decompose()


def _cut(normal: str) -> list[Node]:
    """Cut normal form at its tags; white space between elements that end lines is left out."""
    nodes: list[Node] = []
    up, between_lines = -1, True
    append, known = nodes.append, _KNOWN
    pieces = iter(_MARKUP.split(normal))
    text = next(pieces)
    for written, after in zip(pieces, pieces, strict=True):
        tag, raw, ends, holds, parts_lines = known[written]
        if not tag:
            text += after
            continue
        if text and not (between_lines and text.isspace()):
            append(Node("", unescape(text) if "&" in text else text, up, len(nodes) + 1))
        text, between_lines = after, parts_lines
        number = len(nodes)
        if not ends:
            append(Node(tag, raw, up, number + 1))
            if holds:
                up = number
        elif up >= 0 and nodes[up].tag == tag:
            nodes[up].end = number
            up = nodes[up].up
        else:
            up = _close(nodes, up, tag)
        if number > MAX_NODES:
            break
    _finish(nodes, up, text)
    return nodes


def _close(nodes: list[Node], up: int, tag: str) -> int:
    """End the innermost open element of a name and all inside of it; return what is open then."""
    for holder in islice(_open_from(nodes, up), _DEEPEST_CLOSED):
        if nodes[holder].tag == tag:
            _end_all(nodes, up, nodes[holder].up)
            return nodes[holder].up
    return up


def _finish(nodes: list[Node], up: int, text: str) -> None:
    """Take in the last words and end whatever is still open."""
    if text and not text.isspace():
        nodes.append(Node("", unescape(text), up, len(nodes) + 1))
    _end_all(nodes, up, -1)


def _end_all(nodes: list[Node], up: int, until: int) -> None:
    """End the open elements, from the innermost up to the one that stays open."""
    for holder in _open_from(nodes, up):
        if holder == until:
            return
        nodes[holder].end = len(nodes)


def _open_from(nodes: list[Node], up: int) -> Iterator[int]:
    """Yield the open elements, from the innermost outwards."""
    while up >= 0:
        yield up
        up = nodes[up].up


def hidden_mail(code: str) -> str:
    """Read an e-mail address that a script-built page hides: hex bytes, the first is the key.

    Returns "" where the code is no such address.
    """
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return ""
    plain = bytes(byte ^ data[0] for byte in data[1:]) if data else b""
    text = plain.decode("utf-8", "replace")
    return text if "@" in text and text.isprintable() else ""


def _reveal_mail(nodes: list[Node]) -> None:
    told = 0
    for number, node in enumerate(nodes):
        if number < told or not node.tag or "email" not in node.raw:
            continue
        _, hidden, code = node.get("href").partition("email-protection#")
        mail = hidden_mail(
            node.get("data-cfemail") or code if hidden or "cfemail" in node.raw else ""
        )
        if not mail:
            continue
        if node.tag == "a":
            node.set("href", "mailto:" + mail)
        if node.get("data-cfemail"):
            told = node.end  # what stands inside is the address that scripts would show
            inner = [child for child in nodes[number + 1 : node.end] if not child.tag]
            for child in inner:
                child.raw = ""
            if inner:
                inner[0].raw = mail
