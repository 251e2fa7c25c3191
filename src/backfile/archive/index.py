"""The full-text index: terms of each story, cut and stemmed the way that queries are.

``story_text`` is an FTS5 table without content: it holds terms (backfile.query.terms), not texts,
with the story's ``number`` as rowid. To take a story out, SQLite must be told the very terms that
went in; they are made anew from the story's own rows, so a change of the terms' rules rebuilds all.

Stories wait in ``unindexed`` until their writer is done with them: one that is settled three times
is indexed once, and what a kill leaves there the next writer finds.
"""

from backfile.archive.database import Database, chunks
from backfile.hashes import short_name
from backfile.query.terms import LANGUAGES, terms

WEIGHTS: dict[str, float] = {"headline": 5.0, "standfirst": 2.0, "labels": 2.0, "body": 1.0}
"""Columns of story_text and how much a find in each weighs, as in docs/search-index.md."""

LABELS = (
    "coalesce(byline, '') || char(10) || coalesce(section, '')"
    " || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM contributors"
    " WHERE story = stories.id), '')"
    " || char(10) || coalesce((SELECT group_concat(tag, char(10)) FROM tags"
    " WHERE story = stories.id), '')"
    " || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM series"
    " WHERE story = stories.id), '')"
    " || char(10) || coalesce((SELECT group_concat(caption, char(10)) FROM images"
    " WHERE story = stories.id), '')"
)
"""What stands around a story: byline, section, names, tags, series, caption. As SQL on stories."""

_PUT = "INSERT INTO story_text (rowid, headline, standfirst, labels, body) VALUES (?, ?, ?, ?, ?)"
_TAKE_OUT = (
    "INSERT INTO story_text (story_text, rowid, headline, standfirst, labels, body)"
    " VALUES ('delete', ?, ?, ?, ?, ?)"
)
_TEXTS = f"SELECT number, language, headline, standfirst, {LABELS}, body_text FROM stories"

_PROBE = (
    "The editors' walks, naïve cafés and 12 co-operatives; والمعارضة للاجئين؛ مدينة أُخرى ١٢؛ "
    "Straßen und Häuser, l’été, journaux, niños, города, 東京の新聞, kitaplar, città, edições, "
)
"""Words that meet each rule of cutting, folding and stemming."""

_AT_ONCE = 500
"""Stories indexed in one transaction: about 3 MB of text."""

Texts = tuple[int, str | None, str | None, str | None, str, str]
"""A story as the index sees it: number, language, headline, standfirst, labels, text."""


def index_row(texts: Texts) -> tuple[int, str, str, str, str]:
    """Return a row of story_text: the number and, for each column, its terms with spaces."""
    number, language, *parts = texts
    headline, standfirst, labels, body = (" ".join(terms(part or "", language)) for part in parts)
    return number, headline, standfirst, labels, body


def set_aside(database: Database, numbers: list[int]) -> None:
    """Take stories out of the index, as long as their rows are what they were; they wait."""
    for marks, chunk in chunks(numbers):
        rows = database.execute(
            f"{_TEXTS} WHERE number IN ({marks}) AND number NOT IN (SELECT story FROM unindexed)",
            chunk,
        ).fetchall()
        database.executemany(_TAKE_OUT, map(index_row, rows))
    let_wait(database, numbers)


def let_wait(database: Database, numbers: list[int]) -> None:
    """Write down that stories are to be indexed."""
    database.executemany(
        "INSERT OR IGNORE INTO unindexed (story) VALUES (?)", ((number,) for number in numbers)
    )


def refresh(database: Database) -> int:
    """Index the stories that wait, some at a time; return how many there were."""
    done = 0
    while True:
        with database.writing():
            rows = database.execute(
                f"{_TEXTS} WHERE number IN (SELECT story FROM unindexed LIMIT {_AT_ONCE})"
            ).fetchall()
            database.executemany(_PUT, map(index_row, rows))
            database.executemany(
                "DELETE FROM unindexed WHERE story = ?", ((row[0],) for row in rows)
            )
        if not rows:
            return done
        done += len(rows)


def rules_digest() -> str:
    """Return a name for the rules by which terms are made: another name, other rules."""
    made = [" ".join(terms(_PROBE, language)) for language in sorted(LANGUAGES)]
    return short_name("\n".join(made), 16)


def renew(database: Database) -> bool:
    """Empty the index where terms are made by other rules than when it was built; all wait."""
    rules = rules_digest()
    built = database.one("SELECT value FROM facts WHERE name = 'index rules'")
    if built == (rules,):
        return False
    with database.writing():
        database.execute("INSERT INTO story_text (story_text) VALUES ('delete-all')")
        database.execute("INSERT OR IGNORE INTO unindexed (story) SELECT number FROM stories")
        database.execute(
            "INSERT OR REPLACE INTO facts (name, value) VALUES ('index rules', ?)", (rules,)
        )
    return True
