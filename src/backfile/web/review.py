"""The review in a browser, on this machine only: questions, examples, answers for many pages.

The law of the place: whoever is not on this machine gets nothing (the socket listens on the
loopback alone, and the Host header must name it, against names that are re-bound to it), and what
changes the archive needs the token that only our own page holds.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from backfile.accession.edits import undo
from backfile.accession.learnt import LAYOUT
from backfile.accession.progress import tell_nobody
from backfile.accession.reading import Manner
from backfile.accession.review import (
    NAMES,
    REPLIES,
    Answer,
    Question,
    Reply,
    answer,
    asked,
    meant,
    question_named,
    questions_of,
)
from backfile.accession.teaching import Showing, teach
from backfile.archive.archive import Archive
from backfile.clock import machine_clock
from backfile.config import load
from backfile.errors import BackfileError
from backfile.recover.taught import PLACED_FIELDS
from backfile.web.guard import Guard, Rules
from backfile.web.guarded import HEADERS, HTML, form_of, refused
from backfile.web.listening import manner_of
from backfile.web.serve import listening_at

ON_THE_PAGE = 40
"""Questions shown: nobody answers more in one sitting, and the next come up as these are gone."""
LARGEST_FORM = 1 << 14
"""Bytes of a form: a reason and a headline are far shorter."""


@dataclass(slots=True)
class Sitting:
    """One sitting: the archive under review, and the queue as it was last looked at."""

    archive_path: Path
    token: str = field(default_factory=secrets.token_urlsafe)
    questions: list[Question] = field(default_factory=list)
    said: str = ""
    """What the last answer did, or why it could not be taken; shown once."""

    def look(self) -> None:
        """Make the queue anew."""
        with Archive.open(self.archive_path) as archive:
            self.questions = questions_of(archive, tell_nobody)


def serve_review(archive_path: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve the review on the loopback until the process is told to end.

    Raises:
        ArchiveMissing: there is no archive.
        OperatorError: the port is taken.
    """
    sitting = sitting_of(archive_path)
    with listening_at("127.0.0.1", port) as listening:
        say(f"The review is at http://127.0.0.1:{listening.getsockname()[1]}/ (end with Ctrl+C)")
        uvicorn.Server(manner_of(review_application(sitting))).run(sockets=[listening])


def sitting_of(archive_path: Path) -> Sitting:
    """Open a sitting over an archive."""
    sitting = Sitting(archive_path)
    sitting.look()
    return sitting


def review_application(sitting: Sitting) -> ASGIApp:
    """Return the ASGI application of one sitting."""
    pages = Environment(
        loader=PackageLoader("backfile.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )

    def show(request: Request) -> Response:
        return refused(request) or _page(sitting, pages)

    async def act(request: Request) -> Response:
        """Do what a form asks for, and show the page again."""
        foreign = refused(request)
        if foreign is not None:
            return foreign
        form = await form_of(request, LARGEST_FORM)
        if not hmac.compare_digest(form.get("token", "").encode(), sitting.token.encode()):
            return PlainTextResponse("This form is not ours.", 403, HEADERS)
        _take(sitting, form)
        return RedirectResponse("/", 303, HEADERS)

    def style(request: Request) -> Response:
        text = pages.get_template("review.css").render()
        return refused(request) or Response(text, 200, HEADERS, "text/css")

    app = Starlette(
        routes=[
            Route("/", show),
            Route("/", act, methods=["POST"]),
            Route("/review.css", style),
        ]
    )
    return Guard(app, Rules(HEADERS, longest_body=LARGEST_FORM))


def _take(sitting: Sitting, form: dict[str, str]) -> None:
    """Do what a form asks for; say in words what came of it."""
    because = form.get("because", "")
    try:
        manner = Manner(options=load(sitting.archive_path).accession)
        with Archive.open(sitting.archive_path, write=True) as archive:
            if form.get("undo", "").isdigit():
                undo(archive, int(form["undo"]), machine_clock, manner)
                sitting.said = f"Lesson {form['undo']} was taken back."
            elif "story" in form:
                showing = Showing(
                    form["story"], form.get("field", ""), form.get("words", ""), because
                )
                said = teach(archive, showing, machine_clock, manner)
                where = f"of {said.target}" if said.target else "without an address"
                sitting.said = f"All pages {where} were read again with lesson {said.number}."
            else:
                question = question_named(sitting.questions, form.get("question", ""))
                given = Answer(question, Reply(form.get("reply", "")), because)
                said = answer(archive, given, machine_clock, manner)
                sitting.said = f"Lesson {said.number} stands for {question.stories:,} stories."
        sitting.look()
    except (BackfileError, ValueError) as problem:
        sitting.said = (
            f"{problem.met} {problem.next_step}"
            if isinstance(problem, BackfileError)
            else "That answer is not known."
        )


def _page(sitting: Sitting, pages: Environment) -> Response:
    with Archive.open(sitting.archive_path) as archive:
        lessons = archive.corrections.standing(LAYOUT)
        title = archive.publication.get().title
    html = pages.get_template("review.html").render(
        title=title or sitting.archive_path.name,
        said=sitting.said,
        token=sitting.token,
        questions=[
            (question, asked(question), [(r, meant(r, question)) for r in REPLIES[question.sort]])
            for question in sitting.questions[:ON_THE_PAGE]
        ],
        more=max(0, len(sitting.questions) - ON_THE_PAGE),
        lessons=lessons,
        names=NAMES,
        fields=tuple(PLACED_FIELDS),
    )
    sitting.said = ""
    return Response(html, 200, HEADERS, HTML)
