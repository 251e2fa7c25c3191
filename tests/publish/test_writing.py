"""Pages through which readers write, and when there are none."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.publish.conftest import Paper

from backfile.model.evidence import Evidence
from backfile.model.publication import Publication
from backfile.model.submission import QUESTIONS, Form
from backfile.publish.options import Desk, Options
from backfile.publish.pages.writing import file_of
from backfile.publish.render import CSP
from backfile.publish.site import SENT_HERE, publish
from backfile.publish.ways import OFFERED, asked, form_context, mail_link, policy_for, ways_of
from backfile.publish.words import PLURALS, words_in

KEY = "age1" + "q" * 58
SILENT = Publication(title="Harbour Line")


def test_a_site_without_a_desk_or_a_contact_offers_nothing() -> None:
    assert ways_of(Options(), SILENT) is None
    assert ways_of(Options(desk=Desk(key=KEY)), SILENT) is None
    assert ways_of(Options(keeper_contact="the third door on the left"), SILENT) is None


@pytest.mark.parametrize(
    ("options", "publication", "email"),
    [
        (Options(desk=Desk(email="desk@a.example")), SILENT, "desk@a.example"),
        (Options(keeper_contact="mailto:keep@a.example"), SILENT, "keep@a.example"),
        (Options(), replace(SILENT, contact="Write to: ed@a.example"), "ed@a.example"),
    ],
)
def test_whoever_can_be_reached_by_mail_is(
    options: Options, publication: Publication, email: str
) -> None:
    ways = ways_of(options, publication)
    assert ways is not None
    assert (ways.email, ways.endpoint, ways.forms) == (email, None, OFFERED)


def test_the_address_of_a_newsroom_that_ended_is_not_offered_unless_its_keeper_says_so() -> None:
    ended = replace(SILENT, status="ceased", contact="ed@a.example")
    assert ways_of(Options(), ended) is None
    said: Evidence[object] = Evidence(
        "publication.contact", "ed@a.example", "archive.toml", 1.0, stands=True
    )
    assert ways_of(Options(), replace(ended, evidence=(said,))) is not None


def test_a_desk_elsewhere_is_the_only_foreign_place_that_a_form_may_reach() -> None:
    policy = policy_for("https://desk.a.example/in/")
    assert "form-action 'self' https://desk.a.example;" in policy
    assert "connect-src 'self' https://desk.a.example;" in policy
    assert "script-src 'self';" in policy
    assert policy_for("\ue000send/") == CSP


@pytest.mark.parametrize("language", PLURALS)
def test_every_form_asks_every_question_in_every_language(language: str) -> None:
    words = words_in(language)
    for form in Form:
        questions = asked(words, form, {}, {})
        assert [one.question for one in questions] == list(QUESTIONS[form])
        assert all(one.label for one in questions)


def test_a_prepared_mail_holds_the_questions_and_nothing_that_breaks_out_of_it() -> None:
    link = mail_link(words_in("en"), Form.ERROR, "desk@a.example", "A & B?body=x\r\nBcc: y@z")
    assert link.startswith("mailto:desk%40a.example?subject=A%20%26%20B%3Fbody%3Dx%0D%0A")
    assert link.count("?") == 1
    assert link.count("&") == 1
    assert "What%20is%20wrong%3F" in link


def test_what_locks_a_form_is_small_whole_and_says_whose_it_is() -> None:
    script = file_of("age.js").decode()
    assert len(script) < 64_000
    assert "eval(" not in script
    assert "age-licences.txt" in script[:200]
    licences = file_of("age-licences.txt").decode()
    assert licences.count("Permission is hereby granted") + licences.count("Redistribution") >= 5
    assert len(file_of("form.css")) < 4096


def test_the_script_and_the_house_agree_on_the_form_of_the_bytes() -> None:
    script = file_of("form.js").decode()
    assert 'MAGIC = "backfile submission 1\\n"' in script
    assert "SMALLEST = 4096, LARGEST = 1 << 24" in script
    assert 'CONSONANTS = "bdfghjklmnprstvz", VOWELS = "aiou"' in script


def test_every_phrase_that_the_script_says_is_known() -> None:
    script = file_of("form.js").decode()
    said = set(re.findall(r"\bsay\.(\w+)", script)) | set(re.findall(r'Error\("(\w+)"\)', script))
    assert said
    assert said <= {f"{key}" for key in _spoken()}


def _spoken() -> dict[str, str]:
    told = json.loads(str(form_context(words_in("en"), Form.SHARE)["spoken"]))
    assert isinstance(told, dict)
    return told


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_site_with_a_desk_shows_each_form_and_leads_there_from_each_story(
    paper: Paper, site: Path
) -> None:
    desk = Desk(address="https://desk.a.example", key=KEY, safer=("Signal: <me>",))
    publish(paper, site, options=Options(desk=desk))
    written = {path.name for path in (site / "write").iterdir()}
    assert {f"{form}.html" for form in OFFERED} <= written
    assert {"before.html", "form.js", "age.js", "age-licences.txt", "form.css"} <= written
    form = (site / "write" / "share.html").read_text("utf-8")
    assert 'action="https://desk.a.example/share?language=en"' in form
    assert "form-action &#39;self&#39; https://desk.a.example;" in form
    assert f'data-key="{KEY}"' in form
    assert "Signal: &lt;me&gt;" in (site / "write" / "before.html").read_text("utf-8")
    assert "form-action 'self' https://desk.a.example;" in (site / "_headers").read_text()
    stories = list((site / "story").rglob("*.html"))
    assert stories
    for story in stories:
        page, path = story.read_text("utf-8"), story.relative_to(site).as_posix()
        # Whoever has no script is led to the desk, which reads the story from the address.
        about = quote(path, safe="")
        # Whoever read the story in Arabic can write in Arabic.
        is_arabic = "arabicstry" in path
        asked = f"language={'ar' if is_arabic else 'en'}&amp;story={about}"
        assert f'href="https://desk.a.example/error?{asked}"' in page
        name = "error.ar.html" if is_arabic else "error.html"
        assert f'data-here="../../write/{name}?story={path}"' in page


def test_readers_can_write_in_each_language_in_which_stories_ran(paper: Paper, site: Path) -> None:
    publish(paper, site, options=Options(desk=Desk(address="https://desk.a.example", key=KEY)))
    arabic = (site / "write" / "share.ar.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl"' in arabic
    assert "شارك قصتك" in arabic
    assert 'action="https://desk.a.example/share?language=ar"' in arabic
    assert 'href="../write/before.ar.html"' in arabic
    assert 'hreflang="en" href="../write/share.html"' in arabic
    english = (site / "write" / "share.html").read_text("utf-8")
    assert 'lang="ar" hreflang="ar" href="../write/share.ar.html"' in english
    assert 'href="write/share.ar.html"' in (site / "write.ar.html").read_text("utf-8")


def test_a_site_in_one_language_offers_no_choice_of_languages(paper: Paper, site: Path) -> None:
    paper.told_stories = [s for s in paper.told_stories if s.language == "en"]
    paper.about = replace(paper.about, languages=("en-GB",))
    publish(paper, site, options=Options(desk=Desk(address="https://desk.a.example", key=KEY)))
    assert 'class="languages"' not in (site / "write" / "share.html").read_text("utf-8")
    assert not list(site.glob("write/*.ar.html"))


def test_a_site_with_an_address_alone_prepares_mail_and_has_no_script_of_its_own(
    paper: Paper, site: Path
) -> None:
    about = replace(paper.about, contact=None, status=None)
    options = Options(desk=Desk(email="desk@a.example", forms=(Form.ERROR,)), language="ar")
    publish(replace(paper, about=about), site, options=options)
    written = {path.name for path in (site / "write").iterdir()}
    own, english = {"before.html", "error.html"}, {"before.en.html", "error.en.html"}
    assert written == own | english | {"form.css"}
    form = (site / "write" / "error.html").read_text("utf-8")
    assert 'dir="rtl"' in form
    assert "mailto:desk%40a.example?subject=" in form
    assert "<form class" not in form
    assert re.findall(r'<script src="([^"]+)', form) == ["../theme/reader.js"]


def test_a_site_that_nobody_stands_behind_says_nothing_it_cannot_keep(
    paper: Paper, site: Path
) -> None:
    publish(replace(paper, about=replace(paper.about, contact=None)), site)
    assert not (site / "write").exists()
    assert not (site / "write.html").exists()
    for page in site.rglob("*.html"):
        assert "write.html" not in page.read_text("utf-8")
        assert "write/error" not in page.read_text("utf-8")


def test_forms_that_need_a_server_beside_the_site_say_so(paper: Paper, site: Path) -> None:
    desk = Desk(folder=site.parent / "desk", key=KEY)
    report = publish(paper, site, options=Options(desk=desk))
    assert SENT_HERE in report.notes
    form = (site / "write" / "share.html").read_text("utf-8")
    assert 'action="../send/share?language=en"' in form
    assert 'data-endpoint="../send/"' in form
    assert 'data-save="late" hidden' in form
    story = next((site / "story").rglob("*.html"))
    path = story.relative_to(site).as_posix()
    assert f'href="../../write/error.html?story={path}">' in story.read_text("utf-8")
