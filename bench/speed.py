"""How many stories a CPU second from a crawl to the published site, and in how much memory?

The newsroom's crawl first, with its pictures and without (the aim is set for pages: keeping
pictures costs what the disk costs), then a made crawl in real pages' markup, small and ten times as
big: memory must not grow with the deposit.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from material import DATA, SHARED, Cost, backfile, measure, show

SMALL, BIG = 1000, 10_000
ENOUGH, MOST_MB = 100, 500
"""Stories a CPU second from the crawl to the site, and the memory that all may take (issue 2)."""


@dataclass(frozen=True, slots=True)
class Way:
    """What the way of one deposit took."""

    stories: int
    add: Cost
    publish: Cost
    again: Cost

    @property
    def peak_mb(self) -> float:
        """The most memory that any command of it took."""
        return max(self.add.peak_mb, self.publish.peak_mb, self.again.peak_mb)

    def rows(self) -> dict[str, object]:
        """Return the figures to show."""
        both = self.add.cpu_seconds + self.publish.cpu_seconds
        return {
            "stories": self.stories,
            "add: CPU seconds": self.add.cpu_seconds,
            "publish: CPU seconds": self.publish.cpu_seconds,
            "publish again: CPU seconds": self.again.cpu_seconds,
            "stories a CPU second: add": self.stories / self.add.cpu_seconds,
            "stories a CPU second: publish": self.stories / self.publish.cpu_seconds,
            "stories a CPU second: both": self.stories / both,
            f"  at least {ENOUGH}": self.stories / both >= ENOUGH,
            "add: peak MB": self.add.peak_mb,
            "publish: peak MB": self.publish.peak_mb,
            f"  under {MOST_MB} MB": self.peak_mb < MOST_MB,
        }


def through(work: Path, name: str, deposit: Path) -> Way:
    """Take a deposit into a new archive and publish it; return what it took."""
    archive, site = work / f"{name}-archive", work / f"{name}-site"
    done("new", archive, "--title", "Speed")
    add = done("add", archive, deposit, "--jobs", "1")
    publish = done("publish", archive, "--to", site)
    again = done("publish", archive, "--to", site)
    stories = sum(1 for _ in (site / "story").rglob("*.html"))
    shutil.rmtree(site)
    shutil.rmtree(archive)
    return Way(stories, add, publish, again)


def leave_pictures_out(crawl: Path, bare: Path) -> None:
    """Copy a crawl record by record, but for the responses that are pictures."""
    with crawl.open("rb") as given, bare.open("wb") as out:
        for record in ArchiveIterator(given, parse_http=False):
            block = record.reader.read()
            if b"\ncontent-type: image/" in block.partition(b"\r\n\r\n")[0].lower():
                continue
            headers = [(name, value) for name, value in record.headers if name != "Content-Length"]
            lines = [f"{name}: {value}\r\n" for name, value in headers]
            head = "".join(["WARC/1.0\r\n", *lines, f"Content-Length: {len(block)}\r\n\r\n"])
            out.write(head.encode() + block + b"\r\n\r\n")


def done(*words: object) -> Cost:
    """Run a command that has to end well."""
    cost = backfile(*words)
    if cost.status:
        raise SystemExit(f"{words[0]}: {cost.complaint[-300:]}")
    return cost


def main() -> None:
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        crawl = DATA / "newsroom/warc/newspack.warc"
        show("the newsroom's crawl", through(work, "newsroom", crawl).rows())
        bare = work / "pages.warc"
        leave_pictures_out(crawl, bare)
        show("the newsroom's crawl, pictures apart", through(work, "pages", bare).rows())
        stories = work / "stories.jsonl"
        measure(sys.executable, DATA / "perf/scale.py", BIG, stories)
        ways = [made(work, stories, count) for count in (SMALL, BIG)]
        show(
            "ten times as big",
            {
                "peak MB, times": ways[1].peak_mb / ways[0].peak_mb,
                "CPU seconds a story, times": cpu_a_story(ways[1]) / cpu_a_story(ways[0]),
            },
        )


def made(work: Path, stories: Path, count: int) -> Way:
    """Make a crawl of some stories in real pages' markup and measure its way."""
    deposit = work / f"{count}.warc.gz"
    pages = DATA / "fidelity/scrapinghub.jsonl"
    cost = measure(sys.executable, SHARED / "score/mkwarc.py", stories, count, deposit, pages)
    if cost.status:
        raise SystemExit(f"mkwarc.py: {cost.complaint[-300:]}")
    way = through(work, str(count), deposit)
    show(f"a made crawl of {count} pages of real news markup", way.rows())
    return way


def cpu_a_story(way: Way) -> float:
    """Return what a story costs from the crawl to the site."""
    return (way.add.cpu_seconds + way.publish.cpu_seconds) / max(1, way.stories)


if __name__ == "__main__":
    main()
