"""Events and special projects: their pages, calendars and feed, and what machines are told."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.publish.conftest import Paper

from backfile.model.occasion import Occasion
from backfile.model.story import Body, Story, StoryType
from backfile.publish.calendars import text
from backfile.publish.occasions import lines_of, when_said
from backfile.publish.options import Options
from backfile.publish.site import publish
from backfile.publish.words import PLURALS, words_in

EVENING = Story(
    id="harbourevening",
    type=StoryType.EVENT,
    headline="Harbour evening; with songs, and a very long programme of things that all shall see",
    published="2016-05-02",
    language="en",
    body=Body("<p>Come all.</p>", "Come all.\nبحر " * 30),
    occasion=Occasion(
        "2016-05-17T18:30:00+02:00",
        "2016-05-17T20:00:00+02:00",
        "Seamen's hall",
        "1 Quay Road",
        "https://live.example/evening",
        "https://www.example.org/register?a=1&b=2",
    ),
)
FAIR = replace(
    EVENING,
    id="bookfair",
    headline="Book fair",
    occasion=Occasion("2016-06-01", "2016-06-03", "Market", status="cancelled"),
)
SOMETIME = replace(EVENING, id="sometime", headline="Sometime", occasion=Occasion("2016-09"))
FILES = Story(
    id="theferryfiles",
    type=StoryType.PROJECT,
    headline="The ferry files",
    published="2016-07-01",
    gathers=(
        "last-ferry",
        "bookfair",
        "nothing-of-that-name",
        "fair",
        'a:"broken',
        "theferryfiles",
    ),
)
Site = Callable[..., Path]


@pytest.fixture
def site(paper: Paper, tmp_path: Path) -> Site:
    def published(*stories: Story, **options: Any) -> Path:
        paper.told_stories.extend(stories)
        publish(paper, tmp_path / "site", options=Options(**options))
        return tmp_path / "site"

    return published


def events_in(file: Path) -> list[Any]:
    assert all(len(line) <= 75 for line in file.read_bytes().split(b"\r\n"))
    calendar = Calendar.from_ical(file.read_bytes())
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_a_calendar_holds_each_event_whose_day_is_known(site: Site) -> None:
    folder = site(EVENING, FAIR, SOMETIME, address="https://archive.example/")
    fair, evening = events_in(folder / "events.ics")
    assert evening["UID"] == "harbourevening@archive.example"
    assert evening["SUMMARY"] == EVENING.headline
    assert evening["DTSTART"].dt == datetime.fromisoformat("2016-05-17T16:30:00+00:00")
    assert evening["DTEND"].dt - evening["DTSTART"].dt == timedelta(hours=1, minutes=30)
    assert evening["LOCATION"] == "Seamen's hall, 1 Quay Road"
    assert evening["URL"] == "https://archive.example/story/h/harbourevening.html"
    assert fair["DTSTART"].dt == date(2016, 6, 1)
    assert fair["DTEND"].dt == date(2016, 6, 4)
    assert fair["STATUS"] == "CANCELLED"
    assert [e["UID"] for e in events_in(folder / "event/bookfair.ics")] == [fair["UID"]]
    assert not (folder / "event/sometime.ics").exists()


def test_the_page_of_events_tells_all_and_those_without_a_day_last(site: Site) -> None:
    page = (site(EVENING, FAIR, SOMETIME) / "events.html").read_text("utf-8")
    order = [page.index(said) for said in ("Sometime", "Book fair", "Harbour evening")]
    assert order == sorted(order)
    assert "17 May 2016, 18:30\u2060–\u206020:00 (UTC+02:00)" in page
    assert "1 June 2016 to 3 June 2016" in page
    assert 'href="event/bookfair.ics"' in page
    assert "events.html" in (site() / "index.html").read_text("utf-8")


def test_a_story_says_what_was_announced_and_what_is_not_known(site: Site) -> None:
    folder = site(EVENING, address="https://archive.example/")
    page = (folder / "story/h/harbourevening.html").read_text("utf-8")
    assert "Whether it took place so is for later stories to tell" in page
    assert 'href="https://www.example.org/register?a=1&amp;b=2"' in page
    assert 'href="../../event/harbourevening.ics"' in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    event = json.loads(found[1])["about"]
    assert event["@type"] == "Event"
    assert event["startDate"] == "2016-05-17T18:30:00+02:00"
    assert event["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert event["offers"]["url"] == "https://www.example.org/register?a=1&b=2"


def test_an_archive_without_events_has_no_page_of_them(site: Site) -> None:
    folder = site()
    assert not (folder / "events.html").exists()
    assert not (folder / "projects.html").exists()
    assert "events.html" not in (folder / "index.html").read_text("utf-8")


def test_a_project_leads_to_the_stories_that_it_names(site: Site) -> None:
    folder = site(FILES, FAIR)
    page = (folder / "project/theferryfiles.html").read_text("utf-8")
    assert "story/f/ferryferry.html" in page
    assert "story/b/bookfair.html" in page
    assert page.count('<li class="entry"') == 2
    assert "project/theferryfiles.html" in (folder / "projects.html").read_text("utf-8")
    assert "project/theferryfiles.html" in (folder / "story/t/theferryfiles.html").read_text(
        "utf-8"
    )


def test_a_project_may_name_its_stories_by_a_query(site: Site) -> None:
    asked = replace(FILES, gathers=("type:event",))
    page = (site(asked, FAIR, EVENING) / "project/theferryfiles.html").read_text("utf-8")
    assert page.count('<li class="entry"') == 2


def test_a_project_stands_with_its_own_words_above_its_stories(site: Site) -> None:
    asked = replace(FILES, standfirst="What two years of ferry logs say.")
    page = (site(asked, FAIR) / "project/theferryfiles.html").read_text("utf-8")
    assert '<p class="lead" dir="auto">What two years of ferry logs say.</p>' in page


def test_an_editor_is_told_which_names_lead_to_no_story(paper: Paper, tmp_path: Path) -> None:
    named = ("bookfair", "no-such-slug", "type:event", "tag:nobody")
    paper.told_stories.extend((FAIR, replace(FILES, gathers=named)))
    notes = publish(paper, tmp_path / "site").notes
    told = [note for note in notes if "special project" in note]
    assert len(told) == 1
    assert told[0].endswith("leads to no story: “no-such-slug”, “tag:nobody”.")


def test_the_second_run_writes_nothing(paper: Paper, tmp_path: Path) -> None:
    paper.told_stories.extend((EVENING, FAIR, SOMETIME, FILES))
    publish(paper, tmp_path / "site")
    again = publish(paper, tmp_path / "site")
    assert again.written == 0


@pytest.mark.parametrize("language", PLURALS)
def test_every_language_tells_a_time_with_its_zone(language: str) -> None:
    words = words_in(language)
    told = when_said(words, Occasion("2016-05-17T18:30:00-04:00", "2016-05-18T01:00:00-04:00"))
    assert told.count("UTC-04:00") == 2
    assert "18:30" in told
    assert "01:00" in told


def test_no_announcement_breaks_out_of_its_line() -> None:
    assert text('a\r\nEND:VEVENT;b,c\\d\x00"') == 'a END:VEVENT\\;b\\,c\\\\d "'


@pytest.mark.parametrize(
    "occasion",
    [
        Occasion("2016-05-17", "2016-05-16"),
        Occasion("2016-05-17", "2016-05-17T20:00:00Z"),
        Occasion("2016-05-17T20:00:00", "2016-05-17T21:00:00Z"),
        Occasion("9999-12-31", "9999-12-31"),
        Occasion("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_what_cannot_be_a_span_is_told_by_its_beginning(site: Site, occasion: Occasion) -> None:
    (event,) = events_in(site(replace(EVENING, occasion=occasion)) / "events.ics")
    assert "DTEND" not in event


def test_a_place_keeps_the_comma_of_its_own_script() -> None:
    hall = Occasion("2016-05-17", venue="School Hall", venue_address="12 Quay Street")
    assert [line.text for line in lines_of(words_in("ar"), hall)][
        1
    ] == "School Hall, 12 Quay Street"
