"""Does any of 6,836 payloads run when pages that were made from it are opened in Chromium?

Each payload stands in every field of a story of each kind of deposit (`xss_ways`, what readers sent
and the desk accepted among them; a dozen in a story), and is told with it as a note or a
correction; the stories go through `add` and `publish`. Each story's page, every list, and every
feed and table (as if a browser took it for HTML; JSON as what it is) is loaded with its
Content-Security-Policy switched off (`xss_frames`), so that the sanitising is judged and not the
second wall behind it. Each payload is searched for in a served archive, and sent as every field of
every form, and what comes back is opened likewise. The control opens raw pages in the same way.

    python bench/xss.py [EVERY [WAY,WAY…]]     every payload, or each tenth …; all ways, or some

Ways are those of `xss_ways`, `searches`, `forms` and `control`. `desk_xss.py` opens the desk.
"""

import http.client
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from material import COMMAND, DATA, backfile, show
from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser
from strings import served
from xss_frames import Opened, answers_of, files_of, open_all, start, ways_of
from xss_ways import BODY, KEPT, WAYS, as_page, control

from backfile.archive.archive import Archive
from backfile.model.remedy import Authority, Ground, Remedy, RemedyKind
from backfile.model.submission import QUESTIONS, Form

XSS = DATA / "conformance/xss"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
CONTROLS = 1000
"""Raw pages that are opened."""
BUNCH = 12
"""Payloads that stand in one story: 82,000 stories of one each would take a day. On each way
another one of a dozen stands first."""
PLAIN = ("accepted", "text")
"""Ways on which HTML is taken for words."""
HIDDEN = "script,style,textarea,title,template,noscript,iframe,noframes,xmp,noembed,select"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def payloads() -> Iterator[str]:
    for case in json.loads((XSS / "dompurify/expect.json").read_text(encoding="utf-8")):
        yield case["payload"]
    for path in sorted((XSS / "payloadbox/Intruder").iterdir()):
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()


def main() -> int:
    if not XSS.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    others = {"searches": searched, "forms": sent, "control": fired}
    ways = sys.argv[2].split(",") if len(sys.argv) > 2 else [*WAYS, *others]
    chosen = list(payloads())[::every]
    bad = 0
    with sync_playwright() as play:
        chromium = start(play)
        for way in ways:
            with tempfile.TemporaryDirectory() as folder:
                bad += others.get(way, judge)(chromium, Path(folder), way, chosen)
        chromium.close()
    return int(bad > 0)


def judge(chromium: Browser, work: Path, way: str, chosen: list[str]) -> int:
    """Bring all payloads in on one way; open each story, and every other page and feed."""
    began = time.monotonic()
    site = published(work, way, bunches(chosen, BUNCH, [*WAYS].index(way)))
    stories = sorted((site / "story").rglob("*.html"))
    others = [path for path in sorted(site.rglob("*.html")) if "story" not in path.parts]
    told = [*site.rglob("*.xml"), *site.rglob("*.ics"), *site.glob("*.txt"), *site.rglob("*.tsv")]
    others += [*site.rglob("*.json"), *site.rglob("*.svg")]
    feeds = work / "as-html"
    feeds.mkdir()
    for path in sorted(told):
        said = as_page(path.read_text("utf-8", "replace"))
        name = path.relative_to(site).as_posix().replace("/", "-")
        (feeds / f"{name}.html").write_text(said, "utf-8", "replace")
    made = time.monotonic() - began
    on_stories = open_all(chromium, files_of(site), ways_of(site, stories))
    elsewhere = open_all(chromium, files_of(site, "/story/"), ways_of(site, others))
    in_feeds = open_all(chromium, files_of(feeds), ways_of(feeds, sorted(feeds.iterdir())))
    rows = {
        "payloads": len(chosen),
        "story pages; on which one ran": f"{on_stories.pages}; {len(on_stories.ran)}",
        "other pages; on which one ran": f"{elsewhere.pages}; {len(elsewhere.ran)}",
        "feeds and tables as HTML; ran": f"{in_feeds.pages}; {len(in_feeds.ran)}",
        "pages where one stands": sum(
            len(seen.standing) for seen in (on_stories, elsewhere, in_feeds)
        ),
        "harmless words kept": round(kept(work / "harmless", way), 4),
        "seconds to make, to open": f"{made:.0f}, {time.monotonic() - began - made:.0f}",
    }
    show(f"payloads that came in as {way}", rows)
    return tell(on_stories, elsewhere, in_feeds)


def bunches(chosen: list[str], size: int, first: int) -> list[str]:
    """Put payloads together, so many in each field of a story.

    One that opens a comment may hide those after it: on each way another one stands first.
    """
    turned = []
    for place in range(0, len(chosen), size):
        some = chosen[place : place + size]
        at = first % len(some)
        turned.append(" ".join(some[at:] + some[:at]))
    return turned


def kept(work: Path, way: str) -> float:
    """Return on which share of pages with one payload the harmless words around it still stand."""
    cases = json.loads((XSS / "dompurify/expect.json").read_text("utf-8"))
    site = published(work, way, [case["payload"] for case in cases])
    stories = [*(site / "story").rglob("*.html")]
    still = sum(KEPT in path.read_text("utf-8", "replace") for path in stories)
    could = sum(way in PLAIN or shown(case["payload"]) for case in cases)
    # Texts that differ in a number alone are taken for one story told twice.
    return still / max(1, min(could, len(stories)))


def shown(payload: str) -> bool:
    """Say whether a browser shows the words behind a payload: an open comment hides them."""
    page = LexborHTMLParser(f"<body>{BODY.replace('{p}', payload)}")
    for hidden in page.css(HIDDEN):
        hidden.decompose()
    return bool(page.body) and KEPT in " ".join(page.body.text().split())


def tell(*seen: Opened) -> int:
    """Print some pages on which something ran or stands; return how many there are."""
    for opened in seen:
        for page in (*opened.ran[:5], *opened.standing[:5]):
            print("   ", page[:300], flush=True)
    return sum(opened.bad for opened in seen)


def published(work: Path, way: str, chosen: list[str]) -> Path:
    """Take the payloads in, tell them in remedies, publish; return the site's folder."""
    deposit, archive, site = work / "deposit", work / "archive", work / "site"
    deposit.mkdir(parents=True)
    WAYS[way](deposit, chosen)
    settings = archive / "archive.toml"
    backfile("new", archive, "--title", "Payloads")
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[site]", "[site]\ncomments = true", 1), "utf-8")
    backfile("add", archive, deposit)
    note_all(archive, chosen)
    done = backfile("publish", archive, "--to", site)
    if done.status:
        raise SystemExit(done.complaint)
    return site


def note_all(archive: Path, chosen: list[str]) -> None:
    """Add a payload to each story as a note, or as a correction."""
    kinds = (RemedyKind.NOTE, RemedyKind.CORRECTION)
    with Archive.open(archive, write=True) as kept:
        for number, story in enumerate([entry.id for entry in kept.stories.heads()]):
            said = chosen[number % len(chosen)].encode("utf-8", "replace").decode()
            remedy = Remedy(
                story=f"story:{story}",
                kind=kinds[number % 2],
                ground=Ground.ERROR,
                authority=Authority.EDITOR,
                reason=said,
                words=said,
                who=said,
            )
            kept.remedies.put(remedy, story)


@contextmanager
def running(*words: object) -> Iterator[str]:
    """Start what serves; give its address."""
    command = [*COMMAND, *map(str, words), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            found = ADDRESS.search(server.stdout.readline() if server.stdout else "")
            if found is None:
                raise SystemExit("the server did not start")
            yield found[0]
        finally:
            server.terminate()


def searched(chromium: Browser, work: Path, _way: str, chosen: list[str]) -> int:
    """Search a served archive for each payload, ask for it as an address; open its review."""
    chosen = bunches(chosen, BUNCH, 0)
    published(work, "markdown", chosen)
    ways = [f"/search.html?{_asked(q=p, by=p)}" for p in chosen]
    ways += [f"/search.html?{_asked(q='the', section=p, sort=p, year=p)}" for p in chosen]
    ways += [f"/{quote(p, safe='', errors='replace')[:2000]}" for p in chosen]
    with running("serve", work / "archive") as address:
        in_searches = open_all(chromium, answers_of(address), ways)
    with running("review", work / "archive", "--web") as address:
        in_review = open_all(chromium, answers_of(address), ["/"])
    rows = {
        "searches and addresses; ran": f"{in_searches.pages}; {len(in_searches.ran)}",
        "pages of the review; ran": f"{in_review.pages}; {len(in_review.ran)}",
        "pages where one stands": len(in_searches.standing) + len(in_review.standing),
    }
    show("payloads searched for", rows)
    return tell(in_searches, in_review)


def _asked(**fields: str) -> str:
    return urlencode(fields, errors="replace")


def sent(chromium: Browser, work: Path, _way: str, chosen: list[str]) -> int:
    """Send each payload as every field of a form and as a phrase; open what comes back."""
    answers = work / "answers"
    answers.mkdir()
    with served(work) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for number, p in enumerate(bunches(chosen, BUNCH, 0)):
            form = tuple(Form)[number % len(Form)]
            names = [question.name for question in QUESTIONS[form]]
            fields = dict.fromkeys(("story", "language", "agreed", *names), p)
            for place, (method, way, body) in enumerate(
                (
                    ("POST", f"/send/{form.value}", _asked(token="", **fields)),
                    ("GET", f"/send/{form.value}?{_asked(story=p, language=p)}", ""),
                    ("POST", "/send/receipt", _asked(phrase=p, act=p, text=p)),
                )
            ):
                said = _answer(line, method, way, body)
                (answers / f"{number}-{place}.html").write_bytes(said)
        line.close()
        files = answers_of(f"http://127.0.0.1:{port}")
        seen = open_all(chromium, _either(answers, files), ways_of(answers, answers.iterdir()))
    show("payloads sent in forms", {"answers; ran": f"{seen.pages}; {len(seen.ran)}"})
    return tell(seen)


def _answer(line: http.client.HTTPConnection, method: str, way: str, body: str) -> bytes:
    line.request(method, way, body or None, FORM if body else {})
    answer = line.getresponse()
    said = answer.read()
    if answer.getheader("Connection") == "close":
        line.close()
    return said


def _either(
    folder: Path, server: Callable[[str], tuple[bytes, str]]
) -> Callable[[str], tuple[bytes, str]]:
    """Answer with a kept answer; style sheets and scripts that it names come from the server."""
    kept = files_of(folder)

    def answer(way: str) -> tuple[bytes, str]:
        if (folder / way.lstrip("/")).is_file():
            return kept(way)
        return server(way if way.startswith("/send/") else f"/send{way}")

    return answer


def fired(chromium: Browser, work: Path, _way: str, chosen: list[str]) -> int:
    """Open raw pages: on some something must run, else nothing was shown by the rest."""
    raw = work / "raw"
    raw.mkdir()
    for name, text in control(chosen[:: max(1, len(chosen) // CONTROLS)]):
        (raw / name).write_text(text, encoding="utf-8", errors="replace")
    seen = open_all(chromium, files_of(raw), ways_of(raw, sorted(raw.iterdir())))
    rows = {"opened": seen.pages, "ran": len(seen.ran), "one stands": len(seen.standing)}
    show("control: raw pages", rows)
    return 0 if seen.ran else 1


if __name__ == "__main__":
    sys.exit(main())
