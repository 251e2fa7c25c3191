"""The web application: pages of the site, search, API, and old addresses sent on."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote, unquote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from backfile.errors import BackfileError
from backfile.publish.addresses import STORY_PAGE, seal
from backfile.publish.pages.finding import SEARCH, hint_of, search_page
from backfile.publish.pages.standing import LOST
from backfile.publish.ways import OFFERED, SEND
from backfile.web import api, machines
from backfile.web.files import HEADERS, answer_file
from backfile.web.guard import ANYHOW, Guard, Reach, Rules
from backfile.web.readers import Readers
from backfile.web.ready import Ready
from backfile.web.searching import FARTHEST, NARROWING, find, number
from backfile.web.shown import Showing, Shown

ON_A_PAGE = 20
"""Results on a page of the search."""
_LONGEST_PATH = 2000
_FIELDS = ("q", *NARROWING, "sort", "offset")
_LONGEST_FIELD = 1000


def application(
    showing: Showing, taking_in: ASGIApp | None = None, reach: Reach = ANYHOW
) -> ASGIApp:
    """Return the ASGI application that serves what `showing` shows.

    Args:
        showing: the site, kept up with its archive.
        taking_in: takes in what readers send, at `send/`; it knows nothing of the archive.
        reach: under which names it is asked, and whether by https.
    """
    has_desk = taking_in is not None
    site = Guard(_site(showing, has_desk=has_desk), Rules(HEADERS, reach))
    if not has_desk:
        return Ready(site, showing)
    sending = Starlette(routes=[Mount(f"/{SEND.rstrip('/')}", app=taking_in)])

    async def parted(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the site or the desk; each has its own guard: the site takes nothing in."""
        is_sent = scope["type"] == "http" and scope["path"].startswith(f"/{SEND}")
        await (sending if is_sent else site)(scope, receive, send)

    return Ready(parted, showing)


def _site(showing: Showing, *, has_desk: bool) -> Starlette:
    readers = Readers(showing.archive_path)

    def bound(answer: Callable[[Request, Readers], Response]) -> Callable[[Request], Response]:
        return lambda request: answer(request, readers)

    def search(request: Request) -> Response:
        return api.search(request, readers, showing.now)

    return Starlette(
        routes=[
            Route("/api/stories", search),
            Route("/api/search", search),
            Route("/api/openapi.json", lambda request: machines.description(request, showing.now)),
            Route("/api/feed", lambda request: machines.feed(request, showing.now)),
            Route("/api/oembed", lambda request: machines.oembed(request, showing.now)),
            Route("/api/stories/{story_id}", bound(api.story)),
            Route("/api/publication", bound(api.publication)),
            Route("/api/remedies", bound(api.remedies)),
            Route(f"/{SEARCH}", partial(_search, showing=showing)),
            *([Route("/write/{page}.html", partial(_form, showing=showing))] if has_desk else ()),
            Route("/{path:path}", partial(_page, showing=showing)),
        ]
    )


def _form(request: Request, showing: Showing) -> Response:
    """Answer with a form's page; where it is about a story, lead on to the desk's own form.

    A page that is a file learns of the story by its script alone; the desk's form is filled in.
    """
    story = request.query_params.get("story", "")
    form, _, language = request.path_params["page"].partition(".")
    if form not in OFFERED or not STORY_PAGE.fullmatch(story):
        return _page(request, showing, f"write/{request.path_params['page']}.html")
    build = showing.now.build
    asked = {
        "language": language or build.words.language,
        "story": build.canonical(story) or story,
    }
    return RedirectResponse(f"/{SEND}{form}?{urlencode(asked)}", 303, headers=HEADERS)


def _page(request: Request, showing: Showing, path: str | None = None) -> Response:
    """Answer with a file of the site, send an old address on, or say that nothing is there."""
    shown = showing.now
    path = request.path_params["path"] if path is None else path
    if len(path) > _LONGEST_PATH:
        return _lost(request, shown)
    home = _moved(request, shown)
    if (home or path) in shown.build.catalogue.tombs:
        return answer_file(request, shown, home or path, 410)
    if home is not None:
        return RedirectResponse(f"/{quote(home)}", 301, headers=HEADERS)
    for candidate in (path, f"{path}index.html" if path.endswith("/") or not path else ""):
        if candidate in shown.files:
            answer = answer_file(request, shown, candidate)
            answer.headers.update(machines.embedding_header(shown, candidate))
            return answer
    return machines.list_feed(shown, path) or _lost(request, shown)


def _moved(request: Request, shown: Shown) -> str | None:
    """Return the page of the story that an old address meant."""
    # Not `request.url`: it is made from the Host header, which may be anything.
    way = request.scope.get("raw_path", b"").decode("latin-1") or request.scope["path"]
    query = request.scope["query_string"].decode("latin-1")
    for asked in (way, unquote(way)):
        plain = asked if asked == "/" else asked.rstrip("/")
        found = shown.moved.get(f"{asked}?{query}") if query else shown.moved.get(plain)
        if found or (query and (found := shown.moved.get(plain))):
            return found
        for spelt in (f"{asked}?{query}", plain) if query else (plain,):
            if sealed := shown.moved.get(seal(spelt)):
                return sealed
    return None


def _lost(request: Request, shown: Shown) -> Response:
    return answer_file(request, shown, LOST, 404)


def _search(request: Request, showing: Showing) -> Response:
    """Answer the search form with a page that needs no script; where there is one it takes over."""
    shown = showing.now
    asked = {
        name: value.strip()
        for name in _FIELDS
        if (value := request.query_params.get(name, "")) and len(value) <= _LONGEST_FIELD
    }
    try:
        data = _results(shown, asked)
        status = 200
    except BackfileError as problem:
        words = shown.build.words("search.unreadable", why=f"{problem.met} {problem.next_step}")
        data, status = search_page(shown.build, asked=asked, problem=words), 400
    headers = {**HEADERS, "Cache-Control": "no-cache"}
    return Response(data, status, headers, "text/html; charset=utf-8")


def _results(shown: Shown, asked: dict[str, str]) -> bytes:
    if not any(asked.get(name) for name in ("q", *NARROWING)):
        return search_page(shown.build, asked=asked)
    found = find(shown, asked, ON_A_PAGE)
    catalogue = shown.build.catalogue
    cards = [catalogue.card(story) for story in found.ids]
    end = number(asked, "offset", 0, FARTHEST) + len(cards)
    more = ""
    if cards and end < found.total:
        more = f"{SEARCH}?{urlencode({**asked, 'offset': str(end)})}"
    told = hint_of(shown.build.words, found.query)
    return search_page(
        shown.build, asked=asked, found=(found.total, cards), problem=told, more=more
    )
