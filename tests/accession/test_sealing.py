"""What was not public stays closed in every deposit, and is counted once."""

from pathlib import Path

import pytest
from tests.accession.conftest import Piece, page_of
from tests.accession.test_run import WXR

from backfile.accession.options import Options
from backfile.accession.reading import Manner
from backfile.accession.run import add, read_again
from backfile.archive.archive import Archive
from backfile.archive.captures import SEAL
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


@pytest.mark.parametrize("reason", ["draft", "private"])
def test_the_seal_that_the_ledger_shows_releases_its_story(
    archive: Archive, tmp_path: Path, reason: str
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR.replace(">draft<", f">{reason}<"), encoding="utf-8")
    add(archive, [export], Manner())
    seal = next(archive.keys.all(Kind.HELD_BACK, SEAL))[0]
    read_again(archive, "export.xml", Manner(options=Options(release=(seal,))))
    assert archive.stories.count() == 2


@pytest.mark.parametrize("broken_first", [True, False])
def test_a_released_story_stays_public_beside_a_broken_copy(
    archive: Archive, tmp_path: Path, *, broken_first: bool
) -> None:
    export, broken = tmp_path / "export.xml", tmp_path / "broken.xml"
    export.write_text(WXR.replace(">draft<", ">private<"), encoding="utf-8")
    broken.write_text(WXR.replace("<wp:status>draft</wp:status>", ""), encoding="utf-8")
    manner = Manner(options=Options(release=("private", "wp:2@www.harbour.example")))
    for deposit in [broken, export] if broken_first else [export, broken]:
        add(archive, [deposit], manner)
    assert "A draft" in {story.headline for story in archive.stories.all()}
