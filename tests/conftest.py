"""What all tests share."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

DATA = Path(__file__).parent.parent / ".data"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name cases that are bytes by their length: the same in every process, and short."""
    return f"{len(val)}B" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The unpacked third-party data sets, or a skip that says where they would be."""
    if not DATA.is_dir():
        pytest.skip("the data sets are not unpacked in .data/")
    return DATA


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Where there is none the test skips, but never in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: .ci/run installs it")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield running
        running.close()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without telling about it."""

    def log_message(self, *_args: object) -> None:
        return


@contextmanager
def serving(handler: type[SimpleHTTPRequestHandler]) -> Iterator[Callable[[Path], str]]:
    """Give a way to serve folders on loopback as a handler answers; it gives the address."""
    running: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A way to serve a folder on loopback: gives its address."""
    with serving(_Quiet) as serve:
        yield serve
