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
        "original": "https://a.example/story",
        "page": None,
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
    bare = cited(authors=(), published=None, original=None)
    assert dict(citation.styles(bare))["APA"].startswith("Who Owns a Shoreline? (n.d.).")
    assert "author" not in citation.bibtex(bare)
    assert not any("n.d.." in text for _, text in citation.styles(bare))


KEPT = "https://archive.example/story/l/lostdateaa.html"


def kept(**changes: Any) -> Cited:
    more = {"page": KEPT, "keeper": "The Quay Library", "issn": "2049-3630", "section": "Harbour"}
    return cited(**(more | changes))


def test_each_style_says_where_a_story_first_stood_and_where_it_is_kept() -> None:
    said = dict(citation.styles(kept()))
    both = f"https://a.example/story, archived at The Quay Library, {KEPT}"
    assert said["APA"].endswith(f" Harbour Line. {both}")
    assert said["Chicago"].endswith(f" March 15, 2016. {both}")
    assert said["MLA"].endswith(
        f" 15 March 2016, https://a.example/story. The Quay Library, {KEPT}."
    )
    for _, text in citation.styles(kept(keeper=None)):
        assert "https://a.example/story" in text
        assert KEPT in text


def test_programs_are_told_both_addresses_the_keeper_and_what_the_story_is_a_part_of() -> None:
    bib = citation.bibtex(kept())
    assert bib.startswith("@article{lostdateaa,")
    assert "  url = {https://a.example/story}" in bib
    assert f"  note = {{Archived at The Quay Library, {KEPT}}}" in bib
    assert "  entrysubtype = {newspaper}" in bib
    assert "  issn = {2049-3630}" in bib
    rows = dict(row.split("  - ", 1) for row in citation.ris(kept()).splitlines() if row)
    assert (rows["UR"], rows["L2"]) == ("https://a.example/story", KEPT)
    assert (rows["DB"], rows["AN"]) == ("The Quay Library", "lostdateaa")
    assert (rows["SN"], rows["SE"]) == ("2049-3630", "Harbour")
    item = json.loads(citation.csl_json(kept()))[0]
    assert item["URL"] == "https://a.example/story"
    assert item["archive"] == "The Quay Library"
    assert item["archive_location"] == KEPT
    assert (item["ISSN"], item["section"]) == ("2049-3630", "Harbour")
    assert "accessed" not in item


def test_a_story_that_stood_nowhere_on_the_web_is_cited_by_its_page_alone() -> None:
    bare = kept(original=None)
    for _, text in citation.styles(bare):
        assert text.count("https:") == 1
    assert json.loads(citation.csl_json(bare))[0]["URL"] == KEPT
    assert "L2  - " not in citation.ris(bare)
    assert "Archived" not in citation.bibtex(bare)


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
    assert "}, x" not in citation.bibtex(cited(original="https://a.example/}, x = {\\input{y}"))


def test_a_name_of_many_strokes_is_split_at_once() -> None:
    assert citation.split_name("A b" + "'" * 5000 + "1") is None
    assert citation.split_name("Mary-Jane O'Neill-Smith") == ("O'Neill-Smith", "Mary-Jane")
    assert citation.split_name("J.R. Jones-") == ("Jones-", "J.R.")
