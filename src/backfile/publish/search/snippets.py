"""The line under a hit: the place in its text where what was asked for stands, with marks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backfile.publish.search.reading import Index, Shown
from backfile.query.language import Query
from backfile.query.terms import stems_of, words

_BEFORE, _AFTER = 8, 34
"""Words before and after the first that was asked for."""
_WITHIN = 26
"""Words within which others that were asked for count for a place."""
_MOST_PLACES = 200
"""Places in one text that are compared."""
_RUN = re.compile(r"\S+")

IsAsked = Callable[[str], bool]
"""Says of what stands between two white spaces whether it was asked for, in any form."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text, and which of them were asked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """First letter of each, and the letter after its last."""


def asked_for(index: Index, query: Query) -> IsAsked:
    """Return what says of the words of a text whether they were asked for, in any form."""
    wanted = {word for clause in query.clauses if not clause.excluded for word in clause.words}
    terms = {term for word in wanted for term in index.terms_of(word)}
    languages = sorted({name.split("-")[0] for name in index.head.language})
    known: dict[str, bool] = {}

    def is_asked(run: str) -> bool:
        found = known.get(run)
        if found is None:
            found = known[run] = any(
                word in wanted or not terms.isdisjoint(stems_of(word, languages))
                for word in words(run)
            )
        return found

    return is_asked if wanted else lambda _run: False


def snippet_of(index: Index, story: int, row: Shown, is_asked: IsAsked) -> Snippet:
    """Return the line under a hit: from the text, else from the standfirst, else its beginning."""
    for text in _texts(index, story, row):
        found = cited(text, is_asked)
        if found:
            return found
    return Snippet(row.standfirst or row.text[:200])


def _texts(index: Index, story: int, row: Shown) -> Iterator[str]:
    yield row.text
    yield row.standfirst
    yield index.rest(story)


def cited(text: str, is_asked: IsAsked) -> Snippet | None:
    """Return the place where most of what was asked for stands together; None if nowhere."""
    runs = list(_RUN.finditer(text))
    hits = [at for at, run in enumerate(runs) if is_asked(run[0])]
    if not hits:
        return None
    best = max(hits[:_MOST_PLACES], key=lambda at: (len(_near(runs, hits, at)), -at))
    first, last = max(0, best - _BEFORE), min(len(runs), best + _AFTER)
    begin = runs[first].start() if first else 0
    lead = "… " if begin else ""
    shift = len(lead) - begin
    marks = [
        (runs[at].start() + shift, runs[at].end() + shift) for at in hits if first <= at < last
    ]
    tail = " …" if last < len(runs) else ""
    return Snippet(f"{lead}{text[begin : runs[last - 1].end()]}{tail}", tuple(marks))


def _near(runs: list[re.Match[str]], hits: list[int], first: int) -> set[str]:
    return {runs[at][0].lower() for at in hits if first <= at < first + _WITHIN}
