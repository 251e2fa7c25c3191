"""Markdown and HTML files with front matter, as site generators and editors write them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.intake.markdown_codes import turn_codes
from backfile.intake.markdown_files import MarkdownReader
from backfile.intake.markdown_front import split_front
from backfile.intake.reader import Item, Read, Surroundings
from backfile.model.capture import Capture
from backfile.model.finding import Finding
from backfile.model.occasion import Occasion
from backfile.model.story import Contributor, Image, StoryType

HOME = "https://quay.example/"
Reader = Callable[..., list[Read]]
Captures = Callable[..., Capture]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read_text(text: str, name: str = "ferry.md") -> list[Read]:
        path = tmp_path / "file"
        path.write_text(text, encoding="utf-8")
        item = Item(name, path.stat().st_size, lambda: path.open("rb"))
        assert MarkdownReader().knows(path.read_bytes()[:65536], name)
        return list(MarkdownReader().read(item, Surroundings(address=HOME, paths=frozenset("ab"))))

    return read_text


@pytest.fixture
def capture(read: Reader) -> Captures:
    def only(text: str, name: str = "ferry.md") -> Capture:
        (found,) = (r for r in read(text, name) if isinstance(r, Capture))
        return found

    return only


def best(capture: Capture, field: str) -> object:
    claims = [claim for claim in capture.claims if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


YAML = """---
title: "Ferry stays in"
subtitle: Nobody says why
date: 2016-03-15 22:30:00 -0400
lastmod: 2016-03-16
authors: [Ann Poe, {name: Bo Roe}]
translator: Cy Doe
categories: [Port, Tides]
tags: "sea, boats"
image: {path: /pier.jpg, caption: The pier, credit: Di Fox, alt: pier}
aliases: [/old/ferry/]
permalink: /2016/ferry/
lang: en
---

One *two*
"""
TOML = """+++
title = "Ferry stays in"
subtitle = "Nobody says why"
date = 2016-03-15T22:30:00-04:00
lastmod = 2016-03-16
authors = ["Ann Poe", "Bo Roe"]
translator = "Cy Doe"
categories = ["Port", "Tides"]
tags = ["sea", "boats"]
image = { path = "/pier.jpg", caption = "The pier", credit = "Di Fox", alt = "pier" }
aliases = ["/old/ferry/"]
permalink = "/2016/ferry/"
lang = "en"
+++

One *two*
"""
JSON = """{
"title": "Ferry stays in", "subtitle": "Nobody says why", "date": "2016-03-15T22:30:00-04:00",
"lastmod": "2016-03-16", "authors": ["Ann Poe", "Bo Roe"], "translator": "Cy Doe",
"categories": ["Port", "Tides"], "tags": ["sea", "boats"], "aliases": ["/old/ferry/"],
"image": {"path": "/pier.jpg", "caption": "The pier", "credit": "Di Fox", "alt": "pier"},
"permalink": "/2016/ferry/", "lang": "en"}

One *two*
"""


@pytest.mark.parametrize("text", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
def test_every_form_of_front_matter_says_the_same(capture: Captures, text: str) -> None:
    story = capture(text)
    assert best(story, "headline") == "Ferry stays in"
    assert best(story, "standfirst") == "Nobody says why"
    assert best(story, "published") == "2016-03-15"
    assert best(story, "published_at") == "2016-03-15T22:30:00-04:00"
    assert best(story, "modified") == "2016-03-16"
    assert best(story, "contributors") == (
        Contributor("Ann Poe"),
        Contributor("Bo Roe"),
        Contributor("Cy Doe", "translator"),
    )
    assert best(story, "section") == "Port"
    assert best(story, "tags") == ("sea", "boats", "Tides")
    picture = Image("https://quay.example/pier.jpg", "The pier", "Di Fox", "pier")
    assert best(story, "lead_image") == picture
    assert best(story, "language") == "en"
    assert story.address == "https://quay.example/2016/ferry/"
    assert story.also == ("https://quay.example/old/ferry/",)
    assert story.body.decode().strip() == "<p>One <em>two</em></p>"


def test_bare_lines_at_the_head_are_front_matter(capture: Captures) -> None:
    story = capture("Title: Ferry\nDate: 2016-03-15 10:20\nAuthor: Ann Poe\n\nOne\n\nTwo")
    assert best(story, "headline") == "Ferry"
    assert best(story, "published") == "2016-03-15"
    assert story.body.decode() == "<p>One</p>\n<p>Two</p>\n"


def test_text_that_merely_has_colons_is_text(capture: Captures) -> None:
    story = capture("Note: this is one.\nAnother: two.\n\nThree")
    assert best(story, "headline") is None
    assert "Another" in story.body.decode()


def test_a_colon_in_a_headline_does_not_cost_the_front_matter(read: Reader) -> None:
    reads = read("---\ntitle: The ferry: a story\ndate: 2016-03-15\ntags:\n  - sea\n---\nOne")
    (story,) = (r for r in reads if isinstance(r, Capture))
    assert [r.code for r in reads if isinstance(r, Finding)] == ["record-malformed"]
    assert best(story, "headline") == "The ferry: a story"
    assert best(story, "tags") == ("sea",)
    assert story.body == b"<p>One</p>\n"


def test_the_day_in_a_files_name_is_evidence(capture: Captures) -> None:
    assert best(capture("---\ntitle: a\n---\nb", "_posts/2016-03-15-ferry.md"), "published") == (
        "2016-03-15"
    )


def test_the_first_heading_heads_a_file_without_a_title(capture: Captures) -> None:
    story = capture("# Ferry stays in\n\nOne")
    assert best(story, "headline") == "Ferry stays in"
    assert story.body == b"<p>One</p>\n"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("draft: true", "draft"),
        ("published: false", "unpublished"),
        ("private: yes", "private"),
        ("status: hidden", "hidden"),
        ("draft: false", None),
        ("published: 2016-03-15", None),
    ],
)
def test_what_the_generator_did_not_show_is_held_back(
    capture: Captures, line: str, why: str | None
) -> None:
    assert capture(f"---\ntitle: a\n{line}\n---\nb").held_back == why


@pytest.mark.parametrize(
    ("named", "kind", "story_type"),
    [
        ("event", None, "event"),
        ("project", None, "project"),
        ("letter", "standing", "letter"),
        ("page", "standing", None),
    ],
)
def test_an_editor_says_what_is_new(
    capture: Captures, named: str, kind: str | None, story_type: str | None
) -> None:
    story = capture(f"---\ntitle: a\ntype: {named}\n---\nb")
    assert best(story, "kind") == kind
    assert best(story, "type") == story_type


def test_a_letter_that_a_reader_sent_to_the_desk_is_a_story_and_no_word_of_the_newsroom(
    capture: Captures,
) -> None:
    story = capture("---\ntitle: a\ntype: letter\ndesk: The Harbour\n---\nb")
    assert best(story, "kind") is None
    assert best(story, "type") == "letter"


def test_html_with_front_matter_stays_html(capture: Captures) -> None:
    story = capture("---\ntitle: a\n---\n<p>One *two*</p>", "a.html")
    assert story.body.strip() == b"<p>One *two*</p>"


def test_tables_and_html_inside_are_kept(capture: Captures) -> None:
    story = capture("---\ntitle: a\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>c</b>")
    assert "<td>1</td>" in story.body.decode()
    assert "<b>c</b>" in story.body.decode()


def test_codes_of_a_generator_become_what_they_stood_for() -> None:
    text = (
        '{{< figure src="/a.jpg" caption="The pier" attr="Cy Doe" >}}{{< youtube a1-b >}}'
        "[x]({{ site.baseurl }}/y) {% include form.html %}{{< box >}}words{{< /box >}}"
    )
    turned, dead = turn_codes(text)
    assert '<img src="/a.jpg" alt=""><figcaption>The pier Cy Doe</figcaption>' in turned
    assert 'src="https://www.youtube.com/watch?v=a1-b"' in turned
    assert "[x](/y)" in turned
    assert "words" in turned
    assert dead == ["box", "include"]


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [1]\n" + "".join(f"b{n}: [*x, *x, *x]\n" for n in range(50)),
        "a: " + "[" * 50_000,
        "- " * 50_000,
        "!!python/object/apply:os.system ['true']",
        "{{{{",
    ],
)
def test_hostile_front_matter_is_refused(read: Reader, front: str) -> None:
    reads = read(f"---\ntitle: a\n{front}\n---\nOne")
    (story,) = (r for r in reads if isinstance(r, Capture))
    assert story.body == b"<p>One</p>\n"


@given(st.text(alphabet="-+:{}[]&*!'\"\n abc", max_size=80))
def test_front_matter_in_any_disorder_is_parted(text: str) -> None:
    split_front(f"---\n{text}\n---\nOne")
    split_front(text)
    turn_codes(text)


@pytest.mark.parametrize("piece", ["{{< a ", "{{", "{% a ", '{{< a b="', "{{<{"])
def test_endless_codes_do_not_take_endless_time(piece: str) -> None:
    turn_codes(piece * 5_000)


EVENT = """---
title: Harbour evening
type: event
date: 2024-05-02
starts: 2024-05-17 18:30
ends: 2024-05-17T20:00
location: {name: Seamen's hall, street: 1 Quay Road, city: Saltby}
registration: https://quay.example/register
status: cancelled
---
Come all.
"""


def test_an_event_says_when_where_and_how_one_takes_part(capture: Captures) -> None:
    told = capture(EVENT)
    assert told.held_back is None
    assert best(told, "type") == StoryType.EVENT
    assert best(told, "published") == "2024-05-02"
    assert best(told, "occasion") == Occasion(
        starts="2024-05-17T18:30:00",
        ends="2024-05-17T20:00:00",
        venue="Seamen's hall",
        venue_address="1 Quay Road, Saltby",
        registration="https://quay.example/register",
        status="cancelled",
    )


def test_an_event_may_stand_in_a_block_of_its_own(capture: Captures) -> None:
    told = capture("---\ntitle: T\nevent:\n  Start-Date: 2024-05-17\n  Venue: Quay\n---\nText\n")
    assert best(told, "type") == StoryType.EVENT
    assert best(told, "occasion") == Occasion(starts="2024-05-17", venue="Quay")


def test_a_story_with_a_location_is_no_event(capture: Captures) -> None:
    told = capture("---\ntitle: T\nlocation: Saltby\nstart: 2024-05-17\n---\nText\n")
    assert best(told, "occasion") is None


def test_a_project_names_its_stories_or_a_series(capture: Captures) -> None:
    told = capture(
        "---\ntitle: T\ntype: project\nstories: [ferry-stays-in, https://quay.example/a/]\n"
        "series: The ferry\n---\nText\n"
    )
    assert best(told, "gathers") == (
        "ferry-stays-in",
        "https://quay.example/a/",
        'series:"The ferry"',
    )
    assert best(told, "series") is None  # it gathers the series, and is no part of it
