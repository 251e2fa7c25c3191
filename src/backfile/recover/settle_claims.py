"""Weighing claims: what agrees adds up, the best stands, and a person's word stands always."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from backfile.model.evidence import Evidence
from backfile.model.testimony import Testimony

PERSON = "person"
"""The place of a correction by a human being."""
DOUBT_TAKEN = 0.5
"""Share of the doubt of the best claim that endless agreement takes away: half of it goes with the
second witness, half of the rest with the third. Witnesses of one publication err together (every
page of a theme prints the same wrong title), so that many weak ones never outweigh an export."""

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


def claims_of(
    testimonies: Sequence[tuple[int, Testimony]], corrections: Sequence[Evidence[object]]
) -> dict[str, Claims]:
    """Return all claims by field, each with the number of its capture; corrections come last."""
    found: dict[str, Claims] = {}
    for number, testimony in testimonies:
        for claim in testimony.evidence:
            found.setdefault(claim.field, []).append(replace(claim, capture=number, stands=False))
    for claim in corrections:
        found.setdefault(claim.field, []).append(replace(claim, stands=False))
    return found


def tally(claims: Sequence[Evidence[object]], key: Callable[[object], Hashable]) -> list[Tally]:
    """Group claims by what they say and return the groups, most trusted first.

    Args:
        claims: claims on one field.
        key: what makes two values one ("Quay" and "QUAY").
    """
    groups: dict[Hashable, Claims] = {}
    for claim in claims:
        if claim.place != PERSON:
            groups.setdefault(key(claim.value), []).append(claim)
    tallies = [_weigh(group) for group in groups.values()]
    tallies.sort(key=_rank)
    # The last correction is the one that holds; earlier ones are kept as its forerunners.
    persons = [claim for claim in claims if claim.place == PERSON]
    return [Tally((claim,), 1.0) for claim in persons[-1:]] + tallies


def _weigh(group: Claims) -> Tally:
    ordered = sorted(group, key=lambda claim: (-claim.confidence, claim.capture or 0))
    seen = {(claim.capture, claim.place) for claim in ordered}
    best = ordered[0].confidence
    agreed = DOUBT_TAKEN * (1 - 0.5 ** (len(seen) - 1))
    return Tally(tuple(ordered), best + (1 - best) * agreed)


def _rank(group: Tally) -> tuple[float, int, str]:
    """Order by trust, then by the earliest capture, then by the words, so that runs agree."""
    return -group.score, group.best.capture or 0, repr(group.best.value)


def standing(claims: Sequence[Evidence[object]]) -> Claims:
    """Return the claims marked as those on which the settled value rests."""
    return [replace(claim, stands=True) for claim in claims]
