"""Feeds: of the whole, of lists, of queries; and the terms for programs."""

import json
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from tests.publish.conftest import Paper

from backfile.model.story import Contributor
from backfile.publish.options import Options
from backfile.publish.site import publish
from backfile.publish.terms import TERMS

SITE = "https://archive.example/"
FERRIES = "last crossing"


@pytest.fixture
def site(paper: Paper, tmp_path: Path) -> Path:
    options = Options(address=SITE, feeds={"crossing": FERRIES, "town": "section:Town"})
    publish(paper, tmp_path / "site", options=options)
    return tmp_path / "site"


@pytest.mark.parametrize("ending", ["xml", "rss"])
@pytest.mark.parametrize("name", ["feed", "feeds/crossing", "feeds/town"])
def test_a_feed_says_the_same_in_each_form(site: Path, name: str, ending: str) -> None:
    feed = feedparser.parse((site / f"{name}.{ending}").read_bytes())
    assert not feed.bozo
    told = json.loads((site / f"{name}.json").read_bytes())
    assert told["feed_url"] == f"{SITE}{name}.json"
    assert [entry.title for entry in feed.entries] == [item["title"] for item in told["items"]]
    assert [entry.link for entry in feed.entries] == [item["url"] for item in told["items"]]
    exact = [entry.get("published", "")[:4] != "" for entry in feed.entries]
    assert exact == ["date_published" in item for item in told["items"]]


def test_the_feed_of_a_query_holds_what_search_finds(site: Path) -> None:
    town = json.loads((site / "feeds/town.json").read_bytes())
    assert [item["title"] for item in town["items"]] == [
        "Library Hours Cut to Two Days",
        "Water Rates Rise Again",
        "Market Square Loses Its Lime Trees",
        "School Roof to Be Mended Before Winter",
    ]


def test_only_lists_that_somebody_may_follow_have_a_feed(site: Path) -> None:
    assert (site / "section/opinion.xml").is_file(), "each section has one, however short"
    assert (site / "contributor/jonas-de-vries.xml").is_file()
    assert not (site / "contributor/tomas-al-haddad.xml").exists(), "one story"
    assert (site / "tag/ferries.xml").is_file()
    page = (site / "tag/ferries.html").read_text("utf-8")
    assert 'href="../tag/ferries.xml"' in page
    assert ".xml" not in (site / "contributor/tomas-al-haddad.html").read_text("utf-8").replace(
        "feed.xml", ""
    ).replace("opensearch.xml", "")


def test_a_story_by_a_photographer_alone_still_has_an_author_in_atom(
    paper: Paper, tmp_path: Path
) -> None:
    paper.told_stories = [
        replace(paper.told_stories[0], contributors=(Contributor("Ife Adeyemi", "photographer"),))
    ]
    publish(paper, tmp_path / "site", options=Options(address=SITE))
    feed = etree.parse(tmp_path / "site/feed.xml").getroot()
    assert feed.find("{http://www.w3.org/2005/Atom}author") is not None, "RFC 4287, 4.1.1"


def test_without_an_address_there_is_no_rss_whose_links_could_not_be_whole(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site")
    assert (tmp_path / "site/feed.xml").is_file()
    assert not (tmp_path / "site/feed.rss").exists()


@pytest.mark.parametrize("use", TERMS)
def test_what_ai_may_do_is_said_in_each_way_that_is_read(
    use: str, paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site", options=Options(address=SITE, ai_use=use))
    robots = (tmp_path / "site/robots.txt").read_text()
    assert f"Content-Usage: {TERMS[use].usage}" in robots
    assert f"License: {SITE}license.xml" in robots
    assert ("User-agent: GPTBot" in robots) is (use != "all")
    assert ("User-agent: PerplexityBot" in robots) is (use == "none")
    assert f"Content-Usage: {TERMS[use].usage}" in (tmp_path / "site/_headers").read_text()
    licence = etree.parse(tmp_path / "site/license.xml").getroot()
    space = "{https://rslstandard.org/rsl}"
    assert licence.tag == f"{space}rsl"
    assert [p.text for p in licence.iter(f"{space}permits")] == [TERMS[use].permitted]
    assert TERMS[use].usage in (tmp_path / "site/llms.txt").read_text("utf-8")


def test_where_nothing_was_decided_nothing_is_said(site: Path) -> None:
    assert (site / "robots.txt").read_text() == (
        f"User-agent: *\nDisallow:\n\nSitemap: {SITE}sitemap.xml\n"
    )
    assert not (site / "license.xml").exists()
    assert "Harbour Line" in (site / "llms.txt").read_text("utf-8")


def test_how_many_lists_have_feeds_is_the_keepers_choice(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "few", options=Options(list_feeds=0))
    publish(paper, tmp_path / "many", options=Options(list_feeds=100))
    assert not list((tmp_path / "few/tag").glob("*.xml"))
    assert list((tmp_path / "many/tag").glob("*.xml"))
    assert (tmp_path / "few/section/town.xml").is_file()
