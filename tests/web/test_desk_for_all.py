"""Every editor can work at the desk: its pages looked at with axe-core, on a small screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.participate.conftest import Sent, picture_with_a_place
from tests.web.test_desk_browser import Running
from tests.web.test_desk_browser import running as running  # noqa: PLC0414 - a fixture
from tests.web.test_forms_for_all import SCREEN, Look

from backfile.model.submission import Attachment
from backfile.participate.moderation import State
from backfile.publish.words import words_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[("en", "light"), ("ar", "dark")], ids=["en", "ar"])
def look(request: pytest.FixtureRequest, browser: Browser, running: Running) -> Iterator[Look]:
    language, scheme = request.param
    running.sitting.words = words_in(language)
    context = browser.new_context(viewport=SCREEN, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    yield Look(context.new_page())
    context.close()


def test_no_page_of_the_desk_shuts_an_editor_out(running: Running, look: Look) -> None:
    photo = Attachment("quay.jpg", "image/jpeg", picture_with_a_place())
    name = running.desk.take(Sent(files=(photo,)).submission())
    old = running.desk.take(Sent(said={"name": "Nobody"}).submission(), "2014-03-01")
    running.sitting.box.mark(old, State.SPAM, day="2014-03-01")
    running.sitting.box.mark(name, State.READ)
    running.sitting.archive = running.desk.path.parent / "archive"
    found: list[str] = []
    look.page.goto(f"{running.address}/enter")
    found += look.complaints("/enter")
    look.page.goto(f"{running.address}/enter?key={running.sitting.door.link_secret}")
    ways = ("/", "/?state=spam", f"/s/{name}?pictures=1", f"/s/{name}/accept", f"/s/{name}/erase")
    for way in (*ways, "/retention", "/s/nothing"):
        look.page.goto(running.address + way)
        found += look.complaints(way)
    assert not found
