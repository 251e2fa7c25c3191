"""What is said with each answer so that a browser guards the reader: one table for all that serves.

The law of the place: `serve`, the desk, the review and the rule files for other hosts take their
headers from here, and only from here.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backfile.publish.render import CSP

GUARD: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(),"
        " gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(),"
        " interest-cohort=()"
    ),
}
"""What every answer says, whatever it is (OWASP Secure Headers; HTML 7.1; Fetch 3.7)."""
_NO_FRAMES = "frame-ancestors 'none'"
PAGE: dict[str, str] = {"Content-Security-Policy": f"{CSP}; {_NO_FRAMES}"} | GUARD
"""A page of the site: it loads its own files, and no script that stands in the page itself."""
DATA: dict[str, str] = (
    {"Content-Security-Policy": f"default-src 'none'; {_NO_FRAMES}"}
    | GUARD
    | {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
)
"""What programs ask for: any page may read it, and opened by itself it can load nothing."""
MEDIA: dict[str, str] = {"Content-Security-Policy": "default-src 'none'; sandbox"} | (
    GUARD | {"Cross-Origin-Resource-Policy": "cross-origin"}
)
"""Pictures and files of stories: anybody may show them; opened by itself, one has no rights."""
PRIVATE: dict[str, str] = (
    {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self';"
        f" base-uri 'none'; {_NO_FRAMES}"
    }
    | GUARD
    | {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
)
"""A page for editors: it is kept nowhere, and needs no script at all."""
FORM: dict[str, str] = (
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
        " font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
        f" base-uri 'none'; {_NO_FRAMES}"
    }
    | GUARD
    | {"Cache-Control": "no-store"}
)
"""A page on which readers write to the newsroom: what it shows is kept nowhere."""
ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""Said only where the site's own address begins with https (RFC 6797)."""
ATTACHED = ("pdf", "svg", "epub", "zip", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "bin")
"""Endings of files that hosts are asked to hand over for keeping: browsers would open them."""

_KEPT = {"Content-Disposition": "attachment"}
_LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
_A_WHILE = {"Cache-Control": "public, max-age=3600, stale-while-revalidate=2592000"}
"""Style sheets and scripts keep their names when the site is published anew: an hour, and then what
is kept is shown once more while the browser asks."""
STAMPED = {"Cache-Control": "private, max-age=31536000, immutable"}
"""A file of the search index whose address carries the stamp of what is in it. It may stay with the
reader who asked, and with nobody between: a story that is withdrawn must not live on there."""
_ASKED_ANEW = {"Cache-Control": "no-cache"}
"""The same without a stamp, and on hosts that cannot tell: asked for again each time (RFC 9111)."""
STAMP = "[0-9a-f]{12}"
"""What stands behind the question mark of such an address."""
_SEARCH = "search/"
_LASTS = r"(?:media/|theme/fonts/)"
_SHEETS = r"theme/[^/]+\.(?:css|js)$"
_WHO_SHOWS = "Cross-Origin-Resource-Policy"


@dataclass(frozen=True, slots=True)
class Kept:
    """Which files browsers may keep, for hosts that want each named."""

    base: str = ""
    """The folder of the host that the site stands in ("/archive"), "" for none."""
    sheets: tuple[str, ...] = ()
    """Paths of style sheets and scripts."""


def kept_of(base: str, paths: Iterable[str]) -> Kept:
    """Return which files of a site browsers may keep."""
    return Kept(base, tuple(path for path in sorted(paths) if re.fullmatch(_SHEETS[:-1], path)))


def is_shown(media_type: str) -> bool:
    """Say whether a file of a story may be shown by a browser; all others are only kept."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind.startswith(("image/", "audio/", "video/")) and kind != "image/svg+xml"


def said_for(headers: Mapping[str, str], policy: str, *, is_tls: bool) -> dict[str, str]:
    """Return a row of the table as a published site says it.

    Args:
        headers: PAGE or MEDIA.
        policy: what a page of this site may load.
        is_tls: whether the site's address begins with https.
    """
    said = dict(headers)
    said["Content-Security-Policy"] = said["Content-Security-Policy"].replace(CSP, policy)
    return said | ONLY_TLS if is_tls else said


def netlify(
    page: Mapping[str, str], media: Mapping[str, str], more: str = "", kept: Kept = Kept()
) -> str:
    """Return what Netlify and Cloudflare Pages are to say with each file.

    They join what two rules say of one header: two policies hold both, but two words on who may
    show a file (Cross-Origin-Resource-Policy) are none, so that one is left out.

    Args:
        page: of every file.
        media: of the files of stories.
        more: rows of other rules, of every file.
        kept: what browsers may keep, file by file: these hosts know "*" only at the end of a way.
    """
    shared = {name: said for name, said in page.items() if name != _WHO_SHOWS}
    policy = {name: said for name, said in media.items() if name == "Content-Security-Policy"}
    lasting, base = _rows(_LASTING), kept.base
    said = f"{base}/*\n{_rows(shared)}{more}{base}/media/*\n{_rows(policy)}{lasting}"
    search = f"{base}/{_SEARCH}*\n{_rows(_ASKED_ANEW)}"
    sheets = "".join(f"{base}/{path}\n{_rows(_A_WHILE)}" for path in kept.sheets)
    return f"{said}{base}/theme/fonts/*\n{lasting}{search}{sheets}"


def _rows(headers: Mapping[str, str]) -> str:
    return "".join(f"  {name}: {said}\n" for name, said in headers.items())


def nginx(page: Mapping[str, str], media: Mapping[str, str], base: str = "") -> bytes:
    """Return what nginx is to say: a file to include in the server block.

    Args:
        page: of every file.
        media: of the files of stories.
        base: the folder of the host that the site stands in ("/archive"), "" for none.
    """
    kept = {**media, **_LASTING, **_KEPT}
    way = re.escape(base)
    rows = [
        "# In the server block:  include /path/to/site/headers/nginx.conf;",
        *_nginx_rows(page),
        f"location ~ ^{way}/media/.*\\.(?:{'|'.join(ATTACHED)})$ {{",
        *(f"    {row}" for row in _nginx_rows(kept)),
        "}",
        f"location ~ ^{way}/media/ {{",
        *(f"    {row}" for row in _nginx_rows({**media, **_LASTING})),
        "}",
        f"location ~ ^{way}/{_SEARCH} {{",
        f'    set $backfile_kept "{_ASKED_ANEW["Cache-Control"]}";',
        f'    if ($args ~ "^{STAMP}$") {{ set $backfile_kept "{STAMPED["Cache-Control"]}"; }}',
        *(f"    {row}" for row in _nginx_rows({**page, "Cache-Control": "$backfile_kept"})),
        "}",
        f"location ~ ^{way}/{_SHEETS} {{",
        *(f"    {row}" for row in _nginx_rows({**page, **_A_WHILE})),
        "}",
    ]
    return ("\n".join(rows) + "\n").encode()


def _nginx_rows(headers: Mapping[str, str]) -> list[str]:
    return [f'add_header {name} "{said}" always;' for name, said in headers.items()]


def htaccess(page: Mapping[str, str], media: Mapping[str, str], base: str = "") -> bytes:
    """Return what Apache is to say: rows for .htaccess."""
    way = re.escape(base)
    differing = {name: said for name, said in media.items() if page.get(name) != said}
    rows = ["<IfModule mod_headers.c>"]
    rows += [f'Header always set {name} "{said}"' for name, said in page.items()]
    rows += [
        f'Header always set {name} "{said}" "expr=%{{REQUEST_URI}} =~ m#^{way}/media/#"'
        for name, said in differing.items()
    ]
    rows += [
        f'Header always set {name} "{said}" "expr=%{{REQUEST_URI}} =~ m#^{way}/{which}#"'
        for which, headers in ((_LASTS, _LASTING), (_SHEETS, _A_WHILE), (_SEARCH, _ASKED_ANEW))
        for name, said in headers.items()
    ]
    stamped = f"%{{REQUEST_URI}} =~ m#^{way}/{_SEARCH}# && %{{QUERY_STRING}} =~ /^{STAMP}$/"
    rows.append(f'Header always set Cache-Control "{STAMPED["Cache-Control"]}" "expr={stamped}"')
    kept = f"m#^{way}/media/.*\\.(?:{'|'.join(ATTACHED)})$#"
    when = f'"expr=%{{REQUEST_URI}} =~ {kept}"'
    rows += [f"Header always set Content-Disposition attachment {when}", "</IfModule>"]
    return ("\n".join(rows) + "\n").encode()


def cloudfront(page: Mapping[str, str]) -> bytes:
    """Return a response headers policy for CloudFront: S3 alone says no headers of ours."""
    rows: Sequence[dict[str, object]] = [
        {"Header": name, "Value": said, "Override": True} for name, said in page.items()
    ]
    policy = {
        "Name": "backfile-archive",
        "CustomHeadersConfig": {"Quantity": len(rows), "Items": rows},
    }
    return (json.dumps(policy, indent=1) + "\n").encode()
