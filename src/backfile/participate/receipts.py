"""Receipt phrases: with one a sender adds to what was sent, sees that it was read, or erases it.

Of the phrase itself only a digest is kept. A phrase is 128 bits of chance and 16 that catch
mistakes (CRC-16 of ITU-T V.41: all mistakes within one word), as nine words that can be said aloud
in most languages: consonant, vowel, consonant, vowel, consonant.
"""

import binascii
import hashlib
import re

from backfile.errors import BadValue

_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_RANDOM_BYTES, _CHECK_BYTES = 16, 2
_WORD = re.compile(f"(?:[{_CONSONANTS}][{_VOWELS}]){{2}}[{_CONSONANTS}]")
_PARTED = re.compile(r"[\s.,;_–—-]+")
_LONGEST = 400
_WORDS = (_RANDOM_BYTES + _CHECK_BYTES) // 2


def phrase_of(chance: bytes) -> str:
    """Return the receipt phrase made of 16 bytes of chance ("lusab-babad-…", nine words)."""
    data = chance + _check(chance)
    words = (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
    return "-".join(map(_word, words))


def _check(chance: bytes) -> bytes:
    return binascii.crc_hqx(chance, 0xFFFF).to_bytes(_CHECK_BYTES, "big")


def _word(number: int) -> str:
    letters = (
        _CONSONANTS[number >> 12],
        _VOWELS[number >> 10 & 3],
        _CONSONANTS[number >> 6 & 15],
        _VOWELS[number >> 4 & 3],
        _CONSONANTS[number & 15],
    )
    return "".join(letters)


def _number(word: str) -> int:
    one, two, three, four, five = tuple(word)
    high = _CONSONANTS.index(one) << 12 | _VOWELS.index(two) << 10
    return high | _CONSONANTS.index(three) << 6 | _VOWELS.index(four) << 4 | _CONSONANTS.index(five)


def receipt_of(phrase: str) -> str:
    """Return what is kept of a phrase: its digest, 64 hex digits. Spelling is forgiven.

    Capitals, and what parts the words, do not matter.

    Raises:
        BadValue: it is not a receipt phrase, or has a mistyped letter.
    """
    words = _PARTED.split(phrase[:_LONGEST].strip().lower())
    if len(words) != _WORDS or not all(map(_WORD.fullmatch, words)):
        raise BadValue("That is not a receipt phrase.", f"It has {_WORDS} words of five letters.")
    data = b"".join(_number(word).to_bytes(2, "big") for word in words)
    if _check(data[:_RANDOM_BYTES]) != data[_RANDOM_BYTES:]:
        raise BadValue("A letter of the receipt phrase is not right.", "Compare it with your note.")
    return hashlib.sha256(f"backfile receipt\n{'-'.join(words)}".encode()).hexdigest()
