"""What kind of page it is: shelves of other stories are lists, whatever they are shelves of."""

import pytest

from backfile.model.capture import Capture, Form, Kind
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

CARD = """<article class="card"><p class="kicker">Harbour</p>
<h2><a href="/2019/03/27/{slug}/">The ferry to {slug} sails again after a winter</a></h2>
<p>What the islanders say.</p><p class="when">March 27, 2019</p></article>"""
MENU = '<nav><a href="/section/harbour/">Harbour</a><a href="/about/">About</a></nav>'


def kind_of(path: str, main: str) -> Kind:
    page = f"<!doctype html><html><body>{MENU}<main>{main}</main></body></html>"
    capture = Capture(form=Form.PAGE, address="https://light.example" + path, body=page.encode())
    return html_page.testify_page(capture, NO_LAYOUT).kind


@pytest.mark.parametrize("cards", [1, 2, 5])
@pytest.mark.parametrize("path", ["/section/harbour/", "/people/staff/", "/people/salma-nour/"])
def test_a_shelf_of_stories_is_a_list(path: str, cards: int) -> None:
    shelf = "".join(CARD.format(slug=f"isle-{n}") for n in range(cards))
    assert kind_of(path, f"<h1>Salma Nour</h1><p>She wrote of boats.</p>{shelf}") is Kind.LIST


def test_a_page_about_the_title_is_none_though_it_shows_stories_too() -> None:
    shelf = "".join(CARD.format(slug=f"isle-{n}") for n in range(2))
    latest = f'<aside class="latest"><h3>Latest stories</h3>{shelf}</aside>'
    words = "<h1>Contact</h1><p>Write to us at the old harbour.</p>"
    assert kind_of("/contact/", words + latest) is Kind.STANDING


def test_a_protected_story_is_a_gate_though_its_standfirst_is_shown() -> None:
    page = """<html><head><title>Protected: The weir report</title></head><body><article>
    <h1>Protected: The weir report</h1><p class="standfirst">What the engineers told the council
    behind closed doors, and what the council then did about it in the autumn session.</p>
    <form class="post-password-form" method="post"><p>Enter the word you were given:</p>
    <p><input name="post_password" type="password"><input type="submit"></p></form></article>
    </body></html>"""
    capture = Capture(
        form=Form.PAGE,
        address="https://paper.example/2016/03/17/weir-report/",
        media_type="text/html",
        body=page.encode(),
    )
    assert html_page.testify_page(capture, NO_LAYOUT).kind is Kind.GATE
