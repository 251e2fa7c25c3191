"""Telling which page of which story a page is."""

import pytest

from backfile.model.capture import Capture, Form
from backfile.recover.later import Later, find_later, first_of_several, without_mark
from backfile.recover.later_words import MARKED
from backfile.recover.page import Page
from backfile.recover.parsing import parse_page

HOST = "https://www.harbour.example"


def page_at(address: str, head: str = "", body: str = "", title: str = "Quay") -> Page:
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return parse_page(Capture(form=Form.PAGE, address=address, body=html.encode()))


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/town/s0-page-2.html", "/town/s0.html"),
        ("/town/s0.html/2/", "/town/s0.html"),
        ("/town/quay-closes/2/", "/town/quay-closes/"),
        ("/town/quay-closes/page/2/", "/town/quay-closes/"),
        ("/town/s0.html?p=2", "/town/s0.html"),
        ("/town/story?id=77&seite=2", "/town/story?id=77"),
        ("/town/s0,2.html", "/town/s0.html"),
        ("/town/s0_2.html", "/town/s0.html"),
        ("/town/s0_p02.shtml", "/town/s0.shtml"),
        ("/town/s0-seite-2", "/town/s0"),
    ],
)
def test_an_address_with_a_number_behind_it_goes_on_where_a_relation_leads_back(
    address: str, first: str
) -> None:
    page = page_at(HOST + address, f'<link rel="prev" href="{first}">')
    later = find_later(page)
    assert later is not None
    assert (later.first, later.number, later.is_sure) == (HOST + first, 2, False)


@pytest.mark.parametrize(
    "body",
    [
        '<p>1 / 2</p><a href="/town/s0.html">back</a>',
        '<p>Seite 2 von 3</p><a href="/town/s0.html">zurück</a>',
        '<p><a href="/town/s0.html">1</a> <b>2</b></p>',
        '<p><a href="/town/s0.html">« Previous page</a></p>',
        '<p><a href="/town/s0.html">الصفحة السابقة</a></p>',
    ],
)
def test_a_page_that_counts_its_pages_is_surely_one_of_them(body: str) -> None:
    later = find_later(page_at(f"{HOST}/town/s0-2.html", body=body.replace("1 / 2", "2 / 2")))
    assert later == Later(f"{HOST}/town/s0.html", 2, "harbour.example/town/s0", is_sure=True)


def test_a_headline_that_ends_in_a_number_in_brackets_counts_no_pages() -> None:
    head, title = '<link rel="canonical" href="/town/two/">', "The harbour and its people"
    address = f"{HOST}/town/two/?ref=home"
    assert find_later(page_at(address, head, title=f"{title} (2)")) is None
    assert find_later(page_at(address, head, title=f"{title} (page 2)")) is not None


@pytest.mark.parametrize(
    ("address", "head", "body"),
    [
        ("/town/quay-2/", '<link rel="prev" href="/town/quay/">', ""),
        ("/town/12/", "", '<a href="/town/11/">The ferry comes late</a>'),
        ("/page/2/", '<link rel="prev" href="/">', ""),
        ("/2016/03/quay/", '<link rel="prev" href="/2016/03/ferry/">', ""),
        ("/town/s0.html?p=2", '<link rel="prev" href="/town/s1.html">', ""),
    ],
)
def test_the_story_before_is_no_page_before(address: str, head: str, body: str) -> None:
    later = find_later(page_at(HOST + address, head, body))
    assert later is None or not later.is_sure


def test_a_first_page_leads_to_its_second() -> None:
    assert first_of_several(page_at(f"{HOST}/a/s0.html", body='<a href="s0_2.html">2</a>'))
    assert first_of_several(page_at(f"{HOST}/a/s0.html", '<link rel="next" href="/a/s0.html?p=2">'))
    assert not first_of_several(page_at(f"{HOST}/a/s0.html", body='<a href="s1_2.html">2</a>'))


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("The quay closes (2)", "The quay closes"),
        ("The quay closes - page 2 of 2", "The quay closes"),
        ("The quay closes | Seite 2", "The quay closes"),
        ("Der Kai schließt (Seite 2/3)", "Der Kai schließt"),
        ("The quay closes – Page 2 – The Harbour", "The quay closes – The Harbour"),
        ("The class of (19)", "The class of"),
        ("Summer of 2016", "Summer of 2016"),
        ("Catch 22", "Catch 22"),
    ],
)
def test_what_counts_the_pages_is_no_part_of_a_headline(marked: str, bare: str) -> None:
    assert without_mark(marked) == bare
    assert len(MARKED.findall(marked)) <= 1
