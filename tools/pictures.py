"""Take the pictures in docs/pictures anew, from the demo publication alone.

python tools/pictures.py [FOLDER]     docs/pictures, unless a folder is named

Wants Chromium (CHROMIUM names it where it stands elsewhere). The demo says the same whenever it is
made, so two runs on one machine give the same pictures.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_COLOURS = 224
"""Of a picture: the pages have few, and with these the accent keeps its colour."""
_DAY = "2024-11-08T09:00:00"
"""On which the pictures show what ran on this day."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of which page, how wide and high, and how it is looked at."""

    name: str
    page: str
    size: tuple[int, int]
    is_dark: bool = False
    language: str = "en"
    is_print: bool = False


SHOTS = (
    Shot("desktop", "index.html", (1280, 900)),
    Shot("phone", "{story}", (390, 844)),
    Shot("dark", "dates.html", (1280, 900), is_dark=True),
    Shot("arabic", "{arabic}", (900, 760), language="ar"),
    Shot("days", "days.html", (1000, 900)),
    Shot("print", "{story}", (794, 1123), is_print=True),
)
SHEET = (
    (Shot("front", "index.html", (1000, 1080)), (60, 50)),
    (Shot("night", "index.html", (390, 720), is_dark=True), (1100, 60)),
    (Shot("hand", "{arabic}", (390, 720), language="ar"), (1290, 240)),
)
"""What the picture at the head of the README is laid out from, and where each lies."""
_SHEET_SIZE, _SHEET_COLOUR = (1740, 1180), (231, 226, 218)
_SHEET_SHARE = 0.92
"""Of its size at which the sheet is kept: as wide as a reader of the README sees it."""
_STORIES = {"{story}": "Two Novembers of Twelve Wells", "{arabic}": "مدرستي على حافة الملح"}


def make_site(folder: Path, language: str) -> Path:
    """Make the demo archive and its site in a language; return the site."""
    archive = folder / f"demo-{language}"
    site = folder / f"site-{language}"
    _backfile("demo", str(archive))
    settings = archive / "archive.toml"
    text = settings.read_text("utf-8")
    text = text.replace('# language = "en"', f'language = "{language}"')
    text = text.replace('# keeper = "The Example', 'keeper = "The Example')
    settings.write_text(text, "utf-8")
    _backfile("publish", str(archive), "--to", str(site))
    return site


def _backfile(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "backfile", *words], check=True)  # noqa: S603 - our own words


def page_of(site: Path, page: str) -> Path:
    """Return the file of a page; a story is found by the beginning of its headline."""
    headline = _STORIES.get(page)
    if headline is None:
        return site / page
    return next(
        file
        for file in sorted(site.glob("story/*/*.html"))
        if f"<h1 data-text>{headline}" in file.read_text("utf-8")
    )


def take(browser: Browser, shot: Shot, site: Path) -> Image.Image:
    """Return the picture."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.is_dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(_DAY)
    page.goto(page_of(site, shot.page).as_uri())
    if shot.is_print:
        page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    raw = page.screenshot()
    context.close()
    return Image.open(BytesIO(raw)).convert("RGB")


def sheet(browser: Browser, sites: dict[str, Path]) -> Image.Image:
    """Return several pictures laid out on one, each with its shadow."""
    laid = Image.new("RGB", _SHEET_SIZE, _SHEET_COLOUR)
    for shot, place in SHEET:
        picture = take(browser, shot, sites[shot.language])
        shadow = Image.new("L", _SHEET_SIZE, 0)
        shadow.paste(
            70, (place[0], place[1] + 12, place[0] + shot.size[0], place[1] + shot.size[1])
        )
        laid.paste((60, 50, 40), (0, 0), shadow.filter(ImageFilter.GaussianBlur(16)))
        laid.paste(picture, place)
    width, height = (round(side * _SHEET_SHARE) for side in _SHEET_SIZE)
    return laid.resize((width, height), Image.Resampling.LANCZOS)


def keep(picture: Image.Image, file: Path) -> None:
    """Write a picture with few colours, and say how large it is."""
    picture.quantize(_COLOURS).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def main() -> None:
    """Take every picture."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        sites = {code: make_site(Path(folder), code) for code in {shot.language for shot in SHOTS}}
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            file = out / f"{shot.name}.png"
            keep(take(browser, shot, sites[shot.language]), file)
        keep(sheet(browser, sites), out / "demo.png")
        browser.close()


if __name__ == "__main__":
    main()
