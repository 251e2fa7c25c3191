"""Letters to readers that an editor wrote for the archive, and which of them mends which.

What tells two versions of a letter (its file's name, its title, its day) is kept as the reason of
the claim, in words; so the evidence says it, too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backfile.model.evidence import Evidence
from backfile.text import print_of, squeeze

WRITTEN = "entry:type"
"""Where a letter stands whose editor says that it is one."""
_LONGEST_NAME = 200
_NAMED_AFTER_FOLDER = frozenset({"index", "_index"})
"""Names that site generators give to every page's file."""
_OF_ONE_FILE = "front-matter"
"""How the places of claims begin that a file makes of the one text in it."""
_REASON = re.compile(r"written as ([^,“”]*+)(?:, headed “([^“”]*+)”)?(?:, of (\S+))?")


@dataclass(frozen=True, slots=True)
class Written:
    """How a letter that an editor wrote is known again."""

    name: str
    """Of its file, without folders; "" where every file is named so."""
    title: str
    day: str
    """EDTF; "" where none is given."""

    @property
    def marks(self) -> frozenset[tuple[str, str, str]]:
        """Return by what another version of the letter is known: its file or title, and its day."""
        known = (("name", self.name), ("title", print_of(self.title)))
        return frozenset((sort, value, self.day) for sort, value in known if value)


def reason_of(path: str | None, evidence: Iterable[Evidence[object]]) -> str:
    """Return in words how a letter is known again: by its file's name, its title and its day."""
    every = list(evidence)
    said = {claim.field: str(claim.value) for claim in every}
    # An export is one file with many letters: its name tells them no more than "index" does.
    is_own = any(c.field == "type" and c.place.startswith(_OF_ONE_FILE) for c in every)
    name = (path or "").rpartition("/")[2] if is_own else ""
    name = "" if name.partition(".")[0].lower() in _NAMED_AFTER_FOLDER else name
    title = _plain(said.get("headline", ""))
    day = said.get("published", "")[: len("2016-03-17")]
    headed = f", headed “{title}”" if title else ""
    return f"written as {_plain(name).replace(',', ' ')}{headed}" + (f", of {day}" if day else "")


def written(claim: Evidence[object]) -> Written | None:
    """Return how a claimed letter is known again; None for one that no editor wrote."""
    found = _REASON.fullmatch(claim.reason) if claim.place == WRITTEN else None
    return Written(found[1], found[2] or "", found[3] or "") if found else None


def _plain(text: str) -> str:
    return squeeze(text.translate({ord(mark): " " for mark in "“”"}))[:_LONGEST_NAME]


def mended(letters: Iterable[Evidence[object]]) -> frozenset[str]:
    """Return the texts (as `print_of` gives them) in whose stead a later version stands.

    Args:
        letters: claims on letters, in the order in which they came to the archive.
    """
    standing: dict[str, frozenset[tuple[str, str, str]]] = {}
    replaced: set[str] = set()
    for claim in letters:
        known = written(claim)
        if known is None:
            continue
        text = print_of(str(claim.value))
        older = {t for t, marks in standing.items() if t != text and marks & known.marks}
        replaced = (replaced | older) - {text}
        standing = {t: marks for t, marks in standing.items() if t not in older}
        standing[text] = standing.get(text, frozenset()) | known.marks
    return frozenset(replaced)
