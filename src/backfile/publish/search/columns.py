"""The stories in their lasting order, and what is known of each: the ground of filters and facets.

Stories are numbered by year (newest first), whether that year is certain, language, type, section
and day. So all of these columns are a few runs of equal values: facets cost no transfer at all.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from backfile.publish.search.packing import Numbers, deflate, varints
from backfile.publish.search.slips import Slip

MOST_NAMES = 250
"""Sections, types or languages that are told apart in facets; the rarest are "other". A section
can still be asked for by name."""

Ints = npt.NDArray[np.int64]
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Names:
    """Values that stories share, numbered as they are met."""

    numbers: dict[str, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Note the next story's value."""
        self.values.append(self.numbers.setdefault(name, len(self.numbers)))

    def told(self) -> tuple[list[str], Ints]:
        """Return the most frequent names in their alphabet's order, and each story's among them.

        Not by how frequent they are: then one story more could change the order of all others.
        """
        counts = Counter(self.values)
        names = list(self.numbers)
        most = sorted(counts, key=lambda number: (-counts[number], names[number]))[:MOST_NAMES]
        order = sorted(most, key=names.__getitem__)
        place = np.full(len(names) + 1, len(order), np.int64)
        place[order] = np.arange(len(order))
        return [names[number] for number in order], place[np.array(self.values, np.int64)]


@dataclass(slots=True)
class Columns:
    """What is known of each story, as they come."""

    section: Names = field(default_factory=Names)
    type: Names = field(default_factory=Names)
    language: Names = field(default_factory=Names)
    people: dict[str, int] = field(default_factory=dict)
    people_of: list[tuple[int, ...]] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def add(self, slip: Slip) -> None:
        """Note a story."""
        self.section.add(slip.section)
        self.type.add(slip.type)
        self.language.add(slip.language.lower())
        names = dict.fromkeys(filter(None, slip.contributors))
        self.people_of.append(
            tuple(self.people.setdefault(name, len(self.people)) for name in names)
        )
        self.first.append(slip.first)
        self.last.append(slip.last)

    def ordered(self) -> "Order":
        """Return the stories in their lasting order."""
        return self.laid(self.lasting())

    def lasting(self) -> Ints:
        """Return which story (as they came) is the first, the second ... in the lasting order."""
        table = self._table()
        year, certain, language, kind, section = table.values[:, :-1]
        middle = middle_of(table.first, table.last)[:-1]
        return np.lexsort((-middle, section, kind, language, 1 - certain, -year)).astype(np.int64)

    def laid(self, order: Ints) -> "Order":
        """Return the stories as they are numbered.

        Args:
            order: which story (as they came) has number 0, 1 ...; -1 where none has it any more.
        """
        table = self._table()
        people = [*self.people_of, ()]
        return Order(
            order=order,
            runs=_runs(table.values[:, order]),
            names=table.names,
            first=table.first[order],
            last=table.last[order],
            year=table.values[0, order],
            people=list(self.people),
            people_of=[people[story] for story in order.tolist()],
        )

    def _table(self) -> "_Table":
        """Return the columns as they came, and at the end what stands where there is no story."""
        first, last = np.array([*self.first, 0], np.int64), np.array([*self.last, 0], np.int64)
        year = _years(middle_of(first, last))
        ends = [_years(days) for days in (first, last)]
        certain = (ends[0] == ends[1]) & (year > 0)
        told = {name: getattr(self, name).told() for name in ("language", "type", "section")}
        values = [np.append(numbers, len(names)) for names, numbers in told.values()]
        names = {name: names for name, (names, _) in told.items()}
        return _Table(np.stack((year, certain, *values)).astype(np.int64), names, first, last)


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns side by side."""

    values: Ints
    """Year, whether it is certain, numbers of language, type and section: a row each."""
    names: dict[str, list[str]]
    first: Ints
    last: Ints


def middle_of(first: Ints, last: Ints) -> Ints:
    """Return the day by which stories are ordered: the middle of what their date may mean.

    Of a date that is open at one end it is the other end; 0 where nothing is known.
    """
    open_past, open_future = first == date.min.toordinal(), last == date.max.toordinal()
    middle = (first + last) // 2
    middle = np.where(open_past, last, middle)
    middle = np.where(open_future, first, middle)
    found: Ints = np.where(open_past & open_future, 0, middle)
    return found


def _years(days: Ints) -> Ints:
    """Return the years of days (ordinals); 0 where nothing is known."""
    since_1970 = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    found: Ints = np.where(days > 0, since_1970 + 1970, 0)
    return found


def _runs(values: Ints) -> list[int]:
    """Return the runs of equal values: how many stories, then the values; flat."""
    if not values.shape[1]:
        return []
    changes = (np.diff(values, prepend=-1) != 0).any(axis=0)
    begins = np.flatnonzero(changes)
    counts = np.diff(np.append(begins, values.shape[1]))
    found: list[int] = np.column_stack((counts, values[:, begins].T)).ravel().tolist()
    return found


@dataclass(frozen=True, slots=True)
class Order:
    """The stories in their lasting order."""

    order: Ints
    """Which story (as they came) is the first, the second ..."""
    runs: list[int]
    """Runs of stories with the same values: how many, year, whether it is certain, language, type,
    section; six numbers each."""
    names: dict[str, list[str]]
    """What the numbers of languages, types and sections mean."""
    first: Ints
    last: Ints
    year: Ints
    people: list[str]
    people_of: list[tuple[int, ...]]

    @property
    def place_of(self) -> Numbers:
        """The lasting number of each story as they came."""
        places = np.empty(len(self.order), np.uint64)
        places[self.order] = np.arange(len(self.order), dtype=np.uint64)
        return places

    def days(self) -> list[tuple[int, bytes]]:
        """Return the days of stories, year by year; year 0 is all whose year is not certain."""
        certain = np.repeat(np.array(self.runs[2::6], np.int64), np.array(self.runs[::6], np.int64))
        years = np.where(certain == 1, self.year, np.where(self.year > 0, 0, -1))
        return [
            (year, self._days(np.flatnonzero(years == year)))
            for year in sorted(set(years.tolist()) - {-1}, reverse=True)
        ]

    def _days(self, stories: Ints) -> bytes:
        """Return the first day of each story as steps, zigzag, then how many days wide each is."""
        first = self.first[stories]
        steps = np.diff(first, prepend=0)
        wide = self.last[stories] - first
        told = np.concatenate(((steps << 1) ^ (steps >> 63), wide)).astype(np.uint64)
        return deflate(varints(told)[0])

    def people_told(self) -> bytes:
        """Return how many contributors each story has, then who they are: numbers of `people`."""
        counts = np.array([len(some) for some in self.people_of], np.uint64)
        who = np.array([one for some in self.people_of for one in some], np.uint64)
        return deflate(varints(np.concatenate((counts, who)))[0])
