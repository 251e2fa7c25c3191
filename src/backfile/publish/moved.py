"""Old addresses: every address that a story ever had leads to its page here.

Hosts differ in what they understand, so the same list is written for each: `_redirects` (Netlify,
Cloudflare Pages), an nginx map, Apache rules, a plain table, and small pages at the old places for
hosts that know no rules at all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from backfile.model.story import Story
from backfile.publish import addresses
from backfile.publish.build import Build, Output
from backfile.publish.output import STATE_FOLDER

_APACHE_RULES = 2000
"""Rules in .htaccess, which Apache reads anew at every request; more need the map file."""
_PLACEHOLDER = re.compile(r"/:|\*")
"""What Netlify and Cloudflare would read as standing for any text."""
_QUOTED = re.compile(r"[\s\"\\{};$]")


@dataclass(frozen=True, slots=True)
class Move:
    """One old way (path and query, as a server is asked for it) and the story's page."""

    way: str
    path: str


def moves_of(story: Story) -> Iterator[Move]:
    """Yield each old way to a story."""
    path = addresses.story_path(story.id)
    for address in story.addresses:
        way = addresses.old_way(address)
        if way and way.lstrip("/") != path:
            yield Move(way, path)


def move_files(
    build: Build, moves: Mapping[str, Move], taken: Callable[[str], bool]
) -> Iterator[Output]:
    """Yield the rules for each kind of host, then the small pages. `taken` knows our own files."""
    # An old address that is now a page of the archive's own (/index.html) cannot lead elsewhere.
    ordered = [moves[way] for way in sorted(moves) if not taken(way.partition("?")[0].strip("/"))]
    yield "moved/addresses.tsv", "".join(f"{m.way}\t{m.path}\n" for m in ordered).encode()
    yield "moved/nginx.conf", _nginx(ordered)
    yield "moved/apache-map.txt", _apache_map(ordered)
    yield ".htaccess", _htaccess(ordered)
    yield "_redirects", _netlify(ordered)
    yield from _pages(build, ordered, taken)


def _netlify(moves: list[Move]) -> bytes:
    """Return `_redirects`; a query stands after its path as Netlify wants it."""
    rows = []
    for move in moves:
        way, _, query = move.way.partition("?")
        asked = "".join(f" {pair}" for pair in query.split("&")) if query else ""
        if not _QUOTED.search(move.way) and not _PLACEHOLDER.search(way):
            rows.append(f"{way}{asked} /{move.path} 301\n")
    return "".join(rows).encode()


def _nginx(moves: list[Move]) -> bytes:
    head = (
        "# In the http block:    include /path/to/site/moved/nginx.conf;\n"
        "# In the server block:  if ($backfile_moved) { return 301 $backfile_moved; }\n"
        "map_hash_bucket_size 512;\nmap_hash_max_size 262144;\n"
        'map $request_uri $backfile_moved {\n    default "";\n'
    )
    rows = "".join(
        f'    "{way}" "/{move.path}";\n'
        for move in moves
        for way in _both_ways(move.way)
        if not _QUOTED.search(way)
    )
    return f"{head}{rows}}}\n".encode()


def _both_ways(way: str) -> list[str]:
    """Return a way with and without the slash at its end, as people type both."""
    if "?" in way or way.endswith((".html", ".htm", ".php", ".aspx")):
        return [way]
    return [way.rstrip("/"), way.rstrip("/") + "/"]


def _apache_map(moves: list[Move]) -> bytes:
    return "".join(
        f"{unquote(move.way).rstrip('/')} /{move.path}\n"
        for move in moves
        if "?" not in move.way and not re.search(r"\s", unquote(move.way))
    ).encode("utf-8", "replace")


def _htaccess(moves: list[Move]) -> bytes:
    rows = ["ErrorDocument 404 /404.html", "Options -Indexes"]
    if len(moves) > _APACHE_RULES:
        rows += [
            f"# {len(moves)} old addresses are more than this file should hold.",
            "# In the host's own configuration:",
            "#   RewriteEngine On",
            "#   RewriteMap moved txt:/path/to/site/moved/apache-map.txt",
            "#   RewriteCond ${moved:%{REQUEST_URI}} ^(.+)$",
            "#   RewriteRule ^ %1 [R=301,L]",
        ]
        return ("\n".join(rows) + "\n").encode()
    rows.append("<IfModule mod_rewrite.c>\nRewriteEngine On")
    for move in moves:
        rows += _rewrite(move)
    return ("\n".join([*rows, "</IfModule>"]) + "\n").encode("utf-8", "replace")


def _rewrite(move: Move) -> list[str]:
    way, _, query = move.way.partition("?")
    pattern = re.escape(unquote(way).strip("/"))
    if re.search(r"[\s\"]", pattern.replace("\\ ", "")) or " " in pattern:
        return []
    rule = f"RewriteRule ^{pattern}/?$ /{move.path} [R=301,L{',QSD' if query else ''}]"
    if not query:
        return [rule]
    if re.search(r"[\s\"]", query):
        return []
    return [f"RewriteCond %{{QUERY_STRING}} ^{re.escape(query)}$", rule]


def _pages(build: Build, moves: list[Move], taken: Callable[[str], bool]) -> Iterator[Output]:
    """Yield a small page at each old place that a disk can hold, up to the bound of the options."""
    if len(build.catalogue.cards) > build.options.moved_pages:
        return
    files: set[str] = set()
    parents: set[str] = set()
    for move in moves:
        file = addresses.old_file(move.way)
        if file is None or len(files) >= build.options.moved_pages:
            continue
        folded = file.lower()
        above = {folded[:i] for i, letter in enumerate(folded) if letter == "/"}
        if folded in files | parents or taken(file) or above & files or _is_ours(folded):
            continue
        files.add(folded)
        parents |= above
        yield file, _moved_page(build, file, move)


_OURS = frozenset(
    {
        *("story", "section", "contributor", "tag", "date", "media", "theme"),
        *("moved", "search", "api", STATE_FOLDER),
    }
)


def _is_ours(file: str) -> bool:
    """Say whether a file would stand in a folder, or in place of a page, of our own."""
    first, slash, _ = file.partition("/")
    return not slash or first in _OURS


def _moved_page(build: Build, file: str, move: Move) -> bytes:
    place = build.catalogue.by_path.get(move.path)
    headline = place.headline if place else None
    context: dict[str, object] = {
        "path": quote(move.path),
        "canonical": build.canonical(move.path),
        "headline": headline or build.words("story.untitled"),
    }
    return build.renderer.page("moved.html", file, context)
