"""Opening pages by the thousand in real Chromium, and saying in which of them anything ran.

Each page is loaded in a frame of its own, sixty frames in a page, all from one host of our own on
the loopback, which says no policy; whatever the pages' own policies say is switched off. When all
have loaded, each handler that stands in one is told that what it waits for came. A page is named
where a hooked function was called in it, and also where there stands what would run later: a
handler, an address that is a script, a script that is not the site's own. Nothing but the loopback
can be reached.
"""

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Error, Page, Playwright

FRAMES = 60
"""In one page: of 20 to 200 the fastest on two cores."""
PAGES = 8
"""Of frames, after which the browser's tab is made anew."""
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
FRAME_PAGE = "/-frames-"
WATCH = """
window.__ran = 0;
const ran = () => { window.__ran += 1; };
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = ran;
"""
OPEN = """
async (ways) => {
  const ADDRESS = /^(href|src|action|formaction|data|xlink:href|srcdoc|background|poster|to)$/;
  const SCRIPT = /^(javascript|vbscript|livescript|data:(text\\/html|image\\/svg|[^,]*xml))/i;
  const OWN = /^\\/(.*\\/)?((theme|search|send)\\/[\\w.-]+|age|form)\\.js$/;
  const DATA = /^(application\\/(ld\\+)?json|text\\/plain|speculationrules)$/;
  document.body.replaceChildren();
  const frames = ways.map((way) => {
    const frame = document.createElement("iframe");
    frame.src = way;
    return frame;
  });
  await Promise.all(frames.map((frame) => new Promise((done) => {
    frame.onload = done;
    setTimeout(done, 20000);
    document.body.append(frame);
  })));
  await new Promise((done) => setTimeout(done, 60));
  const within = (inside, act) => {
    act(inside);
    for (let at = 0; at < inside.frames.length; at += 1) {
      try { within(inside.frames[at], act); } catch { /* it is elsewhere */ }
    }
  };
  const touch = (inside) => {
    for (const each of inside.document.querySelectorAll("*"))
      for (const { name } of [...each.attributes])
        if (/^on/i.test(name)) each.dispatchEvent(new inside.Event(name.slice(2).toLowerCase()));
  };
  const standing = (inside) => {
    const found = [];
    for (const each of inside.document.querySelectorAll("*")) {
      for (const { name, value } of each.attributes) {
        const plain = value.replace(/[\\u0000-\\u0020]/g, "");
        if (/^on/i.test(name)) found.push(`${each.localName} ${name}`);
        else if (name === "srcdoc" || (ADDRESS.test(name) && SCRIPT.test(plain)))
          found.push(`${each.localName} ${name}=${value.slice(0, 40)}`);
      }
      if (each.localName !== "script" || DATA.test(each.type)) continue;
      const own = each.src && new URL(each.src);
      if (!own || own.host !== location.host || !OWN.test(own.pathname))
        found.push(`script ${each.src || each.text.slice(0, 40)}`);
    }
    return found;
  };
  for (const frame of frames) try { within(frame.contentWindow, touch); } catch { /* told below */ }
  await new Promise((done) => setTimeout(done, 60));
  return frames.map((frame) => {
    try {
      let ran = 0;
      const found = [];
      within(frame.contentWindow, (inside) => {
        ran += inside.__ran;
        found.push(...standing(inside));
      });
      return [ran, found];
    } catch { return [1, ["left for elsewhere"]]; }
  });
}
"""


@dataclass(slots=True)
class Opened:
    """What was seen."""

    pages: int = 0
    ran: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    """Pages in which something stands that would run, and what."""

    @property
    def bad(self) -> int:
        return len(self.ran) + len(self.standing)


Answer = tuple[bytes, str]
"""Bytes and media type."""


def files_of(folder: Path, without: str = "//") -> Callable[[str], Answer]:
    """Return what answers with a folder's files.

    Args:
        folder: where they lie.
        without: what begins so leads nowhere: the page of an old address, which sends on, stays.
    """

    def answer(way: str) -> Answer:
        if way.startswith(without):
            return b"", ""
        path = folder / unquote(urlsplit(way).path).lstrip("/")
        kind = guess_type(path.name)[0] or "application/octet-stream"
        return path.read_bytes(), kind

    return answer


def answers_of(address: str) -> Callable[[str], Answer]:
    """Return what answers as a server does, but without the headers that forbid frames."""

    def answer(way: str) -> Answer:
        try:
            said = urllib.request.urlopen(address.rstrip("/") + way, timeout=30)
        except urllib.error.HTTPError as refused:
            said = refused
        with said:
            return said.read(), said.headers.get("Content-Type", "")

    return answer


@contextmanager
def host(answering: Callable[[str], Answer]) -> Iterator[str]:
    """Serve on the loopback; give the address, without a slash."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                if self.path == FRAME_PAGE:
                    body, kind, status = b"<!doctype html><style>iframe{width:160px;", "", 200
                    body += b"height:110px;border:0;margin:0}</style><body>"
                    kind = "text/html; charset=utf-8"
                else:
                    body, kind = answering(self.path)
                    status = 200 if kind else 204
            except (OSError, ValueError):
                body, kind, status = b"", "text/plain", 404
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            if "html" not in kind:
                self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:  # a frame that is let go hangs up
            with suppress(OSError):
                super().handle()

        def log_message(self, *_said: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def start(play: Playwright) -> Browser:
    """Start Chromium, deaf to everything but the loopback."""
    return play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


def open_all(chromium: Browser, answering: Callable[[str], Answer], ways: Iterable[str]) -> Opened:
    """Open each address of a host, and say what ran."""
    told = Opened()
    with host(answering) as base:
        for some in batched(ways, FRAMES * PAGES):
            _open_some(chromium, base, some, told)
    return told


def _open_some(chromium: Browser, base: str, ways: tuple[str, ...], told: Opened) -> None:
    context = chromium.new_context(
        bypass_csp=True, viewport={"width": 1300, "height": 1100}, accept_downloads=False
    )
    context.add_init_script(WATCH)
    page = _framing(context.new_page(), base)
    for some in batched(ways, FRAMES):
        seen = _seen(page, some)
        if seen is None:  # something took the whole page away, or does not end: one after the other
            seen = []
            for way in some:
                page = _framing(context.new_page(), base)
                alone = _seen(page, (way,))
                seen += alone if alone is not None else [[1, ["took the page away"]]]
            page = _framing(context.new_page(), base)
        told.pages += len(some)
        for way, (ran, found) in zip(some, seen, strict=True):
            if ran:
                told.ran.append(way)
            if found:
                told.standing.append(f"{way}: {'; '.join(found[:3])}")
    context.close()


def _framing(page: Page, base: str) -> Page:
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(base + FRAME_PAGE)
    return page


def _seen(page: Page, ways: tuple[str, ...]) -> list[list[object]] | None:
    try:
        return page.evaluate(OPEN, list(ways))
    except Error:
        return None


def batched(ways: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield so many at a time."""
    left = iter(ways)
    while some := tuple(islice(left, size)):
        yield some


def ways_of(folder: Path, paths: Iterable[Path]) -> list[str]:
    """Return the addresses of files of a folder."""
    return ["/" + quote(path.relative_to(folder).as_posix()) for path in paths]
