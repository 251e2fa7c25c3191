"""What a page or text refers to that lies beside it in the deposit, found by its path.

A page that was saved by hand, a Markdown file, a folder that nobody gives an address for: what they
show lies beside them, and only paths tell which file is meant.
"""

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from backfile import urls
from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Surroundings
from backfile.markup.addresses import largest_of

MAX_REFERENCES = 5_000
"""References of one page that are looked up; the pages of the open sets have under 1,500."""
MAX_REFERENCE = 4_096
"""Characters of one; longer ones are data."""
MAX_FOLDERS = 24
"""Folders above a file in which a path from the root is looked for."""
ROOTS = (
    *("", "static/", "public/", "source/", "src/", "assets/", "content/", "docs/", "site/"),
    *("www/", "htdocs/", "public_html/", "content/posts/", "_posts/", "_site/"),
)
"""Folders that site generators and servers take for the root of a site, under the project's own."""
_SOURCES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_ENDINGS_IN_PAGES = ("", "/index.html", "/index.htm", ".html")
_ENDINGS_IN_TEXTS = (*_ENDINGS_IN_PAGES, ".md", ".markdown", "/index.md", "/_index.md")
"""What is left out of the address of a page and stands in the name of its file."""
_REFERENCE = re.compile(
    r"[\s\"']([sS][rR][cC](?:[sS][eE][tT])?|[hH][rR][eE][fF]|data-[\w-]{1,40})\s{0,9}=\s{0,9}"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))"
)
"""An attribute that may refer to a file; letter case is spelled out, as it is ten times faster."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,40}:")
_FOR_GENERATORS = re.compile(r"^[{|](?:static|filename|attach|photo)[}|]/?")
"""How Pelican marks a path from the root of its content."""


def read_beside(
    text: str, item: Item, around: Surroundings, otherwise: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each reference of some markup to a file of its deposit, and what it stands for.

    Args:
        text: the markup.
        item: the file that it stands in.
        around: all paths of the deposit.
        otherwise: the address against which all other references are made absolute, if they are
            not to be left to who reads the markup.
    """
    seen: set[str] = set()
    for reference, is_link in _references(text):
        if reference in seen:
            continue
        seen.add(reference)
        if len(seen) > MAX_REFERENCES:
            return
        stands_for = stand_in(reference, item.path, around, is_link=is_link)
        stands_for = stands_for or (otherwise and urls.join(otherwise, reference))
        if stands_for:
            yield reference, stands_for


def stand_in(
    reference: str, path: str, around: Surroundings, *, is_link: bool = False
) -> str | None:
    """Return the address, or the place in the deposit, that a local reference stands for.

    Args:
        reference: as written.
        path: of the file that it stands in.
        around: all paths of the deposit.
        is_link: whether it may lead to another page, whose ending is left out in addresses.
    """
    found = find_file(reference, path, around, is_link=is_link)
    if found is None:
        return None
    # What a text for a site generator is called is no address: that is its own to say.
    is_source = posixpath.splitext(found)[1] in _SOURCES
    address = None if is_source else address_of_path(found, around)
    return address or urls.place_in(around.deposit, found)


def find_file(
    reference: str, path: str, around: Surroundings, *, is_link: bool = False
) -> str | None:
    """Return the path of the file of a deposit that a local reference means, or None.

    Letter case and the ways to write an accent are overlooked where no file is spelled just so.
    """
    if not is_local(reference):
        return None
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    how = _How(is_link, stem if ending in _SOURCES else None)
    return _found(reference.replace("\\", "/"), folder, how, around.paths)


class _How(NamedTuple):
    """How a reference is to be understood."""

    is_link: bool
    stem: str | None
    """The name of the text for a site generator that it stands in; None in a page."""

    @property
    def endings(self) -> tuple[str, ...]:
        if not self.is_link:
            return ("",)
        return _ENDINGS_IN_TEXTS if self.stem is not None else _ENDINGS_IN_PAGES


@lru_cache(maxsize=16_384)
def _found(reference: str, folder: str, how: _How, paths: frozenset[str]) -> str | None:
    """Look a reference up; the pages of a folder refer to the same files again and again."""
    for place in _places(reference, folder, how):
        for ending in how.endings:
            wanted = place + ending
            found = wanted if wanted in paths else _folded(paths).get(_fold(wanted))
            if found:
                return found
    return None


def is_local(reference: str) -> bool:
    """Say whether a reference may mean a file beside it: no address, no data, no mark in a page."""
    return (
        0 < len(reference) <= MAX_REFERENCE
        and not reference.startswith(("#", "?", "//", "\\\\"))
        and not _SCHEME.match(reference)
    )


def _references(text: str) -> Iterator[tuple[str, bool]]:
    for found in _REFERENCE.finditer(text):
        name = found[1].lower()
        raw = found[2] or found[3] or found[4] or ""
        if not raw or raw[:5].lower() in {"data:", "http:", "https"}:
            continue
        reference = html.unescape(raw[: MAX_REFERENCE * 5]).strip()
        if "srcset" in name:
            reference = largest_of(reference)
        if is_local(reference):
            yield reference, name == "href"


def _places(reference: str, folder: str, how: _How) -> Iterator[str]:
    """Yield the paths that a reference may mean, the surest first."""
    is_rooted = reference.startswith("/") or _FOR_GENERATORS.match(reference) is not None
    reference = _FOR_GENERATORS.sub("/", reference)
    plain = unquote(re.split(r"[?#]", reference, maxsplit=1)[0], errors="replace")
    for name in dict.fromkeys([plain, unquote(reference, errors="replace"), reference]):
        if not is_rooted:
            yield from _inside(posixpath.join(folder, name))
            if how.stem is not None:
                yield from _inside(posixpath.join(folder, how.stem, name))
    is_whole = is_rooted or (how.stem is not None and "/" in plain and not plain.startswith("."))
    if is_whole and plain.strip("/"):
        yield from _under_roots(plain.lstrip("/"), folder, how)


def _under_roots(name: str, folder: str, how: _How) -> Iterator[str]:
    """Yield the paths of a name under each folder that may be the root of its site."""
    roots = ROOTS if how.stem is not None or not how.is_link else ("",)
    while True:
        for root in roots:
            yield from _inside(posixpath.join(folder, root, name))
        if not folder or folder.count("/") > MAX_FOLDERS:
            return
        folder = posixpath.dirname(folder)


def _inside(path: str) -> Iterator[str]:
    """Yield a path in plain form, unless it leaves the deposit."""
    plain = posixpath.normpath(path)
    if plain not in {".", ".."} and not plain.startswith(("../", "/")):
        yield plain


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


@lru_cache(maxsize=2)
def _folded(paths: frozenset[str]) -> dict[str, str]:
    """Return each path by its folded form; "" where two files differ in nothing else."""
    found: dict[str, str] = {}
    for path in paths:
        name = _fold(path)
        found[name] = "" if name in found else path
    return found
