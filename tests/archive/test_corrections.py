"""Corrections stay for ever; the publication and the journal are kept beside."""

import pytest

from backfile.archive.archive import Archive
from backfile.errors import NotFound
from backfile.model.correction import Correction
from backfile.model.deposit import Deposit
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.story import Contributor

NOW = "2026-11-22T08:00:00Z"


def correction(field: str, value: object, target: str = "well") -> Correction:
    return Correction(
        about="story", target=target, field=field, value=value, because="I was there", made_at=NOW
    )


def test_a_correction_comes_back_in_its_field_s_type(archive: Archive) -> None:
    names = archive.corrections.put(correction("contributors", (Contributor("Ann Lee"),)))
    none = archive.corrections.put(correction("standfirst", None))
    assert (names.number, none.number) == (1, 2)
    assert archive.corrections.get(1).value == (Contributor("Ann Lee"),)
    assert archive.corrections.standing("story", "well") == [names, none]
    assert archive.corrections.standing("story", "other") == []
    assert archive.corrections.standing("capture") == []


def test_what_is_taken_back_no_longer_stands_but_stays_on_record(archive: Archive) -> None:
    first = archive.corrections.put(correction("headline", "The well"))
    revoked = archive.corrections.revoke(1, "2026-11-23T00:00:00Z")
    assert archive.corrections.standing() == []
    assert archive.corrections.all() == [revoked]
    assert (revoked.value, revoked.revoked_at) == (first.value, "2026-11-23T00:00:00Z")
    assert archive.corrections.revoke(1, "2027-01-01T00:00:00Z") == revoked
    with pytest.raises(NotFound):
        archive.corrections.revoke(2, NOW)


def test_the_publication_is_one_and_says_whether_it_changed(archive: Archive) -> None:
    assert archive.publication.get() == Publication()
    title = Publication(
        title="The Daily Well",
        status="paused",
        paused_on="2016-06",
        letters=(Letter("Dear readers"), Letter("Farewell", "2016-06-01", "2016-07-01")),
        languages=("en", "ar"),
        evidence=(Evidence("publication.title", "The Daily Well", "meta", 0.9, stands=True),),
    )
    assert archive.publication.put(title) is True
    assert archive.publication.put(title) is False
    assert archive.publication.get() == title
    rows = archive._database.execute("SELECT text, seen_from FROM letters").fetchall()
    assert rows == [("Dear readers", None), ("Farewell", "2016-06-01")]


def test_the_journal_says_what_was_done_in_order(archive: Archive, two_pages: Deposit) -> None:
    archive.journal.write("verified", detail="3 files")
    archive.deposits.withdraw(two_pages.id)
    assert [(event.event, event.about, event.detail) for event in archive.journal.all()] == [
        ("created", "archive", ""),
        ("added", two_pages.id, "a.warc"),
        ("verified", "archive", "3 files"),
        ("withdrawn", two_pages.id, "a.warc"),
    ]
