"""What was not public stays closed in every deposit, and is counted once."""

from pathlib import Path

import pytest
from tests.accession.conftest import Piece, page_of
from tests.accession.test_run import WXR

from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.model.capture import Kind
from backfile.publish.shelves import holdings_of


@pytest.mark.parametrize("reason", ["draft", "private"])
def test_what_two_exports_hold_back_is_one_piece_that_was_not_public(
    archive: Archive, tmp_path: Path, reason: str
) -> None:
    first, second = tmp_path / "export.xml", tmp_path / "later.xml"
    first.write_text(WXR.replace(">draft<", f">{reason}<"), encoding="utf-8")
    changed = WXR.replace(">draft<", f">{reason}<").replace("this rumour", "the other rumour")
    second.write_text(changed, encoding="utf-8")
    add(archive, [first, second], Manner())
    assert archive.captures.count(kind=Kind.HELD_BACK) == 2
    assert holdings_of(archive).tally()["held-back"] == 1


@pytest.mark.parametrize("export_first", [True, False])
def test_a_locked_story_and_the_crawl_that_it_closes_are_one_piece(
    archive: Archive, tmp_path: Path, *, export_first: bool
) -> None:
    page, export = tmp_path / "page.html", tmp_path / "export.xml"
    page.write_text(page_of(Piece(2)), encoding="utf-8")
    locked = WXR.replace("https://www.harbour.example/?p=2", Piece(2).address)
    export.write_text(locked.replace(">draft<", ">private<"), encoding="utf-8")
    for deposit in [export, page] if export_first else [page, export]:
        add(archive, [deposit], Manner())
    assert archive.captures.count(kind=Kind.HELD_BACK) == 2
    assert holdings_of(archive).tally()["held-back"] == 1
