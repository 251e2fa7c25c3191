"""The border: what a story's text may bring to its page."""

from pathlib import Path

import pytest

from backfile.publish.addresses import ROOT
from backfile.publish.body import Border, Shelf, media_path, with_steps
from backfile.publish.holdings import Picture

PICTURE = Picture("ab" * 32, "image/png", Path("x"), 40, 30)
HERE = "https://www.harbourline.example"


@pytest.fixture
def border() -> Border:
    shelf = Shelf(lambda address: PICTURE if address.endswith("ferry.png?a=1&b=2") else None)
    return Border(shelf, {"harbourline.example/old": "story/f/ferry.html"}, "lost")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<svg><script>alert(1)</script></svg>",
        '<iframe src="https://evil.example"></iframe>',
        '<form action="https://evil.example"><input name=q></form>',
        '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
        '<base href="https://evil.example/">',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<p id="how">x</p>',
    ],
)
def test_nothing_that_could_run_or_take_over_the_page_passes(border: Border, hostile: str) -> None:
    safe = border.pass_through(hostile)
    for sign in ("script", "onerror", "javascript:", "style=", "<svg", "<iframe", "<form", "data:"):
        assert sign not in safe
    assert "<base" not in safe
    assert "id=" not in safe


def test_a_picture_that_we_have_comes_from_our_own_shelf_with_its_size(border: Border) -> None:
    safe = border.pass_through(f'<img src="{HERE}/ferry.png?a=1&amp;b=2" alt="A > B">')
    path = media_path(PICTURE)
    assert f'src="{ROOT}{path}"' in safe
    assert 'width="40" height="30"' in safe
    assert set(border.shelf.used) == {path}


def test_a_picture_that_is_missing_is_said_to_be_missing(border: Border) -> None:
    safe = border.pass_through(f'<figure><img src="{HERE}/gone.png" alt="Gulls"></figure>')
    assert "<img" not in safe
    assert 'aria-label="lost Gulls"' in safe
    assert len(border.shelf.missing) == 1


def test_a_link_to_another_story_leads_to_its_page_here(border: Border) -> None:
    assert border.pass_through(f'<a href="{HERE}/old/">x</a>') == (
        f'<a href="{ROOT}story/f/ferry.html">x</a>'
    )
    away = '<a href="https://other.example/">x</a>'
    assert border.pass_through(away) == away


def test_a_text_cannot_smuggle_in_the_mark_that_stands_for_the_root(border: Border) -> None:
    assert ROOT not in border.pass_through(f"<p>{ROOT}</p>")


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "application/xhtml+xml"])
def test_a_file_that_a_browser_would_run_never_comes_onto_the_site(media_type: str) -> None:
    assert media_path(Picture("ab" * 32, media_type, Path("x"))) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("h3 h3", "h2 h2"),
        ("h2 h3 h2", "h2 h3 h2"),
        ("h3 h3 h4 h2 h3", "h2 h2 h3 h2 h3"),
        ("h6", "h2"),
        ("h2 h4 h4 h3 h5", "h2 h3 h3 h3 h4"),
    ],
)
def test_subheads_begin_below_the_headline_and_leave_no_step_out(said: str, shown: str) -> None:
    def body(levels: str) -> str:
        return "".join(f'<{h} lang="en">A <em>b</em></{h}><p>c</p>' for h in levels.split())

    assert with_steps(body(said)) == body(shown)
