"""Initials in place of a name: in texts, in HTML, in addresses, in whatever else a story holds.

Only whole words are replaced, compared as search compares them (case, accents, Arabic spelling);
where a script puts no spaces between words, a name is replaced wherever it stands. A name is
matched with what people and publishing systems put between its words, in the order "first
last" and "last, first", with Arabic prefixes, a Latin genitive s and Russian case endings.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any
from unicodedata import category, normalize
from urllib.parse import quote, unquote

from backfile.model.remedy import Renaming
from backfile.text import fold

MOST_NAMES, LONGEST_NAME = 40, 120
"""Names of one remedy, and letters of one: people have fewer. They bound the pattern."""
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>")
"""A tag as our own cleaner writes it: no value holds a bare "<", so no scan goes past the next."""
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|figure|figcaption|table|caption|tr|td|th|pre"
    r"|hr|br|section|article|header|footer|aside)\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(\s*=\s*)(\"[^\"]*\"|'[^']*')")
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "cite", "data", "action"})
"""Attributes whose value is an address; all others are words."""
_AS_ADDRESS = frozenset({"address", "addresses", "location", "slug", "item", "place", "links"})
"""Fields of the nouns whose text is an address or a path; `html` is HTML, all others are words."""
_UNTOUCHED = frozenset({"id", "number", "digest", "type", "role", "kind", "language", "direction"})
"""Fields that hold no words of people."""
_JOINT = r"(?:(?!\n\n)[\W_]){0,4}"
"""What may stand between the words of a name: "Mona Haddad", "mona-haddad", "MonaHaddad". The words
of two paragraphs are no name."""
_IN_TWO = {
    ord(sign): f"{other}{'a' if sign in 'åÅ' else 'e'}"
    for sign, other in zip("äöüåøæÄÖÜÅØÆ", "aouaoaAOUAOA", strict=True)
}
"""How German and Nordic letters are spelt in addresses, and by whoever has no keys for them."""
_ARABIC = re.compile("[\u0621-\u064a]")
_CYRILLIC = re.compile("[\u0430-\u0491]")
_UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)
"""Letters of Thai, Korean (folded too), Japanese and Chinese: no space need part a name from what
is said of it."""
_BEFORE_ARABIC = "[\u0648\u0641\u0628\u0644\u0643]{0,2}(?:\u0627\u0644|\u0644)?"
"""And, so, with, for, like, the: written together with the word that follows."""
_CYRILLIC_END = re.compile("[аеиоуыэюяьй]{1,2}$")
_SHORTEST_STEM = 3
_SHORTEST_TOLD = 4
"""Letters of a single word of a name that is looked for as a rest of it."""
_SAFE_IN_ADDRESS = "/%:?=&+,;@!'()*~[]#$"


def initials_of(name: str) -> str:
    """Return the initials of a name: "Mona Haddad" gives "M. H."."""
    # A mark above a letter begins no word; written by itself it would part one.
    letters = "".join(sign for sign in normalize("NFC", name) if category(sign) != "Mn")
    return " ".join(f"{word[0].upper()}." for word in _WORD.findall(letters))


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced, where, and how often."""

    field: str
    said: str
    number: int


@dataclass(slots=True)
class Renamer:
    """Replaces some names; notes what it replaced."""

    names: Sequence[Renaming]
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often what was replaced, by field and words."""
    rests: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Words of a name that stand alone and were left, by field and word."""
    _field: str = ""

    def report(self) -> list[Replaced]:
        """Return all that was replaced so far."""
        return [Replaced(*key, number) for key, number in sorted(self.noted.items())]

    def left(self) -> list[Replaced]:
        """Return what looks like a rest of a name and stands where it stood."""
        return [Replaced(*key, number) for key, number in sorted(self.rests.items())]

    def text(self, words: str) -> str:
        """Return words with initials in place of the names."""
        spans = self._spans(words, is_address=False)
        return _put(words, spans) if spans else words

    def address(self, address: str) -> str:
        """Return an address, a path or a slug with initials in place of the names."""
        if " " in address.strip():
            return self.text(address)  # where somebody lives, or several addresses
        plain = unquote(address, errors="replace")
        spans = self._spans(plain, is_address=True)
        if not spans:
            return address
        return quote(_put(plain, spans), safe=_SAFE_IN_ADDRESS)

    def html(self, markup: str) -> str:
        """Return HTML with initials in place of the names, also where tags part them."""
        pieces = list(_pieces(markup))
        texts = [html.unescape(piece) if not is_tag else "" for is_tag, piece in pieces]
        joints = [_joint_of(piece) if is_tag else "" for is_tag, piece in pieces]
        whole = "".join(text or joint for text, joint in zip(texts, joints, strict=True))
        spans = self._spans(whole, is_address=False)
        lengths = [len(text or joint) for text, joint in zip(texts, joints, strict=True)]
        begins = [0, *accumulate(lengths)]
        cuts: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, initials in spans:
            first = at = bisect_right(begins, start) - 1
            while at < len(pieces) and begins[at] < end:
                if not pieces[at][0]:
                    low, high = max(start - begins[at], 0), min(end - begins[at], lengths[at])
                    # The initials stand where the name began; what follows of it is left out.
                    cuts.setdefault(at, []).append((low, high, initials if at == first else ""))
                at += 1
        changed = {at: _put(texts[at], some) for at, some in cuts.items()}
        return "".join(
            self._tag(piece) if is_tag else _escaped(changed[at]) if at in changed else piece
            for at, (is_tag, piece) in enumerate(pieces)
        )

    def value(self, value: Any, name: str = "") -> Any:
        """Return any value of the model with initials in place of the names, however deep.

        Args:
            value: a noun, a text, or a sequence of such.
            name: of the field that holds it.
        """
        if isinstance(value, str):
            return self._said(value, name)
        if isinstance(value, tuple | list):
            return type(value)(self.value(inner, name) for inner in value)
        if isinstance(value, dict):
            return {key: self.value(inner, str(key)) for key, inner in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return self._noun(value)
        return value

    def _noun(self, noun: Any) -> Any:
        changed = {}
        for part in fields(noun):
            if part.name not in _UNTOUCHED:
                before = getattr(noun, part.name)
                after = self.value(before, part.name)
                if after != before:
                    changed[part.name] = after
        return replace(noun, **changed) if changed else noun

    def _said(self, words: str, name: str) -> str:
        self._field = name
        if type(words) is not str:
            return words  # one word out of a table
        if name == "html":
            return self.html(words)
        if name in _AS_ADDRESS or "://" in words[:12]:
            return self.address(words)
        return self.text(words)

    def _tag(self, tag: str) -> str:
        return _ATTRIBUTE.sub(self._attribute, tag) if "=" in tag else tag

    def _attribute(self, found: re.Match[str]) -> str:
        name, joint, quoted = found.groups()
        said = html.unescape(quoted[1:-1])
        turn: Callable[[str], str] = self.address if name.lower() in _ADDRESSES else self.text
        told = turn(said)
        return found[0] if told == said else f'{name}{joint}"{html.escape(told)}"'

    def _spans(self, words: str, *, is_address: bool) -> list[tuple[int, int, str]]:
        """Return where names stand in a text, in order: begin, end, what is printed instead."""
        folded, places = _folded(words)
        names = tuple(self.names)
        pattern, known = _pattern(names, is_address=is_address)
        spans: list[tuple[int, int, str]] = []
        for found in pattern.finditer(folded):
            index = next(i for i in range(len(known)) if found[f"n{i}"] is not None)
            start, end = places[found.start(f"n{index}")], places[found.end(f"n{index}")]
            spans.append((start, end, _as_slug(known[index]) if is_address else known[index]))
            self.noted[self._field, words[start:end]] += 1
        self._look_for_rests(folded, spans, places)
        return spans

    def _look_for_rests(
        self, folded: str, spans: list[tuple[int, int, str]], places: list[int]
    ) -> None:
        begins = [begin for begin, _, _ in spans]
        for found in _rests(tuple(self.names)).finditer(folded):
            start = places[found.start()]
            before = bisect_right(begins, start) - 1
            if before < 0 or start >= spans[before][1]:
                self.rests[self._field, found[0]] += 1


def _joint_of(tag: str) -> str:
    """Return how a tag parts the words before and after it."""
    found = _BLOCK.match(tag)
    if found is None:
        return ""
    return "\n" if found[0].lower() == "<br" else "\n\n"


def _put(words: str, spans: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, initials in spans:
        parts += (words[at:start], initials)
        at = end
    return "".join([*parts, words[at:]])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _pieces(markup: str) -> Iterator[tuple[bool, str]]:
    """Yield HTML piece by piece: whether it is a tag, and the piece."""
    at = 0
    for found in _TAG.finditer(markup):
        if found.start() > at:
            yield False, markup[at : found.start()]
        yield True, found[0]
        at = found.end()
    if at < len(markup):
        yield False, markup[at:]


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and where each folded letter stands in it; one place more for its end.

    A mark that folds to nothing belongs to the letter before it.
    """
    parts: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        left = fold(sign)
        parts.append(left)
        places += [place] * len(left)
    return "".join(parts), [*places, len(text)]


@lru_cache(maxsize=256)
def _pattern(
    names: tuple[Renaming, ...], *, is_address: bool
) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return one pattern for all names, the longest first, and the initials of each."""
    letter = r"[^\W\d_]" if is_address else r"\w"
    known: list[str] = []
    ways: list[str] = []
    spelt = [replace(one, name=normalize("NFC", one.name).translate(_IN_TWO)) for one in names]
    both = dict.fromkeys((*names, *spelt))
    for renaming in sorted(both, key=lambda one: (-len(one.name), one.name)):
        words = _WORD.findall(fold(renaming.name[:LONGEST_NAME]))
        if not words:
            continue
        said = _JOINT.join(map(_inflected, words))
        if len(words) > 1:
            turned = _JOINT.join(map(_inflected, [words[-1], *words[:-1]]))
            said = f"{said}|{turned}"
        before = _BEFORE_ARABIC if _ARABIC.search(words[0]) else ""
        ways.append(_bounded(f"{before}(?P<n{len(known)}>{said})", words, letter))
        known.append(renaming.initials)
    return re.compile("|".join(ways) or r"(?!)"), tuple(known)


def _bounded(said: str, words: list[str], letter: str) -> str:
    """Return a pattern for a name with what may not stand before and behind it."""
    if len("".join(words)) > 1 and all(map(_UNSPACED.match, words)):
        return said
    # A Latin genitive or plural stays with its s; fold() has made all letters small.
    return rf"(?<!{letter}){said}(?:(?<=[a-z])s)?(?!{letter})"


def _inflected(word: str) -> str:
    """Return a pattern for a word of a name in the forms that its language gives it."""
    if _CYRILLIC.search(word) and len(word) > _SHORTEST_STEM:
        stem = _CYRILLIC_END.sub("", word)
        if len(stem) >= _SHORTEST_STEM:
            return re.escape(stem) + "[\u0430-\u0491]{0,3}"
    if word.startswith("ال") and len(word) > _SHORTEST_STEM + 1:
        return "(?:ال)?" + re.escape(word[2:])
    if _ARABIC.search(word):
        return "(?:ال)?" + re.escape(word)
    return re.escape(word)


@lru_cache(maxsize=256)
def _rests(names: tuple[Renaming, ...]) -> re.Pattern[str]:
    """Return a pattern for the single words of the names."""
    words = {word for one in names for word in _WORD.findall(fold(one.name[:LONGEST_NAME]))}
    told = sorted((re.escape(word) for word in words if len(word) >= _SHORTEST_TOLD), key=len)
    return re.compile("|".join(reversed(told)) or r"(?!)")


def _as_slug(initials: str) -> str:
    """Return initials as a part of an address: "M. H." gives "m-h"."""
    return "-".join(word.lower() for word in _WORD.findall(initials))
