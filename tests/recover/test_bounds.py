"""A date that nothing names is bounded by what the story says, and never made up."""

from datetime import date

from backfile.model.evidence import Evidence
from backfile.recover.bounds import (
    Told,
    bound_date,
    find_dateline,
    narrow,
    out_by,
    read_copyright,
)

CAPTION = "The Marwa leaves Port Amal for the Island of Tin on Tuesday, May 10, 2016."
PAUSE = (date(2019, 6, 3), "letter", "The title paused on June 3, 2019.")


def _published(told: Told) -> str | None:
    claim = narrow(bound_date(told))
    return str(claim.value) if claim else None


def test_a_story_that_says_nothing_is_bounded_by_nothing() -> None:
    assert _published(Told(paragraphs=("The ferry is late.",))) is None


def test_a_pause_and_a_picture_bound_from_both_sides() -> None:
    assert _published(Told(caption=CAPTION, not_after=(PAUSE,))) == "2016-05-10/2019-06-03"


def test_news_of_this_week_appears_in_the_week_of_its_picture() -> None:
    told = Told(
        headline="A Ferry Comes Back",
        standfirst="The people of Port Amal saw the Marwa return this week.",
        caption=CAPTION,
    )
    assert _published(told) == "2016-05-10/2016-05-15"


def test_a_weekday_said_bounds_by_seven_days() -> None:
    told = Told(standfirst="On Monday the Marwa came back to Port Amal.", caption=CAPTION)
    assert _published(told) == "2016-05-10/2016-05-16"


def test_a_picture_of_something_else_bounds_from_below_only() -> None:
    told = Told(standfirst="On Monday the banks of Lissa closed.", caption=CAPTION)
    assert _published(told) == "2016-05-10/.."
    old = Told(
        standfirst="On Monday the Marwa came back to Port Amal.", caption="File photo: " + CAPTION
    )
    assert _published(old) == "2016-05-10/.."


def test_a_dateline_alone_names_no_year() -> None:
    assert _published(Told(paragraphs=("PORT AMAL, May 20 – The ferry is back.",))) is None


def test_a_dateline_with_its_year_bounds_within_days() -> None:
    told = Told(paragraphs=("PORT AMAL, 20 May 2016 – The ferry is back.",))
    assert _published(told) == "2016-05-19/2016-05-24"


def test_a_dateline_follows_its_picture_over_new_year() -> None:
    told = Told(
        caption="Snow on the pier, December 28, 2015.", paragraphs=("LISSA, Jan. 3 - Snow.",)
    )
    assert _published(told) == "2016-01-02/2016-01-07"


def test_a_leap_day_is_looked_for_in_a_leap_year() -> None:
    told = Told(caption="Snow, December 28, 2015.", paragraphs=("LISSA, Feb 29 - Snow.",))
    assert _published(told) == "2016-02-28/2016-03-04"


def test_datelines_are_told_from_sentences() -> None:
    for text in (
        "LISSA, Feb 29 - Snow.",
        "PORT AMAL, Island of Tin (Light), March 3 — Snow.",
        "القاهرة، 3 آذار - ثلج",
    ):
        assert find_dateline((text,)) is not None
    for text in (
        "Snow fell on Feb 29 - the first in years.",
        "the ferry, Feb 29 - late",
        "Feb 29 - Snow",
    ):
        assert find_dateline((text,)) is None


def test_what_contradicts_the_more_trusted_is_passed_over() -> None:
    claims: list[Evidence[object]] = [
        Evidence("bound.not-before", "2016-05-10", "caption", 0.97, "picture"),
        Evidence("bound.not-after", "2016-04-01", "comment", 0.5, "comment"),
        Evidence("bound.day-hint", "2015", "text", 0.5, "hint"),
    ]
    claim = narrow(claims)
    assert claim is not None
    assert (claim.value, claim.reason) == ("2016-05-10/..", "picture")


def test_a_story_is_hardly_older_than_the_years_that_it_names() -> None:
    told = Told(paragraphs=("It was built in 1901 and should last until 2050.",))
    assert _published(told) == "1899-01-01/.."


def test_years_in_a_text_that_was_renewed_say_nothing_of_its_first_day() -> None:
    told = Told(
        paragraphs=("The best piers of 2016.",),
        not_after=((date(2016, 5, 2), "label:Updated", "It was changed on 2016-05-01."),),
        is_renewed=True,
    )
    assert _published(told) == "../2016-05-02"


def test_a_year_far_ahead_of_all_others_is_a_plan() -> None:
    told = Told(paragraphs=("Built in 2014, mended in 2016, the pier was to last: 2077 it says.",))
    assert _published(told) == "2014-01-01/.."


def test_a_mark_of_copyright_that_the_text_has_overtaken_bounds_nothing() -> None:
    told = Told(paragraphs=("The pier was mended in 2016.",), marked=2012)
    assert _published(told) == "2014-01-01/.."


def test_a_picture_that_is_older_than_the_years_named_keeps_its_word() -> None:
    told = Told(caption=CAPTION, paragraphs=("The pier was then closed, in 2031 they said.",))
    assert _published(told) == "2016-05-10/.."


def test_a_mark_of_copyright_is_that_of_the_page() -> None:
    marked = read_copyright(["Copyright © 2014-2019 Harbour Light", "© 2016", "In 2031, © and all"])
    assert marked == 2019
    assert _published(Told(marked=marked)) == "../2019-12-31"


def test_what_was_changed_had_appeared() -> None:
    changed: list[Evidence[object]] = [
        Evidence("modified", "2016-05-10T08:00:00+00:00", "meta", 0.9)
    ]
    assert _published(Told(not_after=tuple(out_by(changed)))) == "../2016-05-11"


def test_a_day_that_only_bounds_leave_is_not_certain() -> None:
    told = Told(caption=CAPTION, not_after=((date(2016, 5, 10), "comment", "first comment"),))
    assert _published(told) == "2016-05-10~"
