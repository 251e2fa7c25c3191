"""Feed entries that point to pages which are no stories."""

from pathlib import Path

import pytest
from tests.accession.conftest import HOST, Piece, feed_of, page_of

from backfile.accession.reading import Manner
from backfile.accession.run import add, withdraw
from backfile.archive.archive import Archive
from backfile.model.capture import Form, Kind

ABOUT = f"{HOST}/people/mona"
LIST = """<!doctype html><html lang="en"><head><title>Mona Haddad – The Harbour</title>
<link rel="canonical" href="{address}"></head><body><nav><a href="/">Home</a></nav><main>
<h1>Mona Haddad</h1><ul>{links}</ul></main></body></html>"""


def entry(name: str) -> str:
    return f"<item><title>{name}</title><link>{HOST}/people/{name}</link></item>"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    made = feed_of([Piece(1)]).replace("</channel>", entry("mona") + entry("karim") + "</channel>")
    path = tmp_path / "feed.xml"
    path.write_text(made, encoding="utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    pieces = [Piece(number) for number in range(1, 9)]
    for piece in pieces:
        (folder / f"{piece.number}.html").write_text(page_of(piece), encoding="utf-8")
    links = "".join(f'<li><a href="{piece.address}">{piece.headline}</a></li>' for piece in pieces)
    (folder / "mona.html").write_text(LIST.format(address=ABOUT, links=links), encoding="utf-8")
    return folder


def entries(archive: Archive) -> list[Kind]:
    return [row.kind for row in archive.captures.all() if row.form == Form.ENTRY]


@pytest.mark.parametrize("feed_first", [True, False])
def test_an_entry_is_what_stood_at_its_address(
    archive: Archive, feed: Path, pages: Path, *, feed_first: bool
) -> None:
    for deposit in (feed, pages) if feed_first else (pages, feed):
        add(archive, [deposit], Manner())
    assert entries(archive) == [Kind.STORY, Kind.LIST, Kind.LIST]
    assert archive.stories.count() == 8


def test_an_entry_is_a_story_again_when_what_spoke_against_it_is_withdrawn(
    archive: Archive, feed: Path, pages: Path
) -> None:
    add(archive, [feed], Manner())
    told = archive.stories.count()
    (added,) = add(archive, [pages], Manner())
    withdraw(archive, added.deposit.id, Manner())
    assert entries(archive) == [Kind.STORY] * 3
    assert archive.stories.count() == told == 3
