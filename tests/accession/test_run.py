"""Taking deposits into an archive."""

import os
from pathlib import Path

import pytest
from tests.accession.conftest import HOST, Piece, Remains, feed_of, page_of

from backfile.accession.options import Options
from backfile.accession.passing import recover_deposits
from backfile.accession.progress import Progress
from backfile.accession.reading import Manner, Refusal
from backfile.accession.report import ledger_of
from backfile.accession.run import add, read_again, withdraw
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.errors import DepositError, NotFound, UnknownKind
from backfile.model.capture import Kind
from backfile.preserve.export import records_of


def told(archive: Archive) -> list[dict[str, object]]:
    """All that an archive says of its stories."""
    return list(records_of(archive))


def test_a_story_from_two_deposits_is_one_story(archive: Archive, remains: Remains) -> None:
    add(archive, remains.both, Manner())
    assert archive.stories.count() == 16
    story = archive.stories.entry(Piece(10).address)
    assert [member.why for member in story.members] == [None, "duplicate"]
    assert story.story.body.text.startswith("Workers began on Monday")
    assert len(story.story.body.text.split("\n\n")) == 5


def test_another_state_of_a_text_is_kept_as_a_revision(archive: Archive, remains: Remains) -> None:
    add(archive, [remains.pages], Manner())
    entry = archive.stories.entry(Piece(3).address)
    assert [member.why for member in entry.members] == [None, "revision"]
    assert len(entry.revisions) == 1


def test_every_capture_ends_in_exactly_one_kind(archive: Archive, remains: Remains) -> None:
    add(archive, remains.both, Manner())
    rows = list(archive.captures.all())
    assert sum(archive.ledger.counts().values()) == len(rows)
    assert all(row.reason for row in rows)
    assert all(row.story for row in rows if row.kind is Kind.STORY)


def test_the_same_deposit_twice_changes_nothing(archive: Archive, remains: Remains) -> None:
    add(archive, remains.both, Manner())
    before, captures = told(archive), archive.captures.count()
    again = add(archive, remains.both, Manner())
    assert [one.is_new for one in again] == [False, False]
    assert (told(archive), archive.captures.count()) == (before, captures)


def test_one_after_the_other_gives_the_same_stories_as_all_at_once(
    archive: Archive, remains: Remains, tmp_path: Path
) -> None:
    add(archive, remains.both, Manner())
    with Archive.create(tmp_path / "other", "", stopped_clock()) as other:
        for deposit in remains.both:
            add(other, [deposit], Manner())
        assert told(other) == told(archive)


def test_originals_are_kept_byte_for_byte(archive: Archive, remains: Remains) -> None:
    add(archive, remains.both, Manner())
    kept = {archive.originals.path(digest).read_bytes() for digest in archive.originals.digests()}
    assert kept == {file.read_bytes() for file in [*remains.pages.iterdir(), remains.feed]}
    assert not list(archive.verify())


def test_withdrawing_a_deposit_undoes_its_adding(archive: Archive, remains: Remains) -> None:
    add(archive, [remains.pages], Manner())
    before = told(archive)
    add(archive, [remains.feed], Manner())
    withdraw(archive, "feed.xml", Manner())
    after = told(archive)
    assert [record["story"] for record in after] == [record["story"] for record in before]
    assert not list(archive.verify())


def test_reading_again_from_the_originals_changes_nothing(
    archive: Archive, remains: Remains
) -> None:
    add(archive, [remains.pages], Manner())
    before = [record["story"] for record in told(archive)]
    for page in remains.pages.iterdir():
        page.unlink()
    read_again(archive, "pages", Manner())
    assert [record["story"] for record in told(archive)] == before
    assert not list(archive.path.glob("reading-*"))


def test_what_was_held_back_is_nowhere_unless_a_rule_releases_it(
    archive: Archive, tmp_path: Path
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR, encoding="utf-8")
    add(archive, [export], Manner())
    assert [story.headline for story in archive.stories.all()] == ["A public story"]
    assert archive.captures.count(kind=Kind.HELD_BACK) == 1
    with Archive.create(tmp_path / "open", "", stopped_clock()) as other:
        add(other, [export], Manner(options=Options(release=("draft",))))
        assert sorted(s.headline or "" for s in other.stories.all()) == [
            "A draft",
            "A public story",
        ]


@pytest.mark.parametrize("export_first", [True, False])
def test_a_locked_story_of_the_export_is_closed_in_the_crawl_too(
    archive: Archive, tmp_path: Path, *, export_first: bool
) -> None:
    piece = Piece(2)
    page = tmp_path / "logged-in.html"
    page.write_text(page_of(piece), encoding="utf-8")
    export = tmp_path / "export.xml"
    locked = WXR.replace("https://www.harbour.example/?p=2", piece.address)
    export.write_text(locked.replace(">draft<", ">private<"), encoding="utf-8")
    add(archive, [export, page] if export_first else [page], Manner())
    add(archive, [export], Manner())
    assert [story.headline for story in archive.stories.all()] == ["A public story"]
    assert archive.captures.count(kind=Kind.HELD_BACK) == 2
    archive.close()
    assert b"ladders" not in (archive.path / "archive.db").read_bytes()


def test_a_draft_that_a_later_crawl_met_in_public_is_a_story(
    archive: Archive, tmp_path: Path
) -> None:
    page, export = tmp_path / "page.html", tmp_path / "export.xml"
    page.write_text(page_of(Piece(2)), encoding="utf-8")
    draft = WXR.replace("https://www.harbour.example/?p=2", Piece(2).address)
    export.write_text(draft, encoding="utf-8")
    add(archive, [export, page], Manner())
    assert archive.stories.count() == 2


def test_a_file_that_no_reader_knows_is_refused_before_anything_is_copied(
    archive: Archive, tmp_path: Path
) -> None:
    strange = tmp_path / "letters.bin"
    strange.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(UnknownKind):
        add(archive, [strange], Manner())
    with pytest.raises(DepositError):
        add(archive, [tmp_path / "nothing"], Manner())
    assert not list(archive.originals.digests())
    assert not archive.deposits.all()


def test_recovering_tells_each_capture_in_order_and_leaves_nothing(remains: Remains) -> None:
    accounts = list(recover_deposits(remains.both, Manner()))
    items = [account.item for account in accounts if account.item != "feed.xml"]
    assert items == [f"{number:02}.html" for number in range(1, 14)]
    by_item = {account.item: account for account in accounts}
    states = [by_item["03.html"], by_item["13.html"]]
    assert sorted(str(state.same_as_why) for state in states) == ["None", "revision"]
    assert len({state.story.id for state in states if state.story}) == 1


def test_a_redirect_gives_its_story_another_address(archive: Archive, tmp_path: Path) -> None:
    old, piece = f"{HOST}/old/17", Piece(5)
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(
        _record(old, f"HTTP/1.1 301 Moved\r\nLocation: {piece.address}\r\n\r\n".encode())
        + _record(
            piece.address,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            + page_of(piece).encode(),
        )
    )
    add(archive, [crawl], Manner())
    assert archive.stories.get(old).headline == piece.headline
    assert old in archive.stories.get(old).addresses
    assert archive.ledger.counts() == {Kind.REDIRECT: 1, Kind.STORY: 1}


def _record(address: str, payload: bytes) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2019-05-14T08:00:00Z\r\nWARC-Record-ID: <urn:x:{abs(hash(address))}>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour</title><link>https://www.harbour.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://www.harbour.example</wp:base_site_url>
<wp:base_blog_url>https://www.harbour.example</wp:base_blog_url>
<item><title>A public story</title><link>https://www.harbour.example/2016/03/02/public-story/</link>
<dc:creator>mona</dc:creator><guid isPermaLink="false">https://www.harbour.example/?p=1</guid>
<content:encoded><![CDATA[<p>Forty people mended the pier in one night.</p>]]></content:encoded>
<wp:post_id>1</wp:post_id><wp:post_date>2016-03-02 09:00:00</wp:post_date>
<wp:post_name>public-story</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password></item>
<item><title>A draft</title><link>https://www.harbour.example/?p=2</link>
<dc:creator>mona</dc:creator><guid isPermaLink="false">https://www.harbour.example/?p=2</guid>
<content:encoded><![CDATA[<p>Nobody has checked this rumour.</p>]]></content:encoded>
<wp:post_id>2</wp:post_id><wp:post_date>2016-03-05 09:00:00</wp:post_date>
<wp:post_name></wp:post_name><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password></item>
</channel></rss>
"""


def test_a_deposit_that_nobody_knows_costs_no_other(
    archive: Archive, remains: Remains, tmp_path: Path
) -> None:
    strange, unknown = tmp_path / "strange", tmp_path / "nonsense.bin"
    strange.mkdir()
    for file in (unknown, strange / "a.bin", strange / "b.bin"):
        file.write_bytes(bytes(range(256)) * 9)
    refusals: list[Refusal] = []
    manner = Manner(refuse=refusals.append)
    gone = tmp_path / "gone.warc"
    added = add(archive, [remains.feed, unknown, gone, strange, remains.pages], manner)
    assert [one.deposit.name for one in added] == ["feed.xml", "pages"]
    assert archive.stories.count() == 16
    assert [one.name for one in refusals] == ["nonsense.bin", "gone.warc", "strange"]
    refused = ledger_of(archive)["refused"]
    assert [one["name"] for one in refused] == ["nonsense.bin", "gone.warc", "strange"]
    assert str(tmp_path) not in refused[0]["why"]
    kept = {archive.originals.path(digest).read_bytes() for digest in archive.originals.digests()}
    assert unknown.read_bytes() not in kept


def test_one_unreadable_file_costs_no_other(
    archive: Archive, remains: Remains, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = remains.pages / "07.html"
    locked.chmod(0)
    # Tests may run as root, whom no mode keeps out.
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != locked and may(path, mode))
    add(archive, [remains.pages], Manner())
    assert archive.stories.count() >= 11
    assert "07.html" not in [item.path for item in archive.deposits.items(only(archive))]


def only(archive: Archive) -> str:
    (deposit,) = archive.deposits.all()
    return deposit.id


def test_names_of_files_may_be_no_text_at_all(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    names = [b"bad\xff.html", b"new\nline.html", b"tab\there.html"]
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_text(page_of(Piece(number)), encoding="utf-8")
    single = tmp_path / os.fsdecode(b"feed\xfe.xml")
    single.write_text(feed_of([Piece(1)]), encoding="utf-8")
    add(archive, [folder, single], Manner())
    read_again(archive, "odd", Manner())
    assert archive.stories.count() == 3
    assert not list(archive.verify())


def test_pipes_and_loops_in_a_folder_are_told_and_not_followed(
    archive: Archive, remains: Remains
) -> None:
    os.mkfifo(remains.pages / "pipe")
    (remains.pages / "loop").symlink_to(remains.pages)
    add(archive, [remains.pages], Manner())
    told = {finding.item: finding.code for finding in archive.ledger.findings()}
    assert (told["pipe"], told["loop"]) == ("item-unreadable", "link-refused")
    with pytest.raises(DepositError, match="device, pipe or socket"):
        add(archive, [remains.pages / "pipe"], Manner())


def test_the_journal_tells_each_thing_once(archive: Archive, remains: Remains) -> None:
    add(archive, [remains.feed], Manner())
    withdraw(archive, "feed.xml", Manner())
    events = [event.event for event in archive.journal.all()]
    assert events == ["created", "added", "read", "withdrawn"]


def test_a_killed_withdrawal_is_finished_by_the_same_command(
    archive: Archive, remains: Remains
) -> None:
    add(archive, remains.both, Manner())
    archive.deposits.withdraw(archive.deposits.get("feed.xml").id)
    assert [finding.code for finding in archive.verify()] == ["file-unexpected"]
    withdraw(archive, "feed.xml", Manner())
    assert not list(archive.verify())
    with pytest.raises(NotFound):
        withdraw(archive, "never.xml", Manner())


def test_a_finding_of_a_page_is_told_once(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    bare = page_of(Piece(1)).replace('<link rel="canonical"', "<link")
    page.write_text(bare, encoding="utf-8")
    add(archive, [page], Manner())
    found = list(archive.ledger.findings())
    assert len(found) == len(set(found))
    assert sum(archive.ledger.finding_counts().values()) == len(found)


def test_a_withdrawal_takes_copies_of_older_databases_along(
    archive: Archive, remains: Remains
) -> None:
    add(archive, remains.both, Manner())
    copy = archive.path / "archive.db.version-1"
    copy.write_bytes(b"what was withdrawn")
    withdraw(archive, "feed.xml", Manner())
    assert not copy.exists()


def test_a_rule_that_released_can_be_taken_back(archive: Archive, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR, encoding="utf-8")
    add(archive, [export], Manner())
    before = told(archive)
    read_again(archive, "export.xml", Manner(options=Options(release=("draft",))))
    assert archive.stories.count() == 2
    read_again(archive, "export.xml", Manner())
    assert told(archive) == before
    archive.close()
    assert b"A draft" not in (archive.path / "archive.db").read_bytes()


def test_a_deposit_that_is_read_again_and_fails_midway_is_as_it_was(
    tmp_path: Path, archive: Archive
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(1, 9):
        (pages / f"{number}.html").write_text(page_of(Piece(number)), "utf-8")
    add(archive, [pages], Manner())
    before = list(records_of(archive))

    def stop(step: Progress) -> None:
        if step.phase == "settling":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_again(archive, "pages", Manner(tell=stop))
    assert list(records_of(archive)) == before
    read_again(archive, "pages", Manner())
    assert [record["story"] for record in records_of(archive)] == [
        record["story"] for record in before
    ]


def test_looking_through_tells_how_many_of_all_bytes_lie_behind(
    tmp_path: Path, archive: Archive
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(1, 9):
        (pages / f"{number}.html").write_text(page_of(Piece(number)), "utf-8")
    told: list[Progress] = []
    add(archive, [pages], Manner(tell=told.append))
    size = sum(file.stat().st_size for file in pages.iterdir())
    looked = [step for step in told if step.phase == "looking through"]
    assert [step.done for step in looked] == sorted(step.done for step in looked)
    assert (looked[-1].done, looked[-1].total) == (size, size)
    copied = [step for step in told if step.phase == "copying"]
    assert (copied[-1].done, copied[-1].total) == (size, size)


def test_a_deposit_out_of_which_nothing_came_is_refused_and_on_record(
    archive: Archive, tmp_path: Path
) -> None:
    (empty := tmp_path / "empty").mkdir()
    (half := tmp_path / "half.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    refused: list[Refusal] = []
    assert add(archive, [empty, half], Manner(refuse=refused.append)) == []
    assert [one.name for one in refused] == ["empty", "half.zip"]
    assert refused[0].error.met == "Nothing is in empty."
    assert refused[1].error.met.startswith("half.zip could not be read: ")
    assert [e.about for e in archive.journal.all() if e.event == "refused"] == ["empty", "half.zip"]
