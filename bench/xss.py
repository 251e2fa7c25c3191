"""Does any of 6,836 payloads run when pages that were made from it are opened in Chromium?

Each payload stands in every field of a story of each kind of deposit (`xss_ways`); the stories go
through `add` and `publish`; each story's page, every list, and every feed and table (as if a
browser took it for HTML) is opened with its Content-Security-Policy switched off, so that the
sanitising is judged and not the second wall behind it. Searches and the review are opened as they
are served. The control opens raw pages.

    python bench/xss.py [EVERY [WAY,WAY…]]     every payload, or each tenth …; all ways, or some
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from material import COMMAND, DATA, backfile, show
from playwright.sync_api import Browser, Error, Page, sync_playwright
from xss_ways import KEPT, WAYS, as_page, control

XSS = DATA / "conformance/xss"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WATCH = """
window.__ran = 0;
const ran = () => { window.__ran += 1; };
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = ran;
"""


def payloads() -> Iterator[str]:
    for case in json.loads((XSS / "dompurify/expect.json").read_text(encoding="utf-8")):
        yield case["payload"]
    for path in sorted((XSS / "payloadbox/Intruder").iterdir()):
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


def main() -> None:
    if not XSS.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    ways = sys.argv[2].split(",") if len(sys.argv) > 2 else list(WAYS)
    chosen = list(payloads())[::every]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for way in ways:
            judge(chromium, Path(folder) / way, way, chosen)
        raw = Path(folder) / "raw"
        raw.mkdir()
        for name, text in control(chosen[:: max(1, len(chosen) // 300)]):
            (raw / name).write_text(text, encoding="utf-8", errors="replace")
        pages = sorted(raw.iterdir())
        fired, _ = opened(chromium, pages)
        show("control: raw pages", {"opened": len(pages), "ran": len(fired)})
        chromium.close()


def judge(chromium: Browser, work: Path, way: str, chosen: list[str]) -> None:
    """Bring all payloads in on one way; open each story, and every other page and feed."""
    deposit, site = work / "deposit", work / "site"
    deposit.mkdir(parents=True)
    WAYS[way](deposit, chosen)
    settings = work / "archive" / "archive.toml"
    backfile("new", work / "archive", "--title", "Payloads")
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[site]", "[site]\ncomments = true", 1), "utf-8")
    backfile("add", work / "archive", deposit)
    backfile("publish", work / "archive", "--to", site)
    stories = sorted((site / "story").rglob("*.html"))
    others = [path for path in sorted(site.rglob("*.html")) if "story" not in path.parts]
    ran, kept = opened(chromium, stories)
    ran_elsewhere, _ = opened(chromium, others)
    feeds = work / "as-html"
    feeds.mkdir()
    told = [*site.rglob("*.xml"), *site.glob("*.json"), *site.glob("api/*.json")]
    told += [*site.rglob("*.ics"), *site.glob("*.txt"), *site.glob("moved/*.tsv")]
    for number, path in enumerate(sorted(told)):
        (feeds / f"{number}.html").write_text(
            as_page(path.read_text("utf-8", "replace")), "utf-8", "replace"
        )
    in_feeds, _ = opened(chromium, [p for p in feeds.iterdir() if p.suffix == ".html"])
    searched = searched_in(chromium, work / "archive", chosen) if way == "markdown" else "-"
    rows = {
        "payloads": len(chosen),
        "story pages": len(stories),
        "on which one ran": len(ran),
        "other pages": len(others),
        "on which one ran ": len(ran_elsewhere),
        "feeds and tables, opened as HTML": len(told),
        "in which one ran": len(in_feeds),
        "searches and review, in which one ran": searched,
        "harmless words kept": round(kept / max(1, len(stories)), 4),
    }
    show(f"payloads that came in as {way}", rows)
    for path in (*ran[:5], *ran_elsewhere[:5], *in_feeds[:5]):
        print("   ran:", path)


def searched_in(chromium: Browser, archive: Path, chosen: list[str]) -> int:
    """Search a served archive for each payload, and open its review; count what ran."""
    words = [*COMMAND, "serve", str(archive), "--port", "0"]
    review = [*COMMAND, "review", str(archive), "--web", "--port", "0"]
    ran = 0
    with ExitStack() as stack:
        context = chromium.new_context(bypass_csp=True)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        for command, ways in (
            (words, [f"search.html?{urlencode({'q': p, 'by': p})}" for p in chosen]),
            (review, [""]),
        ):
            server = stack.enter_context(
                subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            )
            stack.callback(server.terminate)
            found = ADDRESS.search(server.stdout.readline() if server.stdout else "")
            for way in ways if found else ():
                page.goto(f"{found[0]}{way}", wait_until="load", timeout=30_000)
                page.wait_for_timeout(150)
                ran += bool(page.evaluate("window.__ran"))
        context.close()
    return ran


def opened(chromium: Browser, pages: list[Path]) -> tuple[list[Path], int]:
    """Open pages one after the other; return those on which a payload ran, and how many kept
    the harmless words around it."""
    context = chromium.new_context(bypass_csp=True)
    context.route(re.compile("^https?:"), lambda route: route.abort())
    context.add_init_script(WATCH)
    ran, kept = [], 0
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    for at, path in enumerate(pages):
        if at % 200 == 199:
            page.close()
            page = context.new_page()
        if look(page, path):
            ran.append(path)
        kept += KEPT in html.unescape(path.read_text("utf-8", "replace"))
    context.close()
    return ran, kept


def look(page: Page, path: Path) -> bool:
    """Open one page, touch all that could react, and say whether anything ran."""
    page.goto(path.as_uri(), wait_until="load", timeout=15_000)
    try:
        page.evaluate(
            """() => { for (const each of document.querySelectorAll("main *, article *"))
                for (const name of ["mouseover", "focus", "pointerenter", "toggle"])
                    each.dispatchEvent(new Event(name)); }"""
        )
        return bool(page.evaluate("window.__ran"))
    except Error:  # the page of an old address sends on to the story's
        page.wait_for_timeout(500)
        page.wait_for_load_state("load")
        return bool(page.evaluate("window.__ran"))


if __name__ == "__main__":
    main()
