"""Citing a story."""

import json
from typing import Any

import pytest

from backfile.publish import citation
from backfile.publish.citation import Cited


def cited(**changes: Any) -> Cited:
    said: dict[str, Any] = {
        "id": "lostdateaa",
        "headline": "Who Owns a Shoreline?",
        "authors": ("Tomas al-Haddad",),
        "publication": "Harbour Line",
        "published": "2016-03-15",
        "address": "https://a.example/story",
        "language": "en",
    }
    return Cited(**(said | changes))


def test_the_three_styles_say_the_same_in_their_own_order() -> None:
    said = dict(citation.styles(cited(authors=("Mara Lindqvist", "Jonas de Vries"))))
    assert said["APA"] == (
        "Lindqvist, M., & de Vries, J. (2016, March 15). Who Owns a Shoreline? Harbour Line. "
        "https://a.example/story"
    )
    assert said["Chicago"] == (
        "Lindqvist, Mara, and Jonas de Vries. “Who Owns a Shoreline?” Harbour Line, "
        "March 15, 2016. https://a.example/story"
    )
    assert said["MLA"] == (
        "Lindqvist, Mara, and Jonas de Vries. “Who Owns a Shoreline?” Harbour Line, "
        "15 March 2016, https://a.example/story."
    )


def test_a_date_that_is_a_span_is_cited_as_a_span_and_never_as_a_day() -> None:
    wide = cited(published="2016-03-15/2016-03-20")
    assert all("between 15 and 20 March 2016" in text for _, text in citation.styles(wide))
    assert "DA  - " not in citation.ris(wide)
    issued = json.loads(citation.csl_json(wide))[0]["issued"]["date-parts"]
    assert issued == [[2016, 3, 15], [2016, 3, 20]]


def test_a_story_without_author_or_date_is_cited_by_its_headline() -> None:
    bare = cited(authors=(), published=None, address=None)
    assert dict(citation.styles(bare))["APA"].startswith("Who Owns a Shoreline? (n.d.).")
    assert "author" not in citation.bibtex(bare)
    assert not any("n.d.." in text for _, text in citation.styles(bare))


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Mara Lindqvist", ("Lindqvist", "Mara")),
        ("Jonas de Vries", ("de Vries", "Jonas")),
        ("Ursula van der Berg", ("van der Berg", "Ursula")),
        ("Reuters", None),
        ("ليلى منصور", None),
        ("The 2nd Desk", None),
    ],
)
def test_a_name_is_split_only_where_that_is_safe(name: str, split: tuple[str, str] | None) -> None:
    assert citation.split_name(name) == split


def test_what_a_headline_holds_cannot_break_out_of_the_record() -> None:
    hostile = cited(headline="A} % \\input{x}\r\nER  - ", authors=("A\r\nTI  - x",))
    assert "\\input" not in citation.bibtex(hostile)
    assert citation.ris(hostile).count("\r\nER  - ") == 1


def test_a_name_of_many_strokes_is_split_at_once() -> None:
    assert citation.split_name("A b" + "'" * 5000 + "1") is None
    assert citation.split_name("Mary-Jane O'Neill-Smith") == ("O'Neill-Smith", "Mary-Jane")
    assert citation.split_name("J.R. Jones-") == ("Jones-", "J.R.")
