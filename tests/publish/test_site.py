"""The site as a whole."""

import hashlib
import json
import os
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree
from tests.publish.conftest import HOST, Paper

from backfile.errors import OperatorError
from backfile.model.publication import Letter
from backfile.model.story import Body, Contributor, Story
from backfile.publish import output
from backfile.publish.options import Options
from backfile.publish.output import usual_folder
from backfile.publish.site import publish
from backfile.publish.verify import verify_site


class Links(HTMLParser):
    """Collects where a page leads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.found += [v for k in ("href", "src", "action") if (v := said.get(k))]
        self.inline += [k for k in said if k.startswith("on") or k == "style"]
        if tag == "script" and "src" not in said and said.get("type") != "application/ld+json":
            self.inline.append("script")


def files_of(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in output.files_below(site)}


@pytest.fixture
def site(paper: Paper, tmp_path: Path) -> Path:
    out = tmp_path / "site"
    publish(paper, out, options=Options(address="https://archive.example/harbour/"))
    return out


def test_every_link_inside_the_site_leads_to_a_file(site: Path) -> None:
    for path, data in files_of(site).items():
        if not path.endswith(".html") or path == "404.html":
            continue
        links = Links()
        links.feed(data.decode())
        for link in links.found:
            target = unquote(urldefrag(link).url.partition("?")[0])
            if not target or re.match(r"[a-z]+:", target):
                continue
            assert not target.startswith("/"), f"{path} has {link}: it would break in a subfolder"
            assert os.path.normpath((site / path).parent / target).startswith(str(site))
            assert ((site / path).parent / target).is_file(), f"{path} leads to {link}"


def test_no_page_holds_a_script_or_style_of_its_own(site: Path) -> None:
    for path, data in files_of(site).items():
        if path.endswith(".html"):
            links = Links()
            links.feed(data.decode())
            assert links.inline == [], path


def test_publishing_twice_writes_nothing(paper: Paper, tmp_path: Path) -> None:
    first = publish(paper, tmp_path / "site")
    second = publish(paper, tmp_path / "site")
    assert first.written == first.pages > 0
    assert (second.written, second.removed) == (0, 0)
    assert second.stories == first.stories


def test_the_same_archive_gives_the_same_bytes(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "one")
    paper.told_stories.reverse()
    publish(paper, tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_one_changed_story_rewrites_its_page_and_its_lists_only(
    paper: Paper, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    publish(paper, out)
    untouched = (out / "story/n/nightboatt.html").stat().st_mtime_ns
    paper.change("short00001", headline="School Roof Mended")
    report = publish(paper, out)
    assert 0 < report.written < report.pages / 2
    assert "School Roof Mended" in (out / "story/s/short00001.html").read_text("utf-8")
    assert "School Roof Mended" in (out / "section/town.html").read_text("utf-8")
    assert (out / "story/n/nightboatt.html").stat().st_mtime_ns == untouched


def test_one_story_more_changes_its_own_page_its_neighbours_and_the_lists_it_stands_in(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site")
    before = files_of(tmp_path / "site")
    paper.told_stories.append(
        Story(
            id="newnewnew1",
            headline="The Slip Is Sold",
            byline="By Mara Lindqvist",
            contributors=(Contributor("Mara Lindqvist"),),
            published="2015-11-20",
            section="Town",
            tags=("Board",),
            language="en",
            body=Body("<p>The slip is sold.</p>", "The slip is sold."),
            addresses=(f"{HOST}/2015/11/20/slip-sold/",),
        )
    )
    publish(paper, tmp_path / "site")
    after = files_of(tmp_path / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    by_kind = {path for path in changed if not path.startswith(("search/", "moved/"))}
    assert set(before) <= set(after)
    assert by_kind == {
        "story/n/newnewnew1.html",
        "2015/11/20/slip-sold/index.html",
        *("story/n/nightboatt.html", "story/l/lostdateaa.html"),  # those before and after it
        *("section/town.html", "section/town.xml", "contributor/mara-lindqvist.html"),
        *("contributor/mara-lindqvist.xml", "tag/board.xml", "llms.txt"),
        *("tag/board.html", "date/2015.html", "date/2015-11.html"),
        "story/f/ferryferry.html",  # by the same hand: it names the new one as related
        *("index.html", "stories.html", "dates.html", "about.html"),
        *("contents.html", "days.html", "day/11.html", "day/11.js"),
        *("sections.html", "contributors.html", "tags.html"),
        *("feed.xml", "feed.json", "api/stories.json", "api/records/0.json"),
        *("_redirects", ".htaccess", "manifest-sha256.txt"),
    }


def test_a_story_that_is_gone_takes_its_files_with_it(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(paper, out)
    (out / "CNAME").write_text("archive.example")
    paper.told_stories = [s for s in paper.told_stories if s.id != "lostdateaa"]
    report = publish(paper, out)
    assert report.removed > 0
    assert not (out / "story/l").exists()
    assert (out / "CNAME").exists(), "a file that somebody else put there was removed"


def test_a_folder_that_holds_something_else_is_refused(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.doc").write_text("mine")
    with pytest.raises(OperatorError, match="not empty"):
        publish(paper, tmp_path / "home")


def test_the_site_of_another_archive_is_not_written_over(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site")
    paper.deposits = frozenset({"harbour", "crawl"})
    publish(paper, tmp_path / "site")
    paper.deposits = frozenset({"another"})
    with pytest.raises(OperatorError, match="another archive"):
        publish(paper, tmp_path / "site")


def test_nothing_is_written_through_a_link_that_leads_out_of_the_site(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(tmp_path / "site/section")
    (tmp_path / "site/section").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OperatorError, match="leads out"):
        publish(paper, tmp_path / "site")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_that_leads_round_in_a_circle_stops_nobody(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site")
    (tmp_path / "site/loop").symlink_to("loop")
    assert publish(paper, tmp_path / "site").written == 0
    shutil.rmtree(tmp_path / "site/section")
    (tmp_path / "site/section").symlink_to("section")
    with pytest.raises(OperatorError, match="section"):
        publish(paper, tmp_path / "site")


@pytest.mark.parametrize(("archive", "site"), [("paper", "paper-site"), (".", "here-site")])
def test_a_site_stands_beside_its_archive_unless_somebody_says_otherwise(
    archive: str, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    expected = tmp_path / site if archive == "." else tmp_path / "here" / site
    assert usual_folder(Path(archive)) == expected


def test_a_dry_run_writes_nothing(paper: Paper, tmp_path: Path) -> None:
    report = publish(paper, tmp_path / "site", dry_run=True)
    assert report.written > 0
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_run_that_broke_off_leaves_what_the_next_run_mends(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    publish(paper, tmp_path / "undisturbed")
    left = after
    real = output.Output.put

    def put(self: output.Output, path: str, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(self, path, data)

    out = tmp_path / "site"
    gone = Story(id="gonegonego", headline="Withdrawn", body=Body("<p>x</p>", "x"))
    paper.told_stories.append(gone)
    with monkeypatch.context() as broken:
        broken.setattr(output.Output, "put", put)
        with pytest.raises(KeyboardInterrupt):
            publish(paper, out)
    paper.told_stories.remove(gone)
    publish(paper, out)
    assert files_of(out) == files_of(tmp_path / "undisturbed")


def test_the_list_of_files_can_be_checked_with_sha256sum(site: Path) -> None:
    for line in (site / "manifest-sha256.txt").read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest


def test_verify_names_what_is_missing_altered_or_foreign(site: Path) -> None:
    assert list(verify_site(site)) == []
    (site / "about.html").unlink()
    (site / "index.html").write_text("defaced")
    (site / "extra.html").write_text("foreign")
    assert {(f.code, f.item) for f in verify_site(site)} == {
        ("site-file-missing", "about.html"),
        ("site-file-altered", "index.html"),
        ("site-file-foreign", "extra.html"),
    }


def test_a_file_that_somebody_altered_is_written_anew(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(paper, out)
    before = (out / "index.html").read_bytes()
    (out / "index.html").write_text("defaced")
    assert publish(paper, out).written == 1
    assert (out / "index.html").read_bytes() == before


def test_a_story_page_says_how_wide_its_date_is_and_why(site: Path) -> None:
    page = (site / "story/l/lostdateaa.html").read_text("utf-8")
    assert "between 15 and 20 March 2016" in page
    assert "The caption speaks of Tuesday, 15 March 2016" in page
    assert "Another claim, not followed: 15 May 2018" in page
    assert '"citation_date" content="2016/03">' in page, "only the month is certain"
    assert '"z:extra" content="issued: 2016-03-15/2016-03-20">' in page
    assert '"temporalCoverage":"2016-03-15/2016-03-20"' in page
    assert '"datePublished"' not in page


def test_a_picture_that_is_lost_keeps_its_words(site: Path) -> None:
    page = (site / "story/l/lostdateaa.html").read_text("utf-8")
    assert "The fence at Carrow Point, seen from the low path." in page
    assert "was not among what the newsroom left" in page
    assert "gone.jpg" not in page.partition("<body")[2].partition("apparatus")[0]


def test_an_arabic_story_runs_from_right_to_left_on_an_english_site(site: Path) -> None:
    page = (site / "story/a/arabicstry.html").read_text("utf-8")
    assert '<html lang="en" dir="ltr"' in page
    assert '<article lang="ar" dir="rtl">' in page


def test_an_arabic_site_runs_from_right_to_left(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(language="ar"))
    page = (tmp_path / "site/story/l/lostdateaa.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl"' in page
    assert '<article lang="en" dir="ltr">' in page


def test_zotero_is_told_of_a_newspaper_article(site: Path) -> None:
    page = (site / "story/f/ferryferry.html").read_text("utf-8")
    for sign in (
        '<meta name="z:itemType" content="newspaperArticle">',
        '<meta name="citation_title" content="The Last Ferry Leaves the North Landing">',
        '<meta name="citation_author" content="Mara Lindqvist">',
        '<meta name="citation_date" content="2016/03/18">',
        '<meta property="og:site_name" content="Harbour Line">',
    ):
        assert sign in page
    assert "citation_journal_title" not in page


def test_linked_data_cannot_close_its_script(paper: Paper, tmp_path: Path) -> None:
    paper.change("short00001", headline="</script><script>alert(1)</script>")
    publish(paper, tmp_path / "site")
    page = (tmp_path / "site/story/s/short00001.html").read_text("utf-8")
    assert "<script>alert" not in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert json.loads(found[1])["headline"] == "</script><script>alert(1)</script>"


def test_hostile_names_stay_words_everywhere(paper: Paper, tmp_path: Path) -> None:
    bad = '"><img src=x onerror=alert(1)>'
    paper.change(
        "short00001",
        headline=bad,
        standfirst=bad,
        byline=f"By {bad}",
        contributors=(Contributor(bad), Contributor(bad, bad)),
        section=bad,
        tags=(bad, "Board"),
        language='en"><script>',
        addresses=(f"https://x.example/{bad}", "javascript:alert(1)", "https://x.example/%0aEvil"),
    )
    publish(paper, tmp_path / "site", options=Options(address="https://a.example/"))
    for path, data in files_of(tmp_path / "site").items():
        if path.endswith(".json"):
            continue  # JSON is never read as HTML: `serve` and hosts give its type
        assert b"<img src=x" not in data, path
        assert b'href="javascript:' not in data, path
        assert b"<script>" not in data, path
        assert b"\nEvil" not in data, path


def test_old_addresses_lead_to_the_story_on_every_kind_of_host(site: Path) -> None:
    page = "story/f/ferryferry.html"
    assert f"/2016/03/18/last-ferry/ /harbour/{page} 301" in (site / "_redirects").read_text()
    assert f"/ p=311 /harbour/{page} 301" in (site / "_redirects").read_text()
    assert f'"/2016/03/18/last-ferry" "/harbour/{page}";' in (site / "moved/nginx.conf").read_text()
    assert r"RewriteRule ^2016/03/18/last\-ferry/?$" in (site / ".htaccess").read_text()
    small = (site / "2016/03/18/last-ferry/index.html").read_text("utf-8")
    assert f'content="0; url=../../../../{page}"' in small


def test_an_old_address_cannot_take_the_place_of_a_page_of_ours(
    paper: Paper, tmp_path: Path
) -> None:
    taken = tuple(f"{HOST}/{path}" for path in ("index.html", "about.html", "theme/style.css"))
    paper.change("short00001", addresses=taken)
    publish(paper, tmp_path / "site")
    assert "short00001" not in (tmp_path / "site/_redirects").read_text()
    assert "Harbour Line" in (tmp_path / "site/index.html").read_text("utf-8")


def test_many_old_addresses_are_left_to_the_hosts_rules(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(moved_pages=3))
    assert not (tmp_path / "site/2016").exists()
    assert "/2016/03/18/last-ferry/" in (tmp_path / "site/_redirects").read_text()


def test_a_theme_replaces_one_template_and_leaves_the_others(paper: Paper, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "theme").mkdir(parents=True)
    (theme / "footer.html").write_text("<footer>Kept by the islands</footer>")
    (theme / "theme" / "style.css").write_text("body{color:navy}")
    publish(paper, tmp_path / "site", options=Options(theme=theme, accent="#123456"))
    assert "Kept by the islands" in (tmp_path / "site/index.html").read_text("utf-8")
    assert (tmp_path / "site/theme/style.css").read_text() == "body{color:navy}"
    assert "#123456" in (tmp_path / "site/theme/accent.css").read_text()


def test_the_front_page_says_at_once_what_this_is(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    for sign in (
        "Harbour Line paused publication on 15 May 2016. This is its archive.",
        "Continued by Coastal Review",
        "14 stories, January 2013 to August 2016",
        "Dear Harbour Line readers",
        "the address itself was lost",
    ):
        assert sign in page


def test_what_is_missing_is_counted_and_nothing_held_back_is_named(site: Path) -> None:
    page = (site / "about.html").read_text("utf-8")
    assert "3 items were not public at the newsroom" in page
    assert "1 picture that a story shows was not handed over" in page


def test_an_archive_without_stories_still_has_a_site(paper: Paper, tmp_path: Path) -> None:
    paper.told_stories = []
    publish(paper, tmp_path / "site")
    assert "No story has been taken" in (tmp_path / "site/index.html").read_text("utf-8")


def test_lists_are_parted_into_pages(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(stories_a_page=2))
    first = (tmp_path / "site/section/harbour.html").read_text("utf-8")
    assert "Page 1 of 3" in first
    assert 'rel="next" href="../section/harbour.2.html"' in first
    assert (tmp_path / "site/section/harbour.3.html").is_file()


def test_the_style_sheet_stays_small(site: Path) -> None:
    assert (site / "theme/style.css").stat().st_size <= 20_480


def test_the_fonts_come_with_their_licence(site: Path) -> None:
    assert "SIL OPEN FONT LICENSE" in (site / "theme/fonts/OFL.txt").read_text("utf-8")


def test_feeds_are_well_formed_whatever_the_newsroom_typed(paper: Paper, tmp_path: Path) -> None:
    odd = "a\x00\x08\x0b\x1f\ufffe\uffff b"
    paper.change(
        "short00001",
        headline=odd,
        section=odd,
        language=odd,
        tags=(odd,),
        contributors=(Contributor(odd),),
    )
    paper.about = replace(paper.about, title=odd)
    publish(paper, tmp_path / "site", options=Options(address="https://a.example/"))
    xml = [path for path in files_of(tmp_path / "site") if path.endswith(".xml")]
    assert len(xml) > 3
    for path in xml:
        etree.parse(tmp_path / "site" / path)


def test_a_contributor_without_a_name_and_a_letter_without_words_are_passed_over(
    paper: Paper, tmp_path: Path
) -> None:
    paper.change("short00001", byline="By somebody", contributors=(Contributor(""),))
    paper.about = replace(paper.about, letters=(Letter(" \n\n "),))
    publish(paper, tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert '<section class="letter"' not in page


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "Y17E7", "no date", "../2016"])
def test_a_date_at_the_edge_of_time_is_a_page_like_any_other(
    published: str, paper: Paper, tmp_path: Path
) -> None:
    paper.change("short00001", published=published, headline="\ue000 \u202e", tags=("", "con"))
    publish(paper, tmp_path / "site", options=Options(address="https://a.example/"))
    assert (tmp_path / "site/story/s/short00001.html").is_file()


def test_every_page_says_once_what_it_is_about(site: Path) -> None:
    for path, data in files_of(site).items():
        if path.endswith(".html") and b"<main" in data:
            said = re.findall(rb'<meta name="description" content="([^"]+)"', data)
            assert len(said) == 1, path
