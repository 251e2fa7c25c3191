"""JSON that a cut text or a broken byte has damaged."""

import msgspec
import pytest

from backfile.intake.json_text import read_json


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (r'"cut \ud83d"', "cut \ufffd"),
        (r'"\udc00 first"', "\ufffd first"),
        (r'"\ud83d\ude00 \ud83d"', "\U0001f600 \ufffd"),
        (r'"a path: \\ud83d"', r"a path: \ud83d"),
        (r'"a\\\ud83d"', "a\\\ufffd"),
        (b'"\xff"', "\ufffd"),
        ('"\udc80 of Python"', "? of Python"),
        (b'\xef\xbb\xbf"mark"', "mark"),
    ],
)
def test_half_a_character_costs_a_letter(document: bytes | str, value: str) -> None:
    assert read_json(document) == value


@pytest.mark.parametrize("document", [b"", b"{", rb'"\ud8', "[" * 100, rb'"\u12"'])
def test_what_is_no_json_stays_none(document: bytes | str) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_json(document)


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(RecursionError):
        read_json("[" * 100_000 + "]" * 100_000)
