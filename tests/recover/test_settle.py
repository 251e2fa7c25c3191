"""Settling one story from all that its captures say."""

import pytest

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Comment, Contributor, Image, Notice, StoryType
from backfile.model.testimony import Testimony
from backfile.recover.settle import Settled, settle

WHOLE = "\n\n".join(
    f"Paragraph {n} tells what the harbour master said on day {n}." for n in range(9)
)


def claim(
    field: str, value: object, confidence: float = 0.9, place: str = "visible"
) -> Evidence[object]:
    return Evidence(field, value, place, confidence)


def told(*claims: Evidence[object], address: str | None = None, **more: object) -> Testimony:
    addresses = (address,) if address else ()
    return Testimony(kind=Kind.STORY, evidence=claims, addresses=addresses, **more)  # type: ignore[arg-type]


def settled(*testimonies: Testimony, corrections: tuple[Evidence[object], ...] = ()) -> Settled:
    return settle(list(enumerate(testimonies, 1)), corrections)


def body(text: str, confidence: float = 0.9) -> Evidence[object]:
    return claim("body", Body(f"<p>{text}</p>", text), confidence)


def test_the_best_evidence_wins_and_the_other_is_still_shown() -> None:
    found = settled(
        told(claim("headline", "Quay closes | The Paper", 0.7)),
        told(claim("headline", "Quay closes", 0.95)),
    )
    assert found.story.headline == "Quay closes"
    shown = [(e.value, e.capture, e.stands) for e in found.evidence if e.field == "headline"]
    assert shown == [("Quay closes", 2, True), ("Quay closes | The Paper", 1, False)]


def test_two_who_agree_are_believed_over_one_who_is_a_little_surer() -> None:
    found = settled(
        told(claim("section", "Harbour", 0.6)),
        told(claim("section", "Sport", 0.65)),
        told(claim("section", "Harbour", 0.6, "meta")),
    )
    assert found.story.section == "Harbour"


def test_of_captures_that_are_trusted_alike_the_last_one_stands() -> None:
    old, new = WHOLE.replace("day 4", "day 221"), WHOLE.replace("day 4", "day 212")
    found = settled(*[told(body(old), claim("headline", "Old")) for _ in range(3)], told(body(new)))
    assert found.story.body.text == new
    assert [repeat.why for repeat in found.repeats] == ["revision"] * 3


def test_many_weak_claims_never_outweigh_an_export() -> None:
    weak = [told(claim("headline", "Quay closes | The Paper", 0.8)) for _ in range(50)]
    found = settled(told(claim("headline", "Quay closes", 0.99)), *weak)
    assert found.story.headline == "Quay closes"


def test_a_persons_correction_always_stands_and_the_last_one_holds() -> None:
    corrections = (
        claim("headline", "The quay closes", 1.0, "person"),
        claim("headline", "The old quay closes", 1.0, "person"),
    )
    found = settled(told(claim("headline", "Quay", 1.0)), corrections=corrections)
    assert found.story.headline == "The old quay closes"
    standing = [e.value for e in found.evidence if e.field == "headline" and e.stands]
    assert standing == ["The old quay closes"]


def test_a_person_may_say_that_there_is_no_standfirst() -> None:
    gone = claim("standfirst", None, 1.0, "person")
    assert (
        settled(told(claim("standfirst", "By us", 0.9)), corrections=(gone,)).story.standfirst
        is None
    )


def test_a_picture_takes_its_address_from_one_capture_and_its_words_from_another() -> None:
    page = told(claim("lead_image", Image("https://a.example/quay-1024x683.jpg"), 0.9))
    export = told(claim("lead_image", Image("https://a.example/quay.jpg", "The quay"), 0.9))
    text = told(claim("lead_image", Image("", "The quay", "Mona Haddad"), 0.8))
    image = settled(page, export, text).story.lead_image
    assert image == Image("https://a.example/quay.jpg", "The quay", "Mona Haddad")


def test_words_of_another_picture_are_not_borrowed() -> None:
    one = told(claim("lead_image", Image("https://a.example/quay.jpg"), 0.95))
    other = told(claim("lead_image", Image("https://a.example/ferry.jpg", "A ferry"), 0.7))
    assert settled(one, other).story.lead_image == Image("https://a.example/quay.jpg")


def test_writers_come_from_the_best_claim_and_a_photographer_from_any() -> None:
    export = told(claim("contributors", (Contributor("Mona Haddad"),), 0.99))
    page = told(
        claim("contributors", (Contributor("Admin"), Contributor("Jo Lund", "photographer")), 0.85)
    )
    names = settled(export, page).story.contributors
    assert names == (Contributor("Mona Haddad"), Contributor("Jo Lund", "photographer"))


def test_a_feeds_excerpt_gives_way_to_the_whole_text() -> None:
    excerpt = body(WHOLE[:100] + " …", 0.95)
    found = settled(told(excerpt), told(body(WHOLE, 0.7)))
    assert found.story.body.text == WHOLE
    assert found.main == 2


def test_an_exports_text_is_not_replaced_by_a_page_with_furniture() -> None:
    page = body(WHOLE + "\n\nSuggest your story. Share your story.", 0.85)
    found = settled(told(body(WHOLE, 0.99)), told(page))
    assert found.story.body.text == WHOLE


def test_later_pages_are_joined_in_order() -> None:
    found = settled(
        told(body("The third page goes on."), page=3),
        told(body("The first page begins."), page=1),
        told(body("The second page goes on."), page=2),
    )
    assert found.story.body.text.split("\n\n") == [
        "The first page begins.",
        "The second page goes on.",
        "The third page goes on.",
    ]
    assert {r.why for r in found.repeats} == {"later-page"}


def test_a_whole_text_is_not_joined_with_its_own_later_page() -> None:
    found = settled(
        told(body("Page one.\n\nPage two.", 0.99)),
        told(body("Page one.", 0.9), page=1),
        told(body("Page two.", 0.9), page=2),
    )
    assert found.story.body.text == "Page one.\n\nPage two."


def test_a_changed_text_is_a_revision_and_another_frame_around_it_is_not() -> None:
    changed = WHOLE.replace("day 4", "day 4, which the council disputes in a letter to this paper")
    found = settled(
        told(body(WHOLE, 0.95)), told(body(WHOLE + "\n\nSee also")), told(body(changed))
    )
    assert [(r.capture, r.why) for r in found.repeats] == [(2, "duplicate"), (3, "revision")]


def test_notices_are_kept_once_each_in_their_longest_form() -> None:
    short = claim("notices", (Notice("correction", "An earlier form misnamed the pier."),))
    long = claim(
        "notices",
        (
            Notice("correction", "Correction: An earlier form misnamed the pier."),
            Notice("disclaimer", "The views are the author's."),
        ),
    )
    found = settled(told(short), told(long)).story
    assert [n.text for n in found.notices] == [
        "Correction: An earlier form misnamed the pier.",
        "The views are the author's.",
    ]
    assert found.type is StoryType.OPINION


def test_a_sure_day_stands_and_one_that_disagrees_is_told() -> None:
    found = settled(
        told(claim("published", "2016-03-17", 0.97), claim("published_at", "2016-03-17T09:00:00Z")),
        told(claim("published", "2016-03-29", 0.8), claim("published_at", "2016-03-29T09:00:00Z")),
    )
    assert (found.story.published, found.story.published_at) == (
        "2016-03-17",
        "2016-03-17T09:00:00Z",
    )
    assert [f.code for f in found.findings] == ["date-disputed"]


def test_a_lost_day_is_as_wide_as_its_bounds_and_never_invented() -> None:
    bounds = (
        claim("bound.not-before", "2016-03-15", 0.95),
        claim("bound.not-after", "2016-03-20", 0.95),
        claim("bound.not-after", "2016-03-01", 0.3),
    )
    assert settled(told(bounds=bounds)).story.published == "2016-03-15/2016-03-20"
    assert settled(told()).story.published is None


def test_a_day_that_nothing_sure_names_is_marked_as_unsure() -> None:
    weak = claim("published", "2016-03-17", 0.6)
    assert settled(told(weak)).story.published == "2016-03-17?"
    bounds = (claim("bound.not-before", "2016-03-10", 0.95),)
    assert settled(told(weak, bounds=bounds)).story.published == "2016-03-17?"
    both = (*bounds, claim("bound.not-after", "2016-03-10", 0.95))
    assert settled(told(bounds=both)).story.published == "2016-03-10?"
    assert settled(told(claim("published", "2016-03-17", 0.9))).story.published == "2016-03-17"


def test_a_fair_day_that_the_month_in_the_address_backs_is_sure() -> None:
    line = claim("published", "2016-03-17", 0.83, "visible:p")
    assert settled(told(line)).story.published == "2016-03-17?"
    month = claim("published", "2016-03", 0.97, "address")
    assert settled(told(line, month)).story.published == "2016-03-17"


@pytest.mark.parametrize(
    ("claims", "day"),
    [
        # A machine's stamp, and a later day that the page prints: which one, nobody can tell.
        ((("2016-03-17", "meta:date"), ("2019-01-02", "visible:time")), "[2016-03-17,2019-01-02]"),
        # Two stamps of one machine are one witness.
        (
            (
                ("2016-03-17", "meta:date"),
                ("2016-03-17", "ld+json:datePublished"),
                ("2016-03-18", "visible:time"),
            ),
            "[2016-03-17,2016-03-18]",
        ),
        # Head and address agree: the printed day is that of a change.
        (
            (("2016-03-17", "meta:date"), ("2016-03-17", "address"), ("2019-01-02", "visible:p")),
            "2016-03-17",
        ),
        # What a page prints from before its stamp is another story's day.
        ((("2016-03-17", "meta:date"), ("2014-01-02", "visible:p")), "2016-03-17"),
        ((("2016-03-17", "visible:p"), ("2014-05", "address")), "2014-05-01/2016-03-17"),
        # An export is not doubted.
        ((("2016-03-17", "wxr:post_date"), ("2019-01-02", "visible:time")), "2016-03-17"),
    ],
)
def test_a_day_of_one_witness_that_another_contradicts_stays_open(
    claims: tuple[tuple[str, str], ...], day: str
) -> None:
    heard = [
        claim("published", value, 0.95 if place.startswith("visible") else 0.97, place)
        for value, place in claims
    ]
    assert settled(told(*heard)).story.published == day


def test_whoever_took_the_pictures_stands_beside_whoever_wrote() -> None:
    ann, jo = Contributor("Ann Poe"), Contributor("Jo Roe", "photographer")
    found = settled(
        told(claim("contributors", (ann,), 0.7)),
        told(claim("contributors", (jo,), 0.92, "visible:p/credit")),
    )
    assert found.story.contributors == (ann, jo)
    alone = settled(told(claim("contributors", (jo,), 0.92)))
    assert alone.story.contributors == (jo,)


def test_every_address_is_remembered_the_main_one_first() -> None:
    found = settled(
        told(address="http://old.example/quay"),
        told(body(WHOLE, 0.99), address="https://new.example/quay"),
    )
    assert found.story.addresses == ("https://new.example/quay", "http://old.example/quay")


def test_comments_of_two_deposits_are_united() -> None:
    one, two = Comment("Ann", None, "Good."), Comment("Ben", None, "Bad.")
    found = settled(told(claim("comments", (one,))), told(claim("comments", (one, two))))
    assert found.story.comments == (one, two)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_storys_name_rests_on_the_newsrooms_number(order: tuple[int, ...]) -> None:
    every = (
        told(address="https://a.example/x"),
        told(keys=("id:wp:7@a.example",)),
        told(claim("headline", "Quay")),
    )
    ids = {settle([(n, every[n]) for n in order], ()).story.id}
    assert ids == {settled(told(keys=("id:wp:7@a.example",))).story.id}


def test_arabic_runs_from_right_to_left_even_where_no_capture_says_so() -> None:
    assert settled(told(claim("headline", "إغلاق الرصيف القديم"))).story.direction == "rtl"
