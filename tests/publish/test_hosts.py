"""Old addresses, asked of the web servers that people have."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser
from tests.publish import hosts
from tests.publish.conftest import HOST, Paper

from backfile.publish.options import Options
from backfile.publish.rules import Move, parts, s3
from backfile.publish.site import publish

HOME = "/story/s/short00001.html"
WAYS = (
    "/2016/04/01/market/",
    "/2016/4/1/market",
    "/?p=77",
    "/?page_id=7&preview=false",
    "/news/story.php?id=12",
    "/archive/market.html",
    "/%D8%B3%D9%88%D9%82/%D8%AE%D8%A8%D8%B1/",
    "/café/prix-du-pain",
    "/a+b/c(d)/e~f",
    "/node/4711",
)
Serve = Callable[[Path, Path], AbstractContextManager[int]]
SERVERS = [
    pytest.param(
        hosts.serve_nginx,
        marks=pytest.mark.skipif(not hosts.nginx(), reason="nginx is not installed"),
        id="nginx",
    ),
    pytest.param(
        hosts.serve_apache,
        marks=pytest.mark.skipif(not hosts.apache(), reason="Apache is not installed"),
        id="apache",
    ),
]


@pytest.fixture
def site(paper: Paper, tmp_path: Path) -> Path:
    paper.change("short00001", addresses=tuple(HOST + way for way in WAYS))
    publish(paper, tmp_path / "site", options=Options(moved_pages=0))
    return tmp_path / "site"


def _asked(way: str) -> str:
    return way.replace("é", "%C3%A9")


@pytest.mark.slow
@pytest.mark.parametrize("serve", SERVERS)
def test_a_web_server_leads_every_old_address_to_its_story(
    serve: Serve, site: Path, tmp_path: Path
) -> None:
    with serve(site, tmp_path / "work") as port:
        for way in WAYS:
            assert hosts.ask(port, _asked(way)) == (301, HOME), way
        assert hosts.ask(port, "/2016/04/01/market") == (301, HOME)
        assert hosts.ask(port, HOME)[0] == 200
        assert hosts.ask(port, "/")[0] == 200
        assert hosts.ask(port, "/?p=78")[0] == 200
        assert hosts.ask(port, "/never/there")[0] == 404


@pytest.mark.slow
@pytest.mark.skipif(not hosts.nginx(), reason="nginx is not installed")
def test_nginx_looks_past_what_only_counts_readers(site: Path, tmp_path: Path) -> None:
    with hosts.serve_nginx(site, tmp_path / "work") as port:
        assert hosts.ask(port, "/node/4711?utm_source=letter&utm_medium=x") == (301, HOME)


@pytest.mark.slow
@pytest.mark.skipif(not hosts.apache(), reason="Apache is not installed")
def test_apache_reads_the_map_where_there_are_too_many_for_rules(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: Paper
) -> None:
    monkeypatch.setattr("backfile.publish.rules._APACHE_RULES", 3)
    site = tmp_path / "many"
    publish(paper, site, options=Options(moved_pages=0))
    with hosts.serve_apache(site, tmp_path / "work") as port:
        for way in WAYS:
            assert hosts.ask(port, _asked(way)) == (301, HOME), way
        assert hosts.ask(port, "/?p=78")[0] == 200


def test_s3_takes_no_more_rules_than_it_knows_and_the_longest_way_first() -> None:
    few = [Move("/a/b", "story/a/a.html"), Move("/a/b/c", "story/b/b.html"), Move("/?p=1", "x")]
    said = json.loads(s3(few))
    assert [rule["Condition"]["KeyPrefixEquals"] for rule in said["RoutingRules"]] == [
        "a/b/c",
        "a/b",
    ]
    many = [Move(f"/old/{number}", "story/a/a.html") for number in range(51)]
    assert json.loads(s3(many)) == {
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": "404.html"},
    }


def test_the_parts_of_the_table_hold_every_old_way_once() -> None:
    moves = [Move(f"/Old/{number}/?p=é{number}", "story/a/a.html") for number in range(100)]
    found = [json.loads(part) for part in parts(moves, 7)]
    assert sorted(way for part in found for way in part) == sorted(
        f"/old/{number}?p=%c3%a9{number}" for number in range(100)
    )
    assert all(found), "one part has nothing: the hash does not spread"


def test_the_table_of_old_addresses_is_a_json_object_too(site: Path) -> None:
    table = json.loads((site / "moved/addresses.json").read_bytes())
    assert {way: f"/{table[way]}" for way in WAYS} == dict.fromkeys(WAYS, HOME)


class _NoRules(SimpleHTTPRequestHandler):
    """A host that knows no rules, only the page for what is not here."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if Path(self.translate_path(self.path)).exists():
            super().do_GET()
            return
        data = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(data)


@pytest.mark.browser
def test_a_host_without_rules_has_its_pages_look_old_addresses_up(
    site: Path, browser: Browser
) -> None:
    handler = partial(_NoRules, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        page = browser.new_page()
        for way in WAYS:
            page.goto(host + way)
            page.wait_for_url(host + HOME)
        page.goto(f"{host}/never/there?p=1", wait_until="networkidle")
        assert page.url == f"{host}/never/there?p=1"
        page.close()
        server.shutdown()
