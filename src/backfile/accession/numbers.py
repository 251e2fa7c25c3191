"""Numbers of captures, many of them: sets and groups that take some bytes for each capture."""

from array import array
from collections.abc import Iterable, Iterator


class Numbers:
    """A set of captures by number: a byte each, so that a million take a megabyte."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        """Begin with some numbers, in any order."""
        self._marks = bytearray()
        for number in numbers:
            if number >= len(self._marks):
                self._marks.extend(bytes(number + 1 - len(self._marks)))
            self._marks[number] = 1

    def __contains__(self, number: object) -> bool:
        return (
            isinstance(number, int) and 0 <= number < len(self._marks) and self._marks[number] == 1
        )

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers, smallest first."""
        return (number for number, mark in enumerate(self._marks) if mark)

    def __len__(self) -> int:
        return self._marks.count(1)


class Groups:
    """Which captures belong together, by the number of their first one.

    Each capture knows the first one of its group and the next one, in a ring.
    """

    def __init__(self) -> None:
        self._leader = array("q")
        self._next = array("q")
        self._count = 0

    def __contains__(self, capture: int) -> bool:
        return capture < len(self._leader) and self._leader[capture] >= 0

    def __len__(self) -> int:
        """Return how many groups there are."""
        return self._count

    def __iter__(self) -> Iterator[list[int]]:
        """Yield each group's captures, groups by their first capture."""
        for capture, leader in enumerate(self._leader):
            if leader == capture:
                yield self.members(leader)

    def start(self, captures: Iterable[int]) -> int:
        """Begin a group with some captures that are known to be one; return its leader."""
        members = sorted(captures)
        if (more := members[-1] + 1 - len(self._leader)) > 0:
            self._leader.extend([-1] * more)
            self._next.extend([-1] * more)
        for capture, following in zip(members, [*members[1:], members[0]], strict=True):
            self._leader[capture] = members[0]
            self._next[capture] = following
        self._count += 1
        return members[0]

    def leader(self, capture: int) -> int:
        """Return the first capture of a capture's group."""
        return self._leader[capture]

    def members(self, leader: int) -> list[int]:
        """Return a group's captures, by number."""
        return sorted(self._ring(leader))

    def _ring(self, capture: int) -> Iterator[int]:
        at = capture
        while True:
            yield at
            at = self._next[at]
            if at == capture:
                return

    def unite(self, one: int, other: int) -> int:
        """Make two groups one; return its leader."""
        if one == other:
            return one
        first, second = sorted((one, other))
        for capture in self._ring(second):
            self._leader[capture] = first
        self._next[first], self._next[second] = self._next[second], self._next[first]
        self._count -= 1
        return first
