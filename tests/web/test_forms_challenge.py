"""A challenge that is plainly asked for is answered at once: as usual, and new each time."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.participate.conftest import MadeDesk, make_a_desk

from backfile.participate.keeper import Keeper
from backfile.participate.settings import read_desk
from backfile.web.forms import forms_application
from backfile.web.forms_challenge import Challenging
from backfile.web.forms_taking import taking_of
from backfile.web.guard import Reach

HEAD = b"GET /challenge HTTP/1.1\r\nHost: desk.example\r\nOrigin: https://a.example\r\n\r\n"


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_a_desk(tmp_path / "desk")


@pytest.fixture
def forms(desk: MadeDesk) -> Iterator[Challenging]:
    with Keeper(desk.path) as keeper:
        taking = taking_of(read_desk(desk.path), keeper)
        found = forms_application(taking, Reach(frozenset({"desk.example"}), is_tls=True))
        assert isinstance(found, Challenging)
        yield found


def ask(forms: Challenging, host: str = "desk.example", way: str = "challenge") -> None:
    reader = TestClient(forms, base_url=f"http://{host}", headers={"connection": "keep-alive"})
    reader.get(way)


def test_the_second_challenge_has_the_firsts_head_and_a_token_of_its_own(
    forms: Challenging,
) -> None:
    assert forms.at_once(HEAD) is None
    usual = TestClient(forms, base_url="http://desk.example").get("challenge")
    tokens = {usual.json()["token"]}
    for _ in range(3):
        found = forms.at_once(HEAD)
        assert found is not None
        head, _, body = found.partition(b"\r\n\r\n")
        first, *rows = head.decode().split("\r\n")
        assert first == "HTTP/1.1 200 OK"
        assert dict(row.split(": ", 1) for row in rows) == dict(usual.headers)
        told = json.loads(body)
        assert told["bits"] == usual.json()["bits"]
        assert re.fullmatch(r"[\w-]{43}", told["token"])
        tokens.add(told["token"])
    assert len(tokens) == 4


@pytest.mark.parametrize(
    "asked",
    [
        HEAD.replace(b"desk.example", b"evil.example"),
        HEAD.replace(b"Host: desk.example\r\n", b""),
        HEAD.replace(b"/challenge", b"/challenge?x"),
        HEAD.replace(b"/challenge", b"/challenges"),
        HEAD.replace(b"GET", b"POST"),
        HEAD.replace(b"\r\n\r\n", b"\r\nContent-Length: 9\r\n\r\n"),
        HEAD.replace(b"\r\n\r\n", b"\r\nHost: desk.example\r\n\r\n"),
        HEAD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),
        HEAD[:-2],
        HEAD + HEAD,
        b"",
    ],
)
def test_whatever_is_not_plain_goes_the_usual_way(forms: Challenging, asked: bytes) -> None:
    ask(forms)
    assert forms.at_once(HEAD)
    assert forms.at_once(asked) is None


def test_what_was_refused_or_is_something_else_leaves_no_head(forms: Challenging) -> None:
    ask(forms, host="evil.example")
    ask(forms, way="share")
    ask(forms, way="challenge?language=ar")
    assert forms.at_once(HEAD) is None
    assert forms.at_once(HEAD.replace(b"desk.example", b"evil.example")) is None
