"""The archive as a folder that lasts: made, opened, locked, upgraded, killed."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from backfile.archive.archive import DATABASE, LOCK, Archive
from backfile.archive.database import open_writer, upgrade
from backfile.archive.entries import StoryEntry
from backfile.archive.lock import holder_of
from backfile.archive.tables import APPLICATION_ID, STEPS, VERSION, Step
from backfile.clock import stopped_clock
from backfile.errors import ArchiveBusy, ArchiveMissing, ArchiveTooNew, BadValue, OperatorError
from backfile.hashes import digest_of
from backfile.model.story import Body, Story
from backfile.query.language import parse

CLOCK = stopped_clock("2026-11-22T08:00:00Z")


def pragma(path: Path, name: str, value: int | None = None) -> int:
    with closing(sqlite3.connect(path / DATABASE)) as database:
        if value is not None:
            database.execute(f"PRAGMA {name} = {value}")
        return int(database.execute(f"PRAGMA {name}").fetchone()[0])


def test_a_new_archive_is_a_folder_that_explains_itself(path: Path) -> None:
    with Archive.create(path, "# settings\n", CLOCK) as archive:
        (event,) = archive.journal.all()
    assert (event.at, event.event) == ("2026-11-22T08:00:00Z", "created")
    assert (path / "archive.toml").read_text() == "# settings\n"
    assert "originals/" in (path / "README.txt").read_text()
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == VERSION == len(STEPS)
    assert (path / LOCK).read_text() == ""
    assert {file.name for file in path.iterdir()} == {
        "README.txt",
        "archive.db",
        "archive.db.sha256",
        "archive.lock",
        "archive.toml",
    }


def test_an_archive_is_never_made_over_something_else(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("precious")
    with pytest.raises(BadValue, match="not empty"):
        Archive.create(path, "", CLOCK)


def test_a_folder_that_a_killed_new_left_is_made_an_archive_after_all(path: Path) -> None:
    with Archive.create(path, "", CLOCK):
        pass
    (path / "archive.toml").rename(path / "archive.toml.part")
    with pytest.raises(ArchiveMissing):
        Archive.open(path)
    Archive.create(path, "# settings", CLOCK).close()
    assert (path / "archive.toml").read_text() == "# settings"
    Archive.open(path).close()


def test_where_there_is_no_archive_the_error_says_what_to_do(path: Path) -> None:
    for write in (False, True):
        with pytest.raises(ArchiveMissing, match="no archive") as met:
            Archive.open(path, write=write)
        assert "backfile new" in met.value.next_step
    path.mkdir()
    (path / "archive.toml").write_text("")
    for write in (False, True):
        with pytest.raises(ArchiveMissing, match="is gone"):
            Archive.open(path, write=write)


def test_another_program_s_database_is_not_touched(path: Path) -> None:
    path.mkdir()
    (path / "archive.toml").write_text("")
    with closing(sqlite3.connect(path / DATABASE)) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.execute("PRAGMA user_version = 1")
    for write in (False, True):
        with pytest.raises(ArchiveMissing, match="not an archive's"):
            Archive.open(path, write=write)
    (path / DATABASE).write_bytes(b"no database at all" * 100)
    for write in (False, True):
        with pytest.raises(ArchiveMissing):
            Archive.open(path, write=write)


def test_one_writes_and_the_other_is_told_who(archive: Archive, path: Path) -> None:
    with pytest.raises(ArchiveBusy) as met:
        Archive.open(path, write=True)
    holder = holder_of(path / LOCK)
    assert holder
    assert holder.pid == os.getpid()
    assert str(os.getpid()) in met.value.met
    assert "2026-11-22T08:00:00Z" in met.value.met
    archive.close()
    archive.close()
    Archive.open(path, write=True).close()


def test_readers_see_what_is_done_and_are_not_disturbed_by_what_is_not(
    archive: Archive, path: Path
) -> None:
    archive.stories.put([StoryEntry(story=Story(id="one"))])
    with Archive.open(path) as reader:
        assert reader.stories.count() == 1
        with archive.writing():
            archive.stories.put([StoryEntry(story=Story(id="two"))])
            assert reader.stories.count() == 1
        assert reader.stories.count() == 2
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.stories.put([StoryEntry(story=Story(id="three"))])


def put_and_fail(archive: Archive, name: str) -> None:
    with archive.writing():
        archive.stories.put([StoryEntry(story=Story(id=name))])
        raise RuntimeError


def test_a_block_that_fails_leaves_nothing_of_itself(archive: Archive) -> None:
    with archive.writing():
        archive.stories.put([StoryEntry(story=Story(id="kept"))])
        with pytest.raises(RuntimeError):
            put_and_fail(archive, "inner")
    with pytest.raises(RuntimeError):
        put_and_fail(archive, "outer")
    assert [head.id for head in archive.stories.heads()] == ["kept"]


@pytest.mark.skipif(os.name == "nt", reason="folders are locked otherwise there")
def test_an_archive_on_a_medium_that_cannot_be_written_to_can_be_read(
    archive: Archive, path: Path
) -> None:
    archive.stories.put([StoryEntry(story=Story(id="one"))])
    archive.close()
    (path / DATABASE).chmod(0o444)
    path.chmod(0o555)
    try:
        with Archive.open(path) as reader:
            assert reader.stories.count() == 1
    finally:
        path.chmod(0o755)


def old_archive(path: Path, version: int) -> None:
    """Make an archive as an older Backfile left it, with a story in it."""
    path.mkdir()
    (path / "archive.toml").write_text("")
    database = open_writer(path / DATABASE)
    upgrade(database, path / DATABASE, STEPS[:version])
    database.execute(
        "INSERT INTO stories (id, type, headline, direction, words, body_text, body_html, digest)"
        " VALUES ('old', 'news', 'An old story', 'ltr', 2, 'Two words.', '<p>Two words.</p>', '')"
    )
    database.flush()
    database.close()


@pytest.mark.parametrize("version", range(1, VERSION))
@pytest.mark.parametrize("write", [False, True])
def test_an_older_archive_is_upgraded_in_place_and_a_copy_stays(
    path: Path, version: int, *, write: bool
) -> None:
    old_archive(path, version)
    with Archive.open(path, write=write) as archive:
        archive.search.refresh() if write else None
        assert archive.search.find(parse("story")).total == 1
        assert archive.stories.get("old").body == Body("<p>Two words.</p>", "Two words.")
    assert pragma(path, "user_version") == VERSION
    with closing(sqlite3.connect(path / f"archive.db.version-{version}")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("SELECT id FROM stories").fetchall() == [("old",)]


TAKEN = {
    1: "a9983597b4b23c10",
    2: "fb43f1bc167f4008",
    3: "b5d2000f0ac81251",
    4: "3bbeaf01a2f4488c",
    5: "9e23e4559d4d9c4b",
    6: "c7be5606613d2725",
    7: "e9a9ba59f871b576",
}
"""Digests of the steps that archives have taken."""


def test_a_step_that_archives_have_taken_is_never_changed() -> None:
    assert {step.number: digest_of(step.sql.encode())[:16] for step in STEPS} == TAKEN


def test_an_upgrade_that_fails_leaves_the_old_version(path: Path) -> None:
    old_archive(path, 1)
    database = open_writer(path / DATABASE)
    broken = (*STEPS, Step(VERSION + 1, "broken", "CREATE TABLE new_one (x); SELECT nonsense;"))
    with pytest.raises(sqlite3.OperationalError):
        upgrade(database, path / DATABASE, broken)
    database.close()
    assert pragma(path, "user_version") == 1
    Archive.open(path, write=True).close()
    assert pragma(path, "user_version") == VERSION


def test_an_archive_of_a_later_backfile_is_left_alone(archive: Archive, path: Path) -> None:
    archive.close()
    pragma(path, "user_version", VERSION + 1)
    for write in (False, True):
        with pytest.raises(ArchiveTooNew, match=str(VERSION + 1)):
            Archive.open(path, write=write)
    assert (path / LOCK).read_text() == ""


WRITER = """
import sys
from pathlib import Path
from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.model.story import Body, Story

path = Path(sys.argv[1])
with Archive.open(path, write=True) as archive:
    for start in range(archive.stories.count(), 100_000, 10):
        bodies = {f"s{n:06}": Body("", f"word{n} " * 50) for n in range(start, start + 10)}
        archive.stories.put(StoryEntry(story=Story(id=n, body=b)) for n, b in bodies.items())
        archive.search.refresh()
        archive.asset_files.put_bytes(str(start).encode() * 1000)
        print(start + 10, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL there")
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    archive: Archive, path: Path
) -> None:
    archive.close()
    chance = random.Random(7)  # noqa: S311 - a fixed stream
    acknowledged = 0
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout
            for _ in range(chance.randrange(1, 40)):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        holder = holder_of(path / LOCK)
        assert holder
        assert holder.pid == writer.pid
        with Archive.open(path) as reader:
            assert reader.stories.count() >= acknowledged
            assert reader.stories.count() % 10 == 0
    with Archive.open(path, write=True) as healed:
        assert {found.code for found in healed.verify()} <= {"file-unexpected"}
        assert not any((path / "assets" / "unfinished").iterdir())
        last = healed.stories.count() - 1
        healed.search.refresh()
        assert healed.search.find(parse(f"word{last}")).total == 1


def test_what_reaches_readers_does_not_depend_on_the_clock(tmp_path: Path) -> None:
    told = []
    for number, moment in enumerate(("2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z")):
        with Archive.create(tmp_path / str(number), "", stopped_clock(moment)) as archive:
            archive.stories.put([StoryEntry(story=Story(id=name)) for name in ("b", "a")])
            told.append(list(archive.stories.heads()))
    assert told[0] == told[1]


def test_a_passing_archive_has_no_lock_and_works_as_any_other(tmp_path: Path) -> None:
    with Archive.passing(tmp_path) as archive:
        archive.stories.put([StoryEntry(story=Story(id="a"))])
        assert archive.stories.count() == 1
    assert not (tmp_path / LOCK).exists()


def test_the_lock_s_words_are_json_that_any_tool_reads(archive: Archive, path: Path) -> None:
    assert archive.stories.count() == 0
    assert json.loads((path / LOCK).read_text()).keys() == {"pid", "host", "command", "since"}


def fill(path: Path) -> None:
    with Archive.open(path, write=True) as small:
        # SQLite's own bound stands in for the disk's.
        small._database.execute("PRAGMA max_page_count = 1")
        for number in range(200):
            small.journal.write("filled", detail="x" * 1000 + str(number))


def test_a_full_disk_is_said_in_words_and_the_archive_opens_again(
    archive: Archive, path: Path
) -> None:
    archive.close()
    with pytest.raises(OperatorError, match="full"):
        fill(path)
    with Archive.open(path, write=True) as again:
        assert not list(again.verify())
