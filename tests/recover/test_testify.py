# ruff: noqa: E501 - material stands as it stands on a page
"""Every capture has something to say, whatever its bytes hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model.capture import Capture, Form, Kind
from backfile.recover import testify as stand
from backfile.recover.layout import NO_LAYOUT, learn
from backfile.recover.testify import KINDS, WITNESSES

ADDRESS = "http://www.tidewater.example/2015/03/quay"


def test_every_form_has_an_answer() -> None:
    assert set(WITNESSES) | set(KINDS) == set(Form)


@pytest.mark.parametrize("form", list(Form))
def test_nothing_at_all_is_read_without_harm(form: Form) -> None:
    assert stand.testify(Capture(form=form), NO_LAYOUT).kind in set(Kind)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_harm(data: bytes) -> None:
    capture = Capture(form=Form.PAGE, address=ADDRESS, body=b"<html><body><h1>Quay</h1>" + data)
    layout = learn([capture, capture])
    assert stand.testify(capture, layout).kind is not Kind.FAILED


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000,
        "<p>" * 20_000 + "end",
        "<b>" * 3_000 + "word " * 500,
        "<table><tr><td>" * 2_000,
        "\x00" * 5_000,
        "<a href='" + "x" * 100_000 + "'>x</a>",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@id":"#a"},"@id":"#a"}</script>',
        "<img srcset='" + ",".join("a 1x" for _ in range(9_000)) + "'>",
    ],
)
def test_hostile_pages_are_read_in_bounds(html: str) -> None:
    capture = Capture(form=Form.PAGE, address=ADDRESS, body=html.encode())
    assert stand.testify(capture, NO_LAYOUT).kind is not Kind.FAILED
