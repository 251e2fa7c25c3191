"""Stories in the archive: kept in rows, given back whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from backfile.archive.database import Database, chunks
from backfile.archive.entries import Member, StoryEntry, StoryHead
from backfile.archive.story_heads import HEAD_COLUMNS, head_of, look_of
from backfile.archive.story_rows import BULKY, PARTS, STORY_COLUMNS, story_of
from backfile.archive.story_writer import put_stories, remove_stories
from backfile.archive.translations import link_translations, paired, translations_in
from backfile.errors import NotFound
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Story, Translation
from backfile.model.testimony import Link
from backfile.text import squeeze
from backfile.urls import key_of

_AT_ONCE = 200
"""Stories that are read together: bounds memory, as in story_writer."""
_MOST_OFFERED = 5
"""Headlines that are offered where no story has a name: what fits under an error."""

_PAGE = re.compile(r"(?:^|/)story/[a-z0-9]/([a-z0-9][a-z0-9-]{1,63})\.html$")
_OF_A_FILE = """
SELECT DISTINCT story FROM captures
WHERE story IS NOT NULL AND (item = ?1 OR substr(item, -length(?1) - 1) = '/' || ?1)
ORDER BY story
"""
_WITH_WORDS = """
SELECT id, headline FROM stories WHERE instr(lower(headline), ?) > 0 ORDER BY id LIMIT ?
"""
_HEADED = """
SELECT id FROM stories WHERE headline = ?1 OR lower(headline) = lower(?1) ORDER BY id
"""
_CERTAIN = """
SELECT published FROM stories
WHERE published_from IS NOT NULL AND published = published_from AND published = published_to
ORDER BY published_from
"""
_UNDATED = """
SELECT id, published FROM stories
WHERE id > ? AND (published IS NULL OR published_from IS NULL OR published_to IS NULL
    OR published_from <> published_to) AND EXISTS (
    SELECT 1 FROM captures JOIN capture_keys ON capture = number
    WHERE captures.story = stories.id AND kind = 'story' AND key >= ? AND key < ?)
ORDER BY id LIMIT ?
"""

_Parts = dict[str, dict[str, list[Any]]]


def id_on_page(name: str) -> str:
    """Return the id in the address of a story's page on our own site; a name that is none as it is.

    Such addresses never change (docs/decisions/0020-addresses-of-the-site.md).
    """
    page = _PAGE.search(name.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])
    return page[1] if page else name


class Stories:
    """The settled stories, their evidence and revisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Iterable[StoryEntry]) -> int:
        """Keep some stories as one transaction; one with a known id replaces it.

        Their members' fates (story, why same) are written too. Returns how many are new or
        differ from what was kept before.
        """
        return put_stories(self._database, entries)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove stories; their captures stay in the ledger, without a story."""
        remove_stories(self._database, sorted(set(ids)))

    def link_translations(self) -> None:
        """Tell anew which stories are the same in another language; what is so stays as it is."""
        link_translations(self._database)

    def translations(self, ids: Iterable[str]) -> dict[str, tuple[Translation, ...]]:
        """Return the same in other languages of those among some stories that have it."""
        return translations_in(self._database, sorted(set(ids)))

    def paired(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the translations of every story that has some here."""
        return paired(self._database)

    def count(self) -> int:
        """Return how many stories there are."""
        return self._database.number("SELECT count(*) FROM stories")

    def has(self, story: str) -> bool:
        """Say whether there is a story with an id."""
        return self._database.one("SELECT 1 FROM stories WHERE id = ?", (story,)) is not None

    def dates(self, stories: Iterable[str]) -> dict[str, str | None]:
        """Return the publication dates of some stories, EDTF, by their ids."""
        found: dict[str, str | None] = {}
        for marks, chunk in chunks(sorted(set(stories))):
            found.update(
                self._database.execute(
                    f"SELECT id, published FROM stories WHERE id IN ({marks})", chunk
                )
            )
        return found

    def span(self) -> tuple[str, str] | None:
        """Return the first and the last day on which a story appeared whose day is certain."""
        ends = [self._database.one(f"{_CERTAIN} {way} LIMIT 1") for way in ("ASC", "DESC")]
        first, last = (str(end[0]) if end else "" for end in ends)
        return (first, last) if first and last else None

    def undated(self, keys: str) -> Iterator[tuple[str, str | None]]:
        """Yield the stories without an exact day that have some key: id and date, by id.

        Args:
            keys: how the key begins.
        """
        after = ""
        while rows := self._database.execute(
            _UNDATED, (after, keys, keys + "\U0010ffff", _AT_ONCE)
        ).fetchall():
            yield from rows
            after = rows[-1][0]

    def heads(self, ids: Iterable[str] | None = None) -> Iterator[StoryHead]:
        """Yield every story, or some, without its text, by id."""
        select = f"SELECT {HEAD_COLUMNS} FROM stories"
        if ids is None:
            yield from map(head_of, self._database.execute(f"{select} ORDER BY id"))
            return
        for marks, chunk in chunks(sorted(set(ids))):
            rows = self._database.execute(f"{select} WHERE id IN ({marks}) ORDER BY id", chunk)
            yield from map(head_of, rows)

    def digests(self) -> dict[str, str]:
        """Return the digest of every story's head, by id: the same as `heads` would tell."""
        rows = self._database.execute(
            "SELECT id, digest, (SELECT group_concat(asset) FROM asset_uses"
            " WHERE story = stories.id) FROM stories ORDER BY id"
        )
        return {story: look_of(digest, assets) for story, digest, assets in rows}

    def all(self) -> Iterator[Story]:
        """Yield every story whole, by id, in bounded memory."""
        for rows in self._pages():
            parts = self._parts(rows, light=True)
            yield from (_story(row, parts) for row in rows)

    def of(self, ids: Iterable[str]) -> Iterator[Story]:
        """Yield some stories whole, by id; an id that is not there yields nothing."""
        for rows in self._chosen(ids):
            parts = self._parts(rows, light=True)
            yield from (_story(row, parts) for row in rows)

    def entries(self, ids: Iterable[str] | None = None) -> Iterator[StoryEntry]:
        """Yield stories with evidence, findings, revisions, links and members, by id."""
        for rows in self._pages() if ids is None else self._chosen(ids):
            parts = self._parts(rows, light=False)
            findings = self._findings(rows)
            members = self._members(rows)
            for row in rows:
                yield _entry(_story(row, parts), parts, findings, members)

    def get(self, name: str) -> Story:
        """Return a story by its id, one of its addresses, or a slug that only one story has.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        return next(self.of([self.id_of(name)]))

    def entry(self, name: str) -> StoryEntry:
        """Return a story with all that belongs to it, by id, address or slug.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        return next(self.entries([self.id_of(name)]))

    def id_of(self, name: str) -> str:
        """Return the id of the story that somebody means.

        Args:
            name: its id, the address of its page on a site made from the archive (whole, or
                from the site's root), one of its old addresses, its slug, or the name of the
                file in a deposit that tells it (with or without the folders above), or its
                whole headline.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        for sql, value in (
            ("SELECT id FROM stories WHERE id = ?", name),
            ("SELECT DISTINCT story FROM addresses WHERE key = ? ORDER BY story", key_of(name)),
            ("SELECT id FROM stories WHERE slug = ? ORDER BY id", name),
            (_OF_A_FILE, name),
            ("SELECT id FROM stories WHERE id = ?", id_on_page(name)),
            (_HEADED, squeeze(name)),
        ):
            found = [str(row[0]) for row in self._database.execute(sql, (value,))]
            if len(found) == 1:
                return found[0]
            if found:
                raise NotFound(
                    f"{len(found)} stories are known as “{name}”.",
                    f"Name one by its id: {', '.join(found[:5])}.",
                )
        raise NotFound(f"No story is known as “{name}”.", self._perhaps(name))

    def _perhaps(self, name: str) -> str:
        """Return what to do about a name that no story has: headlines that hold it, if any do."""
        rows = self._database.execute(_WITH_WORDS, (name.casefold(), _MOST_OFFERED))
        offered = "; ".join(f"{story} “{headline}”" for story, headline in rows if name.strip())
        if offered:
            return f"Perhaps {offered}?"
        return "Give an id, an address, a slug or a file's name; `search` finds stories by words."

    def members(self, ids: Iterable[str]) -> dict[str, list[Member]]:
        """Return the captures that show each of some stories, the one it is named after first."""
        return self._members([(story,) for story in ids])

    def of_captures(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the id of the story that each of some captures shows, where it shows one."""
        found: dict[int, str] = {}
        for marks, chunk in chunks(sorted(set(numbers))):
            found.update(
                self._database.execute(
                    "SELECT number, story FROM captures"
                    f" WHERE story IS NOT NULL AND number IN ({marks})",
                    chunk,
                )
            )
        return found

    def resting_on(self, field: str, place: str) -> list[str]:
        """Return the stories about which something is claimed that stands at some place."""
        sql = "SELECT DISTINCT story FROM evidence WHERE field = ? AND place = ? ORDER BY story"
        return [story for (story,) in self._database.execute(sql, (field, place))]

    def picture_credits(self) -> dict[str, int]:
        """Return each credit line of lead pictures, and how many stories have it."""
        sql = "SELECT credit, count(DISTINCT story) FROM images WHERE credit <> '' GROUP BY credit"
        return dict(self._database.execute(sql))

    def _pages(self) -> Iterator[list[Any]]:
        # By pages, not by one long cursor: a reader that pauses holds up no checkpoint.
        after = ""
        while rows := self._database.execute(
            f"SELECT {STORY_COLUMNS} FROM stories WHERE id > ? ORDER BY id LIMIT ?",
            (after, _AT_ONCE),
        ).fetchall():
            yield rows
            after = rows[-1][0]

    def _chosen(self, ids: Iterable[str]) -> Iterator[list[Any]]:
        for marks, chunk in chunks(sorted(set(ids))):
            yield self._database.execute(
                f"SELECT {STORY_COLUMNS} FROM stories WHERE id IN ({marks}) ORDER BY id",
                chunk,
            ).fetchall()

    def _parts(self, rows: list[Any], *, light: bool) -> _Parts:
        found: _Parts = {}
        for name, part in PARTS.items():
            of_story: dict[str, list[Any]] = defaultdict(list)
            if part.light or not light:
                sql = f"SELECT story, {part.columns} FROM {part.table}"
                for story, *row in self._about(rows, sql, "story, position"):
                    of_story[story].append(part.read(row))
            found[name] = of_story
        told = translations_in(self._database, [str(row[0]) for row in rows])
        found["translations"] = {story: list(some) for story, some in told.items()}
        return found

    def _findings(self, rows: list[Any]) -> dict[str, list[Finding]]:
        of_story: dict[str, list[Finding]] = defaultdict(list)
        sql = "SELECT story, code, text, item, address FROM findings"
        for story, *row in self._about(rows, sql, "number"):
            of_story[story].append(Finding(*row))
        return of_story

    def _members(self, rows: list[Any]) -> dict[str, list[Member]]:
        of_story: dict[str, list[Member]] = defaultdict(list)
        sql = "SELECT story, number, same_as_why FROM captures"
        for story, number, why in self._about(rows, sql, "same_as_why IS NOT NULL, number"):
            of_story[story].append(Member(number, why))
        return of_story

    def _about(self, rows: list[Any], sql: str, order: str) -> Iterator[Any]:
        for marks, chunk in chunks([str(row[0]) for row in rows]):
            yield from self._database.execute(
                f"{sql} WHERE story IN ({marks}) ORDER BY {order}", chunk
            )


def _story(row: Any, parts: _Parts) -> Story:
    return story_of(row, {name: of_story.get(row[0], []) for name, of_story in parts.items()})


def _entry(
    story: Story,
    parts: _Parts,
    findings: dict[str, list[Finding]],
    members: dict[str, list[Member]],
) -> StoryEntry:
    return StoryEntry(
        story=story,
        evidence=tuple(_whole(claim, story) for claim in parts["evidence"].get(story.id, ())),
        findings=tuple(findings.get(story.id, ())),
        revisions=tuple(parts["revisions"].get(story.id, ())),
        links=tuple(Link(*link) for link in parts["links"].get(story.id, ())),
        members=tuple(members.get(story.id, ())),
    )


def _whole(claim: Evidence[object], story: Story) -> Evidence[object]:
    """Give a claim that says what the story says its value back."""
    if claim.value is not None or claim.field not in BULKY:
        return claim
    # Not dataclasses.replace: each story has such a claim, and it takes a quarter of the time.
    value, grounds = getattr(story, claim.field), (claim.place, claim.confidence, claim.reason)
    return Evidence(claim.field, value, *grounds, claim.capture, claim.stands)
