"""The publication in the archive: its title, its state, its letters to readers."""

from backfile.archive.database import Database
from backfile.model.publication import Publication
from backfile.record import decode_publication, encode

_COLUMNS = "title, status, paused_on, runs, successor, predecessor, contact, issn"


class PublicationShelf:
    """The one publication that an archive keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, publication: Publication) -> bool:
        """Keep the publication as it is settled; return whether that changed anything."""
        settled = encode(publication).decode()
        if self._database.one("SELECT settled FROM publication") == (settled,):
            return False
        plain = [getattr(publication, name.strip()) for name in _COLUMNS.split(",")]
        with self._database.writing():
            self._database.execute("DELETE FROM publication")
            self._database.execute(
                f"INSERT INTO publication (name, {_COLUMNS}, settled)"
                " VALUES ('publication', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*plain, settled),
            )
            self._database.execute("DELETE FROM letters")
            self._database.executemany(
                "INSERT INTO letters (position, text, seen_from, seen_to) VALUES (?, ?, ?, ?)",
                (
                    (position, letter.text, letter.seen_from, letter.seen_to)
                    for position, letter in enumerate(publication.letters)
                ),
            )
        return True

    def get(self) -> Publication:
        """Return the publication; an empty one before anything was settled."""
        row = self._database.one("SELECT settled FROM publication")
        return decode_publication(str(row[0]).encode()) if row else Publication()
