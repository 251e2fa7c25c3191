"""How many stories a CPU second from a crawl to the published site, and in how much memory?

The newsroom's crawl first, then a made crawl in real pages' markup, small and ten times as big:
memory must not grow with the deposit.
"""

import sys
import tempfile
from pathlib import Path

from material import DATA, SHARED, backfile, measure, show

SMALL, BIG = 1000, 10_000


def through(work: Path, name: str, deposit: Path) -> dict[str, object]:
    """Take a deposit into a new archive and publish it; return what it took."""
    archive, site = work / f"{name}-archive", work / f"{name}-site"
    backfile("new", archive, "--title", "Speed")
    add = backfile("add", archive, deposit)
    publish = backfile("publish", archive, "--to", site)
    again = backfile("publish", archive, "--to", site)
    stories = sum(1 for _ in (site / "story").rglob("*.html"))
    cpu = add.cpu_seconds + publish.cpu_seconds
    return {
        "stories": stories,
        "add: CPU seconds": add.cpu_seconds,
        "add: peak MB": add.peak_mb,
        "publish: CPU seconds": publish.cpu_seconds,
        "publish: peak MB": publish.peak_mb,
        "publish again: CPU seconds": again.cpu_seconds,
        "stories a CPU second": stories / cpu,
    }


def main() -> None:
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        crawl = DATA / "newsroom/warc/newspack.warc"
        show("the newsroom's crawl", through(work, "newsroom", crawl))
        stories = work / "stories.jsonl"
        measure(sys.executable, DATA / "perf/scale.py", BIG, stories)
        for count in (SMALL, BIG):
            made = work / f"{count}.warc.gz"
            pages = DATA / "fidelity/scrapinghub.jsonl"
            cost = measure(sys.executable, SHARED / "score/mkwarc.py", stories, count, made, pages)
            if cost.status:
                raise SystemExit(f"mkwarc.py: {cost.complaint[-300:]}")
            show(f"a made crawl of {count} stories", through(work, str(count), made))


if __name__ == "__main__":
    main()
