"""Deposits come once, and can be withdrawn without a trace."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Item, Member, Reading, StoryEntry
from backfile.errors import NotFound
from backfile.model.deposit import Deposit
from backfile.model.story import Story


def test_the_same_deposit_twice_is_once(archive: Archive, two_pages: Deposit) -> None:
    assert archive.deposits.register(replace(two_pages, id="x", name="y"), []) is False
    assert archive.deposits.all() == [two_pages]
    (item,) = archive.deposits.items(two_pages.id)
    assert item.path == "a.warc"


def test_a_deposit_is_found_by_id_digest_or_name(archive: Archive, two_pages: Deposit) -> None:
    for name in (two_pages.id, two_pages.digest, two_pages.name):
        assert archive.deposits.get(name) == two_pages
    with pytest.raises(NotFound):
        archive.deposits.get("b.warc")


def test_a_deposit_says_how_far_it_is(archive: Archive, two_pages: Deposit) -> None:
    assert archive.deposits.state(two_pages.id) == "registered"
    archive.deposits.mark(two_pages.id, "settled")
    assert archive.deposits.state(two_pages.id) == "settled"


def test_file_names_that_are_no_utf8_stay_apart(archive: Archive, two_pages: Deposit) -> None:
    names = ["a\udcff.html", "a\udcfe.html"]
    deposit = replace(two_pages, id="odd", digest="5" * 64)
    archive.deposits.register(deposit, [Item(name, "5" * 64, 1) for name in names])
    assert len(list(archive.deposits.items("odd"))) == 2


def test_withdrawing_takes_back_everything_that_rests_on_the_deposit_alone(
    archive: Archive,
    two_pages: Deposit,
    hand: Callable[[str, bytes], Deposit],
    page: Callable[..., Reading],
    path: Path,
) -> None:
    other = hand("b.warc", b"another crawl")
    archive.captures.put(other.id, Batch(readings=(page("https://a.example/two"),), reads=1))
    marker = "unmistakable words of withdrawn stories"
    alone = Story(id="alone", headline=marker)
    shared = Story(id="shared", headline="On both")
    archive.stories.put(
        [
            StoryEntry(story=alone, members=(Member(1),)),
            StoryEntry(story=shared, members=(Member(2), Member(3, "duplicate"))),
        ]
    )
    archive.search.refresh()
    assert archive.deposits.withdraw(two_pages.name) == [3]
    assert archive.captures.unsettled() == [3]
    assert archive.stories.count() == 0
    assert archive.captures.count() == 1
    assert archive.originals.has(two_pages.digest)
    archive.sweep()
    assert not archive.originals.has(two_pages.digest)
    assert archive.originals.has(other.digest)
    assert list(archive.verify()) == []
    archive.close()
    assert marker.encode() not in (path / "archive.db").read_bytes()


def test_an_original_that_another_deposit_needs_stays(archive: Archive, two_pages: Deposit) -> None:
    item = Item("same.warc", two_pages.digest, two_pages.size)
    folder = replace(two_pages, id="folder", digest="7" * 64)
    archive.deposits.register(folder, [item])
    archive.deposits.withdraw(two_pages.id)
    assert archive.sweep() == []
    assert archive.originals.has(two_pages.digest)


def test_a_deposit_can_be_read_anew_without_being_handed_over_again(
    archive: Archive, two_pages: Deposit
) -> None:
    assert archive.deposits.forget_captures(two_pages.id) == []
    assert archive.deposits.reads_done(two_pages.id) == 0
    assert archive.captures.count() == 0
    assert archive.deposits.all() == [two_pages]
    assert list(archive.captures.publication_claims()) == []
