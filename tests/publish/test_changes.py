"""What changed between two states of a story, word by word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.publish.conftest import Paper

from backfile.model.evidence import Evidence
from backfile.model.story import Body
from backfile.publish.changes import changes, words_changed
from backfile.publish.holdings import Earlier, Seen
from backfile.publish.options import Options
from backfile.publish.site import publish

LINES = st.lists(st.sampled_from(["ferry", "ninety", "،", "٩٢", ".", "北", "the"]), max_size=14)


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        ("There were 92 hens on the quay.", "There were 93 hens on the quay.", "92", "93"),
        ("وصلت العبارة وعلى متنها ٩٢ راكبًا.", "وصلت العبارة وعلى متنها ٩٣ راكبًا.", "٩٢", "٩٣"),
        ("船が九十二人を乗せて着いた。", "船が九十三人を乗せて着いた。", "二", "三"),
        ("The mayor, she said, agreed.", "The mayor she said, agreed.", ",", None),
    ],
)
def test_of_a_paragraph_with_one_changed_number_only_the_number_is_marked(
    before: str, after: str, went: str, came: str | None
) -> None:
    ((kind, parts),) = changes(before, after)
    assert kind == "~"
    assert [text for kind, text in parts if kind == "-"] == [went]
    assert [text for kind, text in parts if kind == "+"] == ([came] if came else [])


def test_another_paragraph_is_shown_whole_and_not_word_by_word() -> None:
    told = list(changes("Hens came.\n\nStays.", "Rates rise again.\n\nStays."))
    assert [kind for kind, _ in told] == ["-", "+", ""]


def test_a_paragraph_that_moved_behind_a_new_one_is_still_known() -> None:
    old = "The board met on Monday and voted for the dredger."
    new = "The board met on Tuesday and voted for the dredger."
    told = list(changes(old, f"Something else came first.\n\n{new}"))
    assert [kind for kind, _ in told] == ["+", "~"]


def told_apart(old: list[str], new: list[str]) -> list[str]:
    """Return what changed between two texts: the kind of each changed paragraph and its words."""
    told = list(changes("\n\n".join(old), "\n\n".join(new)))
    for kinds, blocks in ("-~", old), ("+~", new):
        found = (
            "".join(words for kind, words in parts if kind in {"", kinds[0]})
            for whole, parts in told
            if whole in {"", *kinds}
        )
        assert list(found) == blocks
    return [
        kind + " ".join(words for mark, words in parts if mark).strip()
        for kind, parts in told
        if kind
    ]


LONG = [f"On day {number} the ferry left the quay at nine." for number in range(1000)]
HYMN = ["Kyrie.", "Amen."] * 500


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (LONG, [*LONG[:900], "Not then.", *LONG[901:]], [f"-{LONG[900]}", "+Not then."]),
        (LONG, [*LONG, "The end."], ["+The end."]),
        (LONG, LONG[:700] + LONG[701:], [f"-{LONG[700]}"]),
        (LONG, [LONG[0] + " Late.", *LONG[1:-1], LONG[-1] + " Ever."], ["~Late.", "~Ever."]),
        (["First.", *LONG], [*LONG, "First."], ["-First.", "+First."]),
        (HYMN, [*HYMN[:600], "Rest.", *HYMN[600:]], ["+Rest."]),
        (LONG[:2], [*LONG[:2], *LONG[500:]], [f"+{block}" for block in LONG[500:]]),
    ],
)
def test_of_a_long_text_every_change_is_shown_wherever_it_stands(
    old: list[str], new: list[str], told: list[str]
) -> None:
    assert told_apart(old, new) == told


def test_a_stretch_too_long_to_be_compared_is_shown_changed_whole() -> None:
    old, new = ["A.", *HYMN, "B."], ["C.", *HYMN, "D."]
    assert told_apart(old, new) == [*(f"-{b}" for b in old), *(f"+{b}" for b in new)]


@given(LINES, LINES)
def test_what_stayed_and_what_went_make_the_first_text_and_what_came_the_second(
    before: list[str], after: list[str]
) -> None:
    parts = words_changed(" ".join(before), " ".join(after))
    assert parts is not None
    for kinds, words in (("-", before), ("+", after)):
        told = "".join(text for kind, text in parts if kind in {"", kinds})
        assert "".join(told.split()) == "".join(words)


def test_texts_made_to_be_slow_are_compared_in_bounded_time() -> None:
    start = time.process_time()
    one, other = ("a b " * 1400, "b a " * 1300 + "c " * 100)
    list(changes("\n\n".join([one] * 20), "\n\n".join([other] * 20)))
    assert time.process_time() - start < 10


def test_a_page_shows_which_words_of_text_headline_standfirst_and_byline_changed(
    paper: Paper, tmp_path: Path
) -> None:
    (ferry,) = paper.stories(["ferryferry"])
    seen = Seen("https://www.harbourline.example/ferry", "2016-03-18T09:00:00Z", "warc")
    before = ferry.body.text.replace("ninety-three", "ninety-two")
    paper.earlier["ferryferry"] = (Earlier(seen, "Last Ferry Leaves", Body("", before), 7),)
    paper.evidence["ferryferry"] = (
        Evidence("standfirst", "A shorter line.", "visible:p", 0.9, capture=7),
        Evidence("byline", ferry.byline, "visible:by", 0.9, capture=7, stands=True),
    )
    publish(paper, tmp_path / "site", options=Options())
    page = html.fromstring((tmp_path / "site/story/f/ferryferry.html").read_text("utf-8"))
    (state,) = page.iterfind(".//section[@class='earlier']")
    went = ["".join(map(str, mark.itertext())) for mark in state.iterfind(".//del")]
    came = ["".join(map(str, mark.itertext())) for mark in state.iterfind(".//ins")]
    assert "ninety-two" in went
    assert "ninety-three" in came
    assert any("shorter" in text for text in went)
    assert any("North Landing" in text for text in came)
    told = [" ".join("".join(map(str, line.itertext())).split()) for line in state.iterfind("p")]
    assert "Headline" in told
    assert "Standfirst" in told
    assert "Byline" not in told
