"""Contacts that a newsroom wrote so that no program finds them."""

import time

import pytest

from backfile.recover.hidden_mail import AT_WORDS, DOT_WORDS, find_hidden_mail
from backfile.recover.publication import read_letter

DESK = "desk@quay.example"


@pytest.mark.parametrize("at", AT_WORDS)
def test_every_word_for_the_sign_is_read(at: str) -> None:
    (found,) = find_hidden_mail(f"Write: desk [{at}] quay.example.")
    assert (found.address, found.written) == (DESK, f"desk [{at}] quay.example")


@pytest.mark.parametrize("dot", DOT_WORDS)
def test_every_word_for_the_dot_is_read(dot: str) -> None:
    assert [m.address for m in find_hidden_mail(f"desk (at) quay ({dot}) example")] == [DESK]


@pytest.mark.parametrize(
    "written",
    [
        "desk [at] quay [dot] example",
        "desk(at)quay(dot)example",
        "desk {at} quay.example",
        "desk at quay dot example",
        "desk AT quay DOT example",
        "desk @ quay.example",
        "desk [@] quay [.] example",
        "desk＠quay.example",
        "desk（at）quay（dot）example",
        "desk arroba quay punto example",
        "desk -at- quay -dot- example",
    ],
)
def test_every_form_is_read(written: str) -> None:
    assert [m.address for m in find_hidden_mail(f"Write to {written}, please.")] == [DESK]


@pytest.mark.parametrize(
    "text",
    [
        "We met at quay level on Monday.",
        "He arrived at noon. Dot and Ann stayed.",
        "They were (at that time) on the pier.",
        "Write to desk@quay.example",
        "et al. (at page 4) dot dot dot",
        "Ann et Bob point final",
    ],
)
def test_plain_words_and_plain_addresses_are_left_alone(text: str) -> None:
    assert not find_hidden_mail(text)


@pytest.mark.parametrize(
    "letter",
    [
        "Dear readers, we have paused. You can reach us at desk [at] quay [dot] example.",
        "Chers lecteurs, vous pouvez nous écrire à desk [arobase] quay [point] example",
        "Liebe Leser, schreiben Sie uns unter desk (ät) quay.example",
        "Estimados lectores, escríbanos a desk arroba quay punto example",
        "Дорогие читатели, напишите нам: desk [собака] quay [точка] example",
        "أعزاءنا القراء، يمكنكم التواصل معنا عبر desk [آت] quay [نقطة] example",
    ],
)
def test_the_newsrooms_contact_is_decoded_and_the_evidence_says_how(letter: str) -> None:
    said, contact = (
        next(c for c in read_letter(letter) if c.field == f"publication.{field}")
        for field in ("letter", "contact")
    )
    assert contact.value == DESK
    assert "written as" in contact.reason
    assert said.value == letter


def test_hostile_text_costs_no_more_than_it_is_long() -> None:
    for text in ("a." * 10_000, "a [" * 7_000, "a at " * 4_000, "a-" * 10_000, "[at]" * 5_000):
        before = time.process_time()
        find_hidden_mail(text)
        assert time.process_time() - before < 2
