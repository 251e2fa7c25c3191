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


PROSE = "The ferry came back to the quay on Monday, and the whole island stood and waved. "


def people_of(head: str, line: str, *, inside: str = "", after: str = "") -> set[str]:
    """Return whom a page credits that prints a line under its headline."""
    page = (
        f"<!doctype html><html><head>{head}</head><body><main><article><h1>The ferry sails again"
        f"</h1>{line}<p>{PROSE * 4}</p><p>{PROSE * 5}</p>{inside}<p>{PROSE * 3}</p>"
        f"<p>{PROSE * 4}</p>{after}</article></main></body></html>"
    )
    capture = Capture(form=Form.PAGE, address="https://tnn.example/a", body=page.encode())
    told = html_page.testify_page(capture, NO_LAYOUT)
    claims = [c for c in told.evidence if c.field == "contributors"]
    best = max(claims, key=lambda claim: claim.confidence, default=None)
    value = best.value if best and isinstance(best.value, tuple) else ()
    return {person.name for person in value if isinstance(person, Contributor)}


def test_a_desk_beside_a_name_is_no_second_author() -> None:
    line = (
        "<div class='who'>Written by Salma Nour</div>"
        "<div class='byline'>Salma Nour Senior Editor / Boats</div>"
    )
    assert people_of("<meta name='author' content='Salma Nour'>", line) == {"Salma Nour"}


def test_the_houses_own_desk_in_capitals_is_no_author_unless_the_head_names_it() -> None:
    line = "<p class='byline'>By Salma Nour, TNN Harbour</p>"
    assert people_of("", line) == {"Salma Nour"}
    head = "<meta name='author' content='Salma Nour, TNN Harbour'>"
    assert people_of(head, line) == {"Salma Nour", "TNN Harbour"}


def test_who_is_printed_with_two_words_of_a_name_is_whom_the_head_names_in_full() -> None:
    head = "<meta name='author' content='Salma Maria Nour'>"
    assert people_of(head, "<p class='byline'>By Salma Nour</p>") == {"Salma Maria Nour"}


def test_a_button_in_a_script_without_capitals_signs_nothing() -> None:
    assert people_of("", "<p><a href='/member/new/'>新規登録</a></p>") == set()


def test_both_forms_of_the_german_word_for_an_author_open_a_byline() -> None:
    for words in ("Autorin/Autor", "Autor:in", "Autor*innen:"):
        assert people_of("", f"<p>{words} Salma Nour</p>") == {"Salma Nour"}


def test_one_line_inside_of_the_text_may_sign_it_and_of_several_none_does() -> None:
    signed = "<p>Reporting by The Associated Press.</p>"
    assert people_of("", "", inside=signed) == {"The Associated Press"}
    titled = "<p>Author: Salma Nour, head of the harbour's own archive of tides and ships</p>"
    assert people_of("", "", inside=titled) == {"Salma Nour"}
    parts = "".join(f"<h2>{who[0]} writes</h2><p>Author: {who}</p>" for who in ("Jo Roe", "A Lee"))
    assert people_of("", "", inside=f"<p>{PROSE}</p>" * 14 + parts + f"<p>{PROSE}</p>" * 3) == set()


def test_letters_of_readers_sign_no_story() -> None:
    letters = "<div class='leserbrief_meta author'>Jo Roe</div>"
    assert people_of("", "", after=letters) == set()


def test_a_weekday_after_the_name_ends_it() -> None:
    line = "<div>Posted by NourHD on Friday December 19, 2025 from the harbour dept.</div>"
    assert people_of("", line) == {"NourHD"}
