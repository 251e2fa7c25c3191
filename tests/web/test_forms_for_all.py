"""Everybody can fill in the forms: looked at with axe-core, on a small screen, both ways round."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.publish.conftest import Paper
from tests.publish.conftest import paper as paper  # noqa: PLC0414 - a fixture
from tests.publish.test_reading_for_all import AXE
from tests.web.test_forms_browser import KEY, Running
from tests.web.test_forms_browser import desk as desk  # noqa: PLC0414 - a fixture

from backfile.model.submission import QUESTIONS, Form
from backfile.publish.options import Desk as Offered
from backfile.publish.options import Options
from backfile.publish.site import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FORMS = tuple(form for form in QUESTIONS if form is not Form.ADDED)
SCREEN = {"width": 320, "height": 640}
ELSEWHERE = "https://desk.a.example/"
OPENED = "document.querySelectorAll('details').forEach(one => {one.open = true})"


@dataclass
class Look:
    """A window in which pages are looked at."""

    page: Page

    def complaints(self, name: str) -> Iterator[str]:
        """Yield what axe-core finds on the page that is shown, and whether it is too wide."""
        self.page.evaluate(OPENED)
        self.page.evaluate(AXE.read_text("utf-8"))
        violations: list[dict[str, Any]] = self.page.evaluate("axe.run()")["violations"]
        for one in violations:
            yield f"{name}: {one['id']} {one['nodes'][0]['html'][:200]}"
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{name} is wider than the screen"


@pytest.fixture(params=[("en", "light"), ("ar", "dark")], ids=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param[0])


@pytest.fixture
def look(browser: Browser, language: str) -> Iterator[Look]:
    scheme = "light" if language == "en" else "dark"
    context = browser.new_context(viewport=SCREEN, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    yield Look(context.new_page())
    context.close()


def test_no_form_of_the_desk_shuts_a_reader_out(desk: Running, look: Look, language: str) -> None:
    found: list[str] = []
    for way in ("", "before", "receipt", *FORMS, "nothing-there"):
        look.page.goto(f"{desk.address}{way}?language={language}")
        assert look.page.locator(f"html[lang={language}]").count() == 1
        found += look.complaints(way or "the index")
    # What was not taken says so in words that are tied to the field; what was taken has a phrase.
    look.page.goto(f"{desk.address}share?language={language}")
    look.page.evaluate("document.querySelector('form.ask').noValidate = true")
    look.page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form.ask'))")
    look.page.wait_for_selector("[role=alert]")
    found += look.complaints("refused")
    look.page.fill("[name=text]", "They sold the ferry.")
    look.page.click(".ask [type=submit]")
    look.page.wait_for_selector(".phrase", timeout=30_000)
    found += look.complaints("received")
    assert not found


def test_no_form_of_the_site_shuts_a_reader_out(
    look: Look,
    language: str,
    paper: Paper,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    offered = Offered(address=ELSEWHERE, key=KEY, email="desk@a.example", safer=("Signal: x",))
    publish(paper, tmp_path / "site", options=Options(desk=offered, language=language))
    home = serve_folder(tmp_path / "site")
    found: list[str] = []
    for way in ("write.html", "write/before.html", *(f"write/{form}.html" for form in FORMS)):
        look.page.goto(home + way)
        assert look.page.locator(f"html[lang={language}]").count() == 1
        found += look.complaints(way)
    assert not found
