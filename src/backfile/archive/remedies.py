"""Remedies in the archive: kept for ever, also when taken back; found by any name of a story."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from backfile.archive.database import Database
from backfile.archive.journal import Journal
from backfile.clock import Clock
from backfile.errors import BadValue, NotFound
from backfile.model.remedy import (
    Authority,
    Ground,
    Remedy,
    RemedyKind,
    Renaming,
    Surface,
    Treatment,
)
from backfile.text import whole

_COLUMNS = (
    "story, kind, ground, authority, reason, words, who, made_on, review_on, scope, taken_back,"
    " final"
)
_BY_ADDRESS = """
SELECT remedy, story FROM remedy_stories JOIN addresses ON 'url:' || key = known_as
"""
_BY_CAPTURE = """
SELECT remedy, story FROM remedy_stories JOIN capture_keys ON key = known_as
    JOIN captures ON number = capture WHERE story IS NOT NULL AND kind = 'story'
"""
_BY_PLACE = """
SELECT remedy, story FROM remedy_stories JOIN captures ON known_as =
    'at:' || deposit || ':' || coalesce(item, '') || ':' || coalesce(offset, '')
WHERE known_as >= 'at:' AND known_as < 'at;' AND story IS NOT NULL AND kind = 'story'
"""
STORY = "story:"
"""How the name of a story begins that is its id."""
_BY_ID = "SELECT remedy, id FROM remedy_stories JOIN stories ON known_as = 'story:' || id"
_NAMES_OF = """
SELECT 'url:' || key FROM addresses WHERE story = ?1
UNION SELECT key FROM capture_keys JOIN captures ON number = capture
    WHERE story = ?1 AND (key >= 'id:' AND key < 'id;')
UNION SELECT 'at:' || deposit || ':' || coalesce(item, '') || ':' || coalesce(offset, '')
    FROM captures WHERE story = ?1 AND kind = 'story'
"""


class Remedies:
    """What was done to stories on request."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._journal = Journal(database, clock)

    def put(self, remedy: Remedy, story: str) -> Remedy:
        """Keep a remedy for a story that is here; return it with its number, now.

        Args:
            remedy: without number, time and names of the story.
            story: the story's id.
        """
        now = self._clock()
        with self._database.writing():
            values = (
                remedy.story,
                remedy.kind.value,
                remedy.ground.value,
                remedy.authority.value,
                whole(remedy.reason),
                whole(remedy.words),
                whole(remedy.who),
                now,
                remedy.review_on,
                " ".join(surface.value for surface in remedy.scope),
                None,
                None,
            )
            row = self._database.execute(
                f"INSERT INTO remedies ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})",
                values,
            )
            number = row.lastrowid or 0
            self._database.executemany(
                "INSERT INTO remedy_names (remedy, position, name, initials) VALUES (?, ?, ?, ?)",
                (
                    (number, position, whole(one.name), whole(one.initials))
                    for position, one in enumerate(remedy.names)
                ),
            )
            self._remember(number, [remedy.story, f"{STORY}{story}", *self._names_of(story)])
            self._journal.write(f"remedy: {remedy.kind}", remedy.story, f"remedy {number}")
        return self.get(number)

    def get(self, number: int) -> Remedy:
        """Return a remedy by its number.

        Raises:
            NotFound: no remedy has that number.
        """
        found = self._all("WHERE number = ?", (number,))
        if not found:
            raise NotFound(f"No remedy has the number {number}.", "`remedy list` lists them.")
        return found[0]

    def all(self) -> list[Remedy]:
        """Return every remedy, also those that were taken back, oldest first."""
        return self._all("", ())

    def take_back(self, number: int) -> Remedy:
        """Take a remedy back; it stays on record. Taking it back twice changes nothing.

        Raises:
            NotFound: no remedy has that number.
            BadValue: it was made final.
        """
        remedy = self.get(number)
        if remedy.final:
            raise BadValue("What was made final cannot be taken back.", "Nothing of it is left.")
        if not remedy.stands:
            return remedy
        with self._database.writing():
            self._database.execute(
                "UPDATE remedies SET taken_back = ? WHERE number = ?", (self._clock(), number)
            )
            self._journal.write("remedy taken back", self.get(number).story, f"remedy {number}")
        return self.get(number)

    def review(self, number: int, day: str | None) -> Remedy:
        """Say that a remedy was looked at, and when it is to be looked at again, if ever.

        Raises:
            NotFound: no remedy has that number.
        """
        story = self.get(number).story
        with self._database.writing():
            self._database.execute(
                "UPDATE remedies SET review_on = ? WHERE number = ?", (day, number)
            )
            self._journal.write("remedy looked at", story, f"remedy {number}")
        return self.get(number)

    def stories_of(self, number: int) -> list[str]:
        """Return the ids of the stories that a remedy is about: none where none is here."""
        return sorted(story for remedy, story in self._pairs() if remedy == number)

    def finals(self) -> dict[str, Remedy]:
        """Return the remedies that were made final, by the ids that their stories had."""
        if self._database.one("SELECT 1 FROM remedies WHERE final IS NOT NULL") is None:
            return {}
        return {
            name.removeprefix(STORY): remedy
            for remedy in self.all()
            if remedy.final
            for name in remedy.known_as
            if name.startswith(STORY)
        }

    def treatments(self) -> dict[str, Treatment]:
        """Return the remedies that stand for each story that has any, by the story's id."""
        if self._database.one("SELECT 1 FROM remedies WHERE taken_back IS NULL") is None:
            return {}
        standing = {r.number: r for r in self.all() if r.stands}
        found: dict[str, list[Remedy]] = defaultdict(list)
        for number, story in self._pairs():
            if number in standing:
                found[story].append(standing[number])
        return {story: Treatment(tuple(remedies)) for story, remedies in sorted(found.items())}

    def hold_on(self) -> None:
        """Learn every name that the stories with remedies have by now.

        To be called before anything can take names away from a story (a deposit is withdrawn, read
        again, joined in another way): a name that only later material gave would be lost.
        """
        if self._database.one("SELECT 1 FROM remedies") is None:
            return
        with self._database.writing():
            for number, story in self._pairs():
                self._remember(number, self._names_of(story))

    def _pairs(self) -> list[tuple[int, str]]:
        """Return each remedy with each story that has one of its names, by number and story."""
        pairs: set[tuple[int, str]] = set()
        for sql in (_BY_ADDRESS, _BY_CAPTURE, _BY_PLACE, _BY_ID):
            pairs.update(self._database.execute(sql))
        return sorted(pairs)

    def _names_of(self, story: str) -> list[str]:
        return [name for (name,) in self._database.execute(_NAMES_OF, (story,))]

    def _remember(self, number: int, names: Iterable[str]) -> None:
        self._database.executemany(
            "INSERT OR IGNORE INTO remedy_stories (remedy, known_as) VALUES (?, ?)",
            ((number, name) for name in names),
        )

    def _all(self, where: str, values: tuple[object, ...]) -> list[Remedy]:
        rows = self._database.execute(
            f"SELECT number, {_COLUMNS} FROM remedies {where} ORDER BY number", values
        ).fetchall()
        names = self._grouped("SELECT remedy, name, initials FROM remedy_names ORDER BY position")
        known = self._grouped("SELECT remedy, known_as FROM remedy_stories ORDER BY known_as")
        return [_remedy(row, names[row[0]], known[row[0]]) for row in rows]

    def _grouped(self, sql: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for number, *rest in self._database.execute(sql):
            found[number].append(rest)
        return found


def _remedy(row: Sequence[Any], names: list[Any], known: list[Any]) -> Remedy:
    number, story, kind, ground, authority, reason, words, who, made_on, *rest = row
    review_on, scope, taken_back, final = rest
    return Remedy(
        story=story,
        kind=RemedyKind(kind),
        ground=Ground(ground),
        authority=Authority(authority),
        reason=reason,
        words=words,
        who=who,
        made_on=made_on,
        review_on=review_on,
        scope=tuple(map(Surface, scope.split())),
        names=tuple(Renaming(*name) for name in names),
        known_as=tuple(name for (name,) in known),
        taken_back=taken_back,
        final=final,
        number=number,
    )
