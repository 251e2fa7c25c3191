"""Bounds undated stories by dated ones in the same sequence: CMS ids, file numbers, feed order.

Whether the numbers of a sequence rise with the date is learnt from the deposit itself, by trying
each dated story as if it were undated. A sequence that fails the trial bounds nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.recover.bounds import NOT_AFTER, NOT_BEFORE

NEIGHBOURS = "neighbours"
"""The place of what neighbours say."""
_NARROW = 31
"""Days: a story known to a month or better is a witness."""
_FEWEST = 12
"""Witnesses that a sequence must have: below that a chance order passes the trial too often."""
_SIDES = 2
"""Witnesses asked on each side: one may have been published late, two seldom were."""
_HOLDS = 0.98
"""Share of witnesses that their neighbours must bound rightly for the sequence to be believed."""
TRUST = 0.9
"""Below the witnesses' own: the trial lets one in fifty err, and an undated story is an odd one."""
_SLACK = 1
"""Days added on both sides: clocks and zones."""
_MOST_TRIED = 400
"""Witnesses that the trial looks at, evenly spread: it costs the same for a million stories."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is asked of a story to bound others, and to be bounded."""

    story: str
    """Its lasting name."""
    orders: tuple[tuple[str, int], ...]
    """Sequences that it stands in and its number in each (Testimony.order of its captures)."""
    published: str | None
    """Its date as settled so far, EDTF; None where nothing is known."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A story whose date its neighbours narrowed."""

    story: str
    published: str
    """EDTF: an interval, never a single day."""
    reason: str
    evidence: tuple[Evidence[object], ...] = ()
    """The same as claims for settling: bound.not-before and bound.not-after, from "neighbours"."""


@dataclass(frozen=True, slots=True)
class _Sequence:
    """The witnesses of one sequence in the order of their numbers, and which way time runs."""

    name: str
    numbers: list[int]
    spans: list[tuple[date, date]]
    rises: bool


def bound_dates(rows: Sequence[Neighbour]) -> list[Bounded]:
    """Narrow the dates of stories by those of their neighbours in sequences that keep time.

    Args:
        rows: all stories of the archive, dated ones too; a few words each, so that a million fit.

    Returns:
        Those whose date became narrower than it was, in the order of the rows. Corrections by a
        person and exact days are never touched: only rows wider than a day are.
    """
    sequences = {name: found for name in _names(rows) if (found := _learn(name, rows)) is not None}
    return [bounded for row in rows if (bounded := _bound(row, sequences)) is not None]


def _names(rows: Sequence[Neighbour]) -> list[str]:
    return sorted({name for row in rows for name, _ in row.orders})


def _learn(name: str, rows: Sequence[Neighbour]) -> _Sequence | None:
    """Return a sequence if its witnesses bound each other rightly, running either way."""
    points = sorted(
        (number, span)
        for row in rows
        for mine, number in row.orders
        if mine == name and (span := _narrow_span(row.published)) is not None
    )
    points = list(dict(points).items())
    if len(points) < _FEWEST:
        return None
    numbers, spans = [number for number, _ in points], [span for _, span in points]
    for rises in (True, False):
        sequence = _Sequence(name, numbers, spans, rises)
        if _keeps_time(sequence):
            return sequence
    return None


def _narrow_span(published: str | None) -> tuple[date, date] | None:
    """Return the ends of a date that is known to a month or better."""
    if published is None or not edtf.is_valid(published):
        return None
    first, last = edtf.bounds(published)
    if first is None or last is None or (last - first).days >= _NARROW:
        return None
    return first, last


def _keeps_time(sequence: _Sequence) -> bool:
    """Try each witness as if it were undated: do its neighbours bound it rightly?"""
    count = len(sequence.numbers)
    step = max(1, count // _MOST_TRIED)
    tried = range(_SIDES, count - _SIDES, step)
    held = 0
    for index in tried:
        first, last = _ends(sequence, index, index + 1)
        mine = sequence.spans[index]
        held += (first is None or first <= mine[1]) and (last is None or mine[0] <= last)
    return bool(tried) and held >= _HOLDS * len(tried)


def _ends(sequence: _Sequence, below: int, above: int) -> tuple[date | None, date | None]:
    """Return between which days lies what stands after witness below - 1 and before `above`.

    Of the nearest witnesses on each side the widest word counts.
    """
    before = sequence.spans[max(0, below - _SIDES) : below]
    after = sequence.spans[above : above + _SIDES]
    if not sequence.rises:
        before, after = after, before
    slack = timedelta(_SLACK)
    first = min(span[0] for span in before) - slack if len(before) == _SIDES else None
    last = max(span[1] for span in after) + slack if len(after) == _SIDES else None
    return first, last


def _bound(row: Neighbour, sequences: dict[str, _Sequence]) -> Bounded | None:
    """Narrow one story's date by all its sequences; None where nothing is gained."""
    held = row.published
    if held is not None and (not edtf.is_valid(held) or edtf.width_days(held) == 1):
        return None
    reasons = []
    for name, number in row.orders:
        if name not in sequences:
            continue
        sequence = sequences[name]
        at = bisect_left(sequence.numbers, number)
        is_witness = at < len(sequence.numbers) and sequence.numbers[at] == number
        first, last = _ends(sequence, at, at + is_witness)
        cut = _cut(held, first, last)
        if cut is not None and cut != held:
            held = cut
            reasons.append(
                f"Number {number} of “{name}” stands among stories of {_words(first, last)}."
            )
    if held is None or not reasons:
        return None
    reason = " ".join(reasons)
    return Bounded(row.story, held, reason, tuple(_claims(held, reason)))


def _claims(published: str, reason: str) -> Iterator[Evidence[object]]:
    """Yield the bounds that neighbours set, as claims."""
    first, last = edtf.bounds(published)
    if first is not None:
        yield Evidence(NOT_BEFORE, edtf.day(first), NEIGHBOURS, TRUST, reason)
    if last is not None:
        yield Evidence(NOT_AFTER, edtf.day(last), NEIGHBOURS, TRUST, reason)


def _cut(held: str | None, first: date | None, last: date | None) -> str | None:
    """Return what is left of a date between two days; None for nothing, or for a single day.

    Neighbours tell about when, never on which day.
    """
    if first is None and last is None:
        return None
    if first is not None and last is not None and last < first:
        return None
    span = edtf.interval(first, last)
    cut = span if held is None else edtf.intersection(held, span)
    return None if cut is None or edtf.width_days(cut) == 1 else cut


def _words(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"before {last}" if last else f"after {first}"
    return f"{first} to {last}"
