from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from backfile.errors import BadValue, DeskMissing
from backfile.model.submission import Form
from backfile.participate.folder import make_desk, open_box, set_colleagues
from backfile.participate.settings import Desk, read_desk

KEY = str(pyrage.x25519.Identity.generate().to_public())
DESK = Desk(key=KEY, title="The “Quay”\\\x7f", languages=("ar", "en"), forms=(Form.SHARE,))


def test_a_desk_is_read_as_it_was_made(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", DESK)
    assert read_desk(tmp_path / "desk") == DESK
    with open_box(tmp_path / "desk") as box:
        assert list(box.entries()) == []


def test_a_desk_is_for_its_owner_alone(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", DESK)
    assert (tmp_path / "desk").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["", "desk", "far/below"])
def test_no_desk_is_made_in_an_archive(tmp_path: Path, where: str) -> None:
    (tmp_path / "archive.toml").write_text("")
    with pytest.raises(BadValue, match="lies in the archive"):
        make_desk(tmp_path / where, DESK)


def test_no_ring_is_made_in_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "archive.toml").write_text("")
    with pytest.raises(BadValue, match="lies in the archive"):
        make_desk(tmp_path / "desk", replace(DESK, ring=str(archive / "ring")))


def test_a_link_into_an_archive_is_seen_through(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "archive.toml").write_text("")
    (tmp_path / "desk").symlink_to(archive / "desk")
    with pytest.raises(BadValue, match="lies in the archive"):
        make_desk(tmp_path / "desk", DESK)


@pytest.mark.parametrize(
    "line",
    [
        'key = "age1wrong"',
        f'key = "{KEY}"\naddress = "javascript:alert(1)"',
        f'key = "{KEY}"\nlanguages = []',
        f'key = "{KEY}"\nforms = ["added"]',
        f'key = "{KEY}"\nforms = "share"',
        "no line",
    ],
    ids=["key", "address", "no language", "unknown form", "form as a word", "no line"],
)
def test_a_wrong_setting_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "desk.toml").write_text(line)
    with pytest.raises(BadValue):
        read_desk(tmp_path)


def test_a_folder_that_is_no_desk_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        read_desk(tmp_path)
    (tmp_path / "a file").write_text("")
    with pytest.raises(BadValue, match="not empty"):
        make_desk(tmp_path, DESK)


def test_a_ring_of_its_own_is_used_and_missed(tmp_path: Path) -> None:
    ring = tmp_path / "keys"
    make_desk(tmp_path / "desk", replace(DESK, ring=str(ring)))
    open_box(tmp_path / "desk").close()
    for file in ring.iterdir():
        file.unlink()
    ring.rmdir()
    with pytest.raises(DeskMissing):
        open_box(tmp_path / "desk")


def test_a_key_with_a_mistyped_letter_makes_no_desk(tmp_path: Path) -> None:
    wrong = KEY[:-1] + ("q" if KEY[-1] != "q" else "p")
    with pytest.raises(BadValue, match="not a public key"):
        make_desk(tmp_path / "desk", replace(DESK, key=wrong))


def test_colleagues_are_written_into_desk_toml_and_all_else_stays(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    make_desk(folder, DESK)
    before = (folder / "desk.toml").read_text(encoding="utf-8")
    one, two = (str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2))
    for wanted in ((one, two), (two,), ()):
        set_colleagues(folder, wanted)
        assert read_desk(folder) == replace(DESK, colleagues=wanted)
        assert read_desk(folder).keys == (KEY, *wanted)
    after = (folder / "desk.toml").read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if "colleagues" not in line] == [
        line for line in before.splitlines() if "colleagues" not in line
    ]


def test_a_desk_toml_from_before_there_were_colleagues_takes_one(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", DESK)
    path = tmp_path / "desk" / "desk.toml"
    path.write_text("[limits]\n\n# By hand.\n[retention]\nspam = 3\n", encoding="utf-8")
    path.write_text(f'key = "{KEY}"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    one = str(pyrage.x25519.Identity.generate().to_public())
    set_colleagues(tmp_path / "desk", [one])
    assert read_desk(tmp_path / "desk").colleagues == (one,)
    assert "# By hand." in path.read_text(encoding="utf-8")
    path.write_text(f'key = "{KEY}"\ncolleagues = [\n  "{one}",\n]\n', encoding="utf-8")
    with pytest.raises(BadValue, match="begins so"):
        set_colleagues(tmp_path / "desk", [])
    assert read_desk(tmp_path / "desk").colleagues == (one,)


def test_so_many_colleagues_and_only_by_keys_that_are_some(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", DESK)
    many = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(5)]
    with pytest.raises(BadValue, match="6 keys are too many"):
        set_colleagues(tmp_path / "desk", many)
    with pytest.raises(BadValue, match="not a public key"):
        set_colleagues(tmp_path / "desk", ["age1nonsense"])
    assert read_desk(tmp_path / "desk").colleagues == ()
