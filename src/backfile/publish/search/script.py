"""The scripts of the search page, put together from their parts."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from backfile.hashes import digest_of
from backfile.publish.search.packing import STAMP_LETTERS, File

SCRIPTS: dict[str, tuple[str, ...]] = {
    "search.js": ("language.js", "search.js"),
    "index.js": ("inflate.js", "index.js"),
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


@lru_cache(maxsize=1)
def addresses() -> dict[str, str]:
    """Return the address of each script from the site's root, with the stamp of what is in it.

    A browser may keep a script for as long as it likes, and has the new one with a new release.
    """
    return {name: f"search/{name}?{digest_of(data)[:STAMP_LETTERS]}" for name, data in scripts()}
