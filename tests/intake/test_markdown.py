"""Markdown texts: what is more in them than CommonMark."""

import pytest

from backfile.intake.markdown import html_of_markdown


def test_footnotes_stand_under_the_text_in_the_order_of_their_marks() -> None:
    text = "One[^b] two[^a] again[^b].\n\n[^a]: First *note*\n[^b]: Second\n\n    goes on\n\nEnd."
    html = html_of_markdown(text)
    assert "One<sup>[1]</sup> two<sup>[2]</sup> again<sup>[1]</sup>." in html
    assert html.index("End.") < html.index("<ol>") < html.index("goes on")
    assert html.index("Second") < html.index("First <em>note</em>")


@pytest.mark.parametrize(
    "text",
    [
        "A mark[^1] without its note",
        "```\n[^1]: in code\n```\n\nSee[^2]",
        "[^1]: a note for nothing",
    ],
)
def test_what_is_no_footnote_stays_as_it_is(text: str) -> None:
    assert "<sup>" not in html_of_markdown(text)
    assert "<ol>" not in html_of_markdown(text)


def test_a_mark_in_code_is_code() -> None:
    text = "See[^1] and write `[^1]`.\n\n```\nword[^1]\n```\n\n[^1]: The note"
    html = html_of_markdown(text)
    assert html.count("<sup>") == 1
    assert "<code>[^1]</code>" in html
    assert "word[^1]" in html


def test_a_thousand_marks_cost_no_more_than_they_are() -> None:
    assert html_of_markdown("[^a]: b\n\n" + "[^a]" * 20_000).count("<sup>") == 20_000
