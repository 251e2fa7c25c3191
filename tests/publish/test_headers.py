"""What hosts are asked to say so that browsers guard the readers."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.publish import hosts
from tests.publish.conftest import Paper

from backfile.publish.headers import GUARD, ONLY_TLS
from backfile.publish.options import Options
from backfile.publish.site import publish

Serve = Callable[[Path, Path], AbstractContextManager[int]]
_STAMPED = "private, max-age=31536000, immutable"
"""The reader's own browser may keep it; a cache that many share may not."""
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
    publish(paper, tmp_path / "site", options=Options(address="https://archive.example/"))
    return tmp_path / "site"


def test_every_kind_of_host_is_told_the_whole_table(site: Path) -> None:
    policy = json.loads((site / "headers/cloudfront.json").read_text("utf-8"))
    told = {row["Header"] for row in policy["CustomHeadersConfig"]["Items"]}
    assert told == GUARD.keys() | ONLY_TLS.keys() | {"Content-Security-Policy"}
    for name in ("_headers", ".htaccess", "headers/nginx.conf"):
        said = (site / name).read_text("utf-8")
        for header in told - {"Cross-Origin-Resource-Policy"}:
            assert header in said, f"{name} says nothing of {header}"


def test_a_site_without_tls_does_not_ask_for_it(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(address="http://archive.example/"))
    assert "Strict-Transport" not in (tmp_path / "site/_headers").read_text("utf-8")


def test_no_header_is_said_twice_of_one_file_on_netlify(site: Path) -> None:
    blocks = re.split(r"^/", (site / "_headers").read_text("utf-8"), flags=re.MULTILINE)
    for block in blocks:
        names = re.findall(r"^  ([\w-]+):", block, re.MULTILINE)
        assert len(names) == len(set(names))


def test_what_never_changes_under_its_address_may_be_kept_for_a_year(site: Path) -> None:
    rows = (site / "_headers").read_text("utf-8")
    assert "/media/*\n" in rows
    assert "/theme/fonts/*\n  Cache-Control: public, max-age=31536000, immutable\n" in rows
    assert "/theme/style.css\n  Cache-Control: public, max-age=3600, stale" in rows


def test_a_host_that_cannot_see_stamps_keeps_nothing_of_the_search_index(site: Path) -> None:
    # A story that is withdrawn would live on where an address without a stamp may be kept.
    rows = (site / "_headers").read_text("utf-8")
    assert rows.count("/search/") == 1
    assert "/search/*\n  Cache-Control: no-cache\n" in rows


@pytest.mark.slow
@pytest.mark.parametrize("serve", SERVERS)
def test_a_web_server_says_how_long_a_file_may_be_kept(
    serve: Serve, site: Path, tmp_path: Path
) -> None:
    with serve(site, tmp_path / "work") as port:
        for path, kept in (
            ("/search/head-0.bin?0123456789ab", _STAMPED),
            ("/search/pieces/terms-0.js?0123456789ab", _STAMPED),
            ("/search/index.js?0123456789ab", _STAMPED),
            ("/search/head-0.bin", "no-cache"),
            ("/search/head-0.bin?", "no-cache"),
            ("/search/head-0.bin?0123456789ab&more", "no-cache"),
            ("/search/pieces/terms-0.js", "no-cache"),
            ("/search/manifest.json", "no-cache"),
            ("/search/pieces/manifest.js", "no-cache"),
            ("/theme/style.css", "public, max-age=3600, stale-while-revalidate=2592000"),
            ("/", None),
        ):
            said = hosts.headers(port, path)
            assert said.get_all("Cache-Control", [None]) == [kept], path
            assert said["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
@pytest.mark.parametrize("serve", SERVERS)
def test_a_web_server_says_them_with_every_answer(serve: Serve, site: Path, tmp_path: Path) -> None:
    original = next(path for path in (site / "media").rglob("*.*"))
    (original.parent / "paper.pdf").write_bytes(b"%PDF-1.4")
    picture = original.relative_to(site)
    with serve(site, tmp_path / "work") as port:
        for path in ("/", "/never/there", f"/{picture}", f"/{picture.parent}/paper.pdf"):
            said = hosts.headers(port, path)
            for name, value in GUARD.items():
                if name != "Cross-Origin-Resource-Policy":
                    assert said[name] == value, (path, name)
            is_media = path.startswith("/media/")
            assert ("sandbox" in said["Content-Security-Policy"]) is is_media
            assert (said["Cross-Origin-Resource-Policy"] == "cross-origin") is is_media
            assert (said.get("Content-Disposition") == "attachment") is path.endswith(".pdf")
