"""The publication date out of all captures: an exact day where one is sure, else what bounds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.recover.bounds import TRUST_INTERVAL, span_of
from backfile.recover.neighbours import NEIGHBOURS
from backfile.recover.settle_claims import Claims, Tally, tally, word_of

SURE = 0.75
"""From where on a claimed day is believed as it stands: below it, one in four is wrong."""
UNSURE = "?"
"""What marks a day that is all that is left, though nothing sure names it (EDTF, level 1)."""
WITHIN_A_DAY = 1
"""Days that two claims may lie apart and still mean one: the newsroom's day and the server's."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A settled publication date, what it rests on, and what was odd."""

    published: str | None
    rests: tuple[Evidence[object], ...] = ()
    findings: tuple[Finding, ...] = ()


def settle_date(claims: Claims, bounds: Sequence[Evidence[object]]) -> Dated:
    """Settle the publication date from claims that name it and from what only bounds it.

    Args:
        claims: claims on ``published``.
        bounds: claims named ``bound.…``.
    """
    word = word_of(claims)
    if word is not None:
        return Dated(_text(word) or None, (word,))
    known = [c for c in claims if isinstance(c.value, str) and edtf.is_valid(c.value)]
    groups = tally(known, lambda value: value)
    days = [group for group in groups if edtf.is_day(_text(group.best))]
    if days and days[0].score >= SURE:
        return Dated(_text(days[0].best), days[0].claims, tuple(_disputes(days)))
    return _narrow(groups, bounds)


def _narrow(groups: Sequence[Tally], bounds: Sequence[Evidence[object]]) -> Dated:
    """Cut the widest span down by each claim in turn, most trusted first, while any is left."""
    ordered = [claim for group in groups for claim in group.claims]
    ordered += sorted(bounds, key=lambda claim: -claim.confidence)
    held: str | None = None
    rests: list[Evidence[object]] = []
    for claim in ordered:
        span = _span(claim)
        narrowed = span if held is None or span is None else edtf.intersection(held, span)
        if span is None or narrowed is None or narrowed == held:
            continue
        held = narrowed
        rests.append(claim)
    if held is not None and edtf.is_day(held):
        held += UNSURE  # no claim here is sure enough of its day to assert it
    return Dated(held, tuple(_told(held, rests)))


def _told(held: str | None, rests: Sequence[Evidence[object]]) -> Iterator[Evidence[object]]:
    """Yield what the settled date rests on: what bounds leave open, as one claim with reasons."""
    bounds = [claim for claim in rests if claim.field != "published"]
    if bounds:
        places = {claim.place for claim in bounds}
        place = NEIGHBOURS if NEIGHBOURS in places else "bounds"
        trust = min(TRUST_INTERVAL, *(claim.confidence for claim in rests))
        reasons = dict.fromkeys(claim.reason for claim in rests if claim.reason)
        yield Evidence("published", held, place, trust, " ".join(reasons))
    yield from (claim for claim in rests if claim.field == "published")


def _span(claim: Evidence[object]) -> str | None:
    """Return the days that a claim leaves open, as EDTF; None for what only hints."""
    return _text(claim) if claim.field == "published" else span_of(claim)


def _disputes(days: Sequence[Tally]) -> list[Finding]:
    first = _text(days[0].best)
    others = [g for g in days[1:] if g.score >= SURE and _apart(first, _text(g.best))]
    if not others:
        return []
    said = "; ".join(f"{_text(g.best)} ({g.best.place})" for g in others)
    return [
        Finding("date-disputed", f"Taken is {first} ({days[0].best.place}); also said: {said}.")
    ]


def _apart(one: str, other: str) -> bool:
    (first, _), (second, _) = edtf.bounds(one), edtf.bounds(other)
    return first is None or second is None or abs((first - second).days) > WITHIN_A_DAY


def _text(claim: Evidence[object]) -> str:
    return claim.value if isinstance(claim.value, str) else ""


def time_of(claims: Claims, published: str | None) -> tuple[str | None, Claims]:
    """Return the printed time of publication that agrees with the day that was settled."""
    word = word_of(claims)
    if word is not None:
        return _text(word) or None, [word]
    for group in tally([c for c in claims if isinstance(c.value, str)], lambda value: value):
        value = _text(group.best)
        if published is not None and value[:10] == published:
            return value, list(group.claims)
    return None, []
