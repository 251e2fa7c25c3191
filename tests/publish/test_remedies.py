"""The site obeys remedies: tombstones, unlisted pages, rules of hosts, the public log."""

import json
from dataclasses import replace
from pathlib import Path

from tests.publish.conftest import HOST, Paper

from backfile.model.remedy import Authority, Ground, LogLine, RemedyKind, Surface, Tomb
from backfile.model.story import Notice
from backfile.publish.addresses import is_telling, seal, story_path
from backfile.publish.holdings import Treated
from backfile.publish.options import Options
from backfile.publish.output import STATE_FOLDER
from backfile.publish.site import publish

ADDRESS = "https://archive.example.org/"
OPTIONS = Options(address=ADDRESS, language="en", search_pieces=False)
ALL = (Surface.SITE, Surface.API, Surface.FEEDS, Surface.SEARCH)


def files_of(site: Path) -> dict[str, str]:
    found = (path for path in site.rglob("*") if path.is_file() and STATE_FOLDER not in path.parts)
    return {p.relative_to(site).as_posix(): p.read_text("utf-8", "replace") for p in found}


def build(paper: Paper, site: Path, options: Options = OPTIONS) -> dict[str, str]:
    publish(paper, site, options=options)
    return files_of(site)


def bury(paper: Paper, story_id: str) -> None:
    story = next(story for story in paper.told_stories if story.id == story_id)
    paper.told_stories = [story for story in paper.told_stories if story.id != story_id]
    paper.buried = (Tomb(story_id, "2026-11-22", Ground.SAFETY, Authority.PERSON, story.addresses),)
    paper.logged = (LogLine("2026-11", RemedyKind.WITHDRAWAL, Ground.SAFETY, Authority.PERSON, 1),)


def test_a_tombstone_tells_nothing_of_what_stood_there(paper: Paper, tmp_path: Path) -> None:
    bury(paper, "ferryferry")
    paper.captures = {}  # of our small paper some captures of other stories stood at its address
    site = build(paper, tmp_path / "site")
    page = site["story/f/ferryferry.html"]
    assert "Withdrawn on 22 November 2026." in page
    assert "To protect somebody’s safety. Asked for by a person concerned." in page
    assert '<meta name="robots" content="noindex">' in page
    for path, text in site.items():
        assert "Last Ferry" not in text, path
        assert "18/last-ferry" not in text, path


def test_addresses_that_say_something_are_known_by_a_digest_alone(
    paper: Paper, tmp_path: Path
) -> None:
    story = next(story for story in paper.told_stories if story.id == "ferryferry")
    ways = [a.removeprefix(HOST) for a in story.addresses if a.startswith(HOST)]
    telling = [way for way in ways if is_telling(way)]
    assert telling
    bury(paper, "ferryferry")
    site = build(paper, tmp_path / "site")
    table = json.loads(site["moved/addresses.json"])
    assert table[seal(telling[0])] == "story/f/ferryferry.html"
    plain = build(paper, tmp_path / "plain", Options(address=ADDRESS, withdrawn_addresses="plain"))
    bare = telling[0].strip("/")
    assert f"{telling[0]} /story/f/ferryferry.html 410!" in plain["_redirects"]
    assert f"RewriteRule ^{bare}/?$ - [G,L]".replace("-", r"\-") in plain[".htaccess"].replace(
        "- [G", r"\- [G"
    )
    assert f'"/{bare}" 1;' in plain["moved/nginx.conf"]


def test_hosts_answer_410_at_the_tombstone_itself(paper: Paper, tmp_path: Path) -> None:
    bury(paper, "ferryferry")
    site = build(paper, tmp_path / "site")
    path = "/story/f/ferryferry.html"
    assert f"{path} {path} 410!" in site["_redirects"]
    assert f'"{path}" 1;' in site["moved/nginx.conf"]
    assert "ErrorDocument 410 /gone.html" in site[".htaccess"]
    assert "gone.html" in site


def test_numbers_say_nothing_and_words_do() -> None:
    assert not is_telling("/2016/03/17/")
    assert not is_telling("/?p=311")
    assert not is_telling("/news/article.php?id=12")
    assert is_telling("/2016/03/17/last-ferry/")
    assert is_telling("/%d8%a7%d9%84%d9%82%d8%a7%d8%b1%d8%a8/")


def test_nothing_leads_to_a_delisted_story_and_its_page_stays(paper: Paper, tmp_path: Path) -> None:
    paper.treatments["ferryferry"] = Treated(kept_from=ALL)
    site = build(paper, tmp_path / "site")
    own = "story/f/ferryferry.html"
    assert '<meta name="robots" content="noindex">' in site[own]
    assert "Last Ferry" in site[own]
    assert f"/{own}\n  X-Robots-Tag: noindex" in site["_headers"]
    named = [
        path
        for path, text in site.items()
        if "Last Ferry" in text and "http-equiv" not in text[:300]
    ]
    assert [path for path in named if path != own and not path.startswith("2016/")] == []
    assert "ferryferry" not in site["sitemap.xml"] + site["feed.xml"] + site["api/stories.json"]
    assert json.loads(site["moved/addresses.json"])["/2016/03/18/last-ferry/"] == own


def test_a_story_may_be_kept_from_one_surface_alone(paper: Paper, tmp_path: Path) -> None:
    paper.treatments["ferryferry"] = Treated(kept_from=(Surface.FEEDS,))
    site = build(paper, tmp_path / "site")
    assert "ferryferry" not in site["feed.xml"]
    assert "ferryferry" in site["stories.html"]
    assert "ferryferry" in site["sitemap.xml"]
    assert "noindex" not in site["story/f/ferryferry.html"]


def test_a_hidden_address_leads_on_and_is_printed_nowhere(paper: Paper, tmp_path: Path) -> None:
    story = next(story for story in paper.told_stories if story.id == "ferryferry")
    hidden = next(a for a in story.addresses if "last-ferry" in a)
    paper.change("ferryferry", addresses=(f"{HOST}/2016/03/18/l-f/",))
    paper.treatments["ferryferry"] = Treated(hidden=(hidden,))
    paper.captures, paper.earlier = {}, {}
    site = build(paper, tmp_path / "site")
    assert [path for path, text in site.items() if "18/last-ferry" in text] == []
    table = json.loads(site["moved/addresses.json"])
    assert table[seal(hidden.removeprefix(HOST))] == "story/f/ferryferry.html"


def test_what_is_taken_back_leaves_no_trace(paper: Paper, tmp_path: Path) -> None:
    stories = list(paper.told_stories)
    before = build(paper, tmp_path / "site")
    bury(paper, "ferryferry")
    paper.treatments[paper.told_stories[0].id] = Treated(kept_from=ALL)
    during = build(paper, tmp_path / "site")
    assert during != before
    paper.told_stories, paper.buried, paper.logged = stories, (), ()
    paper.treatments.clear()
    assert build(paper, tmp_path / "site") == before


def test_the_log_counts_in_words_and_for_programs(paper: Paper, tmp_path: Path) -> None:
    bury(paper, "ferryferry")
    site = build(paper, tmp_path / "site")
    assert '<dt>Withdrawn <span class="n">1 story</span></dt>' in site["remedies.html"]
    assert "November 2026" in site["remedies.html"]
    assert json.loads(site["api/remedies.json"])["remedies"][0]["number"] == 1
    assert "remedies.html" in site["about.html"]


def test_a_note_of_the_archive_tells_its_day_in_words(paper: Paper, tmp_path: Path) -> None:
    first = paper.told_stories[0]
    said = (Notice("note", "2026-11-02: The pier was rebuilt."), Notice("note", "12: no day."))
    paper.told_stories[0] = replace(first, notices=said)
    page = build(paper, tmp_path / "site")[story_path(first.id)]
    assert '<time datetime="2026-11-02" dir="ltr">2 November 2026</time>' in page
    assert "<p>The pier was rebuilt.</p>" in page
    assert "<p>12: no day.</p>" in page
