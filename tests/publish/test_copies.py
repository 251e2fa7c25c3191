"""Compressed copies beside the files of a site."""

import gzip
from pathlib import Path

import brotli
from tests.publish.conftest import Paper

from backfile.publish.options import Options
from backfile.publish.site import compress, publish
from backfile.publish.verify import verify_site

PAGE = "story/s/short00001.html"


def _copies(site: Path) -> dict[str, bytes]:
    found = [*site.rglob("*.gz"), *site.rglob("*.br")]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}


def test_a_copy_holds_what_its_file_holds_and_is_made_once(paper: Paper, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(paper, site, options=Options())
    assert compress(site) > 0
    page, copies = (site / PAGE).read_bytes(), _copies(site)
    assert gzip.decompress(copies[f"{PAGE}.gz"]) == page
    assert brotli.decompress(copies[f"{PAGE}.br"]) == page
    assert not any(path.endswith((".bin.gz", ".woff2.gz", ".png.br")) for path in copies)
    assert compress(site) == 0
    assert _copies(site) == copies
    assert list(verify_site(site)) == []
    assert f"{PAGE}.gz" not in (site / "manifest-sha256.txt").read_text("utf-8")


def test_no_copy_outlives_the_state_of_its_file(paper: Paper, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(paper, site, options=Options())
    compress(site)
    paper.change("short00001", headline="Another headline")
    gone = paper.told_stories.pop()
    report = publish(paper, site, options=Options())
    copies = _copies(site)
    assert f"{PAGE}.gz" not in copies, "the page changed, and nobody has made a new copy yet"
    assert not any(gone.id in path for path in copies)
    listed = (site / "manifest-sha256.txt").read_text("utf-8").splitlines()
    assert report.pages == len(listed)
    compress(site)
    assert b"Another headline" in gzip.decompress((site / f"{PAGE}.gz").read_bytes())
