"""Series: several stories that a newsroom told as one, part after part."""

import re
from dataclasses import dataclass

from backfile.model.series_words import COUNTED, IN_HEADLINE, LABEL, NUMBERED
from backfile.text import fold, squeeze

LONGEST_NAME = 120
"""Characters of a series' name: longer is a sentence about it."""
MOST_PARTS = 999
"""A greater number is a year or an id."""
MOST_IN_HEADLINES = 20
"""A greater number at the end of a headline is an age or a score."""
_FIGURES = re.compile(r"\d{1,3}")
_LONGEST_SERIAL = 170
"""Characters of a headline that is looked at for the number of a part."""
_MAY_END = re.compile(r"(?:\d|\)|[IVXivx])\Z")


@dataclass(frozen=True, slots=True)
class Series:
    """What a story is a part of, and which part of it (schema.org CreativeWorkSeries)."""

    name: str = ""
    """As printed; "" in a claim that gives the number alone ("Part 2 of 5"): no story is settled
    so."""
    part: int | None = None
    """Its number, from 1, where it is printed."""
    of: int | None = None
    """How many parts there are to be, where that is printed."""


def series_of(name: str, part: str | int | None = None, of: str | int | None = None) -> Series:
    """Return a series as far as what is said of it can be one; of an unfit name "" is left."""
    words = squeeze(name)
    is_fit = len(words) <= LONGEST_NAME and any(letter.isalpha() for letter in words)
    number, parts = read_part(part), read_part(of)
    if number and parts and number > parts:
        parts = None
    return Series(words if is_fit else "", number, parts if number else None)


def read_part(said: str | int | None) -> int | None:
    """Return the number of a part, or how many there are; None where nothing fit is said."""
    text = str(said if said is not None else "").strip()
    number = int(text) if _FIGURES.fullmatch(text) else 0
    return number if 0 < number <= MOST_PARTS else None


def key_of_series(name: str) -> str:
    """Return what two spellings of one series have in common."""
    return squeeze(fold(name))


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which part a line says that it is."""

    part: int
    of: int | None
    begins: int
    """Where in the folded line it is said, and where that ends."""
    ends: int


def number_of(word: str | None) -> int | None:
    """Return the number that a folded word or figure stands for ("third", "iii", "الثالث")."""
    if not word:
        return None
    if word.isdigit():
        return read_part(word)
    return next((n for n, row in enumerate(COUNTED, 1) if row.fullmatch(word)), None)


def find_number(folded: str) -> Numbered | None:
    """Return the first place of a folded line that says which part of a series it is."""
    for found in NUMBERED.finditer(folded):
        said = found.groupdict()
        part = next((number_of(said[name]) for name in _PARTS if said[name]), None)
        if part:
            of = next((number_of(said[name]) for name in _ALL if said[name]), None)
            return Numbered(part, of if of and of >= part else None, found.start(), found.end())
    return None


_PARTS = ("after", "before", "nth", "counted")
_ALL = ("all_after", "all_before", "parts")


def labelled_series(label: str) -> str:
    """Return the series that a tag or label names ("Series: The drying wells"); "" if none."""
    folded, places = folded_line(label[: 2 * LONGEST_NAME])
    found = LABEL.match(folded)
    return series_of(label[places[found.end()] :]).name if found else ""


def folded_line(text: str) -> tuple[str, list[int]]:
    """Return a line folded, and the place in it of each folded letter and of its end."""
    letters = [fold(letter) for letter in text]
    places = [at for at, some in enumerate(letters) for _ in some]
    return "".join(letters), [*places, len(text)]


def serial_stem(headline: str) -> tuple[str, int, int | None] | None:
    """Return what a headline says before the number of a part that it ends in, and the numbers."""
    if len(headline) > _LONGEST_SERIAL or not _MAY_END.search(headline):
        return None
    folded, places = folded_line(headline)
    found = IN_HEADLINE.match(folded)
    part = number_of(found["bare"] or found["worded"]) if found else None
    if found is None or not part or part > MOST_IN_HEADLINES:
        return None
    return headline[: places[found.end("stem")]].strip(" ,:–—|-"), part, number_of(found["all"])
