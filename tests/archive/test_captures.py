"""Captures: each one's fate is in the ledger, and what was held back is nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Reading, StoryEntry
from backfile.errors import NotFound
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.testimony import Testimony

Page = Callable[..., Reading]


def test_what_a_capture_said_comes_back(archive: Archive, two_pages: Deposit) -> None:
    row = archive.captures.get(2)
    assert (row.deposit, row.item, row.offset) == (two_pages.id, "a.warc", 9)
    assert (row.address, row.kind, row.size) == ("https://a.example/two", Kind.STORY, 1200)
    said = archive.captures.testimony(2)
    assert said.evidence[0].value == "The well"
    assert said.keys == ("url:https://a.example/two",)
    assert [row.number for row, _said in archive.captures.testimonies()] == [1, 2]
    assert [row.number for row, _said in archive.captures.testimonies([2, 99])] == [2]
    with pytest.raises(NotFound):
        archive.captures.testimony(99)


def test_captures_that_share_a_key_are_found_together(
    archive: Archive, two_pages: Deposit, page: Page
) -> None:
    again = page("https://a.example/two", 20)
    assert archive.captures.put(two_pages.id, Batch(readings=(again,), reads=1)) == [3]
    assert archive.keys.sharing(["url:https://a.example/two", "url:none"]) == {
        "url:https://a.example/two": [2, 3]
    }
    assert list(archive.keys.all())[-1] == ("url:https://a.example/two", 3)


def test_reading_goes_on_where_the_last_whole_batch_ended(
    archive: Archive, two_pages: Deposit
) -> None:
    finding = Finding("item-truncated", "The file ends early.", "a.warc")
    claim: Evidence[object] = Evidence("publication.title", "The Daily Well", "wxr:title", 0.9)
    archive.captures.put(two_pages.id, Batch(findings=(finding,), claims=(claim,), reads=2))
    assert archive.deposits.reads_done(two_pages.id) == 4
    assert list(archive.ledger.findings(deposit=two_pages.id)) == [finding]


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive, page: Page) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        archive.captures.put("no such deposit", Batch(readings=(page("https://a.example/"),)))
    assert archive.captures.count() == 0


def test_a_claim_about_the_publication_is_kept_once_and_counted(
    archive: Archive, two_pages: Deposit, page: Page
) -> None:
    late = page("https://a.example/late", 30)
    late = replace(late, capture=replace(late.capture, captured="2018-01-01T00:00:00Z"))
    undated = replace(late, capture=replace(late.capture, captured=None))
    archive.captures.put(two_pages.id, Batch(readings=(late, undated)))
    (said,) = archive.captures.publication_claims()
    assert said.claim == Evidence("publication.title", "The Daily Well", "meta", 0.9, capture=1)
    assert (said.captures, said.seen_from, said.seen_to) == (
        4,
        "2016-04-01T00:00:00Z",
        "2018-01-01T00:00:00Z",
    )


SECRETS = ("the mayor's draft", "secret-slug", "secret@a.example", "10.1.2.3", "wp:4242")


def secret_reading() -> Reading:
    text = " ".join(SECRETS)
    claim: Evidence[object] = Evidence("headline", text, text, 0.9, text)
    claims = (claim,)
    capture = Capture(
        form=Form.ENTRY,
        item="export.xml",
        offset=7,
        address=f"https://a.example/{SECRETS[1]}",
        captured="2016-01-01T00:00:00Z",
        key=SECRETS[4],
        also=(f"https://a.example/?{SECRETS[1]}",),
        location=f"https://a.example/{SECRETS[1]}",
        claims=claims,
        held_back="draft",
        findings=(Finding("held-back", text, "export.xml", f"https://a.example/{SECRETS[1]}"),),
    )
    said = Testimony(
        kind=Kind.HELD_BACK,
        why=text,
        evidence=claims,
        publication=(Evidence("publication.contact", text, "x", 0.9),),
        addresses=(f"https://a.example/{SECRETS[1]}",),
        keys=(f"url:a.example/{SECRETS[1]}", f"id:{SECRETS[4]}"),
        findings=(Finding("dead-shortcode", text),),
    )
    return Reading(capture, said, "1" * 64, 99)


def test_of_what_was_held_back_only_the_place_the_reason_and_the_digest_are_kept(
    archive: Archive, two_pages: Deposit, path: Path
) -> None:
    (number,) = archive.captures.put(two_pages.id, Batch(readings=(secret_reading(),)))
    row = archive.captures.get(number)
    assert (row.kind, row.reason, row.item, row.offset) == (
        Kind.HELD_BACK,
        "draft",
        "export.xml",
        7,
    )
    assert (row.address, row.captured, row.location) == (None, None, None)
    assert row.digest == "1" * 64
    with pytest.raises(NotFound):
        archive.captures.testimony(number)
    assert {found.code for found in archive.captures.findings(number)} == {
        "held-back",
        "dead-shortcode",
    }
    archive.close()
    everything = b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())
    for secret in SECRETS:
        assert secret.encode() not in everything


def test_a_testimony_cannot_overrule_that_its_capture_was_held_back(
    archive: Archive, two_pages: Deposit
) -> None:
    reading = secret_reading()
    talkative = replace(reading, testimony=replace(reading.testimony, kind=Kind.STORY))
    (number,) = archive.captures.put(two_pages.id, Batch(readings=(talkative,)))
    assert archive.captures.get(number).kind is Kind.HELD_BACK
    assert list(archive.ledger.counts()) == [Kind.HELD_BACK, Kind.STORY]


def test_odd_names_of_items_do_not_keep_a_capture_out(
    archive: Archive, two_pages: Deposit, page: Page
) -> None:
    odd = page("https://a.example/\udcff")
    (number,) = archive.captures.put(two_pages.id, Batch(readings=(odd,)))
    assert archive.captures.get(number).address == "https://a.example/\ufffd"


def test_the_ledger_counts_every_capture_once(
    archive: Archive, two_pages: Deposit, entry: StoryEntry
) -> None:
    archive.stories.put([entry])
    archive.captures.set_fates([(2, Kind.LIST, "it lists other stories")])
    (listed, story) = archive.ledger.tallies()
    assert (listed.kind, listed.captures, listed.repeats) == (Kind.LIST, 1, 1)
    assert (story.kind, story.captures, story.stories) == (Kind.STORY, 1, 1)
    assert story.deposit == two_pages.id
    assert archive.ledger.reasons(Kind.LIST) == {"it lists other stories": 1}
    assert [row.number for row in archive.captures.all(two_pages.id, Kind.LIST)] == [2]
    assert archive.captures.count(two_pages.id) == 2
