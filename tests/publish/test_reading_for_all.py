"""Everybody can read the site: unseen, by keys alone, on a narrow screen, in the dark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from tests.publish.conftest import Paper

from backfile.publish.options import Options
from backfile.publish.site import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_BROUGHT = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
AXE = Path(str(_BROUGHT))
KINDS = (
    *("index.html", "about.html", "letters.html", "dates.html", "days.html", "sections.html"),
    *("contributors.html", "tags.html", "stories.html", "contents.html", "search.html", "404.html"),
    *("date/????.html", "date/????-??.html", "day/*.html", "section/*.html", "type/*.html"),
    *("contributor/*.html", "tag/*.html", "events.html", "projects.html", "project/*.html"),
    *("story/f/ferryferry.html", "story/a/arabicstry.html", "story/l/lostdateaa.html"),
)
"""One page of each kind: the first that a pattern meets."""
Scheme = Literal["dark", "light"]
LIGHTS: tuple[tuple[str, Scheme, int], ...] = (("en", "light", 320), ("ar", "dark", 1280))
"""Both sides, both lights, both widths in two visits; bench/outside.py makes all eight."""
CHANGED = "said => document.querySelector('#result-count').textContent !== said"
Serve = Callable[[Path], str]


def made(paper: Paper, folder: Path, language: str) -> Path:
    paper.pairs = {"ferryferry": ("arabicstry",), "arabicstry": ("ferryferry",)}
    publish(paper, folder, options=Options(language=language, keeper="The Islands Library"))
    return folder


@pytest.mark.parametrize(("language", "scheme", "width"), LIGHTS)
def test_no_page_shuts_a_reader_out(
    visit: "Visit", language: str, scheme: Scheme, width: int
) -> None:
    assert not list(visit.complaints(language, scheme, width))


@dataclass(frozen=True)
class Visit:
    """A look at one page of each kind with axe-core."""

    paper: Paper
    folder: Path
    browser: Browser
    serve: Serve

    def complaints(self, language: str, scheme: Scheme, width: int) -> Iterator[str]:
        site = made(self.paper, self.folder / "site", language)
        address, checker = self.serve(site), AXE.read_text("utf-8")
        screen: ViewportSize = {"width": width, "height": 800}
        context = self.browser.new_context(viewport=screen, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for file in (next(iter(sorted(site.glob(kind))), None) for kind in KINDS):
            if file is None:
                continue
            path = file.relative_to(site).as_posix()
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => {one.open = true})")
            page.evaluate(checker)
            violations: list[dict[str, Any]] = page.evaluate("axe.run()")["violations"]
            for one in violations:
                yield f"{path}: {one['id']} {one['nodes'][0]['html'][:200]}"
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                yield f"{path} is wider than the screen"
        context.close()


@pytest.fixture
def visit(paper: Paper, tmp_path: Path, browser: Browser, serve_folder: Serve) -> Visit:
    """A look at the site of a small paper."""
    return Visit(paper, tmp_path, browser, serve_folder)


@pytest.fixture
def page(paper: Paper, tmp_path: Path, browser: Browser, serve_folder: Serve) -> Page:
    """The front page, in a window of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    window = context.new_page()
    window.goto(serve_folder(made(paper, tmp_path / "site", "en")) + "index.html")
    return window


def at(page: Page, what: str) -> Any:
    """Return something of the element that has the focus."""
    return page.evaluate(f"document.activeElement.{what}")


def go_to(page: Page, where: str, most: int = 80) -> None:
    """Press Tab until an element that a selector means has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
    pytest.fail(f"no {where} within {most} steps")


def test_the_first_key_leads_past_the_menu(page: Page) -> None:
    page.keyboard.press("Tab")
    assert at(page, "className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]  # it is shown
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["story/f/ferryferry.html", "dates.html", "about.html"])
def test_a_stroke_leads_to_the_search_box_of_every_page_and_is_still_a_letter_in_it(
    paper: Paper, tmp_path: Path, browser: Browser, path: str
) -> None:
    publish(paper, tmp_path / "site")
    page = browser.new_page()
    page.goto((tmp_path / "site" / path).as_uri())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("a/b")
    assert page.input_value("#find") == "a/b"
    assert page.get_attribute("#find", "aria-keyshortcuts") == "/"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+/")
    assert page.evaluate("document.activeElement.id") != "find"
    page.close()


def test_the_menu_is_walked_in_its_order_and_each_step_is_seen(page: Page) -> None:
    menu = page.eval_on_selector_all(".masthead nav a", "all => all.map(a => a.textContent)")
    go_to(page, ".masthead nav a")
    walked = []
    for _ in menu:
        walked.append(at(page, "textContent"))
        style = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(style) != "none"
        page.keyboard.press("Tab")
    assert walked == menu
    assert at(page, "id") == "find"


def test_a_menu_entry_opens_by_a_key(page: Page) -> None:
    go_to(page, ".masthead nav a[href$='dates.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dates.html")


def test_a_search_is_made_narrowed_and_followed_by_keys_alone(page: Page) -> None:
    go_to(page, "#find")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=ferry")
    page.wait_for_selector("#results li")
    said = page.text_content("#result-count")
    go_to(page, "select[name=type]")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**type=**")
    page.wait_for_function(CHANGED, arg=said)
    page.keyboard.press("Home")
    page.wait_for_function(f"said => !({CHANGED})(said)", arg=said)
    go_to(page, "#results a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/**")
    assert page.locator("h1").count() == 1


def test_how_we_know_opens_by_a_key(page: Page) -> None:
    page.goto(page.url.replace("index.html", "story/f/ferryferry.html"))
    go_to(page, "summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert page.locator(".known").is_visible()
    page.keyboard.press("Space")
    assert not page.evaluate("document.activeElement.parentElement.open")


def test_a_story_leads_to_its_translation_by_a_key(page: Page) -> None:
    page.goto(page.url.replace("index.html", "story/f/ferryferry.html"))
    go_to(page, ".languages a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arabicstry.html")


def test_nobody_who_asks_for_stillness_sees_anything_move(
    paper: Paper, tmp_path: Path, browser: Browser, serve_folder: Serve
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(serve_folder(made(paper, tmp_path / "site", "en")) + "index.html")
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
