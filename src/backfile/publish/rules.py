"""What each kind of host is told about old addresses: Netlify and Cloudflare, nginx, Apache.

An old address was written by whoever made the captured page. What a host would read as more than
a plain address (a pattern, a second word, another line) is left out of its rules: the table
`moved/addresses.tsv` has it all the same.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

_APACHE_RULES = 2000
"""Rules in .htaccess, which Apache reads anew at every request; more need the map file."""
_PLACEHOLDER = re.compile(r"/:|\*")
"""What Netlify and Cloudflare would read as standing for any text."""
_PAIR = re.compile(r"[\w.~%+-]+=[\w.~%+-]*", re.ASCII)
"""A question that Netlify reads as one: what begins with "/" or holds "://" would be the target."""
_QUOTED = re.compile(r"[\s\"\\{};$]")
_BROKEN = re.compile(r"[\s\"\x00-\x1f\x7f-\x9f]")
"""What would end a word or a line in Apache's files."""
_SMALLEST_BUCKET = 512
_BUCKET_EXTRA = 32
"""Bytes that nginx keeps beside each key (ngx_hash.h, NGX_HASH_ELT_SIZE), with room to spare."""


@dataclass(frozen=True, slots=True)
class Move:
    """One old way (path and query, as a server is asked for it) and the story's page."""

    way: str
    path: str


def netlify(moves: Sequence[Move], taken: Callable[[str], bool]) -> bytes:
    """Return `_redirects`; a query stands after its path as Netlify wants it.

    These hosts answer `/about` with about.html too: a page of ours is not to be led away from.
    """
    rows = []
    for move in moves:
        way, _, query = move.way.partition("?")
        pairs = query.split("&") if query else []
        if _QUOTED.search(way) or _PLACEHOLDER.search(way) or taken(f"{way.strip('/')}.html"):
            continue
        if all(map(_PAIR.fullmatch, pairs)):
            rows.append(" ".join([way, *pairs, f"/{move.path}", "301"]) + "\n")
    return "".join(rows).encode()


def nginx(moves: Sequence[Move]) -> bytes:
    """Return a map for nginx, which tells keys apart without their case and refuses doubles."""
    rows: dict[bytes, str] = {}
    for move in moves:
        for way in _both_ways(move.way):
            if not _QUOTED.search(way):
                rows.setdefault(way.encode().lower(), f'    "{way}" "/{move.path}";\n')
    longest = max(map(len, rows), default=0) + _BUCKET_EXTRA
    bucket = max(_SMALLEST_BUCKET, 1 << longest.bit_length())
    head = (
        "# In the http block:    include /path/to/site/moved/nginx.conf;\n"
        "# In the server block:  if ($backfile_moved) { return 301 $backfile_moved; }\n"
        f"map_hash_bucket_size {bucket};\nmap_hash_max_size 262144;\n"
        'map $request_uri $backfile_moved {\n    default "";\n'
    )
    return f"{head}{''.join(rows.values())}}}\n".encode()


def _both_ways(way: str) -> list[str]:
    """Return a way with and without the slash at its end, as people type both."""
    if "?" in way or way.endswith((".html", ".htm", ".php", ".aspx")):
        return [way]
    return [way.rstrip("/"), way.rstrip("/") + "/"]


def apache_map(moves: Sequence[Move]) -> bytes:
    """Return a map file for Apache."""
    return "".join(
        f"{unquote(move.way).rstrip('/')} /{move.path}\n"
        for move in moves
        if "?" not in move.way and not _BROKEN.search(unquote(move.way))
    ).encode()


def htaccess(moves: Sequence[Move]) -> bytes:
    """Return rules for Apache, or how to use the map file where there are too many."""
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
    return ("\n".join([*rows, "</IfModule>"]) + "\n").encode()


def _rewrite(move: Move) -> list[str]:
    way, _, query = move.way.partition("?")
    plain = unquote(way).strip("/")
    if _BROKEN.search(plain) or _BROKEN.search(query):
        return []
    rule = f"RewriteRule ^{re.escape(plain)}/?$ /{move.path} [R=301,L{',QSD' if query else ''}]"
    if not query:
        return [rule]
    return [f"RewriteCond %{{QUERY_STRING}} ^{re.escape(query)}$", rule]
