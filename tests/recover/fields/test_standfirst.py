"""The standfirst of a page: told from the headline, the text and the furniture."""

import pytest

from backfile.model.capture import Capture, Form, Kind
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

PROSE = "The ferry came back to the quay on Monday, and the whole island stood and waved. "
SAID = "The ferry is back. Nobody knows who paid for it."


def standfirst_of(top: str, head: str = "", text: str = f"<p>{PROSE * 4}</p>" * 3) -> object:
    page = (
        f"<!doctype html><html><head><title>The ferry sails again</title>{head}</head><body>"
        f"<article><h1>The ferry sails again</h1>{top}<div class='text'>{text}</div></article>"
    )
    capture = Capture(form=Form.PAGE, address="https://light.example/a", body=page.encode())
    told = html_page.testify_page(capture, NO_LAYOUT)
    return next((c.value for c in told.evidence if c.field == "standfirst"), None)


@pytest.mark.parametrize(
    "name",
    ["sub-tit-ll", "article-subheading", "ContentHeaderDek-x1", "strapline", "einleitung", "dek"],
)
def test_a_line_named_a_standfirst_is_one(name: str) -> None:
    assert standfirst_of(f"<div class='{name}'>The ferry is back</div>") == "The ferry is back"


def test_a_sentence_between_headline_and_text_is_one() -> None:
    assert standfirst_of(f"<div class='x'>{SAID}</div>") == SAID


def test_a_long_line_without_a_full_stop_is_one_unless_it_is_a_path() -> None:
    long = "Island council and ferry company agree after forty years on who is to pay for the quay"
    assert standfirst_of(f"<div class='x'>{long}</div>") == long
    path = f"Home / News / The island / The ferry sails again / {long}"
    assert standfirst_of(f"<div class='x'>{path}</div>") is None


def test_a_heading_that_is_a_sentence_opens_the_text_as_one() -> None:
    said = "The ferry is back after forty years, and nobody on the island knows who paid for it."
    text = f"<h2 class='opening'>{said}</h2>" + f"<p>{PROSE * 4}</p>" * 3
    assert standfirst_of("", "", text) == said


@pytest.mark.parametrize(
    "top",
    [
        "<h2>Course introduction and navigation</h2>",
        "<h4 class='box'>Ann Lee (Content Manager)</h4>",
        "<ul><li>The ferry is back. Nobody knows who paid.</li></ul>",
        "<div class='article-subtitle'>COMMENTARY</div>",
    ],
)
def test_a_label_a_name_or_a_point_is_none(top: str) -> None:
    assert standfirst_of(top) is None


def test_the_description_made_from_the_first_paragraph_makes_it_no_standfirst() -> None:
    head = f'<meta name="description" content="{SAID}">'
    first = f"<p><span style='color:#000'>{SAID}</span></p>"
    plain = f"<p>{PROSE * 4}</p>" * 3
    assert standfirst_of("", head, first + plain) is None
    assert standfirst_of("", head, f"<p class='set-apart'>{SAID}</p>" + plain) == SAID


def test_a_page_that_shows_no_text_is_read_all_the_same() -> None:
    page = (
        "<!doctype html><html><head><title>The ferry sails again</title>"
        '<meta property="og:type" content="article"><meta property="og:image" content="/a.jpg">'
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"headline":"The ferry sails again","datePublished":"2015-03-17"}</script></head>'
        "<body><article><h1>The ferry sails again</h1><figure><figcaption>A ferry</figcaption>"
        "</figure></article></body></html>"
    )
    capture = Capture(form=Form.PAGE, address="https://light.example/a", body=page.encode())
    assert html_page.testify_page(capture, NO_LAYOUT).kind is not Kind.FAILED
