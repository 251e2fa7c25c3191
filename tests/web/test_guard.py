"""The guard before every application: each answer bears the table's headers, however it fails."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from backfile.publish.headers import FORM, GUARD, PAGE, PRIVATE, is_shown
from backfile.web import guard as guarding
from backfile.web import listening
from backfile.web.app import application
from backfile.web.guard import LOOPBACK, Guard, Reach, Rules, reach_of
from backfile.web.review import review_application, sitting_of
from backfile.web.shown import Showing

ODD = ("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "PROPFIND", "X")


def routes_of(app: ASGIApp) -> Iterator[str]:
    """Yield an address for each route of an application, whatever stands before it."""
    while hasattr(app, "_app"):
        app = app._app
    assert isinstance(app, Starlette)
    for route in app.routes:
        if isinstance(route, Mount):
            yield from routes_of(route.app)
        elif isinstance(route, Route):
            yield re.sub(r"\{[^}]*\}", "1", route.path)


def every_answer(app: ASGIApp, base: str) -> Iterator[tuple[str, Response]]:
    reader = TestClient(app, base_url=base, follow_redirects=False)
    for path in dict.fromkeys([*routes_of(app), "/nothing/there", "/api/nothing", "/%00", "//x"]):
        for method in ("GET", "HEAD", "POST", *ODD):
            yield f"{method} {path}", reader.request(method, path)  # type: ignore[misc]


def check(app: ASGIApp, row: dict[str, str], base: str = "http://127.0.0.1") -> None:
    for asked, answer in every_answer(app, base):
        for name in GUARD.keys() | row.keys():
            assert name in answer.headers, f"{asked} says nothing of {name}"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "unsafe" not in answer.headers["content-security-policy"]
        if asked.split()[0] in ODD:
            assert answer.status_code == 405, asked
            assert answer.headers["allow"]


def test_every_answer_of_the_site_bears_the_tables_headers(showing: Showing) -> None:
    check(application(showing), PAGE)


def test_every_answer_of_the_review_bears_the_tables_headers(archive_path: Path) -> None:
    check(review_application(sitting_of(archive_path)), PRIVATE)


async def _broken(_request: Request) -> Response:
    raise RuntimeError("the secret of /srv/archive")


async def _long(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


BROKEN = Starlette(routes=[Route("/broken", _broken), Route("/long", _long, methods=["POST"])])


def test_a_failure_tells_nothing_of_our_insides(caplog: pytest.LogCaptureFixture) -> None:
    answer = TestClient(Guard(BROKEN, Rules(FORM))).get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "secret" not in caplog.text


def test_a_body_is_taken_up_to_its_bound() -> None:
    reader = TestClient(Guard(BROKEN, Rules(FORM, longest_body=10)))
    assert reader.post("/long", content=b"x" * 10).text == "10"
    assert reader.post("/long", content=b"x" * 11).status_code == 413

    def without_length() -> Iterator[bytes]:
        yield from (b"x" * 6, b"x" * 6)

    assert reader.post("/long", content=without_length()).status_code == 413
    for length in ("-1", "1e3", "9" * 400, ""):
        answer = reader.post("/long", headers={"content-length": length}, content=b"x")
        assert answer.status_code in {400, 413}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", "", "x/y", "@"])
def test_a_foreign_name_gets_nothing(host: str) -> None:
    reach = reach_of("127.0.0.1", "https://archive.example/quay/", Reach(is_tls=True))
    reader = TestClient(Guard(BROKEN, Rules(PAGE, reach)))
    answer = reader.get("/broken", headers={"host": host})
    assert answer.status_code in {400, 421}
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("host", ["archive.example", "www.archive.example", "LOCALHOST:1", "[::1]"])
def test_our_own_names_are_answered(host: str) -> None:
    reach = reach_of("127.0.0.1", "https://archive.example/quay/", Reach())
    reader = TestClient(Guard(BROKEN, Rules(PAGE, reach)))
    assert reader.get("/none", headers={"host": host}).status_code == 404


def test_a_server_for_others_does_not_know_its_names() -> None:
    assert reach_of("0.0.0.0", "https://a.example/", Reach()).names == frozenset()  # noqa: S104
    named = reach_of("0.0.0.0", "https://a.example/", Reach(frozenset({"B.example"})))  # noqa: S104
    assert named.names == LOOPBACK | {"a.example", "www.a.example", "b.example"}


def test_an_address_without_end_is_refused(showing: Showing) -> None:
    reader = TestClient(application(showing))
    assert reader.get("/search.html?q=" + "x" * 20_000).status_code == 414


def test_an_old_address_never_leads_to_another_host(showing: Showing) -> None:
    reader = TestClient(application(showing), follow_redirects=False)
    for path in ("//evil.example/choir.html", "/%2f%2fevil.example/choir.html", "/\\evil.example"):
        answer = reader.get(f"http://testserver{path}")
        assert not answer.headers.get("location", "/story").startswith(("//", "http", "/\\"))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("image/jpeg", True),
        ("image/svg+xml; charset=utf-8", False),
        ("application/pdf", False),
        ("text/html", False),
        ("audio/mpeg", True),
    ],
)
def test_only_pictures_sounds_and_films_are_shown_by_themselves(kind: str, shown: bool) -> None:  # noqa: FBT001
    assert is_shown(kind) is shown


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], bytes]]:
    """A running server that waits half a second for a head; give what is sent, get the answer."""
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(guarding, "BODY_SECONDS", 0.5)
    app = Guard(BROKEN, Rules(FORM, longest_body=100))
    running = uvicorn.Server(listening.manner_of(app))
    taken = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(running.serve(sockets=[taken])))
    thread.start()
    while not running.started:
        time.sleep(0.01)

    def ask(said: bytes) -> bytes:
        with socket.create_connection(taken.getsockname(), timeout=5) as asking:
            asking.sendall(said)
            found = b""
            while piece := asking.recv(4096):
                found += piece
            return found

    yield ask
    running.should_exit = True
    thread.join()


@pytest.mark.slow
def test_who_never_says_what_is_wanted_is_hung_up_on(server: Callable[[bytes], bytes]) -> None:
    assert server(b"") == b""
    assert server(b"GET / HTTP/1.1\r\nHost: x\r\n") == b""
    assert b" 404 " in server(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    said = server(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 70_000 + b"\r\n\r\n")
    assert b" 431 " in said or b" 400 " in said


@pytest.mark.slow
def test_a_body_that_never_comes_is_not_waited_for(server: Callable[[bytes], bytes]) -> None:
    began = time.monotonic()
    server(b"POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc")
    assert time.monotonic() - began < 4
