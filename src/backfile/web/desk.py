"""The desk in a browser: list, read, decide, note, bring into the archive, retention.

The law of the place: nobody sees anything who did not come through the door, nothing is changed but
by a form of ours, and nothing that was sent is run, framed, or shown as it came.
"""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from backfile.errors import BackfileError, ClockLeapt, NotFound
from backfile.model.submission import MOST_ATTACHMENTS
from backfile.participate.box import MOST_PARTS
from backfile.participate.files import UNKNOWN, drawn_anew, kind_of, safe_name
from backfile.participate.moderation import Act
from backfile.web import guarded
from backfile.web.desk_accepting import accept, look
from backfile.web.desk_pages import Pages
from backfile.web.desk_sitting import Sitting
from backfile.web.guard import LOOPBACK, Guard, Reach, Rules
from backfile.web.guarded import HEADERS, HTML, form_of, refused
from backfile.web.passkeys import Passkeys

LARGEST_FORM = 1 << 20
"""Bytes: an editor's text for the archive; a book of 400 pages is a deposit of its own."""
MOST_FIELDS = guarded.MOST_FIELDS + MOST_PARTS * MOST_ATTACHMENTS
"""Fields of a form: questions, and a tick for each file that one submission can hold."""
SHOWING_PICTURES = HEADERS | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; img-src 'self'"
}
WITH_SCRIPT = HEADERS | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"] + "; script-src 'self'"
}
"""For the two pages that ask a device for its passkey: browsers have no other way."""
SAVING = HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""For what strangers sent: a browser saves it, and would have no leave to run it if it did not."""

Answer = Callable[[Request], Response]
Form = dict[str, str]


def desk_application(sitting: Sitting, names: frozenset[str] = LOOPBACK) -> ASGIApp:
    """Return the ASGI application of one sitting at the desk.

    Args:
        sitting: the desk, opened.
        names: the names by which we may be reached.
    """
    house = _House(sitting, names)
    app = Starlette(
        routes=[
            Route("/", house.shown(house.list)),
            Route("/desk.css", house.style),
            # Browsers ask for it unasked; without an answer they would complain.
            Route("/favicon.ico", lambda _: Response(status_code=204, headers=HEADERS)),
            Route("/desk.js", house.script),
            Route("/enter", house.entrance),
            Route("/enter/passkey", house.enter_with_passkey, methods=["POST"]),
            Route("/passkey", house.shown(house.making)),
            Route("/passkey", house.done(house.make), methods=["POST"]),
            Route("/enter", house.enter, methods=["POST"]),
            Route("/leave", house.done(house.leave), methods=["POST"]),
            Route("/retention", house.shown(house.retention)),
            Route("/retention", house.done(house.keep_rules), methods=["POST"]),
            Route("/s/{id}", house.shown(house.submission)),
            Route("/s/{id}", house.done(house.act), methods=["POST"]),
            Route("/s/{id}/erase", house.shown(house.sure)),
            Route("/s/{id}/accept", house.shown(house.accepting)),
            Route("/s/{id}/accept", house.done(house.take_in), methods=["POST"]),
            Route("/s/{id}/files/{number:int}", house.shown(house.file)),
            Route("/s/{id}/pictures/{number:int}", house.shown(house.picture)),
        ]
    )
    return Guard(app, Rules(HEADERS, Reach(names, is_tls=names != LOOPBACK), LARGEST_FORM))


class _House:
    """Answers requests, one at a time."""

    def __init__(self, sitting: Sitting, names: frozenset[str]) -> None:
        self._sitting = sitting
        self._names = names
        self._pages = Pages(sitting)

    def shown(self, answer: Answer) -> Answer:
        """Let a page be seen only by whoever came through the door."""

        def answered(request: Request) -> Response:
            foreign = refused(request, self._names)
            if foreign is not None:
                return foreign
            if self._cookie(request) is None:
                return RedirectResponse("/enter", 303, HEADERS)
            with self._sitting.alone():
                try:
                    return answer(request)
                except BackfileError as problem:
                    status = 404 if isinstance(problem, NotFound) else 400
                    return self._page(self._pages.problem(problem), status)

        return answered

    def done(
        self, work: Callable[[Request, Form], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Let something be done only by a form of ours, from whoever came through the door."""

        async def answered(request: Request) -> Response:
            foreign = refused(request, self._names)
            if foreign is not None:
                return foreign
            cookie = self._cookie(request)
            form = await form_of(request, LARGEST_FORM, MOST_FIELDS)
            if cookie is None or not self._sitting.door.is_ours(cookie, form.get("token", "")):
                return PlainTextResponse("This form is not ours.", 403, HEADERS)
            return await run_in_threadpool(self._do, work, request, form)

        return answered

    def _do(
        self, work: Callable[[Request, Form], Response], request: Request, form: Form
    ) -> Response:
        with self._sitting.alone():
            try:
                return work(request, form)
            except (BackfileError, ValueError) as problem:
                self._sitting.said = self._told(problem)
            return RedirectResponse(_back(request), 303, HEADERS)

    def _told(self, problem: BackfileError | ValueError) -> str:
        if isinstance(problem, BackfileError):
            return f"{problem.met} {problem.next_step}"
        return self._sitting.words("desk.unknown_act")

    def _cookie(self, request: Request) -> str | None:
        return self._sitting.door.knows(request.headers.get("cookie", ""))

    def _token(self, request: Request) -> str:
        return self._sitting.door.form_token(self._cookie(request) or "")

    def _page(self, html: str, status: int = 200) -> Response:
        return Response(html, status, HEADERS, HTML)

    def style(self, request: Request) -> Response:
        """Give the style sheet; it says nothing about the desk."""
        return refused(request, self._names) or Response(
            self._pages.style(), 200, HEADERS, "text/css"
        )

    def script(self, request: Request) -> Response:
        """Give the script of passkeys; it says nothing about the desk."""
        return refused(request, self._names) or Response(
            self._pages.script(), 200, HEADERS, "text/javascript"
        )

    def making(self, request: Request) -> Response:
        """Show the page on which a passkey is made, to whoever has the terminal's link."""
        html = self._pages.passkey(self._invited(request.query_params), self._token(request))
        return Response(html, 200, WITH_SCRIPT, HTML)

    def make(self, _request: Request, form: Form) -> Response:
        """Keep a passkey."""
        passkeys = self._invited(form)
        passkeys.make(form.get("answer", ""), form.get("who", ""), self._sitting.today())
        self._sitting.said = self._sitting.words("desk.passkey_made")
        return RedirectResponse("/", 303, HEADERS)

    def _invited(self, said: Mapping[str, str]) -> Passkeys:
        passkeys = self._sitting.door.passkeys
        if passkeys is None or not passkeys.is_invited(said.get("key", "")):
            raise NotFound(self._sitting.words("desk.passkey_link"), "")
        return passkeys

    async def enter_with_passkey(self, request: Request) -> Response:
        """Let somebody in who has a passkey."""
        form = await form_of(request, LARGEST_FORM)
        door = self._sitting.door
        cookie = await run_in_threadpool(door.enter_by_passkey, form.get("answer", ""))
        if cookie is None:
            return self._asking(self._pages.entrance(is_refused=True), 403)
        return self._let_in(cookie)

    def _asking(self, html: str, status: int) -> Response:
        """Answer with the page that asks who is there; with a script where passkeys open it."""
        passkeys = self._sitting.door.passkeys
        is_scripted = passkeys is not None and passkeys.are_there
        return Response(html, status, WITH_SCRIPT if is_scripted else HEADERS, HTML)

    def entrance(self, request: Request) -> Response:
        """Let somebody in who has the link, or ask for the password."""
        foreign = refused(request, self._names)
        if foreign is not None:
            return foreign
        cookie = self._sitting.door.enter_by_link(request.query_params.get("key", ""))
        if cookie is None:
            return self._asking(self._pages.entrance(), 401)
        return self._let_in(cookie)

    async def enter(self, request: Request) -> Response:
        """Let somebody in who has the password."""
        foreign = refused(request, self._names)
        if foreign is not None:
            return foreign
        form = await form_of(request, LARGEST_FORM)
        door = self._sitting.door
        cookie = await run_in_threadpool(door.enter_by_password, form.get("password", ""))
        if cookie is None:
            return self._asking(self._pages.entrance(is_wrong=True), 429 if door.is_shut else 403)
        return self._let_in(cookie)

    def _let_in(self, cookie: str) -> Response:
        headers = HEADERS | {"Set-Cookie": self._sitting.door.cookie_line(cookie)}
        return RedirectResponse("/", 303, headers)

    def leave(self, request: Request, _form: Form) -> Response:
        """Shut the door behind somebody."""
        self._sitting.door.leave(self._cookie(request) or "")
        headers = HEADERS | {"Set-Cookie": self._sitting.door.cookie_line("")}
        return RedirectResponse("/enter", 303, headers)

    def list(self, request: Request) -> Response:
        """Show what lies at the desk."""
        asked = request.query_params
        page = self._pages.list(asked.get("state", ""), asked.get("from", ""), self._token(request))
        return self._page(page)

    def submission(self, request: Request) -> Response:
        """Show one submission; its pictures only where they are asked for."""
        opened = self._sitting.open(request.path_params["id"])
        with_pictures = request.query_params.get("pictures") == "1"
        html = self._pages.submission(opened, self._token(request), with_pictures=with_pictures)
        return Response(html, 200, SHOWING_PICTURES if with_pictures else HEADERS, HTML)

    def act(self, request: Request, form: Form) -> Response:
        """Take a step, write a note or say whose it is."""
        name, words = request.path_params["id"], self._sitting.words
        if "note" in form:
            self._sitting.note(name, form["note"], form.get("who", ""))
            self._sitting.said = words("desk.noted")
        elif "assigned" in form:
            self._sitting.assign(name, form["assigned"])
            self._sitting.said = words("desk.assigned")
        else:
            after = self._sitting.decide(name, Act(form.get("act", "")))
            self._sitting.said = words(f"desk.now_{after}")
            if form.get("act") == Act.ERASE:
                return RedirectResponse("/", 303, HEADERS)
        return RedirectResponse(_back(request), 303, HEADERS)

    def sure(self, request: Request) -> Response:
        """Ask whether a submission is really to be erased."""
        opened = self._sitting.open(request.path_params["id"])
        return self._page(self._pages.sure(opened, self._token(request)))

    def accepting(self, request: Request) -> Response:
        """Show the form by which a submission goes into the archive."""
        opened = self._sitting.open(request.path_params["id"])
        return self._page(self._pages.accepting(opened, self._token(request)))

    def take_in(self, request: Request, form: Form) -> Response:
        """Show what would go into the archive, or hand it over."""
        name = request.path_params["id"]
        opened = self._sitting.open(name)
        try:
            if form.get("do") != "take":
                shown = look(self._sitting, opened, form)
                return self._page(self._pages.accepting(opened, self._token(request), form, shown))
            self._sitting.said = accept(self._sitting, opened, form)
        except (BackfileError, ValueError) as problem:
            # What was typed is not lost by a mistake in one field.
            said = (
                f"{problem.met} {problem.next_step}" if isinstance(problem, BackfileError) else ""
            )
            self._sitting.said = said or self._sitting.words("desk.unknown_act")
            return self._page(self._pages.accepting(opened, self._token(request), form), 400)
        return RedirectResponse(f"/s/{quote(name)}", 303, HEADERS)

    def retention(self, request: Request) -> Response:
        """Show the rules, and what they would erase."""
        return self._page(self._pages.retention(self._token(request)))

    def keep_rules(self, request: Request, form: Form) -> Response:
        """Erase what the rules say; after a leap of the clock, if the day was said to be right."""
        try:
            erased = self._sitting.erase_due(is_sure=form.get("day") == self._sitting.today())
        except ClockLeapt:
            return self._page(self._pages.retention(self._token(request)), 409)
        self._sitting.said = self._sitting.words.count("desk.erased_due", len(erased))
        return RedirectResponse("/retention", 303, HEADERS)

    def file(self, request: Request) -> Response:
        """Give an attachment to be saved, as it came; a browser never shows it."""
        opened = self._sitting.open(request.path_params["id"])
        number = request.path_params["number"]
        if not 1 <= number <= len(opened.files):
            raise NotFound("There is no such file.", "")
        sent = opened.files[number - 1]
        name = quote(safe_name(number, sent))
        headers = SAVING | {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(sent.data, 200, headers, UNKNOWN)

    def picture(self, request: Request) -> Response:
        """Give a picture, drawn anew."""
        opened = self._sitting.open(request.path_params["id"])
        number = request.path_params["number"]
        found = opened.files[number - 1 : number] if number > 0 else ()
        fresh = drawn_anew(found[0].data) if found else None
        if fresh is None:
            raise NotFound("There is no picture that can be drawn anew.", "")
        return Response(fresh, 200, SAVING, kind_of(fresh).type)


def _back(request: Request) -> str:
    """Return the page of the submission that a request is about; the list where it is of none."""
    name = request.path_params.get("id")
    return f"/s/{quote(name)}" if name else "/"
