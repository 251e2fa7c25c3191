"""The pages of a site by address and folder: what stood where, while feed entries are placed.

They lie in temporary tables, which are gone with the connection: a crawl may hold a million.
"""

from backfile.archive.database import Database
from backfile.model.capture import Kind
from backfile.urls import folder_of, key_of

_TABLES = (
    "DROP TABLE IF EXISTS temp.site_pages",
    "DROP TABLE IF EXISTS temp.site_folders",
    "CREATE TEMP TABLE site_pages (key TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE site_folders (folder TEXT, is_story, PRIMARY KEY (folder, is_story))",
)
_PAGES = """
FROM captures WHERE form = 'page' AND kind IN ('story', 'list', 'standing') AND address <> ''
"""
_FILL_PAGES = f"""
INSERT INTO temp.site_pages SELECT key_of(address), kind {_PAGES} ORDER BY number
    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind WHERE site_pages.kind <> 'story'
"""
"""Of several captures of one address a story counts; else the last one."""
_FILL_FOLDERS = f"""
INSERT OR IGNORE INTO temp.site_folders SELECT folder_of(key_of(address)), kind = 'story' {_PAGES}
"""


class SitePages:
    """Which kinds of pages stood at which addresses."""

    def __init__(self, database: Database) -> None:
        """Look all pages of the archive through."""
        self._database = database
        database.connection.create_function("key_of", 1, key_of, deterministic=True)
        database.connection.create_function("folder_of", 1, folder_of, deterministic=True)
        with database.writing():
            for sql in (*_TABLES, _FILL_PAGES, _FILL_FOLDERS):
                database.execute(sql)

    def kind_at(self, key: str) -> Kind | None:
        """Return the kind of the page at an address key, or None where none was captured."""
        row = self._database.one("SELECT kind FROM temp.site_pages WHERE key = ?", (key,))
        return Kind(str(row[0])) if row else None

    def holds(self, folder: str, *, story: bool) -> bool:
        """Say whether pages stand in a folder that are stories, or that are none."""
        sql = "SELECT 1 FROM temp.site_folders WHERE folder = ? AND is_story = ?"
        return self._database.one(sql, (folder, int(story))) is not None
