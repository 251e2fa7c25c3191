"""The tables of archive.db, as numbered steps. A step that was released is never changed.

Names are plain and keys are text, so that the file is pleasant to read in Datasette or any other
SQLite browser. What only Backfile needs (testimonies, keys) stands beside, compressed.
"""

from dataclasses import dataclass

from backfile.archive.tables_remedies import REMEDIES

APPLICATION_ID = 0x42464C31
"""PRAGMA application_id: "BFL1" in ASCII; `file archive.db` can tell it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the tables; PRAGMA user_version is the number of the last one done."""

    number: int
    what: str
    sql: str


_TABLES = """
CREATE TABLE deposits (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    address TEXT,
    state TEXT NOT NULL DEFAULT 'registered',
    reads INTEGER NOT NULL DEFAULT 0,
    added_at TEXT NOT NULL
);
CREATE TABLE items (
    deposit TEXT NOT NULL REFERENCES deposits(id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (deposit, path)
) WITHOUT ROWID;
CREATE INDEX items_digest ON items(digest);
CREATE TABLE stories (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    headline TEXT,
    standfirst TEXT,
    byline TEXT,
    published TEXT,
    published_from TEXT,
    published_to TEXT,
    published_at TEXT,
    modified TEXT,
    section TEXT,
    language TEXT,
    direction TEXT NOT NULL,
    read_minutes INTEGER,
    address TEXT,
    slug TEXT,
    words INTEGER NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX stories_published ON stories(published_from, published_to);
CREATE INDEX stories_section ON stories(section);
CREATE INDEX stories_slug ON stories(slug);
CREATE TABLE captures (
    number INTEGER PRIMARY KEY,
    deposit TEXT NOT NULL REFERENCES deposits(id),
    item TEXT,
    offset INTEGER,
    address TEXT,
    captured TEXT,
    form TEXT NOT NULL,
    status INTEGER,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    story TEXT REFERENCES stories(id) ON DELETE SET NULL,
    same_as_why TEXT,
    location TEXT
);
CREATE INDEX captures_deposit ON captures(deposit, kind);
CREATE INDEX captures_story ON captures(story) WHERE story IS NOT NULL;
CREATE INDEX captures_digest ON captures(digest) WHERE digest IS NOT NULL;
CREATE TABLE testimonies (
    capture INTEGER PRIMARY KEY REFERENCES captures(number) ON DELETE CASCADE,
    encoded BLOB NOT NULL
);
CREATE TABLE capture_keys (
    key TEXT NOT NULL,
    capture INTEGER NOT NULL REFERENCES captures(number) ON DELETE CASCADE,
    PRIMARY KEY (key, capture)
) WITHOUT ROWID;
CREATE INDEX capture_keys_capture ON capture_keys(capture);
CREATE TABLE contributors (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX contributors_key ON contributors(key);
CREATE TABLE tags (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX tags_key ON tags(key);
CREATE TABLE notices (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE addresses (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX addresses_key ON addresses(key);
CREATE TABLE images (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    caption TEXT,
    credit TEXT,
    alt TEXT,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE comments (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    written TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE evidence (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    place TEXT NOT NULL,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    capture INTEGER,
    stands INTEGER NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE revisions (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    capture INTEGER,
    captured TEXT,
    headline TEXT,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE findings (
    number INTEGER PRIMARY KEY,
    deposit TEXT REFERENCES deposits(id) ON DELETE CASCADE,
    capture INTEGER REFERENCES captures(number) ON DELETE CASCADE,
    story TEXT REFERENCES stories(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    item TEXT,
    address TEXT
);
CREATE INDEX findings_code ON findings(code);
CREATE INDEX findings_deposit ON findings(deposit);
CREATE INDEX findings_capture ON findings(capture);
CREATE INDEX findings_story ON findings(story);
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    about TEXT NOT NULL,
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    because TEXT NOT NULL,
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE INDEX corrections_target ON corrections(about, target);
CREATE TABLE assets (
    digest TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER
) WITHOUT ROWID;
CREATE TABLE asset_addresses (
    key TEXT NOT NULL,
    asset TEXT NOT NULL REFERENCES assets(digest) ON DELETE CASCADE,
    deposit TEXT NOT NULL REFERENCES deposits(id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (key, asset, deposit)
) WITHOUT ROWID;
CREATE INDEX asset_addresses_asset ON asset_addresses(asset);
CREATE INDEX asset_addresses_deposit ON asset_addresses(deposit);
CREATE TABLE asset_uses (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    key TEXT NOT NULL,
    role TEXT NOT NULL,
    asset TEXT REFERENCES assets(digest) ON DELETE SET NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX asset_uses_key ON asset_uses(key);
CREATE INDEX asset_uses_asset ON asset_uses(asset);
CREATE TABLE publication (
    name TEXT PRIMARY KEY CHECK (name = 'publication'),
    title TEXT,
    status TEXT,
    paused_on TEXT,
    runs TEXT,
    successor TEXT,
    predecessor TEXT,
    contact TEXT,
    issn TEXT,
    settled TEXT NOT NULL
);
CREATE TABLE letters (
    position INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    seen_from TEXT,
    seen_to TEXT
);
CREATE TABLE publication_claims (
    deposit TEXT NOT NULL REFERENCES deposits(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    place TEXT NOT NULL,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    first_capture INTEGER,
    captures INTEGER NOT NULL,
    seen_from TEXT,
    seen_to TEXT,
    PRIMARY KEY (deposit, field, place, value)
) WITHOUT ROWID;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    about TEXT NOT NULL,
    detail TEXT NOT NULL
);
"""

_READING_AIDS = """
CREATE VIRTUAL TABLE story_text USING fts5(
    headline, standfirst, body, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE story_terms USING fts5vocab(story_text, row);
CREATE TABLE unindexed (
    story INTEGER PRIMARY KEY REFERENCES stories(number) ON DELETE CASCADE
);
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO unindexed SELECT number FROM stories;
CREATE VIEW held_back AS
    SELECT number, deposit, item, offset, reason, digest FROM captures WHERE kind = 'held-back';
CREATE VIEW story_list AS
    SELECT id, published, headline, section, type, language, words, address,
        (SELECT group_concat(name, '; ') FROM contributors WHERE story = stories.id)
            AS contributors
    FROM stories;
CREATE VIEW missing_assets AS
    SELECT address, min(role) AS role, count(*) AS uses, min(story) AS story
    FROM asset_uses WHERE asset IS NULL GROUP BY address;
CREATE VIEW ledger AS
    SELECT deposits.name AS deposit, captures.kind, count(*) AS captures,
        count(captures.same_as_why) AS repeats
    FROM captures JOIN deposits ON deposits.id = captures.deposit
    GROUP BY deposits.position, captures.kind;
"""

_LABELS = """
DROP TABLE story_terms;
DROP TABLE story_text;
CREATE VIRTUAL TABLE story_text USING fts5(
    headline, standfirst, labels, body,
    content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE story_terms USING fts5vocab(story_text, row);
INSERT OR IGNORE INTO unindexed SELECT number FROM stories;
"""

_TRANSLATIONS = """
CREATE TABLE translations (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    key TEXT NOT NULL,
    language TEXT,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX translations_key ON translations(key);
CREATE TABLE translation_pairs (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    PRIMARY KEY (story, other)
) WITHOUT ROWID;
CREATE INDEX translation_pairs_other ON translation_pairs(other);
"""

_OCCASIONS = """
CREATE TABLE occasions (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    starts TEXT,
    ends TEXT,
    place TEXT,
    address TEXT,
    online TEXT,
    registration TEXT,
    status TEXT,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE TABLE gathered (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
"""

_SERIES = """
CREATE TABLE series (
    story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    part INTEGER,
    parts INTEGER,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX series_key ON series(key);
"""

STEPS: tuple[Step, ...] = (
    Step(1, "the tables", _TABLES),
    Step(2, "full-text index and views for reading", _READING_AIDS),
    Step(3, "names, tags, sections and captions in the full-text index", _LABELS),
    Step(4, "stories that are the same in another language", _TRANSLATIONS),
    Step(5, "when and where events take place; what projects bring together", _OCCASIONS),
    Step(6, "remedies, packages that were made, and what was erased", REMEDIES),
    Step(7, "series that stories are parts of", _SERIES),
)
"""Every step in order; an archive of version n needs those after n. A step is never changed once
archives have taken it: whatever is new is a step of its own."""

VERSION = STEPS[-1].number
"""The version of archives that this Backfile writes."""
