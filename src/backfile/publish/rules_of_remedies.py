"""What each kind of host is told about stories that were withdrawn, or are not to be indexed.

Where there are none nothing is said: the files are what they were before any remedy.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from backfile.publish.addresses import AS_ASKED
from backfile.publish.rules import Move, both_ways

GONE = "gone.html"
"""The page that a host shows with the status 410 (RFC 9110 section 15.5.11)."""
_UNSAFE = re.compile(r"[\s\"\\\\{};$\x00-\x1f\x7f-\x9f]")


def netlify(gone: Sequence[Move]) -> bytes:
    """Return lines for `_redirects`; the "!" answers so although the page of the tomb is there."""
    rows = [
        f"{way} /{move.path} 410!\n"
        for move in gone
        for way in [move.way.partition("?")[0]]
        if "?" not in move.way and not _UNSAFE.search(way) and "*" not in way and "/:" not in way
    ]
    return "".join(rows).encode()


def nginx(gone: Sequence[Move], unindexed: Sequence[str], base: str = "") -> bytes:
    """Return maps for nginx: what is gone, and what no search engine is to hold."""
    if not gone and not unindexed:
        return b""
    ways = dict.fromkeys(
        f'    "{quote(way, safe=AS_ASKED)}" 1;\n'
        for move in gone
        for way in both_ways(move.way)
        if not _UNSAFE.search(way)
    )
    pages = (f'    "{base}/{path}" "noindex";\n' for path in unindexed)
    return (
        "# In the server block:  if ($backfile_gone) { return 410; }"
        f"  error_page 410 {base}/{GONE};\n"
        "#                       add_header X-Robots-Tag $backfile_robots;\n"
        f'map $backfile_asked $backfile_gone {{\n    default "";\n{"".join(ways)}}}\n'
        f'map $uri $backfile_robots {{\n    default "";\n{"".join(pages)}}}\n'
    ).encode()


def htaccess(gone: Sequence[Move], unindexed: Sequence[str], base: str = "") -> bytes:
    """Return rules for Apache: 410 for what is gone, a header for what is not to be indexed."""
    if not gone and not unindexed:
        return b""
    rows = [f"ErrorDocument 410 {base}/{GONE}", "<IfModule mod_rewrite.c>", "RewriteEngine On"]
    for move in gone:
        rows += _rewrite(move)
    rows += ["</IfModule>", "<IfModule mod_headers.c>"]
    for path in unindexed:
        name = path.rpartition("/")[2]
        rows.append(f'<Files "{name}">\nHeader set X-Robots-Tag "noindex"\n</Files>')
    return ("\n".join([*rows, "</IfModule>"]) + "\n").encode()


def _rewrite(move: Move) -> list[str]:
    way, _, query = move.way.partition("?")
    plain = unquote(way).strip("/")
    if _UNSAFE.search(plain) or _UNSAFE.search(query):
        return []
    rule = f"RewriteRule ^{re.escape(plain)}/?$ - [G,L]"
    return [f"RewriteCond %{{QUERY_STRING}} ^{re.escape(query)}$", rule] if query else [rule]
