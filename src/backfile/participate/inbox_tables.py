"""The tables of a desk's inbox.db, as numbered steps. A step that was released is never changed."""

APPLICATION_ID = 0x42464431
"""PRAGMA application_id: "BFD1" in ASCII."""

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE submissions (
        id TEXT PRIMARY KEY,
        slot INTEGER NOT NULL UNIQUE,
        receipt TEXT NOT NULL UNIQUE,
        day TEXT NOT NULL,
        state TEXT NOT NULL,
        changed TEXT NOT NULL,
        notes BLOB
    ) WITHOUT ROWID;
    CREATE INDEX submissions_day ON submissions(day);
    CREATE TABLE parts (
        submission TEXT NOT NULL REFERENCES submissions(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        wrapped BLOB NOT NULL,
        PRIMARY KEY (submission, number)
    );
    """,
    """
    CREATE TABLE seen (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        day TEXT NOT NULL
    );
    INSERT INTO seen
        SELECT 1, day FROM (SELECT max(changed) AS day FROM submissions) WHERE day IS NOT NULL;
    """,
)
"""PRAGMA user_version is the number of steps done."""
