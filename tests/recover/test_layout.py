"""What a publication teaches about its pages."""

from collections.abc import Sequence

import pytest
from tests.recover.newsroom import BLURB, DISCLAIMER, LETTER, Piece, everything, story_page

from backfile.model.capture import Capture, Kind
from backfile.model.story import Body, Contributor, Image
from backfile.model.testimony import Testimony
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT, learn
from backfile.recover.sample import PER_HOST, Sample, shape_of

PIECE = Piece(5)


def best(testimony: Testimony, field: str) -> object:
    claims = [claim for claim in testimony.evidence if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


@pytest.fixture(scope="module")
def told() -> Testimony:
    return html_page.testify_page(story_page(PIECE, metas=False), learn(everything()))


def test_a_page_that_tells_nothing_of_itself_is_read_as_its_siblings(told: Testimony) -> None:
    assert told.kind is Kind.STORY
    assert best(told, "headline") == PIECE.headline
    assert best(told, "standfirst") == PIECE.standfirst
    assert best(told, "contributors") == (Contributor(PIECE.author),)


def test_the_body_is_what_this_story_alone_tells(told: Testimony) -> None:
    body = best(told, "body")
    assert isinstance(body, Body)
    assert body.text.split("\n\n") == PIECE.paragraphs


def test_letter_disclaimer_blurb_and_related_stories_are_in_no_body(told: Testimony) -> None:
    body = best(told, "body")
    assert isinstance(body, Body)
    for foreign in (LETTER, DISCLAIMER, BLURB, Piece(1).headline):
        assert foreign not in body.text
        assert foreign not in body.html


def test_a_picture_takes_its_caption_and_credit_along(told: Testimony) -> None:
    image = best(told, "lead_image")
    assert isinstance(image, Image)
    assert image.address.endswith("/pics/5.jpg")
    assert image.caption == "People at the Mill."
    assert image.credit == "Ole Strand/AP"


def test_notices_are_lifted_out_with_their_words(told: Testimony) -> None:
    notices = best(told, "notices")
    assert isinstance(notices, tuple)
    assert {notice.kind: notice.text for notice in notices}["disclaimer"] == DISCLAIMER


def test_lists_and_standing_pages_are_no_stories() -> None:
    captures = everything()
    layout = learn(captures)
    kinds = [html_page.testify_page(capture, layout).kind for capture in captures]
    assert kinds == [Kind.STORY] * 24 + [Kind.LIST] * 3 + [Kind.STANDING]


def test_learning_does_not_depend_on_the_order_of_pages() -> None:
    captures = everything()
    assert learn(captures) == learn(list(reversed(captures)))


def test_a_single_page_is_read_by_its_own_signs() -> None:
    told = html_page.testify_page(story_page(PIECE, metas=True), NO_LAYOUT)
    assert told.kind is Kind.STORY
    assert best(told, "headline") == PIECE.headline
    assert best(told, "contributors") == (Contributor(PIECE.author),)


def test_captures_of_one_page_do_not_make_its_words_furniture() -> None:
    many: Sequence[Capture] = [story_page(PIECE, metas=True)] * 8
    told = html_page.testify_page(many[0], learn([*many, *everything(6)]))
    body = best(told, "body")
    assert isinstance(body, Body)
    assert PIECE.paragraphs[2] in body.text


def test_a_sample_is_bounded_and_the_same_in_any_order() -> None:
    captures = everything(400)
    one, other = Sample(), Sample()
    for capture in captures:
        one.offer("tidewater.example", capture)
    for capture in reversed(captures):
        other.offer("tidewater.example", capture)
    taken = one.take("tidewater.example")
    assert len(taken) <= PER_HOST
    assert taken == other.take("tidewater.example")


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("http://e.org/2017/06/23/quay", "9999/99/99/w"),
        ("http://e.org/tag/war/page/2", "tag/war/page/9"),
        ("http://e.org/", ""),
        ("http://e.org/?p=12", "?"),
    ],
)
def test_addresses_of_one_kind_have_one_shape(address: str, shape: str) -> None:
    assert shape_of(address) == shape
