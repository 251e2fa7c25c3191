"""Rules for hosts that no archived address can bend."""

import re
from pathlib import Path

import pytest
from tests.publish.conftest import Paper

from backfile.publish import addresses, rules
from backfile.publish.rules import Move
from backfile.publish.site import publish

HOME = "story/s/short00001.html"
HOST = "https://www.example.org"


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
