"""What sort of piece a story is, told by what names it and how it is built."""

import pytest

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.story import Body, StoryType
from backfile.model.testimony import Testimony
from backfile.recover.settle import settle


def sort_of(**fields: object) -> StoryType:
    claims = tuple(Evidence(field, value, "wxr:x", 0.9) for field, value in fields.items())
    return settle([(1, Testimony(kind=Kind.STORY, evidence=claims))], ()).story.type


SECTIONS = [
    ("Opinion", "opinion"), ("Entretiens", "interview"), ("شرح", "explainer"),
    ("Week in Review", "digest"), ("Photo Essays", "gallery"), ("Events", "event"),
    ("Special Projects", "project"), ("From the Editors", "letter"),
    ("Projects & Events", "project"), ("Water", "news"),
    ("Fish & Boats", "news"), ("Energy and Projects", "news"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "sort"), SECTIONS)
def test_a_section_that_holds_one_sort_of_piece_names_it(section: str, sort: str) -> None:
    assert sort_of(section=section, headline="The ferry sails again") == sort


def test_a_tag_tells_which_of_two_sorts_a_section_means() -> None:
    assert sort_of(section="Projects & Events", tags=("wells", "events")) is StoryType.EVENT


HEADLINES = [
    ("In pictures: a boat built without drawings", "gallery"), ("بالصور: زورق بلا رسوم", "gallery"),
    ("Interview: the man who counts", "interview"), ("Entretien avec la gardienne", "interview"),
    ("Explainer: how a gate opens", "explainer"), ("To our readers", "letter"),
    ("Opinion: sell no water", "opinion"), ("Weekly roundup: chains and a bell", "digest"),
    ("This week in brief", "digest"), ("Podcast: the river at night", "audio"),
    ("Projects stall on the lower river", "news"), ("Opinion polls close at eight", "news"),
    ("Video games reach the island", "news"), ("Letters lost at sea", "news"),
    ("The events of March", "news"), ("Interview rooms flooded", "news"),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "sort"), HEADLINES)
def test_a_headline_that_opens_with_its_sort_is_believed(headline: str, sort: str) -> None:
    assert sort_of(headline=headline, section="Water") == sort


def test_a_text_that_is_there_for_its_pictures_is_a_gallery() -> None:
    pictures = '<figure><img src="https://light.example/a.jpg" alt=""></figure>' * 5
    few, many = "A boat is built. " * 30, "A boat is built. " * 300
    assert sort_of(body=Body(f"<p>{few}</p>{pictures}", few)) is StoryType.GALLERY
    assert sort_of(body=Body(f"<p>{many}</p>{pictures}", many)) is StoryType.NEWS


def test_questions_and_answers_make_an_interview() -> None:
    text = "\n\n".join(f"Q: What then, for the {n}th time?\n\nA: Then we waited." for n in range(4))
    assert sort_of(body=Body("", text)) is StoryType.INTERVIEW
    assert sort_of(body=Body("", "Q: What then?\n\nThe men waited.")) is StoryType.NEWS
