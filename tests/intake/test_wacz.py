import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.model.capture import Capture
from backfile.model.finding import Finding

PAGE = b"<!DOCTYPE html><html><title>Harbour reopens</title><p>Boats."
BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
CRAWL = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/\r\n"
    b"WARC-Date: 2016-03-17T09:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(BLOCK), BLOCK)
)


def wacz(package: object, crawl: bytes = CRAWL) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc", crawl)
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("indexes/index.cdx", "org,example)/ 2016")
        if package is not None:
            archive.writestr("datapackage.json", json.dumps(package))
    return out.getvalue()


def listing(digest: str, name: str = "archive/data.warc") -> object:
    return {"profile": "data-package", "resources": [{"path": name, "hash": f"sha256:{digest}"}]}


RIGHT = hashlib.sha256(CRAWL).hexdigest()


@pytest.mark.parametrize(
    ("package", "codes"),
    [
        (listing(RIGHT), []),
        (listing("0" * 64), ["digest-mismatch"]),
        (listing("0" * 64, "archive/lost.warc"), ["item-unreadable"]),
        (listing("unknown"), []),
        ({"resources": "none"}, ["record-malformed"]),
        ([], ["record-malformed"]),
        (None, ["record-malformed"]),
    ],
)
def test_a_wacz_is_read_and_held_to_its_own_list(
    tmp_path: Path, package: object, codes: list[str]
) -> None:
    path = tmp_path / "site.wacz"
    path.write_bytes(wacz(package))
    reads = list(read_items(items_of(path)))
    captures = [one for one in reads if isinstance(one, Capture)]
    assert [(one.item, one.address) for one in captures] == [
        ("archive/data.warc", "https://www.example.org/")
    ]
    assert captures[0].body == PAGE
    assert [one.code for one in reads if isinstance(one, Finding)] == codes


def test_a_wacz_in_a_folder_is_opened_too(tmp_path: Path) -> None:
    (tmp_path / "site.wacz").write_bytes(wacz(listing(RIGHT)))
    (tmp_path / "note.html").write_bytes(PAGE)
    reads = list(read_items(items_of(tmp_path)))
    assert [one.item for one in reads if isinstance(one, Capture)] == [
        "note.html",
        "site.wacz/archive/data.warc",
    ]
