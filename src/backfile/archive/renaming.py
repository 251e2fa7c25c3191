"""Initials in place of a name: in texts, in HTML, in addresses, in whatever else a story holds.

Only whole words are replaced, compared as search compares them (case, accents, Arabic spelling);
where a script puts no spaces between words, a name is replaced wherever it stands. A name is
matched with what people and publishing systems put between its words, in the order "first
last" and "last, first", with Arabic prefixes, a Latin genitive s and Russian case endings; how a
name may be spelt stands in `spellings`. What looks like a rest of it is noted, and left.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import accumulate
from typing import Any
from unicodedata import category, normalize
from urllib.parse import quote

from backfile.archive.spellings import HUMP, WORD, folded, humped, pattern_of, rests_of
from backfile.archive.unquoting import readings_of
from backfile.model.remedy import Renaming

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
_LOOKS_LIKE_ADDRESS = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]{1,20}:)?/|\s*\.{1,2}/|[^\n]*\.(?:[sp]?html?|jpe?g|png|gif|webp|avif|svg"
    r"|pdf|mp[34]|php|aspx?|xml|json|txt|md|docx?|warc|gz|zip|wacz)(?:[?#][^\n]*)?$",
    re.IGNORECASE,
)
"""What begins or ends as an address or the name of a file, where other words may stand too."""
_LONGEST_ADDRESS = 2000
"""Letters up to which a text is looked at for that: browsers take no longer address."""
_LONGEST_REST = 40
"""Letters of a word that is told as a rest of a name."""
_START_OF_WORD, _END_OF_WORD = re.compile(r"\w*"), re.compile(r"[\w@]*\Z")
Span = tuple[int, int, str]
"""Begin and end in a text, and what is printed instead."""


def initials_of(name: str) -> str:
    """Return the initials of a name: "Mona Haddad" gives "M. H.", which no line breaks apart."""
    # A mark above a letter begins no word; written by itself it would part one.
    letters = "".join(sign for sign in normalize("NFC", name) if category(sign) != "Mn")
    return "\u00a0".join(f"{word[0].upper()}." for word in WORD.findall(letters))


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
        spans = self._spans(words, [(words, range(len(words) + 1))])
        return _put(words, spans) if spans else words

    def address(self, address: str) -> str:
        """Return an address, a path or a slug with initials in place of the names."""
        if " " in address.strip() and not _is_address(address):
            return self.text(address)  # where somebody lives
        return self.addresses(address)

    def addresses(self, some: str) -> str:
        """Return one address or several (`srcset`), whatever spaces they hold, with initials."""
        spans = self._spans(some, readings_of(some), is_address=True)
        slugs = [(start, end, quote(_as_slug(initials))) for start, end, initials in spans]
        return _put(some, slugs) if slugs else some

    def html(self, markup: str) -> str:
        """Return HTML with initials in place of the names, also where tags part them."""
        pieces = list(_pieces(markup))
        texts = [html.unescape(piece) if not is_tag else "" for is_tag, piece in pieces]
        joints = [_joint_of(piece) if is_tag else "" for is_tag, piece in pieces]
        whole = "".join(text or joint for text, joint in zip(texts, joints, strict=True))
        lengths = [len(text or joint) for text, joint in zip(texts, joints, strict=True)]
        begins = [0, *accumulate(lengths)]
        parted = _parted(whole, [begins[at] for at, (is_tag, _) in enumerate(pieces) if is_tag])
        spans = self._spans(whole, [parted, (whole, range(len(whole) + 1))])
        cuts: dict[int, list[Span]] = {}
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
        if name in _AS_ADDRESS or _is_address(words):
            return self.address(words)
        return self.text(words)

    def _tag(self, tag: str) -> str:
        return _ATTRIBUTE.sub(self._attribute, tag) if "=" in tag else tag

    def _attribute(self, found: re.Match[str]) -> str:
        name, joint, quoted = found.groups()
        said = html.unescape(quoted[1:-1])
        is_address = name.lower() in _ADDRESSES or _is_address(said)
        turn: Callable[[str], str] = self.addresses if is_address else self.text
        told = turn(said)
        return found[0] if told == said else f'{name}{joint}"{html.escape(told)}"'

    def _spans(
        self,
        words: str,
        readings: Iterable[tuple[str, Sequence[int]]],
        *,
        is_address: bool = False,
    ) -> list[Span]:
        """Return where names stand in a text, in order: begin, end, what is printed instead.

        Args:
            words: the text.
            readings: what it may be read as, each with the places of its letters in the text.
            is_address: whether capitals say nothing.
        """
        spans: list[Span] = []
        rests: dict[int, str] = {}
        for text, places in readings:
            for found in self._found(text):
                _take(spans, (places[found[0]], places[found[1]], found[2]))
            rests |= {places[at]: said for at, said in self._rests_in(text, is_address=is_address)}
        self.noted.update((self._field, words[start:end]) for start, end, _ in spans)
        left = (said for at, said in rests.items() if not _covers(spans, at))
        self.rests.update((self._field, said) for said in left)
        return spans

    def _found(self, text: str) -> Iterator[Span]:
        """Yield where names stand in one reading of a text, also as a part of BuiltWords."""
        pattern, known = pattern_of(tuple(self.names))
        built, places = humped(text)
        forms = [(text, range(len(text) + 1)), (built, places)] if built != text else [(text, None)]
        for form, at in forms:
            small, where = folded(form)
            for found in pattern.finditer(small):
                group = found.lastgroup or ""
                start, end = where[found.start(group)], where[found.end(group)]
                initials = known[int(group[1:])]
                yield (at[start], at[end], initials) if at else (start, end, initials)

    def _rests_in(self, text: str, *, is_address: bool) -> Iterator[tuple[int, str]]:
        """Yield where words stand that may be a rest of a name, each with its whole word."""
        small, where = folded(text)
        for found in rests_of(tuple(self.names)).finditer(small):
            start, end = where[found.start()], where[found.end()]
            if found["short"] and text[start].islower() and not is_address:
                continue  # a name of three letters is a word in some language
            yield start, _word_around(text, start, end)


def _is_address(words: str) -> bool:
    return len(words) <= _LONGEST_ADDRESS and bool(_LOOKS_LIKE_ADDRESS.match(words))


def _take(spans: list[Span], span: Span) -> None:
    """Add where a name stands, in its order, unless one stands there already."""
    at = bisect_right(spans, span[:2])
    before = spans[at - 1][1] if at else 0
    after = spans[at][0] if at < len(spans) else span[1]
    if before <= span[0] and span[1] <= after:
        spans.insert(at, span)


def _covers(spans: list[Span], place: int) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0])
    return bool(at) and place < spans[at - 1][1]


def _word_around(text: str, start: int, end: int) -> str:
    """Return the whole word of which a stretch is a part: "mhaddad" says more than "haddad"."""
    low = max(start - _LONGEST_REST, 0)
    before = _END_OF_WORD.search(text[low:start])
    after = _START_OF_WORD.match(text[end : end + _LONGEST_REST])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}"


def _parted(words: str, tags: Sequence[int]) -> tuple[str, list[int]]:
    """Return a text with a mark wherever a tag stands between two letters, and its places.

    Two links side by side are two names, as nobody sees but a browser: "Mona HaddadAli Aziz".
    """
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for tag in dict.fromkeys(tags):
        parts.append(words[end:tag])
        places += range(end, tag)
        end = tag
        if words[max(tag - 1, 0) : tag + 1].isalnum():
            parts.append(HUMP)
            places.append(tag)
    return "".join([*parts, words[end:]]), [*places, *range(end, len(words) + 1)]


def _joint_of(tag: str) -> str:
    """Return how a tag parts the words before and after it."""
    found = _BLOCK.match(tag)
    if found is None:
        return ""
    return "\n" if found[0].lower() == "<br" else "\n\n"


def _put(words: str, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, initials in spans:
        parts += (words[at:start], initials)
        # "said Mona Haddad." ends in one full stop still; three dots are no full stop.
        is_doubled = initials.endswith(".") and words.startswith(".", end)
        at = end + (is_doubled and not words.startswith("..", end))
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


def _as_slug(initials: str) -> str:
    """Return initials as a part of an address: "M. H." gives "m-h"."""
    return "-".join(word.lower() for word in WORD.findall(initials))
