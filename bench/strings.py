"""Does any of 5,000 naughty strings upset what is served: search, API, old addresses, forms?

Each string (big list of naughty strings, SQL and full-text injections) is asked as a query, as a
filter, as an address, as the address of an oEmbed, and sent as every field of a form. An answer of
500 and above, one that took a second, and one that gives a string with markup back unescaped count.
All goes to a server of our own on the loopback, one request at a time.
"""

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

from material import COMMAND, DATA, backfile, show

STRINGS = DATA / "conformance"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_SLOW = 1.0
Asked = tuple[str, str, str]
"""Method, address, body."""


def naughty() -> Iterator[str]:
    yield from json.loads((STRINGS / "strings/blns/blns.json").read_text("utf-8"))
    for path in sorted((STRINGS / "xss/fuzzdb/attack/sql-injection").rglob("*.txt")):
        yield from path.read_text("utf-8", "replace").splitlines()
    for path in sorted((STRINGS / "xss/fuzzdb/attack/path-traversal").rglob("*.txt")):
        yield from path.read_text("utf-8", "replace").splitlines()[:500]
    yield from (
        '"',
        "a OR",
        "NEAR(a b)",
        "a*",
        "^a",
        "-a",
        "{a b}",
        "a:b:c",
        "a AND NOT",
        '"a',
        "()",
    )


def _said(**fields: str) -> str:
    return urlencode(fields, errors="replace")


ASKING: dict[str, Callable[[str], Asked]] = {
    "search page": lambda s: ("GET", f"/search.html?{_said(q=s)}", ""),
    "search filters": lambda s: ("GET", f"/search.html?{_said(q='ferry', section=s, by=s)}", ""),
    "order and place": lambda s: ("GET", f"/search.html?{_said(q='ferry', sort=s, offset=s)}", ""),
    "API search": lambda s: ("GET", f"/api/search?{_said(q=s, lang=s)}", ""),
    "API feed": lambda s: ("GET", f"/api/feed?{_said(q=s)}", ""),
    "API story": lambda s: ("GET", f"/api/stories/{quote(s, safe='', errors='replace')}", ""),
    "oEmbed": lambda s: ("GET", f"/api/oembed?{_said(url=s)}", ""),
    "old address": lambda s: ("GET", f"/{quote(s, errors='replace')}?{_said(p=s)}", ""),
    "form": lambda s: (
        "POST",
        "/send/feedback",
        _said(token=s, text=s, name=s, contact=s, story=s, language=s),
    ),
    "receipt": lambda s: ("POST", "/send/receipt", _said(phrase=s, act=s)),
}
"""Every place at which a reader's words come in."""


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    chosen = list(dict.fromkeys(naughty()))[::every]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        for place, asking in ASKING.items():
            show(place, ask_all(port, chosen, asking))


def ask_all(port: int, chosen: list[str], asking: Callable[[str], Asked]) -> dict[str, object]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    statuses: Counter[int] = Counter()
    slow, given_back, longest = 0, [], 0.0
    for said in chosen:
        method, address, body = asking(said)
        began = time.monotonic()
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request(method, address, body or None, kind)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        took = time.monotonic() - began
        longest, slow = max(longest, took), slow + (took > _SLOW)
        statuses[answer.status] += 1
        is_page = "html" in answer.headers.get("Content-Type", "")
        if is_page and _MARKUP.search(said) and said in text:
            given_back.append(said)
        if answer.getheader("Connection") == "close":
            line.close()
    line.close()
    return {
        "strings": len(chosen),
        "answers, by status": dict(sorted(statuses.items())),
        "faults (500 and above, but for 503)": sum(
            n for status, n in statuses.items() if status >= 500 and status != 503
        ),
        "given back unescaped": len(given_back),
        "over a second": slow,
        "longest, seconds": round(longest, 3),
    }


@contextlib.contextmanager
def served(work: Path) -> Iterator[int]:
    """Serve the demo archive with a desk on a free port of the loopback; give the port."""
    backfile("demo", work / "archive")
    key = work / "passphrase"
    key.write_text("words for a bench alone\n", encoding="utf-8")
    subprocess.run(
        [*COMMAND, "desk", "new", str(work / "desk"), "--title", "Bench"],
        env={**os.environ, "BACKFILE_DESK_PASSPHRASE_FILE": str(key)},
        check=True,
        capture_output=True,
    )
    words = [*COMMAND, "serve", str(work / "archive"), "--port", "0", "--desk", str(work / "desk")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        try:
            found = _ADDRESS.search(server.stdout.readline() if server.stdout else "")
            if found is None:
                raise SystemExit("the server did not start")
            yield int(found[1])
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
