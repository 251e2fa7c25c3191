"""Doubts: what is known of a story less surely than a reader should be told.

The law of the place: each sort of doubt has one line in SORTS, each field that is asked about one
in WORTH, and only there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Image, Story
from backfile.recover.lessons import TAUGHT
from backfile.recover.neighbours import NEIGHBOURS
from backfile.recover.settle_claims import PERSON, weigh
from backfile.recover.titles import adds_a_name_only
from backfile.text import print_of
from backfile.urls import picture_key

SURE = 0.9
"""Trust from which on a value is given as sure: of these at least 98 of 100 are right
(python bench/templates.py)."""
RIVAL = 0.5
"""Trust from which on a claim that says something else makes a field disputed that seems sure."""
USUAL = 0.8
"""Share of a host's stories that show a field from which on its absence is odd."""
WIDE_DOUBT = 0.5
"""How much is open about a date that is bounded only: what is said is true, but not all."""

CITED = ("headline", "published")
"""Fields that are asked about wherever they are missing: no story can be cited without them."""
WORKED_OUT = frozenset({"bounds", NEIGHBOURS})
"""Places of dates that no page prints: somebody can look at what they were worked out from only."""

WORTH: dict[str, float] = {
    "headline": 5.0,
    "body": 5.0,
    "published": 5.0,
    "contributors": 4.0,
    "standfirst": 2.0,
    "lead_image": 2.0,
    "language": 2.0,
    "section": 1.0,
}
"""What a wrong or missing field costs a reader, against the others: what a story cannot be cited
without comes first."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about one field of one story."""

    sort: str
    """A key of SORTS."""
    field: str
    likely: float
    """How likely it is that the value is wrong or could be better, from 0 to 1."""
    place: str = ""
    """Where that stands which the value rests on; "" where there is no value."""
    rival: str = ""
    """Where the best claim stands that says something else; "" where none does."""
    value: object = None
    other: object = None
    """What the rival says."""

    @property
    def gain(self) -> float:
        """What a person's answer would mend, in the units of WORTH."""
        return self.likely * WORTH[self.field]


@dataclass(frozen=True, slots=True)
class _Case:
    """One field of one story, with the claims on it."""

    field: str
    value: object
    standing: Sequence[Evidence[object]]
    against: Sequence[Evidence[object]]
    """Claims that say something else, most trusted first."""
    usual: float
    """Share of the host's stories that show the field."""

    @property
    def trust(self) -> float:
        return weigh(list(self.standing)).score if self.standing else 0.0

    @property
    def place(self) -> str:
        """Where a person looks for the value: of a day that was worked out, where it is printed."""
        places = [claim.place for claim in self.standing]
        return next((place for place in places if place not in WORKED_OUT), (*places, "")[0])


def find_doubts(
    story: Story, evidence: Sequence[Evidence[object]], usual: Mapping[str, float]
) -> Iterator[Doubt]:
    """Yield at most one doubt for each field of a story, in the order of WORTH.

    Args:
        story: as it was settled.
        evidence: every claim on it, those that stand marked.
        usual: for each field, the share of this host's stories that show it.
    """
    for name in WORTH:
        case = _case(name, story, evidence, usual.get(name, 0.0))
        is_seen = any(claim.place == PERSON for claim in case.standing)
        if is_seen or (case.trust >= TAUGHT and not _is_marked_day(case)):
            continue
        found = (find(case) for find in SORTS.values())
        yield from [doubt for doubt in found if doubt is not None][:1]


def shows(story: Story, name: str) -> bool:
    """Say whether a story shows a field at all."""
    value = getattr(story, name)
    return bool(value.text) if isinstance(value, Body) else bool(value)


def _case(name: str, story: Story, evidence: Sequence[Evidence[object]], usual: float) -> _Case:
    value = getattr(story, name) if shows(story, name) else None
    on_field = [claim for claim in evidence if claim.field == name]
    standing = [claim for claim in on_field if claim.stands]
    if {claim.place for claim in standing} <= WORKED_OUT:
        standing += [claim for claim in on_field if not claim.stands and claim.value == value]
    said = {_said(value), *(_said(claim.value) for claim in standing)}
    against = [
        claim
        for claim in on_field
        if not claim.stands
        and claim.value is not None
        and _said(claim.value) not in said
        and not _allows(name, claim.value, value)
    ]
    against.sort(key=lambda claim: -claim.confidence)
    return _Case(name, value, standing, against, usual)


def _allows(name: str, claimed: object, value: object) -> bool:
    """Say whether a claim leaves room for the value that stands: it says less, or adds a name."""
    if isinstance(claimed, Image) and isinstance(value, Image):
        return _tells_less(claimed, value)
    if name == "headline" and isinstance(claimed, str) and isinstance(value, str):
        return adds_a_name_only(claimed, value)
    if name != "published" or not (isinstance(claimed, str) and isinstance(value, str)):
        return False
    return edtf.intersection(claimed, value) is not None


def _tells_less(claimed: Image, value: Image) -> bool:
    """Say whether a claim on a picture is silent where it does not say the same."""
    if claimed.address and picture_key(claimed.address) != picture_key(value.address):
        return False
    pairs = (claimed.caption, value.caption), (claimed.credit, value.credit)
    return all(not one or print_of(one) == print_of(other or "") for one, other in pairs)


def _said(value: object) -> str:
    if isinstance(value, Body):
        return print_of(value.text[:80])
    if isinstance(value, Image):  # one picture lies in several deposits, and comes in many sizes
        return repr((picture_key(value.address), value.caption, value.credit))
    return print_of(value) if isinstance(value, str) else repr(value)


def _disputed(case: _Case) -> Doubt | None:
    """Another claim says otherwise, and is not to be brushed aside."""
    if case.value is None or case.field == "body":  # other texts of a story are its revisions
        return None
    # Where what stands is not sure, whoever is as likely as its error is worth showing.
    floor = RIVAL if case.trust >= SURE else min(RIVAL, 1 - case.trust)
    places = {claim.place for claim in case.standing[:1]}  # nobody can choose a place from itself
    rivals = [c for c in case.against if c.confidence >= floor and c.place not in places]
    if not rivals or not case.standing:
        return None
    rival = rivals[0]
    likely = rival.confidence * (1 - case.trust) / (rival.confidence + case.trust)
    return Doubt(
        "disputed",
        case.field,
        max(likely, 1 - case.trust),
        case.place,
        rival.place,
        case.value,
        rival.value,
    )


def _unsure(case: _Case) -> Doubt | None:
    """What the value rests on is often wrong."""
    if case.value is None or not case.standing:
        return None
    if _is_marked_day(case):
        return Doubt("unsure", case.field, WIDE_DOUBT, case.place, "", case.value)
    if case.trust >= SURE:
        return None
    return Doubt("unsure", case.field, 1 - case.trust, case.place, "", case.value)


def _is_marked_day(case: _Case) -> bool:
    """Say whether what stands is one day, marked as not sure, which one look would settle."""
    value = case.value
    return isinstance(value, str) and not edtf.is_day(value) and edtf.is_day(edtf.asserted(value))


def _missing(case: _Case) -> Doubt | None:
    """Most stories of the host show the field; this one does not."""
    if case.value is not None or case.usual <= USUAL:
        return None
    # Where four of five show it, the fifth may well have none; where all do, it must have one.
    return Doubt("missing", case.field, (case.usual - USUAL) / (1 - USUAL))


def _lost(case: _Case) -> Doubt | None:
    """Nothing says what no citation can do without."""
    if case.value is not None or case.field not in CITED:
        return None
    return Doubt("lost", case.field, WIDE_DOUBT)


def _wide(case: _Case) -> Doubt | None:
    """The date is bounded, but no day."""
    if case.field != "published" or not isinstance(case.value, str) or edtf.is_day(case.value):
        return None
    return Doubt("wide", case.field, WIDE_DOUBT, case.place, "", case.value)


SORTS: dict[str, Callable[[_Case], Doubt | None]] = {
    "disputed": _disputed,
    "unsure": _unsure,
    "missing": _missing,
    "lost": _lost,
    "wide": _wide,
}
"""Each sort of doubt and who finds it; of several about one field the first is asked."""
