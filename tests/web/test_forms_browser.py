"""The forms in a real Chromium: sealed in the browser, by keyboard, without script, in Arabic."""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pyrage
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Route, expect
from tests.publish.conftest import Paper
from tests.publish.conftest import paper as paper  # noqa: PLC0414 - a fixture

from backfile.model.submission import QUESTIONS, Form, Submission
from backfile.participate.folder import make_desk, open_box
from backfile.participate.padding import SMALLEST
from backfile.participate.receipts import receipt_of
from backfile.participate.seal import check_sealed, unseal
from backfile.participate.settings import Desk, Limits
from backfile.publish.options import Desk as Offered
from backfile.publish.options import Options
from backfile.publish.site import publish
from backfile.web.forms_serve import taking_in
from backfile.web.serve import listening_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
LETTER = "They sold the ferry at night.\nباعوا العبّارة ليلاً 🌊"


@dataclass
class Running:
    address: str
    folder: Path

    def opened(self) -> list[Submission]:
        with open_box(self.folder) as box:
            return [
                unseal(sealed, IDENTITY)
                for entry in list(box.entries())
                for sealed in box.sealed(entry.id)
            ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """A desk that takes in, as `backfile desk serve` runs it."""
    folder = tmp_path / "desk"
    make_desk(folder, Desk(key=KEY, title="Harbour Line", languages=("en", "ar", "fr")))
    with listening_at("127.0.0.1", 0) as listening, taking_in(folder) as app:
        server = uvicorn.Server(
            uvicorn.Config(app, access_log=False, log_config=None, lifespan="off")
        )
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}/", folder)
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def phrase_on(page: Page) -> str:
    page.wait_for_selector(".phrase", timeout=30_000)
    return page.inner_text(".phrase")


def test_what_a_browser_locks_the_desk_opens_and_the_network_saw_none_of_it(
    desk: Running, page: Page, tmp_path: Path
) -> None:
    bodies: list[bytes] = []
    page.on("request", lambda request: bodies.append(request.post_data_buffer or b""))
    page.goto(f"{desk.address}share?language=en")
    page.fill("[name=text]", LETTER)
    page.fill("[name=name]", "Mara")
    page.check("[value=contact]")
    page.set_input_files(
        "[type=file]", {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF\0"}
    )
    page.click(".ask [type=submit]")
    phrase = phrase_on(page)
    assert page.evaluate("document.activeElement.tagName") == "H1"
    [opened] = desk.opened()
    assert opened.form is Form.SHARE
    assert opened.said == {"text": LETTER, "name": "Mara"}
    assert [str(one) for one in opened.agreed] == ["contact"]
    [file] = opened.attachments
    assert (file.name, file.type, file.data) == ("bill.pdf", "application/pdf", b"%PDF\0")
    assert not any(word in body for body in bodies for word in (b"ferry", b"bill.pdf", b"Mara"))
    assert phrase.encode() not in b"".join(bodies)
    with open_box(desk.folder) as box:
        name = box.find(receipt_of(phrase))
        assert name
        assert box.entry(name).bucket == 4096
        (tmp_path / "sealed").write_bytes(box.sealed(name)[0])
    if shutil.which("age"):
        (tmp_path / "key").write_text(f"{IDENTITY}\n")
        words = ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "sealed")]
        assert b"ferry" in subprocess.run(words, capture_output=True, check=True).stdout


def test_what_a_browser_locks_opens_with_a_colleagues_key_too(
    page: Page, paper: Paper, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    mona = pyrage.x25519.Identity.generate()
    offered = Offered(email="desk@a.example", key=KEY, colleagues=(str(mona.to_public()),))
    publish(replace(paper), tmp_path / "site", options=Options(desk=offered))
    page.goto(f"{serve_folder(tmp_path / 'site')}write/share.html")
    page.fill("[name=text]", LETTER)
    with page.expect_download() as waiting:
        page.click("[data-save]")
    sealed = waiting.value.path().read_bytes()
    assert check_sealed(sealed) == SMALLEST
    for identity in (IDENTITY, mona):
        assert unseal(sealed, identity).said == {"text": LETTER}


def test_a_form_is_filled_in_and_sent_with_the_keyboard_alone(desk: Running, page: Page) -> None:
    page.goto(f"{desk.address}feedback?language=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.type || ''")
        names.append(name)
        if name == "text":
            page.keyboard.type("By keyboard")
        if name == "submit":
            page.keyboard.press("Enter")
            break
    assert "website" not in names
    assert names[-1] == "submit"
    assert phrase_on(page)
    assert [opened.said for opened in desk.opened()] == [{"text": "By keyboard"}]


def test_without_script_a_form_is_sent_and_its_receipt_erases_it(
    desk: Running, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ar")
    page = context.new_page()
    page.goto(f"{desk.address}suggest")
    assert page.locator("html[dir=rtl][lang=ar]").count() == 1
    page.fill("[name=suggestion]", LETTER)
    page.click(".ask [type=submit]")
    # Nobody fills in a form in less than four seconds: it is looked over once more.
    assert page.locator(".refused[role=alert]").count() == 1
    assert page.input_value("[name=suggestion]") == LETTER
    time.sleep(Limits().least_seconds + 1)
    page.click(".ask [type=submit]")
    phrase = page.inner_text(".phrase")
    assert [opened.said["suggestion"] for opened in desk.opened()] == [LETTER]
    page.click("main a[href^=receipt]")
    page.fill("[name=phrase]", phrase)
    page.check("[name=sure]")
    page.click("[value=erase]")
    assert page.locator("h1").count() == 1
    assert desk.opened() == []
    context.close()


def test_more_is_locked_and_added_with_a_phrase(desk: Running, page: Page) -> None:
    page.goto(f"{desk.address}feedback?language=en")
    page.fill("[name=text]", "One")
    page.click(".ask [type=submit]")
    phrase = phrase_on(page)
    page.goto(f"{desk.address}receipt?language=en")
    page.fill("[name=phrase]", phrase)
    page.fill("[name=text]", "Two")
    page.click("[value=add]")
    page.wait_for_selector("h1:has-text('Added')")
    one, two = desk.opened()
    assert (one.said["text"], two.said, two.form) == ("One", {"text": "Two"}, Form.ADDED)


def test_a_network_that_fails_loses_nothing_and_a_second_try_is_kept_once(
    desk: Running, page: Page
) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/sealed", lose_the_answer, times=1)
    page.goto(f"{desk.address}feedback?language=en")
    page.fill("[name=text]", "Once")
    page.click(".ask [type=submit]")
    assert phrase_on(page)
    assert [opened.said["text"] for opened in desk.opened()] == ["Once"]


def test_a_full_disk_is_told_in_place_and_the_words_stay(desk: Running, page: Page) -> None:
    page.route("**/sealed", lambda route: route.fulfill(status=503, body='{"said":"full"}'))
    page.goto(f"{desk.address}feedback?language=en")
    page.fill("[name=text]", "Stays")
    page.click(".ask [type=submit]")
    page.wait_for_selector("[data-told]:has-text('no room')")
    assert page.input_value("[name=text]") == "Stays"
    assert page.is_enabled(".ask [type=submit]")


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_no_form_is_wider_than_a_small_phone_and_each_field_has_its_name(
    desk: Running, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for way in ("", "before", "receipt", *QUESTIONS):
        if way is Form.ADDED:
            continue
        page.goto(f"{desk.address}{way}?language={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        unnamed = page.evaluate(
            """[...document.querySelectorAll('input:not([type=hidden]), textarea')]
            .filter((one) => !one.labels.length).map((one) => one.name)"""
        )
        assert unnamed == []
        small = page.evaluate(
            """[...document.querySelectorAll('.acts button, .ways-to-write a')]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).length"""
        )
        assert small == 0


def test_a_form_on_the_sites_own_page_reaches_the_desk_elsewhere(
    desk: Running,
    page: Page,
    paper: Paper,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    site = tmp_path / "site"
    publish(paper, site, options=Options(desk=Offered(address=desk.address, key=KEY)))
    home = serve_folder(site)
    story = next((site / "story").rglob("*.html")).relative_to(site).as_posix()
    page.goto(home + story)
    page.click("a[href*='write/error.html']")
    expect(page.locator("[name=story]")).to_have_value(home + story)
    page.fill("[name=wrong]", LETTER)
    page.click(".ask [type=submit]")
    assert phrase_on(page)
    [opened] = desk.opened()
    assert (opened.form, opened.story) == (Form.ERROR, home + story)
    assert opened.said == {"wrong": LETTER}
    assert not [line for line in said if "Content Security Policy" in line]


def test_a_form_of_the_site_works_without_script_in_two_steps(
    desk: Running,
    browser: Browser,
    paper: Paper,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    site = tmp_path / "site"
    options = Options(desk=Offered(address=desk.address, key=KEY), language="ar")
    publish(paper, site, options=options)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve_folder(site)}write/share.html")
    page.fill("[name=text]", LETTER)
    page.click(".ask [type=submit]")
    assert page.url.startswith(desk.address)
    assert page.input_value("[name=text]") == LETTER
    time.sleep(Limits().least_seconds + 1)
    page.click(".ask [type=submit]")
    assert re.fullmatch(r"[a-z-]{53}", page.inner_text(".phrase"))
    assert [opened.said["text"] for opened in desk.opened()] == [LETTER]
    context.close()


def test_where_there_is_no_desk_a_locked_file_is_made_for_the_editors(
    page: Page, paper: Paper, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    site = tmp_path / "site"
    options = Options(desk=Offered(email="desk@a.example", key=KEY))
    publish(replace(paper), site, options=options)
    page.goto(f"{serve_folder(site)}write/share.html")
    page.fill("[name=text]", LETTER)
    with page.expect_download() as waiting:
        page.click("[data-save]")
    sealed = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename.endswith(".age")
    assert unseal(sealed, IDENTITY).said == {"text": LETTER}
    assert "desk@a.example" in page.inner_text("[data-told]")


def test_a_host_of_files_alone_says_that_nobody_takes_it_in_and_offers_a_locked_file(
    page: Page, paper: Paper, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    site = tmp_path / "site"
    publish(paper, site, options=Options(desk=Offered(folder=tmp_path / "desk", key=KEY)))
    page.goto(f"{serve_folder(site)}write/share.html")
    page.fill("[name=text]", LETTER)
    expect(page.locator("[data-save]")).to_be_hidden()
    page.click(".ask [type=submit]")
    expect(page.locator("[data-told]")).to_contain_text("no desk stands behind this copy")
    with page.expect_download() as waiting:
        page.click("[data-save]")
    assert unseal(waiting.value.path().read_bytes(), IDENTITY).said == {"text": LETTER}
    expect(page.locator("[data-told]")).to_contain_text("in a way that you trust")


def test_on_a_disk_a_form_offers_what_works_there(page: Page, paper: Paper, tmp_path: Path) -> None:
    site = tmp_path / "site"
    desk = Offered(folder=tmp_path / "desk", key=KEY, email="desk@a.example")
    publish(paper, site, options=Options(desk=desk))
    story = next((site / "story").rglob("*.html"))
    page.goto(story.as_uri())
    page.click("a[href*='write/error.html']")
    expect(page.locator("[name=story]")).to_have_value(story.as_uri())
    expect(page.locator(".ask [type=submit]")).to_be_hidden()
    expect(page.locator("[data-told]")).to_contain_text("no desk stands behind this copy")
    assert quote(story.as_uri(), safe="") in (page.get_attribute("[data-mail]", "href") or "")
    page.fill("[name=wrong]", LETTER)
    with page.expect_download() as waiting:
        page.click("[data-save]")
    assert unseal(waiting.value.path().read_bytes(), IDENTITY).said == {"wrong": LETTER}


def test_without_script_a_desk_elsewhere_knows_which_story_is_meant(
    desk: Running,
    browser: Browser,
    paper: Paper,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    site = tmp_path / "site"
    publish(paper, site, options=Options(desk=Offered(address=desk.address, key=KEY)))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    story = next((site / "story").rglob("*.html")).relative_to(site).as_posix()
    page.goto(serve_folder(site) + story)
    page.click(".mend a >> nth=1")
    assert page.url.startswith(f"{desk.address}removal?")
    assert page.input_value("[name=story]") == story
    context.close()
