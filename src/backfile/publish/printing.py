"""Printing a page to PDF through a browser that is installed: we bring none."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from backfile.errors import OperatorError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
"""Browsers that print without a window, by the names under which systems have them."""
SECONDS = 300
"""Longest that a print may take: a thousand stories take a minute."""


def find_browser(find: Callable[[str], str | None] = shutil.which) -> str:
    """Return the first browser that is installed.

    Raises:
        OperatorError: none is.
    """
    for name in BROWSERS:
        found = find(name)
        if found:
            return found
    raise OperatorError(
        "No browser is installed that could print to PDF.",
        "Install Chromium, Chrome or Edge, or print the HTML file from any browser.",
    )


def print_pdf(page: Path, out: Path, browser: str, seconds: float = SECONDS) -> None:
    """Print a local page to a tagged PDF, without a network; its own policy forbids scripts.

    Raises:
        OperatorError: the browser failed, or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="backfile-print-") as profile:
        words = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--proxy-server=http://127.0.0.1:9",  # nothing listens there: nothing is fetched
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out.resolve()}",
            *_as_root(),
            page.resolve().as_uri(),
        ]
        _run(words, out, seconds)


def _as_root() -> Sequence[str]:
    """Chromium's sandbox refuses the superuser; the page is ours and holds no script."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _run(words: Sequence[str], out: Path, seconds: float) -> None:
    out.unlink(missing_ok=True)
    try:
        done = subprocess.run(words, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own words, no shell
    except (subprocess.TimeoutExpired, OSError) as error:
        raise OperatorError(
            f"{words[0]} could not print: {error}.", "Print the HTML file from any browser."
        ) from error
    if not out.is_file() or not out.stat().st_size:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise OperatorError(
            f"{words[0]} printed nothing: {' '.join(said) or f'status {done.returncode}'}.",
            "Print the HTML file from any browser.",
        )
