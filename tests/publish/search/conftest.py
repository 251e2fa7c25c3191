"""A made archive to search, its site, and hosts that give byte ranges and hosts that do not."""

import html
import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.conftest import serving

from backfile.publish.search.index import build
from backfile.publish.search.row import Row
from backfile.publish.search.script import scripts

WORDS = {
    "count": "{n} stories",
    "at_most": "at most {n} stories",
    "none": "no story",
    "failed": "failed",
    "disk": "on a disk",
    "unreadable": "unreadable: {value}",
    "unknown": "no field {name}",
    "dated": "write {way}",
}
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
 connect-src 'self'; style-src 'self'">
<form data-search data-root="./" data-words="{words}"><input type="search" name="q">
<select name="section"><option value="">any</option><option value="Harbour">Harbour</option>
<option value="Water">Water</option></select><select name="by"><option value="">any</option>
<option value="Rana Aziz">Rana Aziz</option></select>
<select name="sort"><option value="">best</option><option value="new">new</option>
<option value="old">old</option></select></form>
<p id="result-count"></p><p id="search-hint"></p><ol id="results"></ol>
<p><button id="more-results" hidden>More</button></p>
<script src="search/search.js" defer></script>"""
MADE = 1500
"""Made stories: enough that frequent words are cut to their best, and rows fill pieces."""
_SAID = (
    "harbour fee boat council river rain dredger salt market vote walk walked walking teacher "
    "school bridge night lamp mayor budget water wells minister plan quay naïve café state-owned "
    "النهر والمياه المعارضة للاجئين مدينة ١٢ Straße Häuser города 東京の新聞 l’été don’t co-op"
)
_WORDS = _SAID.split()
NAMES = ("Rana Aziz", "Mona Haddad", "Sami Aziz", "José Ángel")

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
        tags=("low water",),
    ),
    Row(
        address="s/0/",
        headline="東京の新聞",
        text="東京の新聞社は川について書いた。",
        language="ja",
    ),
]


def made_rows(count: int = MADE) -> list[Row]:
    """Stories that a fixed chance makes up."""
    chance = random.Random(5)  # noqa: S311 - a fixed stream
    weights = [1 / (n + 1) for n in range(len(_WORDS))]

    def said(size: int) -> str:
        return " ".join(chance.choices(_WORDS, weights, k=size)).capitalize()

    def one(number: int) -> Row:
        day = date(2010, 1, 1) + timedelta(chance.randrange(2500))
        wide = chance.choice((0, 0, 0, 0, 5, 40, 700))
        is_dated = chance.random() > 0.05
        return Row(
            address=f"m/{number}/",
            headline=said(5),
            standfirst=said(12),
            text=". ".join(said(chance.randrange(4, 30)) for _ in range(chance.randrange(1, 30))),
            language=chance.choice(("en", "en", "ar", "fr-FR", "")),
            section=chance.choice(("Harbour", "Water", "")),
            type=chance.choice(("news", "opinion")),
            first=day if is_dated else None,
            last=day + timedelta(wide) if is_dated else None,
            contributors=tuple(chance.sample(NAMES, chance.randrange(3))),
            tags=tuple(chance.sample(("Boats", "low water", "Ärger"), chance.randrange(3))),
        )

    return [one(number) for number in range(count)]


def write_site(folder: Path, rows: list[Row], *, pieces: bool) -> Path:
    """Write an index with the page that reads it."""
    for path, content in [*build(rows, pieces=pieces), *scripts()]:
        target = folder / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    page = PAGE.format(words=html.escape(json.dumps(WORDS), quote=True))
    (folder / "search.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site of a few stories, in pieces too."""
    return write_site(tmp_path, ROWS, pieces=True)


@pytest.fixture(scope="session")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of many made stories, in pieces too."""
    return write_site(tmp_path_factory.mktemp("made"), made_rows(), pieces=True)


class Ranges(SimpleHTTPRequestHandler):
    """A host that gives byte ranges."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        return

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        file = Path(self.translate_path(self.path))
        if asked is None or not file.is_file():
            super().do_GET()
            return
        data = file.read_bytes()[int(asked[1]) : int(asked[2]) + 1]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {asked[1]}-{asked[2]}/{file.stat().st_size}")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="session")
def serve_ranges() -> Iterator[Callable[[Path], str]]:
    """A way to serve a folder by byte ranges: gives its address."""
    with serving(Ranges) as serve:
        yield serve


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a real browser that fails on errors of scripts."""
    found = browser.new_page()
    found.set_default_timeout(10_000)
    problems: list[str] = []
    found.on("pageerror", lambda problem: problems.append(str(problem)))
    yield found
    found.close()
    assert not problems
