"""What only a server can tell programs: any query as a feed, oEmbed, what the API can be asked."""

from urllib.parse import unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from backfile.errors import BackfileError, BadValue, NotFound
from backfile.publish.api import PUBLICATION, RECORD, STORIES, openapi, operation, parameter
from backfile.publish.cards import Card
from backfile.publish.embedding import KIND, embedded
from backfile.publish.feeds import FORMS, feed_at, query_feed
from backfile.publish.headers import DATA
from backfile.web.api import answer, problem_said
from backfile.web.shown import Shown

_HEADERS = {**DATA, "Cache-Control": "public, max-age=60"}
_TEXT = {"type": "string"}
_YEAR = {**_TEXT, "pattern": r"^([12][0-9]{3}(\.\.[12][0-9]{3})?)$"}
_NUMBER = {"type": "integer", "minimum": 0}
_SEARCH = (
    parameter("q", "A query (docs/search.md); all stories without one", _TEXT),
    *(parameter(name, "Narrows", _TEXT) for name in ("section", "type", "lang", "by", "series")),
    parameter("year", "Narrows: a year, or the first and the last", _YEAR),
    parameter("sort", "best, new or old", {"enum": ["best", "new", "old"]}),
    parameter("limit", "Most stories in the answer", {**_NUMBER, "maximum": 100}),
    parameter("offset", "How many to pass over", {**_NUMBER, "maximum": 100_000}),
)
_ID = {"name": "id", "in": "path", "required": True, "schema": _TEXT}
PATHS: dict[str, object] = {
    "/api/stories": operation("stories", "All stories", STORIES, *_SEARCH),
    "/api/search": operation("search", "Stories that answer a query", STORIES, *_SEARCH),
    "/api/stories/{id}": operation(
        "story", "A story with the evidence for each field", RECORD, _ID
    ),
    "/api/publication": operation("publication", "The publication", PUBLICATION),
}


def description(_request: Request, shown: Shown) -> Response:
    """Answer `/api/openapi.json` with what this server can be asked."""
    return Response(openapi(shown.build, PATHS), 200, _HEADERS, "application/json")


def feed(request: Request, shown: Shown) -> Response:
    """Answer `/api/feed?q=…&as=xml|rss|json`: the newest stories that answer a query."""
    query, form = request.query_params.get("q", ""), request.query_params.get("as", "xml")
    try:
        return _feed(shown, query, form)
    except BackfileError as problem:
        return problem_said(problem)


def _feed(shown: Shown, query: str, form: str) -> Response:
    if form not in FORMS or (form == "rss" and not shown.build.options.address):
        raise BadValue("There is no such form of a feed here.", f"Use {', '.join(FORMS)}.")
    kind, write = FORMS[form]
    made = query_feed(shown.build, shown.folder / "search", "api/feed", query)
    return Response(write(shown.build, made), 200, _HEADERS, kind)


def list_feed(shown: Shown, path: str) -> Response | None:
    """Answer `/section/NAME.rss` and the like with the feed of a list; None where it is no list."""
    found = feed_at(shown.build, path)
    return Response(found[1], 200, _HEADERS, found[0]) if found else None


def oembed(request: Request, shown: Shown) -> Response:
    """Answer `/api/oembed?url=…` for a story's page, or an address it once had (oEmbed 1.0)."""
    if request.query_params.get("format", "json") != "json":
        return Response("Only JSON.\n", 501, _HEADERS, "text/plain")
    return answer(lambda: _embedded(request.query_params.get("url", ""), shown))


def _embedded(address: str, shown: Shown) -> dict[str, object]:
    return embedded(shown.build, _card_at(address, shown))


def embedding_header(shown: Shown, path: str) -> dict[str, str]:
    """Return where a story's page is described for other sites (oEmbed 1.0, section 4)."""
    address = shown.build.canonical(path)
    if path not in shown.build.catalogue.by_path or not address:
        return {}
    asked = urlencode({"url": address})
    return {"Link": f'</api/oembed?{asked}>; rel="alternate"; type="{KIND}"'}


def _card_at(address: str, shown: Shown) -> Card:
    try:
        parts = urlsplit(address)
    except ValueError as bad:
        raise BadValue("That is no address.", "Give the story's whole address as `url`.") from bad
    own = urlsplit(shown.build.options.address or "").path.rstrip("/")
    path = unquote(parts.path).removeprefix(own).strip("/")
    way = f"{parts.path}?{parts.query}" if parts.query else parts.path.rstrip("/")
    card = shown.build.catalogue.by_path.get(shown.moved.get(way, path))
    if card is None:
        raise NotFound("No story stands at that address.", "Give the address of a story's page.")
    return card
