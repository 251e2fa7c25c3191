"""The journal: what was done to the archive, when, in order. It reaches no page and no export."""

from dataclasses import dataclass

from backfile.archive.database import Database
from backfile.clock import Clock


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to the archive (PREMIS event)."""

    at: str
    """RFC 3339 time."""
    event: str
    """One word: created, added, withdrawn, corrected, upgraded, verified ..."""
    about: str
    """What it was done to: a deposit's id, a story's id, "archive"."""
    detail: str


class Journal:
    """What was done to the archive."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def write(self, event: str, about: str = "archive", detail: str = "") -> None:
        """Write down that something was done, now."""
        with self._database.writing():
            self._database.execute(
                "INSERT INTO journal (at, event, about, detail) VALUES (?, ?, ?, ?)",
                (self._clock(), event, about, detail),
            )

    def all(self) -> list[Event]:
        """Return all events, oldest first."""
        rows = self._database.execute(
            "SELECT at, event, about, detail FROM journal ORDER BY number"
        )
        return [Event(*row) for row in rows]
