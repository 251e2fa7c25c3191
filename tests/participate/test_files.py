"""What strangers send along: told by its bytes, named by us, drawn anew, and never a bomb."""

import struct
import sys
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.participate.conftest import picture_with_a_place

from backfile.model.submission import Attachment
from backfile.participate.files import LONGEST_NAME, SIGNS, drawn_anew, kind_of, safe_name
from backfile.participate.redraw import LONGEST_SIDE, MOST_PIXELS, redraw


def png_of(width: int, height: int) -> bytes:
    """The head of a picture that announces so many pixels, with hardly any behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("at", "sign", "media_type", "ending"), SIGNS)
def test_every_sign_tells_its_kind(at: int, sign: bytes, media_type: str, ending: str) -> None:
    found = kind_of(b"\1" * at + sign + b"\0\0\0\0")
    assert (found.type, found.ending) == (media_type, ending)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"<script>alert(1)</script>", "txt"),
        (b"#!/bin/sh\nrm -rf /\n", "txt"),
        ("مرحبا".encode() * 2000, "txt"),
        (b"\0\1\2", "bin"),
        (b"MZ\x90\0", "bin"),
        (b"\xff\xfe\xfd", "bin"),
        (b"", "bin"),
    ],
)
def test_what_has_no_sign_is_plain_text_or_unknown(data: bytes, ending: str) -> None:
    assert kind_of(data).ending == ending


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("quay.jpg", "1-quay.txt"),
        ("../../etc/passwd", "1-passwd.txt"),
        ("..\\..\\boot.ini", "1-boot.txt"),
        ("photo.jpg.exe", "1-photo-jpg.txt"),
        ("photo\u202egpj.exe", "1-photo-gpj.txt"),
        ("CON", "1-file.txt"),
        ("", "1-file.txt"),
        (".htaccess", "1-htaccess.txt"),
        ("رسالة.pdf", "1-رسالة.txt"),
        ("a\0b\nc", "1-a-b-c.txt"),
    ],
)
def test_a_file_is_saved_under_a_name_of_ours(name: str, saved: str) -> None:
    assert safe_name(1, Attachment(name, "image/jpeg", b"words")) == saved


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str) -> None:
    saved = safe_name(3, Attachment(name, "", b"words"))
    assert saved.startswith("3-")
    assert not set(saved) & set('/\\\0\n:*?"<>|')
    assert len(saved) <= LONGEST_NAME + len("3-.txt")


def test_a_picture_keeps_its_pixels_and_loses_all_else() -> None:
    sent = picture_with_a_place()
    assert b"Secretcam" in sent
    fresh = drawn_anew(sent)
    assert fresh is not None
    assert b"Secretcam" not in fresh
    with Image.open(BytesIO(fresh)) as picture:
        assert picture.size == (64, 48)
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert drawn_anew(sent) == fresh


def test_a_picture_that_lies_on_its_side_stands_up() -> None:
    picture, out = Image.new("RGB", (40, 20), "red"), BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(out, "JPEG", exif=exif)
    fresh = redraw(out.getvalue())
    assert fresh is not None
    with Image.open(BytesIO(fresh)) as upright:
        assert upright.size == (20, 40)


def test_one_sees_through_a_drawing_afterwards_too() -> None:
    out = BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 40)).save(out, "PNG", pnginfo=None)
    fresh = redraw(out.getvalue())
    assert fresh is not None
    assert kind_of(fresh).ending == "png"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"GIF89a" + b"\xff" * 200,
        png_of(60_000, 60_000),
        png_of(MOST_PIXELS, 2),
        picture_with_a_place()[:300],
        b"%!PS-Adobe-3.0\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM" + b"\0" * 60,
    ],
)
def test_what_is_no_picture_or_too_large_a_one_is_not_drawn(data: bytes) -> None:
    assert redraw(data) is None
    assert drawn_anew(data) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_the_process_that_draws_holds_no_key_and_says_nothing_of_what_broke_it() -> None:
    # Its first bytes are a picture's, so that it is asked, and fails there.
    assert drawn_anew(b"\xff\xd8\xff\xe0" + b"\0\x10JFIF" + b"\0" * 5000) is None


@pytest.mark.slow
def test_the_largest_photograph_of_a_telephone_is_drawn_anew() -> None:
    out = BytesIO()
    Image.effect_noise((8064, 6048), 20).convert("RGB").save(out, "JPEG", quality=30)
    fresh = drawn_anew(out.getvalue())
    assert fresh is not None
    with Image.open(BytesIO(fresh)) as picture:
        assert max(picture.size) <= LONGEST_SIDE
