"""The static index, and the search page in a real browser that reads it."""

import html
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from backfile.publish.search.index import Row, build

SCRIPT = Path(__file__).parents[3] / "src/backfile/publish/search/search.js"
WORDS = {"count": "{n} stories", "none": "no story", "failed": "failed:"}
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title>
<form data-search data-root="../" data-words="{words}"><input type="search" name="q">
<select name="sort"><option value="">best</option><option value="new">new</option></select></form>
<p id="result-count"></p><ol id="results"></ol><button id="more-results" hidden>More</button>
<script src="search.js" defer></script>"""

ROWS = [
    Row(
        address="s/3/",
        headline="<b>Boats</b> tied up",
        text="The boats of the harbour lay still. Harbour fees rose.",
        language="en",
        section="Harbour",
        type="news",
        first=date(2017, 5, 1),
        last=date(2017, 5, 31),
        contributors=("Rana Aziz",),
    ),
    Row(
        address="s/2/",
        headline="مياه النهر",
        text="قالت المعارضة إن مستوى المياه انخفض.",
        language="ar",
        section="Water",
        type="news",
        first=date(2016, 3, 17),
        last=date(2016, 3, 17),
    ),
    Row(
        address="s/1/",
        headline="Fees for the harbour",
        text="A fee was walked through council. Boats are not named, harbour or not.",
        language="en",
        section="Water",
        type="opinion",
        first=date(2015, 1, 2),
        last=date(2015, 1, 2),
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, content in build(ROWS):
        target = tmp_path / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = PAGE.format(words=html.escape(json.dumps(WORDS), quote=True))
    (tmp_path / "search/index.html").write_text(page, encoding="utf-8")
    (tmp_path / "search/search.js").write_bytes(SCRIPT.read_bytes())
    for row in ROWS:
        folder = tmp_path / row.address
        folder.mkdir(parents=True)
        headline = html.escape(row.headline)
        body = f"<meta charset='utf-8'><h1 data-text>{headline}</h1><div data-text>{row.text}</div>"
        (folder / "index.html").write_text(body, encoding="utf-8")
    return tmp_path


def test_the_same_stories_give_the_same_bytes() -> None:
    assert list(build(ROWS)) == list(build(ROWS))


def test_an_empty_archive_has_an_index_too() -> None:
    files = dict(build([]))
    assert json.loads(files["manifest.json"])["stories"] == 0


def test_a_word_in_the_headline_weighs_more() -> None:
    postings = json.loads(dict(build(ROWS))["t/0.json"])["p"]
    (_, first, _, second) = postings["fee"]
    assert second > first


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("boat", ["s/3/", "s/1/"]),
        ("walking", ["s/1/"]),
        ("معارضة", ["s/2/"]),
        ('"harbour fees"', ["s/3/"]),
        ("harbour -boats", []),
        ("by:rana", []),
        ('by:"Rana Aziz"', ["s/3/"]),
        ("section:water", ["s/2/", "s/1/"]),
        ("type:opinion fees", ["s/1/"]),
        ("lang:ar", ["s/2/"]),
        ("year:2016", ["s/2/"]),
        ("after:2017-05-15", ["s/3/"]),
        ("after:2017-05-15 sure:yes", []),
        ("headline:harbour", ["s/1/"]),
        ("المعارضة OR walk", ["s/2/", "s/1/"]),
        ("nothing-of-the-kind", []),
        ("toString", []),
        ("constructor:boats", []),
    ],
)
def test_a_reader_finds_what_the_query_means(
    browser: Browser, serve_folder: Callable[[Path], str], site: Path, asked: str, found: list[str]
) -> None:
    page = browser.new_page()
    page.set_default_timeout(5000)
    page.goto(serve_folder(site) + "search/")
    page.fill("input[type=search]", asked)
    page.wait_for_function("document.getElementById('result-count').textContent !== ''")
    count = page.text_content("#result-count") or ""
    assert "failed" not in count
    if found:
        page.wait_for_selector("#results a")
    links = page.eval_on_selector_all("#results a", "all => all.map(a => a.getAttribute('href'))")
    assert [link.split("/", 3)[3] for link in links] == found or sorted(
        link.split("/", 3)[3] for link in links
    ) == sorted(found)
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_archived_markup_in_a_headline_stays_words(
    browser: Browser, serve_folder: Callable[[Path], str], site: Path
) -> None:
    page = browser.new_page()
    page.set_default_timeout(5000)
    page.goto(serve_folder(site) + "search/?q=boats")
    page.wait_for_selector("#results mark")
    assert page.text_content("#results a") in {"<b>Boats</b> tied up", "Fees for the harbour"}
    assert page.query_selector("#results b") is None
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_line_under_a_hit_is_from_the_body_and_not_the_headline_again(
    browser: Browser, serve_folder: Callable[[Path], str], site: Path
) -> None:
    page = browser.new_page()
    page.set_default_timeout(5000)
    # "length" is a word of the browser's own on every form.
    page.goto(serve_folder(site) + "search/?q=harbour+fees&length=3")
    page.wait_for_selector("#results mark")
    lines = page.eval_on_selector_all("#results .snippet", "all => all.map(p => p.textContent)")
    assert any(line.startswith("The boats of the harbour") for line in lines)
    assert not any("Fees for the harbour" in line for line in lines)
    page.close()
