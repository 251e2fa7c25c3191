"""A submission that was opened with the desk's key: in memory, for as long as somebody looks at it.

What strangers wrote is shown in words only: no control characters that a terminal would obey, no
marks that turn the direction of what follows.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backfile.errors import BadValue, NotFound
from backfile.model.submission import (
    MOST_ATTACHMENTS,
    QUESTIONS,
    Agreement,
    Attachment,
    Form,
    Submission,
)
from backfile.participate.box import Box, Entry
from backfile.participate.keys import DeskKey
from backfile.participate.notes import Notes, open_sealed, read_notes
from backfile.participate.seal import unpack
from backfile.text import squeeze

MOST_ANSWERS = 20
"""Answers of one part that are shown: no form asks half as much."""
HEADLINE = 90
"""Characters by which a submission is told from others in a list."""
_NO_HEADLINE = frozenset({"story", "name", "contact"})
"""Answers that do not say what a submission is about."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"
    "\ud800-\udfff]"
)
"""Controls (Unicode Cc, tab and line break apart), direction marks, and halves of characters."""
_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission in clear, with what the desk wrote down about it."""

    entry: Entry
    parts: tuple[Submission, ...]
    """What was sent first, then what was added; without what could not be read."""
    problems: tuple[str, ...] = ()
    """Why a part could not be read."""
    notes: Notes = field(default_factory=Notes)

    @property
    def form(self) -> Form | None:
        """Which form was filled in; None where that cannot be read."""
        return self.parts[0].form if self.parts else None

    @property
    def story(self) -> str | None:
        """The story that it is about, by id or address, as its sender said."""
        told = (part.story or part.said.get("story") for part in self.parts)
        return next((harmless(story).strip() for story in told if story), None)

    @property
    def agreed(self) -> frozenset[Agreement]:
        """What the sender allowed; what was added later can only add to it."""
        return frozenset(agreement for part in self.parts for agreement in part.agreed)

    @property
    def headline(self) -> str:
        """The first words of what was said, in one line."""
        lines = (squeeze(text) for name, text in self._answers() if name not in _NO_HEADLINE)
        line = next((line for line in lines if line), "")
        return line if len(line) <= HEADLINE else line[: HEADLINE - 1].rstrip() + "…"

    @property
    def text(self) -> str:
        """All that was said, to be compared and searched."""
        return "\n\n".join(text for _, text in self._answers())

    def _answers(self) -> Iterator[tuple[str, str]]:
        return (answer for part in self.parts for answer in answers(part))

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All attachments, in the order in which they came; at most so many of each part."""
        return tuple(f for part in self.parts for f in part.attachments[:MOST_ATTACHMENTS])


def harmless(text: str) -> str:
    """Return a stranger's text without what terminals and pages obey instead of showing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HARMFUL.sub("", plain))


def answers(part: Submission) -> Iterator[tuple[str, str]]:
    """Yield what was answered, by the name of the question: as the form asks, then the rest."""
    asked = [question.name for question in QUESTIONS[part.form]]
    others = [name for name in part.said if name not in asked]
    for name in [*asked, *others][:MOST_ANSWERS]:
        text = harmless(part.said.get(name, "")).strip()
        if text:
            yield harmless(name), text


def find_entry(box: Box, name: str) -> Entry:
    """Return the entry with an id, or with the only id that begins so.

    Raises:
        NotFound: there is none.
        BadValue: several begin so.
    """
    wanted = name.strip().lower()
    if len(wanted) < _SHORTEST_PREFIX:
        raise BadValue(f"“{name}” is too short a name.", "Give four letters of its id, or more.")
    found = [entry for entry in box.entries() if entry.id.startswith(wanted)]
    if not found:
        raise NotFound(
            f"There is no submission “{name}”.", "It may have been erased; list the desk."
        )
    if len(found) > 1:
        raise BadValue(f"{len(found)} submissions begin with “{name}”.", "Give more of the id.")
    return found[0]


def open_entry(box: Box, entry: Entry, key: DeskKey) -> Opened:
    """Open one submission with the desk's key.

    What cannot be read is told in its place, so that one bad part hides no other.

    Raises:
        NotFound: it was erased meanwhile.
    """
    parts, problems = list[Submission](), list[str]()
    for sealed in box.sealed(entry.id):
        try:
            parts.append(unpack(open_sealed(sealed, key)))
        except BadValue as problem:
            problems.append(problem.met)
    try:
        notes = read_notes(box, entry.id, key)
    except BadValue as problem:
        notes = Notes()
        problems.append(problem.met)
    return Opened(entry, tuple(parts), tuple(problems), notes)


def open_entries(box: Box, entries: Iterable[Entry], key: DeskKey) -> Iterator[Opened]:
    """Open submissions one after the other; those that are erased meanwhile are left out."""
    for entry in entries:
        try:
            yield open_entry(box, entry, key)
        except NotFound:
            continue
