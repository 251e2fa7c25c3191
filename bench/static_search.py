"""Search without a server at archive size: what does it cost to build, and to ask?

    python bench/static_search.py [STORIES]

Builds the index of STORIES (100,000) made stories, asks 200 queries of each kind in a real browser
behind a host that gives byte ranges, and some behind one that gives none, and the same of `serve`'s
reader. Prints each figure beside its limit (issue 4).
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
from material import DATA, measure, show
from playwright.sync_api import Browser, Page, sync_playwright

from backfile.publish.search.asking import answer_to
from backfile.publish.search.index import build
from backfile.publish.search.reading import Index
from backfile.publish.search.row import Row
from backfile.publish.search.script import scripts
from backfile.query.language import parse

STORIES = 100_000
EACH = 200
"""Queries of each kind."""
FILES, MEGABYTES, RATE = 100, 500, 1000
FIRST, NEXT, SEVERAL, PHRASE, WITHOUT_RANGES = 80, 50, 60, 120, 100
"""Kilobytes (1,000 bytes) of body that a search may take."""
MILLISECONDS, SERVED = 100, 20
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title>
<form data-search data-root="./"><input type="search" name="q"><select name="sort">
<option value="">best</option></select></form><p id="result-count"></p><p id="search-hint"></p>
<ol id="results"></ol><p><button id="more-results" hidden>More</button></p>
<script src="search/search.js" defer></script>"""
ASK = """async (asked) => {
  const form = document.querySelector("form");
  const said = (name) => new Promise((take) =>
    form.addEventListener(name, () => take(performance.now()), { once: true }));
  const frame = () => new Promise((take) =>
    requestAnimationFrame(() => setTimeout(() => take(performance.now()))));
  const ends = [said("shown").then(frame), said("searched")];
  form.elements.q.value = asked;
  const begun = performance.now();
  form.requestSubmit();
  const [shown, all] = await Promise.all(ends);
  return [shown - begun, all - begun, document.querySelectorAll("#results li").length];
}"""


def rows(stories: Path) -> Iterator[Row]:
    """Yield the made stories as search sees them."""
    with stories.open("rb") as lines:
        for line in lines:
            said = msgspec.json.decode(line)
            first, last = days_of(said["edtf"] or "")
            yield Row(
                address=f"story/{said['id'][-2:]}/{said['id']}.html",
                headline=said["headline"],
                date_words=(said["edtf"] or "")[:10],
                byline=f"By {said['byline']}" if said["byline"] else "",
                section=said["section"] or "",
                standfirst=said["dek"] or "",
                caption=(said["image"] or {}).get("caption") or "",
                text="\n\n".join(said["body"]),
                language=said["lang"],
                type="news",
                first=first,
                last=last,
                contributors=(said["byline"],) if said["byline"] else (),
                tags=tuple(said["tags"]),
            )


def days_of(said: str) -> tuple[date | None, date | None]:
    """Return the ends of a day or a month."""
    if len(said) >= 10:
        day = date.fromisoformat(said[:10])
        return day, day
    if len(said) == 7:
        first = date.fromisoformat(f"{said}-01")
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    return None, None


def write(stories: Path, site: Path, pieces: str) -> None:
    """Write the index; runs in a process of its own, whose memory and time are its own."""
    begun = time.process_time()
    reading = 0.0
    for said in rows(stories):
        del said
    reading = time.process_time() - begun
    begun = time.process_time()
    for path, data in build(rows(stories), pieces=pieces == "pieces"):
        target = site / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "reading": reading, "peak": peak}))


class Host(SimpleHTTPRequestHandler):
    """A host that counts what it sends; with ranges or without."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Head and body are written apart: with it each answer waits 40 ms for the browser's word."""
    sent = 0
    requests = 0
    gives_ranges = True

    def log_message(self, *_args: object) -> None:
        return

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        asked = self.headers.get("Range", "").removeprefix("bytes=") if self.gives_ranges else ""
        size = file.stat().st_size
        first, _, last = asked.partition("-")
        begin, end = (int(first), int(last) + 1) if asked else (0, size)
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {begin}-{end - 1}/{size}")
        self.send_header("Content-Length", str(end - begin))
        self.end_headers()
        type(self).requests += 1
        with file.open("rb") as stream:
            stream.seek(begin)
            data = stream.read(end - begin)
        if file.suffix == ".bin" and not asked and "head" not in file.name:
            data = data[: 64 << 10]  # the browser cancels; what was under way is not counted
            self.close_connection = True
        else:
            type(self).sent += len(data)
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True


class WithoutRanges(Host):
    """A host that answers 200 to whoever asks for a range."""

    sent = 0
    requests = 0
    gives_ranges = False


def serving(folder: Path, host: type[Host]) -> str:
    """Serve a folder; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/search.html"


def vocabulary(stories: Path) -> tuple[list[str], list[list[str]]]:
    """Return words by how often they stand in some of the stories, and some texts as words."""
    counts: dict[str, int] = {}
    texts: list[list[str]] = []
    for number, row in enumerate(rows(stories)):
        if number >= 4000:
            break
        words = [word.strip(".,;:“”\"'()?!").lower() for word in row.text.split()]
        words = [word if word.isascii() and word.isalpha() else "" for word in words]
        texts.append(words)
        for word in set(words) - {""}:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word)), texts


def queries(stories: Path) -> dict[str, list[str]]:
    """Return the queries of each kind."""
    chance = random.Random(11)  # noqa: S311 - a fixed stream
    words, texts = vocabulary(stories)
    words = [word for word in words if len(word) > 2]
    middle = words[:3000]

    def phrase(length: int) -> str:
        while True:
            text = chance.choice(texts)
            at = chance.randrange(max(1, len(text) - length))
            found = text[at : at + length]
            if len(found) == length and all(found):
                return f'"{" ".join(found)}"'

    def many(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(EACH)]

    return {
        "one word, the 200 most frequent": words[:EACH],
        "one word, the next 3,000": many(lambda: chance.choice(words[EACH:3200])),
        "two words": many(lambda: " ".join(chance.sample(middle, 2))),
        "three words": many(lambda: " ".join(chance.sample(middle, 3))),
        "phrase of two words": many(lambda: phrase(2)),
        "phrase of three words": many(lambda: phrase(3)),
        "a word in a year": many(
            lambda: f"year:{chance.randrange(1996, 2018)} {chance.choice(middle)}"
        ),
    }


LIMITS = {"one": NEXT, "two": SEVERAL, "three": SEVERAL, "phrase": PHRASE, "a": SEVERAL}


def spread(values: list[float]) -> tuple[float, float, float]:
    """Return the middle, the 95th of 100, and the greatest."""
    inorder = sorted(values)
    return inorder[len(inorder) // 2], inorder[int(len(inorder) * 0.95)], inorder[-1]


def load() -> str:
    """Return how many processes wanted a processor in the last minute, and how many there are."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def asked(page: Page, host: type[Host], some: list[str]) -> tuple[list[float], list[float]]:
    """Ask queries one after the other; return the kilobytes and milliseconds of each."""
    sizes, times = [], []
    for query in some:
        before = host.sent
        shown, _, _ = page.evaluate(ASK, query)
        sizes.append((host.sent - before) / 1000)
        times.append(shown)
    return sizes, times


def first_searches(
    browser: Browser, address: str, host: type[Host], some: list[str]
) -> list[float]:
    """Return what the first search of a reader takes, page and scripts with it, in kilobytes."""
    sizes = []
    for query in some:
        before = host.sent
        page = browser.new_page()
        page.goto(address)
        page.evaluate(ASK, query)
        sizes.append((host.sent - before) / 1000)
        page.close()
    return sizes


def until_shown(every: list[float]) -> dict[str, object]:
    """Return how long it takes from the key until results are painted, after the first search."""
    middle, p95, most = spread(every)
    return {
        f"milliseconds until results are painted: middle (at most {MILLISECONDS})": middle,
        "  p95, greatest": f"{p95:.0f}  {most:.0f}",
        f"  within {MILLISECONDS}: share": sum(ms <= MILLISECONDS for ms in every) / len(every),
    }


def in_the_browser(browser: Browser, site: Path, kinds: dict[str, list[str]]) -> None:
    """Print what searching takes behind both sorts of host."""
    address = serving(site, Host)
    first = first_searches(browser, address, Host, kinds["one word, the 200 most frequent"][:20])
    told: dict[str, object] = {
        f"first search, page and scripts with it: middle KB (at most {FIRST})": spread(first)[0],
        "  greatest": spread(first)[2],
    }
    page = browser.new_page()
    page.goto(address)
    page.evaluate(ASK, "first")
    requests = Host.requests
    every: list[float] = []
    for kind, some in kinds.items():
        sizes, times = asked(page, Host, some)
        every += times
        limit = LIMITS[kind.split(" ", 1)[0].rstrip(",")]
        middle, p95, most = spread(sizes)
        told[f"{kind}: KB middle, p95, greatest (at most {limit})"] = (
            f"{middle:.1f}  {p95:.1f}  {most:.1f}"
        )
        told["  milliseconds until painted: middle, p95"] = (
            f"{spread(times)[0]:.0f}  {spread(times)[1]:.0f}"
        )
        told[f"  within {limit} KB: share"] = sum(size <= limit for size in sizes) / len(sizes)
    told["requests a search"] = (Host.requests - requests) / len(every)
    told |= until_shown(every)
    show(f"a host with ranges, body bytes; {load()}", told)
    page = browser.new_page()
    page.goto(serving(site, WithoutRanges))
    page.evaluate(ASK, "first")
    told, every = {}, []
    for kind, some in kinds.items():
        sizes, times = asked(page, WithoutRanges, some[:40])
        every += times
        middle, p95, most = spread(sizes)
        told[f"{kind}: KB middle, p95, greatest"] = f"{middle:.1f}  {p95:.1f}  {most:.1f}"
    told |= until_shown(every)
    show(f"a host without ranges, in pieces (at most {WITHOUT_RANGES} KB); {load()}", told)


def in_python(site: Path, kinds: dict[str, list[str]]) -> None:
    """Print what `serve` takes for the same."""
    index = Index(site / "search")
    told: dict[str, object] = {}
    every: list[float] = []
    for kind, some in kinds.items():
        times = []
        for query in some:
            begun = time.process_time()
            answer = answer_to(index, parse(query))
            for story in answer.page("best", 0, 20):
                index.shown(story)
            answer.counts()
            times.append((time.process_time() - begun) * 1000)
        every += times
        told[f"{kind}: ms of CPU middle, p99"] = f"{spread(times)[0]:.1f}  {p99(times):.1f}"
    told[f"all: p99 (at most {SERVED})"] = p99(every)
    show(f"the same index behind serve: 20 hits and all counts; {load()}", told)


def p99(values: list[float]) -> float:
    """Return the 99th of 100."""
    return sorted(values)[int(len(values) * 0.99)]


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "--write":
        write(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
        return
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stories = work / "stories.jsonl"
        measure(sys.executable, DATA / "perf/scale.py", count, stories)
        for pieces in ("packs", "pieces"):
            built(work, stories, count, pieces)
        site = work / "pieces"
        (site / "search.html").write_text(PAGE, encoding="utf-8")
        for path, data in scripts():
            (site / "search" / path).write_bytes(data)
        kinds = queries(stories)
        in_python(site, kinds)
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
            in_the_browser(browser, site, kinds)
            browser.close()


def built(work: Path, stories: Path, count: int, pieces: str) -> None:
    """Build the index in a process of its own and print what it took."""
    command = [sys.executable, __file__, "--write", stories, work / pieces, pieces]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    took = json.loads(done.stdout.splitlines()[-1])
    files = [file for file in (work / pieces / "search").rglob("*") if file.is_file()]
    seconds = took["seconds"] - took["reading"]
    show(
        f"the index of {count:,} stories, {pieces}",
        {
            f"stories a CPU second (at least {RATE})": count / seconds,
            "  with reading the stories": count / took["seconds"],
            f"peak MB (at most {MEGABYTES})": took["peak"],
            f"files (at most {FILES} packs)": len(files),
            "bytes": sum(file.stat().st_size for file in files),
            "largest file": max(file.stat().st_size for file in files),
        },
    )


if __name__ == "__main__":
    main()
