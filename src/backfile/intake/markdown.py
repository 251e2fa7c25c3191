"""Markdown as HTML: CommonMark with tables and struck-out words, HTML inside kept for cleaning."""

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(
    ["table", "strikethrough"]
)
MAX_MARKDOWN = 4 << 20
"""Characters of one text: a book of a thousand pages has half of it."""


def html_of_markdown(text: str) -> str:
    """Return the HTML of a Markdown text (CommonMark 0.31, GitHub's tables)."""
    return str(_PARSER.render(text[:MAX_MARKDOWN]))
