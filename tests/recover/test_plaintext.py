# ruff: noqa: E501 - pages are quoted as they were printed, a paragraph a line
"""Bare text pages: labels without values, no markup, furniture between the words."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import edtf
from backfile.model.capture import Capture, Form, Kind
from backfile.model.story import Body, Contributor, Image, Notice
from backfile.model.testimony import Testimony
from backfile.recover import plaintext
from backfile.recover.layout import NO_LAYOUT, Layout, learn
from backfile.recover.plaintext_credit import split_credit
from backfile.recover.plaintext_labels import read_labels
from backfile.recover.plaintext_layout import learn_text

LETTER = """Dear Light Readers,

Welcome to the archives of Harbour Light. While we paused regular publication of the site on
June 3, 2019, and moved some of our coverage to Coast Light, we remain an ongoing public resource.

We continue to hold evenings at the pier. If you’d like to reach us you can do so at
"""
STORY = """Ferry Returns to a Bay That Had Learned to Wait

In a surprise on Monday, the harbour company of Port Amal said the Marwa would sail again. But the
timetable it published may be a warning to those who had come to depend on smaller boats.

Written by Salma Nour Published on Read time Approx. 3 minutes
Top image: Passengers of the Marwa wave from the deck on her first crossing of the Amal Bay since autumn, on Tuesday, May 10, 2016. Harbour Press Service via AP

The Marwa’s return this week has consequences on both shores of the Amal Bay. Fishermen who had
carried passengers all winter for a small fare were not asked whether they wished to stop.

“We were the ferry,” said one of them, mending a net. “Nobody thanked us, and nobody paid us.”

The company says that the boat will sail four times a day, and never when the wind is above force
seven, as it was on the night in autumn when the old pier broke.

The views expressed in this piece belong to the author and do not reflect those of Harbour Light.
"""
FORMS = """Suggest your story or issue.


Share Your Story.

Have a story idea? Interested in adding your voice to our growing community?

Learn more"""


def _capture(text: str, **more: str) -> Capture:
    return Capture(form=Form.TEXT, item="page-17.txt", body=text.encode(), **more)  # type: ignore[arg-type]


def _value(testimony: Testimony, field: str) -> object:
    claims = [claim for claim in testimony.evidence if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


@pytest.fixture(scope="module")
def told() -> Testimony:
    return plaintext.testify_text(_capture(f"{LETTER}\n{STORY}\n{FORMS}"), NO_LAYOUT)


def test_each_printed_part_is_told_apart(told: Testimony) -> None:
    assert told.kind is Kind.STORY
    assert _value(told, "headline") == "Ferry Returns to a Bay That Had Learned to Wait"
    assert str(_value(told, "standfirst")).startswith("In a surprise on Monday, the harbour")
    assert _value(told, "byline") == "Written by Salma Nour"
    assert _value(told, "contributors") == (Contributor("Salma Nour"),)
    assert _value(told, "read_minutes") == 3


def test_caption_and_credit_are_parted(told: Testimony) -> None:
    image = _value(told, "lead_image")
    assert isinstance(image, Image)
    assert image.caption is not None
    assert image.caption.endswith("since autumn, on Tuesday, May 10, 2016.")
    assert image.credit == "Harbour Press Service via AP"


def test_the_body_holds_the_story_and_nothing_else(told: Testimony) -> None:
    body = _value(told, "body")
    assert isinstance(body, Body)
    assert body.text.startswith("The Marwa’s return this week has consequences on both shores")
    assert body.text.endswith("when the old pier broke.")
    assert body.text.count("\n\n") == 2
    assert body.html.count("<p>") == 3


def test_notices_stand_outside_of_the_body(told: Testimony) -> None:
    notices = _value(told, "notices")
    assert isinstance(notices, tuple)
    kinds = {notice.kind for notice in notices if isinstance(notice, Notice)}
    assert kinds == {"disclaimer", "letter"}


def test_the_letter_tells_of_the_publication(told: Testimony) -> None:
    said = {claim.field.split(".")[1]: claim.value for claim in told.publication}
    assert said["title"] == "Harbour Light"
    assert (said["status"], said["paused_on"]) == ("paused", "2019-06-03")
    assert (said["successor"], said["contact"]) == ("Coast Light", "")


def test_what_was_lost_is_a_finding(told: Testimony) -> None:
    assert {finding.code for finding in told.findings} == {"date-lost", "contact-blank"}


def test_a_lost_date_is_bounded_with_reasons(told: Testimony) -> None:
    (claim,) = [claim for claim in told.evidence if claim.field == "published"]
    assert claim.value == "2016-05-10/2016-05-15"
    assert "this week" in claim.reason
    assert "Tuesday, May 10, 2016" in claim.reason


def test_an_address_gives_the_exact_day() -> None:
    capture = _capture(STORY, address="https://light.example/2016/05/12/ferry")
    told = plaintext.testify_text(capture, NO_LAYOUT)
    assert _value(told, "published") == "2016-05-12"
    assert told.bounds == ()
    assert told.keys == ("url:light.example/2016/05/12/ferry",)


def test_a_printed_date_is_read_from_its_label() -> None:
    text = STORY.replace("Published on", "Published on May 12, 2016 at 9:00 am EDT")
    told = plaintext.testify_text(_capture(text), NO_LAYOUT)
    assert _value(told, "published") == "2016-05-12"
    assert _value(told, "published_at") == "2016-05-12T09:00:00-04:00"
    assert told.findings == ()


def test_a_dateline_takes_its_year_from_the_picture() -> None:
    text = STORY.replace("The Marwa’s return this week", "PORT AMAL, May 20 – The Marwa’s return")
    told = plaintext.testify_text(_capture(text), NO_LAYOUT)
    assert _value(told, "published") == "2016-05-19/2016-05-24"


def test_what_pages_repeat_is_no_part_of_a_story() -> None:
    pages = [
        _capture(
            f"The Amal Observer\n\n{STORY}\nVisit our shop by the pier in summer.\n\n{number} {FORMS}"
        )
        for number in range(5)
    ]
    stories = [page.body.decode().replace("Marwa", f"Marwa {n}") for n, page in enumerate(pages)]
    layout = learn([_capture(text) for text in stories])
    body = _value(plaintext.testify_text(_capture(stories[0]), layout), "body")
    assert isinstance(body, Body)
    assert "shop by the pier" not in body.text


def test_two_pages_alike_teach_nothing() -> None:
    assert learn_text([_capture(STORY), _capture(STORY)]).furniture == frozenset()


def test_a_letter_alone_is_no_story() -> None:
    told = plaintext.testify_text(_capture(LETTER), NO_LAYOUT)
    assert told.kind is Kind.STANDING
    assert any(claim.field == "publication.letter" for claim in told.publication)


def test_an_empty_page_is_no_story() -> None:
    assert plaintext.testify_text(_capture(""), NO_LAYOUT).kind is Kind.OTHER


def test_an_arabic_page_is_read_as_well() -> None:
    text = (
        "عودة العبّارة إلى الخليج\n\nبقلم: سلمى نور نشر في 10 أيار 2016\n\n"
        + "عادت العبّارة إلى الإبحار بعد شتاء طويل، وعاد معها الركّاب الذين انتظروا على الرصيف. " * 3
        + "\n\nالآراء الواردة في هذا المقال لا تعبّر عن رأي الصحيفة."
    )
    told = plaintext.testify_text(_capture(text), NO_LAYOUT)
    assert _value(told, "headline") == "عودة العبّارة إلى الخليج"
    assert _value(told, "contributors") == (Contributor("سلمى نور"),)
    assert _value(told, "published") == "2016-05-10"


CREDITS = [
    ("Nets dry on the pier.    Salma Nour/AP", ("Nets dry on the pier.", "Salma Nour/AP")),
    ("Nets dry on the pier. Salma Nour for Harbour Light", ("Nets dry on the pier.", "Salma Nour for Harbour Light")),
    ("Nets dry on the pier. (AP Photo/Salma Nour)", ("Nets dry on the pier.", "AP Photo/Salma Nour")),
    ("Nets dry on the pier. Photo: Salma Nour", ("Nets dry on the pier.", "Salma Nour")),
    ("Nets dry on the pier in March 2016. Courtesy of the Harbour Company", ("Nets dry on the pier in March 2016.", "Courtesy of the Harbour Company")),
    ("Nets dry on the pier. © Salma Nour", ("Nets dry on the pier.", "Salma Nour")),
    ("Nets dry on the pier.", ("Nets dry on the pier.", None)),
    ("A street of St. Petersburg", ("A street of St. Petersburg", None)),
    ("Nets dry.  They were mended all winter.", ("Nets dry. They were mended all winter.", None)),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "parts"), CREDITS, ids=range(len(CREDITS)))
def test_a_credit_is_told_from_its_caption(raw: str, parts: tuple[str, str | None]) -> None:
    assert split_credit(raw) == parts


@pytest.mark.parametrize(
    "raw",
    ["Boats wait. (AP Photo/Jane Doe)", "Boats wait.  (AP Photo/Jane Doe)", "Boats wait. AP Photo/Jane Doe"],
)  # fmt: skip
def test_an_agencys_credit_keeps_its_words(raw: str) -> None:
    assert split_credit(raw) == ("Boats wait.", "AP Photo/Jane Doe")


@pytest.mark.parametrize("part", ["\n", " "])
def test_a_caption_right_under_the_labels_is_none_of_them(part: str) -> None:
    labels = "Written by Salma Nour Published on Read time Approx. 2 minutes"
    caption = "Top image: The second pond at Amal, in January 2017. Courtesy of Salma Nour"
    prose = "Ponds were dug all winter, and nobody asked who would drink from them in summer. " * 3
    page = f"A pond is a pond\n\nWhat the ponds drink.\n\n{labels}{part}{caption}\n\n{prose}"
    told = plaintext.testify_text(Capture(form=Form.TEXT, body=page.encode()), NO_LAYOUT)
    words = ("The second pond at Amal, in January 2017.", "Courtesy of Salma Nour")
    assert _value(told, "lead_image") == Image("", *words)
    assert _value(told, "read_minutes") == 2
    bounds = [(claim.field, claim.value) for claim in told.bounds]
    assert ("bound.not-before", "2017-01-01") in bounds


def test_a_line_of_labels_is_read_in_order() -> None:
    found = read_labels("Écrit par Salma Nour Publié le 12 mai 2016 Temps de lecture 3 minutes")
    assert [(one.field, one.value) for one in found] == [
        ("byline", "Salma Nour"),
        ("date", "12 mai 2016"),
        ("read-time", "3 minutes"),
    ]
    assert read_labels("By the time the ferry came, the men had gone home for the night.") == ()


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(data: bytes) -> None:
    plaintext.testify_text(Capture(form=Form.TEXT, body=data), NO_LAYOUT)


@pytest.mark.skipif(
    not os.environ.get("BACKFILE_SEED"), reason="BACKFILE_SEED does not name the seed's text"
)
def test_the_page_that_started_the_project_comes_back() -> None:
    data = Path(os.environ["BACKFILE_SEED"]).read_bytes()
    told = plaintext.testify_text(Capture(form=Form.TEXT, item="page.txt", body=data), Layout())
    image, body = _value(told, "lead_image"), _value(told, "body")
    assert isinstance(image, Image)
    assert isinstance(body, Body)
    blocks = [" ".join(block.split()) for block in data.decode().split("\n\n") if block.strip()]
    assert _value(told, "headline") == blocks[3]
    assert _value(told, "standfirst") == blocks[4]
    assert body.text.split("\n\n") == blocks[6:-5]
    assert image.credit is not None
    assert image.credit.endswith("via AP")
    width = edtf.width_days(str(_value(told, "published")))
    assert width is not None
    assert 1 < width <= 7
    assert {finding.code for finding in told.findings} == {"date-lost", "contact-blank"}
    said = {claim.field: claim.value for claim in told.publication}
    assert said["publication.contact"] == ""
    assert said["publication.paused_on"] == "2018-05-15"


def test_the_first_lines_of_a_menu_are_called_no_headline_for_sure() -> None:
    menu = "\n\n".join(f"Harbour and tides {number}" for number in range(12))
    told = plaintext.testify_text(_capture(f"{menu}\n\nMarch 17, 2016\n\n{STORY}"), NO_LAYOUT)
    claims = [claim for claim in told.evidence if claim.field in {"headline", "standfirst"}]
    assert max(claim.confidence for claim in claims) < 0.5


def test_a_bare_line_with_a_day_is_not_sure_to_date_a_page_that_shares_nothing() -> None:
    prose = "\n\n".join(
        ["The ferry came back to the quay, and the island stood and waved. " * 4] * 4
    )
    text = f"The Ferry Sails Again\n\nMarch 17, 2016\n\n{prose}"
    told = plaintext.testify_text(_capture(text), NO_LAYOUT)
    dated = [claim for claim in told.evidence if claim.field == "published"]
    assert {str(claim.value) for claim in dated} == {"2016-03-17?"}
    assert max(claim.confidence for claim in dated) < 0.9


def test_the_name_of_the_publication_above_a_text_is_not_its_headline() -> None:
    capture = _capture(f"Harbour Light\n\n{STORY}")
    assert _value(plaintext.testify_text(capture, NO_LAYOUT), "headline") == "Harbour Light"
    named = Layout(text=NO_LAYOUT.text.titled("HARBOUR LIGHT"))
    told = plaintext.testify_text(capture, named)
    assert _value(told, "headline") == "Ferry Returns to a Bay That Had Learned to Wait"
