"""Do bombs, climbing names and calls home that we make ourselves stay where they were put?

Zips whose names climb out of their folder or stand at the root of a disk, whose entries are links
out of it, that hold gigabytes or each other; gzipped and XML bombs; and pages, drawings, feeds and
exports each of whose addresses is one of our own on the loopback, at which a listener counts.

    python bench/hostile_made.py
"""

import contextlib
import gzip
import io
import json
import os
import socket
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from material import backfile, show

NAMES = (
    *("../evil.html", "../../../evil.html", "..\\..\\evil.html", "a/../../evil.html"),
    *(
        f"{tempfile.gettempdir()}/backfile-evil.html",
        "//evil/evil.html",
        "C:\\evil.html",
        "C:/evil.html",
    ),
    *("....//....//evil.html", "%2e%2e/evil.html", "..%2fevil.html", "a/./../../../evil.html"),
    *("evil.html/../../evil.html", "\u2025/evil.html", "con.html", "~/evil.html", "e\x00vil.html"),
)
PAGE = b"<html><title>Evil</title><h1>Evil</h1><p>Somebody wrote here what nobody asked for.</p>"
LINKS = ("/etc/passwd", "../../../../etc/passwd", "/", "..", "/proc/self/environ")
ZEROS = 1 << 29
"""Bytes in a bomb; what is taken must stay far below."""
_IS_LINK = 0o120777 << 16


def climbing() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in NAMES:
            archive.writestr(zipfile.ZipInfo(name), PAGE)
    return data.getvalue()


def linking() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, target in enumerate(LINKS):
            link = zipfile.ZipInfo(f"link-{number}.html")
            link.create_system, link.external_attr = 3, _IS_LINK
            archive.writestr(link, target)
            archive.writestr(f"link-{number}.html/inner.html", PAGE)
    return data.getvalue()


def zip_bomb() -> bytes:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("big.html", "w", force_zip64=True) as entry,
    ):
        for _ in range(ZEROS >> 24):
            entry.write(bytes(1 << 24))
    return data.getvalue()


def nested() -> bytes:
    inner = climbing()
    for depth in range(40):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for copy in range(4):
                archive.writestr(f"{depth}-{copy}.zip", inner)
        inner = data.getvalue() if len(data.getvalue()) < 4 << 20 else inner
    return inner


def gzip_bomb() -> bytes:
    data = io.BytesIO()
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999\r\n\r\n"
    with gzip.GzipFile(fileobj=data, mode="wb", compresslevel=1, mtime=0) as stream:
        stream.write(head)
        for _ in range(ZEROS >> 24):
            stream.write(bytes(1 << 24))
    return data.getvalue()


def xml_bomb(kind: str) -> Callable[[], bytes]:
    grown = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "lol">' for n in range(12)
    )
    outside = '<!ENTITY a11 SYSTEM "file:///etc/passwd">'
    wide = f'<!ENTITY a11 "{"A" * 200_000}">'
    said = {"billion": grown, "outside": outside, "wide": wide}[kind]
    uses = "&a11;" * (20_000 if kind == "wide" else 1)
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{said}]><rss version="2.0"><channel><title>x</title>'
        f"<item><title>{uses}</title><link>https://x.example/a/</link>"
        f"<description>{uses}</description></item></channel></rss>"
    )
    return text.encode


BOMBS: dict[str, Callable[[], bytes]] = {
    "climbing.zip": climbing,
    "linking.zip": linking,
    "bomb.zip": zip_bomb,
    "nested.zip": nested,
    "bomb.warc.gz": gzip_bomb,
    "billion.xml": xml_bomb("billion"),
    "outside.xml": xml_bomb("outside"),
    "wide.xml": xml_bomb("wide"),
}


def calls(port: int) -> dict[str, str]:
    """Return deposits whose every address leads to us, in the spellings that filters miss."""
    hosts = ("127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "127.1", "0")
    ways = [f"http://{host}:{port}/{n}" for n, host in enumerate(hosts)]
    tags = "".join(
        f'<img src="{w}/i" srcset="{w}/s 2x"><a href="{w}/a">a</a><iframe src="{w}/f"></iframe>'
        f'<link rel="stylesheet" href="{w}/c"><link rel="canonical" href="{w}/canonical">'
        f'<meta http-equiv="refresh" content="0;url={w}/r"><video src="{w}/v" poster="{w}/p">'
        f'</video><object data="{w}/o"></object><base href="{w}/b">'
        for w in ways
    )
    page = (
        f"<html><title>Calls</title><h1>Calls</h1><p>{'Words of a story. ' * 40}</p>{tags}</html>"
    )
    entity = "".join(f'<!ENTITY x{n} SYSTEM "{w}/e">' for n, w in enumerate(ways))
    items = "".join(
        f"<item><title>Fed {n}</title><link>{w}/l</link><enclosure url='{w}/x' type='image/png'/>"
        f"<description>&lt;img src='{w}/d'&gt;{'Words of it. ' * 20}</description></item>"
        for n, w in enumerate(ways)
    )
    drawing = "".join(
        f'<image xlink:href="{w}/g" width="9" height="9"/><use href="{w}/u#a"/>'
        f"<style>@import url({w}/css);</style>"
        for w in ways
    )
    style = f"<?xml-stylesheet href='{ways[0]}/t'?><!DOCTYPE rss [{entity}]>"
    title = f"<title>&x0;</title><link>{ways[0]}</link>"
    return {
        "page.html": page,
        "feed.xml": f"<?xml version='1.0'?>{style}<rss version='2.0'><channel>{title}{items}"
        "</channel></rss>",
        "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg' "
        f"xmlns:xlink='http://www.w3.org/1999/xlink'>{drawing}</svg>",
        "letter.md": f"---\ntitle: Calls\nimage: {ways[0]}/m\nurl: {ways[0]}/n\n---\n\n"
        + "\n\n".join(f"![a]({w}/md)" for w in ways),
    }


@contextlib.contextmanager
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on the loopback; give the port, and what called."""
    met: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        taken.settimeout(0.2)
        ended = threading.Event()

        def take() -> None:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    line, _ = taken.accept()
                    met.append("call")
                    line.close()

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield taken.getsockname()[1], met
        finally:
            ended.set()
            thread.join()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "a" / "b" / "c"
        work.mkdir(parents=True)
        for name, make in BOMBS.items():
            show(name, tried(work, name, make()))
        with listener() as (port, met):
            for name, text in calls(port).items():
                rows = tried(work, name, text.encode())
                show(f"{name}, whose addresses are ours", {**rows, "calls": len(met)})


def tried(work: Path, name: str, data: bytes) -> dict[str, object]:
    """Add one deposit to an archive of its own, publish it; say what became of it and of us."""
    home = work / name.replace(".", "-")
    (home / "in").mkdir(parents=True)
    (home / "in" / name).write_bytes(data)
    before = outside(home)
    backfile("new", home / "archive", "--title", "Hostile")
    cost = backfile("add", home / "archive", home / "in" / name, "--json")
    site = backfile("publish", home / "archive")
    held = [path for path in (home / "archive").rglob("*") if path.is_symlink()]
    lines = cost.output.splitlines()
    report = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    leaked = [
        p for p in home.rglob("*") if p.is_file() and b"root:x:0" in p.read_bytes()[: 1 << 20]
    ]
    return {
        "exit status": cost.status,
        "refused": len(report.get("refused", ())),
        "stories": report.get("stories", "-"),
        "tracebacks": (cost.complaint + site.complaint).count("Traceback"),
        "written outside": len(outside(home) - before),
        "links kept": len(held),
        "files of ours that leaked": len(leaked),
        "CPU seconds": round(cost.cpu_seconds, 2),
        "peak MB": round(cost.peak_mb),
    }


def outside(home: Path) -> set[str]:
    """Return all that lies beside and above an archive's home, where names could climb to."""
    found = {str(path) for path in Path(tempfile.gettempdir()).glob("*evil*")}
    for above in (home.parent, home.parent.parent, home.parent.parent.parent):
        found |= {entry.path for entry in os.scandir(above)}
    return (
        found
        | {str(path) for path in Path("/").glob("*evil*")}
        | {
            entry.path
            for entry in os.scandir(home)
            if entry.name not in {"archive", "archive-site"}
        }
    )


if __name__ == "__main__":
    main()
