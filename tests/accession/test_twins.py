"""Printer versions and AMP pages: each is of its story, and the story itself where it is alone."""

from pathlib import Path

import pytest
from tests.accession.conftest import Piece, page_of
from tests.accession.test_later_pages import response

from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner
from backfile.model.capture import Kind
from backfile.record import Account

FORMS = {
    "{a}/print/": "print",
    "{a}?print=1": "print",
    "https://www.harbour.example/print/{n}": "print",
    "https://www.harbour.example/printer-friendly?id={n}": "print",
    "{a}/amp/": "amp",
    "{a}?outputType=amp": "amp",
    "{a}?amp=1": "amp",
    "{a}.amp.html": "amp",
    "https://amp.harbour.example/roofs/{n}": "amp",
}


def twin_of(piece: Piece, form: str) -> tuple[str, str]:
    """The address and page of a twin, which names its story as canonical."""
    html = page_of(piece).replace('<div class="entry-content">', '<div class="sheet">')
    return form.format(a=piece.address, n=piece.number + 7000), html


def recovered(path: Path, pages: list[tuple[str, str]]) -> list[Account]:
    path.write_bytes(b"".join(response(address, html) for address, html in pages))
    return list(recover_deposits([path], Manner()))


@pytest.mark.parametrize(("form", "why"), FORMS.items())
def test_a_twin_joins_its_story(form: str, why: str, tmp_path: Path) -> None:
    pieces = [Piece(number) for number in range(1, 7)]
    pages = [(piece.address, page_of(piece)) for piece in pieces]
    twins = [twin_of(piece, form) for piece in pieces]
    accounts = recovered(tmp_path / "crawl.warc", [*twins, *pages])
    assert [a.same_as_why for a in accounts] == [why] * 6 + [None] * 6
    assert len({a.story.id for a in accounts if a.story}) == 6


@pytest.mark.parametrize("form", FORMS)
def test_a_twin_that_is_alone_is_the_story(form: str, tmp_path: Path) -> None:
    pieces = [Piece(number) for number in range(1, 7)]
    accounts = recovered(tmp_path / "crawl.warc", [twin_of(piece, form) for piece in pieces])
    assert [a.kind for a in accounts] == [Kind.STORY] * 6
    assert [a.same_as_why for a in accounts] == [None] * 6
    heads = [a.story.headline for a in accounts if a.story]
    assert heads == [piece.headline for piece in pieces]
