"""Ways into the archive that need no script: days, kinds, the course of years, related stories."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import Browser
from tests.publish.conftest import Paper

from backfile.model.story import Body, Contributor, Story, StoryType
from backfile.publish.cards import Card, listing_of
from backfile.publish.catalogue import catalogue_of
from backfile.publish.options import Options
from backfile.publish.pages.coverage import timeline
from backfile.publish.pages.days import day_pages, today
from backfile.publish.related import beside
from backfile.publish.site import prepare, publish
from backfile.publish.words import PLURALS, words_in


@pytest.fixture
def site(paper: Paper, tmp_path: Path) -> Path:
    publish(paper, tmp_path / "site")
    return tmp_path / "site"


def _story(name: str, **fields: object) -> Story:
    return replace(
        Story(id=name, headline=f"What {name} saw", body=Body("<p>Fog.</p>", "Fog.")),
        **fields,  # type: ignore[arg-type]
    )


def _related(stories: list[Story], name: str) -> list[str]:
    catalogue = catalogue_of(map(listing_of, sorted(stories, key=lambda story: story.id)))
    return [card.id for card in beside(catalogue, catalogue.card(name)).related]


def _harbour(n: int) -> list[Story]:
    return [
        _story(f"fog{place:04}", published=f"2016-{place % 12 + 1:02}-05", tags=("fog",))
        for place in range(n)
    ]


def test_stories_that_share_a_rare_subject_are_related_before_those_of_a_common_one() -> None:
    fog = _harbour(30)
    lamp = [_story(f"lamp{n}", published="2011-01-01", tags=("lamps", "fog")) for n in range(3)]
    assert set(_related([*fog, *lamp], "lamp0")) >= {"lamp1", "lamp2"}


def test_a_subject_that_most_stories_share_relates_nothing() -> None:
    assert _related(_harbour(30), "fog0003") == []


def test_two_stories_by_one_hand_are_related_where_that_hand_is_rare() -> None:
    mara = (Contributor("Mara Lindqvist"),)
    stories = [*_harbour(14), _story("one", contributors=mara), _story("two", contributors=mara)]
    assert _related(stories, "one") == ["two"]


def test_a_digest_leads_to_the_digests_before_and_after_it_in_its_series() -> None:
    issues = [
        _story(
            f"week{n}",
            type=StoryType.DIGEST,
            published=f"2016-03-{7 * n:02}",
            section="The Week" if n != 2 else "Weather",
        )
        for n in (1, 2, 3, 4)
    ]
    catalogue = catalogue_of(map(listing_of, issues))
    found = beside(catalogue, catalogue.card("week3"))
    assert found.newer_issue == catalogue.card("week4")
    assert found.older_issue == catalogue.card("week1")


def test_one_story_more_touches_only_the_pages_of_stories_around_it(
    paper: Paper, tmp_path: Path
) -> None:
    paper.told_stories = _harbour(40) + [
        _story(f"lamp{n}", published=f"2015-0{n}-01", tags=("lamps",)) for n in range(1, 9)
    ]
    publish(paper, tmp_path / "site")
    before = _pages(tmp_path / "site")
    paper.told_stories.append(_story("lampnew", published="2015-05-01", tags=("lamps",)))
    publish(paper, tmp_path / "site")
    after = _pages(tmp_path / "site")
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert all(name.startswith("lamp") for name in changed)
    publish(paper, tmp_path / "anew")
    assert _pages(tmp_path / "anew") == after


def _pages(site: Path) -> dict[str, bytes]:
    return {page.stem: page.read_bytes() for page in site.glob("story/*/*.html")}


def test_the_course_of_years_draws_a_story_of_which_only_the_year_is_known_as_wide_as_the_year(
    paper: Paper,
) -> None:
    paper.told_stories = [
        _story("exact", published="2014-03-02"),
        _story("wide", published="2015"),
    ]
    drawn = timeline(prepare(paper, Options()))
    exact, wide = re.findall(r"<svg.*?</svg>", escape(drawn))
    assert 'd="M21 ' in exact
    assert "open" not in exact
    assert re.search(r'class="open" d="M0 40v-\d+h120', wide)


def test_years_without_a_story_stand_as_gaps(paper: Paper) -> None:
    paper.told_stories = [
        _story("first", published="2011-03-02"),
        _story("last", published="2014-01-09"),
    ]
    drawn = timeline(prepare(paper, Options()))
    assert re.findall(r'class="label">(\d+)', escape(drawn)) == ["2011", "2012", "2013", "2014"]


def test_the_days_of_the_year_are_the_same_bytes_on_every_day(site: Path) -> None:
    text = (site / "days.html").read_text("utf-8")
    assert 'href="day/03.html#d18"' in text
    day = (site / "day/03.html").read_text("utf-8")
    assert '<section class="a-day" id="d18">' in day
    assert "The Last Ferry" in day


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("page", ["days.html", "index.html"])
def test_what_ran_on_this_day_is_shown_from_a_disk_too(
    site: Path, browser: Browser, page: str
) -> None:
    shown = browser.new_page()
    shown.clock.set_fixed_time("2026-03-18T12:00:00")
    shown.goto((site / page).as_uri())
    shown.wait_for_selector(".a-day")
    assert "The Last Ferry" in (shown.text_content(".a-day li") or "")
    assert shown.eval_on_selector(".a-day a", "a => a.href.startsWith('file:')")
    shown.click(".a-day a")
    shown.wait_for_selector("article h1")
    shown.close()


def test_a_month_of_the_year_is_cut_into_pages_where_it_holds_many_stories(
    paper: Paper,
) -> None:
    paper.told_stories = [
        _story(f"fog{n:05}", published=f"{1950 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}")
        for n in range(12 * 28 * 20)
    ]
    paths = {path for path, _, _ in day_pages(prepare(paper, Options()))}
    assert {"day/01.html", "day/01.2.html", "day/12.2.html"} <= paths
    assert "day/01.3.html" not in paths


def test_a_month_names_its_days_and_leads_to_each(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(stories_a_page=1))
    text = (tmp_path / "site/date/2016-03.html").read_text("utf-8")
    ways = re.findall(r'href="\.\./(date/2016-03[^"]*#d\d+)"', text)
    assert ways
    for way in ways:
        page, _, mark = way.partition("#")
        assert f'id="{mark}"' in (tmp_path / "site" / page).read_text("utf-8")


def test_an_edition_names_its_items(paper: Paper, tmp_path: Path) -> None:
    paper.told_stories.append(
        _story(
            "weekly",
            type=StoryType.DIGEST,
            published="2016-04-01",
            body=Body("<h2>Hens &amp; <em>boats</em></h2><p>All well.</p><h2></h2>", "All well."),
        )
    )
    publish(paper, tmp_path / "site")
    for page in ("type/digest.html", "index.html"):
        assert "<li>Hens &amp; boats</li>" in (tmp_path / "site" / page).read_text("utf-8")


def test_every_list_is_reached_from_the_index_of_all_ways(site: Path) -> None:
    text = (site / "contents.html").read_text("utf-8")
    for page in (*site.glob("section/*.html"), *site.glob("date/????.html"), site / "days.html"):
        assert f'href="{page.relative_to(site).as_posix()}"' in text


def test_every_kind_of_story_has_a_name_in_every_language() -> None:
    for language in PLURALS:
        words = words_in(language)
        for kind in StoryType:
            assert words.has(f"type.{kind.value}")
            assert kind.value in {"news", "other"} or words.has(f"kinds.{kind.value}")


def test_a_list_of_years_without_stories_is_no_drawing(paper: Paper) -> None:
    paper.told_stories = []
    assert timeline(prepare(paper, Options())) == ""
    assert today(prepare(paper, Options()))["days"] == ""


@pytest.mark.parametrize("published", [None, "2016", "2016-03", "2016-03-01/2016-03-09"])
def test_a_story_whose_day_is_not_certain_stands_on_no_day(published: str | None) -> None:
    catalogue = catalogue_of([listing_of(_story("fog", published=published))])
    assert catalogue.days == {}
    assert isinstance(catalogue.card("fog"), Card)


def test_the_place_that_a_report_begins_with_is_set_apart(paper: Paper, tmp_path: Path) -> None:
    paper.change("ferryferry", body=Body("<p>NORTH LANDING, March 18 — It left.</p>", "It left."))
    paper.change("nightboatt", body=Body("<p>A boat — the last — left.</p>", "It left."))
    publish(paper, tmp_path / "site")
    text = (tmp_path / "site/story/f/ferryferry.html").read_text("utf-8")
    assert '<p><span class="dateline">NORTH LANDING, March 18</span> — It left.</p>' in text
    assert 'class="dateline"' not in (tmp_path / "site/story/n/nightboatt.html").read_text("utf-8")


def test_a_wide_date_is_drawn_as_wide_as_it_is(site: Path) -> None:
    drawn = [
        text
        for page in site.glob("story/*/*.html")
        if 'class="drawn"' in (text := page.read_text("utf-8"))
    ]
    assert drawn
    assert all('class="wide"' in text for text in drawn)
