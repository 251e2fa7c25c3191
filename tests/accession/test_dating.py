"""Numbers that a newsroom gave out in order bound what lost its date, up to the page read."""

from pathlib import Path

import pytest

from backfile import edtf
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish

LOST = 21
"""The page whose date is lost; it stood on March 21."""
OTHERS = range(11, 31)


def page_of(number: int) -> str:
    day = "" if number == LOST else f" March {number}, 2016"
    prose = (
        f"The harbour company of pier {number} said that boat {number * 7} would sail again. "
        f"Nobody on island {number * 3} was asked, and {number + 40} of them stood on the quay. "
    )
    return (
        f"Pier {number} opens after a winter of {number + 90} days\n\n"
        f"Written by Salma Nour Published on{day} Read time Approx. 2 minutes\n\n{prose * 2}\n\n"
        f"“We were the ferry {number} times,” said a man at house {number * 5}, mending a net.\n"
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "text"
    folder.mkdir()
    for number in OTHERS:
        (folder / f"page-{number:04}.txt").write_text(page_of(number), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_page_among_dated_ones_is_bounded_by_its_neighbours(
    archive: Archive, pages: Path, tmp_path: Path
) -> None:
    add(archive, [pages], Manner())
    (entry,) = [e for e in archive.stories.entries() if f"Pier {LOST} " in str(e.story.headline)]
    assert entry.story.published == "2016-03-18/2016-03-24"
    assert edtf.width_days(entry.story.published) == 7
    bounds = {c.field: c for c in entry.evidence if c.place == "neighbours"}
    assert bounds["bound.not-before"].value == "2016-03-18"
    assert bounds["bound.not-after"].value == "2016-03-24"
    assert f"Number {LOST}" in bounds["bound.not-after"].reason
    stands = [c for c in entry.evidence if c.field == "published" and c.stands]
    assert [(c.value, c.place) for c in stands] == [("2016-03-18/2016-03-24", "neighbours")]
    publish(holdings_of(archive, archive.publication.get()), tmp_path / "site")
    shown = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html"))
    assert f"Number {LOST} of " in shown


@pytest.mark.slow
def test_adding_the_pages_again_changes_no_date(archive: Archive, pages: Path) -> None:
    add(archive, [pages], Manner())
    first = list(archive.stories.entries())
    add(archive, [pages], Manner())
    assert list(archive.stories.entries()) == first
