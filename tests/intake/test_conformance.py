"""Every file of the third-party suites goes through, and every item of them is accounted for."""

from pathlib import Path

import pytest

from backfile.errors import UnknownKind
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Item
from backfile.model.capture import Capture
from backfile.model.finding import Finding


@pytest.mark.parametrize(
    "suite",
    [
        "warc",
        "wacz",
        "html",
        "xml",
        "archives",
        "ssrf-upload",
        pytest.param("encoding", marks=pytest.mark.slow),
    ],
)
def test_every_item_of_a_suite_ends_as_a_capture_or_a_finding(data_dir: Path, suite: str) -> None:
    folder = data_dir / "conformance" / suite
    items = [one.path for one in items_of(folder) if isinstance(one, Item)]
    accounted: set[str | None] = set()
    places: set[tuple[str | None, int | None]] = set()
    for read in read_items(items_of(folder)):
        if isinstance(read, Capture):
            assert (read.item, read.offset) not in places
            places.add((read.item, read.offset))
        if isinstance(read, Capture | Finding):
            accounted.add(read.item)
    silent = [path for path in items if path not in accounted]
    # A web archive may hold nothing but the crawler's notes: no capture, and nothing wrong.
    assert all(".warc" in path or ".arc" in path for path in silent), silent


def test_each_file_alone_goes_through_or_is_said_to_be_of_no_known_kind(data_dir: Path) -> None:
    for suite in ("warc", "wacz", "xml", "archives", "ssrf-upload"):
        for path in sorted((data_dir / "conformance" / suite).rglob("*")):
            if not path.is_file():
                continue
            try:
                for _ in read_items(items_of(path)):
                    pass
            except UnknownKind as error:
                assert error.next_step  # noqa: PT017


@pytest.mark.parametrize("name", ["newspack-oldurls", "twentytwentyone"])
def test_the_newsrooms_crawls_are_read_without_a_finding(data_dir: Path, name: str) -> None:
    path = data_dir / "newsroom/warc" / f"{name}.warc"
    reads = list(read_items(items_of(path)))
    captures = [read for read in reads if isinstance(read, Capture)]
    assert len(captures) > 300
    assert not [read for read in reads if isinstance(read, Finding)]
    assert not [finding for capture in captures for finding in capture.findings]
