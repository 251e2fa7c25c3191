"""The tables of remedies: a step of backfile.archive.tables, never changed once taken."""

REMEDIES = """
CREATE TABLE remedies (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    story TEXT NOT NULL,
    kind TEXT NOT NULL,
    ground TEXT NOT NULL,
    authority TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    who TEXT NOT NULL,
    made_on TEXT NOT NULL,
    review_on TEXT,
    scope TEXT NOT NULL,
    taken_back TEXT,
    final TEXT
);
CREATE TABLE remedy_names (
    remedy INTEGER NOT NULL REFERENCES remedies(number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    PRIMARY KEY (remedy, position)
) WITHOUT ROWID;
CREATE TABLE remedy_stories (
    remedy INTEGER NOT NULL REFERENCES remedies(number) ON DELETE CASCADE,
    known_as TEXT NOT NULL,
    PRIMARY KEY (remedy, known_as)
) WITHOUT ROWID;
CREATE INDEX remedy_stories_known_as ON remedy_stories(known_as);
CREATE TABLE packages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    made_on TEXT NOT NULL,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    stories INTEGER NOT NULL
);
CREATE TABLE erasures (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    remedy INTEGER NOT NULL REFERENCES remedies(number),
    deposit TEXT NOT NULL,
    digest TEXT NOT NULL,
    now TEXT,
    item TEXT NOT NULL,
    payload TEXT,
    done_on TEXT NOT NULL
);
CREATE INDEX erasures_digest ON erasures(digest);
"""
"""What was done on request, what was taken away before, and what was erased for good."""
