"""Deposits laid out under their own names: for reading them again, and for one look."""

import shutil
from pathlib import Path

import pytest
from tests.accession.conftest import Piece, page_of

from backfile.accession.originals import LOOKING, READING, laid_out, looked_through
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.errors import OperatorError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    page = tmp_path / "page.html"
    page.write_text(page_of(Piece(1)), "utf-8")
    with Archive.create(tmp_path / "archive", "") as archive:
        add(archive, [page], Manner())
    return tmp_path / "archive"


def test_whoever_looks_is_not_disturbed_by_another_who_reads_again(path: Path) -> None:
    with Archive.open(path) as reader, Archive.open(path, write=True) as writer:
        (deposit,) = reader.deposits.all()
        with looked_through(reader, deposit) as looked, laid_out(writer, deposit) as laid:
            assert looked.read_bytes() == laid.read_bytes()


def test_what_killed_runs_left_is_swept(path: Path) -> None:
    for name in (f"{READING}1", f"{LOOKING}2", f"{LOOKING}3"):
        (path / name / "laid").mkdir(parents=True)
    (path / f"{LOOKING}3" / "in-use").touch()
    with Archive.open(path, write=True) as writer:
        (deposit,) = writer.deposits.all()
        with laid_out(writer, deposit):
            assert len([*path.glob(f"{READING}*"), *path.glob(f"{LOOKING}*")]) == 1


def test_a_look_whose_folder_went_away_says_so(path: Path) -> None:
    with Archive.open(path) as reader:
        (deposit,) = reader.deposits.all()
        with (
            pytest.raises(OperatorError, match="was taken away"),
            looked_through(reader, deposit) as looked,
        ):
            shutil.rmtree(looked.parent.parent)
