"""Telling that two captures are of one story, wherever and whenever each was met.

Whatever decides stands in RULES, in order, and only there: the first that has an opinion is right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from backfile.model.testimony import Testimony
from backfile.recover.likeness import Likeness, likeness_of

CONTAINED = 0.6
"""Share of the shorter text that stands in the longer one, where the headlines are the same.
Two digests of one title share under 0.1 of their runs of five words; a story cut short by a feed
or met with a correction shares over 0.8 (python bench/newsroom.py: each story once)."""
NEARLY_ALL = 0.9
"""The same where a headline is missing or differs in part."""
STRANGERS = 0.1
"""Texts that share less have nothing to do with each other."""
TELLING_WORDS = 50
"""A text of fewer runs of words may be a phrase of the house."""
HEAD_IN_COMMON = 0.5
"""Share of the shorter headline's letters in the longer one for the two to be nearly one
("Headline" and "Headline - Title of the Paper")."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two captures are of one story, and why, in words for the ledger."""

    same: bool
    why: str


Rule = Callable[[Likeness, Likeness], Verdict | None]


def is_same(one: Testimony, other: Testimony) -> bool:
    """Say whether two captures are of one story."""
    return compare(likeness_of(one), likeness_of(other)).same


def compare(one: Likeness, other: Likeness) -> Verdict:
    """Say whether two captures are of one story, and why."""
    for rule in RULES:
        verdict = rule(one, other)
        if verdict is not None:
            return verdict
    return Verdict(same=False, why="nothing tells that they are one")


def contradict(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Say whether one system gave two stories different identifiers: then they are two."""
    mine, theirs = _by_system(one), _by_system(other)
    return any(mine[system].isdisjoint(theirs[system]) for system in mine.keys() & theirs.keys())


def containment(one: Likeness, other: Likeness) -> float:
    """Return the share of the shorter text that stands in the longer one, 0 to 1."""
    mine, theirs = _comparable(one, other)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


def resemblance(one: Likeness, other: Likeness) -> float:
    """Return what two texts have in common of all that either says, 0 to 1 (Jaccard)."""
    mine, theirs = _comparable(one, other)
    every = len(mine | theirs)
    return len(mine & theirs) / every if every else 0.0


def _comparable(one: Likeness, other: Likeness) -> tuple[frozenset[int], frozenset[int]]:
    """Return two sketches cut down to the share that both have kept."""
    (mine, my_share), (theirs, their_share) = one.sketch, other.sketch
    share = max(my_share, their_share)
    return _cut_down(mine, my_share, share), _cut_down(theirs, their_share, share)


def _cut_down(sketch: frozenset[int], kept: int, share: int) -> frozenset[int]:
    return sketch if kept == share else frozenset(v for v in sketch if v % share == 0)


def _by_system(natives: frozenset[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for system, number in natives:
        found.setdefault(system, set()).add(number)
    return found


def _other_identifier(one: Likeness, other: Likeness) -> Verdict | None:
    if contradict(one.natives, other.natives):
        return Verdict(same=False, why="the newsroom's system numbered them as two")
    return None


def _identifier(one: Likeness, other: Likeness) -> Verdict | None:
    """A newsroom that moved to a new system may have given its numbers out a second time."""
    if one.natives & other.natives and not _are_strangers(one, other):
        return Verdict(same=True, why="the newsroom's own number is the same")
    return None


def _own_address(one: Likeness, other: Likeness) -> Verdict | None:
    if one.own is not None and one.own == other.own and one.own in one.addresses:
        return Verdict(same=True, why="they stood at the same address")
    return None


def _later_page(one: Likeness, other: Likeness) -> Verdict | None:
    """A later page says which it is of; or it only leads back, and their headlines are the same.

    Stories lead to the stories before and after them, too.
    """
    is_led = one.continues & other.addresses or other.continues & one.addresses
    if not is_led:
        return None
    later = [seen for seen in (one, other) if seen.continues]
    if all(seen.counts_pages for seen in later) or _heads_agree(one, other):
        return Verdict(same=True, why="one goes on where the other stops")
    return Verdict(same=False, why="one leads to the other, under another headline")


def _further_address(one: Likeness, other: Likeness) -> Verdict | None:
    """A page may name a wrong main address (a theme that names the front page on each page)."""
    if not one.addresses & other.addresses or _are_strangers(one, other):
        return None
    return Verdict(same=True, why="one names the address of the other")


def _path(one: Likeness, other: Likeness) -> Verdict | None:
    """The same path: spelled in another way, or on the host that the publication moved to."""
    if not one.paths & other.paths:
        return None
    known = bool(one.headline and other.headline) or bool(one.body and other.body)
    if known and not _heads_agree(one, other) and containment(one, other) < CONTAINED:
        return None
    return Verdict(same=True, why="their addresses differ in host or spelling only")


def _text(one: Likeness, other: Likeness) -> Verdict | None:
    if not one.body or not other.body:
        return None
    if one.headline and one.headline == other.headline:
        alike = containment(one, other) >= CONTAINED
        return Verdict(same=True, why="headline and text are the same") if alike else None
    if min(one.size, other.size) < TELLING_WORDS:
        return None
    if not one.headline or not other.headline:
        alike = containment(one, other) >= NEARLY_ALL
    else:
        alike = _heads_agree(one, other) and resemblance(one, other) >= NEARLY_ALL
    return Verdict(same=True, why="the text is the same") if alike else None


def _heads_agree(one: Likeness, other: Likeness) -> bool:
    """Say whether two headlines are the same, or one holds the other and little more."""
    short, long = sorted((one.headline, other.headline), key=len)
    if not short:
        return False
    return short == long or (short in long and len(short) >= HEAD_IN_COMMON * len(long))


def _are_strangers(one: Likeness, other: Likeness) -> bool:
    """Say whether two captures have texts and headlines that have nothing in common."""
    if _heads_agree(one, other) or min(one.size, other.size) < TELLING_WORDS:
        return False
    return containment(one, other) < STRANGERS


RULES: tuple[Rule, ...] = (
    _other_identifier,
    _identifier,
    _own_address,
    _later_page,
    _further_address,
    _path,
    _text,
)
"""Each rule says that two captures are one story, that they are not, or nothing."""
