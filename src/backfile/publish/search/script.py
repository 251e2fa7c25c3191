"""The scripts of the search page, put together from their parts."""

from collections.abc import Iterator
from importlib import resources

from backfile.publish.search.packing import File

SCRIPTS: dict[str, tuple[str, ...]] = {
    "search.js": ("language.js", "search.js"),
    "index.js": ("index.js",),
}
"""Files below ``search/`` of the site and their parts: the page's own script, and what it fetches
with the first search."""


def scripts() -> Iterator[File]:
    """Yield each script without the comment lines and indents that are for us."""
    folder = resources.files("backfile.publish.search")
    for name, parts in SCRIPTS.items():
        text = "\n".join(folder.joinpath(part).read_text("utf-8") for part in parts)
        lines = (line.strip() for line in text.splitlines())
        kept = (line for line in lines if line and not line.startswith("//"))
        yield name, ("\n".join(kept) + "\n").encode()
