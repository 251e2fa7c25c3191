"""Small things that a reader notices."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from tests.publish.conftest import HOST, Paper

from backfile.model.publication import Letter
from backfile.model.story import Story, StoryType
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
    front = page(paper, tmp_path / "site", "index.html")
    assert 'class="words"' not in front
    for path in (tmp_path / "site").rglob("*.*"):
        assert path.name != "letters.html"
        if path.suffix in {".html", ".xml", ".txt"}:
            assert "letters.html" not in path.read_text("utf-8")


def test_what_came_after_the_end_does_not_stretch_the_newsrooms_run(
    paper: Paper, tmp_path: Path
) -> None:
    paper.about = replace(paper.about, status="paused", paused_on="2016-12-31")
    paper.told_stories = [
        *paper.told_stories,
        Story("readerwrit", StoryType.LETTER, "A reader remembers", published="2026-11-23"),
    ]
    front = page(paper, tmp_path / "site", "index.html")
    folio = re.findall(r'<p class="folio">([^<]*)', front)
    assert folio
    assert "2026" not in folio[0]
    first = front.partition('class="entry first')[2].partition("</li>")[0]
    assert "A reader remembers" not in first


def test_letters_to_the_newsroom_leave_no_dot_at_the_end_of_a_line(
    paper: Paper, tmp_path: Path
) -> None:
    options = Options(keeper_contact="mailto:keep@a.example")
    publish(paper, tmp_path / "site", options=options)
    story = next((tmp_path / "site/story").rglob("*.html")).read_text("utf-8")
    mend = story.partition('<p class="meta mend">')[2].partition("</p>")[0]
    assert mend.count("<a ") == 2
    assert "·" not in mend


def test_a_short_index_runs_on_in_columns_and_a_long_one_keeps_them_by_letter(
    paper: Paper, tmp_path: Path
) -> None:
    for number, is_short in ((40, True), (200, False)):
        tags = tuple(f"{letter}{n}" for n in range(number // 4) for letter in "abcd")
        paper.change("ferryferry", tags=tags)
        paper.change("lostdateaa", tags=tags)
        index = page(paper, tmp_path / f"site-{number}", "tags.html")
        assert index.count('<h2 class="initial">') == 4 + len("FST")
        assert ('class="gathered"' in index) is is_short


def test_a_year_stands_on_the_side_where_the_pages_words_begin(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site", options=Options(language="ar"))
    assert "<h1><bdi>2016</bdi></h1>" in (tmp_path / "site/date/2016.html").read_text("utf-8")


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
