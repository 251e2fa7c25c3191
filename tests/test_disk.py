"""Small files are written whole, for whom they are meant, and follow no link."""

from pathlib import Path

import pytest

from backfile.disk import OWN, write_whole


def test_what_stood_there_is_replaced_and_nothing_unfinished_is_left(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_whole(tmp_path / "key", data)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("key", b"two")]


def test_what_a_killed_run_left_is_no_hindrance_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "key.part").symlink_to(tmp_path / "elsewhere")
    write_whole(tmp_path / "key", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"
    assert (tmp_path / "key").read_bytes() == b"ours"


def test_what_is_its_owners_is_never_readable_by_others(tmp_path: Path) -> None:
    write_whole(tmp_path / "key", b"secret", OWN)
    assert (tmp_path / "key").stat().st_mode & 0o777 == OWN


def test_a_disk_that_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "key", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backfile.disk.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "key", b"new")
    assert (tmp_path / "key").read_bytes() == b"old"
