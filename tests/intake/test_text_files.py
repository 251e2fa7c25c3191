"""Bare text pages."""

from pathlib import Path

import pytest

from backfile.intake.reader import Item, Surroundings
from backfile.intake.text_files import TextReader
from backfile.model.capture import Capture, Form
from backfile.model.finding import Finding

ADDRESS = "https://quay.example/2016/03/15/ferry"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ferry – stays in".encode(), "Ferry – stays in"),
        ("\ufeffFerry stays in".encode(), "Ferry stays in"),
        ("Ferry stays in".encode("utf-16"), "Ferry stays in"),
        (
            "العبارة لا تبحر اليوم والناس في الجزيرة ينتظرون".encode("cp1256"),
            "العبارة لا تبحر اليوم والناس في الجزيرة ينتظرون",
        ),
    ],
)
def test_a_text_is_read_in_whatever_it_was_written(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    item = Item(path.name, len(data), lambda: path.open("rb"))
    around = Surroundings(address=ADDRESS, paths=frozenset({"a.txt"}))
    reads = list(TextReader().read(item, around))
    (page,) = (r for r in reads if isinstance(r, Capture))
    assert page.form is Form.TEXT
    assert page.body.decode() == text
    assert page.address == ADDRESS
    assert all(r.code == "encoding-guessed" for r in reads if isinstance(r, Finding))


def test_one_of_many_texts_does_not_stand_at_the_address_of_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Ferry")
    item = Item(path.name, 5, lambda: path.open("rb"))
    around = Surroundings(address=ADDRESS, paths=frozenset({"a.txt", "b.txt"}))
    (page,) = TextReader().read(item, around)
    assert isinstance(page, Capture)
    assert page.address is None
