"""Running a query over a site's search index: what search.js does, for `serve` and for tests.

An answer is one number for every story: 0 where it does not answer, else the higher the better.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from math import log
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from backfile.publish.search.columns import middle_of
from backfile.publish.search.reading import Index, Shown
from backfile.query.language import Clause, Filter, Query
from backfile.query.terms import words
from backfile.text import fold, squeeze

Scores = npt.NDArray[np.int64]
Order = Literal["best", "new", "old"]
_MARKS = "’“”—–…‘\xa0"
"""What print has besides ASCII, and no part of a word. Without these most texts that are English
are ASCII: for such a text folding is what `lower` does, and ten times as slow. All else is folded:
an accent by itself, a soft hyphen or a sign like "™" is no letter, yet makes another word."""
_APOSTROPHE = "['’]?"
"""May stand between the letters of a word, and before an ending that is cut off."""
MOST_LOOKED_THROUGH = 8
"""Stories beyond a page of results that are read where a phrase must be looked up in the text: each
is 2 KB, and a search must stay within 120."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The stories that answer a query."""

    index: Index
    scores: Scores
    total: int
    to_check: tuple[Clause, ...]
    """Phrases that pairs of words cannot tell: they are looked up in the text of what is shown."""

    @property
    def is_exact(self) -> bool:
        """Whether the total is exact; else it is at most so many."""
        return not self.to_check

    def without(self, stories: Sequence[int]) -> Self:
        """Return the answer that would be given if there were not some of the stories."""
        scores = self.scores.copy()
        scores[list(stories)] = 0
        return replace(self, scores=scores, total=int(np.count_nonzero(scores)))

    def stories(self, order: Order = "best") -> Iterator[int]:
        """Yield the stories in order."""
        found = np.flatnonzero(self.scores)
        if order == "best":
            return iter(found[np.lexsort((self.index.rank[found], -self.scores[found]))].tolist())
        index = self.index
        rank = index.rank[found]
        year = index.year[found]
        middle = middle_of(index.first[found], index.last[found])
        undated = year == 0
        turn = 1 if order == "old" else -1
        return iter(found[np.lexsort((rank, turn * middle, turn * year, undated))].tolist())

    def page(self, order: Order, offset: int, limit: int) -> list[int]:
        """Return some of the stories, phrases looked up."""
        if not self.to_check:
            return list(islice(self.stories(order), offset, offset + limit))
        looked = islice(self.stories(order), offset + limit + MOST_LOOKED_THROUGH)
        right = (story for story in looked if self._is_right(story))
        return list(islice(right, offset, offset + limit))

    def _is_right(self, story: int) -> bool:
        shown = self.index.shown(story)
        return all(self._holds(story, shown, clause) for clause in self.to_check)

    def _holds(self, story: int, shown: Shown, clause: Clause) -> bool:
        near = [shown.headline]
        if not clause.headline:
            near += [shown.standfirst, shown.byline, shown.text]
        if any(stand_together(text, clause.words) for text in near):
            return True
        if clause.headline:
            return False
        return stand_together(shown.text + self.index.rest(story), clause.words)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many of the stories there are of each year, language, type and section.

        Year "0" holds those whose year is not certain.
        """
        index, here = self.index, self.scores > 0
        years = np.bincount(np.where(index.certain == 1, index.year, 0)[here])
        found = {"year": {str(year): int(years[year]) for year in np.flatnonzero(years).tolist()}}
        for name, values in index.values.items():
            names = [*getattr(index.head, name), ""]
            told: Counter[str] = Counter()
            for number, count in enumerate(np.bincount(values[here], minlength=len(names))):
                told[names[number].split("-")[0] if name == "language" else names[number]] += count
            some = sorted(value for value in told if value and told[value])
            found[name] = {value: int(told[value]) for value in some}
        return found

    def people(self, most: int) -> dict[str, int]:
        """Return the contributors with most of the stories."""
        names, stories, who = self.index.people()
        counts = np.bincount(who[self.scores[stories] > 0], minlength=len(names))
        order = sorted(np.flatnonzero(counts).tolist(), key=lambda n: (-counts[n], names[n]))
        return {names[number]: int(counts[number]) for number in order[:most]}


def stand_together(text: str, phrase: tuple[str, ...]) -> bool:
    """Say whether words stand side by side in a text."""
    wanted = f" {' '.join(phrase)} "
    if not wanted.isascii():
        return wanted in f" {' '.join(words(text))} "
    folded = text.lower() if _is_plain(text) else fold(text)
    if wanted in folded:
        return True
    places = _places(folded, _shape_of(phrase))
    return any(wanted in f" {' '.join(words(place))} " for place in places)


def _is_plain(text: str) -> bool:
    """Say whether a text has nothing but ASCII and the marks of print: it is folded by `lower`."""
    for mark in "" if text.isascii() else _MARKS:
        text = text.replace(mark, "")
    return text.isascii()


def _places(folded: str, shape: re.Pattern[str]) -> Iterator[str]:
    """Yield the stretches of a text, from white space to white space, that have a shape.

    What stands between two white spaces is cut into words by itself, so that a stretch is cut as
    the whole text is.
    """
    at = end = 0
    while found := shape.search(folded, at):
        at = found.start() + 1
        if found.end() <= end:
            continue  # within the last stretch
        begin = found.start()
        while begin and not folded[begin - 1].isspace():
            begin -= 1
        end = found.end()
        while end < len(folded) and not folded[end].isspace():
            end += 1
        yield folded[begin:end]


@lru_cache(maxsize=256)
def _shape_of(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a folded text must hold in which plain words stand side by side.

    Cutting a text into words takes ten times as long as looking for this, and most of the texts
    that hold the pairs of a phrase do not hold the phrase.
    """
    words_said = (_APOSTROPHE.join(word) for word in phrase)
    return re.compile(rf"{_APOSTROPHE}\w{{0,2}}[\W_]+".join(words_said))


def answer_to(index: Index, query: Query) -> Answer:
    """Return the stories that answer a query; one that asks nothing is answered by all."""
    scores = np.ones(index.numbers, np.int64)
    scores[index.head.gone] = 0
    for group in _groups(query):
        best = np.maximum.reduce([_clause(index, clause) for clause in group])
        scores = np.where((best > 0) & (scores > 0), scores + best, 0)
    for clause in query.clauses:
        if clause.excluded:
            scores[_clause(index, clause) > 0] = 0
    for wanted in query.filters:
        scores[_fits(index, wanted) == wanted.excluded] = 0
    if query.after or query.before:
        scores[~_in_span(index, query)] = 0
    lone = (group[0] for group in _groups(query) if len(group) == 1)
    to_check = tuple(clause for clause in lone if _is_to_check(clause))
    return Answer(index, scores, int(np.count_nonzero(scores)), to_check)


def _groups(query: Query) -> list[list[Clause]]:
    """Return the clauses that must hold, those of which one suffices together."""
    groups: list[list[Clause]] = [[]]
    for clause in query.clauses:
        if clause.excluded:
            continue
        groups[-1].append(clause)
        if not clause.or_next:
            groups.append([])
    return [group for group in groups if group]


def _is_to_check(clause: Clause) -> bool:
    return len(clause.words) > 1 and (clause.headline or len(clause.words) > 2)  # noqa: PLR2004 - pairs


def _clause(index: Index, clause: Clause) -> Scores:
    if len(clause.words) > 1:
        return _phrase(index, clause)
    return _word(index, clause.words[0], headline=clause.headline)[0]


def _rarity(df: int, count: int) -> int:
    return round(100 * log(1 + count / (df + 0.5)))


def _word(
    index: Index, word: str, *, headline: bool, only_best: bool = False
) -> tuple[Scores, int]:
    """Return a word's scores, and the usual one of stories beyond its best."""
    found = np.zeros(index.numbers, np.int64)
    usual = 0
    for term in index.terms_of(word):
        told = index.postings(f"headline:{term}" if headline else term, only_best=only_best)
        rare = _rarity(told.df, index.stories)
        usual = max(usual, told.rest * rare)
        found[told.others] = np.maximum(found[told.others], told.rest * rare)
        found[told.stories] = np.maximum(found[told.stories], told.weights * rare)
    return found, usual


def _phrase(index: Index, clause: Clause) -> Scores:
    met = np.zeros(index.numbers, np.int64)
    pairs = list(zip(clause.words, clause.words[1:], strict=False))
    for first, second in pairs:
        met[index.together(first, second)] += 1
    here = np.flatnonzero(met == len(pairs))
    found = np.zeros(index.numbers, np.int64)
    for word in clause.words:
        scores, usual = _word(index, word, headline=clause.headline, only_best=not clause.headline)
        if clause.headline:
            here = here[scores[here] > 0]
        found[here] += np.where(scores[here] > 0, scores[here], usual or 1)
    right = np.zeros(index.numbers, np.int64)
    right[here] = found[here]
    return right


def _fits(index: Index, wanted: Filter) -> npt.NDArray[np.bool_]:
    value = squeeze(fold(wanted.value))
    if wanted.field in {"type", "language"}:
        names = [fold(name) for name in getattr(index.head, wanted.field)]
        is_wanted = [
            name == value or (wanted.field == "language" and name.split("-")[0] == value)
            for name in names
        ]
        found: npt.NDArray[np.bool_] = np.array([*is_wanted, False])[index.values[wanted.field]]
        return found
    found = np.zeros(index.numbers, np.bool_)
    told = index.postings(f"{wanted.field}:{value}")
    found[told.stories] = found[told.others] = True
    return found


def _in_span(index: Index, query: Query) -> npt.NDArray[np.bool_]:
    """Say of each story whether its date possibly (or certainly) lies within the query's."""
    first, last = index.first, index.last
    if query.sure:
        first, last = last, first
    after = (query.after or date.min).toordinal()
    before = (query.before or date.max).toordinal()
    found: npt.NDArray[np.bool_] = (last >= after) & (first <= before) & (index.year > 0)
    return found
