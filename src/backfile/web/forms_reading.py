"""Reading what a form sends, within bounds of bytes, time and room; nothing touches the disk."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request

from backfile.errors import BadValue, DeskTrouble
from backfile.model.submission import (
    AGREEMENTS,
    ATTACHING,
    LARGEST_ATTACHMENTS,
    MOST_ATTACHMENTS,
    QUESTIONS,
    Agreement,
    Attachment,
    Form,
    Submission,
)
from backfile.publish.words import Words
from backfile.web.multipart import Part, read_form

LARGEST_BODY = LARGEST_ATTACHMENTS + (1 << 20)
"""Bytes of a form in clear: its files, and a megabyte of words."""
LARGEST_SEALED = (1 << 24) + (1 << 18)
"""Bytes of a form that a browser sealed: the largest bucket, its seals, and the small fields."""
_IDLE_SECONDS = 20.0
_LEAST_A_SECOND = 4096
"""Bytes a second that must come after the first idle time: a slow line of a telephone gives more,
and whoever dribbles to keep us busy gives less."""
_LONGEST_TYPE = 100


class Room:
    """How many bytes may be on their way in at one time."""

    def __init__(self, most: int) -> None:
        self._left = most

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Hold room for a body while a block runs.

        Raises:
            DeskTrouble: there is none.
        """
        if size > self._left:
            raise DeskTrouble("Too much is on its way in.", "Try again soon.")
        self._left -= size
        try:
            yield
        finally:
            self._left += size


def length_of(request: Request, most: int) -> int:
    """Return how many bytes a body has, or at most may have where it does not say.

    Raises:
        BadValue: more than may be.
    """
    said = request.headers.get("content-length", "")
    size = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else most  # noqa: PLR2004
    if size > most:
        raise BadValue("That is too large.", "Send less at once.")
    return size


async def parts_of(request: Request, most: int) -> list[Part]:
    """Read a form's body.

    Raises:
        BadValue: it is too large, too slow, breaks off, or is no form.
    """
    pieces: list[bytes] = []
    size, began = 0, time.monotonic()
    stream = request.stream()
    try:
        while True:
            async with asyncio.timeout(_IDLE_SECONDS):
                piece = await anext(stream, None)
            if piece is None:
                break
            pieces.append(piece)
            size += len(piece)
            late = time.monotonic() - began > _IDLE_SECONDS + size / _LEAST_A_SECOND
            if size > most or late:
                raise BadValue("That is too large, or comes too slowly.", "Send it anew.")
    except (TimeoutError, ClientDisconnect) as gone:
        raise BadValue("The form broke off.", "Send it anew.") from gone
    return read_form(b"".join(pieces), request.headers.get("content-type", ""))


@dataclass(slots=True)
class Filled:
    """A form as somebody filled it in, without having sealed it."""

    form: Form
    said: dict[str, str] = field(default_factory=dict)
    agreed: tuple[Agreement, ...] = ()
    files: tuple[Attachment, ...] = ()
    token: str = ""
    network: str = ""
    """That it comes from, for the screen alone: no part of what is kept."""
    is_trapped: bool = False
    """Whether the field that nobody sees was filled in."""
    problems: dict[str, str] = field(default_factory=dict)
    """What is wrong with an answer, in words, by the name of its question."""

    def submission(self, language: str) -> Submission:
        """Return what was filled in as a submission."""
        said = {name: text for name, text in self.said.items() if text and name != "story"}
        return Submission(
            form=self.form,
            said=said,
            language=language,
            story=self.said.get("story") or None,
            agreed=self.agreed,
            attachments=self.files,
        )


def filled(form: Form, parts: list[Part], words: Words) -> Filled:
    """Return a filled-in form, with what is wrong with it; what no question asks is left out."""
    texts: dict[str, str] = {}
    for part in parts:
        if part.file is None:
            texts.setdefault(part.name, part.text.strip())
    ticked = {part.text for part in parts if part.name == "agreed"}
    found = Filled(
        form=form,
        said={asked.name: texts.get(asked.name, "") for asked in QUESTIONS[form]},
        agreed=tuple(one for one in AGREEMENTS[form] if one in ticked),
        token=texts.get("token", ""),
        is_trapped=bool(texts.get("website")),
    )
    if form in ATTACHING:
        found.files = tuple(_attachments(parts))
    _judge(found, words)
    return found


def _attachments(parts: list[Part]) -> Iterator[Attachment]:
    for part in parts:
        # A browser sends an empty file without a name where none was chosen.
        if part.name == "files" and part.file is not None and (part.file or part.data):
            yield Attachment(part.file, part.type[:_LONGEST_TYPE], part.data)


def _judge(found: Filled, words: Words) -> None:
    for asked in QUESTIONS[found.form]:
        answer = found.said[asked.name]
        if asked.is_required and not answer:
            found.problems[asked.name] = words("forms.said_missing")
        elif len(answer) > asked.longest:
            found.problems[asked.name] = words("forms.said_long", n=words.number(asked.longest))
            found.said[asked.name] = answer[: asked.longest * 2]
    size = sum(len(file.data) for file in found.files)
    if len(found.files) > MOST_ATTACHMENTS or size > LARGEST_ATTACHMENTS:
        found.problems["files"] = words(
            "forms.said_files", n=MOST_ATTACHMENTS, size=LARGEST_ATTACHMENTS >> 20
        )
