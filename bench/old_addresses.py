"""Does every old address of the newsroom lead to its story, on the web servers that people have?

    python bench/old_addresses.py

Takes the newsroom's export and the crawl in which its own server sent old addresses on
(`newsroom/warc/newspack-oldurls.warc`), publishes the site twice, and asks nginx and Apache (with
.htaccess alone, and with its map file) for every address that the crawl asked for, and for every
way in the site's own table. An old address must lead to the page to which the address leads that
the newsroom's server had named for it. Prints a line for each server: asked, led right, led wrong,
led nowhere, milliseconds a question.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from material import COMMAND, DATA, ROOT, measure
from warcio.archiveiterator import ArchiveIterator

sys.path.insert(0, str(ROOT))
from tests.publish import hosts

CRAWL = DATA / "newsroom/warc/newspack-oldurls.warc"
EXPORT = DATA / "newsroom/wxr/tradeledger.all.wxr.xml"
_MAP_ONLY = "moved/apache-map.txt"


def redirects() -> Iterator[tuple[str, str]]:
    """Yield each old address that the newsroom's server sent on, and where to, as ways."""
    with CRAWL.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or not record.http_headers:
                continue
            if record.http_headers.get_statuscode() in {"301", "302"}:
                old = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
                yield way_of(old), way_of(urljoin(old, record.http_headers.get_header("Location")))


def way_of(address: str) -> str:
    """Return path and query of an address."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def expected(site: Path, told: list[tuple[str, str]]) -> dict[str, str]:
    """Return the page for each way: as the site's table has it, and as the old server led."""
    lines = (site / "moved/addresses.tsv").read_text("utf-8").splitlines()
    table = dict(line.split("\t") for line in lines)
    bare = {way.rstrip("/"): page for way, page in table.items()}
    found = {way: f"/{page}" for way, page in table.items()}
    for old, new in told:
        if new.rstrip("/") in bare:
            found[old] = f"/{bare[new.rstrip('/')]}"
    return found


def count(port: int, wanted: dict[str, str]) -> dict[str, float]:
    """Ask a server for every way."""
    tally = {"right": 0.0, "wrong": 0, "nowhere": 0}
    begun = time.perf_counter()
    for way, page in wanted.items():
        status, target = hosts.ask(port, way)
        small = f"{way.rstrip('/')}/"
        if target == page:
            tally["right"] += 1
        elif status == 301 and target == small:
            tally["right"] += hosts.ask(port, small)[0] == 200
        elif target:
            tally["wrong"] += 1
        else:
            tally["nowhere"] += 1
    tally["ms"] = (time.perf_counter() - begun) * 1000 / len(wanted)
    return tally


def main() -> None:
    """Build, publish, ask."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        archive, site = work / "archive", work / "site"
        measure(*COMMAND, "new", archive)
        measure(*COMMAND, "add", archive, CRAWL, EXPORT)
        print(measure(*COMMAND, "publish", archive, "--to", site).output.strip())
        told = list(dict.fromkeys(redirects()))
        wanted = expected(site, told)
        known = sum(old in wanted for old, _ in told)
        print(f"{len(told)} addresses were sent on by the old server, {known} to a story we have")
        runs = [(hosts.nginx, hosts.serve_nginx), (hosts.apache, hosts.serve_apache)]
        for place, serve in runs:
            if not place():
                print(f"{serve.__name__}: not installed")
                continue
            with serve(site, work / serve.__name__) as port:
                print(serve.__name__, len(wanted), count(port, wanted))


if __name__ == "__main__":
    main()
