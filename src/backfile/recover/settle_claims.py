"""Weighing claims: what agrees adds up, the best stands, and a person's word stands always."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from backfile.model.evidence import Evidence
from backfile.model.testimony import Testimony
from backfile.text import print_of

PERSON = "person"
"""The place of a correction by a human being."""
DOUBT_TAKEN = 0.5
"""Share of the doubt of the best claim that endless agreement takes away: half of it goes with the
second way of reading that agrees, half of the rest with the third. Many captures of one theme say
the same in the same way: they are one witness, or a correction would never outweigh the pages that
were crawled before it; and many weak ones never outweigh an export."""

REJECTED = 0.0
"""Trust in a claim of which a person said that it is none; it is kept, and never stands."""
PRINTS_AT_HAND, LONG_PRINT = 2048, 4000
"""Texts whose print is kept, and letters of one that is not: captures of one story say the same
words and share paragraphs."""

Claims = list[Evidence[object]]


@dataclass(frozen=True, slots=True)
class Tally:
    """One value that was claimed for a field, all who claim it, and how far to trust it."""

    claims: tuple[Evidence[object], ...]
    score: float

    @property
    def best(self) -> Evidence[object]:
        """The claim that is trusted most."""
        return self.claims[0]


_kept_print = lru_cache(PRINTS_AT_HAND)(print_of)


def said(text: str) -> str:
    """Return the folded letters and digits of a text that is likely to be met again soon."""
    return _kept_print(text) if len(text) < LONG_PRINT else print_of(text)


def claims_of(
    testimonies: Sequence[tuple[int, Testimony]], corrections: Sequence[Evidence[object]]
) -> dict[str, Claims]:
    """Return all claims by field, each with the number of its capture; corrections come last."""
    found: dict[str, Claims] = {}
    for number, testimony in testimonies:
        for claim in testimony.evidence:
            if claim.confidence > REJECTED:
                found.setdefault(claim.field, []).append(by(claim, number))
    for claim in corrections:
        found.setdefault(claim.field, []).append(by(claim, claim.capture))
    return found


def rejected_of(testimonies: Sequence[tuple[int, Testimony]]) -> Claims:
    """Return the claims of which a person said that they are none."""
    return [
        by(claim, number)
        for number, testimony in testimonies
        for claim in testimony.evidence
        if claim.confidence <= REJECTED
    ]


def by(claim: Evidence[object], capture: int | None, *, stands: bool = False) -> Evidence[object]:
    """Return a claim with the number of its capture, and whether the settled value rests on it."""
    # Not dataclasses.replace: this is done for each claim of each capture, and takes a third.
    words = (claim.field, claim.value, claim.place, claim.confidence, claim.reason)
    return Evidence(*words, capture, stands)


def word_of(claims: Claims) -> Evidence[object] | None:
    """Return the last correction by a person among some claims, or None: it settles the field."""
    return next((claim for claim in reversed(claims) if claim.place == PERSON), None)


def tally(claims: Sequence[Evidence[object]], key: Callable[[object], Hashable]) -> list[Tally]:
    """Group claims by what they say and return the groups, most trusted first.

    Args:
        claims: claims on one field, in the order in which their captures were made.
        key: what makes two values one ("Quay" and "QUAY").
    """
    groups: dict[Hashable, Claims] = {}
    for claim in claims:
        if claim.place != PERSON:
            groups.setdefault(key(claim.value), []).append(claim)
    tallies = [weigh(group) for group in groups.values()]
    # Of equals the latest holds: so the newsroom left it.
    latest = {id(claim): at for at, claim in enumerate(claims)}
    tallies.sort(key=lambda group: (-group.score, -max(latest[id(c)] for c in group.claims)))
    # The last correction is the one that holds; earlier ones are kept as its forerunners.
    persons = [claim for claim in claims if claim.place == PERSON]
    return [Tally((claim,), 1.0) for claim in persons[-1:]] + tallies


def weigh(group: Claims) -> Tally:
    """Say how far claims that agree are trusted together; there is at least one."""
    ordered = list(reversed(group))
    ordered.sort(key=lambda claim: -claim.confidence)
    # "visible:h1.title" and "visible:h1.head" are one way of reading, in two themes.
    ways = {claim.place.partition(".")[0] for claim in ordered}
    return Tally(tuple(ordered), agreed(ordered[0].confidence, len(ways)))


def agreed(best: float, ways: int) -> float:
    """Return how far a claim is trusted that so many ways of reading agree on, itself included."""
    return best + (1 - best) * DOUBT_TAKEN * (1 - 0.5 ** (ways - 1))


def standing(claims: Sequence[Evidence[object]]) -> Claims:
    """Return the claims marked as those on which the settled value rests."""
    return [by(claim, claim.capture, stands=True) for claim in claims]
