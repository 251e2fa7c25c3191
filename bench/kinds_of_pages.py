"""Which pages of a site stand for all: one of each kind, and a story of each sort."""

from collections.abc import Iterator
from pathlib import Path

KINDS: dict[str, str] = {
    "front": "index.html",
    "about": "about.html",
    "letters": "letters.html",
    "dates": "dates.html",
    "year": "date/????.html",
    "month": "date/????-??.html",
    "undated": "date/undated.html",
    "days": "days.html",
    "day": "day/*.html",
    "sections": "sections.html",
    "section": "section/*.html",
    "contributors": "contributors.html",
    "contributor": "contributor/*.html",
    "tags": "tags.html",
    "tag": "tag/*.html",
    "type": "type/*.html",
    "stories": "stories.html",
    "contents": "contents.html",
    "events": "events.html",
    "projects": "projects.html",
    "project": "project/*.html",
    "search": "search.html",
    "remedies": "remedies.html",
    "ways to write": "write.html",
    "before writing": "write/before.html",
    "form to suggest": "write/suggest.html",
    "form to share": "write/share.html",
    "form for feedback": "write/feedback.html",
    "form for errors": "write/error.html",
    "form for removal": "write/removal.html",
    "lost": "404.html",
    "withdrawn": "gone.html",
}
"""Kinds of pages besides stories, and where they stand; of several the first is taken."""
ANSWERED: dict[str, str] = {
    "search with results": "search.html?q=water",
    "ways to write, served": "send/",
    "before writing, served": "send/before",
    "form, served": "send/suggest",
    "form in Arabic, served": "send/share?language=ar",
    "receipt": "send/receipt",
}
"""Kinds of pages that no file holds: a server makes them."""
UNLISTED = frozenset({"lost", "withdrawn", *ANSWERED})
"""Kinds that search engines are told to leave alone."""
STORIES: dict[str, str] = {
    "story with a picture": 'class="lead"',
    "story from right to left": ' dir="rtl">\n<header>',
    "story in two languages": 'class="languages"',
    "story in two states": 'class="earlier"',
    "story of no certain date": 'class="drawn"',
    "story with a correction": 'class="notice correction"',
    "story with a note": 'class="notice note"',
    "story with comments": 'class="comments"',
    "story with a table": "<table",
    "story with a list": "<ol>",
    "story that is an event": 'class="occasion',
}
"""Sorts of stories, and what stands in the page of each."""


def kinds_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield each kind of page that a site has, and the path of one of it."""
    for kind, pattern in KINDS.items():
        found = sorted(site.glob(pattern))
        if found:
            yield kind, found[0].relative_to(site).as_posix()
    wanted = dict(STORIES)
    for file in sorted(site.glob("story/*/*.html")):
        page = file.read_text("utf-8")
        met = [kind for kind, mark in wanted.items() if mark in page]
        if met:
            yield " and ".join(met), file.relative_to(site).as_posix()
        for kind in met:
            del wanted[kind]
