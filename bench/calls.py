"""Does an address that leads inside make us call anywhere, wherever it comes in?

Every address of the lists of server-side request forgery (loopback, link-local, metadata of clouds,
odd spellings and schemes), and the drawings and XML that come with them: in each field of pages,
feeds, Markdown, WordPress exports and drawings that are added and published; in archive.toml; asked
of the API, of oEmbed and as old addresses; in each field and file of the forms, opened and accepted
at the desk. All processes run under strace, which tells each address that is connected to.

    python bench/calls.py [EVERY]     each EVERYth address is asked and sent; all are added
"""

import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from desk_material import Reader
from material import COMMAND, DATA, show
from served import free_port

LISTS = DATA / "conformance/ssrf-upload"
_ADDRESS = re.compile(
    r"(?:https?|gopher|dict|file|ftps?|sftp|tftp|ldap|netdoc|jar)://[^\s`\"<>|)]+"
)
_CONNECTED = re.compile(r"connect\(.*AF_INET6?,.*")
OWN = (
    *(
        "http://127.0.0.1:22/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
    ),
    *("http://0/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "//127.0.0.1/x"),
    *(
        "file:///etc/passwd",
        "http://[::ffff:169.254.169.254]/",
        "http://10.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
    ),
)
AT_ONCE = 20
"""Addresses in one field of a form."""
CALLING = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
"""The control: one connection that must be seen."""
OPENED = 4
"""Submissions that are read and accepted."""
STRACE = ("strace", "-ff", "-qq", "--seccomp-bpf", "-e", "trace=connect", "-o")


def addresses() -> list[str]:
    found = list(OWN)
    for file in sorted(LISTS.rglob("*.md")):
        found += _ADDRESS.findall(file.read_text("utf-8", "replace"))
    return list(dict.fromkeys(found))


def deposits(some: list[str], folder: Path) -> None:
    """Write deposits in which every address stands at every place."""
    folder.mkdir()
    tags = "".join(
        f"<img src={w} srcset={w}><a href={w}>a</a><iframe src={w}></iframe><embed src={w}>"
        f"<link rel=stylesheet href={w}><link rel=canonical href={w}><base href={w}>"
        f"<link rel=alternate href={w}><meta property=og:image content={w}>"
        f"<video src={w} poster={w}></video><object data={w}></object><form action={w}></form>"
        for w in map(quoteattr, some)
    )
    words = f"<p>{'Words of a story that was told here. ' * 30}</p>"
    (folder / "page.html").write_text(f"<html><title>Calls</title><h1>Calls</h1>{words}{tags}")
    items = "".join(
        f"<item><title>Fed {n}</title><link>{escape(w)}</link><guid>{escape(w)}</guid>"
        f"<enclosure url={quoteattr(w)} type='image/png' length='9'/>"
        f"<description>{escape(f'<img src={quoteattr(w)}>{words}')}</description></item>"
        for n, w in enumerate(some)
    )
    (folder / "feed.xml").write_text(
        f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    )
    wp = "xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    posts = "".join(
        f"<item><title>Sent {n}</title><link>{escape(w)}</link><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>publish</wp:status><wp:post_id>{n}</wp:post_id>"
        f"<wp:attachment_url>{escape(w)}</wp:attachment_url>"
        f"<content:encoded>{escape(f'[embed]{w}[/embed]<img src={quoteattr(w)}>{words}')}"
        "</content:encoded></item>"
        for n, w in enumerate(some)
        for kind in ("post", "attachment")
    )
    (folder / "export.wxr.xml").write_text(
        f"<rss version='2.0' {wp}><channel><title>x</title><wp:wxr_version>1.2</wp:wxr_version>"
        f"{posts}</channel></rss>"
    )
    pictures = "\n\n".join(f"![a]({w}) [b]({w})" for w in some)
    (folder / "letter.md").write_text(
        f"---\ntitle: Calls\nimage: {some[0]}\nurl: {some[0]}\n---\n\n{pictures}"
    )
    for file in [*LISTS.rglob("*.svg"), *LISTS.rglob("*.xml"), *LISTS.rglob("*.avi")]:
        shutil.copy(file, folder)


def traced(calls: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command of ours; what it connects to is written down."""
    strace = [*STRACE, str(calls / str(len(list(calls.iterdir()))))]
    told = {**os.environ, **environment}
    command = [*strace, *COMMAND, *map(str, words)]
    return subprocess.run(
        command, capture_output=True, check=False, env=told, stdin=subprocess.DEVNULL
    )


@contextmanager
def serving(calls: Path, *words: object) -> Iterator[None]:
    strace = [*STRACE, str(calls / str(len(list(calls.iterdir()))))]
    server = subprocess.Popen([*strace, *COMMAND, *map(str, words)], stdout=subprocess.PIPE)
    try:
        assert server.stdout
        server.stdout.readline()
        yield
    finally:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), 15)
        server.wait(30)


def ask(port: int, some: list[str]) -> int:
    """Ask the site for everything that takes an address; return how many answers came."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    count = 0
    for address in some:
        said = quote(address, safe="")
        for way in (
            f"api/oembed?url={said}",
            f"api/search?q={said}",
            f"api/feed?q={said}",
            said,
            f"?url={said}",
            f"send/error?story={said}",
            f"api/stories/{said}",
        ):
            line.request(
                "GET", f"/{way}", headers={"Referer": address if address.isascii() else "x"}
            )
            count += line.getresponse().read() is not None
    line.close()
    return count


def send(port: int, some: list[str]) -> int:
    """Send forms with addresses in every field, and drawings as files; say how many were taken."""
    reader, taken = Reader(port), 0
    drawing = next(iter(sorted(LISTS.rglob("SSRF_url.svg"))), None)
    for at in range(0, len(some), AT_ONCE):
        part = some[at : at + AT_ONCE]
        for form in ("feedback", "error"):
            found = re.search(rb'name="token" value="([^"]+)"', reader.get(f"send/{form}"))
            assert found
            fields: dict[str, str | bytes] = {"token": found[1].decode(), "text": "\n".join(part)}
            fields |= dict.fromkeys(("story", "name", "contact"), part[0])
            if drawing:
                fields["files"] = drawing.read_bytes()
            taken += reader.post(f"send/{form}", fields)[0] == 200
    return taken


def taken_in(some: list[str], work: Path, calls: Path) -> dict[str, object]:
    """Add, publish, and say where the site stands."""
    archive = work / "archive"
    deposits(some, work / "in")
    traced(calls, "new", archive, "--title", "Calls")
    added = traced(calls, "add", archive, *sorted((work / "in").iterdir()), "--json")
    settings = archive / "archive.toml"
    said = settings.read_text("utf-8")
    for address in OWN:
        more = f'[site]\naddress = "{address}"\nlicence = "{address}"'
        settings.write_text(said.replace("[site]", more))
        traced(calls, "publish", archive)
    settings.write_text(said)
    published = traced(calls, "publish", archive)
    return {"status of add, publish": (added.returncode, published.returncode)}


def sent(some: list[str], work: Path, calls: Path) -> dict[str, object]:
    """Ask the site, send its forms, and open and accept what came."""
    archive, desk, key = work / "archive", work / "desk", work / "passphrase"
    key.write_text("words for a bench alone\n", encoding="utf-8")
    secret = {"BACKFILE_DESK_PASSPHRASE_FILE": str(key)}
    traced(calls, "desk", "new", desk, "--title", "Calls", **secret)
    toml = (desk / "desk.toml").read_text("utf-8")
    (desk / "desk.toml").write_text(toml.replace("# least_seconds = 4", "least_seconds = 0"))
    port = free_port()
    with serving(calls, "serve", archive, "--port", port, "--desk", desk):
        told: dict[str, object] = {"answers": ask(port, some), "forms taken": send(port, some)}
    listed = traced(calls, "desk", "list", desk, "--opened", "--json", **secret)
    ids = re.findall(r'"id": ?"([^"]+)"', listed.stdout.decode())
    for submission in ids[:OPENED]:
        traced(calls, "desk", "read", desk, submission, **secret)
        more = ("--headline", some[0], "--text", "-")
        traced(calls, "desk", "accept", desk, submission, archive, *more, **secret)
    return told | {"opened at the desk": len(ids)}


def connections(calls: Path) -> tuple[int, list[str]]:
    """Return how many processes were watched, and each connection that they opened."""
    files = sorted(calls.iterdir())
    lines = [line for file in files for line in file.read_text("utf-8", "replace").splitlines()]
    return len(files), [line for line in lines if _CONNECTED.search(line)]


def main() -> None:
    if not shutil.which("strace"):
        print("calls: skipped, no strace")
        return
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    some = addresses()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "calls").mkdir()
        told = {"addresses": len(some), **taken_in(some, work, work / "calls")}
        told |= sent(some[::every], work, work / "calls")
        control = work / "control"
        control.mkdir()
        subprocess.run([*STRACE, str(control / "0"), sys.executable, "-c", CALLING], check=False)
        count, met = connections(work / "calls")
        seen = len(connections(control)[1])
        show("calls", {**told, "processes": count, "connections opened": len(met), "control": seen})
        print("\n".join(met[:10]))
    if met:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
