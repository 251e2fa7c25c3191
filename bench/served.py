"""What the benches of the finished site share: archives that are published, and served by us."""

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from material import COMMAND, DATA, measure

EXPORT = DATA / "newsroom/wxr/tradeledger.all.wxr.xml"
CRAWL = DATA / "newsroom/warc/newspack.warc"
PATIENCE = 300
"""Seconds that a server may take until it answers: it publishes the site first."""


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is served on this machine."""

    archive: Path
    site: Path
    address: str
    """Ends with a slash."""
    pid: int
    """The server's process."""


def make_demo(archive: Path) -> None:
    """Make the archive of the demo publication."""
    measure(*COMMAND, "demo", archive)


def make_newsroom(archive: Path, *more: Path) -> None:
    """Make the archive of a real newsroom from its export, and from other deposits."""
    measure(*COMMAND, "new", archive)
    measure(*COMMAND, "add", archive, EXPORT, *more)


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(archive: Path, site: Path, **settings: str) -> Iterator[Served]:
    """Serve an archive, its pages with whole addresses.

    Args:
        archive: its folder.
        site: where its site is kept.
        settings: of `[site]` in archive.toml.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    lines = [f'{name} = "{value}"' for name, value in {"address": address, **settings}.items()]
    toml = archive / "archive.toml"
    kept = toml.read_text("utf-8")
    toml.write_text(re.sub(r"^\[site\]", "\n".join(["[site]", *lines]), kept, flags=re.MULTILINE))
    words = [*COMMAND, "serve", archive, "--port", port, "--site", site]
    server = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(address, server)
        yield Served(archive, site, address, server.pid)
    finally:
        server.terminate()
        server.wait(30)
        toml.write_text(kept, "utf-8")


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    raise SystemExit(f"nothing answers at {address}")
