"""The site's own words, in the reader's language: message files, plurals, numbers.

A language is a file in `messages/`; what it lacks is said in English.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FALLBACK = "en"


def _two(n: int) -> str:
    return "one" if n == 1 else "other"


def _french(n: int) -> str:
    return "one" if n in {0, 1} else "other"


def _russian(n: int) -> str:
    last, two = n % 10, n % 100
    if last == 1 and two != 11:  # noqa: PLR2004 - CLDR's own numbers
        return "one"
    return "few" if last in {2, 3, 4} and two not in {12, 13, 14} else "many"


def _arabic(n: int) -> str:
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    rest = n % 100
    if 3 <= rest <= 10:  # noqa: PLR2004 - CLDR's own numbers
        return "few"
    return "many" if rest >= 11 else "other"  # noqa: PLR2004 - CLDR's own numbers


PLURALS: dict[str, Callable[[int], str]] = {
    "en": _two,
    "de": _two,
    "es": _two,
    "fr": _french,
    "ru": _russian,
    "ar": _arabic,
}
"""Which form of a phrase goes with a number (Unicode CLDR plural rules, whole numbers)."""
_THIN = "\u202f"
GROUPING: dict[str, str] = {"en": ",", "ar": ",", "fr": _THIN, "es": _THIN, "de": ".", "ru": _THIN}
"""What parts the thousands. Digits stay western in Arabic, with the mark that goes with them."""


@dataclass(frozen=True, slots=True)
class Words:
    """All phrases of one language."""

    language: str
    direction: str
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    """Months as they stand after a day ("15 марта")."""
    phrases: dict[str, str]
    """"group.key" (and "group.key.form" for plurals) to phrase."""

    def __call__(self, key: str, **values: object) -> str:
        """Return one phrase, its {names} filled in."""
        phrase = self.phrases[key]
        return phrase.format(**values) if values else phrase

    def has(self, key: str) -> bool:
        """Say whether there is such a phrase."""
        return key in self.phrases

    def count(self, key: str, n: int) -> str:
        """Return the phrase for so many ("1,469 stories")."""
        form = PLURALS[self.language](n)
        phrase = self.phrases.get(f"{key}.{form}") or self.phrases[f"{key}.other"]
        return phrase.format(n=self.number(n))

    def number(self, n: int) -> str:
        """Return a number with its thousands parted."""
        return f"{n:,}".replace(",", GROUPING[self.language])

    def join(self, names: Iterable[str]) -> str:
        """Return names as one phrase ("A, B and C")."""
        *first, last = list(names) or [""]
        if not first:
            return last
        return self.phrases["list_comma"].join(first) + self.phrases["list_and"] + last


@cache
def words_in(language: str | None) -> Words:
    """Return the phrases of a language (BCP 47), or the English ones where there are none."""
    primary = (language or _FALLBACK).split("-")[0].lower()
    if primary not in PLURALS:
        primary = _FALLBACK
    raw = _read(primary)
    phrases = {**_flat(_read(_FALLBACK)), **_flat(raw)}
    return Words(
        language=primary,
        direction=phrases["dir"],
        months=tuple(raw["months"]),
        months_of=tuple(raw["months_of"]),
        phrases=phrases,
    )


def _read(language: str) -> dict[str, list[str]]:
    text = (
        resources.files("backfile.publish").joinpath(f"messages/{language}.toml").read_text("utf-8")
    )
    return tomllib.loads(text)


def _flat(table: object, prefix: str = "") -> dict[str, str]:
    if isinstance(table, str):
        return {prefix: table}
    if not isinstance(table, dict):
        return {}
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _flat(value, f"{prefix}.{key}" if prefix else key)
    return found
