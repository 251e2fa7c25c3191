"""Dates are said as wide as they are known."""

import pytest

from backfile.publish import when
from backfile.publish.words import PLURALS, words_in


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2016-03-15", "15 March 2016"),
        ("2016-03-15/2016-03-20", "between 15 and 20 March 2016"),
        ("2016-03-28/2016-04-03", "between 28 March and 3 April 2016"),
        ("2015-12-28/2016-01-03", "between 28 December 2015 and 3 January 2016"),
        ("2016-03", "March 2016"),
        ("2016-03-01/2016-03-31", "March 2016"),
        ("2016", "2016"),
        ("2016-03-15/..", "on or after 15 March 2016"),
        ("../2016-03-15", "on or before 15 March 2016"),
        ("[2016-03-15,2016-03-17]", "15 or 17 March 2016"),
        ("2016-03-15~", "about 15 March 2016"),
        ("2016-03-15?", "probably 15 March 2016"),
        (None, "date unknown"),
        ("no date", "no date"),
    ],
)
def test_a_date_is_said_as_wide_as_it_is(edtf: str | None, said: str) -> None:
    assert when.say(words_in("en"), edtf) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "بين 15 و20 آذار/مارس 2016"),
        ("fr", "entre le 15 et le 20 mars 2016"),
        ("es", "entre el 15 y el 20 de marzo de 2016"),
        ("de", "zwischen dem 15. und dem 20. März 2016"),
        ("ru", "между 15 и 20 марта 2016 года"),
    ],
)
def test_each_language_says_a_span_in_its_own_way(language: str, said: str) -> None:
    assert when.say(words_in(language), "2016-03-15/2016-03-20") == said


@pytest.mark.parametrize(
    ("edtf", "machine"),
    [
        ("2016-03-15", "2016-03-15"),
        ("2016-03", "2016-03"),
        ("2016-03-15/2016-03-20", None),
        ("2016-03-15~", None),
        ("201X", None),
        (None, None),
    ],
)
def test_a_machine_is_told_only_what_is_certain(edtf: str | None, machine: str | None) -> None:
    assert when.machine(edtf) == machine


@pytest.mark.parametrize("language", PLURALS)
def test_every_language_has_every_phrase(language: str) -> None:
    words, english = words_in(language), words_in("en")
    forms = {"zero", "one", "two", "few", "many", "other"}

    def phrases(found: dict[str, str]) -> set[str]:
        return {key.rpartition(".")[0] if key.rpartition(".")[2] in forms else key for key in found}

    assert phrases(words.phrases) == phrases(english.phrases)
    assert len(words.months) == len(words.months_of) == 12


@pytest.mark.parametrize("language", PLURALS)
def test_every_count_has_all_the_forms_of_its_language(language: str) -> None:
    words = words_in(language)
    forms = {PLURALS[language](n) for n in range(200)}
    counted = {key.rpartition(".")[0] for key in words.phrases if key.endswith(".other")}
    counted = {key for key in counted if f"{key}.one" in words.phrases}
    lacking = [f"{key}.{form}" for key in counted for form in forms]
    assert not [key for key in sorted(lacking) if key not in words.phrases]


def test_the_first_of_a_month_is_said_as_each_language_says_it() -> None:
    assert when.say(words_in("fr"), "2016-05-01") == "1er mai 2016"
    assert when.say(words_in("fr"), "2016-05-01/2016-05-04") == "entre le 1er et le 4 mai 2016"
    assert when.say(words_in("de"), "2016-05-01") == "1. Mai 2016"


def test_a_language_that_we_do_not_have_is_answered_in_english() -> None:
    assert words_in("ku").language == "en"
    assert words_in(None).language == "en"
    assert words_in("ar-SY").language == "ar"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 story"),
        ("en", 1469, "1,469 stories"),
        ("ar", 2, "مادتان"),
        ("ar", 7, "7 مواد"),
        ("ar", 40, "40 مادة"),
        ("ru", 21, "21 материал"),
        ("ru", 12, "12 материалов"),
        ("ru", 3, "3 материала"),
        ("fr", 0, "0 texte"),
    ],
)
def test_a_count_takes_the_form_that_its_number_asks_for(language: str, n: int, said: str) -> None:
    assert words_in(language).count("count.stories", n) == said
