import pytest

from backfile.text import direction_of, fold, print_of, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café STRASSE Straße", "cafe strasse strasse"),
        ("أُحِبّ الكتـاب", "احب الكتاب"),
        ("مدرسة على", "مدرسه علي"),
        ("٢٠١٦ ۱۳۹۵", "2016 1395"),
        ("ﬁne\u00ad print", "fine print"),
        ("हिन्दी", "हनद"),
    ],
)
def test_spellings_of_one_word_fold_to_one(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_prints_of_texts_that_say_the_same_are_equal() -> None:
    assert print_of("“Water,” he said") == print_of('"water" he SAID')


def test_squeezing_leaves_one_line() -> None:
    assert squeeze(" a\u200b \n\t b ") == "a b"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("مرحبا UN", None, "rtl"),
        ("Hello عالم again", "ar", "ltr"),
        ("", "ar-EG", "rtl"),
        ("123", "en", "ltr"),
    ],
)
def test_direction_is_that_of_most_letters(text: str, language: str | None, expected: str) -> None:
    assert direction_of(text, language) == expected
