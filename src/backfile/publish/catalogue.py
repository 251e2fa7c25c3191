"""The catalogue: a light card for each story, and the lists that they stand in.

Stories are read twice: once for their cards, which are held, and once for their pages, which are
not. So memory grows with the cards alone (about 4 KB a story), not with the texts. A story that
did not change since the last run is not read at all: its listing is remembered (`past`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from backfile.model.remedy import Surface, Tomb
from backfile.publish import addresses
from backfile.publish.cards import Card, Listing, lists_of
from backfile.publish.reading_order import ReadingOrder, order_of
from backfile.text import squeeze

_FOLLOWED_FROM, FOLLOWED = 3, 20
"""Stories from which a contributor or tag has a feed, and how many of each kind have one."""
SPELT = ("section", "contributor", "tag", "series")
"""Kinds of lists whose names are spelt as most of their stories spell them."""
_FOLDERS = {"year": "date", "month": "date"}
"""Where the pages of lists stand that are in no folder of their kind's name."""


@dataclass(slots=True, repr=False)
class Group:
    """All stories of one section, contributor, tag, year or month."""

    key: str
    path: str
    """Where its first page stands."""
    name: str = ""
    cards: list[Card] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Of each, its place among all stories: by it a list is searched."""

    def __len__(self) -> int:
        """Count the stories."""
        return len(self.cards)

    def __repr__(self) -> str:
        """Say what pages that lead to it show: two groups that say the same look the same."""
        return f"Group({self.key!r}, {self.path!r}, {self.name!r}, {len(self)})"


Groups = dict[str, Group]


@dataclass(slots=True)
class Catalogue:
    """All cards, newest first, and every list that they stand in."""

    cards: list[Card] = field(default_factory=list)
    apart: list[Card] = field(default_factory=list)
    """Cards of stories that have a page and stand in no list."""
    tombs: dict[str, Tomb] = field(default_factory=dict)
    """What stands in place of a withdrawn story, by the path of its page."""
    sections: Groups = field(default_factory=dict)
    contributors: Groups = field(default_factory=dict)
    tags: Groups = field(default_factory=dict)
    series: Groups = field(default_factory=dict)
    years: Groups = field(default_factory=dict)
    """By "2016", newest first; "" holds the stories whose year is not known."""
    months: Groups = field(default_factory=dict)
    """By "2016-03"; stories whose month is not known stand only in their year."""
    days: Groups = field(default_factory=dict)
    """By "03-17", all years together; only stories whose day is certain."""
    kinds: Groups = field(default_factory=dict)
    """By type; news, and what is of no known type, is in no list of its own."""
    by_id: dict[str, int] = field(default_factory=dict)
    """Place of each story in `cards`."""
    by_address: dict[str, str] = field(default_factory=dict)
    """Path of the story for each address by which it is known (see urls.key_of)."""

    translated: dict[str, tuple[Card, ...]] = field(default_factory=dict)
    """The same story in other languages, by language, for each that has some."""
    listings: dict[str, Listing] = field(default_factory=dict)
    by_path: dict[str, Card] = field(default_factory=dict)
    """Card of the story whose page stands at a path."""
    orders: dict[str, ReadingOrder] = field(default_factory=dict)
    """Of each series, by its key, the order in which its parts are read."""
    followed: dict[str, frozenset[str]] = field(default_factory=dict)
    """Keys of the lists that have a feed, by kind ("section", "contributor", "tag", "series")."""

    def neighbours(self, story_id: str) -> tuple[Card | None, Card | None]:
        """Return the next newer and the next older story; none of one that is in no list."""
        if story_id not in self.by_id:
            return None, None
        place = self.by_id[story_id]
        newer = self.cards[place - 1] if place else None
        return newer, self.cards[place + 1] if place + 1 < len(self.cards) else None

    def translations(self, story_id: str) -> tuple[Card, ...]:
        """Return the same story in other languages."""
        return self.translated.get(story_id, ())

    def kinds_of_lists(self) -> dict[str, Groups]:
        """Return the lists of each kind (see cards.lists_of)."""
        return {
            "section": self.sections,
            "contributor": self.contributors,
            "tag": self.tags,
            "series": self.series,
            "type": self.kinds,
            "year": self.years,
            "month": self.months,
            "day": self.days,
        }

    def note_translations(self, pairs: Mapping[str, Sequence[str]]) -> None:
        """Take in which stories are the same in another language, by their ids."""
        for story_id, others in pairs.items():
            cards = [self.card(other) for other in others if other in self.by_id]
            cards.sort(key=lambda card: (card.language or "", card.id))
            self.translated[story_id] = tuple(cards)

    def card(self, story_id: str) -> Card:
        """Return a story's card."""
        place = self.by_id.get(story_id)
        return self.listings[story_id].card if place is None else self.cards[place]

    def all_cards(self) -> list[Card]:
        """Return the card of every story that has a page."""
        return [*self.cards, *self.apart] if self.apart else self.cards

    def searched(self) -> list[Card]:
        """Return the cards of the stories that search finds, in the order of `all_cards`."""
        cards = self.all_cards()
        if not any(card.kept_from for card in cards):
            return cards
        return [card for card in cards if Surface.SEARCH not in card.kept_from]

    def on(self, surface: Surface) -> list[Card]:
        """Return the cards of the stories to which a part of the site may lead, newest first."""
        if not any(card.kept_from for card in self.cards):
            return self.cards
        return [card for card in self.cards if surface not in card.kept_from]


def catalogue_of(
    listings: Iterable[Listing], tombs: Iterable[Tomb] = (), followed: int = FOLLOWED
) -> Catalogue:
    """Make the catalogue of all stories; listings come in a lasting order, by id."""
    catalogue = Catalogue()
    for listing in listings:
        card = listing.card
        (catalogue.cards if card.is_listed else catalogue.apart).append(card)
        catalogue.listings[card.id] = listing
        for key in (*listing.keys, *listing.seals):
            catalogue.by_address.setdefault(key, card.path)
    _bury(catalogue, tombs)
    catalogue.cards.sort(key=lambda card: card.order)
    catalogue.apart.sort(key=lambda card: card.order)
    catalogue.by_path = {card.path: card for card in catalogue.all_cards()}
    catalogue.by_id = {card.id: place for place, card in enumerate(catalogue.cards)}
    _enter(catalogue)
    names = _names(catalogue)
    for kind in SPELT:
        groups = catalogue.kinds_of_lists()[kind]
        for group in groups.values():
            group.name = names.get((kind, group.key), group.key)
        catalogue.followed[kind] = _followed(kind, groups, followed)
    catalogue.orders = {key: order_of(group.cards) for key, group in catalogue.series.items()}
    catalogue.years = dict(sorted(catalogue.years.items(), reverse=True))
    catalogue.months = dict(sorted(catalogue.months.items()))
    catalogue.days = dict(sorted(catalogue.days.items()))
    return catalogue


def _bury(catalogue: Catalogue, tombs: Iterable[Tomb]) -> None:
    for tomb in tombs:
        path = addresses.story_path(tomb.story)
        catalogue.tombs[path] = tomb
        for seal in addresses.seals_of(tomb.addresses):
            catalogue.by_address.setdefault(seal, path)


def _followed(folder: str, groups: Groups, most: int) -> frozenset[str]:
    """Return the keys of the lists that somebody may follow: all sections, else the longest."""
    if folder == "section":
        return frozenset(groups)
    long = [group for group in groups.values() if len(group) >= _FOLLOWED_FROM]
    long.sort(key=lambda group: (-len(group), group.key))
    return frozenset(group.key for group in long[:most])


def _names(catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Return each list's name, by kind and key: as most of its stories spell it."""
    often: Counter[tuple[str, str, str]] = Counter()
    told = [catalogue.listings[card.id] for card in catalogue.cards]
    sections = Counter((listing.card.section, listing.section) for listing in told)
    for (key, section), count in sections.items():
        often["section", key, section] += count
    hands = Counter((key, who.name) for card in catalogue.cards for key, who in card.contributors)
    for (key, hand), count in hands.items():
        often["contributor", key, squeeze(hand)] += count
    for tag, count in Counter(tag for listing in told for tag in listing.tags).items():
        often["tag", addresses.group_key(tag), tag] += count
    for series in (card.series for card in catalogue.cards if card.series):
        often["series", addresses.group_key(series.name), series.name] += 1
    # The most frequent last, and of equals the first in the alphabet: what comes last stays.
    ordered = sorted(often, key=lambda spelt: (-often[spelt], spelt[2]), reverse=True)
    return {(kind, key): name for kind, key, name in ordered}


def _enter(catalogue: Catalogue) -> None:
    """Put every card into the lists that it stands in."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, card in enumerate(catalogue.cards):
        for kind_and_key in lists_of(card):
            places[kind_and_key].append(place)
    kinds = catalogue.kinds_of_lists()
    for (kind, key), some in places.items():
        cards = [catalogue.cards[place] for place in some]
        kinds[kind][key] = Group(key, path_of(kind, key), cards=cards, places=some)


def path_of(kind: str, key: str) -> str:
    """Return where the first page of a list stands."""
    name = addresses.group_name(key) if key else "undated"
    return addresses.page_path(_FOLDERS.get(kind, kind), name)
