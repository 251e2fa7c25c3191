"""Build the static search index: which words stand in which stories, in files a browser can fetch.

Layout, below ``search/`` of the site (docs/search-index.md tells it to others):

* ``manifest.json``: what there is: the number of stories, the first key of each term file
* ``t/N.json``: term files in key order. ``f`` maps a word to the stems that it stands for besides
  itself, ``p`` a stem to its postings ``[gap to the story, weight, gap, weight ...]``
* ``r/N.json``: rows to show: address, headline, date, byline, section, standfirst
* ``columns.json``: days, section, type and language of every story, for filters

Memory: four bytes a posting while building (about 320 postings a story in news).
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import msgspec

from backfile.query.terms import stem, terms, words
from backfile.text import fold

FORMAT = 1
ROWS_A_FILE = 40
"""Rows in one file: ten hits touch at most ten files, a file is about 6 KB compressed."""
TERM_FILE_BYTES = 40_000
"""JSON of one term file before the host compresses it: about 12 KB on the wire."""
STANDFIRST_LETTERS = 220
"""What a row shows of the standfirst."""
HEADLINE_WEIGHT, STANDFIRST_WEIGHT, LABEL_WEIGHT = 5, 2, 2
"""How often a word in the headline, the standfirst or a label (byline, section, names, tags,
caption) counts, against once in the body."""
BEST_WEIGHT = 15
"""The largest weight of a posting: four bits."""
USUAL_LENGTH = 500
"""Words of a usual story, the pivot of BM25's length norm; fixed so that one story's weights do
not change when another is added."""
_K1, _B = 1.2, 0.75  # BM25's usual parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What search must know of one story."""

    address: str
    """Relative to the site's root."""
    headline: str
    date_words: str = ""
    byline: str = ""
    section: str = ""
    standfirst: str = ""
    caption: str = ""
    text: str = ""
    language: str = ""
    type: str = ""
    first: date | None = None
    """First possible day of publication; None where nothing is known."""
    last: date | None = None
    contributors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Column:
    """One value a story out of few, as numbers into a list of names."""

    names: dict[str, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.values.append(self.names.setdefault(name, len(self.names)))


@dataclass(slots=True)
class _Growing:
    """The index while stories are added."""

    postings: dict[str, "array[int]"] = field(default_factory=dict)
    """Stories and weights (four bits) of each key."""
    stems: dict[str, dict[str, str]] = field(default_factory=dict)
    """Each word's stem, by language."""
    forms: dict[str, set[str]] = field(default_factory=dict)
    section: _Column = field(default_factory=_Column)
    type: _Column = field(default_factory=_Column)
    language: _Column = field(default_factory=_Column)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    count: int = 0


def build(rows: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the index as (path below ``search/``, bytes), in a fixed order.

    Stories are numbered as they come; give them newest first, since equal hits are shown in order.
    """
    growing = _Growing()
    shown: list[list[str]] = []
    for row in rows:
        _add(growing, row)
        shown.append(_shown(row))
        if len(shown) == ROWS_A_FILE:
            yield _row_file(growing.count, shown)
            shown = []
    if shown:
        yield _row_file(growing.count + ROWS_A_FILE - len(shown), shown)
    first_keys: list[str] = []
    for number, (first_key, content) in enumerate(_term_files(growing)):
        first_keys.append(first_key)
        yield f"t/{number}.json", content
    yield "columns.json", _encode(_columns(growing))
    yield "manifest.json", _encode(_manifest(growing, first_keys))


def _encode(value: object) -> bytes:
    return msgspec.json.encode(value)


def _shown(row: Row) -> list[str]:
    standfirst = row.standfirst
    if len(standfirst) > STANDFIRST_LETTERS:
        standfirst = standfirst[:STANDFIRST_LETTERS].rsplit(" ", 1)[0] + " …"
    return [row.address, row.headline, row.date_words, row.byline, row.section, standfirst]


def _row_file(count: int, shown: list[list[str]]) -> tuple[str, bytes]:
    return f"r/{count // ROWS_A_FILE - 1}.json", _encode(shown)


def _add(growing: _Growing, row: Row) -> None:
    story = growing.count
    growing.count += 1
    primary = row.language.split("-")[0].lower()
    counts: Counter[str] = Counter()
    for text, weight in (
        (row.text, 1),
        (row.standfirst, STANDFIRST_WEIGHT),
        (_labels(row), LABEL_WEIGHT),
        (row.headline, HEADLINE_WEIGHT),
    ):
        _count(growing, counts, text, (primary, weight))
    length = sum(counts.values())
    weights = {times: _weight(times, length) for times in set(counts.values())}
    for term, times in counts.items():
        _post(growing, term, story << 4 | weights[times])
    for key in _keys(row, primary):
        _post(growing, key, story << 4 | BEST_WEIGHT)
    for column, name in (
        (growing.section, row.section),
        (growing.type, row.type),
        (growing.language, row.language),
    ):
        column.add(name)
    growing.first.append(row.first.toordinal() if row.first else 0)
    growing.last.append(row.last.toordinal() if row.last else 0)


def _labels(row: Row) -> str:
    return "\n".join((row.byline, row.section, *row.contributors, *row.tags, row.caption))


def _count(growing: _Growing, counts: Counter[str], text: str, how: tuple[str, int]) -> None:
    primary, weight = how
    stems = growing.stems.setdefault(primary, {})
    for word, times in Counter(words(text)).items():
        found = stems.get(word)
        if found is None:
            found = stems[word] = stem(word, primary)
            if found != word:
                growing.forms.setdefault(word, set()).add(found)
        counts[found] += times * weight


def _weight(times: int, length: int) -> int:
    norm = times + _K1 * (1 - _B + _B * length / USUAL_LENGTH)
    return max(1, round(BEST_WEIGHT * times / norm))


def _post(growing: _Growing, key: str, posting: int) -> None:
    postings = growing.postings.get(key)
    if postings is None:
        growing.postings[key] = array("I", (posting,))
    else:
        postings.append(posting)


def _keys(row: Row, primary: str) -> list[str]:
    keys = [f"headline:{term}" for term in terms(row.headline, primary)]
    keys += [f"contributor:{fold(name)}" for name in row.contributors]
    keys += [f"tag:{fold(name)}" for name in row.tags]
    keys += [f"section:{fold(row.section)}"] if row.section else []
    return list(dict.fromkeys(keys))


def _term_files(growing: _Growing) -> Iterator[tuple[str, bytes]]:
    """Yield (first key, content) of each term file; a file ends when it is full."""
    forms: dict[str, str] = {}
    postings: dict[str, msgspec.Raw] = {}
    size, first_key = 0, ""
    for key in sorted(growing.postings.keys() | growing.forms.keys()):
        if size >= TERM_FILE_BYTES:
            yield first_key, _encode({"f": forms, "p": postings})
            forms, postings, size = {}, {}, 0
        if not forms and not postings:
            first_key = key
        stems = growing.forms.get(key)
        if stems and stems != {key}:
            forms[key] = " ".join(sorted(stems))
            size += len(key) + len(forms[key]) + 6
        if key in growing.postings:
            written = _encode(_gaps_and_weights(growing.postings[key]))
            postings[key] = msgspec.Raw(written)
            size += len(key) + 3 + len(written)
    if forms or postings:
        yield first_key, _encode({"f": forms, "p": postings})


def _gaps_and_weights(postings: "array[int]") -> list[int]:
    """Return how many stories further each posting is than the one before, and its weight."""
    found: list[int] = []
    last = -1
    for posting in postings:
        story = posting >> 4
        found += (story - last, posting & 15)
        last = story
    return found


def _columns(growing: _Growing) -> dict[str, object]:
    return {
        "sections": list(growing.section.names),
        "section": growing.section.values,
        "types": list(growing.type.names),
        "type": growing.type.values,
        "languages": list(growing.language.names),
        "language": growing.language.values,
        "first": _gaps(growing.first),
        "wide": {
            story: last - first
            for story, (first, last) in enumerate(zip(growing.first, growing.last, strict=True))
            if last != first
        },
    }


def _gaps(days: list[int]) -> list[int]:
    return [day - before for day, before in zip(days, [0, *days], strict=False)]


def _manifest(growing: _Growing, first_keys: list[str]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "stories": growing.count,
        "rows": ROWS_A_FILE,
        "terms": first_keys,
    }
