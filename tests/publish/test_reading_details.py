"""Small things that a reader notices."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from tests.publish.conftest import HOST, Paper

from backfile.model.publication import Letter
from backfile.publish.how import place_words
from backfile.publish.options import Options
from backfile.publish.site import publish
from backfile.publish.words import PLURALS, words_in

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://archive.example/harbour/"


def page(paper: Paper, site: Path, path: str) -> str:
    publish(paper, site, options=Options(address=ADDRESS))
    return (site / path).read_text("utf-8")


def test_the_headline_of_the_first_story_stands_below_how_it_began(
    paper: Paper, tmp_path: Path
) -> None:
    front = page(paper, tmp_path / "site", "index.html")
    began = front.partition('<section class="began">')[2].partition("</section>")[0]
    assert re.findall(r"<h(\d)", began) == ["2", "3"]


def test_an_address_that_was_lost_is_said_on_the_front_page_though_there_is_no_letter(
    paper: Paper, tmp_path: Path
) -> None:
    paper.about = replace(paper.about, letters=())
    assert "the address itself was lost" in page(paper, tmp_path / "site", "index.html")


def test_a_letter_without_words_is_not_shown_as_a_letter(paper: Paper, tmp_path: Path) -> None:
    paper.about = replace(paper.about, letters=(Letter(" \n\n "),))
    letters = page(paper, tmp_path / "site", "letters.html")
    assert 'class="words"' not in letters
    assert "No letter to readers was found" in letters


def test_the_newest_stories_stand_whole_in_the_feeds_with_links_that_work_anywhere(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site", options=Options(address=ADDRESS))
    feed = etree.parse(tmp_path / "site/feed.xml")
    whole = [entry.findtext(f"{ATOM}content") for entry in feed.iter(f"{ATOM}entry")]
    assert any("The hens were claimed on arrival." in text for text in whole if text)
    items = json.loads((tmp_path / "site/feed.json").read_bytes())["items"]
    for text in [*whole, *(item.get("content_html") for item in items)]:
        links = re.findall(r'(?:src|href)="([^"]*)"', text or "")
        assert all(link.startswith("https://") for link in links)
    ferry = next(item for item in items if "Last Ferry" in item["title"])
    assert f'href="{ADDRESS}story/n/nightboatt.html"' in ferry["content_html"]
    assert f"{HOST}/pictures" not in ferry["content_html"]


def test_where_the_sites_address_is_not_known_feeds_give_the_first_lines(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site")
    feed = etree.parse(tmp_path / "site/feed.xml")
    assert not list(feed.iter(f"{ATOM}content"))
    assert list(feed.iter(f"{ATOM}summary"))


@pytest.mark.parametrize("language", PLURALS)
def test_what_an_editor_wrote_for_the_archive_is_no_export_of_the_newsroom(language: str) -> None:
    words = words_in(language)
    told = {place_words(words, place) for place in ("front-matter:title", "markdown:heading")}
    assert told == {words("place.file")}
    assert told != {place_words(words, "wxr:title")}


def test_how_we_know_names_each_capture_and_where_it_is_kept(paper: Paper, tmp_path: Path) -> None:
    kept = replace(paper.captures[1], item="crawl.warc.gz", offset=4711, digest="ab" * 32)
    paper.captures[1] = kept
    publish(paper, tmp_path / "site")
    whole = html.fromstring((tmp_path / "site/story/f/ferryferry.html").read_text("utf-8"))
    rows = [
        " ".join("".join(map(str, li.itertext())).split())
        for li in whole.iterfind(".//ol[@class='addresses captures']/li")
    ]
    assert rows[0] == (
        f"{HOST}/2016/03/18/last-ferry/ captured 2 January 2018"
        f" · crawl.warc.gz (byte 4,711) sha256:{'ab' * 32}"
    )


def test_other_sites_are_told_of_a_story_by_files_only_where_its_keeper_wants_them(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "plain", options=Options(address=ADDRESS))
    assert not (tmp_path / "plain/oembed").exists()
    assert "oembed" not in (tmp_path / "plain/story/f/ferryferry.html").read_text("utf-8")
    publish(paper, tmp_path / "told", options=Options(address=ADDRESS, oembed=True))
    whole = html.fromstring((tmp_path / "told/story/f/ferryferry.html").read_text("utf-8"))
    (link,) = whole.iterfind(".//link[@type='application/json+oembed']")
    path = str(link.get("href")).removeprefix(ADDRESS)
    told = json.loads((tmp_path / "told" / path).read_text("utf-8"))
    assert (told["type"], told["version"]) == ("link", "1.0")
    assert told["title"] == "The Last Ferry Leaves the North Landing"
    assert told["url"] == f"{ADDRESS}story/f/ferryferry.html"


def test_a_sitemap_says_when_a_story_changed_where_that_day_is_certain(
    paper: Paper, tmp_path: Path
) -> None:
    paper.change("nightboatt", modified="2015-11-04T10:00:00Z")
    publish(paper, tmp_path / "site", options=Options(address=ADDRESS))
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    told = dict(re.findall(r"<loc>[^<]*/(\w+)\.html</loc>(?:<lastmod>([^<]*))?", sitemap))
    assert told["ferryferry"] == "2016-03-20"
    assert told["nightboatt"] == "2015-11-04"
    assert told["undatedstr"] == told["monthonlyy"] == ""


def test_a_letter_tells_its_language_on_a_site_in_another(paper: Paper, tmp_path: Path) -> None:
    paper.about = replace(paper.about, letters=(Letter("Dear readers, we thank you."),))
    publish(paper, tmp_path / "site", options=Options(language="ar"))
    told = (tmp_path / "site/letters.html").read_text("utf-8")
    assert '<div class="words" lang="en" dir="auto">' in told
