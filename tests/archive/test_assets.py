"""Assets: told for what they are by their bytes, and joined to the stories that show them."""

import io
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, MissingAsset, Reading, StoryEntry
from backfile.archive.pictures import Look, look_at
from backfile.errors import NotFound
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit
from backfile.model.testimony import Testimony


def picture(kind: str, size: tuple[int, int] = (32, 20)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, kind)
    return stream.getvalue()


def png(width: int, height: int) -> bytes:
    """A picture that announces a size and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("AVIF", "image/avif"),
    ],
)
def test_a_picture_is_told_by_its_bytes_whatever_was_announced(kind: str, media_type: str) -> None:
    data = picture(kind)
    assert look_at(io.BytesIO(data), "text/html") == Look(media_type, 32, 20)
    for cut in range(0, min(len(data), 60), 7):
        look_at(io.BytesIO(data[:cut]), "image/png")


@pytest.mark.parametrize(
    ("data", "announced", "look"),
    [
        (b'<svg width="20px" height="30.5" viewBox="0 0 1 1">', "", Look("image/svg+xml", 20, 30)),
        (
            b'<?xml version="1.0"?><!-- x --><svg xmlns="x" viewBox="0 0 100.5 20">',
            "",
            Look("image/svg+xml", 100, 20),
        ),
        (b"<svg>", "image/png", Look("image/svg+xml")),
        (b"<!DOCTYPE html><html><svg></svg>", "image/png", Look("text/html")),
        (b"<HTML><p>Not found</p>", "image/jpeg", Look("text/html")),
        (b"%PDF-1.4 ...", "application/octet-stream", Look("application/pdf")),
        (b"\0\0\0\x20ftypM4A ", "", Look("audio/mp4")),
        (b"\0\0\0\x20ftypisom", "", Look("video/mp4")),
        (b"RIFF\0\0\0\0WAVEfmt ", "", Look("audio/wav")),
        (b"no picture", "image/png", Look("application/octet-stream")),
        (b"a table", "text/csv", Look("text/csv")),
    ],
)
def test_other_files_are_told_by_their_beginning(data: bytes, announced: str, look: Look) -> None:
    assert look_at(io.BytesIO(data), announced) == look


def test_a_picture_that_announces_an_impossible_size_is_not_believed() -> None:
    look = look_at(io.BytesIO(png(60_000, 60_000)), "image/png")
    assert (look.width, look.height) == (None, None)


@given(
    some.binary(max_size=400),
    some.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0"]),
)
def test_no_bytes_are_too_odd_to_look_at(data: bytes, start: bytes) -> None:
    assert look_at(io.BytesIO(start + data), "image/png").media_type


def file_reading(archive: Archive, data: bytes, address: str) -> Reading:
    capture = Capture(form=Form.FILE, item="a.warc", address=address, media_type="image/png")
    testimony = Testimony(kind=Kind.ASSET, why="a picture")
    return Reading(capture, testimony, archive.asset_files.put_bytes(data), len(data))


def test_a_picture_in_the_deposit_belongs_to_the_stories_that_show_it(
    archive: Archive, two_pages: Deposit, entry: StoryEntry
) -> None:
    archive.stories.put([entry])
    assert [missing.address for missing in archive.assets.missing()] == [
        "https://a.example/w.png",
        "https://a.example/x.pdf",
    ]
    reading = file_reading(archive, picture("PNG"), "http://www.a.example/w.png")
    archive.captures.put(two_pages.id, Batch(readings=(reading,)))
    assert archive.assets.link() == 1
    lead, file = archive.assets.uses("well")
    assert lead.asset is not None
    assert (lead.asset.media_type, lead.asset.width, lead.asset.height) == ("image/png", 32, 20)
    assert file.asset is None
    assert archive.assets.at("https://a.example/w.png") == lead.asset
    assert archive.assets.at("https://a.example/x.pdf") is None
    assert list(archive.assets.all()) == [lead.asset]
    assert archive.assets.addresses([lead.asset.digest]) == {
        lead.asset.digest: ["http://www.a.example/w.png"]
    }
    assert list(archive.assets.missing()) == [
        MissingAsset("https://a.example/x.pdf", "file", 1, "well")
    ]


def test_a_picture_that_is_there_before_its_story_is_found_at_once(
    archive: Archive, two_pages: Deposit, entry: StoryEntry
) -> None:
    reading = file_reading(archive, picture("PNG"), "https://a.example/w.png")
    archive.captures.put(two_pages.id, Batch(readings=(reading, reading)))
    archive.stories.put([entry])
    assert archive.assets.uses("well")[0].asset is not None
    assert archive.assets.link() == 0


def test_an_asset_goes_with_the_last_deposit_that_brought_it(
    archive: Archive, two_pages: Deposit
) -> None:
    reading = file_reading(archive, picture("PNG"), "https://a.example/w.png")
    other = replace(two_pages, id="other", digest="9" * 64)
    archive.deposits.register(other, [])
    for deposit in (two_pages, other):
        archive.captures.put(deposit.id, Batch(readings=(reading,)))
    archive.deposits.withdraw(two_pages.id)
    assert archive.assets.get(reading.digest or "").media_type == "image/png"
    archive.deposits.withdraw("other")
    with pytest.raises(NotFound):
        archive.assets.get(reading.digest or "")
    archive.sweep()
    assert not archive.asset_files.has(reading.digest or "")


def test_an_asset_whose_bytes_were_not_kept_is_missing(
    archive: Archive, two_pages: Deposit
) -> None:
    capture = Capture(form=Form.FILE, address="https://a.example/w.png")
    reading = Reading(capture, Testimony(kind=Kind.ASSET), "3" * 64, 10)
    archive.captures.put(two_pages.id, Batch(readings=(reading,)))
    assert list(archive.assets.all()) == []
