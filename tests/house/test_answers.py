"""Every route of the forms and the desk: each answer bears the one table, each refusal refuses.

The routes are asked of the applications themselves: a new one is held to this without being named.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from tests.participate.conftest import DAY, MadeDesk, Sent, make_a_desk, picture_with_a_place

from backfile.model.submission import Agreement, Attachment
from backfile.participate.box import Entry
from backfile.participate.folder import open_box
from backfile.participate.keeper import Keeper
from backfile.participate.settings import read_desk
from backfile.publish.headers import FORM, GUARD, ONLY_TLS, PRIVATE
from backfile.publish.words import words_in
from backfile.web import forms_reading, guard
from backfile.web.desk import LARGEST_FORM, desk_application
from backfile.web.desk_sitting import Sitting
from backfile.web.door import Door, hash_password
from backfile.web.forms import forms_application
from backfile.web.forms_reading import LARGEST_SEALED
from backfile.web.forms_taking import taking_of
from backfile.web.guard import LOOPBACK, Reach

LOCAL = "http://127.0.0.1:8767"
ODD = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X")
_POLICY = "content-security-policy"
_SANDBOX = {_POLICY: "default-src 'none'; sandbox"}
_SCRIPTED = {_POLICY: f"{PRIVATE['Content-Security-Policy']}; script-src 'self'"}
_SITE_ELSEWHERE = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    _POLICY: "default-src 'none'; frame-ancestors 'none'",
}
DIFFERING: dict[str, dict[str, str]] = {
    # What strangers sent is saved, and may not even load a style.
    "/s/{id}/files/{number:int}": _SANDBOX,
    "/s/{id}/pictures/{number:int}": _SANDBOX,
    # Browsers give passkeys to scripts alone.
    "/enter": _SCRIPTED,
    "/enter/passkey": _SCRIPTED,
    "/passkey": _SCRIPTED,
    # The site's pages may stand on another host than the desk, and load its files from there.
    "/challenge": _SITE_ELSEWHERE,
    "/sealed": _SITE_ELSEWHERE,
    "/{file:path}": _SITE_ELSEWHERE | {"cache-control": "public, max-age=86400"},
}
"""Where an answer may say something else than the table, and what; no other may."""


@dataclass(frozen=True, slots=True)
class Way:
    """One route, and how it is asked."""

    route: str
    method: str
    address: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


@dataclass
class House:
    """An application, whoever may use it, and what stands in each answer of it."""

    app: ASGIApp
    row: dict[str, str]
    reader: TestClient
    entries: Callable[[], list[Entry]]
    token: Callable[[], str]
    places: dict[str, str] = field(default_factory=dict)

    def ways(self) -> list[Way]:
        inner: Any = self.app
        while hasattr(inner, "_app"):
            inner = inner._app
        assert isinstance(inner, Starlette)
        found = [
            Way(route.path, method, self._address(route.path))
            for route in inner.routes
            if isinstance(route, Route)
            for method in sorted(route.methods or ())
        ]
        assert len(found) > 10
        # Whoever has left is shown nothing more.
        return sorted(found, key=lambda way: way.route == "/leave")

    def _address(self, path: str) -> str:
        return re.sub(r"\{(\w+)[^}]*\}", lambda name: self.places[name[1]], path)

    def check(self, way: Way | str, answer: Response) -> None:
        """Hold an answer to the table."""
        allowed = DIFFERING.get(way.route, {}) if isinstance(way, Way) else {}
        for name, said in self.row.items():
            got = answer.headers.get(name)
            assert got in {said, allowed.get(name.lower())}, f"{way}: {name} is {got}"
        policy = answer.headers[_POLICY]
        assert "unsafe" not in policy, f"{way}"
        assert "Traceback" not in answer.text, f"{way}"
        assert str(Path.cwd()) not in answer.text, f"{way}"


def quiet(app: ASGIApp, base: str) -> TestClient:
    return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_a_desk(tmp_path / "desk")


@pytest.fixture
def the_desk(desk: MadeDesk) -> Iterator[House]:
    """The desk's page with one submission, for an editor who came in."""
    photo = Attachment("quay.jpg", "image/jpeg", picture_with_a_place())
    name = desk.take(Sent(files=(photo,), agreed=(Agreement.PUBLICATION,)).submission())
    with open_box(desk.path) as box:
        door = Door(lambda: 0.0)
        sitting = Sitting(read_desk(desk.path), box, desk.key, words_in("en"), door, lambda: DAY)
        app = desk_application(sitting)
        reader = quiet(app, LOCAL)
        assert reader.get(f"/enter?key={door.link_secret}").status_code == 303

        def token() -> str:
            found = re.search(r'name="token" value="([^"]+)"', reader.get("/").text)
            assert found
            return found[1]

        places = {"id": name, "number": "1"}
        yield House(app, PRIVATE, reader, lambda: list(box.entries()), token, places)


@pytest.fixture
def the_forms(desk: MadeDesk) -> Iterator[House]:
    """What takes in what readers send, over HTTPS."""
    with Keeper(desk.path) as keeper:
        taking = taking_of(read_desk(desk.path), keeper)
        app = forms_application(taking, Reach(is_tls=True))

        def entries() -> list[Entry]:
            return keeper.ask(lambda box: list(box.entries())).result(9)

        places = {"form": "share", "file": "share"}
        row = FORM | ONLY_TLS
        yield House(app, row, quiet(app, LOCAL), entries, taking.token, places)


@pytest.fixture(params=["the_desk", "the_forms"])
def house(request: pytest.FixtureRequest) -> House:
    found: House = request.getfixturevalue(request.param)
    return found


def test_the_table_says_what_every_answer_needs() -> None:
    for row in (FORM, PRIVATE):
        assert row.items() >= GUARD.items()
        assert "script-src 'self'" in row["Content-Security-Policy"] or row is PRIVATE
        assert row["Cache-Control"] == "no-store"


def test_every_answer_in_order_bears_the_table(house: House) -> None:
    for way in house.ways():
        data = {"token": house.token()} if way.method == "POST" else None
        answer = house.reader.request(way.method, way.address, data=data)
        house.check(way, answer)
        assert answer.status_code != 500, f"{way}"


def test_every_answer_that_refuses_bears_the_table(house: House) -> None:
    for way in house.ways():
        for bad in (
            {"headers": {"host": "a b"}},
            {"headers": {"x-long": "x" * 40_000}},
            {"params": {"q": "x" * 20_000}},
        ):
            answer = house.reader.request(way.method, way.address, **bad)  # type: ignore[arg-type]
            house.check(f"{way} refused", answer)
            assert answer.status_code in {400, 414, 431}, f"{way}"
    for address in ("/nothing/there", "/%00", "//x", "/s/ffff", "/s/ffff/files/9", "/%2e%2e/x"):
        house.check(address, house.reader.get(address))


def test_methods_that_nobody_needs_are_refused(house: House) -> None:
    for way in house.ways():
        for method in ODD:
            answer = house.reader.request(method, way.address)
            assert answer.status_code == 405
            house.check(f"{method} {way.route}", answer)


def test_a_fault_of_ours_bears_the_table_and_tells_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of /srv/desk")

    token = house.token()
    for place in ("desk_pages.Pages._draw", "forms_pages.Pages.page", "forms_taking.Taking.token"):
        monkeypatch.setattr(f"backfile.web.{place}", broken)
    failed = 0
    for way in house.ways():
        data = {"token": token} if way.method == "POST" else None
        answer = house.reader.request(way.method, way.address, data=data)
        house.check(way, answer)
        assert "secret of" not in answer.text
        failed += answer.status_code == 500
    assert failed >= 4
    assert "secret of" not in caplog.text


def test_no_form_of_somebody_else_changes_anything(house: House) -> None:
    before = house.entries()
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    forms: list[dict[str, str]] = [
        {},
        {"token": ""},
        {"token": "guessed"},
        {"token": "0" * 64},
    ]
    wish = {"act": "erase", "sure": "1", "text": "Sent", "do": "take", "day": DAY, "password": "x"}
    posts = [way for way in house.ways() if way.method == "POST"]
    assert len(posts) >= 3
    for way in posts:
        for form in forms:
            answer = house.reader.post(way.address, data=wish | form, headers=headers)
            house.check(way, answer)
            assert answer.status_code in {403, 404, 422}, f"{way} {form}: {answer.status_code}"
    assert house.entries() == before


def test_the_desk_shows_nothing_to_whoever_did_not_come_in(the_desk: House) -> None:
    stranger = quiet(the_desk.app, LOCAL)
    token = the_desk.token()
    open_to_all = {"/desk.css", "/desk.js", "/favicon.ico", "/enter"}
    for way in the_desk.ways():
        data = {"token": token} if way.method == "POST" else None
        answer = stranger.request(way.method, way.address, data=data)
        the_desk.check(way, answer)
        if way.route not in open_to_all:
            assert answer.status_code in {303, 403}, f"{way}"
        assert "Sand" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "desk.example.org:80"])
def test_the_desk_is_not_there_under_a_foreign_name(the_desk: House, host: str) -> None:
    before = the_desk.entries()
    token = the_desk.token()
    for way in the_desk.ways():
        data = {"token": token, "act": "erase"} if way.method == "POST" else None
        answer = the_desk.reader.request(way.method, way.address, data=data, headers={"host": host})
        the_desk.check(f"{way} elsewhere", answer)
        assert answer.status_code in {403, 421}, f"{way}"
    assert the_desk.entries() == before


def test_what_is_too_large_is_refused(house: House) -> None:
    before = house.entries()
    piece = bytes(1 << 20)
    pieces = (LARGEST_FORM if house.row is PRIVATE else LARGEST_SEALED) // len(piece) + 1

    def endless() -> Iterator[bytes]:
        for _ in range(pieces):
            yield piece

    kind = "application/x-www-form-urlencoded"
    for way in house.ways():
        if way.method != "POST":
            continue
        told = {"content-length": str(1 << 40), "content-type": kind}
        answer = house.reader.post(way.address, content=b"x", headers=told)
        house.check(way, answer)
        assert answer.status_code == 413, f"{way}"
        answer = house.reader.post(way.address, content=endless(), headers={"content-type": kind})
        house.check(way, answer)
        assert answer.status_code in {403, 413, 422}, f"{way}: {answer.status_code}"
    assert house.entries() == before


def test_what_never_ends_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.02)
    monkeypatch.setattr(forms_reading, "_IDLE_SECONDS", 0.02)
    cookie = "; ".join(f"{one.name}={one.value}" for one in house.reader.cookies.jar)
    before = house.entries()
    for way in house.ways():
        if way.method != "POST":
            continue
        # In a thread of its own: a browser that other tests opened keeps a loop in this one.
        with ThreadPoolExecutor(1) as alone:
            asking = dribbled(house.app, way.address, cookie)
            answer = alone.submit(asyncio.run, asking).result(30)
        house.check(way, answer)
        assert answer.status_code in {403, 408, 413, 422}, f"{way}: {answer.status_code}"
    assert house.entries() == before


async def dribbled(app: ASGIApp, address: str, cookie: str) -> Response:
    """Send the beginning of a body, and then nothing more."""
    pieces = iter([{"type": "http.request", "body": b"token=", "more_body": True}])
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        for piece in pieces:
            return piece
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 4711),
        "server": ("127.0.0.1", 8767),
        "headers": [
            (b"host", b"127.0.0.1:8767"),
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"cookie", cookie.encode()),
        ],
    }
    await asyncio.wait_for(app(scope, receive, send), 20)
    start = next(message for message in said if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in said)
    return Response(start["status"], headers=start["headers"], content=body)


def test_a_desk_that_others_reach_asks_for_https_from_then_on(desk: MadeDesk) -> None:
    with open_box(desk.path) as box:
        door = Door(lambda: 0.0, hash_password("four herons under a crane"), is_exposed=True)
        sitting = Sitting(read_desk(desk.path), box, desk.key, words_in("en"), door, lambda: DAY)
        app = desk_application(sitting, LOOPBACK | {"desk.example.org"})
        reader = quiet(app, "https://desk.example.org")
        house = House(app, PRIVATE | ONLY_TLS, reader, list, str, {"id": "0" * 32, "number": "1"})
        for way in house.ways():
            house.check(way, reader.request(way.method, way.address))
