"""Tells what the newsroom says about itself (notices) and furniture from a story, by the wording.

The law of the place: what is said how stands in `notices_words`, and only there. Wording is the
last resort: where a publication has several pages, what repeats tells more (see the layout).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from backfile.recover import notices_words as words
from backfile.recover.dates import is_date_line, read_date
from backfile.text import fold, squeeze

FURNITURE = "furniture"
"""What `classify` says of blocks that are neither story nor notice: forms, buttons, lists."""

_LONGEST_NOTICE = 1200
"""Characters: the longest disclaimer on the open sets has 800; longer blocks are prose."""
_LONGEST_FURNITURE = 240
"""Characters: the longest form blurb or newsletter offer that the tables mean has about 200."""
_LONGEST_CONSENT = 480
"""Characters: what asks for consent to show something from elsewhere has up to 420."""
_LONGEST_STAMP = 60
"""Characters of "Last updated on Thursday, 17 March 2016 at 9:00 pm EDT"."""
_LONGEST_LETTER = 3000
"""Characters: letters may be printed as one block."""


def _compile(rows: Sequence[str]) -> re.Pattern[str]:
    """Make one pattern of a table's rows, folded like the text that they are held against."""
    return re.compile("|".join(f"(?:{fold(row)})" for row in rows))


_Saying = tuple[tuple[str, ...], re.Pattern[str]]
"""Cues, one of which must stand in the text, and the pattern that is then tried."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one kind of notice is worded: what it begins with, and what it says."""

    opening: re.Pattern[str] | None
    sayings: tuple[_Saying, ...]
    ascii_sayings: tuple[_Saying, ...]
    """Those that a text without foreign letters can hold: most texts, so it pays to ask."""

    def says(self, plain: str) -> bool:
        """Say whether a folded text is worded so."""
        if self.opening is not None and self.opening.match(plain):
            return True
        for cues, pattern in self.ascii_sayings if plain.isascii() else self.sayings:
            for cue in cues:
                if cue in plain and pattern.search(plain):
                    return True
        return False


def _wording(rows: Sequence[tuple[str, str]]) -> _Wording:
    """Part a table into anchored rows, tried at the start, and those that wait for a cue."""
    openings = [row for cues, row in rows if not cues]
    sayings = tuple((tuple(fold(cues).split()), _compile([row])) for cues, row in rows if cues)
    return _Wording(
        _compile(openings) if openings else None,
        sayings,
        tuple(saying for saying in sayings if any(cue.isascii() for cue in saying[0])),
    )


_SALUTATION = _compile(words.SALUTATION)
_LETTER = _wording(words.LETTER)
_LETTER_GOES_ON = _compile(words.LETTER_GOES_ON)
_WHOLE = _compile(words.FORMS + words.SHARE + words.RELATED + words.HOUSE + words.GATES)
_NEWSLETTER = _wording(words.NEWSLETTER)
_CONSENT = _wording(words.CONSENT)

NOTICES: tuple[tuple[str, _Wording], ...] = (
    ("disclaimer", _wording(words.DISCLAIMER)),
    ("correction", _wording(words.CORRECTION)),
    ("update", _wording(words.UPDATE)),
)
"""Kinds of notices in the order in which they are tried, and how they are worded."""

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "“": '"', "”": '"', "–": "-", "—": "-"}
)


def _plain(block: str) -> str:
    """Return a block as the tables write it: folded, in one line, its signs plain."""
    line = squeeze(block)
    return fold(line if line.isascii() else line.translate(_STRAIGHT))


def classify(block: str) -> str | None:
    """Say what a block is if it is no part of the story, by its wording alone.

    Returns:
        The kind of notice ("letter", "disclaimer", "correction", "update"), `FURNITURE` for
        forms, buttons, share blurbs, newsletter offers and headings of lists, or None.
    """
    if len(block) > _LONGEST_LETTER:
        return None
    return _classify(block)[0]


@lru_cache(maxsize=16384)
def _classify(block: str) -> tuple[str | None, bool]:
    """Classify a block of bounded length, once: the same furniture comes on every page.

    Returns:
        What `classify` says, and whether the block opens a letter.
    """
    plain = _plain(block)
    is_line = min(len(block), len(plain)) <= _LONGEST_FURNITURE
    opens = is_line and bool(_SALUTATION.match(plain))
    if opens and len(plain) <= _LONGEST_FURNITURE:
        return "letter", opens
    return _classify_plain(block, plain), opens


def _classify_plain(block: str, plain: str) -> str | None:
    is_short = len(plain) <= _LONGEST_FURNITURE
    if len(plain) <= _LONGEST_NOTICE:
        for kind, wording in NOTICES:
            if wording.says(plain) and not _is_stamp(block):
                return kind
    if _LETTER.says(plain):
        return "letter"
    if len(plain) <= _LONGEST_CONSENT and _CONSENT.says(plain):
        return FURNITURE
    return FURNITURE if is_short and plain and _is_furniture(plain) else None


def _is_stamp(block: str) -> bool:
    """Say whether a line only says when the page was changed: a date, and no notice."""
    if len(block) > _LONGEST_STAMP:
        return False
    reading = read_date(block)
    return reading is not None and is_date_line(block, reading.text)


def _is_furniture(plain: str) -> bool:
    """Say whether a short folded block is nothing but furniture."""
    return bool(_WHOLE.fullmatch(plain) or _NEWSLETTER.says(plain))


def is_salutation(block: str) -> bool:
    """Say whether a block is the opening line of a letter to readers ("Dear … Readers,")."""
    return len(block) <= _LONGEST_FURNITURE and _classify(block)[1]


def find_letter(blocks: Sequence[str]) -> range:
    """Return where a letter to readers runs in a page's blocks; an empty range if there is none.

    It begins with its salutation, or with the first block that speaks as such a letter does, and
    goes on while the blocks do.
    """
    for start, block in enumerate(blocks):
        if not is_salutation(block) and classify(block) != "letter":
            continue
        end = start + 1
        while end < len(blocks) and _goes_on(blocks[end]):
            end += 1
        if end - start > 1 or not is_salutation(block):
            return range(start, end)
    return range(0)


def _goes_on(block: str) -> bool:
    """Say whether a block reads as a later paragraph of a letter to readers."""
    if len(block) > _LONGEST_LETTER:
        return False
    plain = _plain(block)
    return _LETTER.says(plain) or bool(_LETTER_GOES_ON.search(plain))
