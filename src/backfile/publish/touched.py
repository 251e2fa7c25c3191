"""What a change reaches: stories that came, went or changed, their lists, the pages around them.

The law of the place: what is not named here stands as the last run left it, and is not looked into.
So whatever a page or list comes to show of other stories must be told here as well;
tests/publish/test_renewal.py holds each kind of change against a site that is made from nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from backfile.publish.cards import Card, lists_of
from backfile.publish.catalogue import SPELT, Catalogue, Group, path_of
from backfile.publish.parts import turned_parts
from backfile.publish.past import Past, PastList, PastLists
from backfile.publish.related import near_to, place_of

_FEW = 20
"""One story in so many may have changed; where more did, everything is looked into."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs from the last run."""

    stories: frozenset[str] = frozenset()
    """Ids of the stories that came, went or changed."""
    lists: frozenset[str] | None = None
    """Paths of the lists in which one of them stands or stood; None: any list may be another."""
    around: frozenset[str] | None = None
    """Ids of the stories whose pages may show something else of others; None: any story's may."""

    def holds_list(self, group: Group) -> bool:
        """Say whether a list may be another."""
        return self.lists is None or group.path in self.lists

    def holds_page(self, card: Card) -> bool:
        """Say whether a story's page may show something else of other stories."""
        return self.around is None or card.id in self.around


def touched_since(
    past: Past, catalogue: Catalogue, digests: Mapping[str, str], nav: str
) -> Touched:
    """Return what differs from the last run.

    Args:
        past: what that run remembered.
        catalogue: the stories as they are now.
        digests: of each, of all that the archive holds of it.
        nav: digest of what leads from every page.
    """
    known, lists = past.stories, past.lists
    stories = {i for i, digest in digests.items() if i not in known or known[i].digest != digest}
    stories |= known.keys() - digests.keys()
    if len(stories) * _FEW > len(digests) or lists.nav != nav:
        return Touched(frozenset(stories))
    cards = [card for card in _both(past, catalogue, stories) if card.is_listed]
    named = {place for card in cards for place in lists_of(card)}
    told = _told_otherwise(lists, catalogue, named)
    if any(group is catalogue.sections.get(group.key) for group in told):
        # Every list of its stories shows the name of a section.
        return Touched(frozenset(stories))
    paths = frozenset(path_of(kind, key) for kind, key in named)
    if len(catalogue.cards).bit_length() != lists.stories.bit_length():
        return Touched(frozenset(stories), paths)  # what is rare among them may be another
    around = {card.id for group in told for card in group.cards}
    around.update(card.id for card in catalogue.apart)
    around.update(card.id for card in catalogue.cards if card.occasion)
    around.update(card.id for card in _turned(past, catalogue, stories))
    for card in cards:
        around.update(near.id for near in _beside(catalogue, card))
        around.update(near.id for near in near_to(catalogue, card))
    return Touched(frozenset(stories), paths, frozenset(around))


def _both(past: Past, catalogue: Catalogue, stories: Iterable[str]) -> Iterator[Card]:
    """Yield the cards of some stories as they were and as they are, and of their translations."""
    for story_id in stories:
        yield from catalogue.translations(story_id)
        if story_id in past.stories:
            yield past.stories[story_id].listing.card
        if story_id in catalogue.listings:
            yield catalogue.listings[story_id].card


def _turned(past: Past, catalogue: Catalogue, stories: Collection[str]) -> Iterator[Card]:
    """Yield the parts of each series that came to be read in another kind of order."""
    was = [past.stories[i].listing.card for i in stories if i in past.stories]
    now = [catalogue.listings[i].card for i in stories if i in catalogue.listings]
    return turned_parts(catalogue, was, now, stories)


def _beside(catalogue: Catalogue, card: Card) -> list[Card]:
    """Return the stories between which one stands, or stood, and itself."""
    place = place_of(catalogue, card)
    return catalogue.cards[max(0, place - 1) : place + 2]


def _told_otherwise(
    lists: PastLists, catalogue: Catalogue, named: Iterable[tuple[str, str]]
) -> list[Group]:
    """Return the lists that the pages of all their stories may show, or weigh, otherwise."""
    found = []
    for kind, key in named:
        group = catalogue.kinds_of_lists()[kind].get(key) if kind in SPELT else None
        before = lists.lists.get(group.path) if group else None
        if group and before and not _are_alike(before, group):
            found.append(group)
    return found


def _are_alike(before: PastList, group: Group) -> bool:
    is_as_long = before.count.bit_length() == len(group).bit_length()
    return before.name == group.name and is_as_long
