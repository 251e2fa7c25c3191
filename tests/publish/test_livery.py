"""A publication's colour can be read in every light, and its logo stands at the head."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.publish.conftest import Paper

from backfile.errors import BadValue
from backfile.publish.livery import Colour, accent_sheet, contrast
from backfile.publish.options import Options
from backfile.publish.site import publish

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">'
    b'<script>x()</script><path d="M0 0h9v3z"/></svg>'
)


def colour(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


@given(st.binary(min_size=3, max_size=3))
@example(b"\xff\xff\x00")
@example(b"\x00\x00\x00")
@example(b"\xff\xff\xff")
def test_any_colour_can_be_read_by_day_and_by_night(raw: bytes) -> None:
    day, night = re.findall(r"--accent:#(\w{6});", accent_sheet(f"#{raw.hex()}").decode())
    assert contrast(colour(day), colour("f4f0e7")) >= 4.5
    assert contrast(colour(day), colour("fcfbf8")) >= 4.5
    assert contrast(colour(night), colour("201e1b")) >= 4.5
    assert contrast(colour(night), colour("161513")) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert b"--accent:#7a1914" in accent_sheet("#7A1914")


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_a_logo_stands_for_the_name_and_runs_nothing(paper: Paper, tmp_path: Path) -> None:
    logo = tmp_path / "Logo.SVG"
    logo.write_bytes(DRAWING)
    publish(paper, tmp_path / "site", options=Options(logo=logo))
    page = (tmp_path / "site/date/2016-03.html").read_text("utf-8")
    assert '<img src="../theme/logo.svg" alt="Harbour Line">' in page
    drawn = (tmp_path / "site/theme/logo.svg").read_bytes()
    assert b"<path" in drawn
    assert b"script" not in drawn
    logo.write_bytes(DRAWING.replace(b"h9", b"h8"))
    assert publish(paper, tmp_path / "site", options=Options(logo=logo)).written > 0
    assert b"h8" in (tmp_path / "site/theme/logo.svg").read_bytes()


@pytest.mark.parametrize("data", [None, b"no drawing", b"x" * 200_001])
def test_a_logo_that_cannot_be_shown_is_named(
    paper: Paper, tmp_path: Path, data: bytes | None
) -> None:
    logo = tmp_path / "logo.svg"
    if data is not None:
        logo.write_bytes(data)
    with pytest.raises(BadValue, match=r"logo\.svg"):
        publish(paper, tmp_path / "site", options=Options(logo=logo))
