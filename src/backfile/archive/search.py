"""Search in the archive: a query of the one query language, run over story_text and the tables.

Means the same as the search of a static site (docs/search-index.md); the order of hits can differ
in small things, because SQLite's BM25 is exact where the static index is rounded.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from backfile.archive.database import Database, chunks
from backfile.archive.entries import StoryHead
from backfile.archive.index import LABELS, WEIGHTS, refresh
from backfile.archive.story_heads import HEAD_COLUMNS, head_of
from backfile.query.language import Clause, Query
from backfile.query.terms import stems_of, words
from backfile.text import fold, squeeze

Order = Literal["best", "new", "old"]

_MIDDLE = (
    "(julianday(coalesce(published_from, published_to))"
    " + julianday(coalesce(published_to, published_from)))"
)
"""Where a story stands by date: in the middle of what its date may mean, as on the site."""
_ORDERS: dict[Order, str] = {
    "best": "score, published_to DESC, stories.id",
    "new": f"{_MIDDLE} IS NULL, {_MIDDLE} DESC, score, stories.id",
    "old": f"{_MIDDLE} IS NULL, {_MIDDLE}, score, stories.id",
}
_BM25 = f"bm25(story_text, {', '.join(str(weight) for weight in WEIGHTS.values())})"
_SHORTEST_STEM = 3
"""Letters that must be left of a word that no story holds; as in the static search."""
_LEAST_SHARE = 0.55
"""Share of such a word that must be left."""

_FILTERS: dict[str, str] = {
    "contributor": "stories.id IN (SELECT story FROM contributors WHERE is_named(key, ?))",
    "tag": "stories.id IN (SELECT story FROM tags WHERE key = fold(?))",
    "series": "stories.id IN (SELECT story FROM series WHERE key = fold(?))",
    "section": "coalesce(fold(section) = fold(?), 0)",
    "type": "type = fold(?)",
    "language": "is_in_language(language, ?)",
}
"""How each field of the query language is asked of the tables."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that answers a query."""

    head: StoryHead
    score: float
    """Greater is better; 0 where the query has no words."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how many stories, and some of them."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(slots=True)
class _Asked:
    """A query as SQL."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def want(self, sql: str, *values: object, unless: bool = False) -> None:
        """Add a condition, or its contrary."""
        self.parts.append(f"NOT ({sql})" if unless else f"({sql})")
        self.values.extend(values)


class Search:
    """The archive's own search."""

    def __init__(self, database: Database) -> None:
        self._database = database
        create = database.connection.create_function
        create("fold", 1, _fold_or_null, deterministic=True)
        create("is_in_language", 2, _is_in_language, deterministic=True)
        create("is_named", 2, _is_named, deterministic=True)
        create("stand_together", 2, _stand_together, deterministic=True)

    def refresh(self) -> int:
        """Index the stories that wait for it; return how many. `Archive.close` does it too."""
        return refresh(self._database)

    def find(
        self,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = "best",
        without: Collection[str] = (),
    ) -> Found:
        """Return how many stories answer a query, and those from ``offset`` on.

        A query that asks nothing is answered by every story; those whose ids are in ``without``
        are not looked at.
        """
        asked = _Asked()
        for marks, some in chunks(sorted(without)):
            asked.want(f"stories.id IN ({marks})", *some, unless=True)
        match = self._match(query)
        table, score = "stories", "0.0"
        if match:
            table, score = "story_text JOIN stories ON number = story_text.rowid", _BM25
            asked.want("story_text MATCH ?", match)
        self._ask(query, asked)
        where = f"WHERE {' AND '.join(asked.parts)}" if asked.parts else ""
        total = self._database.number(
            f"SELECT count(*) FROM {table} {where}",
            tuple(asked.values),
        )
        rows = self._database.execute(
            f"SELECT {score} AS score, {HEAD_COLUMNS} FROM {table} {where}"
            f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
            (*asked.values, limit, offset),
        )
        return Found(total, tuple(Hit(head_of(row[1:]), -row[0] + 0.0) for row in rows))

    def stems(self, query: Query) -> frozenset[str]:
        """Return the stems that a query's words stand for: what to mark in an answer's text."""
        wanted = [word for clause in query.clauses if not clause.excluded for word in clause.words]
        return frozenset(found for word in wanted for found in self._alternatives(word))

    def languages(self) -> list[str]:
        """Return the primary languages of the stories, most stories first."""
        rows = self._database.execute(
            "SELECT language FROM stories WHERE language IS NOT NULL"
            " GROUP BY language ORDER BY count(*) DESC, language"
        )
        return list(dict.fromkeys(language.split("-")[0].lower() for (language,) in rows))

    def _ask(self, query: Query, asked: _Asked) -> None:
        for clause in query.clauses:
            if clause.excluded:
                asked.want(
                    "stories.number IN (SELECT rowid FROM story_text WHERE story_text MATCH ?)",
                    self._clause(clause),
                    unless=True,
                )
        for phrase in _lone_phrases(query):
            asked.want(f"stand_together({_TEXT}, ?)", " ".join(phrase.words))
        for wanted in query.filters:
            asked.want(_FILTERS[wanted.field], wanted.value, unless=wanted.excluded)
        for condition, *values in _span(query):
            asked.want(condition, *values)

    def _match(self, query: Query) -> str:
        groups: list[list[str]] = [[]]
        for clause in query.clauses:
            if clause.excluded:
                continue
            groups[-1].append(self._clause(clause))
            if not clause.or_next:
                groups.append([])
        return " AND ".join(f"({' OR '.join(group)})" for group in groups if group)

    def _clause(self, clause: Clause) -> str:
        each = [self._alternatives(word) for word in clause.words]
        if clause.phrase and len(each) > 1:
            sides = _in_step(each)
            said = " OR ".join(f'"{" ".join(side)}"' for side in sides)
        else:
            said = " AND ".join(
                "(" + " OR ".join(f'"{found}"' for found in some) + ")" for some in each
            )
        return f"headline : ({said})" if clause.headline else f"({said})"

    def _alternatives(self, word: str) -> tuple[str, ...]:
        """Return the terms that a typed word stands for, where any story holds one."""
        made = dict.fromkeys((*stems_of(word, self.languages()), word))
        known = tuple(found for found in made if self._is_known(found))
        return known or self._beginning(min(made, key=len)) or tuple(made)

    def _beginning(self, word: str) -> tuple[str, ...]:
        least = max(_SHORTEST_STEM, int(len(word) * _LEAST_SHARE + 0.999))
        for length in range(len(word), least - 1, -1):
            if self._is_known(word[:length]):
                return (word[:length],)
        return ()

    def _is_known(self, term: str) -> bool:
        return self._database.one("SELECT 1 FROM story_terms WHERE term = ?", (term,)) is not None


_TEXT = (
    "coalesce(stories.headline, '') || char(10) || coalesce(stories.standfirst, '')"
    f" || char(10) || {LABELS} || char(10) || body_text"
)


def _lone_phrases(query: Query) -> Iterator[Clause]:
    """Yield the phrases that must stand in every hit: they are looked up in the text itself."""
    in_choice = False
    for clause in query.clauses:
        is_choice = in_choice or clause.or_next
        in_choice = clause.or_next
        if clause.phrase and len(clause.words) > 1 and not (clause.excluded or is_choice):
            yield clause


def _in_step(each: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Pair words' alternatives off: as many phrases as the word with most alternatives has."""
    most = max(len(some) for some in each)
    sides = (tuple(some[min(at, len(some) - 1)] for some in each) for at in range(most))
    return list(dict.fromkeys(sides))


def _span(query: Query) -> Iterator[tuple[str, ...]]:
    """Yield conditions on the publication date; an open end lies before or after every day."""
    first, last = ("published_from", "published_to")
    if query.after or query.before:
        yield ("coalesce(published_from, published_to) IS NOT NULL",)
    if query.sure:
        first, last = last, first
    if query.after:
        yield f"coalesce({last}, {_open(last)}) >= ?", _day(query.after)
    if query.before:
        yield f"coalesce({first}, {_open(first)}) <= ?", _day(query.before)


def _open(end: str) -> str:
    return "'0000'" if end == "published_from" else "'9999-99'"


def _day(value: date) -> str:
    return value.isoformat()


def _fold_or_null(text: Any) -> str | None:
    return fold(text) if isinstance(text, str) else None


def _is_in_language(language: Any, wanted: str) -> bool:
    if not isinstance(language, str):
        return False
    said, asked = fold(language), fold(wanted)
    return said == asked or said.split("-")[0] == asked


def _is_named(key: Any, wanted: Any) -> bool:
    """Say whether a folded name is the one that was asked for, or has it among its words."""
    name, asked = squeeze(str(key)), squeeze(fold(str(wanted)))
    return name == asked or asked in name.split()


def _stand_together(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(words(text))} "
