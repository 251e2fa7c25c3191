"""Texts to numbers: which terms, with which weight, and which pairs of words a story holds.

Memory: the vocabulary (words, terms, runs of letters and signs) and the tokens of one spill.
Everything else goes to a temporary folder as sorted runs of 64-bit numbers (see spills.py).
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import Numbers
from backfile.publish.search.row import Row
from backfile.query.terms import LANGUAGES, runs_of, stem, words_of_run
from backfile.text import fold, squeeze

SPILL_TOKENS = 250_000
"""Runs of letters that are held at a time: about 30 MB while they are sorted. Of 10,000 stories,
three times as many took 75 MB more (with the two bounds below), and saved 7 % of the CPU."""
_MOST_RUNS = 120_000
"""Runs of letters that are remembered between spills: about 12 MB. Of 10,000 stories there are
80,000; forgetting them all at every spill took a ninth of the time of publishing these."""
BODY, STANDFIRST, LABEL, HEADLINE, KEY = range(5)
"""Where a term stands; in this order, because of one term in one story the last place counts."""
TIMES = np.array([1, 2, 2, 5, 0], np.float64)
"""How often a word counts in each of these places."""
HEADLINE_WEIGHT, BEST_WEIGHT = 11, 15
"""Least weight of a word in the headline, and the greatest of all: four bits. What stands in the
headline comes before whatever only the text holds."""
USUAL_LENGTH = 500
"""Words of a usual story, the pivot of BM25's length norm; fixed so that one story's weights do
not change when another is added."""
_K1, _B = 1.2, 0.75  # BM25's usual parameters
STORY_BITS, PAIR_BITS = 24, 40
"""Bits of a story's number, and of a pair of words."""
MOST_STORIES = 1 << STORY_BITS
_WEIGHT_BITS, _PLACE_BITS, _PLACES = 4, 3, 7

_NO_PAIR = np.uint64((1 << 64) - 1)
Ints = npt.NDArray[np.int64]


class Numbered(dict[str, int]):
    """Words or terms, numbered as they are met."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __missing__(self, name: str) -> int:
        self.names.append(name)
        number = self[name] = len(self)
        return number


class _Runs(dict[str, int]):
    """Runs of letters (`query.terms.runs_of`), numbered; the words of each stand in `flat`."""

    def __init__(self, words: Numbered) -> None:
        super().__init__()
        self._words = words
        self.starts = array("q", [0])
        self.flat = array("q")

    def __missing__(self, run: str) -> int:
        self.flat.extend(map(self._words.__getitem__, words_of_run(run)))
        self.starts.append(len(self.flat))
        number = self[run] = len(self)
        return number


def pair_of(first: Numbers, second: Numbers) -> Numbers:
    """Return the number of each pair of words, by the words' sums: 40 bits.

    32-bit multiplications and shifts only, so that the browser can do the same. Of four million
    pairs, what a reader asks for and no story holds meets another's number once in 270,000 times.
    """
    low = np.uint64(0xFFFFFFFF)
    mixed = (first * np.uint64(0x9E3779B1) + second) & low
    mixed ^= mixed >> np.uint64(15)
    mixed = (mixed * np.uint64(0x85EBCA6B)) & low
    mixed ^= mixed >> np.uint64(13)
    other = ((first * np.uint64(0xC2B2AE35)) & low) ^ ((second * np.uint64(0x27D4EB2F)) & low)
    other ^= other >> np.uint64(16)
    return (mixed << np.uint64(8)) | (other & np.uint64(255))


def pair_sum(first: str, second: str) -> int:
    """Return the number of one pair of words."""
    sums = [np.array([crc32(word.encode())], np.uint64) for word in (first, second)]
    return int(pair_of(sums[0], sums[1])[0])


@dataclass(slots=True)
class Spill:
    """What some stories hold, sorted."""

    postings: Numbers
    """term << 28 | story << 4 | weight."""
    pairs: Numbers
    """pair << 24 | story."""


@dataclass(slots=True)
class Cutter:
    """Cuts stories into terms and pairs."""

    words: Numbered = field(default_factory=Numbered)
    terms: Numbered = field(default_factory=Numbered)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that are no terms themselves, or not the only ones: what they stand for."""
    uses: dict[str, Ints] = field(default_factory=dict)
    """How often each word is used, by language: whether a form is still there when a story goes."""
    tokens: int = 0
    count: int = 0
    _runs: _Runs = field(init=False)
    _stems: dict[str, "array[int]"] = field(default_factory=dict)
    """Term of each word, by language; -1 where it was not asked for yet."""
    _said: list[int] = field(default_factory=list)
    """The run of each token; no array, which takes twice as long to grow and is no smaller: the
    numbers are there anyway, in `_runs`."""
    _parts: "array[int]" = field(default_factory=lambda: array("q"))
    """Of each part of a text: how many runs, story, place, language; four numbers each."""
    _keys: "array[int]" = field(default_factory=lambda: array("q"))
    """Terms that stand for a field's value, and their stories; two numbers each."""
    _sums: "array[int]" = field(default_factory=lambda: array("L"))
    """crc32 of each word in UTF-8: what pairs are made of."""
    _languages: dict[str, int] = field(default_factory=dict)
    _headlines: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._runs = _Runs(self.words)

    @property
    def is_full(self) -> bool:
        """Whether it is time to spill."""
        return len(self._said) >= SPILL_TOKENS

    def add(self, row: Row) -> None:
        """Take a story; stories are numbered as they come."""
        primary = row.language.split("-")[0].lower()
        spoken = primary if primary in LANGUAGES else ""
        language = self._languages.setdefault(spoken, len(self._languages))
        story = self.count
        self.count += 1
        for place, text in _parts_of(row):
            before = len(self._said)
            self._said += map(self._runs.__getitem__, runs_of(text))
            self._parts.extend((len(self._said) - before, story, place, language))
        for key in keys_of(row):
            self._keys.extend((self.terms[key], story))

    def spill(self) -> Spill:
        """Give what was taken since the last time, and forget it."""
        parts = np.array(self._parts, np.int64).reshape(-1, 4)
        words, part_of = self._tokens(parts)
        self.tokens += len(words)
        story, place, language = (parts[part_of, column] for column in (1, 2, 3))
        pairs = self._pairs(words, part_of, story)
        terms = self._terms_of(words, language)
        postings = self._postings(terms, story, place)
        self._said, self._parts, self._keys = [], array("q"), array("q")
        if len(self._runs) > _MOST_RUNS:
            self._runs = _Runs(self.words)
        return Spill(postings, pairs)

    def _tokens(self, parts: Ints) -> tuple[Ints, Ints]:
        """Return the word of each token and the part that it stands in."""
        said = np.array(self._said, np.int64)
        starts = np.array(self._runs.starts, np.int64)
        flat = np.array(self._runs.flat, np.int64)
        first = starts[said]
        counts = starts[said + 1] - first
        part = np.repeat(np.arange(len(parts)), parts[:, 0])
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return flat[np.repeat(first, counts) + within], np.repeat(part, counts)

    def _pairs(self, words: Ints, part: Ints, story: Ints) -> Numbers:
        names = self.words.names
        self._sums.extend(crc32(name.encode()) for name in names[len(self._sums) :])
        sums = np.array(self._sums, np.uint64)[words]
        together = part[1:] == part[:-1]
        pairs = pair_of(sums[:-1][together], sums[1:][together])
        pairs = (pairs << np.uint64(STORY_BITS)) | story[1:][together].astype(np.uint64)
        pairs.sort()
        # Not np.unique: NumPy's newest one makes a hash table, which takes twenty times as long.
        found: Numbers = pairs[np.diff(pairs, prepend=_NO_PAIR) != 0]
        return found

    def _terms_of(self, words: Ints, language: Ints) -> Ints:
        terms = np.empty(len(words), np.int64)
        for name, number in self._languages.items():
            here = language == number
            if here.any():
                chosen = words[here]
                terms[here] = self._stemmed(name, chosen)[chosen]
                self._note_uses(name, chosen)
        return terms

    def _note_uses(self, language: str, words: Ints) -> None:
        used = np.bincount(words, minlength=len(self.words))
        before = self.uses.get(language, used[:0])
        used[: len(before)] += before
        self.uses[language] = used

    def form_uses(self) -> dict[str, dict[str, int]]:
        """Return how often each word is used that stands for another term, by language."""
        names = self.words.names
        return {
            language: {
                names[word]: int(used[word])
                for word in np.flatnonzero(used).tolist()
                if names[word] in self.forms
            }
            for language, used in sorted(self.uses.items())
        }

    def _stemmed(self, language: str, needed: Ints) -> Ints:
        known = self._stems.setdefault(language, array("q"))
        known.extend([-1] * (len(self.words) - len(known)))
        table = np.array(known, np.int64)
        missing = needed[table[needed] < 0]
        if len(missing):
            names = self.words.names
            for word in dict.fromkeys(missing.tolist()):
                known[word] = self._stem(names[word], language)
            table = np.array(known, np.int64)
        return table

    def _stem(self, word: str, language: str) -> int:
        found = stem(word, language)
        if found != word:
            self.forms[word] = tuple(sorted({*self.forms.get(word, ()), found}))
        return self.terms[found]

    def _postings(self, terms: Ints, story: Ints, place: Ints) -> Numbers:
        """Return each term of each story once, with its weight."""
        marked = np.sort(self._marked(terms, story, place))
        where = marked >> _PLACE_BITS
        begins = np.flatnonzero(np.diff(where, prepend=-1))
        if not len(begins):
            return np.zeros(0, np.uint64)
        times = np.add.reduceat(TIMES[marked & _PLACES], begins)
        # Sorted: the last of each is the one in the place that counts most.
        highest = marked[np.append(begins[1:], len(marked)) - 1] & _PLACES
        found = where[begins]
        weights = self._weights(found & (MOST_STORIES - 1), times, highest)
        return ((found << _WEIGHT_BITS) | weights).astype(np.uint64)

    def _marked(self, terms: Ints, story: Ints, place: Ints) -> Ints:
        """Return term, story and place of each word, of headlines again, and of fields."""
        keys = np.array(self._keys, np.int64).reshape(-1, 2)
        titled = place == HEADLINE
        headline = np.array([self._in_headline(term) for term in terms[titled].tolist()], np.int64)
        key_place = np.full(len(headline) + len(keys), KEY, np.int64)
        everything = np.concatenate((terms, headline, keys[:, 0])) << STORY_BITS
        everything |= np.concatenate((story, story[titled], keys[:, 1]))
        return (everything << _PLACE_BITS) | np.concatenate((place, key_place))

    def _in_headline(self, term: int) -> int:
        found = self._headlines.get(term)
        if found is None:
            name = self.terms.names[term]
            found = self._headlines[term] = self.terms[f"headline:{name}"]
        return found

    def _weights(self, story: Ints, times: npt.NDArray[np.float64], place: Ints) -> Ints:
        first = int(story.min())
        lengths = np.bincount(story - first, times)
        norm = _K1 * (1 - _B + _B * lengths[story - first] / USUAL_LENGTH)
        share = times / (times + norm + 1e-9)
        plain = np.clip(np.rint(share * (HEADLINE_WEIGHT - 1)), 1, HEADLINE_WEIGHT - 1)
        titled = HEADLINE_WEIGHT + np.rint(share * (BEST_WEIGHT - HEADLINE_WEIGHT))
        found = np.where(place == HEADLINE, titled, plain)
        return np.where(place == KEY, BEST_WEIGHT, found).astype(np.int64)


def _parts_of(row: Row) -> Iterator[tuple[int, str]]:
    """Yield the parts of a story that words side by side stand within."""
    yield BODY, row.text
    yield STANDFIRST, row.standfirst
    for label in (row.byline, row.section, *row.contributors, *row.tags, row.caption):
        yield LABEL, label
    if row.series:
        yield LABEL, row.series
    yield HEADLINE, row.headline


def keys_of(row: Row) -> Iterator[str]:
    """Yield what a story's fields are asked by, besides its words."""
    found: dict[str, None] = {}
    for field_name, names in (
        ("contributor", row.contributors),
        ("tag", row.tags),
        ("series", (row.series,)),
        ("section", (row.section,)),
    ):
        for name in names:
            folded = squeeze(fold(name))
            for value in (folded, *(folded.split() if field_name == "contributor" else ())):
                found[f"{field_name}:{value}"] = None
    yield from (key for key in found if not key.endswith(":"))
