"""The API: stories as records, search, the publication. Read only, open to any page."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from backfile.archive.archive import Archive
from backfile.archive.entries import StoryHead
from backfile.archive.search import Found, Order
from backfile.config import load, with_said
from backfile.errors import BackfileError, BadValue, NotFound
from backfile.preserve.export import account_of
from backfile.publish.addresses import story_path
from backfile.query.language import parse
from backfile.record import encode, record_line
from backfile.web.files import HEADERS

MOST_AT_ONCE = 100
"""Stories in one answer."""
FARTHEST = 100_000
"""How far an answer may begin; whoever wants everything takes an export."""
_API_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=60",
}
_ORDERS: dict[str, Order] = {"best": "best", "new": "new", "old": "old", "": "best"}
_NARROWING = ("section", "type", "lang", "year")
"""Fields of the search form besides its words; each is a field of the query language."""


class Readers:
    """One reader of the archive for each thread that answers."""

    def __init__(self, archive_path: Path) -> None:
        self.path = archive_path
        self._own = threading.local()
        self._all: list[Archive] = []

    def archive(self) -> Archive:
        """Return this thread's open archive."""
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is None:
            archive = self._own.archive = Archive.open(self.path)
            self._all.append(archive)
        return archive


def find(readers: Readers, asked: Mapping[str, str], limit: int) -> Found:
    """Return the stories that answer a search form.

    Raises:
        BadValue: the query, or where the answer is to begin, cannot be read.
    """
    parts = [asked.get("q", "")]
    narrowed = {name: asked.get(name, "").replace('"', "") for name in _NARROWING}
    parts += [f'{name}:"{value}"' for name, value in narrowed.items() if value]
    order = _ORDERS.get(asked.get("sort", ""))
    if order is None:
        raise BadValue("There is no such order.", "Use best, new or old.")
    offset = number(asked, "offset", 0, FARTHEST)
    return readers.archive().search.find(
        parse(" ".join(parts).strip()), limit=limit, offset=offset, order=order
    )


def number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """Return a number out of a query string.

    Raises:
        BadValue: it is none, or out of bounds.
    """
    text = asked.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):  # noqa: PLR2004 - digits of an int
        raise BadValue(f"{name} must be a number from 0 to {most}.")
    return int(text)


def answer(what: Callable[[], object]) -> Response:
    """Answer with JSON; what the caller did wrong, or what is not there, is said in JSON too."""
    try:
        status, said = 200, what()
    except NotFound as problem:
        status, said = 404, _problem(problem)
    except BackfileError as problem:
        status, said = 400, _problem(problem)
    return Response(encode(said) + b"\n", status, _API_HEADERS, "application/json")


def _problem(problem: BackfileError) -> dict[str, str]:
    return {"error": problem.code, "met": problem.met, "next_step": problem.next_step}


def search(request: Request, readers: Readers) -> Response:
    """Answer `/api/search?q=…` and, without words, `/api/stories`."""
    return answer(lambda: _search(request, readers))


def _search(request: Request, readers: Readers) -> dict[str, object]:
    asked = dict(request.query_params)
    limit = number(asked, "limit", 20, MOST_AT_ONCE)
    found = find(readers, asked, limit)
    offset = number(asked, "offset", 0, FARTHEST)
    end = offset + len(found.hits)
    following = urlencode({**asked, "offset": end}) if end < found.total and found.hits else None
    return {
        "total": found.total,
        "offset": offset,
        "stories": [_head(hit.head) for hit in found.hits],
        "next": f"{request.scope['path']}?{following}" if following else None,
    }


def _head(head: StoryHead) -> dict[str, object]:
    return {
        "id": head.id,
        "type": head.type,
        "headline": head.headline,
        "standfirst": head.standfirst,
        "byline": head.byline,
        "published": head.published,
        "section": head.section,
        "language": head.language,
        "direction": head.direction,
        "address": head.address,
        "page": f"/{story_path(head.id)}",
        "record": f"/api/stories/{head.id}",
    }


def story(request: Request, readers: Readers) -> Response:
    """Answer `/api/stories/ID` with the story's record (RECORD, as `export` prints it)."""
    name = request.path_params["story_id"]
    archive = readers.archive()
    return answer(lambda: record_line(account_of(archive, archive.stories.entry(name))))


def publication(_request: Request, readers: Readers) -> Response:
    """Answer `/api/publication`."""
    archive = readers.archive()
    return answer(lambda: with_said(archive.publication.get(), load(archive.path).publication))
