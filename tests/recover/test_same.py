"""Telling that two captures are of one story."""

import pytest

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.story import Body
from backfile.model.testimony import Testimony
from backfile.recover.likeness import SKETCH, likeness_of
from backfile.recover.same import containment, is_same

QUAY = """The old quay closed on Monday after engineers found cracks in two of its pillars.

Fishing boats will land at the northern pier until the spring, the harbour master said.

Traders who rent the sheds behind the market were told on Sunday evening by a letter.

Repairs are expected to take five months and to cost as much as the town earns in a year."""
FERRY = """A new ferry will cross the bay four times a day from the first week of June.

The council chose the smaller of two bids because it keeps the winter timetable as it is.

School classes travel without a ticket, and bicycles cost half as much as they used to.

The captain of the last steamer, who is eighty-one, will cut the ribbon at the landing."""


def told(
    *addresses: str,
    headline: str | None = None,
    body: str = "",
    twin_of: str | None = None,
    number: str | None = None,
) -> Testimony:
    claims: list[Evidence[object]] = []
    if headline:
        claims.append(Evidence("headline", headline, "visible:h1", 0.9))
    if body:
        claims.append(Evidence("body", Body("", body), "visible", 0.9))
    return Testimony(
        kind=Kind.STORY,
        addresses=addresses,
        evidence=tuple(claims),
        twin_of=twin_of,
        keys=(f"id:{number}",) if number else (),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://a.example/2017/06/23/quay-closes",
            "http://www.a.example/2017/06/23/quay-closes/",
        ),
        (
            "https://a.example/2017/06/23/quay-closes",
            "https://a.example/2017/6/23/quay-closes.html",
        ),
        ("https://a.example/2017/06/23/quay", "https://a.example/2017/6/23/quay.php"),
    ],
)
def test_spellings_of_one_address_are_one_story(one: str, other: str) -> None:
    assert is_same(told(one), told(other))


def test_a_story_that_moved_to_another_host_is_still_itself() -> None:
    old = told("https://deeply.example/2016/03/17/quay-closes", headline="Quay closes", body=QUAY)
    new = told("https://archive.example/2016/03/17/quay-closes", headline="Quay closes", body=QUAY)
    assert is_same(old, new)


def test_one_path_on_two_hosts_may_be_two_stories() -> None:
    one = told("https://a.example/2016/03/17/quay-closes", headline="Quay closes", body=QUAY)
    other = told("https://b.example/2016/03/17/quay-closes", headline="Ferry opens", body=FERRY)
    assert not is_same(one, other)


def test_the_about_pages_of_two_hosts_are_not_told_by_their_path() -> None:
    assert not is_same(told("https://a.example/about"), told("https://b.example/about"))


def test_a_bare_text_page_joins_the_export_by_headline_and_text() -> None:
    page = told(headline="QUAY CLOSES", body=QUAY + "\n\nA last line that only this page has.")
    entry = told(
        "https://a.example/?p=7", headline="Quay closes", body=QUAY, number="wp:7@a.example"
    )
    assert is_same(page, entry)


def test_a_digest_that_repeats_its_headline_is_another_story_each_week() -> None:
    assert not is_same(told(headline="The week", body=QUAY), told(headline="The week", body=FERRY))


def test_stories_that_share_paragraphs_under_other_headlines_are_two() -> None:
    mixed = "\n\n".join([*QUAY.split("\n\n")[:3], FERRY.split("\n\n", maxsplit=1)[0]])
    assert not is_same(told(headline="Quay closes", body=QUAY), told(headline="Pier", body=mixed))


def test_two_numbers_of_one_system_are_two_stories_whatever_else_agrees() -> None:
    one = told("https://a.example/x", headline="Quay", body=QUAY, number="wp:7@a.example")
    other = told("https://a.example/y", headline="Quay", body=QUAY, number="wp:8@www.a.example")
    assert not is_same(one, other)


def test_a_short_link_says_which_number_a_page_has() -> None:
    page = told("https://a.example/2016/03/17/quay-closes", "https://a.example/?p=7")
    assert is_same(page, told("https://b.example/quay", number="wp:7@a.example"))
    assert not is_same(page, told("https://a.example/?p=8"))


def test_a_print_page_belongs_to_the_page_that_it_names() -> None:
    page = told("https://a.example/quay-closes-down", headline="Quay closes", body=QUAY)
    printed = told("https://a.example/print/7", twin_of="https://a.example/quay-closes-down")
    assert is_same(page, printed)


def test_a_theme_that_names_one_main_address_on_all_pages_joins_nothing() -> None:
    one = told("https://a.example/q", "https://a.example/all-news", headline="Quay", body=QUAY)
    other = told("https://a.example/f", "https://a.example/all-news", headline="Ferry", body=FERRY)
    assert not is_same(one, other)


def test_a_front_page_is_no_storys_address() -> None:
    assert not is_same(told("https://a.example/", headline="Quay"), told("https://www.a.example"))


def test_a_long_text_is_compared_by_a_share_of_its_words() -> None:
    long = "\n\n".join(f"{QUAY} {number} {FERRY} {number * 7}" for number in range(60))
    whole, cut = likeness_of(told(body=long)), likeness_of(told(body=long[: len(long) // 2]))
    assert len(whole.sketch[0]) <= SKETCH
    assert containment(whole, cut) > 0.9


def test_a_translation_is_a_story_of_its_own() -> None:
    page = told("https://a.example/en/quay-closes-down", headline="Quay closes", body=QUAY)
    other = Testimony(
        kind=Kind.STORY,
        addresses=("https://a.example/ar/quay-closes-down",),
        twin_of="https://a.example/en/quay-closes-down",
        twin_why="translation",
    )
    assert not is_same(page, other)
