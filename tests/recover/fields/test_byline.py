"""Who is credited on a page, and for what."""

from backfile.model.capture import Capture, Form
from backfile.model.story import Contributor
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT


def test_photographs_have_a_line_of_their_own_beside_the_byline() -> None:
    prose = "The ferry came back to the quay on Monday, and the whole island stood and waved. "
    story = (
        "<article><h1>The ferry sails again</h1><p class='by'>By Salma Nour</p>"
        f"<p class='photographs'>Photographs by Jo Roe</p><p>{prose * 4}</p><p>{prose * 5}</p>"
        f"<p>{prose * 3}</p></article>"
    )
    page = f"<!doctype html><html><body><main>{story}</main></body></html>"
    capture = Capture(form=Form.PAGE, address="https://light.example/a", body=page.encode())
    told = html_page.testify_page(capture, NO_LAYOUT)
    people = {p for c in told.evidence if isinstance(c.value, tuple) for p in c.value}
    assert people == {Contributor("Salma Nour"), Contributor("Jo Roe", "photographer")}
    assert [c.value for c in told.evidence if c.field == "byline"] == ["By Salma Nour"]
