"""Passkeys of the desk's page, with Chromium's own device: made by invitation, and then let in."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, CDPSession, Page
from tests.participate.conftest import DAY, MadeDesk, Sent, make_a_desk

from backfile.errors import BadValue
from backfile.participate.folder import open_box
from backfile.participate.settings import read_desk
from backfile.publish.words import words_in
from backfile.web.desk import desk_application
from backfile.web.desk_serving import Stand, check_stand, door_of, set_password
from backfile.web.desk_sitting import Sitting
from backfile.web.door import Door, hash_password
from backfile.web.passkeys import CHALLENGE_SECONDS, NAME, Passkeys, read_passkeys
from backfile.web.serve import listening_at

PASSWORD = "four herons under a crane"  # noqa: S105 - of a desk that holds nothing
INVITATION = "come-and-make-one"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Running:
    """A desk that others reach as "localhost": browsers take that for a safe place."""

    sitting: Sitting
    passkeys: Passkeys
    clock: Clock
    address: str


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_a_desk(tmp_path / "desk")


@pytest.fixture
def running(desk: MadeDesk) -> Iterator[Running]:
    desk.take(Sent().submission())
    clock = Clock()
    with open_box(desk.path) as box, listening_at("127.0.0.1", 0) as listening:
        address = f"http://localhost:{listening.getsockname()[1]}"
        passkeys = Passkeys(desk.path, "localhost", frozenset({address}), clock, INVITATION)
        door = Door(time.monotonic, hash_password(PASSWORD), is_exposed=True, passkeys=passkeys)
        sitting = Sitting(read_desk(desk.path), box, desk.key, words_in("en"), door, lambda: DAY)
        app = desk_application(sitting, frozenset({"localhost"}))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield Running(sitting, passkeys, clock, address)
        server.should_exit = True
        thread.join()


def device(page: Page) -> tuple[CDPSession, str]:
    """Give a window a device that keeps passkeys, and says yes."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return line, made["authenticatorId"]


def make_one(running: Running, page: Page, who: str = "Mona") -> None:
    page.goto(f"{running.address}/enter")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/enter'] button")
    page.goto(f"{running.address}/passkey?key={INVITATION}")
    page.fill("[name=who]", who)
    page.click("form[action='/passkey'] button")
    page.wait_for_selector("[role=status]:has-text('The passkey was made')")


@pytest.mark.browser
@pytest.mark.slow
def test_a_passkey_is_made_with_link_and_password_and_opens_the_desk_without_it(
    browser: Browser, running: Running, desk: MadeDesk
) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text))
    line, its = device(page)
    page.goto(f"{running.address}/enter")
    assert page.locator("form[action='/enter/passkey']").count() == 0
    make_one(running, page)
    [kept] = read_passkeys(desk.path)
    assert (kept.who, kept.day) == ("Mona", DAY)
    assert (desk.path / NAME).stat().st_mode & 0o077 == 0
    # The invitation has served.
    page.goto(f"{running.address}/passkey?key={INVITATION}")
    assert "has served already" in page.inner_text("main")

    page.goto(running.address)
    page.click("form[action='/leave'] button")
    page.wait_for_url("**/enter")
    page.click("form[action='/enter/passkey'] button")
    page.wait_for_selector("text=Sand in the quay")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    # Whoever has the device and cannot unlock it stays out; the password still opens.
    page.click("form[action='/leave'] button")
    page.wait_for_url("**/enter")
    line.send("WebAuthn.setUserVerified", {"authenticatorId": its, "isUserVerified": False})
    page.click("form[action='/enter/passkey'] button")
    page.wait_for_selector("[role=status]:has-text('not accepted')")
    assert not [said for said in complaints if "Content Security Policy" in said]


@pytest.mark.browser
@pytest.mark.slow
def test_an_answer_serves_once_soon_and_for_the_passkeys_that_are_kept(
    browser: Browser, running: Running, desk: MadeDesk
) -> None:
    page = browser.new_context().new_page()
    device(page)
    make_one(running, page)

    def answered() -> str:
        return str(
            page.evaluate(
                """async (asked) => {
                    const wanted = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
                    const found = await navigator.credentials.get({ publicKey: wanted });
                    return JSON.stringify(found.toJSON());
                }""",
                json.loads(running.passkeys.ask_who()),
            )
        )

    first = answered()
    changed = json.loads(first)
    sign = changed["response"]["signature"]
    changed["response"]["signature"] = sign[:-6] + ("A" if sign[-6] != "A" else "B") + sign[-5:]
    assert not running.passkeys.opens(json.dumps(changed))
    elsewhere = Passkeys(desk.path, "localhost", running.passkeys.origins, running.clock)
    assert not elsewhere.opens(first)
    assert running.passkeys.opens(first)
    assert not running.passkeys.opens(first)
    late = answered()
    running.clock.now += CHALLENGE_SECONDS + 1
    assert not running.passkeys.opens(late)
    running.passkeys.origins = frozenset({"https://evil.example"})
    assert not running.passkeys.opens(answered())
    running.passkeys.origins = frozenset({running.address})
    removed = answered()
    (desk.path / NAME).unlink()
    assert not running.passkeys.opens(removed)
    assert not running.passkeys.are_there


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": 1}', "{" * 9000, '{"rawId": "x", "response": {}}']
)
def test_what_is_no_answer_opens_nothing_and_makes_nothing(desk: MadeDesk, answer: str) -> None:
    origins = frozenset({"https://desk.example.org"})
    passkeys = Passkeys(desk.path, "desk.example.org", origins, Clock(), INVITATION)
    assert not passkeys.opens(answer)
    with pytest.raises(BadValue, match="not made as it was asked for"):
        passkeys.make(answer, "Mona", DAY)
    assert passkeys.invitation == INVITATION
    assert not (desk.path / NAME).exists()


def test_nobody_is_invited_without_the_link_or_where_no_link_was_asked_for(desk: MadeDesk) -> None:
    passkeys = Passkeys(desk.path, "a.example", frozenset({"https://a.example"}), Clock())
    assert not passkeys.is_invited("")
    passkeys.invitation = INVITATION
    assert passkeys.is_invited(INVITATION)
    assert not passkeys.is_invited(f"{INVITATION}!")
    assert "allowCredentials" not in passkeys.ask_who()


def test_a_file_of_passkeys_that_cannot_be_read_is_told(desk: MadeDesk) -> None:
    (desk.path / NAME).write_text("no list")
    with pytest.raises(BadValue, match="cannot be read") as told:
        read_passkeys(desk.path)
    assert "--new-passkey" in told.value.next_step
    set_password(desk.path, PASSWORD)
    with pytest.raises(BadValue, match="cannot be read"):
        check_stand(desk.path, Stand(name="desk.example.org"))


def test_only_a_desk_that_is_reached_by_a_name_has_passkeys(desk: MadeDesk) -> None:
    assert door_of(desk.path, Stand()).passkeys is None
    with pytest.raises(BadValue, match="serves for a name"):
        check_stand(desk.path, Stand(is_inviting=True))
    set_password(desk.path, PASSWORD)
    stand = Stand(name="Desk.Example.org", is_inviting=True)
    check_stand(desk.path, stand)
    found = door_of(desk.path, stand).passkeys
    assert found is not None
    assert found.name == "desk.example.org"
    assert found.origins == frozenset({"https://desk.example.org"})
    assert found.invitation
