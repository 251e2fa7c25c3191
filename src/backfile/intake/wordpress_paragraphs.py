"""Paragraphs of classic WordPress stories, which stand in the export as lines with blank ones.

The classic editor keeps no `<p>`: WordPress makes them when it shows a story. This does the same
for what the export holds, so that a blank line parts paragraphs and a line break stays one.
"""

import re

_LEAVES = """p h1 h2 h3 h4 h5 h6 pre figcaption dt summary legend caption script style textarea"""
_FRAMES = "table thead tbody tfoot tr ul ol dl figure select svg object"
_FLOWS = """address article aside blockquote center dd details div fieldset footer form header li
    main nav section td th"""
_SINGLES = "hr iframe video audio embed noscript"
_UNTOUCHED = "pre script style textarea svg"
LEAVES = frozenset(_LEAVES.split())
"""Elements that hold a run of text: nothing inside of them becomes a paragraph."""
FRAMES = frozenset(_FRAMES.split())
"""Elements that hold only other elements."""
FLOWS = frozenset(_FLOWS.split())
"""Elements that may hold paragraphs, where blank lines part them."""
SINGLES = frozenset(_SINGLES.split())
"""Blocks that stand between paragraphs and hold none."""
UNTOUCHED = frozenset(_UNTOUCHED.split())
"""Inside of these a line break means nothing new."""
_BLOCKS = LEAVES | FRAMES | FLOWS | SINGLES
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\b[^<>]*>")
_BLANK_LINE = re.compile(r"\n[ \t\xa0]*\n\s*")
_TWO_BREAKS = re.compile(r"<br ?/?>[ \t\n]*<br ?/?>", re.IGNORECASE)
_BREAK_AT_LINE_END = re.compile(r"<br ?/?>[ \t]*\n", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """Return the text of a classic story with its paragraphs marked up."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    writer, last = _Writer(), 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name not in _BLOCKS:
            continue
        writer.run.append(text[last : tag.start()])
        writer.block(tag[0], name, closes=bool(tag[1]))
        last = tag.end()
    writer.run.append(text[last:])
    return writer.finish()


def without_comments(text: str) -> str:
    """Return HTML without its comments; one that never ends goes to the end."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        at = end + 3
    return "".join([*parts, text[at:]])


class _Writer:
    """Writes blocks as they stand and the runs of text between them as paragraphs."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.run: list[str] = []
        self.open: list[str] = []

    def block(self, tag: str, name: str, *, closes: bool) -> None:
        """Take in the tag of a block."""
        if self.open and self.open[-1] in UNTOUCHED and name != self.open[-1]:
            self.run.append(tag)
            return
        self._end_run()
        self.out.append(tag)
        if closes:
            self._close(name)
        elif name not in SINGLES and not tag.endswith("/>"):
            # A paragraph that was never closed ends where the next block begins (HTML 13.1.2.4).
            if self.open and self.open[-1] == "p":
                self.open.pop()
            self.open.append(name)

    def finish(self) -> str:
        """Return all that was written."""
        self._end_run()
        return "".join(self.out)

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass

    def _end_run(self) -> None:
        text = "".join(self.run)
        self.run.clear()
        inside = self.open[-1] if self.open else ""
        if not text.strip() or inside in FRAMES or inside in UNTOUCHED:
            self.out.append(text)
            return
        text = _BREAK_AT_LINE_END.sub("\n", _TWO_BREAKS.sub("\n\n", text))
        parts = [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]
        if inside in LEAVES or (inside and len(parts) == 1):
            self.out.append(_lines("\n".join(parts) if inside in LEAVES else parts[0]))
            return
        self.out.extend(f"<p>{_lines(part)}</p>\n" for part in parts)


def _lines(text: str) -> str:
    return text.replace("\n", "<br>\n")
