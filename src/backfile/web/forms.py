"""The desk's side towards readers: forms, receipts, and what browsers sealed. No archive is near.

The law of the place: what comes in is sealed in memory, and kept only sealed; what says who sent it
(address, browser, referrer) is not kept, and of it nothing is looked at but the network, to share
the door fairly; nothing is acknowledged before it is on the disk.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from backfile.errors import BadValue, DeskTrouble, NotFound
from backfile.model.submission import Form
from backfile.participate.receipts import phrase_of, receipt_of
from backfile.participate.screen import Verdict
from backfile.publish.words import Words
from backfile.web.forms_challenge import Challenging
from backfile.web.forms_pages import HEADERS
from backfile.web.forms_reading import (
    LARGEST_BODY,
    LARGEST_SEALED,
    Filled,
    filled,
    length_of,
    parts_of,
)
from backfile.web.forms_receipts import Receipts
from backfile.web.forms_taking import LATER, REFUSED, TOO_LARGE, Taking, guarded
from backfile.web.guard import ANYHOW, Guard, Reach, Rules
from backfile.web.multipart import Part

_OPEN = {
    **HEADERS,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""The site's pages may stand elsewhere; what they ask here is no secret, and no cookie goes with
it."""
_STATUS: dict[str, int] = {Verdict.BUSY: LATER}


def forms_application(taking: Taking, reach: Reach = ANYHOW) -> ASGIApp:
    """Return the ASGI application that takes in what readers send; it may be mounted anywhere."""
    forms, receipts = _Forms(taking), Receipts(taking)
    app = Starlette(
        routes=[
            Route("/", guarded(forms.index)),
            Route("/before", guarded(forms.before)),
            Route("/robots.txt", guarded(_robots)),
            Route("/challenge", guarded(forms.challenge)),
            Route("/sealed", guarded(forms.sealed), methods=["POST"]),
            Route("/receipt", guarded(receipts.show)),
            Route("/receipt", guarded(receipts.act), methods=["POST"]),
            Route("/{form}", guarded(forms.take), methods=["POST"]),
            Route("/{file:path}", guarded(forms.show)),
        ]
    )
    guarded_app = Guard(app, Rules(HEADERS, reach, max(LARGEST_BODY, LARGEST_SEALED)))
    return Challenging(guarded_app, forms.challenge_body)


class _Forms:
    """Answers what is asked of the forms."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._pages = taking.pages

    async def index(self, request: Request) -> Response:
        """Answer with the way to each form."""
        words = self._pages.words_for(request)
        return self._pages.page(words, "forms_index.html", {"title": words("forms.title")})

    async def before(self, request: Request) -> Response:
        """Answer with what is to be known before anything is sent."""
        words = self._pages.words_for(request)
        said = {"title": words("forms.before"), "here": "before", "is_taken_in": True, "email": ""}
        return self._pages.page(words, "forms_before.html", said)

    async def show(self, request: Request) -> Response:
        """Answer with an empty form, or with a file that the pages need."""
        name = request.path_params["file"]
        if name in self._pages.files:
            data, kind = self._pages.files[name]
            kept = {**_OPEN, "Cache-Control": "public, max-age=86400"}
            return Response(data, 200, kept, kind)
        words = self._pages.words_for(request)
        form = self._form(name)
        if form is None:
            return self._closed(words)
        story = request.query_params.get("story", "")[:2000]
        return self._pages.form(words, Filled(form, {"story": story}), self._taking.token())

    def _form(self, name: str) -> Form | None:
        return next((form for form in self._taking.desk.forms if form == name), None)

    def _closed(self, words: Words) -> Response:
        said = {"title": words("forms.closed")}
        return self._pages.page(words, "forms_said.html", said, 404)

    async def take(self, request: Request) -> Response:
        """Take in a form that was not sealed in a browser: it is sealed here, in memory."""
        words = self._pages.words_for(request)
        form = self._form(request.path_params["form"])
        if form is None:
            return self._closed(words)
        try:
            with self._taking.room.taken(length_of(request, LARGEST_BODY)):
                sent = filled(form, await parts_of(request, LARGEST_BODY), words)
                sent.network = self._taking.network(request)
                return await self._take(words, sent)
        except BadValue:
            return self._again(words, Filled(form), "unread", TOO_LARGE)
        except DeskTrouble:
            return self._again(words, Filled(form), "busy", LATER)

    async def _take(self, words: Words, sent: Filled) -> Response:
        verdict = self._verdict(sent)
        if verdict is not Verdict.PASSED:
            return self._again(words, sent, verdict, _STATUS.get(verdict, REFUSED))
        phrase = phrase_of(self._taking.chance(16))
        try:
            await self._taking.keep(sent.submission(words.language), receipt_of(phrase))
        except DeskTrouble:
            return self._again(words, sent, "full", LATER)
        said = {"title": words("forms.received"), "phrase": phrase}
        return self._pages.page(words, "forms_received.html", said)

    def _verdict(self, sent: Filled) -> str:
        """Return the screen's verdict; what is missing or trapped costs no token."""
        if sent.problems:
            return "wrong"
        if sent.is_trapped:
            return "trap"
        # The site's own pages are files: their forms come without a token, and get one now.
        if not sent.token:
            return Verdict.EARLY
        return self._taking.screen.judge(sent.token, network=sent.network)

    def _again(self, words: Words, sent: Filled, problem: str, status: int) -> Response:
        """Answer with the form once more, nothing in it lost, and why it was not taken."""
        is_kept = sent.token and problem in {"wrong", "trap", Verdict.EARLY}
        token = sent.token if is_kept else self._taking.token()
        return self._pages.form(words, sent, token, problem=problem, status=status)

    async def challenge(self, _request: Request) -> Response:
        """Answer a browser with what it must work on before it sends."""
        return Response(self.challenge_body(), 200, _OPEN, "application/json")

    def challenge_body(self) -> bytes:
        """Return a new challenge as JSON."""
        made = self._taking.screen.challenge(self._taking.chance(12))
        return b'{"token":"%b","bits":%d}' % (made.token.encode(), made.bits)

    async def sealed(self, request: Request) -> Response:
        """Take in what a browser sealed: something new, or what is added under a phrase."""
        try:
            with self._taking.room.taken(length_of(request, LARGEST_SEALED)):
                parts = {part.name: part for part in await parts_of(request, LARGEST_SEALED)}
                return await self._keep(parts, self._taking.network(request))
        except NotFound:
            return _told("receipt_gone", 404)
        except BadValue:
            return _told("unread", REFUSED)
        except DeskTrouble:
            return _told("full", LATER)

    async def _keep(self, parts: dict[str, Part], network: str) -> Response:
        def said(name: str) -> str:
            return parts[name].text if name in parts else ""

        data = parts["sealed"].data if "sealed" in parts else b""
        verdict = self._taking.screen.judge(said("token"), said("proof"), network)
        if verdict is not Verdict.PASSED:
            return _told(verdict, _STATUS.get(verdict, REFUSED))
        if said("phrase"):
            await self._taking.add(receipt_of(said("phrase")), data)
        else:
            await self._taking.keep_sealed(data, said("receipt"))
        return _told("received", 200)


def _told(what: str, status: int) -> Response:
    headers = {**_OPEN, "Retry-After": "120"} if status == LATER else _OPEN
    return JSONResponse({"said": what}, status, headers)


async def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n", headers=HEADERS)
