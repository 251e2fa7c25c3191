"""Answering with a file of the site: conditional, in ranges, compressed where it pays."""

import gzip
import re
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from backfile.publish.output import Known
from backfile.publish.render import CSP
from backfile.web.shown import Shown

HEADERS: dict[str, str] = {
    "Content-Security-Policy": f"{CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer-when-downgrade",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}
"""What every answer says besides its own."""
MEDIA_HEADERS: dict[str, str] = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "public, max-age=31536000, immutable",
}
"""Pictures and files: named by their digest, so they never change; run, should one be opened by
itself, with no rights at all."""
_SHORT = {"Cache-Control": "public, max-age=0, must-revalidate"}
_COMPRESSED = ("text/", "application/json", "application/xml", "image/svg")
_SMALL = 1000
_LARGE = 4 << 20
"""Bytes between which a text is compressed."""
_GZIP_LEVEL = 5
_GZIP_CACHE = 256
"""Compressed files that are kept: a page is 5 KB, a term file of the search index 15 KB."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def answer_file(request: Request, shown: Shown, path: str, status: int = 200) -> Response:
    """Answer with a file that `shown.files` knows."""
    known = shown.files[path]
    kind = shown.type_of(path)
    zipped = _is_zipped(request, kind, known)
    headers = {**HEADERS, **_SHORT, "ETag": f'"{known.digest[:32]}{"-gz" if zipped else ""}"'}
    if path.startswith("media/"):
        headers |= MEDIA_HEADERS
    if kind.startswith(_COMPRESSED):
        headers["Vary"] = "Accept-Encoding"
    if status == 200 and _is_known(request, headers["ETag"]):  # noqa: PLR2004 - HTTP OK
        return Response(status_code=304, headers=headers)
    try:
        return _body(request, shown.folder / path, kind, (headers, status, zipped and known.digest))
    except FileNotFoundError:
        return Response("Not found\n", 404, headers=HEADERS, media_type="text/plain")


def _body(
    request: Request, file: Path, kind: str, how: tuple[dict[str, str], int, str | bool]
) -> Response:
    headers, status, zipped = how
    if isinstance(zipped, str):
        data = _zipped(file, zipped)
        return Response(data, status, {**headers, "Content-Encoding": "gzip"}, kind)
    size = file.stat().st_size
    headers = {**headers, "Accept-Ranges": "bytes"}
    asked = request.headers.get("range") if status == 200 else None  # noqa: PLR2004 - HTTP OK
    if asked and request.headers.get("if-range", headers["ETag"]) == headers["ETag"]:
        return _part(file, kind, headers, (asked, size))
    return Response(file.read_bytes(), status, headers, kind)


def _part(file: Path, kind: str, headers: dict[str, str], asked: tuple[str, int]) -> Response:
    """Answer one range (RFC 9110 section 14); several at once are answered with the whole."""
    text, size = asked
    found = _RANGE.fullmatch(text.replace(" ", ""))
    if found is None or found[0] == "bytes=-":
        return Response(file.read_bytes(), 200, headers, kind)
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    else:
        # A suffix longer than the file is the whole file.
        first, last = max(0, size - int(found[2])), size - 1
    if first > last:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    with file.open("rb") as stream:
        stream.seek(first)
        data = stream.read(last - first + 1)
    return Response(data, 206, {**headers, "Content-Range": f"bytes {first}-{last}/{size}"}, kind)


def _is_zipped(request: Request, kind: str, known: Known) -> bool:
    if "range" in request.headers or not _SMALL < known.size < _LARGE:
        return False
    return kind.startswith(_COMPRESSED) and "gzip" in request.headers.get("accept-encoding", "")


@lru_cache(maxsize=_GZIP_CACHE)
def _zipped(file: Path, digest: str) -> bytes:
    del digest  # part of the key only: a file that changed is compressed anew
    return gzip.compress(file.read_bytes(), _GZIP_LEVEL, mtime=0)


def _is_known(request: Request, tag: str) -> bool:
    said = request.headers.get("if-none-match", "")
    return tag in {part.strip().removeprefix("W/") for part in said.split(",")} or said == "*"
