"""The query language: what a reader may type, and what it means.

    words                stories that hold all of them, in any form (walk, walked, walking)
    "exact words"        these words side by side
    -word  -"a phrase"   stories without it
    one OR two           either; words and phrases alone, as fields and dates must all hold
    by:NAME section:NAME tag:NAME series:NAME type:KIND lang:CODE    fields
    by:"NAME NAME"       a name of several words
    headline:WORD        in the headline
    year:2016  year:2014..2016  date:2016-03-17  date:2016-03..2016-05  date:2016..
    before:2016-03  after:2015-12-31                                 the publication date

A date that is known only as a span matches where it *possibly* falls inside; ``sure:yes`` keeps
the stories whose whole span does.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from backfile import edtf
from backfile.errors import BadValue
from backfile.query.terms import words

FIELDS: dict[str, str] = {
    "by": "contributor",
    "author": "contributor",
    "section": "section",
    "tag": "tag",
    "series": "series",
    "type": "type",
    "lang": "language",
    "language": "language",
}
"""What may stand before a colon, and the field of the story it asks."""

LONGEST_QUERY = 1000
"""Characters; what is longer is not a question."""
MOST_CLAUSES = 32
"""Words, phrases and filters in one query; bounds the work a stranger can ask for."""

_TOKEN = re.compile(r'(-)?(?:(\w+):)?(?:"([^"]*)"?|([^\s"]+))')
_DATE_WORDS = frozenset({"year", "date", "before", "after", "sure"})
_YEAR_SPAN = re.compile(r"\d{4}(?:\.\.\d{4})?", re.ASCII)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_SPANS = frozenset({"year", "date"})
_FIGURES = re.compile(r"\d+")
_LOOKS_DATED = re.compile(
    rf"(?:{_DAY.pattern})?\.\.(?:{_DAY.pattern})?|\d{{4}}(?:-\d\d){{1,2}}", re.ASCII
)
"""A day, a month, or from one to another, with no field before it."""
_DASHED_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
KNOWN = ("headline", *sorted(FIELDS), *sorted(_DATE_WORDS))
"""All that may stand before a colon."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words that must (or must not) stand in a story."""

    words: tuple[str, ...]
    """Folded."""
    phrase: bool = False
    headline: bool = False
    excluded: bool = False
    or_next: bool = False
    """Whether this one or the next suffices."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that must (or must not) hold a value."""

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question to an archive, whoever runs it."""

    clauses: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    after: date | None = None
    """First day, inclusive."""
    before: date | None = None
    """Last day, inclusive."""
    sure: bool = False
    """Keep only stories whose whole date span lies inside."""
    unknown: tuple[str, ...] = ()
    """What stood before a colon and is no field: it was taken for words, which may surprise."""
    dated: tuple[str, ...] = ()
    """What was typed like a date and taken for words, as the field that asks for it."""

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing."""
        return not (self.clauses or self.filters or self.after or self.before)


@dataclass
class _Reading:
    """The query while it is read."""

    clauses: list[Clause] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    after: date | None = None
    before: date | None = None
    sure: bool = False
    unknown: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)


def parse(text: str) -> Query:
    """Read what a reader typed; whatever is not an operator is a word to look for.

    Raises:
        BadValue: a date that cannot be read, or a query beyond LONGEST_QUERY or MOST_CLAUSES.
    """
    if len(text) > LONGEST_QUERY:
        raise BadValue(f"The query has {len(text)} characters.", f"Use {LONGEST_QUERY} or fewer.")
    reading = _Reading()
    for minus, name, quoted, bare in _TOKEN.findall(text):
        _take(reading, excluded=bool(minus), name=name.lower(), said=(quoted, bare))
    if len(reading.clauses) + len(reading.filters) > MOST_CLAUSES:
        raise BadValue("The query has too many parts.", f"Use {MOST_CLAUSES} or fewer.")
    if reading.clauses:
        # An OR at the very end has nothing to join.
        reading.clauses[-1] = replace(reading.clauses[-1], or_next=False)
    return Query(
        tuple(reading.clauses),
        tuple(reading.filters),
        reading.after,
        reading.before,
        reading.sure,
        tuple(dict.fromkeys(reading.unknown)),
        tuple(dict.fromkeys(reading.dated)),
    )


def _take(reading: _Reading, *, excluded: bool, name: str, said: tuple[str, str]) -> None:
    quoted, bare = said
    value = quoted or bare
    if bare == "OR" and not name:
        reading.clauses[-1:] = [replace(clause, or_next=True) for clause in reading.clauses[-1:]]
    elif name in FIELDS and value:
        reading.filters.append(Filter(FIELDS[name], value, excluded))
    elif name in _DATE_WORDS and value:
        _take_date(reading, name, value)
    else:
        if bare and not name and (meant := _date_in(bare)):
            reading.dated.append(meant)
        _take_words(reading, name, value, excluded=excluded)


def _date_in(bare: str) -> str:
    """Return how to ask for what was typed like a date ("date:2017-03..2017-06"); "" for none."""
    said = bare.replace("–", "..").replace("—", "..")
    if years := _DASHED_YEARS.fullmatch(said):
        said = f"{years[1]}..{years[2]}"
    if not _LOOKS_DATED.fullmatch(said) or said == "..":
        return ""
    with suppress(BadValue):
        _take_date(_Reading(), "date", said)
        return f"date:{said}"
    return ""


def _take_words(reading: _Reading, name: str, value: str, *, excluded: bool) -> None:
    is_field = name in {"", "headline"}
    if not is_field and value and not _FIGURES.fullmatch(name):  # "12:30" is no field
        reading.unknown.append(name)
    found = tuple(words(value if is_field else f"{name} {value}"))
    if found:
        # "state-owned" typed bare is two words that belong together.
        reading.clauses.append(Clause(found, len(found) > 1, name == "headline", excluded))


def hint(query: Query) -> str:
    """Return what may surprise someone of a query: no such field, or dates without one; else ""."""
    if not query.unknown:
        ways = " ".join(query.dated)
        return f"Looked for as words; to search by date, write {ways}." if ways else ""
    named = ", ".join(f"{name}:" for name in query.unknown)
    fields = ", ".join(f"{name}:" for name in KNOWN)
    return f"There is no field {named} so it was looked for as words. Fields are {fields}."


def _take_date(reading: _Reading, name: str, value: str) -> None:
    if name == "sure":
        reading.sure = value.lower() in {"yes", "true", "1"}
        return
    if name == "year" and not _YEAR_SPAN.fullmatch(value):
        raise BadValue(f"“{value}” is no year.", "Write year:2016 or year:2014..2016.")
    first, parting, last = value.partition("..") if name in _SPANS else (value, "", "")
    if name != "before" and (first or not last):
        reading.after = _ends(name, first)[0]
    if name != "after" and (last or not parting):
        reading.before = _ends(name, last or first)[1]


def _ends(name: str, value: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day."""
    first = last = None
    if _DAY.fullmatch(value):
        with suppress(ValueError, BadValue):
            first, last = edtf.bounds(value)
    if first is None or last is None:
        raise BadValue(f"“{value}” is no date.", f"Write {name}:2016-03-17.")
    return first, last
