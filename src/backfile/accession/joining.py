"""Joining captures that are of one story, whichever deposits they came in.

The law of the place: what comes out rests on captures, their order and what persons said, never
on how far an earlier run got; so a killed `add` ends as an undisturbed one does.
"""

from collections import Counter
from functools import lru_cache

from backfile.accession.naming import apart_of, merges_of
from backfile.accession.numbers import Groups, Numbers
from backfile.accession.progress import Progress, Tell
from backfile.archive.archive import Archive
from backfile.recover.likeness import Likeness, likeness_of
from backfile.recover.revisions import REDIRECT
from backfile.recover.same import compare, contradict

CANDIDATES = 24
"""Stories that one capture is compared with at most, those first with which it shares most keys.
A headline that a hundred digests share would otherwise cost a hundred comparisons for each."""
FIRST = 128
"""Captures that are looked up by one key at most, the first that have it, besides those that share
a rarer key too: a number that a theme prints on every page is shared by all of them. Not yet felt
at 5,000 pages, where comparing costs more (bench/speed.py)."""
WITNESSES = 4
"""Captures of one story that a newcomer is compared with at most."""
REMEMBERED = 1024
"""Captures whose likeness is kept at hand: captures of one story mostly lie near each other."""


class Joiner:
    """Joins new captures to each other and to the stories that are there."""

    def __init__(self, archive: Archive, new: Numbers) -> None:
        """Begin with an archive and the captures that are to be joined."""
        self._archive = archive
        self._new = new
        self._apart = apart_of(archive)
        self.groups = Groups()
        self.likeness = lru_cache(REMEMBERED)(self._likeness)

    def join(self, tell: Tell) -> Groups:
        """Put every new capture into its group; return the groups touched."""
        total = len(self._new)
        for done, number in enumerate(self._new, 1):
            if number in self._apart:
                self.groups.start([number])
            else:
                self.place(number)
            tell(Progress("joining", "", done, total))
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
        shared = self._sharing(seen)
        for alone in (number, *self._apart):
            shared.pop(alone, None)
        self._gather([n for n in shared if n not in self._new and n not in self.groups])
        leaders: Counter[int] = Counter()
        for other, count in shared.items():
            if other in self.groups and self.groups.leader(other) != number:
                leader = self.groups.leader(other)
                leaders[leader] = max(leaders[leader], count)
        ranked = sorted(leaders, key=lambda leader: (-leaders[leader], leader))
        return ranked[:CANDIDATES]

    def _sharing(self, seen: Likeness) -> Counter[int]:
        """Count the keys that captures share with one; those that come later look back at it."""
        keys = self._archive.keys
        found = keys.sharing(seen.keys, FIRST)
        rare = Counter(other for some in found.values() if len(some) < FIRST for other in some)
        common = [key for key, some in found.items() if len(some) == FIRST]
        shared = rare + Counter(other for key in common for other in found[key])
        for key in common:
            beyond = [other for other in rare if other > found[key][-1]]
            shared.update(keys.having(key, beyond))
        return shared

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
