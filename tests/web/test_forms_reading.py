"""Bodies that dribble, break off or never end are let go."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.requests import Request

from backfile.errors import BadValue, DeskTrouble
from backfile.model.submission import MOST_ATTACHMENTS, Form
from backfile.publish.words import words_in
from backfile.web import forms_reading
from backfile.web.forms_reading import Room, filled, length_of, parts_of
from backfile.web.multipart import Part

URLENCODED = (b"content-type", b"application/x-www-form-urlencoded")


def request_of(*messages: dict[str, Any], headers: tuple[tuple[bytes, bytes], ...] = ()) -> Request:
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(60)
        raise AssertionError

    return Request({"type": "http", "method": "POST", "headers": [URLENCODED, *headers]}, receive)


def piece(body: bytes, *, is_last: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": not is_last}


def read(request: Request, most: int = 1000) -> list[Part]:
    # In a thread of its own: a browser's driver may leave a loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(parts_of(request, most))).result()


def test_a_body_in_pieces_is_read_whole() -> None:
    [part] = read(request_of(piece(b"text=on"), piece(b"e+two", is_last=True)))
    assert part.text == "one two"


@pytest.mark.parametrize(
    "request_",
    [
        request_of(piece(b"text="), {"type": "http.disconnect"}),
        request_of(piece(b"x" * 600), piece(b"x" * 600), piece(b"", is_last=True)),
    ],
    ids=["broken off", "too large"],
)
def test_a_body_that_breaks_off_or_grows_is_refused(request_: Request) -> None:
    with pytest.raises(BadValue):
        read(request_)


def test_a_body_that_never_ends_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_reading, "_IDLE_SECONDS", 0.05)
    with pytest.raises(BadValue, match="broke off"):
        read(request_of(piece(b"text=")))


def test_a_body_that_dribbles_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(0, 10_000, 15))
    monkeypatch.setattr("backfile.web.forms_reading.time.monotonic", lambda: next(moments))
    with pytest.raises(BadValue, match="too slowly"):
        read(request_of(*(piece(b"x") for _ in range(9))))


@pytest.mark.parametrize("said", [b"-1", b"1e3", b"\xb2", b"9" * 40, b""])
def test_a_length_that_is_none_takes_the_room_of_the_largest(said: bytes) -> None:
    assert length_of(request_of(headers=((b"content-length", said),)), 5000) == 5000


def test_room_is_given_back_whatever_happens() -> None:
    room = Room(10)
    for _ in range(3):
        with pytest.raises(ValueError, match="x"), room.taken(10):  # noqa: PT012
            with pytest.raises(DeskTrouble), room.taken(1):
                pass
            raise ValueError("x")


def test_too_many_files_are_refused_and_an_empty_choice_is_none() -> None:
    words: Callable[[int], list[Part]] = lambda count: [  # noqa: E731
        Part("files", b"x", f"{number}.txt", "text/plain") for number in range(count)
    ]
    said = [Part("text", b"Letter")]
    many = filled(Form.SHARE, [*said, *words(MOST_ATTACHMENTS + 1)], words_in("en"))
    assert "files" in many.problems
    none = filled(Form.SHARE, [*said, Part("files", b"", "", "")], words_in("en"))
    assert (none.files, none.problems) == ((), {})
    feedback = filled(Form.FEEDBACK, [*said, *words(1)], words_in("en"))
    assert feedback.files == ()
