"""Doubts: what is asked, what is not, and what a lesson changes."""

import pytest

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Contributor, Image, Story
from backfile.model.testimony import Testimony
from backfile.recover.doubts import SORTS, WORTH, Doubt, find_doubts
from backfile.recover.lessons import HERE, NOT_HERE, TAUGHT, Lesson, Verdict, heed
from backfile.recover.settle import settle

HEADLINE = "The quay closes"
STORY = Story(id="quay", headline=HEADLINE, published="2016-03-17", body=Body("<p>So.</p>", "So."))


def claim(field: str, value: object, trust: float, *, place: str, stands: bool) -> Evidence[object]:
    return Evidence(field, value, place, trust, stands=stands)


def stands(field: str, value: object, trust: float, place: str = "visible:h1") -> Evidence[object]:
    return claim(field, value, trust, place=place, stands=True)


def beside(field: str, value: object, trust: float, place: str = "meta:title") -> Evidence[object]:
    return claim(field, value, trust, place=place, stands=False)


def doubts(*evidence: Evidence[object], story: Story = STORY, **usual: float) -> list[Doubt]:
    return list(find_doubts(story, evidence, usual))


def test_what_is_sure_and_undisputed_is_not_asked_about() -> None:
    assert doubts(stands("headline", HEADLINE, 0.98)) == []


def test_a_value_that_rests_on_a_weak_place_is_asked_about() -> None:
    (doubt,) = doubts(stands("headline", HEADLINE, 0.6))
    assert (doubt.sort, doubt.field, doubt.place) == ("unsure", "headline", "visible:h1")
    assert doubt.likely == pytest.approx(0.4)


def test_two_weak_places_that_agree_are_less_in_doubt_than_one() -> None:
    alone = doubts(stands("headline", HEADLINE, 0.7))
    both = doubts(stands("headline", HEADLINE, 0.7), stands("headline", HEADLINE, 0.7, "title"))
    assert both[0].likely < alone[0].likely


def test_a_strong_claim_that_says_something_else_is_shown_beside_what_stands() -> None:
    (doubt,) = doubts(
        stands("headline", HEADLINE, 0.9), beside("headline", "Quay closes for good", 0.68)
    )
    assert (doubt.sort, doubt.rival, doubt.other) == (
        "disputed",
        "meta:title",
        "Quay closes for good",
    )


def test_the_same_words_in_other_letters_are_no_dispute() -> None:
    assert (
        doubts(stands("headline", HEADLINE, 0.98), beside("headline", "THE QUAY CLOSES", 0.7)) == []
    )


def test_a_wider_date_that_leaves_room_for_the_day_is_no_dispute() -> None:
    day = stands("published", "2016-03-17", 0.95, "meta:published")
    assert doubts(day, beside("published", "2016-03-16/2016-03-17", 0.95, "rss:published")) == []
    assert [d.sort for d in doubts(day, beside("published", "2016-04-01", 0.95))] == ["disputed"]


def test_a_date_that_is_only_bounded_is_asked_about() -> None:
    story = Story(id="quay", headline=HEADLINE, published="2016-03-15/2016-03-20")
    (doubt,) = doubts(story=story)
    assert (doubt.sort, doubt.value) == ("wide", "2016-03-15/2016-03-20")


def test_a_field_that_nearly_all_stories_show_is_missed() -> None:
    assert [d.sort for d in doubts(contributors=0.98)] == ["missing"]
    assert doubts(contributors=0.8) == []


def test_what_a_person_said_is_never_asked_about() -> None:
    assert doubts(stands("headline", HEADLINE, 1.0, "person"), beside("headline", "No", 0.98)) == []


def test_what_a_person_taught_is_never_asked_about() -> None:
    assert doubts(stands("headline", HEADLINE, TAUGHT), beside("headline", "No", 0.98)) == []


def test_every_sort_says_what_it_finds() -> None:
    assert all(find.__doc__ for find in SORTS.values())
    assert all(hasattr(STORY, name) for name in WORTH)


def told(*evidence: Evidence[object]) -> Testimony:
    return Testimony(kind=Kind.STORY, evidence=evidence)


BY_BOX: Evidence[object] = Evidence(
    "contributors", (Contributor("View all"),), "visible:div.box", 0.92
)
BY_LINE: Evidence[object] = Evidence(
    "contributors", (Contributor("Ann Lee"),), "visible:p.line", 0.7
)


def lesson(verdict: Verdict, place: str) -> list[Lesson]:
    return [Lesson("harbour.example", "contributors", place, verdict)]


def test_a_place_that_a_person_rejects_gives_no_value_but_is_kept_with_the_reason() -> None:
    heeded = heed(told(BY_BOX, BY_LINE), lesson(Verdict.DISTRUST, "visible:div.box"))
    settled = settle([(1, heeded)], [])
    assert settled.story.contributors == (Contributor("Ann Lee"),)
    rejected = [c for c in settled.evidence if c.reason == NOT_HERE]
    assert [(c.place, c.stands) for c in rejected] == [("visible:div.box", False)]


def test_a_place_that_a_person_trusts_outweighs_the_others() -> None:
    heeded = heed(told(BY_BOX, BY_LINE), lesson(Verdict.TRUST, "visible:p.line"))
    settled = settle([(1, heeded)], [])
    assert settled.story.contributors == (Contributor("Ann Lee"),)
    assert any(c.stands and c.reason == HERE for c in settled.evidence)


def test_a_lesson_about_another_field_or_place_changes_nothing() -> None:
    before = told(BY_BOX, BY_LINE)
    assert heed(before, lesson(Verdict.TRUST, "visible:div.else")) is before
    assert heed(before, lesson(Verdict.ENOUGH, "visible:div.box")) is before


@pytest.mark.parametrize(
    ("other", "sorts"),
    [
        (Image("deposit:b/old/souk.png", "The souk"), []),
        (Image("https://cdn.example/souk-300x200.png", "The souk"), []),
        (Image("", "The souk"), []),
        (Image("", "The Souk.", None), []),
        (Image("deposit:b/old/souk.png"), []),
        (Image("", "The harbour"), ["disputed"]),
        (Image("deposit:b/old/souk.png", "The harbour"), ["disputed"]),
        (Image("deposit:b/old/quay.png", "The souk"), ["disputed"]),
    ],
)
def test_one_picture_in_two_deposits_is_no_dispute(other: Image, sorts: list[str]) -> None:
    lead = Image("deposit:a/souk.png", "The souk")
    story = Story(id="quay", headline=HEADLINE, published="2016-03-17", lead_image=lead)
    found = doubts(stands("lead_image", lead, 0.95), beside("lead_image", other, 0.9), story=story)
    assert [doubt.sort for doubt in found] == sorts


def test_nobody_is_asked_to_choose_between_a_place_and_itself() -> None:
    found = doubts(
        stands("headline", HEADLINE, 0.95),
        beside("headline", "Quay closes for good", 0.9, "visible:h1"),
    )
    assert found == []


def test_a_title_that_ends_with_the_name_of_the_paper_is_no_dispute() -> None:
    sure = stands("headline", HEADLINE, 0.95)
    assert doubts(sure, beside("headline", f"{HEADLINE} | Old Quay Times", 0.9)) == []
    assert [d.sort for d in doubts(sure, beside("headline", f"{HEADLINE} again", 0.9))] == [
        "disputed"
    ]


def test_a_story_without_headline_or_date_is_always_asked_about() -> None:
    bare = Story(id="quay", body=Body("<p>So.</p>", "So."))
    assert [(d.sort, d.field) for d in doubts(story=bare)] == [
        ("lost", "headline"),
        ("lost", "published"),
    ]


def test_a_day_that_is_marked_as_not_sure_is_settled_by_one_look() -> None:
    story = Story(id="quay", headline=HEADLINE, published="2016-03-12?")
    out = stands("published", "2016-03-12?", 0.99, "bounds")
    line = beside("published", "2016-03-12?", 0.89, "visible:p")
    (doubt,) = doubts(out, line, story=story)
    assert (doubt.sort, doubt.place) == ("unsure", "visible:p")
    said = Testimony(kind=Kind.STORY, evidence=(out, line))
    lesson = Lesson("", "published", "visible:p", Verdict.TRUST)
    assert settle([(1, heed(said, [lesson]))], []).story.published == "2016-03-12"
