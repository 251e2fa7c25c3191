"""A picture without what it says of itself: the pixels stay, the words go."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from backfile.archive.baring import WAYS, bared
from backfile.archive.renaming import Renamer
from backfile.model.remedy import Renaming

NAME = "Mona Haddad"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><by>{NAME}</by></x:xmpmeta>".encode()
RENAMER = Renamer((Renaming(NAME, "M. H."),))


def drawn(mode: str = "RGB") -> Image.Image:
    made = Image.radial_gradient("L").resize((64, 48))
    return made.convert(mode)


def exif(*, way: int = 6) -> Image.Exif:
    said = Image.Exif()
    said[ExifTags.Base.Artist] = NAME
    said[ExifTags.Base.ImageDescription] = f"{NAME} at the quay"
    said[ExifTags.Base.Orientation] = way
    return said


def saved(form: str, **more: Any) -> bytes:
    out = io.BytesIO()
    drawn().save(out, form, **more)
    return out.getvalue()


def iptc(data: bytes) -> bytes:
    """Put a by-line into a JPEG as press photographs have it (IPTC in APP13)."""
    line = b"\x1c\x02\x50\x00\x0b" + NAME.encode()
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0" + bytes([len(line)]) + line
    return data[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2) + body + data[2:]


def words_in_png() -> PngImagePlugin.PngInfo:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", NAME)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return said


PICTURES = {
    "image/jpeg": iptc(saved("JPEG", exif=exif(), comment=NAME, xmp=XMP)) + NAME.encode(),
    "image/png": saved("PNG", pnginfo=words_in_png(), exif=exif()) + NAME.encode(),
    "image/webp": saved("WEBP", lossless=True, exif=exif().tobytes(), xmp=XMP) + NAME.encode(),
    "image/gif": saved("GIF", comment=NAME.encode()) + NAME.encode(),
}


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.convert("RGB").tobytes()


@pytest.mark.parametrize("kind", PICTURES)
def test_the_words_go_and_every_pixel_stays(kind: str) -> None:
    before = PICTURES[kind]
    assert NAME.encode() in before
    after = bared(before, kind, RENAMER) or b""
    assert b"Haddad" not in after
    assert pixels(after) == pixels(before)
    assert bared(after, kind, RENAMER) == after


def test_a_picture_that_lies_on_its_side_is_still_turned() -> None:
    after = bared(PICTURES["image/jpeg"], "image/jpeg", RENAMER) or b""
    with Image.open(io.BytesIO(after)) as opened:
        assert dict(opened.getexif()) == {ExifTags.Base.Orientation: 6}


@pytest.mark.parametrize("more", [{"progressive": True}, {"restart_marker_blocks": 2}])
def test_scans_of_every_kind_are_kept_whole(more: dict[str, Any]) -> None:
    before = saved("JPEG", exif=exif(way=1), **more)
    after = bared(before, "image/jpeg", RENAMER) or b""
    assert b"Exif" not in after
    assert pixels(after) == pixels(before)


def test_a_moving_picture_moves_on() -> None:
    out = io.BytesIO()
    frames = [drawn("P"), drawn("P").rotate(90)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"Haddad")
    after = bared(out.getvalue(), "image/gif", RENAMER) or b""
    with Image.open(io.BytesIO(after)) as opened:
        assert (opened.n_frames, opened.info["loop"]) == (2, 0)  # type: ignore[attr-defined]
    assert b"Haddad" not in after


def test_the_words_of_a_drawing_are_seen_and_so_replaced() -> None:
    svg = (
        f"<svg><!-- {NAME} --><metadata><by>{NAME}</by></metadata><title>{NAME}</title>"
        f'<text aria-label="{NAME}"><tspan>Mona</tspan> <tspan>Haddad</tspan></text></svg>'
    )
    after = bared(svg.encode(), "image/svg+xml", RENAMER) or b""
    assert b"Haddad" not in after
    assert b"<title>M. H.</title>" in after


@pytest.mark.parametrize("kind", ["application/pdf", "video/mp4", "audio/mpeg", "image/avif"])
def test_what_cannot_be_bared_is_not_shown(kind: str) -> None:
    assert bared(b"%PDF-1.4 Mona Haddad", kind, RENAMER) is None


@pytest.mark.parametrize("kind", [*WAYS, "image/svg+xml"])
@given(data=st.binary(max_size=200), cut=st.integers(0, 400))
def test_hostile_bytes_end_in_a_picture_or_in_none(kind: str, data: bytes, cut: int) -> None:
    bared(data, kind, RENAMER)
    bared(PICTURES.get(kind, b"")[:cut] + data, kind, RENAMER)
