"""The catalogue: a light card for each story, and the lists that they stand in.

Stories are read twice: once for their cards, which are held, and once for their pages, which are
not. So memory grows with the cards alone (about 1.5 KB a story), not with the texts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from backfile import urls
from backfile.model.story import Contributor, Story
from backfile.publish import addresses, when
from backfile.text import squeeze

_TEASER = 240
"""Letters of a standfirst that a list shows."""
_NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What lists, neighbours and links need to know of a story."""

    id: str
    path: str
    headline: str | None
    teaser: str
    type: str
    published: str | None
    day: int
    """Day to sort by (ordinal): the middle of what the date may mean; 0 where nothing is known."""
    section: str
    """Key of its section; "" if none. So with contributors and tags."""
    contributors: tuple[tuple[str, Contributor], ...]
    tags: tuple[str, ...]
    language: str | None
    direction: str
    read_minutes: int | None
    picture: str
    """Address of its lead picture; "" if none."""

    @property
    def order(self) -> tuple[int, str]:
        """Newest first, by id where days agree."""
        return (-self.day, self.id)


@dataclass(slots=True)
class Group:
    """All stories of one section, contributor, tag, year or month."""

    key: str
    path: str
    """Where its first page stands."""
    name: str = ""
    cards: list[Card] = field(default_factory=list)

    def __len__(self) -> int:
        """Count the stories."""
        return len(self.cards)


Groups = dict[str, Group]


@dataclass(slots=True)
class Catalogue:
    """All cards, newest first, and every list that they stand in."""

    cards: list[Card] = field(default_factory=list)
    sections: Groups = field(default_factory=dict)
    contributors: Groups = field(default_factory=dict)
    tags: Groups = field(default_factory=dict)
    years: Groups = field(default_factory=dict)
    """By "2016", newest first; "" holds the stories whose year is not known."""
    months: Groups = field(default_factory=dict)
    """By "2016-03"; stories whose month is not known stand only in their year."""
    by_id: dict[str, int] = field(default_factory=dict)
    """Place of each story in `cards`."""
    by_address: dict[str, str] = field(default_factory=dict)
    """Path of the story for each address by which it is known (see urls.key_of)."""

    by_path: dict[str, Card] = field(default_factory=dict)
    """Card of the story whose page stands at a path."""

    def neighbours(self, story_id: str) -> tuple[Card | None, Card | None]:
        """Return the next newer and the next older story."""
        place = self.by_id[story_id]
        newer = self.cards[place - 1] if place else None
        return newer, self.cards[place + 1] if place + 1 < len(self.cards) else None

    def card(self, story_id: str) -> Card:
        """Return a story's card."""
        return self.cards[self.by_id[story_id]]


def catalogue_of(stories: Iterable[Story]) -> Catalogue:
    """Read all public stories once and make the catalogue of them."""
    catalogue = Catalogue()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        card = _card(story)
        catalogue.cards.append(card)
        for address in story.addresses:
            catalogue.by_address.setdefault(urls.key_of(address), card.path)
        _note_spellings(story, names)
    catalogue.cards.sort(key=lambda card: card.order)
    catalogue.by_path = {card.path: card for card in catalogue.cards}
    catalogue.by_id = {card.id: place for place, card in enumerate(catalogue.cards)}
    for card in catalogue.cards:
        _enter(catalogue, card)
    for folder, groups in _kinds(catalogue).items():
        for group in groups.values():
            spelt = names[f"{folder} {group.key}"]
            group.name = min(spelt, key=lambda name: (-spelt[name], name)) if spelt else group.key
    catalogue.years = dict(sorted(catalogue.years.items(), reverse=True))
    catalogue.months = dict(sorted(catalogue.months.items()))
    return catalogue


def _kinds(catalogue: Catalogue) -> dict[str, Groups]:
    return {
        "section": catalogue.sections,
        "contributor": catalogue.contributors,
        "tag": catalogue.tags,
    }


def _note_spellings(story: Story, names: dict[str, Counter[str]]) -> None:
    if story.section:
        names[f"section {addresses.group_key(story.section)}"][squeeze(story.section)] += 1
    for who in story.contributors:
        names[f"contributor {addresses.group_key(who.name)}"][squeeze(who.name)] += 1
    for tag in story.tags:
        names[f"tag {addresses.group_key(tag)}"][squeeze(tag)] += 1


def _card(story: Story) -> Card:
    span = when.span(story.published)
    teaser = squeeze(story.standfirst or story.body.text[: 2 * _TEASER])
    return Card(
        id=story.id,
        path=addresses.story_path(story.id),
        headline=story.headline,
        teaser=_cut(teaser),
        type=story.type.value,
        published=story.published,
        day=(span[0].toordinal() + span[1].toordinal()) // 2 if span else _NO_DAY,
        section=addresses.group_key(story.section) if story.section else "",
        contributors=tuple(
            (key, who) for who in story.contributors if (key := addresses.group_key(who.name))
        ),
        tags=tuple(dict.fromkeys(filter(None, map(addresses.group_key, story.tags)))),
        language=story.language,
        direction=story.direction,
        read_minutes=story.read_minutes,
        picture=story.lead_image.address if story.lead_image else "",
    )


def _cut(text: str) -> str:
    if len(text) <= _TEASER:
        return text
    return text[:_TEASER].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def _enter(catalogue: Catalogue, card: Card) -> None:
    if card.section:
        _put(catalogue.sections, "section", card.section, card)
    for key in dict.fromkeys(key for key, _ in card.contributors):
        _put(catalogue.contributors, "contributor", key, card)
    for key in card.tags:
        _put(catalogue.tags, "tag", key, card)
    year, month = _year_and_month(card)
    _put(catalogue.years, "date", year, card)
    if month:
        _put(catalogue.months, "date", month, card)


def _year_and_month(card: Card) -> tuple[str, str]:
    """Return the year and month that are certain; "" for what is not."""
    span = when.span(card.published)
    if span is None or span[0].year != span[1].year:
        return "", ""
    first, last = span
    month = f"{first.year:04}-{first.month:02}" if first.month == last.month else ""
    return f"{first.year:04}", month


def _put(groups: Groups, folder: str, key: str, card: Card) -> None:
    if key not in groups:
        name = addresses.group_name(key) if key else "undated"
        groups[key] = Group(key, addresses.page_path(folder, name))
    groups[key].cards.append(card)
