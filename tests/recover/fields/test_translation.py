# ruff: noqa: E501 - material stands as it stands on a page
"""Where a story stands in other languages, by what its page says."""

import pytest

from backfile.model.capture import Capture, Form
from backfile.model.story import Translation
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

ADDRESS = "https://www.quay.example/2016/03/ferry/"
ARABIC = "https://www.quay.example/ar/2016/03/abbara/"
PROSE = "The ferry came back to the quay on Monday, and the whole island stood and waved. "


def told(head: str = "", before: str = "", inside: str = "") -> list[tuple[str, object]]:
    html = (
        f'<!doctype html><html lang="en-US"><head><title>The ferry sails again</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav>{before}<main><article><h1>The ferry sails again</h1>"
        f"<p>{PROSE * 4}</p><p>{PROSE * 5}</p>{inside}<p>{PROSE * 3}</p></article></main></body></html>"
    )
    capture = Capture(form=Form.PAGE, address=ADDRESS, body=html.encode())
    claims = html_page.testify_page(capture, NO_LAYOUT).evidence
    return [(claim.place, claim.value) for claim in claims if claim.field == "translations"]


def alternate(language: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{language}" href="{address}">'


def test_links_of_the_head_name_the_story_in_other_languages() -> None:
    head = alternate("en", ADDRESS) + alternate("ar", ARABIC) + alternate("x-default", ADDRESS)
    assert told(head) == [("link:hreflang", (Translation(ARABIC, "ar"),))]


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("ar", "https://www.quay.example/ar/"),
        ("ar", "https://ar.quay.example/"),
        ("fr", "https://www.quay.example/fr-ca/index.php"),
        ("en-GB", "https://www.quay.example/uk/2016/03/ferry/"),
        ("x-default", "https://www.quay.example/2016/03/other/"),
        ("application/rss+xml", "https://www.quay.example/2016/03/ferry/feed/"),
        ("en", ADDRESS),
        ("ar", "mailto:ar@quay.example"),
    ],
)
def test_front_pages_and_regions_and_feeds_are_no_translations(language: str, address: str) -> None:
    assert told(alternate(language, address)) == []


def test_two_scripts_of_one_language_are_two_texts() -> None:
    other = "https://www.quay.example/hant/ferry/"
    head = alternate("zh-Hans", ADDRESS) + alternate("zh-Hant", other)
    assert told(head) == [("link:hreflang", (Translation(other, "zh-Hant"),))]


def test_linked_data_name_the_original_and_its_translations() -> None:
    script = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry sails again",
    "translationOfWork": {"@id": "https://www.quay.example/ar/2016/03/abbara/", "inLanguage": "ar"}}</script>"""
    assert told(script) == [("ld+json:workTranslation", (Translation(ARABIC, "ar"),))]


def test_a_switch_of_languages_on_the_page_leads_to_the_translation() -> None:
    switch = f'<ul class="switch"><li><a hreflang="ar" href="{ARABIC}">ع</a></li></ul>'
    assert told(before=switch) == [("visible:hreflang", (Translation(ARABIC, "ar"),))]
    away = switch.replace("www.quay", "www.pier")
    assert told(before=away) == []


@pytest.mark.parametrize(
    "words",
    [
        "Read this story in Arabic",
        "العربية",
        "لقراءة التقرير باللغة العربية",
        "Leer en árabe",
        "(Arabic version)",
    ],
)
def test_a_link_may_call_to_the_translation_in_words_alone(words: str) -> None:
    assert told(inside=f'<p><a href="{ARABIC}">{words}</a></p>') == [
        ("visible:words", (Translation(ARABIC, "ar"),))
    ]


def test_a_language_in_a_menu_is_a_section() -> None:
    menu = '<nav><ul><li><a href="/section/water/">Water</a></li><li><a href="/section/arabic/">العربية</a></li></ul></nav>'
    assert told(before=menu) == []


@pytest.mark.parametrize(
    "words", ["Arabic coffee", "The Arabic press", "Read more", "English football"]
)
def test_words_that_only_speak_of_a_language_call_to_nothing(words: str) -> None:
    assert told(inside=f'<p><a href="{ARABIC}">{words}</a></p>') == []
