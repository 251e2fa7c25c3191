"""Answering with a file of the site: conditional, in ranges, compressed where it pays."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from backfile.model.remedy import Surface
from backfile.publish.headers import MEDIA, PAGE, STAMPED, is_shown
from backfile.publish.output import Known
from backfile.publish.search.packing import STAMP_LETTERS
from backfile.web.shown import Shown

HEADERS = PAGE
"""What every answer says besides its own."""
MEDIA_HEADERS = MEDIA | {"Cache-Control": "public, max-age=31536000, immutable"}
"""Pictures and files: named by their digest, so they never change."""
_SHORT = {"Cache-Control": "public, max-age=0, must-revalidate"}
_COMPRESSED = ("text/", "application/json", "application/xml", "image/svg")
_SMALL = 1000
_LARGE = 4 << 20
"""Bytes between which a text is compressed; what is larger is sent piece by piece."""
_PIECE = 1 << 16
"""Bytes of a large file that are held at a time."""
_GZIP_LEVEL = 5
_GZIP_CACHE = 256
"""Compressed files that are kept: a page is 5 KB, a term file of the search index 15 KB."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def answer_file(request: Request, shown: Shown, path: str, status: int = 200) -> Response:
    """Answer with a file that `shown.files` knows."""
    known = shown.files[path]
    kind = shown.type_of(path)
    zipped = _is_zipped(request, kind, known)
    tag = f'"{known.digest[:32]}{"-gz" if zipped else ""}"'
    headers = {**HEADERS, **_kept(request, shown, path), "ETag": tag}
    if is_unindexed(shown, path):
        headers["X-Robots-Tag"] = "noindex"
    if path.startswith("media/"):
        headers |= MEDIA_HEADERS | ({} if is_shown(kind) else {"Content-Disposition": "attachment"})
    elif path.startswith("write/"):
        headers["Content-Security-Policy"] = f"{shown.build.policy}; frame-ancestors 'none'"
    if kind.startswith(_COMPRESSED):
        headers["Vary"] = "Accept-Encoding"
    if status == 200 and _is_known(request, headers["ETag"]):  # noqa: PLR2004 - HTTP OK
        return Response(status_code=304, headers=headers)
    reply = _Reply(shown.folder / path, kind, headers, status, request.method == "HEAD")
    try:
        if zipped:
            data = _zipped(reply.file, reply.file.stat().st_mtime_ns)
            return Response(data, status, {**headers, "Content-Encoding": "gzip"}, kind)
        return _ranged(request, reply)
    except FileNotFoundError:
        return Response("Not found\n", 404, headers=HEADERS, media_type="text/plain")


def _kept(request: Request, shown: Shown, path: str) -> dict[str, str]:
    """Return how long a file may be kept: one of the index for long, if asked for by its stamp."""
    stamps = {shown.index.manifest.stamp, shown.files[path].digest[:STAMP_LETTERS]}
    return STAMPED if path.startswith("search/") and request.url.query in stamps else _SHORT


def is_unindexed(shown: Shown, path: str) -> bool:
    """Say whether search engines are asked not to hold a page."""
    catalogue = shown.build.catalogue
    card = catalogue.by_path.get(path)
    return path in catalogue.tombs or (card is not None and Surface.SEARCH in card.kept_from)


@dataclass(frozen=True, slots=True)
class _Reply:
    """A file on its way to a reader."""

    file: Path
    kind: str
    headers: dict[str, str]
    status: int
    is_head: bool
    """Whether only the head was asked for (RFC 9110 section 9.3.2)."""

    def stretch(self, status: int, first: int, length: int, said: dict[str, str]) -> Response:
        """Answer with some bytes of the file; many are never held at once."""
        headers = {**self.headers, **said, "Content-Length": str(length)}
        if self.is_head or length <= _LARGE:
            data = b"" if self.is_head else b"".join(_pieces(self.file, first, length))
            return Response(data, status, headers, self.kind)
        return StreamingResponse(_pieces(self.file, first, length), status, headers, self.kind)


def _ranged(request: Request, reply: _Reply) -> Response:
    """Answer one range (RFC 9110 section 14); several at once are answered with the whole."""
    size = reply.file.stat().st_size
    taken = {"Accept-Ranges": "bytes"}
    asked = request.headers.get("range", "") if reply.status == 200 else ""  # noqa: PLR2004 - HTTP OK
    found = _RANGE.fullmatch(asked.replace(" ", ""))
    tag = reply.headers["ETag"]
    if found is None or found[0] == "bytes=-" or request.headers.get("if-range", tag) != tag:
        return reply.stretch(reply.status, 0, size, taken)
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    else:
        # A suffix longer than the file is the whole file.
        first, last = max(0, size - int(found[2])), size - 1
    if first > last:
        headers = {**reply.headers, **taken, "Content-Range": f"bytes */{size}"}
        return Response(status_code=416, headers=headers)
    said = {**taken, "Content-Range": f"bytes {first}-{last}/{size}"}
    return reply.stretch(206, first, last - first + 1, said)


def _pieces(file: Path, first: int, length: int) -> Iterator[bytes]:
    with file.open("rb") as stream:
        stream.seek(first)
        while length > 0 and (piece := stream.read(min(length, _PIECE))):
            length -= len(piece)
            yield piece


def _is_zipped(request: Request, kind: str, known: Known) -> bool:
    if "range" in request.headers or not _SMALL < known.size < _LARGE:
        return False
    return kind.startswith(_COMPRESSED) and "gzip" in request.headers.get("accept-encoding", "")


@lru_cache(maxsize=_GZIP_CACHE)
def _zipped(file: Path, changed: int) -> bytes:
    del changed  # part of the key only: a file that changed is compressed anew
    return gzip.compress(file.read_bytes(), _GZIP_LEVEL, mtime=0)


def _is_known(request: Request, tag: str) -> bool:
    said = request.headers.get("if-none-match", "")
    return tag in {part.strip().removeprefix("W/") for part in said.split(",")} or said == "*"
