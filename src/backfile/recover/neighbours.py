"""Bounds undated stories by dated ones in the same sequence: CMS ids, file numbers, feed order.

Whether the numbers of a sequence rise with the date is learnt from the deposit itself, by trying
each dated story as if it were undated. A sequence that fails the trial bounds nothing.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

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
class Sequence:
    """The witnesses of one sequence in the order of their numbers, and which way time runs.

    Sixteen bytes a witness: a million fit.
    """

    name: str
    numbers: "array[int]"
    firsts: "array[int]"
    lasts: "array[int]"
    """First and last possible day of each witness, counted from the year 1."""
    rises: bool


def learn_sequence(name: str, points: Iterable[tuple[int, date, date]]) -> Sequence | None:
    """Return a sequence if its witnesses bound each other rightly, running either way.

    Args:
        name: what the sequence is called.
        points: number, first and last possible day of stories in it, in this order.
    """
    numbers, firsts, lasts = array("q"), array("i"), array("i")
    for number, first, last in points:
        if (last - first).days >= _NARROW:
            continue
        if numbers and numbers[-1] == number:
            # Of several captures with one number the latest holds.
            firsts[-1], lasts[-1] = first.toordinal(), last.toordinal()
            continue
        numbers.append(number)
        firsts.append(first.toordinal())
        lasts.append(last.toordinal())
    if len(numbers) < _FEWEST:
        return None
    for rises in (True, False):
        sequence = Sequence(name, numbers, firsts, lasts, rises)
        if _keeps_time(sequence):
            return sequence
    return None


def _keeps_time(sequence: Sequence) -> bool:
    """Try each witness as if it were undated: do its neighbours bound it rightly?"""
    count = len(sequence.numbers)
    step = max(1, count // _MOST_TRIED)
    tried = range(_SIDES, count - _SIDES, step)
    held = 0
    for index in tried:
        first, last = _ends(sequence, index, index + 1)
        begins, ends = sequence.firsts[index], sequence.lasts[index]
        held += (first is None or first <= ends) and (last is None or begins <= last)
    return bool(tried) and held >= _HOLDS * len(tried)


def _ends(sequence: Sequence, below: int, above: int) -> tuple[int | None, int | None]:
    """Return between which days lies what stands after witness below - 1 and before `above`.

    Of the nearest witnesses on each side the widest word counts.
    """
    before = slice(max(0, below - _SIDES), below)
    after = slice(above, above + _SIDES)
    if not sequence.rises:
        before, after = after, before
    firsts, lasts = sequence.firsts[before], sequence.lasts[after]
    first = min(firsts) - _SLACK if len(firsts) == _SIDES else None
    last = max(lasts) + _SLACK if len(lasts) == _SIDES else None
    return first, last


def bound_date(row: Neighbour, sequences: Mapping[str, Sequence]) -> Bounded | None:
    """Narrow one story's date by all its sequences; None where nothing is gained.

    Corrections by a person and exact days are never touched: only what is wider than a day is.
    """
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
        first, last = map(_day, _ends(sequence, at, at + is_witness))
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


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


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
