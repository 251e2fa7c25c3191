"""The text of a WordPress story as it was shown: blocks, shortcodes, players, paragraphs, pages."""

import json
import re
from dataclasses import dataclass

from backfile.intake.wordpress_blocks import FindBlock, has_blocks, turn_blocks
from backfile.intake.wordpress_embeds import with_players
from backfile.intake.wordpress_paragraphs import with_paragraphs, without_comments
from backfile.intake.wordpress_shortcodes import Pictures, turn_shortcodes

_PAGE_BREAK = re.compile(r"<!--\s?nextpage\s?-->")
"""Parts a story that was shown on several pages; the pages are joined again."""
_CREDIT = re.compile(r's:\d{1,3}:"(?:credit|copyright)";s:\d{1,5}:"([^"]{2,300})"')


@dataclass(frozen=True, slots=True)
class Library:
    """Where the media library and the reusable blocks of an export are looked up."""

    pictures: Pictures
    find_block: FindBlock


@dataclass(frozen=True, slots=True)
class Shown:
    """A story's text as it was shown."""

    html: str
    pages: int
    dead: tuple[str, ...]
    """Shortcodes that nothing is known of."""


def shown(content: str, library: Library) -> Shown:
    """Return a story's text as HTML, from what the editor had stored."""
    content = content.replace("\r\n", "\n")
    pages = len(_PAGE_BREAK.findall(content)) + 1
    content = _PAGE_BREAK.sub("\n\n", content)
    if has_blocks(content):
        turned = turn_shortcodes(turn_blocks(content, library.find_block), library.pictures)
        html = with_players(turned.html)
    else:
        turned = turn_shortcodes(without_comments(content), library.pictures)
        html = with_paragraphs(with_players(turned.html))
    return Shown(html.strip(), pages, tuple(turned.dead))


def footnotes_html(stored: str) -> str:
    """Return the footnotes of a story of blocks, which WordPress keeps apart from its text."""
    try:
        read = json.loads(stored) if stored else []
    except (ValueError, RecursionError):
        return ""
    entries = read if isinstance(read, list) else []
    notes = [note.get("content") for note in entries if isinstance(note, dict)]
    items = "".join(f"<li>{note}</li>" for note in notes if isinstance(note, str) and note.strip())
    return f"<ol>{items}</ol>" if items else ""


def credit_in_metadata(serialised: str) -> str:
    """Return the credit that a camera or agency wrote into a picture, from PHP's serialised form.

    WordPress keeps the IPTC credit and the copyright notice of each picture that it was given.
    """
    found = _CREDIT.search(serialised)
    return found[1].strip() if found else ""
