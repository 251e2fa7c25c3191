"""The search page in a real browser: by byte ranges, in pieces, and from a disk."""

import re
from collections.abc import Callable
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route
from tests.conftest import serving
from tests.publish.search.conftest import ROWS, Ranges, made_rows, write_site

from backfile.publish.search.row import Row

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOLD = "#result-count:not(:empty)"
Serve = Callable[[Path], str]


def ask(page: Page, address: str, query: str, **more: str) -> list[str]:
    page.goto(f"{address}search.html?{urlencode({'q': query, **more})}")
    page.wait_for_selector(TOLD)
    assert "failed" not in (page.text_content("#result-count") or "")
    links: list[str] = page.eval_on_selector_all("#results a", "all => all.map(a => a.href)")
    return [link.split("/", 3)[3] for link in links]


ASKED = [
    ("boat", ["s/3/", "s/1/"]),
    ("walking", ["s/1/"]),
    ("معارضة", ["s/2/"]),
    ("والمعارضة", ["s/2/"]),
    ('"harbour fees"', ["s/3/"]),
    ('"the boats of the harbour"', ["s/3/"]),
    ('"boats of harbour"', []),
    ("harbour -boats", []),
    ('harbour -"harbour fees"', ["s/1/"]),
    ("by:rana", ["s/3/"]),
    ('by:"Rana Aziz"', ["s/3/"]),
    ('by:"Rana Haddad"', []),
    ("section:water", ["s/2/", "s/1/"]),
    ('tag:"LOW  water"', ["s/1/"]),
    ("type:opinion fees", ["s/1/"]),
    ("lang:ar", ["s/2/"]),
    ("year:2016", ["s/2/"]),
    ("date:2016-03..2017-05-01", ["s/3/", "s/2/"]),
    ("after:2017-05-15", ["s/3/"]),
    ("after:2017-05-15 sure:yes", []),
    ("headline:harbour", ["s/1/"]),
    ('headline:"the harbour"', ["s/1/"]),
    ("المعارضة OR walk", ["s/2/", "s/1/"]),
    ("新聞", ["s/0/"]),
    ("東京の新聞", ["s/0/"]),
    ("京都", []),
    ("nothing-of-the-kind", []),
    ("toString", []),
    ("constructor:boats", []),
    ("__proto__", []),
]


ANSWER = """async (asked) => {
  const answer = await backfile.answerTo(backfile.parse(asked));
  const found = [];
  for await (const story of backfile.ordered(answer, "best")) {
    const isRight = await backfile.isRight(story, answer.toCheck);
    if (isRight) found.push((await backfile.shown(story)).address);
  }
  return found;
}"""


def test_a_reader_finds_what_the_query_means(page: Page, serve_ranges: Serve, site: Path) -> None:
    assert ask(page, serve_ranges(site), "boat") == ["s/3/", "s/1/"]
    told = {asked: page.evaluate(ANSWER, asked) for asked, _ in ASKED}
    assert {asked: sorted(found) for asked, found in told.items()} == {
        asked: sorted(found) for asked, found in ASKED
    }


def test_a_host_without_ranges_is_asked_for_pieces(
    page: Page, serve_folder: Serve, site: Path
) -> None:
    assert ask(page, serve_folder(site), "boat") == ["s/3/", "s/1/"]
    assert page.evaluate("backfile.isCut()") is True
    for asked, found in ASKED:
        assert sorted(page.evaluate(ANSWER, asked)) == sorted(found)


def test_a_host_without_ranges_answers_one_query_after_another(
    page: Page, serve_folder: Serve, made_site: Path
) -> None:
    # Chromium cuts later ranges out of a pack that it holds whole, and so answers them by 206.
    address = serve_folder(made_site)
    for asked in ("boat", '"fee boat"', '"harbour fee"', "headline:river", "walk"):
        ask(page, address, asked)
        assert page.text_content("#result-count") not in {"failed", "no story"}, asked


def test_a_pack_without_ranges_does_not_end_a_search_that_began_with_them(
    page: Page, serve_folder: Serve, made_site: Path
) -> None:
    # What was kept from a host that gave ranges, before it stopped to.
    def some(route: Route) -> None:
        answer = route.fetch()
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", route.request.headers.get("range", ""))
        if asked is None or "heads" in route.request.url or "texts" in route.request.url:
            route.fulfill(response=answer)
            return
        part = answer.body()[int(asked[1]) : int(asked[2]) + 1]
        route.fulfill(status=206, body=part, headers={"Content-Length": str(len(part))})

    page.route("**/*.bin?*", some)
    assert ask(page, serve_folder(made_site), "boat")
    assert page.text_content("#result-count") != "failed"
    assert page.evaluate("backfile.isCut()") is True


def test_a_host_without_ranges_and_a_site_without_pieces_say_so(
    page: Page, serve_folder: Serve, site: Path
) -> None:
    for piece in (site / "search/pieces").iterdir():
        piece.unlink()
    page.goto(f"{serve_folder(site)}search.html?q=boats")
    page.wait_for_selector("#result-count:text-is('failed')")


class _Hoard(SimpleHTTPRequestHandler):
    """A host without ranges that lets browsers keep everything for a year, whatever was asked."""

    def log_message(self, *_args: object) -> None:
        return

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("ETag", '"always"')
        super().end_headers()


class _RangedHoard(_Hoard, Ranges):
    """The same with ranges."""


@pytest.mark.parametrize("host", [_Hoard, _RangedHoard], ids=["pieces", "ranges"])
def test_a_story_that_was_withdrawn_is_not_found_in_what_a_browser_keeps(
    page: Page, host: type[_Hoard], site: Path
) -> None:
    with serving(host) as serve:
        address = serve(site)
        for _ in range(2):  # the second time a host without ranges is asked for pieces at once
            assert ask(page, address, "boat") == ["s/3/", "s/1/"]
        write_site(site, [row for row in ROWS if row.address != "s/3/"], pieces=True)
        assert ask(page, address, "boat") == ["s/1/"]
        assert ask(page, address, "harbour", sort="new") == ["s/1/"]


def test_a_copy_on_a_disk_is_searched_from_the_disk(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    page.fill("input[type=search]", "harbour fees")
    page.wait_for_selector("#result-count:text-is('2 stories')")
    for asked, found in ASKED:
        assert sorted(page.evaluate(ANSWER, asked)) == sorted(found)


def test_archived_markup_in_a_headline_stays_words(
    page: Page, serve_ranges: Serve, site: Path
) -> None:
    ask(page, serve_ranges(site), "boats")
    page.wait_for_selector("#results mark")
    told = page.eval_on_selector_all("#results a", "all => all.map(a => a.textContent)")
    assert "<b>Boats</b> tied up" in told
    assert page.query_selector("#results b") is None


def test_the_line_under_a_hit_is_from_the_body_and_not_the_headline_again(
    page: Page, serve_ranges: Serve, site: Path
) -> None:
    # "length" is a word of the browser's own on every form.
    ask(page, serve_ranges(site), "harbour fees", length="3")
    page.wait_for_selector("#results .snippet mark")
    lines = page.eval_on_selector_all("#results .snippet", "all => all.map(p => p.textContent)")
    assert any(line.startswith("The boats of the harbour") for line in lines)
    assert not any("Fees for the harbour" in line for line in lines)


def test_a_headline_that_no_slot_has_room_for_is_shown_whole(
    page: Page, serve_ranges: Serve, tmp_path: Path
) -> None:
    long = " ".join(sha256(bytes((number,))).hexdigest() for number in range(60))
    row = Row(address="s/9/", headline=f"Boats {long}", text=f"The dam. {long} At last a weir.")
    address = serve_ranges(write_site(tmp_path, [row], pieces=False))
    assert ask(page, address, "weir") == ["s/9/"]
    assert page.text_content("#results a") == row.headline
    page.wait_for_selector("#results .snippet mark:text-is('weir')")


@pytest.mark.parametrize("way", ["pieces", "disk"])
def test_the_line_under_a_hit_stands_there_without_ranges_too(
    page: Page, serve_folder: Serve, tmp_path: Path, way: str
) -> None:
    text = "Rain fell. " * 200 + "Then the dredger came to the quay."
    row = Row(address="s/9/", headline="A flood", text=text, standfirst="What happened.")
    write_site(tmp_path, [row, *made_rows(40)], pieces=True)
    where = tmp_path.as_uri() + "/" if way == "disk" else serve_folder(tmp_path)
    page.goto(f"{where}search.html")
    page.fill("input[type=search]", '"came to the quay"')
    page.wait_for_selector("#results .snippet mark:text-is('came')")
    # A disk costs nothing to read: there phrases are looked up in the whole text.
    is_sure = page.text_content("#result-count") == "1 stories"
    assert is_sure is (way == "disk")


def test_a_field_that_there_is_not_is_told_to_whoever_asked(
    page: Page, serve_ranges: Serve, site: Path
) -> None:
    assert ask(page, serve_ranges(site), "writer:boats") == []
    assert page.text_content("#search-hint") == "no field writer"
    ask(page, serve_ranges(site), "boats 2016-03..2017-05")
    assert page.text_content("#search-hint") == "write date:2016-03..2017-05"
    page.goto(f"{serve_ranges(site)}search.html?q=year:soon")
    page.wait_for_selector(TOLD)
    assert page.text_content("#result-count") == "unreadable: year:soon"


def test_choices_tell_how_many_stories_each_would_leave(
    page: Page, serve_ranges: Serve, site: Path
) -> None:
    ask(page, serve_ranges(site), "boats")
    page.wait_for_selector("[name=section] option:has-text('(')", state="attached")
    said = page.eval_on_selector_all("[name=section] option", "all => all.map(o => o.textContent)")
    assert said == ["any", "Harbour (1)", "Water (1)"]
    page.focus("[name=by]")
    page.wait_for_selector("[name=by] option:has-text('(')", state="attached")
    assert "Rana Aziz (1)" in (page.text_content("[name=by]") or "")
    page.select_option("[name=section]", "Water")
    page.wait_for_selector("#result-count:text-is('1 stories')")
    assert "section=Water" in page.url


def test_results_are_walked_through_without_a_mouse(
    page: Page, serve_ranges: Serve, site: Path
) -> None:
    ask(page, serve_ranges(site), "boats")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    for key, expected in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        where = "[...document.querySelectorAll('#results a')].indexOf(document.activeElement)"
        assert page.evaluate(where) == expected
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
