"""What readers send, from the form to the sealed box: without and with work shown."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from pathlib import Path

import pyrage
import pytest
from starlette.testclient import TestClient

from backfile.errors import BadValue, DeskTrouble
from backfile.model.submission import Form, Submission
from backfile.participate.arrivals import Arrival
from backfile.participate.box import Box
from backfile.participate.folder import make_desk
from backfile.participate.keeper import Keeper
from backfile.participate.moderation import State
from backfile.participate.receipts import phrase_of, receipt_of
from backfile.participate.seal import seal, unseal
from backfile.participate.settings import Desk, Limits, read_desk
from backfile.web.forms import forms_application
from backfile.web.forms_pages import Pages
from backfile.web.forms_taking import Taking, taking_of

IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
DAY = "2026-03-17T22:14:05Z"
LETTER = "They sold the ferry at night & nobody <signed>.\nنعم"


@dataclass
class At:
    """A desk that takes in, and a reader before it."""

    reader: TestClient
    keeper: Keeper
    taking: Taking
    clock: list[float] = field(default_factory=list)

    def opened(self) -> list[Submission]:
        names = [entry.id for entry in self.keeper.ask(lambda box: list(box.entries())).result(9)]
        parts = [self.keeper.ask(partial(Box.sealed, name=name)).result(9) for name in names]
        return [unseal(sealed, IDENTITY) for some in parts for sealed in some]

    def token(self, way: str = "share") -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.reader.get(way).text)
        assert found
        return found[1]

    def later(self, seconds: float = 10) -> None:
        self.clock[0] += seconds

    def sent(self, way: str = "share", **fields: str) -> str:
        token = self.token(way)
        self.later()
        answer = self.reader.post(way, data={"token": token, **fields})
        assert answer.status_code == 200, answer.text
        return phrase_in(answer.text)


def phrase_in(page: str) -> str:
    found = re.search(r'class="phrase"[^>]*>([a-z-]+)<', page)
    assert found
    return found[1]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    desk = Desk(key=KEY, title="Harbour <Line>", languages=("en", "ar"), limits=Limits())
    make_desk(tmp_path / "desk", desk)
    clock = [1000.0]
    with Keeper(tmp_path / "desk") as keeper:
        plain = Desk(key=KEY, title=desk.title, languages=("en", "ar"))
        taking = taking_of(plain, keeper, now=lambda: clock[0])
        taking.clock = lambda: DAY
        yield At(TestClient(forms_application(taking)), keeper, taking, clock)


def test_a_form_without_script_is_sealed_on_arrival_and_opens_at_the_desk(at: At) -> None:
    phrase = at.sent(text=LETTER, headline="The ferry", agreed="contact", name="Mara")
    [opened] = at.opened()
    assert opened.form is Form.SHARE
    assert opened.said == {"text": LETTER, "headline": "The ferry", "name": "Mara"}
    assert [str(one) for one in opened.agreed] == ["contact"]
    assert opened.language == "en"
    assert at.keeper.ask(lambda box: box.find(receipt_of(phrase))).result(9)


def test_files_are_taken_in(at: At) -> None:
    token = at.token()
    at.later()
    answer = at.reader.post(
        "share",
        data={"token": token, "text": "See the bill"},
        files=[("files", ("../../bill.pdf", b"%PDF\r\n\0", "application/pdf"))],
    )
    assert answer.status_code == 200
    [opened] = at.opened()
    [file] = opened.attachments
    assert (file.name, file.type, file.data) == ("bill.pdf", "application/pdf", b"%PDF\r\n\0")


def test_only_the_day_is_kept(at: At) -> None:
    at.sent(text=LETTER)
    [entry] = at.keeper.ask(lambda box: list(box.entries())).result(9)
    assert (entry.day, entry.changed) == ("2026-03-17", "2026-03-17")


def test_a_form_from_the_sites_own_page_has_no_token_and_is_looked_over_once_more(at: At) -> None:
    first = at.reader.post("share", data={"text": LETTER, "agreed": "name"})
    assert first.status_code == 422
    assert "look it over" in first.text
    assert unescape(first.text).count(LETTER.splitlines()[0]) == 1
    assert 'value="name" checked' in first.text
    assert at.opened() == []
    token = re.search(r'name="token" value="([^"]+)"', first.text)
    assert token
    at.later()
    assert at.reader.post("share", data={"token": token[1], "text": LETTER}).status_code == 200
    assert len(at.opened()) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "This is needed"),
        ({"text": "x" * 40_001}, "too long: at most 40,000"),
        ({"text": "x", "website": "https://spam.example"}, "has been emptied"),
    ],
)
def test_what_is_missing_too_long_or_trapped_is_said_and_costs_no_token(
    at: At, fields: dict[str, str], said: str
) -> None:
    token = at.token()
    at.later()
    answer = at.reader.post("share", data={"token": token, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert token in answer.text
    assert "spam.example" not in answer.text
    assert at.opened() == []


def test_a_form_that_was_sent_comes_back_filled_in_with_a_new_token(at: At) -> None:
    token = at.token()
    at.later()
    assert at.reader.post("share", data={"token": token, "text": "One"}).status_code == 200
    again = at.reader.post("share", data={"token": token, "text": "One"})
    assert again.status_code == 422
    assert "sent already" in again.text
    assert token not in again.text
    assert len(at.opened()) == 1


def test_a_full_disk_is_told_politely_and_nothing_that_was_written_is_lost(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Keeper, _arrival: Arrival) -> None:
        raise DeskTrouble("full")

    token = at.token()
    at.later()
    monkeypatch.setattr(Keeper, "keep", full)
    answer = at.reader.post("share", data={"token": token, "text": LETTER})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "Nothing was kept" in answer.text
    assert LETTER.splitlines()[0] in unescape(answer.text)


def work(token: str, bits: int) -> str:
    number = 0
    while True:
        digest = hashlib.sha256(f"{token}:{number}".encode()).digest()
        if int.from_bytes(digest[:4], "big") >> (32 - bits) == 0:
            return str(number)
        number += 1


def letter(text: str = LETTER) -> bytes:
    return seal(Submission(form=Form.SHARE, said={"text": text}), KEY)


PHRASE = phrase_of(bytes(16))


def posted(at: At, sealed: bytes, **fields: str) -> tuple[int, str]:
    challenge = at.reader.get("challenge").json()
    proof = work(challenge["token"], challenge["bits"])
    answer = at.reader.post(
        "sealed",
        data={"token": challenge["token"], "proof": proof, **fields},
        files={"sealed": ("sealed", sealed, "application/octet-stream")},
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.status_code, answer.json()["said"]


def test_what_a_browser_sealed_is_kept_at_once_and_sent_twice_kept_once(at: At) -> None:
    sealed = letter()
    for _ in range(2):
        assert posted(at, sealed, receipt=receipt_of(PHRASE)) == (200, "received")
    assert [opened.said["text"] for opened in at.opened()] == [LETTER]


@pytest.mark.parametrize("sealed", [b"", b"In clear", b"age-encryption.org/v1\n-> X25519 x"])
def test_what_is_not_sealed_is_refused(at: At, sealed: bytes) -> None:
    assert posted(at, sealed, receipt=receipt_of(PHRASE)) == (422, "unread")


def test_a_form_that_is_too_large_is_refused_by_its_length_alone(at: At) -> None:
    answer = at.reader.post("share", headers={"content-length": str(1 << 40)}, content=b"x")
    assert answer.status_code == 413
    assert "Nothing was kept" in answer.text


def test_more_on_its_way_than_there_is_room_for_is_asked_to_come_later(at: At) -> None:
    with at.taking.room.taken(96_000_000):
        answer = at.reader.post("share", data={"text": "x"})
    assert answer.status_code == 503
    assert at.reader.post("share", data={"text": "x"}).status_code == 422


def test_a_phrase_tells_whether_it_was_read(at: At) -> None:
    phrase = at.sent(text=LETTER)
    told = at.reader.post("receipt", data={"phrase": phrase.upper(), "act": "look"})
    assert "arrived on 17 March 2026. Nobody has read it yet" in told.text
    name = at.keeper.ask(lambda box: box.find(receipt_of(phrase))).result(9)
    at.keeper.ask(lambda box: box.mark(str(name), State.SPAM)).result(9)
    told = at.reader.post("receipt", data={"phrase": phrase, "act": "look"})
    assert "an editor has read it" in told.text
    assert "spam" not in told.text.lower()


def test_with_a_phrase_more_is_added(at: At) -> None:
    phrase = at.sent(text="One")
    token = at.token("receipt")
    at.later()
    asked = {"phrase": phrase, "act": "add", "text": "Two", "token": token}
    assert "Added" in at.reader.post("receipt", data=asked).text
    assert posted(at, letter("Three"), phrase=phrase) == (200, "received")
    assert [opened.said["text"] for opened in at.opened()] == ["One", "Two", "Three"]


def test_a_full_inbox_takes_no_additions_either(at: At) -> None:
    phrase = at.sent(text="One")
    token = at.token("receipt")
    at.later()
    at.keeper._most = 0
    asked = {"phrase": phrase, "act": "add", "text": "Two", "token": token}
    assert at.reader.post("receipt", data=asked).status_code == 503
    assert posted(at, letter("Three"), phrase=phrase) == (503, "full")
    assert [opened.said["text"] for opened in at.opened()] == ["One"]


def test_with_a_phrase_it_is_erased_for_good_once_that_is_meant(at: At) -> None:
    phrase = at.sent(text=LETTER)
    unsure = at.reader.post("receipt", data={"phrase": phrase, "act": "erase"})
    assert unsure.status_code == 422
    assert len(at.opened()) == 1
    erased = at.reader.post("receipt", data={"phrase": phrase, "act": "erase", "sure": "yes"})
    assert "no longer be opened by anybody" in erased.text
    assert at.opened() == []
    gone = at.reader.post("receipt", data={"phrase": phrase, "act": "look"})
    assert gone.status_code == 404
    assert posted(at, letter(), phrase=phrase) == (404, "receipt_gone")


@pytest.mark.parametrize("phrase", ["", "no phrase", "babab " * 9, "<script>alert(1)</script>"])
def test_a_wrong_phrase_is_told_and_not_run(at: At, phrase: str) -> None:
    told = at.reader.post("receipt", data={"phrase": phrase, "act": "look"})
    assert told.status_code == 422
    assert "<script>alert" not in told.text


def test_pages_speak_the_readers_language(at: At) -> None:
    assert 'dir="rtl"' in at.reader.get("share?language=ar").text
    arabic = at.reader.get("share", headers={"accept-language": "xx,ar-SY;q=0.9,en;q=0.8"})
    assert 'lang="ar"' in arabic.text
    assert 'lang="en"' in at.reader.get("share?language=zz").text


@pytest.mark.parametrize("way", ["", "before", "receipt", "share", "error", "removal", "feedback"])
def test_nothing_on_a_page_runs_or_comes_from_elsewhere(at: At, way: str) -> None:
    answer = at.reader.get(way)
    assert answer.status_code == 200
    assert "Harbour &lt;Line&gt;" in answer.text
    assert "http://" not in answer.text.replace("http://www.w3.org", "")
    assert not re.search(r"<script(?! src=)|\son\w+=|style=", answer.text)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_a_story_is_named_beforehand_and_stays_a_text(at: At) -> None:
    page = at.reader.get("error", params={"story": '"><script>x</script>'}).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize("way", ["added", "nothing", "fonts/../../desk.toml", "a/b", "%2e%2e/x"])
def test_what_is_not_offered_is_not_there(at: At, way: str) -> None:
    assert at.reader.get(way).status_code == 404
    assert at.reader.post("added", data={"text": "x"}).status_code == 404


@pytest.mark.parametrize("file", ["style.css", "form.css", "form.js", "age.js"])
def test_files_of_the_pages_are_there(at: At, file: str) -> None:
    answer = at.reader.get(file)
    assert answer.status_code == 200
    assert len(answer.content) > 500


def test_a_fault_of_ours_tells_nothing_of_what_was_sent(
    at: At, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(LETTER)

    monkeypatch.setattr(Pages, "form", fail)
    answer = at.reader.post("share", data={"text": LETTER})
    assert answer.status_code == 500
    assert "ferry" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


def test_settings_of_the_desk_are_what_its_folder_says(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", Desk(key=KEY, forms=(Form.ERROR,)))
    desk = read_desk(tmp_path / "desk")
    with Keeper(tmp_path / "desk") as keeper:
        reader = TestClient(forms_application(taking_of(desk, keeper, "../")))
        assert reader.get("share").status_code == 404
        assert reader.get("error").status_code == 200
        assert 'href="../"' in reader.get("").text


def test_a_flood_from_one_network_does_not_shut_the_door_and_nobodys_address_is_written(
    at: At, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    flood, other = (
        TestClient(at.reader.app, client=(address, 4711))
        for address in ("93.184.215.14", "8.8.4.4")
    )
    tokens = [at.token() for _ in range(40)]
    at.later()
    said = [flood.post("share", data={"token": one, "text": LETTER}).status_code for one in tokens]
    assert said.count(200) == 6
    assert said.count(503) == 34
    token = at.token()
    at.later(5)
    assert other.post("share", data={"token": token, "text": LETTER}).status_code == 200
    assert len(at.opened()) == 7
    for path in (tmp_path / "desk").rglob("*"):
        if path.is_file():
            assert not {word for word in (b"93.184.215", b"8.8.4") if word in path.read_bytes()}
    assert "93.184" not in caplog.text


def test_behind_a_proxy_readers_are_told_apart_only_where_the_desk_says_so(
    at: At, tmp_path: Path
) -> None:
    def flooded() -> int:
        tokens = [at.token() for _ in range(9)]
        at.later()
        headers = [{"x-forwarded-for": f"93.184.{number}.14"} for number in range(9)]
        answers = [
            at.reader.post("share", data={"token": one, "text": LETTER}, headers=head)
            for one, head in zip(tokens, headers[:1] * 9, strict=True)
        ]
        return [answer.status_code for answer in answers].count(200)

    assert flooded() == 9
    at.later(60)
    at.taking.desk = replace(at.taking.desk, proxies=1)
    assert flooded() == 6
    settings = tmp_path / "desk" / "desk.toml"
    settings.write_text(f"proxies = -1\n{settings.read_text()}")
    with pytest.raises(BadValue, match="cannot be meant"):
        read_desk(tmp_path / "desk")


def test_what_is_sealed_on_arrival_opens_with_a_colleagues_key_too(at: At) -> None:
    mona = pyrage.x25519.Identity.generate()
    at.taking.desk = replace(at.taking.desk, colleagues=(str(mona.to_public()),))
    phrase = at.sent(text=LETTER)
    token = at.token("receipt")
    at.later()
    added = {"phrase": phrase, "act": "add", "text": "More", "token": token}
    assert at.reader.post("receipt", data=added).status_code == 200
    assert [one.said["text"] for one in at.opened()] == [LETTER, "More"]
    name = at.keeper.ask(lambda box: box.find(receipt_of(phrase))).result(9)
    sealed = at.keeper.ask(partial(Box.sealed, name=name or "")).result(9)
    assert [unseal(one, mona).said["text"] for one in sealed] == [LETTER, "More"]
