"""Fixity: what was kept is still there, byte for byte, or `verify` says what is not."""

import io
import stat
from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Reading
from backfile.archive.files import Files
from backfile.errors import NotFound
from backfile.hashes import digest_of
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit
from backfile.model.testimony import Testimony


def codes(archive: Archive) -> list[str]:
    return [found.code for found in archive.verify()]


def test_an_untouched_archive_is_sound_and_every_byte_was_read(
    archive: Archive, two_pages: Deposit
) -> None:
    read: list[int] = []
    assert list(archive.verify(read.append)) == []
    assert sum(read) == archive.bytes_kept() == two_pages.size


def test_a_flipped_bit_a_lost_file_and_a_foreign_one_are_found(
    archive: Archive, two_pages: Deposit
) -> None:
    place = archive.originals.path(two_pages.digest)
    data = place.read_bytes()
    place.chmod(0o644)
    place.write_bytes(b"T" + data[1:])
    (damaged,) = archive.verify()
    assert damaged.code == "file-damaged"
    assert two_pages.digest[2:] in damaged.text
    assert f"of the deposit {two_pages.name}: put it back" in damaged.text
    place.write_bytes(data + b"more")
    assert codes(archive) == ["file-damaged"]
    place.write_bytes(b"")
    assert codes(archive) == ["file-damaged"]
    place.unlink()
    assert codes(archive) == ["file-missing"]
    place.write_bytes(data)
    archive.originals.put(io.BytesIO(b"left by a killed writer"))
    (archive.originals.root / place.parent.name / ".DS_Store").write_bytes(b"")
    assert codes(archive) == ["file-unexpected", "file-unexpected"]
    assert len(archive.sweep()) == 1


def test_a_damaged_asset_is_found(archive: Archive, two_pages: Deposit) -> None:
    digest = archive.asset_files.put_bytes(b"%PDF-1.4")
    capture = Capture(form=Form.FILE, address="https://a.example/x.pdf")
    reading = Reading(capture, Testimony(kind=Kind.ASSET), digest, 8)
    archive.captures.put(two_pages.id, Batch(readings=(reading,)))
    assert codes(archive) == []
    archive.asset_files.remove(digest)
    assert codes(archive) == ["file-missing"]


def test_a_database_that_contradicts_itself_is_found(
    archive: Archive, two_pages: Deposit, path: Path
) -> None:
    assert archive.captures.get(1).deposit == two_pages.id
    archive._database.execute("PRAGMA foreign_keys = OFF")
    archive._database.execute("UPDATE captures SET deposit = 'nowhere' WHERE number = 1")
    assert codes(archive) == ["database-damaged"]
    archive.close()
    database = path / "archive.db"
    data = bytearray(database.read_bytes())
    data[8192:40960] = bytes(40960 - 8192)
    database.write_bytes(data)
    with Archive.open(path) as reader:
        assert "database-damaged" in {found.code for found in reader.verify()}


def test_a_kept_file_is_read_only_and_written_once(tmp_path: Path) -> None:
    files = Files(tmp_path)
    digest, size = files.put(io.BytesIO(b"a story" * 300_000))
    place = files.path(digest)
    assert size == 2_100_000
    assert place == tmp_path / digest[:2] / digest[2:]
    assert stat.S_IMODE(place.stat().st_mode) == 0o444
    before = place.stat().st_mtime_ns
    assert files.put(io.BytesIO(b"a story" * 300_000)) == (digest, size)
    assert files.put_bytes(b"a story" * 300_000) == digest
    assert place.stat().st_mtime_ns == before
    assert list(files.digests()) == [digest]
    with files.open(digest) as stream:
        assert stream.read(7) == b"a story"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_sha256_names_a_kept_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        Files(tmp_path).open(name)


def test_what_is_not_kept_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="No file"):
        Files(tmp_path).open("a" * 64)
    Files(tmp_path).remove("a" * 64)
    Files(tmp_path).clear_unfinished()


def test_a_changed_letter_in_the_database_is_found(archive: Archive, two_pages: Deposit) -> None:
    archive.close()
    place = archive.path / "archive.db"
    data = place.read_bytes()
    name = two_pages.name.encode()
    assert name in data
    place.write_bytes(data.replace(name, name[:-1] + b"?"))
    with Archive.open(archive.path) as reader:
        assert codes(reader) == ["database-damaged"]
    place.write_bytes(data)
    with Archive.open(archive.path) as reader:
        assert codes(reader) == []


def test_a_digest_of_the_database_stands_only_while_nobody_writes(
    archive: Archive, path: Path
) -> None:
    seal = path / "archive.db.sha256"
    assert not seal.exists()
    archive.close()
    assert seal.read_text().split() == [
        digest_of((path / "archive.db").read_bytes()),
        "archive.db",
    ]
    with Archive.open(path, write=True):
        assert not seal.exists()
    assert seal.exists()


def test_files_that_a_writer_is_about_to_name_belong_to_somebody(
    archive: Archive, path: Path
) -> None:
    archive.asset_files.put_bytes(b"%PDF-1.4")
    with Archive.open(path) as reader:
        assert codes(reader) == []
    archive.close()
    with Archive.open(path) as reader:
        assert codes(reader) == ["file-unexpected"]


@pytest.mark.parametrize("place", ["top.txt", "ab/short", "sub/folder/deep", "zz/" + "0" * 62])
def test_what_somebody_laid_anywhere_among_the_originals_is_found(
    archive: Archive, place: str
) -> None:
    stranger = archive.originals.root / place
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"")
    (found,) = archive.verify()
    assert (found.code, found.item) == ("file-unexpected", f"originals/{place}")
