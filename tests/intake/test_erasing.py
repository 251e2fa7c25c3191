"""Files written anew without some of their captures: the rest stays where and what it was."""

import gzip
import io
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from backfile.intake import erasing
from backfile.intake.erasing import CannotErase, Spot, erase
from backfile.intake.records import Record, read_records

PAGES = {
    "https://a.example/one": b"<html><body>" + b"first words " * 40 + b"</body></html>",
    "https://a.example/two": b"<html><body>" + bytes(range(256)) * 500 + b"</body></html>",
    "https://a.example/three": b"<p>last</p>",
}


def record(kind: str, address: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Record-ID: <urn:uuid:{kind}-{len(block)}>\r\nWARC-Date: 2016-03-17T00:00:00Z\r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*, is_packed: bool) -> bytes:
    pack = gzip.compress if is_packed else bytes
    return b"".join(
        pack(record("resource", address, page)) + pack(record("metadata", address, b"seed"))
        for address, page in PAGES.items()
    )


def erased(data: bytes, name: str, *spots: Spot) -> bytes | None:
    out = io.BytesIO()
    return out.getvalue() if erase(io.BytesIO(data), name, spots, "Gone.", out) else None


def records(data: bytes) -> list[Record]:
    found = list(read_records(io.BytesIO(data)))
    assert all(isinstance(one, Record) for one in found)
    return [one for one in found if isinstance(one, Record)]


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_web_archive_loses_a_record_and_all_others_keep_their_places(
    is_packed: bool,  # noqa: FBT001 - a case
    place: int,
) -> None:
    data = warc(is_packed=is_packed)
    before = [one for one in records(data) if one.kind == "resource"]
    fresh = erased(data, "crawl.warc", Spot("", before[place].offset))
    assert fresh is not None
    assert len(fresh) == len(data)
    after = [one for one in records(fresh) if one.kind == "resource"]
    wanted = [(one.offset, one.block) for one in before if one is not before[place]]
    assert [(one.offset, one.block) for one in after] == wanted
    target = before[place].headers["warc-target-uri"]
    assert target.encode() not in (gzip.decompress(fresh) if is_packed else fresh)


@pytest.mark.parametrize("is_packed", [True, False])
def test_other_programs_read_what_is_left(is_packed: bool) -> None:  # noqa: FBT001 - a case
    data = warc(is_packed=is_packed)
    fresh = erased(data, "crawl.warc", Spot("", records(data)[2].offset)) or b""
    told = [r.rec_headers.get_header("WARC-Target-URI") for r in ArchiveIterator(io.BytesIO(fresh))]
    assert [address for address in told if address] == [
        *["https://a.example/one"] * 2,
        *["https://a.example/three"] * 2,
    ]


WXR = b"""<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:wxr_version>1.2</wp:wxr_version><title>T</title>
<item><title>one</title><content><![CDATA[ </item> <item> ]]></content></item>
<item><title>two</title></item><!-- <item> -->
<item><title>three</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><title>one</title></entry><entry/><entry><title>three</title></entry></feed>"""


def test_an_export_loses_an_item_and_all_others_keep_their_numbers() -> None:
    fresh = erased(WXR, "export.xml", Spot("", 2)) or b""
    assert b"two" not in fresh
    assert fresh.count(b"<item>") == WXR.count(b"<item>")
    assert fresh.replace(fresh[fresh.index(b"<item><wp:") : fresh.index(b"<!-- <item>")], b"X") == (
        WXR.replace(b"<item><title>two</title></item>", b"X")
    )
    assert b"three" not in (erased(WXR, "export.xml", Spot("", 3)) or b"three")


def test_a_feed_loses_an_entry() -> None:
    fresh = erased(ATOM, "feed.xml", Spot("", 3)) or b""
    assert b"three" not in fresh
    assert b"one" in fresh


def test_a_page_goes_with_its_file() -> None:
    assert erased(b"<!doctype html><html><body><p>x</p></body></html>", "a.html", Spot()) is None


JSON_FEED = b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}'


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def test_a_zip_loses_a_member_or_a_part_of_one() -> None:
    crawl = warc(is_packed=True)
    data = packed(
        ("a/x.html", b"<html><p>x</p></html>"), ("archive/c.warc.gz", crawl), ("b.txt", b"b")
    )
    at = records(crawl)[0].offset
    fresh = erased(data, "all.zip", Spot("a/x.html"), Spot("archive/c.warc.gz", at)) or b""
    with zipfile.ZipFile(io.BytesIO(fresh)) as left:
        assert left.namelist() == ["archive/c.warc.gz", "b.txt"]
        assert left.read("b.txt") == b"b"
        assert b"first words" not in gzip.decompress(left.read("archive/c.warc.gz"))
        assert len(left.read("archive/c.warc.gz")) == len(crawl)


def test_pages_that_lie_in_a_folder_of_that_name_stay_when_another_goes() -> None:
    data = packed(("pages/x.html", b"<p>x</p>"), ("indexes/y.html", b"<p>y</p>"), ("z.html", b"z"))
    fresh = erased(data, "site.zip", Spot("z.html")) or b""
    with zipfile.ZipFile(io.BytesIO(fresh)) as left:
        assert left.namelist() == ["pages/x.html", "indexes/y.html"]


def test_a_packaged_web_archive_no_longer_lists_what_went() -> None:
    lists = (("pages/pages.jsonl", b"{}"), ("indexes/index.cdx", b""), ("datapackage.json", b"{}"))
    data = packed(("archive/x.html", b"<p>x</p>"), ("archive/z.html", b"z"), *lists)
    fresh = erased(data, "crawl.wacz", Spot("archive/z.html")) or b""
    with zipfile.ZipFile(io.BytesIO(fresh)) as left:
        assert left.namelist() == ["archive/x.html"]


def test_a_zip_of_one_page_goes_with_it() -> None:
    data = packed(("x.html", b"<html><p>x</p></html>"))
    assert erased(data, "one.zip", Spot("x.html")) is None


@pytest.mark.parametrize(
    ("data", "name", "spot"),
    [
        (JSON_FEED, "f.json", Spot("", 1)),
        (WXR, "export.xml", Spot("", 9)),
        (packed(("x.html", b"<html></html>")), "a.zip", Spot("y.html")),
    ],
)  # fmt: skip
def test_what_cannot_be_cut_is_refused(data: bytes, name: str, spot: Spot) -> None:
    with pytest.raises(CannotErase):
        erased(data, name, spot)


@pytest.mark.parametrize("length", [*range(60, 700), 65_600, 65_700, 131_200, 200_000])
def test_a_filler_has_just_the_length_that_is_asked_for(length: int) -> None:
    data = erasing._gzip_filler(length, "Something stood here.")
    assert len(data) == length
    gzip.decompress(data)
