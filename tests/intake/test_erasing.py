"""Files written anew without some of their captures: the rest stays where and what it was."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from backfile.intake import cutting_records
from backfile.intake.cutting import CannotErase, Spot
from backfile.intake.cutting_rows import rows_beside
from backfile.intake.erasing import erase
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.records import Record, read_records
from backfile.model.capture import Capture, Form

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


PREFIXED = b"""<?xml version="1.0"?><a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title>
<a:entry><a:title>one</a:title><a:content type="html">&lt;entry&gt; is a word</a:content></a:entry>
<a:entry><a:title>two</a:title></a:entry><a:entry><a:title>three</a:title></a:entry></a:feed>"""
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>
<item><title>one</title></item><item><title>two</title></item><item><title>three</title></item>
</channel></rss>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="c"><title>T</title></channel>
<item rdf:about="https://a.example/1"><title>one</title></item>
<item rdf:about="https://a.example/2"><title>two</title></item>
<item rdf:about="https://a.example/3"><title>three</title></item></rdf:RDF>"""
LISTED = b"""{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1",
"title":"one","content_text":"x"}, {"id":"2","title":"two"},{"id":"3","title":"three"}]}"""
GHOST = b"""{"db":[{"meta":{"version":"5.9"},"data":{"posts":[
{"id":"p1","title":"one","html":"<p>1</p>","slug":"one","status":"published"},
{"id":"p2","title":"two","html":"<p>two</p>","slug":"two","status":"published"},
{"id":"p3","title":"three","html":"<p>3</p>","slug":"three","status":"published"}],
"posts_meta":[{"post_id":"p2","meta_title":"two"},{"post_id":"p3","meta_title":"m3"}],
"post_revisions":[{"id":"r","post_id":"p2","lexical":"two two"}],
"emails":[{"id":"e","post_id":"p2","html":"two by mail"}],"settings":[{"key":"title","value":"T"}]
}}]}"""


COUNTED = (
    GHOST.replace(b'"id":"p2"', b'"id":2')
    .replace(b'"post_id":"p2"', b'"post_id":"2"', 1)
    .replace(b'"post_id":"p2"', b'"post_id":2')
)
"""Old exports count posts, and not every table says the number in the same way."""


def numbered(data: bytes, name: str, folder: Path) -> dict[int | None, str]:
    """Return what a reader takes from a file: headlines by their numbers."""
    (folder / name).write_bytes(data)
    reads = read_items(items_of(folder / name), address="https://a.example/")
    entries = [one for one in reads if isinstance(one, Capture) and one.form is Form.ENTRY]
    said = ((one.offset, [c.value for c in one.claims if c.field == "headline"]) for one in entries)
    return {number: str(values[0]) if values else "" for number, values in said}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (ATOM.replace(b"<entry/>", b"<entry><title>two</title></entry>"), "atom.xml"),
        (PREFIXED, "prefixed.xml"),
        (RSS, "rss.xml"),
        (RDF, "rdf.xml"),
        (LISTED, "feed.json"),
        (GHOST, "ghost.json"),
        (COUNTED, "ghost.json"),
        (COUNTED.replace(b'"id":2', b'"id":"2"'), "ghost.json"),
    ],
)
def test_what_is_left_of_a_file_keeps_its_numbers(data: bytes, name: str, tmp_path: Path) -> None:
    assert numbered(data, name, tmp_path) == {1: "one", 2: "two", 3: "three"}
    fresh = erased(data, name, Spot("", 2)) or b""
    assert b"two" not in fresh
    assert numbered(fresh, name, tmp_path) == {1: "one", 3: "three"}
    again = erased(fresh, name, Spot("", 3)) or b""
    assert numbered(again, name, tmp_path) == {1: "one"}


def test_an_export_loses_revisions_and_pictures_that_nothing_else_shows() -> None:
    def item(number: int, kind: str, more: str) -> str:
        said = f"<wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type>{more}"
        return f"<item><title>item {number}</title>{said}</item>"

    def picture(number: int, name: str) -> str:
        at = f"<wp:attachment_url>https://a.example/{name}.jpg</wp:attachment_url>"
        return item(number, "attachment", f"<wp:post_parent>1</wp:post_parent>{at}")

    lead = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>"
        "<wp:meta_value><![CDATA[14]]></wp:meta_value></wp:postmeta>"
    )
    items = [
        item(1, "post", ""),
        item(2, "post", lead + "<content>https://a.example/shared-300x200.jpg</content>"),
        item(11, "revision", "<wp:post_parent><![CDATA[1]]></wp:post_parent>"),
        picture(12, "alone"),
        picture(13, "shared"),
        picture(14, "leading"),
        item(15, "post", "<wp:post_parent>1</wp:post_parent>"),
    ]
    data = WXR[: WXR.index(b"<item>")] + "".join(items).encode() + b"</channel></rss>"
    fresh = erased(data, "export.xml", Spot("", 1)) or b""
    gone = [n for n in (1, 2, 11, 12, 13, 14, 15) if f"<title>item {n}<".encode() not in fresh]
    assert gone == [1, 11, 12]
    assert fresh.count(b"<item>") == 7


@pytest.mark.parametrize(
    "text",
    [
        '<![CDATA[[gallery ids="9, 6"]]]>',
        "<![CDATA[<p>x</p>[gallery size=full include='6']]]>",
        "[gallery ids=&quot;9,6&quot;]",
        "<![CDATA[[gallery ids=&#8221;6,9&#8243;]]]>",
        '<![CDATA[[vc_single_image image="6"]]]>',
        '<![CDATA[[caption id="attachment_6" width="9"]x[/caption]]]>',
        '<![CDATA[<!-- wp:gallery {"ids":[9,6],"columns":2} --><!-- /wp:gallery -->]]>',
        '<![CDATA[<!-- wp:image {"id":6} /-->]]>',
        '&lt;!-- wp:media-text {"mediaId":6} /--&gt;',
        '<![CDATA[<!-- wp:x/slides {"images":[{"id":"6"}]} /-->]]>',
        '<![CDATA[<img class="size-full wp-image-6" src="https://cdn.example/p.jpg">]]>',
    ],
)
def test_a_picture_stays_that_another_item_shows_by_its_number(text: str) -> None:
    assert b"<title>picture<" in (erased(wxr_showing(text), "export.xml", Spot("", 1)) or b"")


@pytest.mark.parametrize(
    "text",
    [
        '<![CDATA[[gallery ids="66,16"] 6 [6] id="6"]]>',
        '<![CDATA[[gallery exclude="6"] [[gallery ids="6"]] ]]>',
        '<![CDATA[<!-- wp:columns {"columns":6} /--><img class="wp-image-61">]]>',
    ],
)
def test_a_picture_goes_that_other_items_do_not_name(text: str) -> None:
    assert b"<title>picture<" not in (erased(wxr_showing(text), "export.xml", Spot("", 1)) or b"")


def wxr_showing(text: str) -> bytes:
    """Return an export of a story, another with some text, and a picture uploaded for the first."""
    picture = (
        "<wp:post_id>6</wp:post_id><wp:post_parent>1</wp:post_parent>"
        "<wp:post_type>attachment</wp:post_type>"
        "<wp:attachment_url>https://a.example/harbour.jpg</wp:attachment_url>"
    )
    items = [
        "<item><title>one</title><wp:post_id>1</wp:post_id></item>",
        f"<item><wp:post_id>2</wp:post_id><content:encoded>{text}</content:encoded></item>",
        f"<item><title>picture</title>{picture}</item>",
    ]
    return WXR[: WXR.index(b"<item>")] + "".join(items).encode() + b"</channel></rss>"


def test_a_table_beside_the_texts_loses_the_row_and_nothing_else() -> None:
    table = (
        b'post_id,post_date,is_published,title,subtitle\r\n1.one,2020,true,"One\nline",x\r\n'
        b'22.two,2021,true,"Two, ""quoted""\nin two lines",y\r\n3.three,2022,true,Three,z\r\n'
    )
    spots = [Spot("out/posts/22.two.html"), rows_beside("out/posts/22.two.html") or Spot()]
    texts = [(f"out/posts/{name}.html", b"<p>text</p>") for name in ("1.one", "22.two", "3.three")]
    data = packed(*texts, ("out/posts.csv", table))
    with zipfile.ZipFile(io.BytesIO(erased(data, "all.zip", *spots) or b"")) as left:
        assert left.namelist() == [
            "out/posts/1.one.html",
            "out/posts/3.three.html",
            "out/posts.csv",
        ]
        start, end = table.index(b"22.two"), table.index(b"3.three")
        assert left.read("out/posts.csv") == table[:start] + table[end:]
    without = packed(*texts)
    with zipfile.ZipFile(io.BytesIO(erased(without, "all.zip", *spots) or b"")) as left:
        assert len(left.namelist()) == 2


def test_members_that_point_outside_are_nobodys_and_do_not_stay() -> None:
    data = packed(("../x.html", b"<p>x</p>"), ("/y.html", b"<p>y</p>"), ("z.html", b"z"))
    with pytest.raises(CannotErase):
        erased(data, "all.zip", Spot("x.html"))
    data = packed(("../x.html", b"<p>x</p>"), ("a.html", b"<p>a</p>"), ("z.html", b"z"))
    with zipfile.ZipFile(io.BytesIO(erased(data, "all.zip", Spot("z.html")) or b"")) as left:
        assert left.namelist() == ["a.html"]


def test_two_members_of_one_path_go_both() -> None:
    data = packed(("a/x.html", b"<p>1</p>"), ("a//x.html", b"<p>2</p>"), ("b.html", b"<p>b</p>"))
    with zipfile.ZipFile(io.BytesIO(erased(data, "all.zip", Spot("a/x.html")) or b"")) as left:
        assert left.namelist() == ["b.html"]


def test_what_a_crawler_made_of_a_page_goes_with_it() -> None:
    page = b"<html><body>" + b"secret words " * 9 + b"</body></html>"
    targets = [
        "https://a.example/one",
        "http://a.example/one",
        "urn:text:https://a.example/one",
        "urn:fullPage:http://www.a.example/one/",
        "metadata://a.example/one",
        "https://a.example/one?p=2",
        "urn:text:https://a.example/two",
    ]
    kinds = ["response", "metadata", "resource", "resource", "metadata", "resource", "resource"]
    parts = [record(kind, at, page) for kind, at in zip(kinds, targets, strict=True)]
    data = b"".join(map(gzip.compress, parts))
    fresh = gzip.decompress(erased(data, "crawl.warc.gz", Spot("", 0)) or b"")
    left = [at for at in targets if f"URI: {at}\r".encode() in fresh]
    assert left == targets[-2:]
    assert fresh.count(page) == 2


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
        (JSON_FEED, "f.json", Spot("", 2)),
        (GHOST, "ghost.json", Spot("", 4)),
        (WXR, "export.xml", Spot("", 9)),
        (packed(("x.html", b"<html></html>")), "a.zip", Spot("y.html")),
    ],
)  # fmt: skip
def test_what_cannot_be_cut_is_refused(data: bytes, name: str, spot: Spot) -> None:
    with pytest.raises(CannotErase):
        erased(data, name, spot)


@pytest.mark.parametrize("mark", [b"<item><title>one", b"<item><title>two", b"</channel>"])
def test_no_item_is_cut_from_a_feed_in_which_more_of_them_end_than_began(mark: bytes) -> None:
    data = RSS.replace(mark, b"</item>" + mark)
    for number in (1, 2, 3):
        with pytest.raises(CannotErase, match="ends before it begins"):
            erased(data, "rss.xml", Spot("", number))


@pytest.mark.parametrize("length", [*range(60, 700), 65_600, 65_700, 131_200, 200_000])
def test_a_filler_has_just_the_length_that_is_asked_for(length: int) -> None:
    data = cutting_records._gzip_filler(length, "Something stood here.")
    assert len(data) == length
    gzip.decompress(data)
