"""Days of a page that stands alone which nobody but one witness names: head, line, or address."""

from collections.abc import Sequence
from dataclasses import replace

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.recover.settle_date import SURE

KEPT = 0.1
"""What is left, of a day that one witness alone names, of its trust beyond that which lets it be
asserted: 88 of 100 such days are the true one, where 96 of 100 are that two agree on (python
bench/calibration.py; half of the open sets, and the other half the same). So it is asserted, ranked
among its like as before, and not called sure."""
MONTH = 31
"""Days of the widest claim that still speaks for one of them."""
WITNESSES = ("ld+json", "meta"), ("visible", "label", "line"), ("address",)
"""Beginnings of the places of head, printed line and address."""


def unconfirmed(claims: Sequence[Evidence[object]]) -> list[Evidence[object]]:
    """Return the claims of a page, those on its day trusted less where nothing confirms any.

    All of them, so that they stand to each other as before; where two witnesses agree on a day, it
    is for settling to weigh them against the third.
    """
    dated = [c for c in claims if c.field == "published" and edtf.is_valid(str(c.value))]
    if any(_confirms(other, claim) for claim in dated for other in dated):
        return list(claims)
    return [
        replace(claim, confidence=SURE + KEPT * (claim.confidence - SURE))
        if claim in dated and claim.confidence > SURE
        else claim
        for claim in claims
    ]


def _confirms(other: Evidence[object], claim: Evidence[object]) -> bool:
    """Say whether another witness names the same day, or a month that holds it."""
    if _witness(other) == _witness(claim):
        return False
    day, _ = edtf.bounds(str(claim.value))
    width = edtf.width_days(str(other.value))
    return bool(width and width <= MONTH and day and edtf.holds(str(other.value), day))


def _witness(claim: Evidence[object]) -> int:
    """Return the number of the witness that makes a claim; others speak for themselves."""
    kinds = (n for n, places in enumerate(WITNESSES) if claim.place.startswith(places))
    return next(kinds, len(WITNESSES))
