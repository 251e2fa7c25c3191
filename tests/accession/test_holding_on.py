"""Corrections hold on to their story when a deposit goes that it has in common with another."""

import shutil
import zipfile
from pathlib import Path

import pytest
from tests.accession.conftest import Piece, Remains, page_of

from backfile.accession.edits import Edit, edit, undo
from backfile.accession.reading import Manner
from backfile.accession.run import add, withdraw
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.model.story import Story


@pytest.fixture
def twice(tmp_path: Path) -> list[Path]:
    """The same pages as a folder and in a zip; they say nothing of their addresses."""
    pages, packed = tmp_path / "old-pages", tmp_path / "everything.zip"
    pages.mkdir()
    with zipfile.ZipFile(packed, "w") as written:
        for number in range(1, 5):
            piece = Piece(number)
            canonical = f'<link rel="canonical" href="{piece.address}">'
            html = page_of(piece).replace(canonical, "")
            (pages / f"{number}.html").write_text(html, encoding="utf-8")
            written.writestr(f"site/{number}.html", html)
    return [pages, packed]


def story_of(archive: Archive, number: int = 2) -> Story:
    headline = Piece(number).headline
    return next(story for story in archive.stories.all() if story.headline == headline)


def say(archive: Archive, field: str, value: str, number: int = 2) -> int:
    wish = Edit(story_of(archive, number).id, field, value, "the printed edition")
    return edit(archive, wish, stopped_clock(), Manner()).number or 0


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("gone", ["old-pages", "everything.zip"])
def test_a_correction_outlives_each_of_two_deposits_that_hold_its_story(
    archive: Archive, twice: list[Path], gone: str, order: int
) -> None:
    add(archive, twice[::order], Manner())
    number = say(archive, "section", "Food")
    before = story_of(archive)
    withdraw(archive, gone, Manner())
    assert (story_of(archive).id, story_of(archive).section) == (before.id, "Food")
    add(archive, [path for path in twice if path.name == gone], Manner())
    assert story_of(archive).section == "Food"
    other = next(path.name for path in twice if path.name != gone)
    withdraw(archive, other, Manner())
    assert story_of(archive).section == "Food"
    undo(archive, number, stopped_clock(), Manner())
    assert story_of(archive).section is None


def test_a_correction_waits_for_a_story_that_is_withdrawn_whole(
    archive: Archive, twice: list[Path]
) -> None:
    add(archive, twice[:1], Manner())
    say(archive, "section", "Food")
    withdraw(archive, "old-pages", Manner())
    add(archive, twice[:1], Manner())
    assert story_of(archive).section == "Food"


def test_a_correction_by_address_outlives_the_deposit_that_knew_the_address(
    archive: Archive, remains: Remains, tmp_path: Path
) -> None:
    nameless = tmp_path / "nameless"
    shutil.copytree(remains.pages, nameless)
    for page in nameless.iterdir():
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace('rel="canonical"', 'rel="other"'), encoding="utf-8")
    add(archive, [nameless, remains.pages], Manner())
    assert story_of(archive).addresses
    say(archive, "section", "Food")
    withdraw(archive, "pages", Manner())
    assert not story_of(archive).addresses
    assert story_of(archive).section == "Food"


def test_two_stories_that_a_person_merged_stay_one(archive: Archive, twice: list[Path]) -> None:
    add(archive, twice, Manner())
    number = say(archive, "merge", story_of(archive, 3).id)
    assert len(list(archive.stories.all())) == 3
    withdraw(archive, "old-pages", Manner())
    assert len(list(archive.stories.all())) == 3
    undo(archive, number, stopped_clock(), Manner())
    assert len(list(archive.stories.all())) == 4


def test_the_journal_says_that_a_correction_was_tied_to_what_stays(
    archive: Archive, twice: list[Path]
) -> None:
    add(archive, twice, Manner())
    say(archive, "section", "Food")
    for path in reversed(twice):
        withdraw(archive, path.name, Manner())
    events = [event.event for event in archive.journal.all()]
    assert events.count("correction tied") == 1
