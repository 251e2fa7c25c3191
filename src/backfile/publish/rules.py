"""What each kind of host is told about old addresses: Netlify and Cloudflare, nginx, Apache, S3.

An old address was written by whoever made the captured page. What a host would read as more than
a plain address (a pattern, a second word, another line) is left out of its rules: the table
`moved/addresses.tsv` has it all the same.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from backfile.publish.addresses import AS_ASKED, SEALED, spelt

_APACHE_RULES = 2000
"""Rules in .htaccess, which Apache 2.4 reads anew at every request: 8 ms of CPU for 2,000, 80 for
20,000. More need the map file."""
_S3_RULES = 50
"""Routing rules that S3 takes for a bucket."""
_S3_KEY = re.compile(r"[\w./+@=~-]+", re.ASCII)
_WAYS_A_PART = 2000
"""Old ways in one part of the table: 160 KB, 25 KB as hosts compress it; 20 files for 40,000."""
_COUNTED = "utm_|fbclid|gclid|mc_cid|mc_eid|ref="
"""How a query begins that only counts where readers came from: it is no part of an address."""
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
    is_gone: bool = False
    """Whether the story was withdrawn: the host is to answer 410, not to send on."""


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
        for way in both_ways(move.way):
            if not _QUOTED.search(way):
                asked = quote(way, safe=AS_ASKED)
                rows.setdefault(asked.encode().lower(), f'    "{asked}" "/{move.path}";\n')
    longest = max(map(len, rows), default=0) + _BUCKET_EXTRA
    bucket = max(_SMALLEST_BUCKET, 1 << longest.bit_length())
    head = (
        "# In the http block:    include /path/to/site/moved/nginx.conf;\n"
        "# In the server block:  if ($backfile_moved) { return 301 $backfile_moved; }\n"
        f"map_hash_bucket_size {bucket};\nmap_hash_max_size 262144;\n"
        "map $request_uri $backfile_asked {\n    default $request_uri;\n"
        f'    "~*^(?<backfile_path>[^?]*)\\?(?:{_COUNTED})" $backfile_path;\n}}\n'
        'map $backfile_asked $backfile_moved {\n    default "";\n'
    )
    return f"{head}{''.join(rows.values())}}}\n".encode()


def both_ways(way: str) -> list[str]:
    """Return a way with and without the slash at its end, as people type both."""
    if "?" in way or way.endswith((".html", ".htm", ".php", ".aspx")):
        return [way]
    return [way.rstrip("/"), way.rstrip("/") + "/"]


def apache_map(moves: Sequence[Move]) -> bytes:
    """Return a map file for Apache: ways as it has them, escapes undone in the path."""
    rows = dict.fromkeys(
        f"{plain} /{move.path}\n" for move in moves if not _BROKEN.search(plain := _plain(move.way))
    )
    return "".join(rows).encode()


def _plain(way: str) -> str:
    path, mark, query = way.partition("?")
    return f"{unquote(path).rstrip('/') or '/'}{mark}{query}"


_WITH_MAP = (
    "# In the host's own configuration:",
    "#   RewriteEngine On",
    "#   RewriteMap moved txt:/path/to/site/moved/apache-map.txt",
    "#   RewriteCond %{REQUEST_URI}?%{QUERY_STRING} ^(/|/.*?[^/])/?(\\?.+)$",
    "#   RewriteCond ${moved:%1%2} ^(.+)$",
    "#   RewriteRule ^ %1 [R=301,L,QSD]",
    "#   RewriteCond %{REQUEST_URI} ^(/.*?[^/])/?$",
    "#   RewriteCond ${moved:%1} ^(.+)$",
    "#   RewriteRule ^ %1 [R=301,L,QSD]",
)


def htaccess(moves: Sequence[Move], base: str = "") -> bytes:
    """Return rules for Apache, or how to use the map file where there are too many.

    Args:
        moves: the old ways.
        base: the folder of the host that the site stands in ("/archive"), "" for none.
    """
    rows = [f"ErrorDocument 404 {base}/404.html", "Options -Indexes"]
    if len(moves) > _APACHE_RULES:
        rows.append(f"# {len(moves)} old addresses are more than this file should hold.")
        return ("\n".join([*rows, *_WITH_MAP]) + "\n").encode()
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


def s3(moves: Sequence[Move], base: str = "") -> bytes:
    """Return the website configuration of an S3 bucket, as `aws s3api put-bucket-website` takes it.

    S3 compares beginnings, takes the first rule that fits, knows no queries and takes few rules:
    so longer ways stand first, and where there are more than it takes there is none. The small
    pages at the old places answer then.
    """
    plain = {
        move.way.strip("/"): move.path
        for move in moves
        if _S3_KEY.fullmatch(move.way.strip("/")) and not move.path.startswith(move.way.strip("/"))
    }
    rules = [
        {
            "Condition": {"HttpErrorCodeReturnedEquals": "404", "KeyPrefixEquals": way},
            "Redirect": {"HttpRedirectCode": "301", "ReplaceKeyWith": plain[way]},
        }
        for way in sorted(plain, key=lambda way: (-len(way), way))
    ]
    said: dict[str, object] = {
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": f"{base}/404.html".strip("/")},
    }
    if 0 < len(rules) <= _S3_RULES:
        said["RoutingRules"] = rules
    return _json(said)


def table(moves: Sequence[Move]) -> bytes:
    """Return all old ways and their pages as one JSON object."""
    return _json({move.way: move.path for move in moves})


def _json(said: object) -> bytes:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "replace")


def parts_of(ways: int) -> int:
    """Return into how many parts the table is cut for the page's own script."""
    return -(-ways // _WAYS_A_PART)


def parts(moves: Sequence[Move], number: int) -> list[bytes]:
    """Return the table in parts, so that a browser fetches little to look one old address up.

    A way is spelt as a browser asks for it, in small letters and without the slash at its end.
    Which part has it is its hash (FNV-1a, 32 bits) modulo the number of parts: `theme/moved.js`
    works out the same.
    """
    found: list[dict[str, str]] = [{} for _ in range(number)]
    for move in moves:
        way = move.way if move.way.startswith(SEALED) else spelt(move.way)
        found[_fnv(way) % number].setdefault(way, move.path)
    return [_json(part) for part in found]


def _fnv(text: str) -> int:
    said = 0x811C9DC5
    for byte in text.encode("ascii", "replace"):
        said = (said ^ byte) * 0x01000193 & 0xFFFFFFFF
    return said
