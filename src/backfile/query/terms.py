"""From text to search terms, the same way for every index and every query.

A term is a folded word's stem. Which language a reader types in is not known, so an index keeps
stems by the story's language, and a query word stands for its stems in all of the archive's
languages. Chinese, Japanese and Thai write no spaces: there a term is a pair of letters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from string import ascii_lowercase, ascii_uppercase

import Stemmer

from backfile.text import fold

LANGUAGES: dict[str, str] = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
"""Primary language subtags and the Snowball stemmer that serves each."""

LONGEST_WORD = 40
"""Letters; longer runs are addresses and keys, which nobody searches by their middle."""

_KNOWN_RUNS, _KNOWN_WORDS = 80_000, 60_000
"""Runs of letters and signs whose words are remembered, and words whose stems are: 12 MB each.
Of 1,473 stories there are 45,800 and 21,700."""

_SIGNS = "".join(sign for sign in map(chr, range(128)) if not sign.isalnum())
"""What is no part of a word at its ends."""
_PARTING_SIGNS = _SIGNS.replace("'", "")
_CUT_AT_SIGNS = bytes.maketrans(
    f"{ascii_uppercase}{_PARTING_SIGNS}".encode(),
    f"{ascii_lowercase}{' ' * len(_PARTING_SIGNS)}".encode(),
)
"""What the bytes of ASCII are in a text that is cut at its signs, small letters only."""
_SIGNS_BEYOND = (("’", "'"), ("“", " "), ("”", " "), ("—", " "), ("–", " "), ("…", " "))
"""Signs that most texts beyond ASCII have, and what they are where words are cut."""
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_IS_ARABIC = re.compile("[\u0621-\u064a]")
_POSSESSIVE = re.compile(r"['’](?:s|t|d|ll|re|ve|m)?$")
_ARABIC_CLITIC = re.compile("^(?:(?:و|ف)?(?:ب|ك)?ال|(?:و|ف)?لل)(?=\\w{3})")
_ARABIC_CONJUNCTION = re.compile("^و(?=\\w{4})")


def words(text: str) -> Iterator[str]:
    """Yield each folded word of a text in order; for unspaced scripts each pair of letters."""
    return _all_of(_known(None), text)


def runs_of(text: str) -> list[str]:
    """Return the pieces of a text of which each comes to its words by itself (see `words_of_run`).

    What is no part of a word in ASCII parts them, so that most are a word as it is kept: of 10,000
    stories they are 80,000 different ones, where between white spaces alone there are 188,000.
    """
    plain = text.encode("utf-8", "surrogatepass").translate(_CUT_AT_SIGNS)
    found = plain.decode("utf-8", "surrogatepass")
    if not found.isascii():
        for sign, instead in _SIGNS_BEYOND:
            found = found.replace(sign, instead)
    return found.split()


def words_of_run(run: str) -> tuple[str, ...]:
    """Return the folded words of what stands between two white spaces."""
    if run.isascii():
        # Nearly every run is one plain word with signs around it: this takes a fifth of the time.
        word = run.strip(_SIGNS)
        if word.isalnum():
            folded = word.lower()[:LONGEST_WORD]
            return (run if folded == run else folded,)  # the same object: it is kept once
    return tuple(chain.from_iterable(map(_cut, run.translate(_PARTING).split())))


class _Known(dict[str, tuple[str, ...]]):
    """What each run comes to, worked out when it is first met."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) >= _KNOWN_RUNS:
            self.clear()
        found = words_of_run(run)
        if self._language is not None:
            found = tuple(stem(word, self._language) for word in found)
        self[run] = found
        return found


@cache
def _known(language: str | None) -> _Known:
    return _Known(language)


class _Parting(dict[int, str]):
    """What each letter folds to, and a space for what stands between words.

    Folding and cutting in one go, letter by letter: twice as fast as looking for words in the
    folded text; what is then one run _WORD cuts up once.
    """

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        found = "".join(part if part in "'’" or _WORD.match(part) else " " for part in folded)
        self[code] = found
        return found


_PARTING = _Parting()


def _all_of(known: _Known, text: str) -> Iterator[str]:
    return chain.from_iterable(map(known.__getitem__, runs_of(text)))


def _cut(run: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(run):
        if _IS_UNSPACED.match(word):
            found += (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif word.isalnum():
            found.append(word[:LONGEST_WORD])
        else:
            found.append(_POSSESSIVE.sub("", word).replace("’", "").replace("'", "")[:LONGEST_WORD])
    return tuple(found)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = LANGUAGES.get(language)
    return Stemmer.Stemmer(name, 0) if name else None


def without_article(word: str) -> str:
    """Return an Arabic word without the article, conjunctions and prepositions written on to it."""
    bare = _ARABIC_CLITIC.sub("", word)
    return bare if bare != word else _ARABIC_CONJUNCTION.sub("", word)


@lru_cache(maxsize=_KNOWN_WORDS)
def stem(word: str, language: str) -> str:
    """Return a folded word's stem in one language (primary subtag), the word itself if none serves.

    Arabic words lose the article and the conjunctions and prepositions written on to it before
    Snowball's stemmer sees them, because it leaves "wal-" and "lil-" (measured: see PyStemmer's
    entry in docs/decisions/0002-dependencies.md). Folding must come first.
    """
    if _IS_ARABIC.search(word):
        word, language = without_article(word), "ar"
    elif not word.isalpha():
        return word
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer else word


def terms(text: str, language: str | None) -> Iterator[str]:
    """Yield each term of a text in order, by the language it is written in."""
    primary = (language or "").split("-")[0].lower()
    return _all_of(_known(primary if primary in LANGUAGES else ""), text)


def stems_of(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return what a typed word stands for: its stems in each language, without repeats."""
    primaries = [language.split("-")[0].lower() for language in languages] or ["en"]
    return tuple(dict.fromkeys(stem(word, primary) for primary in primaries))
