import gzip
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from backfile.intake.sniff import HEAD_BYTES, NAMES_OF_KINDS, kind_of
from backfile.model.deposit import DepositKind

WARC = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
WXR = b"""<?xml version="1.0"?><!-- generator --><rss version="2.0"
 xmlns:wp="https://wordpress.org/export/1.2/"><channel>"""
RSS = b'<?xml version="1.0"?>\n<?xml-stylesheet href="a"?>\n<rss version="2.0"><channel>'
HTML = "<!DOCTYPE html><html lang='ar'><title>الميناء</title>"


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a", WARC, DepositKind.WARC),
        ("a", gzip.compress(WARC, mtime=0), DepositKind.WARC),
        ("a.bin", zstandard.compress(WARC), DepositKind.WARC),
        ("a", b"\x5d\x2a\x4d\x18\x04\x00\x00\x00abcd", DepositKind.WARC),
        ("a", b"filedesc://x.arc 0.0.0.0 20010101000000 text/plain 9\n", DepositKind.WARC),
        ("a.xml", WXR, DepositKind.WXR),
        ("a.xml", WXR.replace(b"https", b"http"), DepositKind.WXR),
        ("index.html", RSS, DepositKind.FEED),
        ("a", b"<feed xmlns='http://www.w3.org/2005/Atom'>", DepositKind.FEED),
        ("a", b"<rdf:RDF xmlns:rdf='x' xmlns='http://purl.org/rss/1.0/'>", DepositKind.FEED),
        ("a", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', DepositKind.FEED),
        ("a.json", b'{"db": [{"meta": {}, "data": {"posts": []}}]}', DepositKind.GHOST),
        ("a.json", b'{"meta": {}, "data": {"posts": []}}', DepositKind.GHOST),
        ("a.json", b'{"anything": 1}', DepositKind.OTHER),
        ("a", b"<?xml version='1.0'?><urlset xmlns='x'>", DepositKind.SITEMAP),
        ("a", b"<sitemapindex>", DepositKind.SITEMAP),
        ("a", HTML.encode(), DepositKind.HTML),
        ("a", HTML.encode("utf-8-sig"), DepositKind.HTML),
        ("a", HTML.encode("utf-16"), DepositKind.HTML),
        ("a", HTML.encode("utf-16-le"), DepositKind.HTML),
        ("a", HTML.encode("utf-32"), DepositKind.HTML),
        ("a", b'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<HTML>', DepositKind.HTML),
        ("a", b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', DepositKind.HTML),
        ("a", b"<!-- saved from url=(0022)http://www.e.org/ -->\n<HTML>", DepositKind.HTML),
        ("a", b"\n\n  <head><title>x</title>", DepositKind.HTML),
        ("a.htm", b"no markup", DepositKind.HTML),
        ("a.htm?p=2", b"no markup", DepositKind.HTML),
        ("a", b"x <p>one</p> <div>two</div>", DepositKind.HTML),
        ("a.md", b"# Heading\n", DepositKind.MARKDOWN),
        ("a", b"---\ntitle: x\n---\n\nWords.", DepositKind.MARKDOWN),
        ("a.html", b"+++\ntitle = 'x'\n+++\n<p>Words.", DepositKind.MARKDOWN),
        ("a", b"Written by A. B.\n\nThe <p> element is used.\n", DepositKind.TEXT),
        ("a.txt", "نص عادي".encode("cp1256"), DepositKind.TEXT),
        ("a", b"\xff\xd8\xff\xe0\x00\x10JFIF", DepositKind.MEDIA),
        ("a.html", b"%PDF-1.4", DepositKind.MEDIA),
        ("a", b"<?xml version='1.0'?><svg>", DepositKind.MEDIA),
        ("a", b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", DepositKind.MEDIA),
        ("a", b"PK\x03\x04" + b"\0" * 26 + b"a.html", DepositKind.ZIP),
        ("a.wacz", b"PK\x03\x04" + b"\0" * 26 + b"a.html", DepositKind.WACZ),
        ("a", b"\0" * 257 + b"ustar\x0000" + b"\0" * 247, DepositKind.TAR),
        ("a.tar.bz2", b"BZh91AY&SY", DepositKind.TAR),
        ("a.xml.bz2", b"BZh91AY&SY", DepositKind.ZIP),
        ("a.js", b"document.write('<p><p><p><p>')", DepositKind.OTHER),
        ("a.js?ver=2.html", b"document.write('<p><p><p><p>')", DepositKind.OTHER),
        ("a.xml", b"<?xml version='1.0'?><manifest/>", DepositKind.OTHER),
        ("a", b"\x00\x01\x02\x03\x04" * 9, DepositKind.OTHER),
    ],
)
def test_a_kind_is_told_by_its_bytes(name: str, head: bytes, kind: DepositKind) -> None:
    assert kind_of(head, name) is kind


@given(st.binary(max_size=400), st.sampled_from(["a", "a.html", "a.xml", "a.zip", "a.tar.gz"]))
def test_any_bytes_have_a_kind(head: bytes, name: str) -> None:
    assert isinstance(kind_of(head, name), DepositKind)


@given(
    st.sampled_from(
        [b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"<!--", b"<?xml ", b"{"]
    ),
    st.binary(),
)
def test_any_bytes_behind_a_known_beginning_have_a_kind(front: bytes, rest: bytes) -> None:
    assert isinstance(kind_of(front + rest, "a"), DepositKind)


def test_hostile_markup_is_told_in_little_time() -> None:
    for piece in (b"<!--", b"<!doctype ", b"<?", b"< " * 9, b"\n", b'{"data":' * 2):
        assert isinstance(kind_of(piece * (HEAD_BYTES // len(piece)), "a"), DepositKind)


def test_every_kind_but_what_is_left_has_a_name_for_people() -> None:
    assert set(DepositKind) - {DepositKind.OTHER} == set(NAMES_OF_KINDS)


def test_the_newsroom_is_known_by_its_bytes(data_dir: Path) -> None:
    kinds = {
        path.name: kind_of(path.read_bytes()[:HEAD_BYTES], path.name)
        for path in (data_dir / "newsroom/feeds").glob("*.xml")
    }
    assert set(kinds.values()) == {DepositKind.FEED}
