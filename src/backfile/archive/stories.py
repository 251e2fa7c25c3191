"""Stories in the archive."""

from collections.abc import Iterable, Iterator

from backfile.archive.database import Database
from backfile.archive.entries import StoryEntry, StoryHead
from backfile.model.story import Story


class Stories:
    """The settled stories, their evidence and revisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Iterable[StoryEntry]) -> int:
        """Keep some stories as one transaction; one with a known id replaces it.

        Their members' fates (story, why same) are written too. Returns how many differ from
        what was kept before.
        """
        raise NotImplementedError

    def remove(self, ids: Iterable[str]) -> None:
        """Remove stories; their captures stay in the ledger, without a story."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many stories there are."""
        raise NotImplementedError

    def heads(self) -> Iterator[StoryHead]:
        """Yield every story without its text, by id."""
        raise NotImplementedError

    def all(self) -> Iterator[Story]:
        """Yield every story whole, by id, in bounded memory."""
        raise NotImplementedError

    def entries(self, ids: Iterable[str] | None = None) -> Iterator[StoryEntry]:
        """Yield stories with their evidence, findings, revisions, links and members, by id."""
        raise NotImplementedError

    def get(self, name: str) -> Story:
        """Return a story by its id, one of its addresses, or a slug that only one story has.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        raise NotImplementedError

    def entry(self, name: str) -> StoryEntry:
        """Return a story with all that belongs to it, by id, address or slug.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        raise NotImplementedError

    def of_captures(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the id of the story that each of some captures shows, where it shows one."""
        raise NotImplementedError
