"""One sitting at the desk: its box, its key in memory, and what was opened in this sitting."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from backfile.errors import ClockLeapt, NotFound
from backfile.participate.alike import Likeness, find_alike
from backfile.participate.box import Box, Entry
from backfile.participate.keys import DeskKey
from backfile.participate.moderation import Act, State, step
from backfile.participate.notes import Note, read_notes, with_assigned, with_note, write_notes
from backfile.participate.opened import Opened, open_entry
from backfile.participate.retention import Due, erase_due, find_due, find_leap
from backfile.participate.settings import Desk
from backfile.publish.words import Words
from backfile.web.door import Door

MOST_OPENED = 1000
"""Submissions whose words are kept at hand in a sitting, to be told apart and compared."""
LONGEST_COMPARED = 20_000
"""Characters of each that are kept."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list shows of a submission."""

    headline: str
    form: str
    whose: str
    files: int
    text: str
    is_broken: bool


@dataclass(slots=True)
class Sitting:
    """A desk that is open: used by one request at a time."""

    desk: Desk
    box: Box
    key: DeskKey
    words: Words
    door: Door
    today: Callable[[], str]
    archive: Path | None = None
    """Where accepted submissions go; None where none was named."""
    said: str = ""
    """What the last act did, or why it could not be done; shown once."""
    _seen: OrderedDict[tuple[str, int], Glance] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else at the box meanwhile."""
        with self._lock:
            yield

    def take_said(self) -> str:
        """Return what the last act did, once."""
        said, self.said = self.said, ""
        return said

    def entries(self) -> list[Entry]:
        """Return what lies at the desk, the newest day first."""
        return sorted(self.box.entries(), key=lambda entry: (entry.day, entry.id), reverse=True)

    def open(self, name: str) -> Opened:
        """Open one submission, and remember what a list shows of it.

        Raises:
            NotFound: there is no such submission.
        """
        opened = open_entry(self.box, self.box.entry(name), self.key)
        self._seen[opened.entry.id, opened.entry.parts] = _glance(opened)
        while len(self._seen) > MOST_OPENED:
            self._seen.popitem(last=False)
        return opened

    def glance(self, entry: Entry) -> Glance | None:
        """Return what a list shows of an entry; None where it was erased meanwhile."""
        known = self._seen.get((entry.id, entry.parts))
        if known is not None:
            return known
        try:
            self.open(entry.id)
        except NotFound:
            return None
        return self._seen[entry.id, entry.parts]

    def alike(self, entries: list[Entry]) -> dict[str, Likeness]:
        """Return which of some entries repeat an older one of them."""
        looked = {e.id: glance for e in entries if (glance := self.glance(e)) is not None}
        return find_alike({name: glance.text for name, glance in reversed(looked.items())})

    def decide(self, name: str, act: Act) -> State:
        """Take a step with a submission.

        Raises:
            NotFound: there is no such submission.
            BadValue: that cannot be done to it.
        """
        after = step(self.box.entry(name).state, act)
        if after is State.ERASED:
            self.box.erase(name)
            self.forget(name)
        else:
            self.box.mark(name, after, day=self.today())
        return after

    def note(self, name: str, text: str, who: str) -> None:
        """Write down a note.

        Raises:
            NotFound: there is no such submission.
            BadValue: the note says nothing, or too much.
        """
        notes = read_notes(self.box, name, self.key)
        noted = with_note(notes, Note(self.today(), text.strip(), who.strip()))
        write_notes(self.box, name, noted, self.desk.keys)

    def assign(self, name: str, who: str) -> None:
        """Say whose a submission is.

        Raises:
            NotFound: there is no such submission.
            BadValue: that is no name.
        """
        notes = with_assigned(read_notes(self.box, name, self.key), who)
        write_notes(self.box, name, notes, self.desk.keys)
        self.forget(name)

    def due(self) -> list[Due]:
        """Return what the rules of the desk would erase today."""
        return list(find_due(self.box.entries(), self.desk.retention, self.today()))

    def leap(self) -> ClockLeapt | None:
        """Return what is to be said where the day is much later than any that the desk saw."""
        return find_leap(self.box, self.today())

    def erase_due(self, *, is_sure: bool = False) -> list[Due]:
        """Erase what the rules of the desk say.

        Args:
            is_sure: whether somebody looked at the day, and says that it is right.

        Raises:
            ClockLeapt: the day is much later than any that the desk saw.
        """
        due = erase_due(self.box, self.desk.retention, self.today(), is_sure=is_sure)
        for one in due:
            self.forget(one.entry.id)
        return due

    def forget(self, name: str) -> None:
        """Forget what was seen of a submission."""
        for known in [known for known in self._seen if known[0] == name]:
            del self._seen[known]


def _glance(opened: Opened) -> Glance:
    return Glance(
        headline=opened.headline,
        form=opened.form.value if opened.form else "",
        whose=opened.notes.assigned,
        files=len(opened.files),
        text=opened.text[:LONGEST_COMPARED],
        is_broken=bool(opened.problems),
    )
