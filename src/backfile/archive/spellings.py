"""How a name may be spelt: patterns that find it, and patterns that find what may be a rest of it.

The law of the place: what stands for a letter, before a word and behind it stands in the tables
here. Patterns are matched against folded text (`folded`), names are folded the same way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from unicodedata import normalize

from backfile.archive.romanising import ARABIC, CYRILLIC, romanised, skeleton
from backfile.model.remedy import Renaming
from backfile.text import fold

MOST_NAMES, LONGEST_NAME = 40, 120
"""Names of one remedy, and letters of one: people have fewer. They bound the pattern."""
WORD = re.compile(r"[^\W_]+")
_LETTER = r"[^\W\d_]"
_JOINT = r"(?:(?!\n\n)[\W_]){0,4}"
"""What may stand between the words of a name: "Mona Haddad", "mona-haddad", "MonaHaddad". The words
of two paragraphs are no name."""
_IN_TWO = {
    ord(sign): f"{other}{'a' if sign in 'åÅ' else 'e'}"
    for sign, other in zip("äöüåøæÄÖÜÅØÆ", "aouaoaAOUAOA", strict=True)
}
"""How German and Nordic letters are spelt in addresses, and by whoever has no keys for them."""
_AS_ONE = re.compile("(?<=[aouAOU])e")
"""The same the other way round: "Joerg" in a list of names may be "Jörg" in the text."""
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "a", "œ": "oe", "þ": "th"}
)
"""Letters that are no other letter with a mark, as addresses spell them."""
_UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)
"""Letters of Thai, Korean (folded too), Japanese and Chinese: no space need part a name from what
is said of it."""
_BEFORE_ARABIC = "[\u0648\u0641\u0628\u0644\u0643]{0,2}(?:\u0627\u0644|\u0644)?"
"""And, so, with, for, like, the: written together with the word that follows."""
_ARTICLE = r"(?:(?:al|el|ul)[\W_]{0,2})?"
"""The Arabic article in Latin letters: "Mona Haddad" is "Mona el-Haddad" too."""
_ARTICLES = frozenset({"al", "el", "ul"})
_CYRILLIC_END = re.compile("[аеиоуыэюяьй]{1,2}$")
_LATIN_END = re.compile("[aeiouy]{1,2}$")
_SHORTEST_STEM = 3
_SURE_STEM = 4
"""Letters that a Latin stem needs to be a sign of a name ("Kowalsk" of Kowalska)."""
_ANYWHERE = 4
"""Letters from which on a word of a name counts as its rest inside of another word too."""
_UNSAID = frozenset(
    {"de", "del", "der", "den", "des", "di", "da", "du", "la", "le", "van", "von", "zu", "bin"}
    | {"ibn", "bint", "ben", "ter", "ten", "dos", "das", "af", "av", "y", "i", "e"}
)
"""Small words between names: they tell nobody's."""
HUMP = "\x1f"
"""Stands between the words of MonaHaddad, and where a tag stood, in a text that is searched."""
_HUMPED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")


def letters_of(text: str) -> str:
    """Return a text folded as names are compared."""
    return fold(text).translate(_PLAIN)


_letter_of = lru_cache(maxsize=1 << 14)(letters_of)


def words_of(name: str) -> list[str]:
    """Return the folded words of a name."""
    return WORD.findall(letters_of(name[:LONGEST_NAME]))


def folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded, and where each folded letter stands in it; one place more for its end.

    A mark that folds to nothing belongs to the letter before it.
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        left = _letter_of(sign)
        parts.append(left)
        places += [place] * len(left)
    return "".join(parts), [*places, len(text)]


def humped(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with a mark where a capital begins a word in a word, and its letters' places.

    So "FreeMonaHaddad" holds a name like any other; where no word is built so, it is the text.
    """
    starts = [found.start() for found in _HUMPED.finditer(text)]
    parts: list[str] = []
    places: list[int] = []
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        parts.append(text[start:end])
        places += range(start, end)
        if end < len(text):
            parts.append(HUMP)
            places.append(end)
    return "".join(parts), [*places, len(text)]


@lru_cache(maxsize=256)
def pattern_of(names: tuple[Renaming, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return one pattern for all names, the longest first, and the initials of each.

    The group ``nI`` of a match is the name whose initials are the I-th.
    """
    known: list[str] = []
    ways: list[str] = []
    for renaming in sorted(_spelt(names), key=lambda one: (-len(one.name), one.name)):
        words = words_of(renaming.name)
        for before, said in _said(words):
            ways.append(_bounded(f"{before}(?P<n{len(known)}>{said})", words))
            known.append(renaming.initials)
    return re.compile("|".join(ways) or r"(?!)"), tuple(known)


def _spelt(names: Sequence[Renaming]) -> dict[Renaming, None]:
    """Return names in all spellings that letters in two, or as one, give them."""
    two = [replace(one, name=normalize("NFC", one.name).translate(_IN_TWO)) for one in names]
    one = [replace(n, name=_AS_ONE.sub("", n.name)) for n in names if len(words_of(n.name)) > 1]
    return dict.fromkeys((*names, *two, *one))


def _said(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each way to say a name: what may stand before it, and its own pattern."""
    if not words:
        return
    orders = [words] if len(words) == 1 else [words, [words[-1], *words[:-1]]]
    before = _BEFORE_ARABIC if ARABIC.search(words[0]) else ""
    yield before, "|".join(_joined(list(map(_inflected, some)), some) for some in orders)
    if CYRILLIC.search(words[0]) and len("".join(words)) >= _SURE_STEM:
        yield "", "|".join(_JOINT.join(map(_romanised, some)) for some in orders)


def _joined(patterns: list[str], words: list[str]) -> str:
    said = ""
    for at, (pattern, word) in enumerate(zip(patterns, words, strict=True)):
        last = at == len(words) - 1
        if word in _ARTICLES and not last:
            said += f"(?:{pattern}{_JOINT})?"
            continue
        article = _ARTICLE if said and word.isascii() and len(word) >= _SHORTEST_STEM else ""
        said += f"{article}{pattern}{'' if last else _JOINT}"
    return said


def _bounded(said: str, words: list[str]) -> str:
    """Return a pattern for a name with what may not stand before and behind it."""
    if len("".join(words)) > 1 and all(map(_UNSPACED.match, words)):
        return said
    # A Latin genitive or plural stays with its s; folding has made all letters small.
    return rf"(?<!{_LETTER}){said}(?:(?<=[a-z])s)?(?!{_LETTER})"


def _inflected(word: str) -> str:
    """Return a pattern for a word of a name in the forms that its language gives it."""
    if CYRILLIC.search(word) and len(word) > _SHORTEST_STEM:
        stem = _CYRILLIC_END.sub("", word)
        if len(stem) >= _SHORTEST_STEM:
            return re.escape(stem) + "[\u0430-\u0491]{0,3}"
    if word.startswith("ال") and len(word) > _SHORTEST_STEM + 1:
        return "(?:ال)?" + re.escape(word[2:])
    if ARABIC.search(word):
        return "(?:ال)?" + re.escape(word)
    return re.escape(word)


def _romanised(word: str) -> str:
    """Return a pattern for a Cyrillic word in Latin letters, with whatever ending."""
    stem = _CYRILLIC_END.sub("", word)
    return romanised(stem) + "[a-z]{0,3}" if len(stem) >= _SHORTEST_STEM else romanised(word)


# --- rests -----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def rests_of(names: tuple[Renaming, ...]) -> re.Pattern[str]:
    """Return a pattern for what may be a rest of a name: its words, "mhaddad", another script's.

    The group ``short`` is a word that may be any language's: it counts with a capital alone.
    """
    told: set[str] = set()
    short: set[str] = set()
    for one in names:
        words = words_of(one.name)
        for word in words:
            told |= set(_traces(word))
            is_told = len(word) > 1 and word not in _UNSAID | _ARTICLES
            if is_told and len(word) < _ANYWHERE and not _UNSPACED.match(word):
                short.add(re.escape(word))
        told |= set(_of_several(words))
    ways = sorted(told, key=lambda way: (-len(way), way))
    if short:
        ways.append(rf"(?P<short>(?<!{_LETTER})(?:{'|'.join(sorted(short))})(?!{_LETTER}))")
    else:
        ways.append("(?P<short>(?!))")
    return re.compile("|".join(ways))


def _traces(word: str) -> Iterator[str]:
    """Yield patterns of what tells of one word of a name."""
    if word in _UNSAID | _ARTICLES:
        return
    if _UNSPACED.match(word):
        # Family and given name are written as one: either may stand alone.
        yield from (re.escape(word[at : at + 2]) for at in range(len(word) - 1))
    elif ARABIC.search(word):
        bare = word[2:] if word.startswith("ال") and len(word) > _ANYWHERE else word
        if len(bare) >= _ANYWHERE:
            yield re.escape(bare)
        else:
            yield rf"(?<!{_LETTER}){_BEFORE_ARABIC}{re.escape(bare)}(?!{_LETTER})"
    elif len(word) >= _ANYWHERE:
        yield re.escape(word)
        stem = (_CYRILLIC_END if CYRILLIC.search(word) else _LATIN_END).sub("", word)
        if len(stem) >= _SURE_STEM:
            yield rf"(?<!{_LETTER}){re.escape(stem)}{_LETTER}{{0,4}}(?!{_LETTER})"
        if CYRILLIC.search(word):
            yield romanised(stem if len(stem) >= _SURE_STEM else word)


def _of_several(words: list[str]) -> Iterator[str]:
    """Yield patterns of what tells of a name of several words: "mhaddad", "haddadm"."""
    if len(words) < 2:  # noqa: PLR2004 - one word has no others
        return
    first, last = words[0], words[-1]
    if _UNSPACED.match(first) or ARABIC.search(first):
        if ARABIC.search(first):
            joint = f"{_JOINT}{_ARTICLE}"
            yield rf"(?<!{_LETTER}){joint.join(map(skeleton, words))}(?!{_LETTER})"
        return
    pairs = (first[0] + last, last + first[0], first + last[0], last[0] + first, first + last)
    told = (pair for pair in pairs if len(pair) >= _SHORTEST_STEM)
    yield from (rf"(?<!{_LETTER}){re.escape(pair)}(?!{_LETTER})" for pair in told)
