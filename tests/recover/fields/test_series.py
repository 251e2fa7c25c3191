"""What a story says of the series that it is a part of."""

import pytest

from backfile.model.capture import Capture, Form
from backfile.model.series import Series, serial_stem, series_of
from backfile.model.story import Story
from backfile.recover.fields.series import Line, claims_of_headline, read_line
from backfile.recover.layout import NO_LAYOUT
from backfile.recover.settle import settle
from backfile.recover.testify import testify as hear
from backfile.text import print_of

PROSE = (
    "<p>" + "The pump at the edge of the village ran dry before the harvest was in. " * 4 + "</p>"
)


def settled(*, head: str = "", above: str = "", below: str = "", first: str = "") -> Story:
    html = (
        f"<html><head><title>Two buckets a day</title>{head}</head><body><main><article>"
        f"<h1>Two buckets a day</h1>{above}<div class='story-body'>{first}{PROSE * 4}</div>{below}"
        "</article></main></body></html>"
    )
    capture = Capture(
        form=Form.PAGE,
        item="a.html",
        offset=0,
        address="https://wells.example/two-buckets",
        media_type="text/html",
        body=html.encode(),
    )
    return settle([(1, hear(capture, NO_LAYOUT))], []).story


@pytest.mark.parametrize(
    ("said", "series"),
    [
        ("Part 2 of 5", Series("", 2, 5)),
        ("Teil 3", Series("", 3)),
        ("الجزء الثاني", Series("", 2)),
        ("Partie 2 sur 3", Series("", 2, 3)),
        ("Часть 2 из 5", Series("", 2, 5)),
        ("第2部分", Series("", 2)),
        ("This is the second of three parts.", Series("", 2, 3)),
        ("Part two of a series", Series("", 2)),
        ("Series: The drying wells", Series("The drying wells")),
        ("The drying wells, part 2 of 5", Series("The drying wells", 2, 5)),
        ("Part two of our series “The drying wells”", Series("The drying wells", 2)),
        ("Dieser Bericht ist Teil unserer Serie „Die Brunnen“.", Series("Die Brunnen")),
        ("Teil 2 unserer Serie über Wasser", Series("Wasser", 2)),
        ("Deuxième volet de notre série « Les puits »", Series("Les puits", 2)),
        ("Segunda parte de nuestra serie «Los pozos»", Series("Los pozos", 2)),
        ("هذا المقال جزء من سلسلة «الآبار الجافة»", Series("الآبار الجافة")),
        ("Вторая часть серии «Сухие колодцы»", Series("Сухие колодцы", 2)),
    ],
)
def test_a_printed_line_says_of_what_series_and_which_part(said: str, series: Series) -> None:
    found = read_line(Line(said))
    assert found is not None
    assert found[0] == series


@pytest.mark.parametrize(
    "said",
    [
        "He is part of a series of protests that shook the town",
        "She won part of the world series on Monday",
        "Part of the harbour was closed",
        "Second of three children",
        "More from this series",
        "The series returns in May",
    ],
)
def test_a_line_that_speaks_of_something_else_says_nothing(said: str) -> None:
    assert read_line(Line(said)) is None


def test_a_link_in_the_line_names_the_series() -> None:
    line = Line("This story is part of our series The drying wells.", ("The drying wells",))
    assert read_line(line) == (Series("The drying wells"), "series:printed")


def test_a_list_of_parts_counts_only_the_one_that_is_read() -> None:
    assert read_line(Line("Part 1: The pump", ("Part 1: The pump",))) is None
    assert read_line(Line("Part 2: The trucks")) == (Series("", 2), "series:number")


def test_linked_data_name_the_series_and_the_periodical_is_none() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle",
        "headline": "Two buckets a day", "position": 2, "isPartOf": [
        {"@type": "Periodical", "name": "The Well"}, {"@type": "PublicationIssue", "name": "No. 4"},
        {"@type": "CreativeWorkSeries", "name": "The drying wells"}]}</script>"""
    assert settled(head=head).series == Series("The drying wells", 2)


def test_a_number_joins_the_name_that_another_line_gives() -> None:
    story = settled(
        above="<p>Part 2 of 5</p>",
        below="<p>Part of our series <a href='/s/wells'>The drying wells</a>.</p>",
    )
    assert story.series == Series("The drying wells", 2, 5)


def test_a_number_without_any_name_is_no_series() -> None:
    assert settled(above="<p>Part 2 of 5</p>").series is None


def test_the_first_paragraph_may_say_it() -> None:
    story = settled(first="<p>This is the third part of our series “The drying wells”.</p>")
    assert story.series == Series("The drying wells", 3)


def test_one_headline_alone_is_shown_and_does_not_stand() -> None:
    alone = list(claims_of_headline("The drying wells (2)", "visible:h1"))
    agreed = list(
        claims_of_headline(
            "The drying wells (2)", "visible:h1", frozenset({print_of("The drying wells")})
        )
    )
    assert alone[0].confidence < 0.5 <= agreed[0].confidence
    assert serial_stem("He was 85 (85)") is None


def test_what_cannot_be_a_series_is_none() -> None:
    assert series_of("12", "x", "7") == Series()
    assert series_of("The wells", "3", "2") == Series("The wells", 3)
