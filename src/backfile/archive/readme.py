"""README.txt: plain words for whoever opens the folder in thirty years."""

README_NAME = "README.txt"

README = """\
THIS FOLDER IS THE ARCHIVE OF A PUBLICATION
===========================================

Somebody handed over what was left of a newspaper, magazine or news site, and a program called
Backfile put it in order. You need neither Backfile nor a network to read what is here.

originals/     Everything that was handed over, byte for byte, and never changed. A file's name is
               the SHA-256 of what it holds: its first two digits name the folder, the others the
               file. So anybody can prove that a file is still what it was:
               `sha256sum originals/ab/cdef...` must print abcdef...
               What each file was called, and in which deposit it came, stands in the tables
               "items" and "deposits" of archive.db.
               TAKE CARE: originals can hold what was never published (drafts, readers' e-mail
               addresses). Do not put this folder on a public web site.

assets/        Pictures, sound, films and other files of the stories, named in the same way. The
               table "assets" tells what each one is; "asset_uses" tells which story shows it.

archive.db     An SQLite 3 database (https://sqlite.org/fileformat.html): the stories, and the
               account of everything. Any SQLite program opens it. Begin with the tables
                 stories        one row a story: headline, date, text
                 contributors   who is credited, and for what
                 addresses      every web address by which a story was known
                 evidence       why each field says what it says, and how far to trust it
                 captures       everything that was read, and what became of it (the ledger)
                 findings       what was odd
                 publication    the title itself; "letters" holds its letters to readers
               Dates are EDTF (ISO 8601-2): "2016-03" is some day in March 2016,
               "2016-03-15/2016-03-20" a day between the two.
               Only the tables "testimonies", "capture_keys", "unindexed", "facts", "story_text" and
               those named after it, and "story_terms" are the program's own: nothing is lost
               without them that cannot be made from originals/.

archive.db.sha256
               The SHA-256 of archive.db as its last writer left it: `sha256sum --check` reads it.

archive.toml   What the keeper of the archive decided: a text file that explains itself.

archive.lock   Empty, or the name of the program that is writing at this moment.

archive.db-wal, archive.db-shm
               Belong to archive.db while a program writes. If they are there, copy them with it.

archive.db.version-N
               A copy of an older archive.db, kept when a newer Backfile changed its form.

The full description of the format comes with Backfile, in docs/archive-format.md.
"""
