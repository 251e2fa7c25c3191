"""Markdown as HTML: CommonMark with tables, footnotes and struck-out words; HTML inside is kept."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(
    ["table", "strikethrough"]
)
MAX_MARKDOWN = 4 << 20
"""Characters of one text: a book of a thousand pages has half of it."""
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*([^\n]*(?:\n(?:[ \t]*\n)?(?: {4}|\t)[^\n]*)*)\n?",
    re.MULTILINE,
)
"""A footnote as most converters know it: its first line, and the indented ones that go on."""
_MARK = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[ \t]*$|\Z)|`[^`\n]{1,400}`",
    re.MULTILINE | re.DOTALL,
)
"""A block of code between fences, and a few words of code in a line."""
_INDENT = re.compile(r"^(?: {4}|\t)", re.MULTILINE)


def html_of_markdown(text: str) -> str:
    """Return the HTML of a Markdown text (CommonMark 0.31, GitHub's tables, footnotes)."""
    text = text[:MAX_MARKDOWN]
    if "[^" not in text or "]:" not in text:
        return str(_PARSER.render(text))
    return _with_notes(text)


def _with_notes(text: str) -> str:
    """Number the footnotes in the order of their marks, and put them under the text."""
    notes: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        if found[1] in notes:
            return found[0]
        notes[found[1]] = _INDENT.sub("", found[2])
        return "\n"

    rest = _outside_code(_NOTE, take, text)
    numbers: dict[str, int] = {}

    def mark(found: re.Match[str]) -> str:
        if found[1] not in notes:
            return found[0]
        return f"<sup>[{numbers.setdefault(found[1], len(numbers) + 1)}]</sup>"

    body = str(_PARSER.render(_outside_code(_MARK, mark, rest)))
    if not numbers:
        return body
    entries = "".join(f"<li>{_PARSER.render(notes[name])}</li>" for name in numbers)
    return f"{body}<hr>\n<ol>{entries}</ol>\n"


def _outside_code(pattern: re.Pattern[str], turn: Callable[[re.Match[str]], str], text: str) -> str:
    """Turn what a pattern finds, except in blocks and words of code."""
    pieces, at = [], 0
    for code in _CODE.finditer(text):
        pieces += [pattern.sub(turn, text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, pattern.sub(turn, text[at:])])
