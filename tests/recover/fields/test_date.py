"""When an HTML page says that its story appeared."""

import pytest

from backfile import edtf
from backfile.model.capture import Capture, Form
from backfile.recover.fields.date import DatesRead, read_dates
from backfile.recover.fields.date_stamps import read_stamp
from backfile.recover.html_page import look_at
from backfile.recover.layout import NO_LAYOUT
from backfile.recover.parsing import parse_page

TEXT = "".join(
    f"<p>{'The ferry crossed the bay with all its passengers and a goat on board. ' * 3}{n}</p>"
    for n in range(5)
)


def _read(
    head: str = "",
    line: str = "",
    after: str = "",
    address: str = "https://light.example/ferry",
    captured: str | None = None,
) -> DatesRead:
    html = (
        f"<html><head><title>Ferry Returns to Port Amal</title>{head}</head><body><article>"
        f"<h1>Ferry Returns to Port Amal</h1>{line}{TEXT}</article>{after}</body></html>"
    )
    body = html.encode()
    capture = Capture(form=Form.PAGE, address=address, captured=captured, body=body)
    return read_dates(look_at(parse_page(capture), NO_LAYOUT))


def _days(read: DatesRead) -> list[str]:
    ranked = sorted(read.evidence, key=lambda claim: -claim.confidence)
    return [str(claim.value) for claim in ranked if claim.field == "published"]


def _about(read: DatesRead) -> str:
    """Return the day that a page names best, whether or not it is sure of it."""
    return _days(read)[0].removesuffix("?")


SAID = [
    ('<meta property="article:published_time" content="2016-03-17T09:00:00-04:00">', ""),
    ('<meta name="dc.date.issued" content="20160317">', ""),
    (
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry",'
            ' "datePublished": "2016-03-17"}</script>'
        ),
        "",
    ),
    ("", "<p>Published on March 17, 2016</p>"),
    ("", '<time datetime="2016-03-17">17 March</time>'),
    ("", '<div class="post-date">17.03.2016</div>'),
    ("", "<p>Salma Nour | March 17, 2016</p>"),
    ("", "<h4>Thursday, 17 March 2016</h4>"),
]


@pytest.mark.parametrize(("head", "line"), SAID, ids=range(len(SAID)))
def test_a_day_is_read_from_wherever_the_page_says_it(head: str, line: str) -> None:
    read = _read(head, line)
    assert _about(read) == "2016-03-17"
    assert read.bounds == ()


def test_the_address_names_the_day() -> None:
    read = _read(address="https://light.example/2016/03/17/ferry/")
    assert _days(read) == ["2016-03-17"]


def test_a_label_that_lost_its_date_gives_no_evidence() -> None:
    read = _read(line="<p>Published on</p>")
    assert _days(read) == []
    assert [finding.code for finding in read.findings] == ["date-lost"]


def test_dates_of_lists_comments_and_letters_name_nothing() -> None:
    after = (
        '<div class="comments"><p>Rami on May 1, 2016: so glad!</p></div>'
        '<aside class="widget"><ul><li>March 2014</li><li>April 2014</li></ul></aside>'
        '<div class="related"><h4>Related</h4><p><a href="/x">Old Pier</a> 3 May 2015</p></div>'
        "<footer>© 2019 Harbour Light</footer>"
    )
    assert not any(edtf.is_day(day) for day in _days(_read(after=after)))


def test_an_update_is_not_the_publication() -> None:
    read = _read(line="<p>Updated on March 19, 2016</p>")
    assert _days(read) == ["../2016-03-20"], "it had appeared by then"
    assert [claim.value for claim in read.evidence if claim.field == "modified"] == ["2016-03-19"]


@pytest.mark.parametrize(
    ("captured", "days"),
    [
        ("2016-03-17T08:30:11Z", "2016-03-16/2016-03-17"),
        # No clock showed midnight to the second: a saved page was packed, long after it was served.
        ("2026-01-01T00:00:00Z", "../2026-01-01"),
        (None, None),
    ],
)
def test_hours_ago_are_counted_from_the_capture(captured: str | None, days: str | None) -> None:
    read = _read(line='<p class="post-date">3 hours ago</p>', captured=captured)
    assert [str(c.value) for c in read.evidence if c.place == "bounds"] == ([days] if days else [])


def test_hours_ago_tell_nothing_beside_a_day() -> None:
    line = '<p class="post-date">17.03.2016</p><p>3 hours ago</p>'
    assert _about(_read(line=line, captured="2018-03-17T08:30:11Z")) == "2016-03-17"


def test_an_earlier_edition_gives_way_to_the_line_with_the_name() -> None:
    line = (
        "<p>Salma Nour | March 17, 2016</p>"
        "<p>This story was originally published on May 2, 2012.</p>"
    )
    assert _about(_read(line=line)) == "2016-03-17"


def test_words_count_before_a_wrong_attribute() -> None:
    read = _read(line='<time datetime="2016-12-03">12 March 2016</time>')
    assert _days(read)[0] == "2016-03-12"


def test_the_newsrooms_day_counts_before_that_of_another_zone() -> None:
    meta = '<meta property="article:published_time" content="2016-03-18T01:30:00+00:00">'
    read = _read(meta, address="https://light.example/2016/03/17/ferry")
    assert _days(read)[0] == "2016-03-17"


def test_a_date_in_the_headline_is_what_the_story_is_about() -> None:
    read = _read(line="<h2>29 September 1994: the night of the storm</h2>")
    assert "1994-09-29" not in _days(read)


def test_a_month_in_the_address_is_kept_as_wide_as_it_is() -> None:
    read = _read(address="https://light.example/2016/03/ferry")
    assert "2016-03" in _days(read)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2016-03-17T09:00:00Z", "2016-03-17"),
        ("2016-03-17 09:00", "2016-03-17"),
        ("20160317T090000", "2016-03-17"),
        ("1458205200", "2016-03-17"),
        ("1458205200000", "2016-03-17"),
        ("Thu, 17 Mar 2016 09:00:00 GMT", "2016-03-17"),
        ("Thu Mar 17 2016 09:00:00 GMT+0000", "2016-03-17"),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_machines_stamp_is_read_in_its_many_forms(stamp: str, day: str | None) -> None:
    found = read_stamp(stamp)
    assert (found.edtf if found else None) == day


TIMES = [
    # The makers' property, the word beside it, the place of the line: each tells days apart.
    (
        '<p><time itemprop="dateModified" datetime="2016-05-02">2 May 2016</time> '
        '<time itemprop="datePublished" datetime="2016-03-17">17 March 2016</time></p>'
    ),
    (
        '<p>PUBLISHED: <time datetime="2016-03-17">March 17, 2016</time> | UPDATED: '
        '<time datetime="2016-03-18">March 18, 2016</time></p>'
    ),
    '<p><time class="entry-date updated" datetime="2016-03-17">17 March 2016</time></p>',
    '<p><time class="modified" datetime="2016-03-17">17 March 2016</time></p>',
    '<div class="meta-share"><p>17 March 2016</p><a href="#">Share</a></div>',
    "<p>Salma Nour · Posted: Mar 17, 2016 | Last updated: May 2, 2016</p>",
]


@pytest.mark.parametrize("line", TIMES, ids=range(len(TIMES)))
def test_the_day_of_publication_is_told_from_that_of_a_change(line: str) -> None:
    assert _about(_read(line=line)) == "2016-03-17"


def test_the_one_day_that_a_theme_prints_dates_it_though_called_an_update() -> None:
    read = _read(line="<p>Last updated on <time>17 March 2016</time></p>")
    assert _about(read) == "2016-03-17"
    assert {claim.value for claim in read.evidence if claim.field == "modified"} == {"2016-03-17"}


def test_two_days_that_are_known_alike_leave_doubt() -> None:
    line = "<p><time>17 March 2016</time></p><p><time>2 May 2016</time></p>"
    assert _days(_read(line=line))[0] == "2016-03-17?"


def test_a_stamp_with_its_own_zone_tells_the_newsrooms_day() -> None:
    meta = '<meta property="article:published_time" content="2016-03-17T19:30:00+02:00">'
    read = _read(meta, line='<div class="post-date">18.03.2016</div>')
    assert _days(read)[0] == "2016-03-17"


def test_a_line_far_from_the_headline_dates_the_text_that_it_stands_before() -> None:
    menu = "<ul>" + "<li>Weather and tides</li>" * 16 + "</ul>"
    assert _about(_read(line=f"{menu}<p>17 March 2016, 08:25</p>")) == "2016-03-17"


def test_a_day_with_its_hour_is_no_caption() -> None:
    line = '<figcaption class="caption">17.03.2016, 08:25 Uhr • Lesezeit: 4 Minuten</figcaption>'
    assert _days(_read(line=line))[0] == "2016-03-17"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Veröffentlichung: 17.03.2016</p>",
        "<p>Written: 2016-03-17 15:03 / Updated: 2016-05-02 15:30</p>",
        "<p>입력 2016.03.17 20:00</p>",
        "<p>Publicerad 17 mars 2016</p>",
        "<p>Zveřejněno: 17.3.2016</p>",
        "<p>Ngày đăng: 17/03/2016</p>",
    ],
)
def test_labels_of_many_languages_stand_before_the_day(line: str) -> None:
    read = _read(line=line)
    assert _days(read)[0] == "2016-03-17"
    assert any(c.place.startswith("label:") for c in read.evidence if c.field == "published")


def test_what_a_time_element_tells_is_surer_than_the_label_before_it() -> None:
    line = (
        "<p>Veröffentlicht am <time datetime='2016-03-17T09:30:00+01:00'>17. März 2016</time>"
        "<time class='updated' datetime='2016-03-18T09:30:00+01:00'>18. März</time> von Ida</p>"
    )
    assert _days(_read(line=line)) == ["2016-03-17"]


def test_a_day_within_the_headlines_element_dates_the_story() -> None:
    html = (
        "<article><h1><span><time datetime='2016-03-17'>17 March 2016</time></span> Ferry Returns"
        f"</h1>{TEXT}</article>"
    )
    capture = Capture(form=Form.PAGE, address="https://light.example/f", body=html.encode())
    assert _days(read_dates(look_at(parse_page(capture), NO_LAYOUT)))[0] == "2016-03-17"


@pytest.mark.parametrize("words", ["17 Mar 2016", "17. März 2016 | Natur, Küste"])
def test_a_bare_day_is_no_caption_whatever_its_element_is_called(words: str) -> None:
    assert _days(_read(line=f"<p class='text__caption'>{words}</p>"))[0] == "2016-03-17"


def test_the_line_of_day_author_and_sections_above_the_headline_dates_the_story() -> None:
    html = (
        "<article><div class='post-meta'>17/03/2016by Ida Vale No comments News, Coast, Harbour"
        f"</div><h1>Ferry Returns</h1>{TEXT}</article><div class='slide'>1 Feb 2019</div>"
    )
    capture = Capture(form=Form.PAGE, address="https://light.example/f", body=html.encode())
    assert _about(read_dates(look_at(parse_page(capture), NO_LAYOUT))) == "2016-03-17"


def test_midnight_of_the_newsroom_is_the_evening_before_for_machines() -> None:
    head = (
        "<meta property='article:published_time' content='2016-03-16T23:00:00Z'>"
        "<meta property='article:modified_time' content='2016-03-17T12:42:00Z'>"
    )
    html = (
        f"<html lang='de'><head>{head}</head><body><article><h1>Ferry Returns</h1>"
        f"<p class='date'>17. März 2016</p>{TEXT}</article></body></html>"
    )
    capture = Capture(form=Form.PAGE, address="https://light.example/f", body=html.encode())
    assert _days(read_dates(look_at(parse_page(capture), NO_LAYOUT)))[0] == "2016-03-17"


def test_a_page_alone_that_prints_but_one_day_is_sure_of_it_only_where_that_is_well_known() -> None:
    well_known = ("<p>Published on March 17, 2016</p>", "<time>17 March 2016</time>")
    assert {_days(_read(line=line))[0] for line in well_known} == {"2016-03-17"}
    meta = '<meta property="article:published_time" content="2016-03-17T09:00:00-04:00">'
    line = '<div class="post-date">17.03.2016</div>'
    assert _days(_read(line=line))[0] == "2016-03-17?"
    assert _days(_read(meta, line=line))[0] == "2016-03-17"


def test_a_time_element_whose_words_tell_of_a_change_names_no_publication() -> None:
    line = '<time class="published-date"><span>Updated March 18, 2016</span></time>'
    read = _read(line="<p>Published on March 17, 2016</p>" + line)
    assert _days(read) == ["2016-03-17"]
    assert {claim.value for claim in read.evidence if claim.field == "modified"} == {"2016-03-18"}
