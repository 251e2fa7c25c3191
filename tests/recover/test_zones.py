"""What elements are called, and what it means."""

import pytest

from backfile.recover.zones import zone_of
from backfile.recover.zones_words import WORDS


@pytest.mark.parametrize(
    ("tag", "raw", "zone"),
    [
        ("div", ' id="comments" class="comments-area"', "comment"),
        ("div", ' class="cusdis_thread"', "comment"),
        ("section", ' class="related"', "related"),
        ("div", ' class="continue-reading"', "related"),
        ("p", ' class="article__byline"', "byline"),
        ("span", ' itemprop="author"', "byline"),
        ("a", ' rel="author" href="/people/mq"', "byline"),
        ("div", ' role="navigation"', "furniture"),
        ("div", ' class="author" style="display: none;"', "byline"),
        ("div", ' class="gallery" hidden=""', "furniture"),
        ("figcaption", ' class="title"', "caption"),
        ("article", ' class="summary"', ""),
        ("p", "", ""),
    ],
)
def test_a_name_says_what_an_element_is(tag: str, raw: str, zone: str) -> None:
    assert zone_of(tag, raw) == zone


@pytest.mark.parametrize(("zone", "rows"), WORDS)
def test_every_plain_name_of_the_table_means_its_zone(zone: str, rows: str) -> None:
    for line in (row for row in rows.split() if "(" not in row):
        for name in (part for part in line.split("|") if part.isalpha()):
            earlier = [z for z, _ in WORDS[: [z for z, _ in WORDS].index(zone)]]
            assert zone_of("div", f' class="{name}"') in {zone, *earlier}
