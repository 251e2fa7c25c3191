import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BadValue
from backfile.participate.receipts import phrase_of, receipt_of

PHRASE = phrase_of(bytes(range(16)))


def test_a_phrase_is_nine_words_that_can_be_said() -> None:
    assert [len(word) for word in PHRASE.split("-")] == [5] * 9
    assert PHRASE.startswith("babad-bamag-bibaj-")


def test_spelling_is_forgiven() -> None:
    kept = receipt_of(PHRASE)
    assert receipt_of(f"  {PHRASE.upper().replace('-', ' ')}\n") == kept
    assert receipt_of(PHRASE.replace("-", "_")) == kept


@given(st.binary(min_size=16, max_size=16), st.integers(0, 44), st.sampled_from("bdfghaiou"))
def test_one_mistyped_letter_is_caught(chance: bytes, at: int, letter: str) -> None:
    phrase = phrase_of(chance).replace("-", "")
    wrong = phrase[:at] + letter + phrase[at + 1 :]
    words = "-".join(wrong[n : n + 5] for n in range(0, 45, 5))
    if wrong == phrase:
        assert receipt_of(words)
    elif receipt_or_none(words) is not None:
        pytest.fail(f"{words} was taken")


def receipt_or_none(words: str) -> str | None:
    try:
        return receipt_of(words)
    except BadValue:
        return None


@pytest.mark.parametrize("text", ["", "no", "babab " * 9, "a" * 10_000, "بباب-" * 9, "-" * 500])
def test_what_is_no_phrase_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        receipt_of(text)


def test_the_phrase_does_not_stand_in_what_is_kept() -> None:
    assert receipt_of(PHRASE).isalnum()
    assert len(receipt_of(PHRASE)) == 64
