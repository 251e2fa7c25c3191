"""In which order a publication writes its days in figures, learnt from its other days."""

from datetime import date

import pytest

from backfile.model.capture import Capture, Form
from backfile.recover import html_page
from backfile.recover.dates_order import _orders_of, elect, vote
from backfile.recover.layout import NO_LAYOUT, learn
from backfile.recover.parsing import parse_page

TOWNS = ("Holm", "Marrow", "Amal", "Varga", "Quay", "Selim", "Orra", "Dunes", "Tarn", "Ilex")


def page_of(number: int, printed: str, lang: str = "en-US") -> Capture:
    """Return a story page that prints its day and says it nowhere else."""
    town = TOWNS[number % len(TOWNS)]
    told = "".join(
        f"<p>The council of {town} met for the {number + n}th time, and spoke of boats, of "
        f"{town.lower()} bread and of the price of rope in the winter of that year {n}.</p>"
        for n in range(4)
    )
    html = (
        f"<html lang='{lang}'><head><title>The council of {town} meets {number}</title></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>The council of {town} meets {number}"
        f"</h1><div class='post-meta'>{printed}</div>{told}</article></body></html>"
    )
    address = f"https://light.example/stories/council-{town.lower()}-{number}"
    return Capture(form=Form.PAGE, address=address, body=html.encode())


def days_of(captures: list[Capture], which: Capture) -> list[str]:
    """Return the days that a page names, read as one of its publication."""
    evidence = html_page.testify_page(which, learn(captures)).evidence
    return [str(claim.value) for claim in evidence if claim.field == "published"]


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([f"{n}/04/2019" for n in range(14, 24)], "2019-04-03"),
        ([f"04/{n}/2019" for n in range(14, 24)], "2019-03-04"),
    ],
)
def test_days_beyond_twelve_tell_how_the_others_are_meant(others: list[str], day: str) -> None:
    captures = [page_of(number, printed) for number, printed in enumerate(others)]
    doubtful = page_of(77, "03/04/2019")
    assert days_of([*captures, doubtful], doubtful) == [day]


def test_a_page_alone_leaves_both_days_open() -> None:
    doubtful = page_of(77, "03/04/2019")
    evidence = html_page.testify_page(doubtful, NO_LAYOUT).evidence
    days = {str(claim.value) for claim in evidence if claim.field == "published"}
    assert "[2019-03-04,2019-04-03]" in days


def test_a_publication_tells_more_than_the_language_of_its_theme() -> None:
    captures = [page_of(n, f"04/{n + 14}/2019", "de") for n in range(10)]
    doubtful = page_of(77, "03/04/2019", "de")
    assert days_of([*captures, doubtful], doubtful) == ["2019-03-04"]


def test_where_pages_disagree_nothing_is_learnt() -> None:
    assert elect(["dmy", "mdy", "dmy", "mdy"]) is None
    assert elect(["dmy"]) is None
    assert elect([None, None]) is None
    assert elect(["mdy", *["dmy"] * 12]) == "dmy"


def test_a_day_that_the_head_names_tells_how_the_printed_one_is_meant() -> None:
    head = "<meta property='article:published_time' content='2019-04-03T10:00:00Z'>"
    for printed, order in (("03/04/2019", "dmy"), ("04/03/2019", "mdy"), ("05/06/2019", None)):
        html = f"<html><head>{head}</head><body><p>{printed}</p></body></html>"
        page = parse_page(Capture(form=Form.PAGE, body=html.encode()))
        assert vote(page) == order


def test_a_page_whose_head_and_address_name_both_days_tells_nothing() -> None:
    april, march = date(2019, 4, 3), date(2019, 3, 4)
    assert _orders_of(["03/04/2019"], {april}) == {"dmy"}
    assert _orders_of(["03/04/2019"], {march}) == {"mdy"}
    assert _orders_of(["03/04/2019"], {april, march}) == set()
