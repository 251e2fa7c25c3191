"""The desk in a real Chromium: by keyboard, without scripts; nothing sent runs or reaches out."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from tests.participate.conftest import DAY, MadeDesk, Sent, make_a_desk, picture_with_a_place

from backfile.model.submission import Attachment
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.settings import read_desk
from backfile.publish.words import words_in
from backfile.web.desk import desk_application
from backfile.web.desk_sitting import Sitting
from backfile.web.door import Door
from backfile.web.serve import listening_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '<a href="https://evil.example/">',
    "{{ 7 * 7 }}",
)


@dataclass(slots=True)
class Running:
    """A desk that is open in a browser."""

    desk: MadeDesk
    sitting: Sitting
    address: str
    heard: list[str] = field(default_factory=list)
    """Dialogs, complaints, and requests to anywhere else."""

    def visit(self, browser: Browser, *, width: int = 1280, scripts: bool = True) -> Page:
        """Come in by the link."""
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.on("dialog", lambda dialog: self.heard.append(dialog.message))
        page.on("console", lambda line: self.heard.append(line.text))
        page.on("request", lambda sent: self._hear(sent.url))
        page.goto(f"{self.address}/enter?key={self.sitting.door.link_secret}")
        return page

    def _hear(self, url: str) -> None:
        if not url.startswith(self.address):
            self.heard.append(url)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    desk = make_a_desk(tmp_path / "desk")
    with open_box(desk.path) as box, listening_at("127.0.0.1", 0) as listening:
        door = Door(time.monotonic)
        sitting = Sitting(read_desk(desk.path), box, desk.key, words_in("en"), door, lambda: DAY)
        config = uvicorn.Config(desk_application(sitting), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield Running(desk, sitting, f"http://127.0.0.1:{listening.getsockname()[1]}")
        server.should_exit = True
        thread.join()


def test_an_editor_reads_notes_and_decides_with_the_keyboard_alone_and_no_script(
    browser: Browser, running: Running
) -> None:
    name = running.desk.take(Sent().submission())
    page = running.visit(browser, scripts=False)

    def go(words: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            held = page.locator(":focus")
            if held.count() and words in (held.inner_text() or held.get_attribute("name") or ""):
                return
        pytest.fail(f"the keyboard does not reach “{words}”")

    go("Sand in the quay")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/s/{name}")
    go("Mark as read")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert running.sitting.box.entry(name).state is State.READ
    go("note")
    page.keyboard.type("Called back.")
    go("Write it down")
    page.keyboard.press("Enter")
    page.get_by_text("Called back.").wait_for()
    go("Erase for good")
    page.keyboard.press("Enter")
    page.wait_for_url("**/erase")
    go("Erase for good")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing lies here.").wait_for()
    assert list(running.sitting.box.entries()) == []


def test_nothing_that_was_sent_runs_or_reaches_out(browser: Browser, running: Running) -> None:
    names = [
        running.desk.take(
            Sent(
                text=payload,
                said={"headline": payload, payload: payload, "name": payload, "story": payload},
                files=(Attachment(payload, payload, payload.encode()),),
            ).submission()
        )
        for payload in PAYLOADS
    ]
    running.sitting.note(names[0], PAYLOADS[0], PAYLOADS[1])
    running.sitting.assign(names[0], PAYLOADS[2])
    page = running.visit(browser)
    for name in names:
        for way in ("", "?pictures=1", "/accept", "/erase"):
            page.goto(f"{running.address}/s/{name}{way}")
    page.goto(f"{running.address}/")
    page.wait_for_timeout(300)
    assert running.heard == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_its_screen_in_both_directions(
    browser: Browser, running: Running, language: str, width: int
) -> None:
    running.sitting.words = words_in(language)
    photo = Attachment("a" * 200 + ".jpg", "image/jpeg", picture_with_a_place())
    name = running.desk.take(Sent(text="x" * 500, files=(photo,)).submission())
    page = running.visit(browser, width=width)
    for way in ("/", f"/s/{name}?pictures=1", f"/s/{name}/accept", "/retention"):
        page.goto(running.address + way)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert running.heard == []
