"""Packages that were made: what others took away cannot be called back, but it can be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from backfile.archive.database import Database
from backfile.archive.journal import Journal
from backfile.clock import Clock
from backfile.model.remedy import Remedy, Surface
from backfile.text import whole


@dataclass(frozen=True, slots=True)
class Package:
    """An export or another package that was made of the archive."""

    made_on: str
    """RFC 3339 time."""
    form: str
    """jsonl, csv, parquet, clips …"""
    name: str
    """Of the file, without its folder."""
    stories: int
    """How many it held."""


class Packages:
    """What was taken away, and when."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._journal = Journal(database, clock)

    def note(self, form: str, name: str, stories: int) -> None:
        """Write down that a package was made, now."""
        with self._database.writing():
            self._database.execute(
                "INSERT INTO packages (made_on, form, name, stories) VALUES (?, ?, ?, ?)",
                (self._clock(), form, whole(name), stories),
            )
            self._journal.write("package made", detail=f"{form}, {stories} stories")

    def all(self) -> list[Package]:
        """Return every package that was made, oldest first."""
        rows = self._database.execute(
            "SELECT made_on, form, name, stories FROM packages ORDER BY number"
        )
        return [Package(*row) for row in rows]

    def superseded(self, remedies: Iterable[Remedy]) -> list[Package]:
        """Return the packages since which a remedy was made or taken back that reaches packages."""
        changed = [
            moment
            for remedy in remedies
            if Surface.PACKAGES in remedy.reach
            for moment in (remedy.made_on, remedy.taken_back)
            if moment
        ]
        last = max(changed, default="")
        return [package for package in self.all() if package.made_on <= last]
