"""Does any of 6,836 payloads run on the desk's page, when readers sent them and an editor reads?

Each payload is sent as an answer, as the name of an answer, as the name and type of a file, and is
written down as a note; each submission is listed, read, shown with its pictures, and prepared for
the archive, with the page's Content-Security-Policy switched off, so that the escaping is judged
and not the second wall behind it. The control is a page that holds the same payloads bare.

    python bench/desk_xss.py [EVERY]     1: all of them
"""

import hashlib
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from material import show
from playwright.sync_api import Browser, Page, sync_playwright
from xss import FLAGS, WATCH, XSS, payloads

from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.arrivals import Arrival
from backfile.participate.folder import make_desk, open_box
from backfile.participate.keys import DeskKey
from backfile.participate.moderation import Act
from backfile.participate.seal import seal
from backfile.participate.settings import Desk, read_desk
from backfile.publish.words import words_in
from backfile.web.desk import desk_application
from backfile.web.desk_sitting import Sitting
from backfile.web.door import Door
from backfile.web.serve import listening_at

A_SUBMISSION = 8
"""Payloads in one: each stands twice among the answers that are shown."""
DAY = "2016-03-17"
TOUCH = """() => { for (const each of document.querySelectorAll("main *"))
    for (const name of ["mouseover", "focus", "pointerenter", "toggle"])
        each.dispatchEvent(new Event(name)); }"""


def sent(some: tuple[str, ...]) -> Submission:
    """Return what a reader sends who tries everything."""
    some = tuple(text.encode("utf-8", "replace").decode() for text in some)
    said = {"headline": some[0], "text": "\n\n".join(some), "name": some[-1]}
    said |= {text: text for text in some}
    files = tuple(Attachment(text, text, text.encode()) for text in some)
    leave = (Agreement.PUBLICATION, Agreement.NAME)
    return Submission(form=Form.SHARE, said=said, story=some[0], agreed=leave, attachments=files)


def ways(names: list[str]) -> Iterator[str]:
    """Yield every page that shows any of it."""
    yield from (f"/?from={start}" for start in range(0, len(names), 50))
    for name in names:
        yield from (f"/s/{name}?pictures=1", f"/s/{name}/accept", f"/s/{name}/erase")


def look(page: Page, address: str) -> bool:
    """Open a page, touch all that could react, and say whether anything ran."""
    page.goto(address, wait_until="load", timeout=30_000)
    page.evaluate(TOUCH)
    return bool(page.evaluate("window.__ran"))


@contextmanager
def serving(work: Path, groups: list[tuple[str, ...]]) -> Iterator[tuple[str, str, list[str]]]:
    """Send each group to a desk, read it there, and give the page's address, link and ids."""
    key, door = DeskKey.make(), Door(time.monotonic)
    make_desk(work / "desk", Desk(key=key.public, title="Payloads"))
    with open_box(work / "desk") as box, listening_at("127.0.0.1", 0) as listening:
        sealed = [seal(sent(group), key.public) for group in groups]
        digests = [hashlib.sha256(one).hexdigest() for one in sealed]
        made = [Arrival(s, DAY, d) for s, d in zip(sealed, digests, strict=True)]
        names = [str(name) for name in box.put_all(made)]
        settings, words = read_desk(work / "desk"), words_in("en")
        sitting = Sitting(settings, box, key, words, door, lambda: DAY, work)
        for name, group in zip(names, groups, strict=True):
            sitting.decide(name, Act.READ)
            sitting.note(name, group[0][:4000].strip() or "-", group[-1][:100])
        app = desk_application(sitting)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield base, f"{base}/enter?key={door.link_secret}", names
        server.should_exit = True
        thread.join()


def fired(chromium: Browser, groups: list[tuple[str, ...]], work: Path) -> int:
    """Return on how many bare pages of a hundred something ran."""
    context = chromium.new_context()
    context.route(re.compile("^https?:"), lambda route: route.abort())
    context.add_init_script(WATCH)
    count = 0
    for group in groups[:: max(1, len(groups) // 100)]:
        page, bare = context.new_page(), work / "bare.html"
        bare.write_text("<main>" + "\n".join(group), encoding="utf-8", errors="replace")
        count += look(page, bare.as_uri())
        page.close()
    return count


def main() -> None:
    if not XSS.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    chosen = list(payloads())[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    starts = range(0, len(chosen), A_SUBMISSION)
    groups = [tuple(chosen[at : at + A_SUBMISSION]) for at in starts]
    away: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        work = Path(folder)
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(work, groups) as (base, link, names):
            context = chromium.new_context(bypass_csp=True)
            context.add_init_script(WATCH)
            page = context.new_page()
            page.on("request", lambda to: None if to.url.startswith(base) else away.append(to.url))
            page.goto(link)
            opened = list(ways(names))
            ran = [way for way in opened if look(page, base + way)]
            context.close()
        control = fired(chromium, groups, work)
        chromium.close()
    rows = {
        "payloads": len(chosen),
        "pages of the desk opened": len(opened),
        "pages on which one ran": len(ran),
        "requests to anywhere else": len(away),
        "control: bare pages that ran, of 100": control,
    }
    show("payloads at the desk", rows)


if __name__ == "__main__":
    main()
