"""Joining captures that are of one story, whichever deposits they came in.

The law of the place: what comes out rests on captures, their order and what persons said, never
on how far an earlier run got; so a killed `add` ends as an undisturbed one does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from backfile.accession.naming import apart_of, merges_of
from backfile.accession.progress import Progress, Tell
from backfile.archive.archive import Archive
from backfile.recover.likeness import Likeness, likeness_of
from backfile.recover.revisions import REDIRECT
from backfile.recover.same import compare, contradict

CANDIDATES = 24
"""Stories that one capture is compared with at most, those first with which it shares most keys.
A headline that a hundred digests share would otherwise cost a hundred comparisons for each."""
WITNESSES = 4
"""Captures of one story that a newcomer is compared with at most."""
REMEMBERED = 1024
"""Captures whose likeness is kept at hand: captures of one story mostly lie near each other."""


class Groups:
    """Which captures belong together, by the number of their first one."""

    def __init__(self) -> None:
        self._leader: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def __contains__(self, capture: int) -> bool:
        return capture in self._leader

    def __iter__(self) -> Iterator[list[int]]:
        """Yield each group's captures, groups by their first capture."""
        for leader in sorted(self._members):
            yield sorted(self._members[leader])

    def start(self, captures: Iterable[int]) -> int:
        """Begin a group with some captures that are known to be one; return its leader."""
        members = sorted(captures)
        for capture in members:
            self._leader[capture] = members[0]
        self._members[members[0]] = members
        return members[0]

    def leader(self, capture: int) -> int:
        """Return the first capture of a capture's group."""
        return self._leader[capture]

    def members(self, leader: int) -> list[int]:
        """Return a group's captures."""
        return self._members[leader]

    def unite(self, one: int, other: int) -> int:
        """Make two groups one; return its leader."""
        if one == other:
            return one
        first, second = sorted((one, other))
        for capture in self._members.pop(second):
            self._leader[capture] = first
            self._members[first].append(capture)
        return first


class Joiner:
    """Joins new captures to each other and to the stories that are there."""

    def __init__(self, archive: Archive, new: Sequence[int]) -> None:
        """Begin with an archive and the captures that are to be joined, by number."""
        self._archive = archive
        self._new = frozenset(new)
        self._apart = apart_of(archive)
        self.groups = Groups()
        self.likeness = lru_cache(REMEMBERED)(self._likeness)

    def join(self, tell: Tell) -> Groups:
        """Put every new capture into its group; return the groups touched."""
        for done, number in enumerate(sorted(self._new), 1):
            if number in self._apart:
                self.groups.start([number])
            else:
                self.place(number)
            tell(Progress("joining", "", done, len(self._new)))
        for captures in merges_of(self._archive):
            self._merge(captures)
        return self.groups

    def _merge(self, captures: list[int]) -> None:
        """Make one story of what a person said is one."""
        self._gather([number for number in captures if number not in self.groups])
        known = [number for number in captures if number in self.groups]
        for number in known[1:]:
            self.groups.unite(self.groups.leader(known[0]), self.groups.leader(number))

    def place(self, number: int) -> None:
        """Find the group of one capture, or begin one."""
        own = self.groups.start([number])
        seen = self.likeness(number)
        for leader in self._candidates(number, seen):
            if leader in self.groups and self._belongs(seen, self.groups.leader(leader), own):
                own = self.groups.unite(own, self.groups.leader(leader))

    def _candidates(self, number: int, seen: Likeness) -> list[int]:
        """Return leaders of groups that share a key with a capture, the most alike first."""
        shared: Counter[int] = Counter()
        for others in self._archive.captures.sharing(seen.keys).values():
            for other in others:
                # New captures that come later look back at this one when their turn comes.
                shared[other] += 1
        for alone in (number, *self._apart):
            shared.pop(alone, None)
        self._gather([other for other in shared if other not in self.groups])
        leaders: Counter[int] = Counter()
        for other, count in shared.items():
            if other in self.groups and self.groups.leader(other) != number:
                leader = self.groups.leader(other)
                leaders[leader] = max(leaders[leader], count)
        ranked = sorted(leaders, key=lambda leader: (-leaders[leader], leader))
        return ranked[:CANDIDATES]

    def _gather(self, captures: list[int]) -> None:
        """Bring in the stories that some captures already belong to."""
        if not captures:
            return
        stories = set(self._archive.stories.of_captures(captures).values())
        for members in self._archive.stories.members(sorted(stories)).values():
            numbers = [member.capture for member in members if member.why != REDIRECT]
            fresh = [n for n in numbers if n not in self._new and n not in self.groups]
            if fresh:
                self.groups.start(fresh)

    def _belongs(self, seen: Likeness, leader: int, own: int) -> bool:
        """Say whether a capture is of the story of a group, and no other capture there objects."""
        if leader == own:
            return False
        theirs = self.natives(leader)
        if contradict(self.natives(own), theirs):
            return False
        members = self.groups.members(leader)
        if len(members) > WITNESSES:
            keys = seen.keys
            members = sorted(members, key=lambda n: (-len(self.likeness(n).keys & keys), n))
        return any(compare(seen, self.likeness(n)).same for n in members[:WITNESSES])

    def natives(self, leader: int) -> frozenset[tuple[str, str]]:
        """Return all identifiers that the newsroom's systems gave to the captures of a group."""
        members = self.groups.members(leader)
        return frozenset().union(*(self.likeness(number).natives for number in members))

    def _likeness(self, number: int) -> Likeness:
        return likeness_of(self._archive.captures.testimony(number))
