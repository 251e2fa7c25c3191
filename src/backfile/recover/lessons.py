"""Lessons: what a person said of a place on a host's pages, and what claims from there are worth.

One answer speaks of every page that is set alike. Nothing is thrown away: a claim from a place that
a person rejected is kept beside what stands, with that as its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.testimony import Testimony

TAUGHT = 0.99
"""Trust in a claim from a place that a person looked at on some pages and found right: not 1, which
is kept for a person's word about the very story."""
NOT_HERE = "A person looked: this is not what stands at that place of these pages."
HERE = "A person looked: it stands at this place of these pages."


class Verdict(StrEnum):
    """What a person says of a place."""

    TRUST = "trust"
    """What stands there is the field."""
    DISTRUST = "distrust"
    """What stands there is something else."""
    ENOUGH = "enough"
    """No more is to be had, or there is none: nobody need ask again."""
    LOOK = "look"
    """The field is printed there: pages are to be read again with that in mind."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One person's answer about one place of one host's pages."""

    host: str
    """Without "www."; "" for pages whose address is not known."""
    field: str
    place: str
    """As in Evidence.place; for LOOK, a Block.place in hexadecimal, then the place in words."""
    verdict: Verdict


def heed(testimony: Testimony, lessons: Sequence[Lesson]) -> Testimony:
    """Return what a capture says with each claim trusted as the lessons of its host demand."""
    verdicts = {
        (lesson.field, lesson.place): lesson.verdict
        for lesson in lessons
        if lesson.verdict in _TRUST_AFTER
    }
    if not any((claim.field, claim.place) in verdicts for claim in testimony.evidence):
        return testimony
    heeded = (
        _weighed(claim, verdicts.get((claim.field, claim.place))) for claim in testimony.evidence
    )
    return replace(testimony, evidence=tuple(heeded))


_TRUST_AFTER = {Verdict.TRUST: (TAUGHT, HERE), Verdict.DISTRUST: (0.0, NOT_HERE)}


def _weighed(claim: Evidence[object], verdict: Verdict | None) -> Evidence[object]:
    if verdict is None:
        return claim
    trust, why = _TRUST_AFTER[verdict]
    value = claim.value
    if verdict is Verdict.TRUST and claim.field == "published" and isinstance(value, str):
        value = edtf.asserted(value)  # who looked has taken the doubt away
    return replace(claim, value=value, confidence=trust, reason=why)
