"""The line with which a report begins."""

import pytest

from backfile.model.capture import Capture, Form
from backfile.recover import html_page
from backfile.recover.dateline import read_dateline
from backfile.recover.layout import Layout
from backfile.recover.settle import settle


@pytest.mark.parametrize(
    ("text", "line", "agencies"),
    [
        ("GENEVA, May 3 — The talks went on.", "GENEVA, May 3", ()),
        ("NAIROBI (Reuters) - The talks went on.", "NAIROBI (Reuters)", ("Reuters",)),
        ("TUNIS, Tunisia, March 3 (AFP) — They met.", "TUNIS, Tunisia, March 3 (AFP)", ("AFP",)),
        ("Berlin (dpa) - Die Gespräche gehen weiter.", "Berlin (dpa)", ("dpa",)),
        ("Berlin/Wien (dpa/APA) – Es geht weiter.", "Berlin/Wien (dpa/APA)", ("dpa", "APA")),
        ("Port-au-Prince (AFP) - Ils sont là.", "Port-au-Prince (AFP)", ("AFP",)),
        ("МОСКВА, 3 мар — Встреча прошла.", "МОСКВА, 3 мар", ()),
        ("МОСКВА, 3 марта (ТАСС) — Встреча.", "МОСКВА, 3 марта (ТАСС)", ("ТАСС",)),
        ("بيروت – عاد الهدوء إلى المدينة", "بيروت", ()),
        ("بيروت (رويترز) - عاد الهدوء", "بيروت (رويترز)", ("رويترز",)),
        ("القاهرة، 3 مارس - عاد الهدوء", "القاهرة، 3 مارس", ()),
        ("BEAVER CREEK, Colo. — It snowed.", "BEAVER CREEK, Colo.", ()),
    ],
)
def test_a_report_begins_with_its_place(text: str, line: str, agencies: tuple[str, ...]) -> None:
    found = read_dateline(text)
    assert found is not None
    assert (found.line, found.agencies) == (line, agencies)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor (a baker) - nobody else - paid for it.",
        "Berlin – so sagt man – hat Geld.",
        "He came back - at last.",
        "US - a country of roads.",
        "قال الوزير في مؤتمر صحفي طويل – إن الأمر انتهى",
        "On March 3 the harbour closed — for good.",
        "NOTHING HERE ENDS IN A DASH.",
        "",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def told_by(opening: str, byline: str = "") -> list[tuple[str, str]]:
    text = "".join(
        f"<p>{opening if n == 0 else ''}The mason counted {n * 17 + 400} slates on the roof of the "
        f"old quay, and wrote to ward {n} that {n + 3} more would be needed before winter.</p>"
        for n in range(6)
    )
    html = f"<html><body><h1>The roof of the quay is mended</h1>{byline}<div>{text}</div></body>"
    address = "https://www.harbour.example/2016/03/03/the-roof-of-the-quay"
    capture = Capture(form=Form.PAGE, address=address, body=html.encode())
    story = settle([(1, html_page.testify_page(capture, Layout()))], []).story
    return [(person.name, person.role) for person in story.contributors]


def test_the_agency_of_a_dateline_signs_where_nobody_else_does() -> None:
    assert told_by("NAIROBI (Reuters) - ") == [("Reuters", "agency")]
    assert told_by("NAIROBI (Reuters) - ", "<p>By Ann Lee</p>") == [("Ann Lee", "author")]
    assert told_by("The mayor (Reuters said) - no. ") == []
