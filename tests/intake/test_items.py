import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from backfile.errors import DepositError, UnknownKind
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Item
from backfile.model.capture import Capture
from backfile.model.finding import Finding

PAGE = b"<!DOCTYPE html><html><title>Harbour reopens</title><p>Boats."


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(files: dict[str, bytes], *special: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in special:
            archive.addfile(info)
    return out.getvalue()


def opened(path: Path) -> tuple[dict[str, bytes], list[Finding]]:
    items: dict[str, bytes] = {}
    findings: list[Finding] = []
    for found in items_of(path):
        if isinstance(found, Item):
            with found.open() as stream:
                items[found.path] = stream.read()
            assert len(items[found.path]) == found.size
        else:
            findings.append(found)
    return items, findings


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_file_is_one_item_with_its_name(tmp_path: Path) -> None:
    items, findings = opened(put(tmp_path, "a.html", PAGE))
    assert items == {"a.html": PAGE}
    assert findings == []


def test_a_folder_is_walked_in_the_order_of_names_without_what_the_system_left(
    tmp_path: Path,
) -> None:
    for name in ("b/2.html", "b/1.html", "a.html", ".htaccess", ".DS_Store", "__MACOSX/a", "b/._1"):
        put(tmp_path, name, PAGE)
    items, findings = opened(tmp_path)
    assert list(items) == [".htaccess", "a.html", "b/1.html", "b/2.html"]
    assert findings == []


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.html", PAGE)
    put(tmp_path, "deposit/a.html", PAGE)
    (tmp_path / "deposit/link.html").symlink_to(tmp_path / "outside/secret.html")
    (tmp_path / "deposit/folder").symlink_to(tmp_path / "outside")
    items, findings = opened(tmp_path / "deposit")
    assert list(items) == ["a.html"]
    assert codes(findings) == ["link-refused", "link-refused"]


def test_a_device_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, findings = opened(tmp_path)
    assert codes(findings) == ["item-unreadable"]


def test_a_name_that_is_no_text_is_written_with_escapes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xe9t\xe9.html", "wb") as out:  # noqa: PTH123
        out.write(PAGE)
    items, _ = opened(tmp_path)
    assert list(items) == ["\\xe9t\\xe9.html"]


def test_nothing_at_that_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DepositError):
        list(items_of(tmp_path / "gone"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.zip", zipped({"a/1.html": PAGE, "2.html": PAGE})),
        ("d.zip", zipped({"a/1.html": PAGE, "2.html": PAGE}, zipfile.ZIP_STORED)),
        ("d.zip", zipped({"a/1.html": PAGE, "2.html": PAGE}, zipfile.ZIP_BZIP2)),
        ("d.tar", tarred({"a/1.html": PAGE, "2.html": PAGE})),
        ("d.tar.gz", gzip.compress(tarred({"a/1.html": PAGE, "2.html": PAGE}))),
        ("d.tgz", gzip.compress(tarred({"a/1.html": PAGE, "2.html": PAGE}))),
        ("d.tar.bz2", bz2.compress(tarred({"a/1.html": PAGE, "2.html": PAGE}))),
        ("d.tar.xz", lzma.compress(tarred({"a/1.html": PAGE, "2.html": PAGE}))),
        ("unnamed", gzip.compress(tarred({"./a/1.html": PAGE, "2.html": PAGE}))),
    ],
)
def test_a_container_is_opened_by_its_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    items, findings = opened(put(tmp_path, name, data))
    assert items == {"a/1.html": PAGE, "2.html": PAGE}
    assert findings == []


def test_a_container_in_a_folder_lends_its_name_to_its_entries(tmp_path: Path) -> None:
    put(tmp_path, "old/d.zip", zipped({"1.html": PAGE, "in.tar": tarred({"2.html": PAGE})}))
    items, findings = opened(tmp_path)
    assert items == {"old/d.zip/1.html": PAGE, "old/d.zip/in.tar/2.html": PAGE}
    assert findings == []


def test_a_compressed_file_is_opened_under_its_own_name(tmp_path: Path) -> None:
    items, _ = opened(put(tmp_path, "page.html.gz", gzip.compress(PAGE, mtime=0)))
    assert items == {"page.html": PAGE}


def test_containers_too_deep_inside_one_another_stay_closed(tmp_path: Path) -> None:
    data = zipped({"a.html": PAGE})
    for _ in range(5):
        data = zipped({"in.zip": data, "b.html": PAGE}, zipfile.ZIP_STORED)
    items, findings = opened(put(tmp_path, "d.zip", data))
    assert codes(findings) == ["bomb-refused"]
    assert "in.zip/b.html" in items


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html",
        "a/../../evil.html",
        "/etc/evil.html",
        "C:\\evil.html",
        "c:/evil.html",
        "..\\evil.html",
        "\\\\host\\share\\evil.html",
    ],
)
def test_an_entry_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    for container in (zipped({name: PAGE, "a.html": PAGE}), tarred({name: PAGE, "a.html": PAGE})):
        items, findings = opened(put(tmp_path, "d", container))
        assert items == {"a.html": PAGE}
        assert codes(findings) == ["path-outside"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.html", PAGE)
    items, findings = opened(put(tmp_path, "d.zip", out.getvalue()))
    assert items == {"a.html": PAGE}
    assert codes(findings) == ["link-refused"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    odd = tarfile.TarInfo("odd.html")
    odd.type = kind
    odd.linkname = "/etc/passwd"
    items, findings = opened(put(tmp_path, "d.tar", tarred({"a.html": PAGE}, odd)))
    assert items == {"a.html": PAGE}
    assert codes(findings) == ["link-refused"]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fine whatever the ratio, so that small bombs do for large ones."""
    for room in ("bounds", "containers"):
        monkeypatch.setattr(f"backfile.intake.{room}.ALWAYS_FINE", 1 << 16)


ZEROS = b"\0" * (8 << 20)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.zip", zipped({"z": ZEROS})),
        ("d.gz", gzip.compress(ZEROS, mtime=0)),
        ("d.tar.bz2", bz2.compress(ZEROS)),
        ("d.tar.xz", lzma.compress(ZEROS)),
        ("d.zip", zipped({"in.zip": zipped({"z": ZEROS}), "in.gz": gzip.compress(ZEROS, mtime=0)})),
    ],
)
def test_what_expands_beyond_all_proportion_is_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    items, findings = opened(put(tmp_path, name, data))
    assert items == {}
    assert set(codes(findings)) == {"bomb-refused"}


@pytest.mark.usefixtures("narrow")
def test_many_small_entries_are_weighed_together(tmp_path: Path) -> None:
    piece = b"\0" * 60_000
    items, findings = opened(put(tmp_path, "d.zip", zipped({str(n): piece for n in range(200)})))
    assert "bomb-refused" in codes(findings)
    assert len(items) < 200


def test_an_encrypted_entry_is_said_to_be(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}))
    central = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    items, findings = opened(put(tmp_path, "d.zip", bytes(data)))
    assert items == {"b.html": PAGE}
    assert codes(findings) == ["item-unreadable"]
    assert "encrypted" in findings[0].text


def test_two_entries_of_one_name_are_both_kept(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", PAGE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.html", PAGE + b"again")
    items, findings = opened(put(tmp_path, "d.zip", out.getvalue()))
    assert items == {"a.html": PAGE, "a (2).html": PAGE + b"again"}
    assert codes(findings) == ["name-twice"]


def test_a_damaged_entry_costs_itself_and_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": PAGE * 9, "b.html": PAGE}))
    data[60] ^= 0xFF
    reads = list(read_items(items_of(put(tmp_path, "d.zip", bytes(data)))))
    assert [one.item for one in reads if isinstance(one, Capture)] == ["b.html"]
    assert "item-unreadable" in [one.code for one in reads if isinstance(one, Finding)]


def test_a_stored_entry_without_its_checksum_is_read_and_said_to_be(tmp_path: Path) -> None:
    data = zipped({"a.html": PAGE}, zipfile.ZIP_STORED).replace(b"Boats", b"Goats")
    items, findings = opened(put(tmp_path, "d.zip", data))
    assert items == {"a.html": PAGE.replace(b"Boats", b"Goats")}
    assert codes(findings) == ["digest-mismatch"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.zip", zipped({"a.html": PAGE})[:-30]),
        ("d.zip", b"PK\x03\x04" + b"\xff" * 200),
        ("d.tar", tarred({"a.html": PAGE * 30})[:700]),
        ("d.tar.gz", gzip.compress(tarred({"a.html": os.urandom(4000)}))[:900]),
        ("d.tar.xz", lzma.compress(tarred({"a.html": os.urandom(4000)}))[:900]),
        ("d.tar.bz2", bz2.compress(tarred({"a.html": os.urandom(4000)}))[:900]),
        ("d.gz", b"\x1f\x8b\x08\x00rubbish"),
        ("d.zst", b"\x28\xb5\x2f\xfdrubbish"),
    ],
)
def test_a_damaged_container_is_a_finding(tmp_path: Path, name: str, data: bytes) -> None:
    _, findings = opened(put(tmp_path, name, data))
    assert set(codes(findings)) <= {"item-unreadable", "item-truncated"}
    assert findings


def test_a_tar_with_rubbish_behind_its_entries_says_so(tmp_path: Path) -> None:
    data = tarred({"a.html": PAGE})[:1024] + b"rubbish!" * 200
    items, findings = opened(put(tmp_path, "d.tar", data))
    assert items == {"a.html": PAGE}
    assert codes(findings) == ["item-truncated"]


def test_what_nobody_knows_is_an_error_that_names_it_and_the_known_kinds(tmp_path: Path) -> None:
    path = put(tmp_path, "letters.xyz", b"\x00\x01\x02\x03" * 40)
    with pytest.raises(UnknownKind, match=r"letters\.xyz") as caught:
        list(read_items(items_of(path)))
    assert "WARC" in caught.value.next_step
    assert "WordPress" in caught.value.next_step


def test_what_nobody_knows_is_a_finding_beside_others(tmp_path: Path) -> None:
    put(tmp_path, "letters.xyz", b"\x00\x01\x02\x03" * 40)
    put(tmp_path, "empty.html", b"")
    put(tmp_path, "a.html", PAGE)
    reads = list(read_items(items_of(tmp_path)))
    found = [(one.code, one.item) for one in reads if isinstance(one, Finding)]
    assert ("item-unknown", "letters.xyz") in found
    assert ("item-unknown", "empty.html") in found
    assert [one.item for one in reads if isinstance(one, Capture)] == ["a.html"]


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.html", PAGE)
    put(tmp_path, "b.html", PAGE)
    whole = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.html":
            raise PermissionError(13, "Permission denied")
        return whole(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    items, findings = opened(tmp_path)
    assert list(items) == ["b.html"]
    assert codes(findings) == ["item-unreadable"]


def test_an_item_can_be_opened_again_and_sought_in(tmp_path: Path) -> None:
    names = {f"{number}.html": PAGE + bytes([65 + number]) for number in range(9)}
    put(tmp_path, "d.zip", zipped({"in.zip": zipped(names), "in.tar": tarred(names)}))
    items = [one for one in items_of(tmp_path) if isinstance(one, Item)]
    for item in [*items, *reversed(items)]:
        with item.open() as stream:
            stream.seek(-1, io.SEEK_END)
            last = stream.read()
            stream.seek(0)
            assert stream.read() == PAGE + last
            assert stream.tell() == item.size
