"""What can be told of a site from its files alone: its links and its weights."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html

LINKS = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "srcset",
    "form": "action",
    "video": "src",
    "audio": "src",
}
"""Elements that lead somewhere, and the attribute that says where."""
TAKES_IN = "send"
"""Where a server takes in what forms send: no file stands there."""


def broken_links(site: Path) -> tuple[int, list[tuple[str, str]]]:
    """Count the links of a site that stay inside of it, and name those that lead nowhere."""

    @cache
    def places(file: Path) -> frozenset[str]:
        tree = html.parse(str(file))
        return frozenset(map(str, tree.xpath("//@id | //a/@name")))

    count, broken = 0, list[tuple[str, str]]()
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        # The page that stands for all that is lost is answered at any address: from the root.
        base = site if page == "404.html" else file.parent
        for link in links_in(file):
            count += 1
            path, fragment = urldefrag(link.partition("?")[0] if "#" not in link else link)
            path = unquote(path.partition("?")[0])
            start = site if path.startswith("/") else base
            target = (start / path.lstrip("/")).resolve() if path else file
            if target.is_relative_to(site.resolve() / TAKES_IN):
                continue
            target = target / "index.html" if target.is_dir() else target
            is_there = target.is_file() and target.is_relative_to(site.resolve())
            if not is_there or (fragment and fragment not in places(target)):
                broken.append((page, link))
    return count, broken


def links_in(file: Path) -> list[str]:
    """Return the links of a page that stay inside of its site."""
    found: list[str] = []
    for element in html.parse(str(file)).iter(*LINKS):
        said = element.get(LINKS[element.tag])
        parts = said.split(",") if said and element.tag == "source" else [said]
        for part in parts:
            link = (part or "").strip().split(" ")[0]
            parted = urlsplit(link)
            if link and not parted.scheme and not parted.netloc:
                found.append(link)
    return found


def weights_of(site: Path) -> dict[str, tuple[int, str]]:
    """Return how many bytes the heaviest of each sort weighs, and which it is."""
    stories = [(file.stat().st_size, file) for file in site.glob("story/*/*.html")]
    heaviest = max(stories)
    middle = sorted(stories)[len(stories) // 2]
    packed = len(gzip.compress(heaviest[1].read_bytes(), 6))
    sheets = list(site.glob("theme/*.css"))
    scripts = list(site.glob("theme/*.js"))
    return {
        "the middle story, bytes": (middle[0], middle[1].name),
        "the heaviest story, bytes": (heaviest[0], heaviest[1].name),
        "the heaviest story as hosts compress it, bytes": (packed, heaviest[1].name),
        "style sheets, bytes": max((f.stat().st_size, f.name) for f in sheets),
        "scripts, bytes": (sum(f.stat().st_size for f in scripts), "before search"),
    }
