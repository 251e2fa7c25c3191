"""Cuts a bare text page into its blocks, whichever way its lines were parted."""

import re
from dataclasses import dataclass

from backfile.recover.plaintext_labels import opens_with_label
from backfile.text import squeeze

_BLANK = re.compile(r"\n[ \t\u00a0]*\n+")
_LONG_LINE = 100
"""Characters from which on a line is a paragraph of its own and not one line of a wrapped one."""
_MOST = 20_000
"""Blocks read of one page: the longest story met has under 1,000."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or line of a bare text page."""

    text: str
    """In one line."""
    raw: str
    """As it stands, with its gaps."""


def cut_blocks(text: str) -> tuple[TextBlock, ...]:
    """Cut a text into blocks: at blank lines, and at line ends where each line is a paragraph."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").strip("\ufeff\n ")
    found: list[TextBlock] = []
    for part in _BLANK.split(text):
        lines = [line for line in part.split("\n") if line.strip()]
        found += [TextBlock(squeeze(piece), piece) for piece in _pieces(lines) if squeeze(piece)]
        if len(found) > _MOST:
            break
    return tuple(found[:_MOST])


def _pieces(lines: list[str]) -> list[str]:
    """Join lines that an editor wrapped; keep those apart that end or begin something.

    A line shorter than its neighbours, or one as long as a paragraph, ends what it belongs to.
    """
    if len(lines) < 2:  # noqa: PLR2004 - nothing to join
        return lines
    width = max(len(line) for line in lines)
    if width > _LONG_LINE or not _is_wrapped(lines, width):
        return lines
    return [" ".join(lines)]


def _is_wrapped(lines: list[str], width: int) -> bool:
    """Say whether lines are one wrapped paragraph: all but the last are about equally long.

    A line that opens with a label ("Top image: …") begins something of its own.
    """
    if any(opens_with_label(line) for line in lines[1:]):
        return False
    return width >= 40 and all(len(line) >= width * 0.6 for line in lines[:-1])  # noqa: PLR2004 - a text column
