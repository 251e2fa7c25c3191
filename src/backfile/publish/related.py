"""Related stories: those that share subjects or contributors, the rarer the more, the nearer first.

Only what the archive knows counts, and only stories near in time within each shared list are
looked at, so that a story costs the same in an archive of any size and one story more changes the
pages around it alone.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from backfile.model.story import StoryType
from backfile.publish.cards import Card
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.parts import Part, part_of, parts_around

_SHOWN = 3
_NEAR = 4
"""Stories before and after in one list that are looked at."""
_LEAST = 2
"""What is shared must be said of at most a quarter of the archive, or several things be shared."""
_MOST_BY_NAME = 2
"""However rare a contributor is, the same hand counts no more than a subject of some size."""
_SAME_LANGUAGE = 1
_NEAREST = itemgetter(0, 1, 2)
_DIGEST = StoryType.DIGEST.value


@dataclass(frozen=True, slots=True)
class Beside:
    """The stories that a story leads to, its neighbours in time apart."""

    related: tuple[Card, ...] = ()
    newer_issue: Card | None = None
    """The next digest of the same section: its series. So with the older one."""
    older_issue: Card | None = None
    series: Part | None = None
    """Where it stands in a series that runs under a name."""

    def said(self) -> str:
        """Return a text that differs as soon as the page would."""
        cards = (*self.related, self.newer_issue, self.older_issue)
        said = repr([near and (near.path, near.headline, near.published) for near in cards])
        return f"{said} {self.series.said()}" if self.series else said


def beside(catalogue: Catalogue, card: Card) -> Beside:
    """Return the stories that a story leads to; one that is in no list leads to none."""
    if not card.is_listed:
        return Beside(series=part_of(catalogue, card))
    series = part_of(catalogue, card) if card.series else None
    if card.type == _DIGEST:
        return replace(_issues(catalogue, card), series=series)
    return Beside(tuple(_related(catalogue, card)), series=series)


def place_of(catalogue: Catalogue, card: Card) -> int:
    """Return the place among all stories at which one stands, or would."""
    return bisect_left(catalogue.cards, card.order, key=lambda other: other.order)


def near_to(catalogue: Catalogue, card: Card) -> Iterator[Card]:
    """Yield the stories that may lead to others because one came, went or changed.

    Args:
        catalogue: the stories as they are.
        card: the story, as it is or as it was.
    """
    place = place_of(catalogue, card)
    groups = [catalogue.tags.get(key) for key in card.tags]
    groups += [catalogue.contributors.get(key) for key, _ in card.contributors]
    for group in filter(None, groups):
        here = bisect_left(group.places, place)
        yield from group.cards[max(0, here - _NEAR) : here + 1 + _NEAR]
    if card.type == _DIGEST and card.type in catalogue.kinds:
        yield from catalogue.kinds[card.type].cards
    yield from parts_around(catalogue, card)


def _related(catalogue: Catalogue, card: Card) -> Iterator[Card]:
    scores: dict[int, int] = {}
    place = catalogue.by_id[card.id]
    for group, weight in _weighed(catalogue, card):
        for other in _near(group.places, place):
            scores[other] = scores.get(other, 0) + weight
    cards = catalogue.cards
    told = {other: score for other, score in scores.items() if cards[other].type != _DIGEST}
    least = max(_LEAST, min(sorted(told.values())[-_SHOWN:], default=0) - _SAME_LANGUAGE)
    strong = ((cards[other], score) for other, score in told.items() if score >= least)
    found = [
        (
            -score - _SAME_LANGUAGE * (other.language == card.language),
            abs(other.day - card.day),
            other.id,
            other,
        )
        for other, score in strong
    ]
    found.sort(key=_NEAREST)
    yield from (scored[-1] for scored in found[:_SHOWN])


def _weighed(catalogue: Catalogue, card: Card) -> Iterator[tuple[Group, int]]:
    """Yield each list that says something about a story, and how much.

    The weight is a step for each halving, so that it does not change with every story.
    """
    whole = len(catalogue.cards).bit_length()
    for key in card.tags:
        group = catalogue.tags[key]
        yield group, whole - len(group).bit_length()
    for key in dict.fromkeys(key for key, _ in card.contributors):
        group = catalogue.contributors[key]
        yield group, min(_MOST_BY_NAME, whole - len(group).bit_length())


def _near(places: Sequence[int], place: int) -> Sequence[int]:
    """Return the places of a list that stand around one of them."""
    here = bisect_left(places, place)
    return [*places[max(0, here - _NEAR) : here], *places[here + 1 : here + 1 + _NEAR]]


def _issues(catalogue: Catalogue, card: Card) -> Beside:
    group = catalogue.kinds[card.type]
    cards, place = group.cards, bisect_left(group.places, catalogue.by_id[card.id])
    newer = next((near for near in reversed(cards[:place]) if near.section == card.section), None)
    older = next((near for near in cards[place + 1 :] if near.section == card.section), None)
    return Beside(newer_issue=newer, older_issue=older)
