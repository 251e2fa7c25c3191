"""From a crawl to a site that can be searched: Backfile, and the usual chain of tools beside it.

    python bench/pipeline.py [STORIES]

Input is a made crawl in real pages' markup (mkwarc.py). The chain: FastWARC reads it, trafilatura
(`fast`) reads each page, Hugo makes the site with a plain template, Pagefind its search. Both run
one after the other on the same machine, by CPU seconds, children's too. Asked is four times the
chain's speed (issue 4). The chain's tools are looked for in the environment that runs this, then in
PATH; where one is missing only our own way is measured. Evidence, revisions, feeds, citations and
rules for old addresses, which we make and the chain does not, are not made up for.
"""

import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path

from material import DATA, SHARED, Cost, backfile, measure, show

STORIES = 1000
TIMES = 4
"""How many times the chain's stories a CPU second are asked."""
_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body data-pagefind-body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>"""
_LIST = """<!doctype html><html><head><meta charset="utf-8"><title>All</title></head><body><ul>
{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}</body></html>"""
_CONFIG = (
    'baseURL = "https://a.example.org/"\ntitle = "News"\ndisableKinds = ["taxonomy", "term"]\n'
)


def read_pages(crawl: Path, content: Path) -> None:
    """Read a crawl as the chain does, and write a file for Hugo from each page with a text."""
    iterator = importlib.import_module("fastwarc.warc").ArchiveIterator
    trafilatura = importlib.import_module("trafilatura")
    count = 0
    with crawl.open("rb") as given:
        for record in iterator(given, parse_http=True):
            kind = record.http_content_type or "" if record.http_headers else ""
            if "html" not in kind:
                continue
            page = record.reader.read().decode("utf-8", "replace")
            found = trafilatura.bare_extraction(page, fast=True, with_metadata=True)
            if found is None:
                continue
            said = found.as_dict() if hasattr(found, "as_dict") else found
            if said.get("text"):
                count += 1
                head = {"title": said.get("title") or "", "date": said.get("date")}
                text = f"{json.dumps(head)}\n\n{said['text']}\n"
                (content / f"{count}.md").write_text(text, encoding="utf-8")
    print(count)


def tool(name: str) -> str | None:
    """Return where a tool of the chain is: beside this Python, else in PATH."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


def through_the_chain(work: Path, crawl: Path) -> tuple[int, list[Cost]] | None:
    """Make the chain's site; return how many stories it has and what each tool took."""
    hugo = tool("hugo")
    if not (hugo and all(map(importlib.util.find_spec, ("fastwarc", "trafilatura", "pagefind")))):
        return None
    site = work / "hugo"
    layouts = site / "layouts/_default"
    for folder in (layouts, site / "content/story"):
        folder.mkdir(parents=True)
    (site / "hugo.toml").write_text(_CONFIG)
    (layouts / "single.html").write_text(_PAGE)
    (layouts / "list.html").write_text(_LIST)
    reading = measure(sys.executable, __file__, "--read", crawl, site / "content/story")
    making = measure(hugo, "--source", site, "--quiet")
    searching = measure(sys.executable, "-m", "pagefind", "--site", site / "public")
    for cost in (reading, making, searching):
        if cost.status:
            raise SystemExit(cost.complaint[-500:])
    return int(reading.output), [reading, making, searching]


def through_backfile(work: Path, crawl: Path) -> tuple[int, list[Cost]]:
    """Make our own site; return how many stories it has and what each command took."""
    archive, site = work / "archive", work / "site"
    costs = [
        backfile("new", archive, "--title", "News"),
        backfile("add", archive, crawl, "--jobs", "1"),
        backfile("publish", archive, "--to", site),
    ]
    for cost in costs:
        if cost.status:
            raise SystemExit(cost.complaint[-500:])
    return sum(1 for _ in (site / "story").rglob("*.html")), costs[1:]


def rate(way: tuple[int, list[Cost]]) -> float:
    """Return the stories a CPU second of a way."""
    count, costs = way
    return count / sum(cost.cpu_seconds for cost in costs)


def told(way: tuple[int, list[Cost]], names: tuple[str, ...]) -> dict[str, object]:
    """Return the figures of a way."""
    count, costs = way
    steps = {f"{name}: CPU seconds": c.cpu_seconds for name, c in zip(names, costs, strict=True)}
    peak = max(cost.peak_mb for cost in costs)
    return {"stories": count, **steps, "stories a CPU second": rate(way), "peak MB": peak}


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "--read":
        read_pages(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stories, crawl = work / "stories.jsonl", work / "crawl.warc.gz"
        measure(sys.executable, DATA / "perf/scale.py", count, stories)
        pages = DATA / "fidelity/scrapinghub.jsonl"
        made = measure(sys.executable, SHARED / "score/mkwarc.py", stories, count, crawl, pages)
        if made.status:
            raise SystemExit(f"mkwarc.py: {made.complaint[-300:]}")
        ours = through_backfile(work, crawl)
        show("Backfile, from the crawl to the searchable site", told(ours, ("add", "publish")))
        theirs = through_the_chain(work, crawl)
        if theirs is None:
            print("hugo, pagefind, trafilatura or fastwarc is missing: nothing beside it")
            return
        names = ("FastWARC and trafilatura (fast)", "Hugo", "Pagefind")
        show("the chain of tools", told(theirs, names))
        show("beside each other", {f"times (at least {TIMES})": rate(ours) / rate(theirs)})


if __name__ == "__main__":
    main()
