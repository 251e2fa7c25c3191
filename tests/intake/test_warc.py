import gzip
import io
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import brotli
import pytest
import zstandard

from backfile.errors import UnknownKind
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.warc import WarcReader
from backfile.model.capture import Capture, Form
from backfile.model.finding import Finding

PAGE = b"<!DOCTYPE html><html><head><title>Harbour reopens</title></head><body>Boats.</body></html>"
HOME = "http://www.example.org/"


def record(kind: str, target: str, block: bytes, **headers: str) -> bytes:
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": target,
        "WARC-Date": "2016-03-17T09:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = {"Content-Type": "text/html; charset=UTF-8"} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def page_record(path: str = "", body: bytes = PAGE, **headers: str) -> bytes:
    return record("response", HOME + path, http(body, **headers))


def read(data: bytes, name: str = "crawl.warc") -> tuple[list[Capture], list[Finding]]:
    item = Item(name, len(data), lambda: io.BytesIO(data))
    return parted(WarcReader().read(item, Surroundings()))


def parted(reads: Iterable[Read]) -> tuple[list[Capture], list[Finding]]:
    captures: list[Capture] = []
    findings: list[Finding] = []
    for one in reads:
        if isinstance(one, Capture):
            captures.append(one)
            findings += one.findings
        elif isinstance(one, Finding):
            findings.append(one)
    return captures, findings


def zstd_with_dictionary(records: list[bytes]) -> bytes:
    words = b"".join(records) * 20
    samples: list[bytes | bytearray | memoryview[int]] = [
        words[at : at + 200] for at in range(0, len(words) - 200, 97)
    ]
    dictionary = zstandard.train_dictionary(1024, samples)
    packer = zstandard.ZstdCompressor(dict_data=dictionary, write_checksum=True)
    raw = dictionary.as_bytes()
    front = b"\x5d\x2a\x4d\x18" + len(raw).to_bytes(4, "little") + raw
    return front + b"".join(packer.compress(one) for one in records)


THREE = [page_record("a"), page_record("b"), page_record("c")]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(THREE),
        b"".join(gzip.compress(one, mtime=0) for one in THREE),
        gzip.compress(b"".join(THREE)),
        b"".join(zstandard.ZstdCompressor().compress(one) for one in THREE),
        b"".join(zstandard.ZstdCompressor(write_content_size=False).compress(x) for x in THREE),
        zstd_with_dictionary(THREE),
    ],
    ids=["plain", "gzip", "one gzip member", "zstd", "zstd without size", "zstd dictionary"],
)
def test_a_web_archive_is_read_however_it_is_compressed(data: bytes) -> None:
    captures, findings = read(data)
    assert [capture.address for capture in captures] == [HOME + path for path in "abc"]
    assert all(capture.body == PAGE and capture.form is Form.PAGE for capture in captures)
    assert captures[0].charset == "utf-8"
    assert captures[0].captured == "2016-03-17T09:00:00Z"
    assert findings == []
    offsets = [capture.offset or 0 for capture in captures]
    assert offsets == sorted(set(offsets))


def test_a_capture_stands_where_its_record_begins() -> None:
    parts = [gzip.compress(one, mtime=0) for one in THREE]
    captures, _ = read(b"".join(parts))
    assert [one.offset for one in captures] == [0, len(parts[0]), len(parts[0]) + len(parts[1])]


def test_wget_puts_the_address_in_angle_brackets() -> None:
    captures, _ = read(record("response", f"<{HOME}>", http(PAGE)))
    assert captures[0].address == HOME


def test_notes_of_the_crawler_are_no_captures() -> None:
    data = (
        record("warcinfo", "", b"software: x\r\n")
        + record("request", HOME, b"GET / HTTP/1.1\r\n\r\n")
        + record("metadata", HOME, b"via: x\r\n")
        + record("response", "dns:example.org", b"1.2.3.4", Content_Type="text/dns")
        + record("resource", "metadata://tool/log", b"log", Content_Type="text/plain")
        + page_record()
    )
    captures, findings = read(data)
    assert [capture.address for capture in captures] == [HOME]
    assert findings == []


@pytest.mark.parametrize(
    ("coding", "coded"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstandard.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE, mtime=0))),
        ("gzip", PAGE),
        ("br", PAGE),
        ("identity", PAGE),
    ],
)
def test_a_content_coding_is_undone_or_was_declared_wrongly(coding: str, coded: bytes) -> None:
    captures, findings = read(page_record(body=coded, Content_Encoding=coding))
    assert captures[0].body == PAGE
    assert findings == []


@pytest.mark.parametrize(
    "body",
    [
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
        b"10;note=x\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n" % (PAGE[:16], len(PAGE) - 16, PAGE[16:]),
        PAGE,
    ],
    ids=["one chunk", "two chunks", "wrongly declared"],
)
def test_chunks_are_joined_where_there_are_any(body: bytes) -> None:
    captures, findings = read(page_record(body=body, Transfer_Encoding="chunked"))
    assert captures[0].body == PAGE
    assert findings == []


def test_a_chunk_that_breaks_off_keeps_what_came() -> None:
    body = b"%x\r\n%s" % (len(PAGE), PAGE[:60])
    captures, findings = read(page_record(body=body, Transfer_Encoding="chunked"))
    assert captures[0].body == PAGE[:60]
    assert [finding.code for finding in findings] == ["item-truncated"]


def test_a_payload_that_expands_without_end_is_refused() -> None:
    bomb = gzip.compress(b"\0" * (80 << 20), 9)
    captures, findings = read(page_record(body=bomb, Content_Encoding="gzip") + page_record("b"))
    assert captures[0].body == b""
    assert captures[1].body == PAGE
    assert [finding.code for finding in findings] == ["bomb-refused"]


def test_a_coding_that_makes_no_sense_keeps_the_raw_bytes() -> None:
    raw = b"\x1f\x8b\x08\x00broken\x00\x01\x02"
    captures, findings = read(page_record(body=raw, Content_Encoding="gzip"))
    assert captures[0].body == raw
    assert [finding.code for finding in findings] == ["payload-undecodable"]


def test_a_redirect_names_the_address_that_it_leads_to() -> None:
    moved = http(b"", "301 Moved", Location="/2016/03/story/#top")
    captures, _ = read(record("response", f"{HOME}?p=12", moved))
    assert captures[0].form is Form.REDIRECT
    assert captures[0].location == f"{HOME}2016/03/story/"
    assert captures[0].status == 301


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "403 Forbidden"])
def test_an_error_page_is_no_page(status: str) -> None:
    captures, _ = read(record("response", HOME, http(PAGE, status)))
    assert captures[0].form is Form.ERROR


@pytest.mark.parametrize(
    ("path", "content_type", "body", "form"),
    [
        ("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 picture", Form.FILE),
        ("a", "text/html", b"\x89PNG\r\n\x1a\n picture", Form.FILE),
        ("a.pdf", "application/octet-stream", b"%PDF-1.4 x", Form.FILE),
        ("a.css", "text/css", b"p{}", Form.OTHER),
        ("a.js", "application/javascript", b"document.write('<p>','<p>','<div>')", Form.OTHER),
        ("robots.txt", "text/plain", b"User-agent: *\nDisallow:\n", Form.OTHER),
        ("speech.txt", "text/plain", b"A speech in full.\n", Form.TEXT),
        ("a.json", "application/json", b'{"a": 1}', Form.OTHER),
        ("a", "text/html", b'{"a": 1}', Form.OTHER),
        ("a", "", PAGE, Form.PAGE),
        ("a", "text/plain", PAGE, Form.PAGE),
        ("a", "text/html", b"No markup at all", Form.PAGE),
        ("a", "text/html", b"\xef\xbb\xbf\n<!-- x --><html><p>a", Form.PAGE),
        ("wlwmanifest.xml", "text/xml", b"<?xml version='1.0'?><manifest/>", Form.OTHER),
        ("s.xml", "text/html", b"<urlset><url><loc>http://e.org/1</loc></url></urlset>", Form.FEED),
        ("a.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", Form.FILE),
    ],
)
def test_bytes_and_server_together_say_what_a_payload_is(
    path: str, content_type: str, body: bytes, form: Form
) -> None:
    captures, _ = read(
        record("response", HOME + path, http(body, **{"Content-Type": content_type}))
    )
    assert captures[0].form is form


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<link>http://www.example.org/</link>
<item><title>One</title><link>http://www.example.org/1</link><description>x</description></item>
<item><title>Two</title><link>http://www.example.org/2</link><description>y</description></item>
</channel></rss>"""


def test_entries_of_a_feed_follow_it_as_captures_of_their_own() -> None:
    feed = http(FEED, **{"Content-Type": "application/rss+xml"})
    captures, _ = read(record("response", f"{HOME}feed/", feed) + page_record("b"))
    assert [one.form for one in captures] == [Form.FEED, Form.ENTRY, Form.ENTRY, Form.PAGE]
    assert captures[1].address == f"{HOME}1"
    assert captures[1].captured == "2016-03-17T09:00:00Z"
    offsets = [one.offset or 0 for one in captures]
    assert offsets == sorted(set(offsets))


def test_a_sitemap_in_a_crawl_lists_what_should_exist() -> None:
    body = (
        b"<urlset><url><loc>http://e.org/?a=1&amp;b=2</loc></url><url><loc>x</loc></url></urlset>"
    )
    captures, _ = read(record("response", f"{HOME}sitemap.xml", http(body)))
    assert captures[0].lists == ("http://e.org/?a=1&b=2",)


def test_a_revisit_has_the_payload_that_it_repeats() -> None:
    digest = "sha1:AAAA"
    first = record("response", HOME, http(PAGE), WARC_Payload_Digest=digest)
    again = record(
        "revisit",
        HOME,
        http(b""),
        WARC_Payload_Digest=digest,
        WARC_Date="2016-04-01T00:00:00Z",
    )
    for pack in (bytes, gzip.compress):
        captures, findings = read(pack(first) + pack(again))
        assert [one.body for one in captures] == [PAGE, PAGE]
        assert captures[1].captured == "2016-04-01T00:00:00Z"
        assert captures[1].form is Form.PAGE
        assert findings == []


def test_a_revisit_may_repeat_a_payload_of_another_file_of_the_deposit(tmp_path: Path) -> None:
    digest = "sha1:AAAA"
    first = record("response", HOME, http(PAGE), WARC_Payload_Digest=digest)
    (tmp_path / "1.warc").write_bytes(first)
    (tmp_path / "2.warc").write_bytes(record("revisit", HOME, b"", WARC_Payload_Digest=digest))
    captures, _ = parted(read_items(items_of(tmp_path)))
    assert [one.body for one in captures] == [PAGE, PAGE]


def test_a_revisit_of_what_is_not_at_hand_leads_to_the_address_that_it_repeats() -> None:
    lone = record(
        "revisit",
        f"{HOME}?utm_source=x",
        http(b""),
        WARC_Payload_Digest="sha1:AAAA",
        WARC_Refers_To_Target_URI=HOME,
    )
    captures, findings = read(lone)
    assert captures[0].form is Form.REDIRECT
    assert captures[0].location == HOME
    assert [finding.code for finding in findings] == ["revisit-unresolved"]


def test_empty_answers_make_no_way_between_addresses() -> None:
    lone = record(
        "revisit",
        f"{HOME}favicon.ico",
        http(b""),
        WARC_Payload_Digest="sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
        WARC_Refers_To_Target_URI=HOME,
    )
    captures, _ = read(lone)
    assert captures[0].form is Form.OTHER


def test_a_resource_is_a_capture_without_status() -> None:
    captures, _ = read(record("resource", HOME, PAGE, Content_Type="text/html; charset=utf-8"))
    assert captures[0].form is Form.PAGE
    assert captures[0].status is None
    assert captures[0].charset == "utf-8"


def test_a_file_that_breaks_off_keeps_what_is_there_and_says_so() -> None:
    plain = b"".join(THREE)
    captures, findings = read(plain[:-40])
    assert len(captures) == 3
    assert [finding.code for finding in findings] == ["item-truncated"]


def test_a_compressed_file_that_breaks_off_says_so() -> None:
    for pack in (gzip.compress, zstandard.ZstdCompressor().compress):
        data = b"".join(pack(one) for one in THREE)
        captures, findings = read(data[:-30])
        assert len(captures) >= 2
        assert "item-truncated" in {finding.code for finding in findings}


def test_a_damaged_member_costs_that_record_and_no_other() -> None:
    parts = [gzip.compress(one, mtime=0) for one in THREE]
    parts[1] = parts[1][:20] + b"\xff" * 30 + parts[1][50:]
    captures, findings = read(b"".join(parts))
    assert [one.address for one in captures] in (
        [f"{HOME}a", f"{HOME}c"],
        [HOME + c for c in "abc"],
    )
    assert captures[-1].body == PAGE
    assert findings


def test_rubbish_between_records_is_passed_over() -> None:
    captures, findings = read(THREE[0] + b"#### rubbish\n" * 50 + THREE[1])
    assert len(captures) == 2
    assert [finding.code for finding in findings] == ["record-malformed"]


@pytest.mark.parametrize("length", ["12", "100000", "-1", "many", ""])
def test_a_wrong_length_costs_no_other_record(length: str) -> None:
    wrong = record("response", f"{HOME}a", http(PAGE), Content_Length=length)
    captures, findings = read(wrong + THREE[1] + THREE[2])
    assert [one.address for one in captures][-2:] == [f"{HOME}b", f"{HOME}c"]
    assert captures[-2].body == captures[-1].body == PAGE
    assert "record-malformed" in {finding.code for finding in findings}


def test_a_record_too_short_by_its_length_is_whole_again() -> None:
    short = record("response", f"{HOME}a", http(PAGE), Content_Length="12")
    captures, _ = read(short + THREE[1])
    assert captures[0].body == PAGE


def test_an_address_that_is_none_is_a_finding_and_the_page_is_kept() -> None:
    captures, findings = read(record("response", "http:///nowhere", http(PAGE)))
    assert captures[0].address is None
    assert captures[0].body == PAGE
    assert [finding.code for finding in findings] == ["record-malformed"]


def test_a_blank_in_an_address_is_percent_encoded() -> None:
    captures, _ = read(record("response", f"{HOME}old story.html", http(PAGE)))
    assert captures[0].address == f"{HOME}old%20story.html"


def test_a_record_that_does_not_have_its_digest_is_said_to() -> None:
    wrong = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    captures, findings = read(record("response", HOME, http(PAGE), WARC_Block_Digest=wrong))
    assert captures[0].body == PAGE
    assert [finding.code for finding in findings] == ["digest-mismatch"]


def test_a_server_that_announced_more_than_came_is_noted() -> None:
    captures, findings = read(page_record(Content_Length="4000"))
    assert captures[0].body == PAGE
    assert [finding.code for finding in findings] == ["item-truncated"]


def pieces(body: bytes, cuts: tuple[int, ...]) -> list[bytes]:
    """Write one response as several records, as a crawler does whose file is full."""
    block = http(body)
    first, *others = [block[a:b] for a, b in zip((0, *cuts), (*cuts, len(block)), strict=True)]
    name = "<urn:uuid:11111111-1111-4111-8111-111111111111>"
    made = [record("response", HOME, first, WARC_Record_ID=name, WARC_Segment_Number="1")]
    for number, piece in enumerate(others, 2):
        last = {"WARC_Segment_Total_Length": str(len(block))} if number > len(others) else {}
        said = {"WARC_Segment_Origin_ID": name, "WARC_Segment_Number": str(number)} | last
        made.append(record("continuation", HOME, piece, **said))
    return made


def test_a_record_in_pieces_is_whole_again() -> None:
    captures, findings = read(b"".join([*pieces(PAGE, (70, 90, 120)), page_record("next")]))
    assert [capture.body for capture in captures] == [PAGE, PAGE]
    assert findings == []


@pytest.mark.parametrize("pack", [bytes, lambda data: gzip.compress(data, mtime=0)])
def test_a_record_goes_on_in_the_next_file(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    first, second, third = pieces(PAGE, (70, 90))
    (tmp_path / "1.warc").write_bytes(pack(page_record("a")) + pack(first))
    (tmp_path / "2.warc").write_bytes(pack(second))
    (tmp_path / "3.warc").write_bytes(pack(third) + pack(page_record("b")))
    captures, findings = parted(read_items(items_of(tmp_path)))
    assert [(one.item, one.body) for one in captures] == [
        ("1.warc", PAGE),
        ("1.warc", PAGE),
        ("3.warc", PAGE),
    ]
    assert findings == []


def test_a_record_whose_pieces_are_not_all_there_says_so() -> None:
    first, second, _ = pieces(PAGE, (70, 90))
    captures, findings = read(first + second)
    assert http(PAGE)[:90].endswith(captures[0].body)
    assert [finding.code for finding in findings] == ["item-truncated"]


def test_a_piece_of_nothing_is_a_finding() -> None:
    captures, findings = read(pieces(PAGE, (70,))[1] + page_record())
    assert len(captures) == 1
    assert [finding.code for finding in findings] == ["record-malformed"]


def test_an_archive_packed_by_what_no_reader_knows_says_how_to_unpack_it(tmp_path: Path) -> None:
    packed = b"\x04\x22\x4d\x18" + bytes(60)
    (tmp_path / "crawl.warc.lz4").write_bytes(packed)
    with pytest.raises(UnknownKind) as refused:
        list(read_items(items_of(tmp_path / "crawl.warc.lz4")))
    assert "lz4 -d" in refused.value.next_step
    (tmp_path / "crawl.warc").write_bytes(page_record())
    _, findings = parted(read_items(items_of(tmp_path)))
    assert [(f.code, "lz4 -d" in f.text) for f in findings] == [("item-unknown", True)]


def test_an_unknown_record_type_is_a_finding() -> None:
    captures, findings = read(record("novel", HOME, b"x") + page_record())
    assert len(captures) == 1
    assert [finding.code for finding in findings] == ["record-malformed"]


def arc_record(address: str, body: bytes) -> bytes:
    return f"{address} 192.0.2.1 20010317090000 text/html {len(body)}\n".encode() + body + b"\n"


ARC = (
    b"filedesc://old.arc 0.0.0.0 20010317090000 text/plain 20\n1 0 InternetArchive\n\n"
    + arc_record("http://www.example.org/old story.html", http(PAGE))
    + arc_record("http://www.example.org/next.html", http(PAGE))
)


@pytest.mark.parametrize("data", [ARC, gzip.compress(ARC, mtime=0)], ids=["plain", "gzip"])
def test_arc_files_of_before_2009_are_read_too(data: bytes) -> None:
    captures, findings = read(data, "old.arc")
    assert [one.address for one in captures] == [
        "http://www.example.org/old%20story.html",
        "http://www.example.org/next.html",
    ]
    assert captures[0].captured == "2001-03-17T09:00:00Z"
    assert captures[0].body == PAGE
    assert findings == []


def test_an_arc_file_that_breaks_off_says_so() -> None:
    captures, findings = read(ARC[:-30], "old.arc")
    assert len(captures) == 2
    assert [finding.code for finding in findings] == ["item-truncated"]


def test_a_record_larger_than_the_bound_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.intake.records.MAX_BLOCK", 4096)
    captures, findings = read(page_record("big", PAGE + b" " * 9000) + page_record("b"))
    assert [one.body for one in captures] == [b"", PAGE]
    assert [finding.code for finding in findings] == ["item-too-large"]
