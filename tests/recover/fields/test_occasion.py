"""Events on web pages: which of those that a page names is its own, and what it says of it."""

import json

import pytest
from tests.recover.newsroom import HOST, page

from backfile.model.capture import Kind
from backfile.model.occasion import Occasion
from backfile.model.story import StoryType
from backfile.recover import testify as witness
from backfile.recover.layout import Layout
from backfile.recover.settle import settle

EVENT = {
    "@context": "https://schema.org",
    "@type": "MusicEvent",
    "name": "Songs from the pier",
    "startDate": "2015-06-05T19:00-04:00",
    "endDate": "2015-06-05T21:30-04:00",
    "eventStatus": "https://schema.org/EventPostponed",
    "location": [
        {
            "@type": "Place",
            "name": "Pier two",
            "address": {"streetAddress": "2 Quay Street", "addressLocality": "Tidewater"},
        },
        {"@type": "VirtualLocation", "url": "https://live.example/songs"},
    ],
    "offers": {"@type": "Offer", "url": "https://tickets.example/songs"},
}
WHOLE = Occasion(
    "2015-06-05T19:00:00-04:00",
    "2015-06-05T21:30:00-04:00",
    "Pier two",
    "2 Quay Street, Tidewater",
    "https://live.example/songs",
    "https://tickets.example/songs",
    "postponed",
)
MAIN = "<h1>Songs from the pier</h1>" + "".join(
    f"<p>Evening number {n} of the summer, with the harbour choir and guests from the town.</p>"
    for n in range(6)
)


def told(head: str, main: str = MAIN) -> dict[str, list[object]]:
    capture = page(f"{HOST}/songs-from-the-pier/", "Songs from the pier", main, head)
    testimony = witness.testify(capture, Layout())
    assert testimony.kind is Kind.STORY
    found: dict[str, list[object]] = {}
    for claim in testimony.evidence:
        found.setdefault(claim.field, []).append(claim.value)
    return found


def script(*things: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(things)}</script>'


def test_a_page_about_one_event_says_when_and_where_it_is() -> None:
    said = told(script(EVENT))
    assert said["occasion"] == [WHOLE]
    assert StoryType.EVENT in said["type"]


def test_of_several_events_the_one_with_the_pages_headline_is_its_own() -> None:
    other = {**EVENT, "name": "Tea dance", "startDate": "2015-07-01"}
    assert told(script(other, EVENT))["occasion"] == [WHOLE]


@pytest.mark.parametrize("beside", [{"@type": "NewsArticle", "headline": "Songs return"}])
def test_an_event_beside_a_story_is_not_the_stories_own(beside: object) -> None:
    other = {**EVENT, "name": "Tea dance"}
    assert "occasion" not in told(script(beside, other))


def test_microdata_says_the_same() -> None:
    main = f"""<div itemscope itemtype="http://schema.org/Event">{MAIN}
    <meta itemprop="startDate" content="2015-06-05T19:00-04:00">
    <time itemprop="endDate" datetime="2015-06-05T21:30-04:00">half past nine</time>
    <div itemprop="location" itemscope itemtype="http://schema.org/Place">
    <span itemprop="name">Pier two</span>
    <span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
    <span itemprop="streetAddress">2 Quay Street</span></span></div></div>"""
    (found,) = told("", main)["occasion"]
    assert found == Occasion(
        WHOLE.starts, WHOLE.ends, "Pier two", "2 Quay Street", None, None, None
    )


def test_what_one_capture_lacks_another_of_the_same_day_fills_in() -> None:
    full = witness.testify(page(f"{HOST}/a/", "Songs", MAIN, script(EVENT)), Layout())
    less = {k: v for k, v in EVENT.items() if k in {"@type", "name", "startDate"}}
    bare = witness.testify(page(f"{HOST}/a/", "Songs", MAIN, script(less)), Layout())
    other = {**less, "startDate": "2015-06-12", "location": "Town hall"}
    moved = witness.testify(page(f"{HOST}/a/", "Songs", MAIN, script(other)), Layout())
    settled = settle([(1, full), (2, bare)], [], "x")
    assert settled.story.occasion == WHOLE
    assert settled.story.type is StoryType.EVENT
    later = Occasion(starts="2015-06-12", venue="Town hall")
    assert settle([(1, full), (2, moved)], [], "x").story.occasion == later


def test_a_hostile_event_breaks_nothing() -> None:
    nested: object = "x"
    for _ in range(50):
        nested = {"@type": "Place", "name": "x", "address": nested}
    said = told(
        script({**EVENT, "location": nested, "offers": [1, None, {"url": ["javascript:x"]}]})
    )
    (found,) = said["occasion"]
    assert isinstance(found, Occasion)
    assert found.registration is None
