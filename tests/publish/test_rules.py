"""Rules for hosts that no archived address can bend."""

import json
import re
from pathlib import Path

import pytest
from tests.publish.conftest import Paper

from backfile.publish import addresses, rules
from backfile.publish.options import Options
from backfile.publish.rules import Move
from backfile.publish.site import publish

HOME = "story/s/short00001.html"
HOST = "https://www.example.org"
RULES = (
    *("_redirects", "_headers", ".htaccess", "headers/nginx.conf"),
    *("moved/nginx.conf", "moved/apache-map.txt", "moved/s3.json"),
)


def _keys(conf: bytes) -> list[str]:
    return re.findall(r'^ +"([^"]*)" "/story', conf.decode(), re.MULTILINE)


def test_nginx_is_given_no_key_twice_in_any_case() -> None:
    ways = ("/About-us", "/about-us/", "/about-us", "/ABOUT-US/")
    keys = _keys(rules.nginx([Move(way, HOME) for way in ways]))
    assert len({key.lower() for key in keys}) == len(keys) == 2


def test_nginx_has_room_for_the_longest_old_address() -> None:
    conf = rules.nginx([Move("/" + "%D8%A7" * 300, HOME)]).decode()
    bucket = re.search(r"map_hash_bucket_size (\d+);", conf)
    assert bucket
    assert int(bucket[1]) > max(map(len, _keys(conf.encode())))


@pytest.mark.parametrize(
    "way",
    [
        "/old?https://evil.example/",  # Netlify would take it for the target
        "/old?/evil",
        "/?p=:any",
        "/:any/x",
        "/*",
        '/a"b',
        "/a$b",
    ],
)
def test_netlify_reads_an_old_address_as_nothing_but_one(way: str) -> None:
    assert rules.netlify([Move(way, HOME)], lambda _: False) == b""


@pytest.mark.parametrize("way", ["/a%00b", "/a%0ab", "/a%22b", "/a%7Fb", "/a%20b"])
def test_no_escaped_character_breaks_a_line_of_apaches_files(way: str) -> None:
    assert b"story" not in rules.htaccess([Move(way, HOME)])
    assert rules.apache_map([Move(way, HOME)]) == b""


@pytest.mark.parametrize(
    "address",
    [
        "http:~.*",  # a pattern, in an nginx map
        "http:default",
        "https:/only/a/path",
        "https://a.example//",
        "https://a.example/x\x7f",
        "https://a.example/\udc80",
        "https://a.example/x\u2028y",
        "https://a.example/" + "x" * 5000,
    ],
)
def test_what_no_server_is_asked_for_is_no_old_address(address: str) -> None:
    assert addresses.old_way(address) is None


@pytest.mark.parametrize(
    "way",
    [
        "/index.html/feed/",
        "/about.html/page/2",
        "/%69ndex.html",
        "/INDEX.html",
        "/search.html/",
        "/Story/s/Short00001.html",
    ],
)
def test_no_old_address_stands_in_the_way_of_a_page_of_ours(
    way: str, paper: Paper, tmp_path: Path
) -> None:
    paper.change("short00001", addresses=(f"{HOST}{way}",))
    publish(paper, tmp_path / "site")
    assert (tmp_path / "site/index.html").is_file()
    shadows = "feed" not in way and "page/2" not in way
    assert shadows is ("short00001" not in (tmp_path / "site/_redirects").read_text())


@pytest.mark.parametrize("way", ["/con.html", "/aux.x/y/", "/a/NUL.htm"])
def test_no_old_path_names_a_device_of_windows(way: str) -> None:
    assert addresses.old_file(way) is None


def test_a_site_in_a_folder_of_its_host_is_led_to_there(paper: Paper, tmp_path: Path) -> None:
    paper.change("short00001", addresses=(f"{HOST}/2016/04/01/market",))
    site = tmp_path / "site"
    publish(paper, site, options=Options(address="https://archive.example.org/sub/papers/"))
    page = f"/sub/papers/{HOME}"
    said = {name: (site / name).read_text("utf-8") for name in RULES}
    assert f"/2016/04/01/market {page} 301\n" in said["_redirects"]
    assert f'"/2016/04/01/market" "{page}";' in said["moved/nginx.conf"]
    assert f"/2016/04/01/market {page}\n" in said["moved/apache-map.txt"]
    assert f"RewriteRule ^2016/04/01/market/?$ {page} [R=301,L]" in said[".htaccess"]
    assert "ErrorDocument 404 /sub/papers/404.html\n" in said[".htaccess"]
    assert "m#^/sub/papers/media/#" in said[".htaccess"]
    assert "\n/sub/papers/media/*\n" in said["_headers"]
    assert "^/sub/papers/media/" in said["headers/nginx.conf"]
    bucket = json.loads(said["moved/s3.json"])
    assert bucket["ErrorDocument"] == {"Key": "sub/papers/404.html"}
    assert page[1:] in {rule["Redirect"]["ReplaceKeyWith"] for rule in bucket["RoutingRules"]}
    for name, text in said.items():
        assert not re.search(r"[\s\"]/(?:story|404|media|gone)", text), name
    table = json.loads((site / "moved/addresses.json").read_bytes())
    assert table["/2016/04/01/market"] == HOME  # the pages' own script knows the root


@pytest.mark.parametrize(
    ("site", "base"),
    [
        ("https://a.example/", ""),
        ("https://a.example/x/y/", "/x/y"),
        ('https://a.example/x"; return 200/', ""),
        (None, ""),
    ],
)
def test_the_folder_of_a_site_is_a_plain_way(site: str | None, base: str) -> None:
    assert addresses.base_of(site) == base
