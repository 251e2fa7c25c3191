"""The review in a browser: only from this machine, only with our own forms, nothing as markup."""

import re
from html import escape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.web.review import LARGEST_FORM, review_application, sitting_of

EVIL = "<script>alert(1)</script> shuts the quay"


PAGE = f"""<!doctype html><html lang="en"><head><title>{escape(EVIL)}</title>
<link rel="canonical" href="https://harbour.example/2016/03/17/quay"></head><body><article>
<div class="entry-content"><p>The old quay closed on Monday after engineers found cracks in two of
its pillars, and the fishing boats will land at the northern pier until the spring.</p>
<p>Traders who rent the sheds behind the market were told on Sunday evening by a letter.</p>
<p>Nobody knows when the work will begin, or whether the town can pay for all of it.</p></div>
</article></body></html>"""


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    """An archive whose one story has a headline from a weak place that is also an attack."""
    path, page = tmp_path / "archive", tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with Archive.create(path, "", stopped_clock()) as archive:
        add(archive, [page], Manner())
    return path


@pytest.fixture
def client(archive_path: Path) -> TestClient:
    application = review_application(sitting_of(archive_path))
    return TestClient(application, base_url="http://127.0.0.1:8765", follow_redirects=False)


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def question_of(page: str) -> str:
    """The question about the headline."""
    found = re.search(r'The headline rests.*?name="question" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1]


def test_a_question_is_shown_with_its_example_and_nothing_of_it_is_markup(
    client: TestClient,
) -> None:
    page = client.get("/")
    assert "The headline rests on a place that is often wrong." in page.text
    assert EVIL not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", ""])
@pytest.mark.parametrize("path", ["/", "/review.css"])
def test_whoever_comes_under_another_name_gets_nothing(
    client: TestClient, host: str, path: str
) -> None:
    refused = 403 if host else 400
    assert client.get(path, headers={"host": host}).status_code == refused
    assert client.post("/", headers={"host": host}).status_code == refused


def test_a_form_that_is_not_ours_changes_nothing(client: TestClient, archive_path: Path) -> None:
    page = client.get("/").text
    form = {"question": question_of(page), "reply": "right", "because": "so", "token": "guessed"}
    assert client.post("/", data=form).status_code == 403
    with Archive.open(archive_path) as archive:
        assert archive.corrections.all() == []


def test_an_answer_is_kept_and_can_be_taken_back(client: TestClient, archive_path: Path) -> None:
    page = client.get("/").text
    token = token_of(page)
    form = {"question": question_of(page), "reply": "wrong", "because": "so", "token": token}
    assert client.post("/", data=form).status_code == 303
    with Archive.open(archive_path) as archive:
        (kept,) = archive.corrections.standing("layout")
    assert (kept.field, kept.value, kept.target) == (
        "distrust:headline",
        "title",
        "harbour.example",
    )
    assert "Take lesson 1 back" in client.get("/").text
    client.post("/", data={"undo": str(kept.number), "token": token})
    with Archive.open(archive_path) as archive:
        assert archive.corrections.standing("layout") == []


@pytest.mark.parametrize(
    "form",
    [
        {"question": "none", "reply": "right", "because": "so"},
        {"reply": "unheard of"},
        {"story": "nowhere", "field": "byline", "words": "By", "because": "so"},
        {"undo": "99"},
    ],
)
def test_what_cannot_be_done_is_said_in_words(client: TestClient, form: dict[str, str]) -> None:
    token = token_of(client.get("/").text)
    assert client.post("/", data=form | {"token": token}).status_code == 303
    assert 'role="status"' in client.get("/").text


def test_a_form_without_end_is_cut_off(client: TestClient) -> None:
    form = {"because": "x" * (LARGEST_FORM + 1), "token": "x"}
    assert client.post("/", data=form).status_code == 413


def test_a_page_of_an_archive_without_doubts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    Archive.create(path, "", stopped_clock()).close()
    application = review_application(sitting_of(path))
    client = TestClient(application, base_url="http://localhost:1")
    assert "Nothing is in doubt." in client.get("/").text
