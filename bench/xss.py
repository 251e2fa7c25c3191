"""Does any of 6,836 payloads run when a story page that was made from it is opened in Chromium?

Each payload stands in a story's headline, standfirst, body, caption and byline; the stories go
through `add` and `publish`; each page is opened with its Content-Security-Policy switched off, so
that the sanitising is judged and not the second wall behind it. The control opens the raw pages.
"""

import html
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from material import DATA, backfile, show
from playwright.sync_api import Browser, Page, sync_playwright

XSS = DATA / "conformance/xss"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WATCH = """
window.__ran = 0;
const ran = () => { window.__ran += 1; };
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = ran;
"""
STORY = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {number}</title>
<link rel="canonical" href="https://www.payloads.example/2020/01/02/story-{number}/">
<meta property="og:type" content="article"></head><body><article>
<h1>Story number {number} {payload}</h1><p class="standfirst">What came in by post {payload}</p>
<p class="byline">By Mara Lind {payload}</p><time datetime="2020-01-02">2 January 2020</time>
<figure><img src="/a.jpg" alt="a"><figcaption>The harbour {payload}</figcaption></figure>
<div class="entry-content"><p>The harbour master said on Monday that number {number} of the boats
was back at its berth, after a night in which the wind had turned twice and the crew had slept
ashore.</p><p>{payload}</p>{payload}<p>Nobody was hurt, and the catch was sold at the usual price
before noon, the cooperative said in its note to members about number {number}.</p></div>
</article></body></html>"""


def payloads() -> Iterator[str]:
    for case in json.loads((XSS / "dompurify/expect.json").read_text(encoding="utf-8")):
        yield case["payload"]
    for path in sorted((XSS / "payloadbox/Intruder").iterdir()):
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


def main() -> None:
    if not XSS.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    chosen = list(payloads())[::every]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        work = Path(folder)
        raw, site = work / "raw", work / "site"
        raw.mkdir()
        for number, payload in enumerate(chosen):
            page = STORY.format(number=number, payload=payload)
            (raw / f"{number}.html").write_text(page, encoding="utf-8", errors="replace")
        backfile("new", work / "archive", "--title", "Payloads")
        backfile("add", work / "archive", raw)
        backfile("publish", work / "archive", "--to", site)
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        pages = sorted((site / "story").rglob("*.html"))
        ran, kept = opened(chromium, pages)
        fired, _ = opened(chromium, sorted(raw.glob("*.html"))[:: max(1, len(chosen) // 300)])
        chromium.close()
    rows = {
        "payloads": len(chosen),
        "story pages opened": len(pages),
        "pages on which one ran": len(ran),
        "harmless words kept": kept / max(1, len(pages)),
        "control: raw pages that ran": len(fired),
    }
    show("payloads in a real browser", rows)
    for path in ran[:10]:
        print("   ran:", path.relative_to(site))


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
        kept += "the catch was sold at the usual price" in html.unescape(path.read_text("utf-8"))
    context.close()
    return ran, kept


def look(page: Page, path: Path) -> bool:
    """Open one page, touch all that could react, and say whether anything ran."""
    page.goto(path.as_uri(), wait_until="load", timeout=15_000)
    page.evaluate(
        """() => { for (const each of document.querySelectorAll("article *"))
            for (const name of ["mouseover", "focus", "pointerenter", "toggle"])
                each.dispatchEvent(new Event(name)); }"""
    )
    return bool(page.evaluate("window.__ran"))


if __name__ == "__main__":
    main()
