"""Searching for a reader of `serve`: over the index of the very site that is shown.

The answers are those of the page's own script (docs/search-index.md), so the page, the API and a
static copy of the site agree. The archive itself is asked for nothing but the stories' heads.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from backfile.errors import BadValue
from backfile.publish.addresses import story_path
from backfile.publish.search.asking import Answer, Order, answer_to
from backfile.publish.search.snippets import Snippet, asked_for, snippet_of
from backfile.query.language import Query, parse
from backfile.web.shown import Shown

FARTHEST = 100_000
"""How far an answer may begin; whoever wants everything takes an export."""
MOST_PEOPLE = 50
"""Contributors that an answer counts."""
NARROWING = ("section", "type", "lang", "year", "by", "series")
"""Fields of the search form besides its words; each is a field of the query language."""
_ORDERS: dict[str, Order] = {"best": "best", "new": "new", "old": "old", "": "best"}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search form."""

    total: int
    is_exact: bool
    """Whether it is the total, or at most so many (docs/search.md)."""
    ids: tuple[str, ...]
    snippets: tuple[Snippet, ...]
    query: Query
    answer: Answer

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many of the stories there are of each year, language, type, section, name."""
        return {**self.answer.counts(), "contributor": self.answer.people(MOST_PEOPLE)}


def find(
    shown: Shown,
    asked: Mapping[str, str],
    limit: int,
    hidden: Callable[[Query], Collection[str]] = lambda _query: (),
) -> Found:
    """Return the stories that answer a search form.

    Args:
        shown: the site.
        asked: the fields of the form.
        limit: stories in the answer.
        hidden: tells the ids of the stories that may not answer a query.

    Raises:
        BadValue: the query, the order, or where the answer is to begin, cannot be read.
    """
    # A quotation mark that nobody closed must not swallow what narrows the search.
    words = asked.get("q", "")
    parts = [f'{words}"' if words.count('"') % 2 else words]
    narrowed = {name: asked.get(name, "").replace('"', "") for name in NARROWING}
    parts += [f'{name}:"{value}"' for name, value in narrowed.items() if value]
    order = _ORDERS.get(asked.get("sort", ""))
    if order is None:
        raise BadValue("There is no such order.", "Use best, new or old.")
    query = parse(" ".join(parts).strip())
    answer = answer_to(shown.index, query)
    if kept_back := hidden(query):
        answer = answer.without(shown.index.numbers_at(map(story_path, kept_back)))
    stories = answer.page(order, number(asked, "offset", 0, FARTHEST), limit)
    by_path = shown.build.catalogue.by_path
    told = [(story, shown.index.shown(story)) for story in stories]
    rows = [(story, row) for story, row in told if row.address in by_path]
    is_asked = asked_for(shown.index, query)
    return Found(
        total=answer.total,
        is_exact=answer.is_exact,
        ids=tuple(by_path[row.address].id for _, row in rows),
        snippets=tuple(snippet_of(shown.index, story, row, is_asked) for story, row in rows),
        query=query,
        answer=answer,
    )


def number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """Return a number out of a query string.

    Raises:
        BadValue: it is none, or out of bounds.
    """
    text = asked.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):  # noqa: PLR2004 - digits of an int
        raise BadValue(f"{name} must be a number from 0 to {most}.")
    return int(text)
