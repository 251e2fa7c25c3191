"""What captures are looked up by: addresses, numbers, headlines and texts, as short keys."""

from collections.abc import Iterable, Iterator

from backfile.archive.database import Database, chunks
from backfile.model.capture import Kind


class Keys:
    """The keys of captures: what may be one story, or stand in one sequence, shares one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, kind: Kind | None = Kind.STORY, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield each key with a capture that has it, by key: what shares a key stands together.

        Args:
            kind: of captures of this kind only.
            prefix: how the keys begin.
        """
        of_kind = "kind = ? AND" if kind else ""
        values = (kind.value,) if kind else ()
        return iter(
            self._database.execute(
                "SELECT key, capture FROM capture_keys CROSS JOIN captures ON number = capture"
                f" WHERE {of_kind} key >= ? AND key < ? ORDER BY key, capture",
                (*values, *_beginning(prefix)),
            )
        )

    def sharing(self, keys: Iterable[str], most: int = -1) -> dict[str, list[int]]:
        """Return the numbers of captures for each of some keys that any capture has.

        Args:
            keys: what captures are looked up by.
            most: how many numbers are given for one key at most, the first ones; all where it is
                below zero.
        """
        found: dict[str, list[int]] = {}
        for key in keys:
            rows = self._database.execute(
                "SELECT capture FROM capture_keys WHERE key = ? ORDER BY capture LIMIT ?",
                (key, most),
            ).fetchall()
            if rows:
                found[key] = [number for (number,) in rows]
        return found

    def having(self, key: str, numbers: Iterable[int]) -> list[int]:
        """Return those of some captures that have a key."""
        found: list[int] = []
        for marks, chunk in chunks(sorted(numbers)):
            rows = self._database.execute(
                f"SELECT capture FROM capture_keys WHERE key = ? AND capture IN ({marks})",
                (key, *chunk),
            )
            found += [number for (number,) in rows]
        return found

    def numbered(self, keys: str) -> Iterator[tuple[str, int, str, str, str]]:
        """Yield the stories whose captures have keys that end in a number, by key and number.

        Args:
            keys: how the keys begin.

        Yields:
            The key without its number, the number, the story's id, and the first and last day
            on which it may have appeared; stories that have no such days are left out.
        """
        return iter(self._database.execute(_NUMBERED, _beginning(keys)))

    def of_stories(self, stories: Iterable[str], prefix: str) -> dict[str, set[str]]:
        """Return the keys of the captures of kind story that show each of some stories.

        Args:
            stories: their ids.
            prefix: how the keys begin.
        """
        found: dict[str, set[str]] = {}
        for marks, chunk in chunks(sorted(set(stories))):
            rows = self._database.execute(
                "SELECT story, key FROM captures JOIN capture_keys ON capture = number"
                f" WHERE story IN ({marks}) AND kind = 'story' AND key >= ? AND key < ?",
                (*chunk, *_beginning(prefix)),
            )
            for story, key in rows:
                found.setdefault(story, set()).add(key)
        return found


def _beginning(prefix: str) -> tuple[str, str]:
    """Return the ends between which all keys lie that begin in one way."""
    return prefix, prefix + "\U0010ffff"


_NUMBERED = """
SELECT rtrim(key, '0123456789') AS name,
    CAST(substr(key, length(rtrim(key, '0123456789')) + 1) AS INTEGER) AS place,
    stories.id, published_from, published_to
FROM capture_keys CROSS JOIN captures ON captures.number = capture
    JOIN stories ON stories.id = captures.story
WHERE key >= ? AND key < ? AND captures.kind = 'story'
    AND published_from IS NOT NULL AND published_to IS NOT NULL
ORDER BY name, place, published_from, published_to
"""
