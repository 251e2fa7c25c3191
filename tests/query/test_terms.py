from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.query.terms import runs_of, stems_of, terms, words, words_of_run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Minister’s café", ["the", "minister", "cafe"]),
        ("U.S. dams", ["u", "s", "dams"]),
        ("الحُكومة", ["الحكومه"]),
        ("١٢٣ شخص", ["123", "شخص"]),
        ("水位上升", ["水位", "位上", "上升"]),
        ("水", ["水"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize("form", ["معارضة", "المعارضة", "والمعارضة", "للمعارضة", "بالمعارضة"])
def test_an_arabic_word_is_found_with_its_article_and_conjunctions(form: str) -> None:
    assert set(terms(form, "ar")) == set(terms("معارضة", "ar"))


def test_forms_of_one_word_are_one_term() -> None:
    assert set(terms("walk walked walking walks", "en-GB")) == {"walk"}


def test_a_typed_word_stands_for_its_stems_in_each_language() -> None:
    assert stems_of("nations", ["en", "fr"]) == ("nation",)
    assert len(stems_of("informationen", ["en", "de"])) == 2


def test_numbers_keep_their_digits() -> None:
    assert list(terms("in 2016", "en")) == ["in", "2016"]


@given(
    st.text(
        st.one_of(st.sampled_from(" \t'’‘“”—…_-.,aBé1سุ水\u0640\ud800"), st.characters()),
        max_size=40,
    )
)
def test_cutting_at_signs_first_gives_the_words_that_each_run_gives(text: str) -> None:
    by_spaces = chain.from_iterable(map(words_of_run, text.split()))
    assert list(chain.from_iterable(map(words_of_run, runs_of(text)))) == list(by_spaces)
