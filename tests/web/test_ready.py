"""Answers kept ready: the same to the byte, for whoever asks the same, and for nobody else."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import uvicorn
from starlette.testclient import TestClient
from tests.web.conftest import told

from backfile.archive.archive import Archive
from backfile.web import listening, ready
from backfile.web.app import application
from backfile.web.guard import Reach
from backfile.web.listening import manner_of
from backfile.web.ready import Ready, asked_by
from backfile.web.shown import Showing, stamp_of

FERRY = "/story/f/ferryferry.html"
CHOIR = "/story/c/choirchoir.html"


def request(way: str = FERRY, **headers: str) -> bytes:
    said = {"host": "127.0.0.1", **{name.replace("_", "-"): v for name, v in headers.items()}}
    rows = [f"GET {way} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*rows, "", ""]).encode()


@pytest.fixture
def app(showing: Showing) -> Ready:
    found = application(showing, reach=Reach(frozenset({"127.0.0.1"})))
    assert isinstance(found, Ready)
    return found


def ask(app: Ready, way: str = FERRY, **headers: str) -> None:
    said = {"accept-encoding": "", "connection": "keep-alive", "host": "127.0.0.1"}
    TestClient(app).get(way, headers={**said, **headers}, follow_redirects=False)


Line = Callable[[bytes], bytes]
"""Sends something over one connection that stays open, and returns what came back."""


@pytest.fixture
def line(app: Ready) -> Iterator[Line]:
    running = uvicorn.Server(manner_of(app))
    taken = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(running.serve(sockets=[taken])))
    thread.start()
    while not running.started:
        time.sleep(0.01)
    with socket.create_connection(taken.getsockname(), timeout=5) as asking:

        def send(said: bytes) -> bytes:
            asking.sendall(said)
            asking.settimeout(5)
            found = asking.recv(1 << 20)
            asking.settimeout(0.2)
            try:
                while piece := asking.recv(1 << 20):
                    found += piece
            except TimeoutError:
                pass
            return found

        yield send
    running.should_exit = True
    thread.join()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"accept_encoding": "gzip, deflate, br"},
        {"if_none_match": '"nothing-like-it"'},
        {"User_Agent": "Mozilla/5.0 (X11)", "Accept": "*/*", "Connection": "keep-alive"},
    ],
)
def test_the_second_answer_is_the_first_to_the_byte(
    app: Ready, line: Line, headers: dict[str, str]
) -> None:
    asked = request(**headers)
    assert app.at_once(asked) is None
    first = line(asked)
    assert app.at_once(asked) == first
    assert line(asked) == first
    assert b"content-security-policy: default-src 'none'" in first


def test_what_a_reader_has_already_is_not_sent_again(app: Ready, line: Line) -> None:
    head = line(request()).partition(b"\r\n\r\n")[0]
    tag = next(row for row in head.split(b"\r\n") if row.startswith(b"etag: "))[6:].decode()
    first = line(request(if_none_match=tag))
    assert first.startswith(b"HTTP/1.1 304 ")
    assert first.endswith(b"\r\n\r\n")
    assert app.at_once(request(if_none_match=tag)) == first == line(request(if_none_match=tag))


def test_a_connection_goes_back_and_forth_between_both_ways(line: Line) -> None:
    page = line(request())
    part = line(request(range="bytes=0-3"))
    assert part.startswith(b"HTTP/1.1 206 ")
    assert part.endswith(b"\r\n\r\n<!do")
    assert line(request()) == page
    assert line(request("/nowhere")).startswith(b"HTTP/1.1 404 ")
    assert line(request()) == page


def test_requests_that_come_together_are_answered_in_their_order(line: Line) -> None:
    ferry, choir = line(request()), line(request(CHOIR))
    assert line(request() + request(CHOIR)) == ferry + choir
    half = request(CHOIR)
    assert line(request() + half[:20]) == ferry
    assert line(half[20:]) == choir
    assert line(request()) == ferry


@pytest.mark.parametrize(
    "said",
    [
        request(range="bytes=0-3"),
        request(content_length="3") + b"abc",
        request(transfer_encoding="chunked"),
        request(expect="100-continue"),
        request(connection="close"),
        request(connection="upgrade", upgrade="websocket"),
        request(if_none_match='W/"a", "b"'),
        request(f"{FERRY}?p=1"),
        request("http://127.0.0.1/"),
        request(Host="127.0.0.1"),
        request(x="a\r\n b"),
        request(x="a\nrange: bytes=0-3"),
        request(x="y" * 5000),
        request(x="\x00"),
        request().replace(b"host:", b"host :"),
        request().replace(b"HTTP/1.1", b"HTTP/1.0"),
        request().replace(b"GET", b"HEAD"),
        request().replace(b"GET", b"get"),
        request()[:-1],
        request() * 2,
        b"\r\n" + request(),
        b"",
    ],
)
def test_what_is_not_plain_goes_the_usual_way(said: bytes) -> None:
    assert asked_by(request()) is not None
    assert asked_by(said) is None


def test_a_foreign_name_gets_nothing_that_another_was_given(app: Ready) -> None:
    ask(app)
    assert app.at_once(request()) is not None
    ask(app, host="evil.example")
    assert app.at_once(request(host="evil.example")) is None


@pytest.mark.parametrize(
    "way", ["/nowhere", "/api/publication", "/search.html", "/2016/03/18/last-ferry/"]
)
def test_only_files_of_the_site_are_kept(app: Ready, way: str) -> None:
    ask(app, way)
    assert app.at_once(request(way)) is None


def test_what_was_renewed_is_not_answered_from_before(app: Ready, showing: Showing) -> None:
    ask(app)
    assert b"Last Ferry" in (app.at_once(request()) or b"")
    with Archive.open(showing.archive_path, write=True) as archive:
        entry = told()[0]
        archive.stories.put([replace(entry, story=replace(entry.story, headline="Anew"))])
    showing.keep_up(stamp_of(showing.archive_path))
    assert app.at_once(request()) is None
    ask(app)
    assert b"Anew" in (app.at_once(request()) or b"")


def test_what_is_kept_has_a_bound(app: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(app)
    one = len(app.at_once(request()) or b"")
    monkeypatch.setattr(ready, "KEPT_BYTES", one + 100)
    ask(app, "/dates.html")
    assert app.at_once(request()) is None
    ask(app)
    assert app.at_once(request()) is not None
    assert app.at_once(request("/dates.html")) is None


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_SECONDS", 1.0)


@pytest.mark.slow
@pytest.mark.usefixtures("impatient", "app", "line")
def test_who_falls_silent_is_hung_up_on_after_answers_that_were_ready(
    app: Ready, line: Line
) -> None:
    ask(app)
    for _ in range(3):
        assert line(request())
        time.sleep(0.4)
    time.sleep(1.5)
    with pytest.raises((ConnectionError, AssertionError)):
        assert line(request())
