"""Pages a CPU second of `serve`, beside nginx on the same files; and is the memory of `serve` flat?

    python bench/page_rate.py [SECONDS]     180 for the steady part

The demo's site is served by nginx (one worker, sendfile, no log, the headers that the site brings
along) and by `serve`; wrk asks each in turn for one story's page, as a program asks and as a
browser does. CPU seconds are those of the server's processes. Compressed pages are asked of nginx
once as it compresses them itself, once made beforehand (gzip_static). Then wrk asks `serve` for
everything in turn (all pages, searches, API, what is not there) while its memory is watched.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from material import show
from served import Served, free_port, make_demo, served

LEAST = 0.4
"""Of nginx's pages a CPU second."""
ROUNDS, ROUND_SECONDS, SENDERS = 3, 4, 16
STEADY_SECONDS = 60
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.7,de;q=0.3",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "DNT": "1",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-User": "?1",
    "Priority": "u=0, i",
}
PLAIN = {name: said for name, said in BROWSER.items() if name != "Accept-Encoding"}
NGINX = """\
{owner}daemon off; worker_processes 1; pid {work}/pid; error_log {work}/error;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on;
    gzip {gzip}; gzip_comp_level 5; gzip_static {static};
    client_body_temp_path {work}/a; proxy_temp_path {work}/b;
    fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    server {{ listen 127.0.0.1:{port}; root {site}; include {site}/headers/nginx.conf; }}
}}
"""
EVERYTHING = """\
local ways = {{ {ways} }}
local at = 0
request = function()
  at = at + 1
  return wrk.format("GET", ways[(at * 7919) % #ways + 1])
end
"""


@dataclass(slots=True)
class Rate:
    """What one server gave."""

    pages: int = 0
    cpu_seconds: float = 0.0
    middle: list[str] = field(default_factory=list)
    p99: list[str] = field(default_factory=list)

    def a_cpu_second(self) -> float:
        return self.pages / max(self.cpu_seconds, 0.01)


def family(pid: int) -> Iterator[Path]:
    """Yield the folders in /proc of a process and of all that it started."""
    folder = Path(f"/proc/{pid}")
    yield folder
    for task in folder.glob("task/*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def cpu_of(pid: int) -> float:
    words = [(folder / "stat").read_text().rpartition(")")[2].split() for folder in family(pid)]
    return sum(int(told[11]) + int(told[12]) for told in words) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    pages = sum(int((folder / "statm").read_text().split()[1]) for folder in family(pid))
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


@contextmanager
def nginx(site: Path, *, zips: bool = False, static: bool = False) -> Iterator[tuple[str, int]]:
    """Serve a site with nginx; give its address and its process."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    # Where root runs it, its workers are somebody else, who may not look into our folders.
    owner = "user root; " if os.geteuid() == 0 else ""
    with tempfile.TemporaryDirectory() as work:
        port = free_port()
        said = {"gzip": "on" if zips else "off", "static": "on" if static else "off"}
        conf = Path(work) / "conf"
        conf.write_text(NGINX.format(owner=owner, work=work, port=port, site=site, **said))
        server = subprocess.Popen([program, "-p", work, "-c", conf], stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        try:
            yield f"http://127.0.0.1:{port}/", server.pid
        finally:
            server.terminate()
            server.wait(10)


def ask(address: str, pid: int, headers: dict[str, str], rate: Rate) -> None:
    """Ask for one page as fast as it comes."""
    before = cpu_of(pid)
    words = [word for name, said in headers.items() for word in ("-H", f"{name}: {said}")]
    said = wrk(address, *words)
    rate.cpu_seconds += cpu_of(pid) - before
    rate.pages += int(re.search(r"(\d+) requests in", said)[1])
    rate.middle.append(latency(said, 50))
    rate.p99.append(latency(said, 99))
    if "Non-2xx" in said:
        raise SystemExit(f"{address} does not answer 200")


def latency(said: str, percent: int) -> str:
    return re.search(rf"^ +{percent}% +(\S+)", said, re.MULTILINE)[1]


def wrk(address: str, *words: str, seconds: int = ROUND_SECONDS) -> str:
    command = ["wrk", "-t1", f"-c{SENDERS}", f"-d{seconds}s", "--latency", *words, address]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def beside(ours: Served, site: Path, page: str) -> float:
    """Print the rates of both; return the least of the ratios."""
    least = 99.0
    for what, headers, said in (
        ("a program's request, not compressed", {}, {}),
        ("a browser's, not compressed", PLAIN, {}),
        ("a browser's, compressed beforehand", BROWSER, {"static": True}),
        ("a browser's, compressed by nginx each time", BROWSER, {"zips": True}),
    ):
        rates = {"nginx": Rate(), "serve": Rate()}
        before = memory_of(ours.pid)
        with nginx(site, **said) as (theirs, pid):
            for _ in range(ROUNDS):
                ask(theirs + page, pid, headers, rates["nginx"])
                ask(ours.address + page, ours.pid, headers, rates["serve"])
        ratio = rates["serve"].a_cpu_second() / rates["nginx"].a_cpu_second()
        least = min(least, ratio)
        told: dict[str, object] = {
            name: f"{rate.a_cpu_second():,.0f} a CPU second; p50 {' '.join(rate.middle)};"
            f" p99 {' '.join(rate.p99)}"
            for name, rate in rates.items()
        }
        told[f"ratio (at least {LEAST})"] = ratio
        told["MB of serve, before and after"] = f"{before:.1f}, {memory_of(ours.pid):.1f}"
        show(f"page_rate: {what}", told)
    return least


def everything(site: Path) -> str:
    """Return a script for wrk that asks for all that a reader may ask for."""
    files = [path for path in site.rglob("*.*") if path.is_file() and ".backfile" not in path.parts]
    ways = [f"/{path.relative_to(site).as_posix()}" for path in files]
    ways += [f"/search.html?q={word}" for word in ("ferry", "council+water", "%22the+old%22")]
    ways += [f"/api/search?q={word}" for word in ("harbour", "by:mara", "year:2017", "%22")]
    ways += ["/api/stories?limit=100", "/api/feed?q=the", "/nothing-here", "/?p=1", "/api/none"]
    return EVERYTHING.format(ways=", ".join(f'"{way}"' for way in ways if '"' not in way))


def steady(ours: Served, seconds: int) -> None:
    """Print the memory of `serve` while it is asked for everything."""
    memory: list[float] = []
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(everything(ours.site))
        script.flush()
        said: list[str] = []
        words = ("-s", script.name)
        asking = threading.Thread(
            target=lambda: said.append(wrk(ours.address, *words, seconds=seconds))
        )
        asking.start()
        while asking.is_alive():
            time.sleep(1)
            memory.append(memory_of(ours.pid))
    tenth = max(1, len(memory) // 10)
    show(
        f"page_rate: everything in turn for {seconds} s",
        {
            "answers": re.search(r"(\d+) requests in", said[0])[1],
            "p50, p99": f"{latency(said[0], 50)}, {latency(said[0], 99)}",
            "MB after a tenth, half, at the end": f"{memory[tenth]:.1f}, "
            f"{memory[len(memory) // 2]:.1f}, {memory[-1]:.1f}",
        },
    )


def compressed_copy(site: Path, copy: Path) -> None:
    """Copy a site, a compressed copy beside each page."""
    shutil.copytree(site, copy)
    for page in copy.rglob("*.html"):
        Path(f"{page}.gz").write_bytes(gzip.compress(page.read_bytes(), 5, mtime=0))


def main() -> int:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else STEADY_SECONDS
    for program in ("wrk", "/usr/sbin/nginx"):
        if not shutil.which(program) and not shutil.which(Path(program).name):
            print(f"page_rate: skipped, no {program}")
            return 0
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make_demo(work / "demo")
        with served(work / "demo", work / "site") as ours:
            compressed_copy(ours.site, work / "copy")
            pages = sorted(
                (ours.site / "story").rglob("*.html"), key=lambda page: page.stat().st_size
            )
            page = pages[len(pages) // 2]
            print(f"the page: {page.stat().st_size:,} bytes")
            least = beside(ours, work / "copy", page.relative_to(ours.site).as_posix())
            steady(ours, seconds)
    return int(least < LEAST)


if __name__ == "__main__":
    sys.exit(main())
