"""The publication date out of all captures: an exact day where one is sure, else what bounds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.recover.bounds import TRUST_INTERVAL, span_of
from backfile.recover.neighbours import NEIGHBOURS
from backfile.recover.settle_claims import Claims, Tally, agreed, tally, word_of

SURE = 0.88
"""From where on a claimed day is asserted: what agrees is right in 97 of 100 pages from here on, a
lone way below it in fewer than 9 of 10 (python bench/calibration.py)."""
FAIR = 0.75
"""From where on a day is asserted that a second, independent witness names, and is told of where it
is not taken."""
MONTH = 31
RIVALS = 0.881
"""From where on (what was trusted 0.89, see fields.date_witnesses) another day, or a month in the
address, puts a day of one witness in doubt: machine stamps that the page's own line contradicts are
right on 3 of 10 pages, days that nothing contradicts on 96 of 100 (half of the open sets, the other
half the same)."""
IN_DOUBT = 0.6
"""Trust in two days of which one is the true one."""
UNSURE = "?"
"""What marks a day that is all that is left, though nothing sure names it (EDTF, level 1)."""
WITHIN_A_DAY = 1
"""Days that two claims may lie apart and still mean one: the newsroom's day and the server's."""
WITHIN = timedelta(WITHIN_A_DAY)
HEAD, PRINTED, ADDRESS = "head", "printed", "address"
WITNESSES: dict[str, tuple[str, ...]] = {
    HEAD: ("ld+json", "meta"),
    PRINTED: ("visible", "label", "line"),
    ADDRESS: ("address",),
}
"""Who speaks of a page's date independently of whom, by the places of the claims."""


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
    days = _rank([group for group in groups if edtf.is_day(_text(group.best))], known)
    if days and _is_sure(days[0], known):
        rival = _rival(days[0], groups, known)
        if rival is None:
            return Dated(_text(days[0].best), days[0].claims, tuple(_disputes(days)))
        return Dated(*_either(days[0].best, rival.best), tuple(_disputes(days)))
    return _narrow(groups, bounds)


def _is_sure(day: Tally, known: Claims) -> bool:
    """Say whether a day is asserted: one good witness names it, or two that are fair."""
    is_fair = day.best.confidence >= FAIR and len(_witnesses(day, known)) > 1
    return is_fair or day.score >= SURE


def _rank(days: Sequence[Tally], known: Claims) -> list[Tally]:
    """Return the claimed days, most trusted first: what agrees adds up if it is independent."""
    weighed = [
        Tally(day.claims, agreed(day.best.confidence, len(_witnesses(day, known)))) for day in days
    ]
    return sorted(weighed, key=lambda day: -day.score)


def _witnesses(day: Tally, known: Claims) -> set[str]:
    """Return who speaks for a day, those included who say no more than its month.

    The stamps of a page's head are written by one machine, and count once.
    """
    value = _text(day.best)
    return {_witness(claim) for claim in known if claim in day.claims or _backs(claim, value)}


def _witness(claim: Evidence[object]) -> str:
    """Return whose word a claim is: a key of WITNESSES, or its place."""
    kinds = (kind for kind, places in WITNESSES.items() if claim.place.startswith(places))
    return next(kinds, claim.place)


def _backs(claim: Evidence[object], value: str) -> bool:
    """Say whether a claim, wider than a day, speaks for one: the month in an address does."""
    at = edtf.bounds(value)[0]
    width = edtf.width_days(_text(claim)) or 0
    is_near = 1 < width <= MONTH or _text(claim).startswith("[")
    return is_near and at is not None and edtf.holds(_text(claim), at)


def _rival(first: Tally, groups: Sequence[Tally], known: Claims) -> Tally | None:
    """Return what puts a day that only the head or only a printed line names in doubt, if anything.

    A day printed before the head's is another story's; an export or a feed is not doubted.
    """
    witnesses = _witnesses(first, known)
    if len(witnesses) != 1 or not witnesses <= {HEAD, PRINTED}:
        return None
    is_head = witnesses == {HEAD}
    return next((group for group in groups if _contests(group, first, is_head=is_head)), None)


def _contests(group: Tally, first: Tally, *, is_head: bool) -> bool:
    """Say whether another claim excludes a day and is about as good."""
    value, day = _text(group.best), _text(first.best)
    (begins, ends), (at, _) = edtf.bounds(value), edtf.bounds(day)
    if group.best.confidence < RIVALS or begins is None or ends is None or at is None:
        return False
    is_other_day = edtf.is_day(value) and value != day
    if not is_other_day and begins - WITHIN <= at <= ends + WITHIN:
        return False
    kinds = {_witness(claim) for claim in group.claims}
    if kinds == {ADDRESS} and begins - WITHIN <= at <= ends + WITHIN:
        return False  # addresses are made in the evening before, or in another zone
    if is_head:
        return kinds != {PRINTED} or begins >= at - WITHIN
    return bool(kinds & {HEAD, ADDRESS})


def _either(
    first: Evidence[object], rival: Evidence[object]
) -> tuple[str, tuple[Evidence[object], ...]]:
    """Return what two claims leave open that exclude each other, as one claim."""
    one, other = _text(first), _text(rival)
    (day, _), (other_day, _) = edtf.bounds(one), edtf.bounds(other)
    value = edtf.hull(one, other)
    if day is not None and other_day is not None and edtf.is_day(other):
        value = edtf.one_of([day, other_day])
    reason = f"{first.place} says {one}, {rival.place} {other}."
    return value, (Evidence("published", value, first.place, IN_DOUBT, reason),)


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
    others = [g for g in days[1:] if g.score >= FAIR and _apart(first, _text(g.best))]
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
