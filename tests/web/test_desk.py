"""The desk in a browser: who comes in, what is shown, and what a form of somebody else's may do."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.participate.conftest import DAY, MadeDesk, Sent, make_a_desk, picture_with_a_place

from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.errors import BadValue
from backfile.model.submission import MOST_ATTACHMENTS, Agreement, Attachment, Form, Submission
from backfile.participate.arrivals import Arrival
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.seal import seal
from backfile.participate.settings import read_desk
from backfile.publish.words import PLURALS, words_in
from backfile.web.desk import LARGEST_FORM, desk_application
from backfile.web.desk_pages import ON_A_PAGE
from backfile.web.desk_serving import PASSWORD, Stand, check_stand, set_password
from backfile.web.desk_sitting import Sitting
from backfile.web.door import TRIES, Door, hash_password

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
AGREED = (Agreement.PUBLICATION, Agreement.NAME)


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_a_desk(tmp_path / "desk")


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "archive", "", stopped_clock()).close()
    return tmp_path / "archive"


@pytest.fixture
def sitting(desk: MadeDesk, archive_path: Path) -> Iterator[Sitting]:
    with open_box(desk.path) as box:
        yield Sitting(
            read_desk(desk.path),
            box,
            desk.key,
            words_in("en"),
            Door(lambda: 0.0),
            lambda: DAY,
            archive_path,
        )


def browser_of(sitting: Sitting) -> TestClient:
    base = "https://desk.example.org" if sitting.door.is_exposed else "http://127.0.0.1:8767"
    names = frozenset({"127.0.0.1", "desk.example.org"})
    return TestClient(desk_application(sitting, names), base_url=base, follow_redirects=False)


@pytest.fixture
def client(sitting: Sitting) -> TestClient:
    """A browser that came in by the link."""
    client = browser_of(sitting)
    assert client.get(f"/enter?key={sitting.door.link_secret}").status_code == 303
    return client


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def post(client: TestClient, path: str, **form: str) -> int:
    """Send a form of the page's own."""
    token = token_of(client.get("/").text)
    return client.post(path, data={"token": token, **form}).status_code


def test_nobody_sees_anything_without_the_link(sitting: Sitting, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    client = browser_of(sitting)
    for path in ("/", f"/s/{name}", f"/s/{name}/files/1", "/retention"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    assert client.get("/enter").status_code == 401
    assert client.get("/enter?key=guessed").status_code == 401
    assert client.post(f"/s/{name}", data={"act": "erase"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8767", ""])
@pytest.mark.parametrize("path", ["/", "/enter", "/desk.css"])
def test_whoever_comes_under_another_name_gets_nothing(
    client: TestClient, host: str, path: str
) -> None:
    refused = 421 if host else 400
    assert client.get(path, headers={"host": host}).status_code == refused
    assert client.post("/retention", headers={"host": host}).status_code == refused


def test_the_list_shows_headlines_and_what_is_alike(client: TestClient, desk: MadeDesk) -> None:
    desk.take(Sent().submission(), "2016-03-16")
    desk.take(Sent(said={"name": "Somebody Else"}).submission())
    page = client.get("/").text
    assert page.count("Sand in the quay") == 2
    assert "% the same as an earlier one" in page
    assert "Nothing lies here." in client.get("/?state=spam").text


def test_nothing_that_was_sent_is_markup(client: TestClient, desk: MadeDesk) -> None:
    photo = Attachment(EVIL, EVIL, picture_with_a_place())
    name = desk.take(
        Sent(text=EVIL, said={"headline": EVIL, EVIL: EVIL}, files=(photo,)).submission()
    )
    for path in ("/", f"/s/{name}", f"/s/{name}/accept", f"/s/{name}/erase"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "script-src" not in answer.headers["content-security-policy"]


def test_a_file_is_saved_and_never_shown(client: TestClient, desk: MadeDesk) -> None:
    page = Attachment("../a.html", "text/html", b"<script>alert(1)</script>")
    name = desk.take(Sent(files=(page,)).submission())
    answer = client.get(f"/s/{name}/files/1")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''1-a.txt")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert client.get(f"/s/{name}/files/2").status_code == 404
    assert client.get(f"/s/{name}/pictures/1").status_code == 404


def test_pictures_are_shown_only_when_asked_for_and_drawn_anew(
    client: TestClient, desk: MadeDesk
) -> None:
    photo = Attachment("quay.jpg", "image/jpeg", picture_with_a_place())
    name = desk.take(Sent(files=(photo,)).submission())
    assert "<img" not in client.get(f"/s/{name}").text
    assert f'<img src="/s/{name}/pictures/1"' in client.get(f"/s/{name}?pictures=1").text
    answer = client.get(f"/s/{name}/pictures/1")
    assert answer.headers["content-type"] == "image/jpeg"
    assert b"Secretcam" not in answer.content


def test_a_decision_is_taken_by_our_own_forms_alone(
    client: TestClient, desk: MadeDesk, sitting: Sitting
) -> None:
    name = desk.take(Sent().submission())
    forged = client.post(f"/s/{name}", data={"act": "read", "token": "guessed"})
    assert forged.status_code == 403
    assert client.get(f"/s/{name}?act=read").status_code == 200
    assert sitting.box.entry(name).state is State.RECEIVED
    assert post(client, f"/s/{name}", act="read") == 303
    assert sitting.box.entry(name).state is State.READ
    assert "its sender can see that" in client.get(f"/s/{name}").text


@pytest.mark.parametrize("act", ["accept", "reopen", "no such act", ""])
def test_what_cannot_be_done_is_said_in_words(
    client: TestClient, desk: MadeDesk, sitting: Sitting, act: str
) -> None:
    name = desk.take(Sent().submission())
    assert post(client, f"/s/{name}", act=act) == 303
    assert 'role="status"' in client.get(f"/s/{name}").text
    assert sitting.box.entry(name).state is State.RECEIVED


def test_notes_and_whose_it_is_are_written_down(client: TestClient, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    assert post(client, f"/s/{name}", note="Called back.", who="Mona") == 303
    assert post(client, f"/s/{name}", assigned="Mona") == 303
    page = client.get(f"/s/{name}").text
    assert "Called back." in page
    assert "<bdi>Mona</bdi>" in client.get("/").text


def test_erasing_asks_first_and_is_for_good(client: TestClient, desk: MadeDesk) -> None:
    name = desk.take(Sent().submission())
    assert "Nobody can open it again" in client.get(f"/s/{name}/erase").text
    assert post(client, f"/s/{name}", act="erase") == 303
    assert client.get(f"/s/{name}").status_code == 404


def test_what_is_due_is_shown_and_erased(
    client: TestClient, desk: MadeDesk, sitting: Sitting
) -> None:
    name = desk.take(Sent().submission(), "2016-03-01")
    sitting.box.mark(name, State.SPAM, day="2016-03-01")
    assert f"/s/{name}" in client.get("/retention").text
    assert post(client, "/retention") == 303
    assert "Erased 1 submission for good." in client.get("/retention").text


def test_after_a_leap_of_the_clock_the_page_asks_about_the_day_first(
    client: TestClient, desk: MadeDesk, sitting: Sitting
) -> None:
    name = desk.take(Sent().submission(), "2014-03-01")
    sitting.box.mark(name, State.SPAM, day="2014-03-01")
    page = client.get("/retention").text
    assert "the last day that the desk saw is 1 March 2014" in page
    token = token_of(page)
    assert client.post("/retention", data={"token": token}).status_code == 409
    assert client.get(f"/s/{name}").status_code == 200
    # A page that was drawn before midnight says another day than now.
    late = client.post("/retention", data={"token": token, "day": "2016-03-16"})
    assert late.status_code == 409
    assert client.post("/retention", data={"token": token, "day": DAY}).status_code == 303
    assert client.get(f"/s/{name}").status_code == 404


def test_a_story_is_looked_at_before_it_goes_into_the_archive(
    client: TestClient, desk: MadeDesk, sitting: Sitting, archive_path: Path
) -> None:
    photo = Attachment("quay.jpg", "image/jpeg", picture_with_a_place())
    name = desk.take(Sent(agreed=AGREED, files=(photo,)).submission())
    post(client, f"/s/{name}", act="read")
    form = {"as": "deposit", "headline": "Sand", "date": DAY, "picture-1": "1", "text": ""}
    form |= {"type": "event", "starts": "2016-05-17 18:30", "ends": ""}
    token = token_of(client.get("/").text)
    shown = client.post(f"/s/{name}/accept", data={**form, "do": "look", "token": token})
    assert "accepted: &#34;2016-03-17&#34;" in shown.text
    with Archive.open(archive_path) as archive:
        assert archive.stories.count() == 0
    assert post(client, f"/s/{name}/accept", **form, do="take") == 303
    assert sitting.box.entry(name).state is State.ACCEPTED
    with Archive.open(archive_path) as archive:
        [story] = list(archive.stories.all())
    assert (story.headline, story.byline, story.type) == ("Sand", "Ida Holm", "event")
    assert story.occasion is not None


def test_what_was_typed_stays_where_something_is_missing(
    client: TestClient, desk: MadeDesk
) -> None:
    name = desk.take(Sent().submission())
    post(client, f"/s/{name}", act="read")
    token = token_of(client.get("/").text)
    form = {"as": "deposit", "headline": "A headline of mine", "text": "", "do": "take"}
    answer = client.post(f"/s/{name}/accept", data={**form, "token": token})
    assert answer.status_code == 400
    assert "A headline of mine" in answer.text
    assert "did not agree" in answer.text


def test_a_reported_error_is_offered_as_a_correction(client: TestClient, desk: MadeDesk) -> None:
    said = {"story": "https://harbour.example/quay", "wrong": "It was clay."}
    name = desk.take(Submission(form=Form.ERROR, said=said))
    page = client.get(f"/s/{name}/accept").text
    assert 'value="https://harbour.example/quay"' in page
    assert re.search(r"<details open>\s*<summary>As a correction", page)


def test_a_submission_that_cannot_be_read_hides_no_other(
    client: TestClient, desk: MadeDesk
) -> None:
    other = MadeDesk(desk.path, type(desk.key).make())
    broken = other.take(Sent().submission())
    desk.take(Sent(said={"headline": "Whole"}).submission())
    page = client.get("/").text
    assert "Whole" in page
    assert "A part cannot be read." in page
    assert client.get(f"/s/{broken}").status_code == 200


def test_a_form_without_end_is_cut_off(client: TestClient) -> None:
    form = {"note": "x" * (LARGEST_FORM + 1), "token": token_of(client.get("/").text)}
    assert client.post("/s/abcd", data=form).status_code == 413


def test_shutting_the_desk_takes_the_cookie_back(client: TestClient) -> None:
    assert post(client, "/leave") == 303
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("language", sorted(PLURALS))
def test_every_page_is_drawn_in_every_language(
    sitting: Sitting, desk: MadeDesk, language: str
) -> None:
    sitting.words = words_in(language)
    name = desk.take(Sent(agreed=AGREED).submission())
    client = browser_of(sitting)
    client.get(f"/enter?key={sitting.door.link_secret}")
    for path in ("/", f"/s/{name}", f"/s/{name}/accept", f"/s/{name}/erase", "/retention"):
        page = client.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text


def test_other_machines_reach_the_desk_only_with_a_password_and_a_name(desk: MadeDesk) -> None:
    check_stand(desk.path, Stand())
    for stand in (Stand(host="0.0.0.0"), Stand(host="192.0.2.7"), Stand(name="desk.example.org")):  # noqa: S104
        with pytest.raises(BadValue, match="password"):
            check_stand(desk.path, stand)
    set_password(desk.path, "four herons under a crane")
    kept = (desk.path / PASSWORD).read_text(encoding="ascii")
    assert kept.startswith("$argon2id$")
    assert "herons" not in kept
    with pytest.raises(BadValue, match="name"):
        check_stand(desk.path, Stand(host="0.0.0.0"))  # noqa: S104
    check_stand(desk.path, Stand(name="desk.example.org"))


def test_with_a_password_the_link_is_nothing_and_cookies_go_over_https(
    sitting: Sitting, desk: MadeDesk
) -> None:
    desk.take(Sent().submission())
    password = "four herons under a crane"  # noqa: S105 - of a door that guards nothing
    sitting.door = Door(lambda: 0.0, hash_password(password), is_exposed=True)
    client = browser_of(sitting)
    assert client.get(f"/enter?key={sitting.door.link_secret}").status_code == 401
    assert 'type="password"' in client.get("/enter").text
    wrong = client.post("/enter", data={"password": "guessed"})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)
    right = client.post("/enter", data={"password": password})
    assert right.status_code == 303
    assert "; Secure" in right.headers["set-cookie"]
    assert "Sand in the quay" in client.get("/").text
    for _ in range(TRIES):
        client.post("/enter", data={"password": "guessed"})
    shut = client.post("/enter", data={"password": password})
    assert shut.status_code == 429
    assert "Wait a minute" in shut.text


def test_a_correction_is_looked_at_and_made(
    client: TestClient, desk: MadeDesk, archive_path: Path
) -> None:
    first = desk.take(Sent(agreed=AGREED).submission())
    post(client, f"/s/{first}", act="read")
    assert post(client, f"/s/{first}/accept", headline="Sand", date=DAY, do="take") == 303
    with Archive.open(archive_path) as archive:
        [story] = list(archive.stories.all())
    name = desk.take(Submission(form=Form.ERROR, said={"story": story.id, "wrong": "Clay."}))
    post(client, f"/s/{name}", act="read")
    form = {"as": "correction", "story": story.id, "field": "headline", "value": "Clay"}
    token = token_of(client.get("/").text)
    shown = client.post(f"/s/{name}/accept", data={**form, "do": "look", "token": token})
    assert "headline: Clay" in shown.text
    assert post(client, f"/s/{name}/accept", **form, do="take") == 303
    assert "correction 1 stands" in client.get(f"/s/{name}").text
    with Archive.open(archive_path) as archive:
        assert archive.stories.get(story.id).headline == "Clay"


@pytest.mark.parametrize(
    "form",
    [
        {"as": "correction", "story": "nowhere", "field": "headline", "value": "A"},
        {"as": "correction", "story": "", "field": "headline", "value": "A"},
        {"as": "correction", "story": "nowhere", "field": "no such field", "value": "A"},
        {"as": "deposit", "headline": "A", "text": "---\nhead: own", "picture-9": "1"},
        {"as": "deposit", "headline": "A", "text": "Words", "picture-1": "1"},
    ],
)
def test_what_the_archive_cannot_take_is_said_and_nothing_is_marked(
    client: TestClient, desk: MadeDesk, sitting: Sitting, form: dict[str, str]
) -> None:
    name = desk.take(Submission(form=Form.SUGGEST, said={"suggestion": "Look here."}))
    post(client, f"/s/{name}", act="read")
    assert post(client, f"/s/{name}/accept", **form, do="take") == 400
    assert sitting.box.entry(name).state is State.READ


def test_without_an_archive_nothing_is_handed_over(sitting: Sitting, desk: MadeDesk) -> None:
    sitting.archive = None
    name = desk.take(Sent(agreed=AGREED).submission())
    client = browser_of(sitting)
    client.get(f"/enter?key={sitting.door.link_secret}")
    post(client, f"/s/{name}", act="read")
    assert "/accept" not in client.get(f"/s/{name}").text
    assert "--archive" in client.get(f"/s/{name}/accept").text
    assert post(client, f"/s/{name}/accept", headline="A", do="take") == 400


def test_the_list_goes_on_over_several_pages(client: TestClient, desk: MadeDesk) -> None:
    with open_box(desk.path) as box:
        sent = [seal(Sent().submission(), desk.key.public) for _ in range(ON_A_PAGE + 1)]
        digests = [hashlib.sha256(sealed).hexdigest() for sealed in sent]
        box.put_all([Arrival(s, DAY, d) for s, d in zip(sent, digests, strict=True)])
    assert f'href="/?state=&amp;from={ON_A_PAGE}"' in client.get("/").text
    page = client.get(f"/?from={ON_A_PAGE}").text
    assert page.count('class="headline"') == 1
    assert 'href="/?state=&amp;from=0"' in page
    for odd in ("-1", "x", "9" * 30, "²"):
        assert client.get("/", params={"from": odd}).status_code == 200


def test_a_request_for_removal_tells_how_it_is_answered(client: TestClient, desk: MadeDesk) -> None:
    said = {"story": "https://harbour.example/quay", "wish": "Please take my name out."}
    name = desk.take(Submission(form=Form.REMOVAL, said=said))
    assert "backfile remedy" in client.get(f"/s/{name}").text


@pytest.mark.slow
def test_a_form_takes_a_tick_for_every_picture_that_a_submission_can_hold(
    client: TestClient, desk: MadeDesk
) -> None:
    file = Attachment("quay.jpg", "image/jpeg", picture_with_a_place())
    full = (file,) * MOST_ATTACHMENTS
    name = desk.take(Sent(files=full, agreed=AGREED).submission())
    with open_box(desk.path) as box:
        more = Submission(form=Form.ADDED, said={"text": "More"}, attachments=full)
        for _ in range(5):
            box.add(name, seal(more, desk.key.public), day=DAY)
    assert post(client, f"/s/{name}", act="read") == 303
    page = client.get(f"/s/{name}/accept").text
    ticks = re.findall(r'name="(picture-\d+)"', page)
    assert len(ticks) == 6 * MOST_ATTACHMENTS
    form = dict.fromkeys(ticks, "1") | {"token": token_of(page), "as": "deposit", "do": "look"}
    shown = client.post(f"/s/{name}/accept", data=form | {"headline": "Quay", "text": "Text."})
    assert shown.status_code == 200
    assert f"picture-{6 * MOST_ATTACHMENTS}.jpg" in shown.text
    too_many = form | {f"field-{number}": "1" for number in range(300)}
    assert client.post(f"/s/{name}/accept", data=too_many).status_code == 403


def test_what_is_accepted_twice_on_the_page_says_so(
    client: TestClient, desk: MadeDesk, sitting: Sitting
) -> None:
    name = desk.take(Sent(agreed=AGREED).submission())
    assert "Not public yet: its sender would let it" in client.get(f"/s/{name}").text
    in_confidence = desk.take(Sent().submission())
    assert "Not for publication" in client.get(f"/s/{in_confidence}").text
    post(client, f"/s/{name}", act="read")
    for said in ("Accepted: the archive has it", "accepted before, on 17 March 2016."):
        assert post(client, f"/s/{name}/accept", do="take", headline="Sand") == 303
        assert said in client.get("/").text
    assert "Not public yet" not in (shown := client.get(f"/s/{name}").text)
    assert "Not for publication" not in shown
    assert sitting.archive
    with Archive.open(sitting.archive) as archive:
        assert archive.stories.count() == 1
