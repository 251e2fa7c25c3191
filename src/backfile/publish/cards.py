"""What lists need to know of a story: its card, and all else that it gives to the catalogue."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from sys import intern

from backfile import urls
from backfile.model.occasion import Occasion
from backfile.model.remedy import Surface
from backfile.model.series import Series
from backfile.model.story import Contributor, Story, StoryType
from backfile.publish import addresses, when
from backfile.publish.holdings import UNTREATED, Treated
from backfile.text import squeeze

_TEASER = 240
"""Letters of a standfirst that a list shows."""
_NO_DAY = 0
_NO_KIND = frozenset({StoryType.NEWS.value, StoryType.OTHER.value})
_YEAR, _MONTH = 4, 7
"""Letters of "2016" and "2016-03"."""
_WHOLE_DAY = 10
"""Letters of "2016-03-17"."""
_MOST_ITEMS = 12
"""Items of a digest that lists name."""
_SUBHEAD = re.compile(r"<h[2-4](?:\s[^<>]{0,200})?>([^\n]{1,600}?)</h[2-4]>")
_MARK = re.compile(r"<[^<>]{0,500}>")
_MOST_CREDITED = 16_384
"""Contributors of whom all stories share what is known. With names of sections, tags and languages
shared, 100,000 stories take 40 MB less."""
_ROW_BYTES = 12
"""Of a digest that tells one state of a story's words from another: 96 bits."""


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
    is_pictured: bool
    """Whether it has a lead picture, here or lost."""
    occasion: Occasion | None = None
    gathers: tuple[str, ...] = ()
    """What a special project names as its stories."""
    changed: str = ""
    """Day on which the newsroom last changed it, or brought it, where that is certain."""
    items: tuple[str, ...] = ()
    """What a digest brings together, by its subheads; other stories have none here."""
    series: Series | None = None
    kept_from: tuple[Surface, ...] = ()
    """Where nothing may lead to it, as a remedy asks."""

    @property
    def is_listed(self) -> bool:
        """Whether the site's lists lead to it."""
        return not self.kept_from or Surface.SITE not in self.kept_from

    @property
    def order(self) -> tuple[int, str]:
        """Newest first, by id where days agree."""
        return (-self.day, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All that a story gives to the catalogue."""

    card: Card
    keys: tuple[str, ...] = ()
    """Its addresses, as they are compared (see urls.key_of)."""
    ways: tuple[str, ...] = ()
    """Old ways to it, path and query (see addresses.old_way)."""
    section: str = ""
    """As it is spelt; so with tags."""
    tags: tuple[str, ...] = ()
    row: str = ""
    """Digest of what search must know of it."""
    mark: str = ""
    """Digest of the card: of all that lists show of it."""
    seals: tuple[str, ...] = ()
    """Old ways to it, and keys of its addresses, that are nowhere written out (see
    addresses.seal)."""


def listing_of(story: Story, treated: Treated = UNTREATED) -> Listing:
    """Return what a story gives to the catalogue, treated as remedies ask."""
    path = addresses.story_path(story.id)
    card = _card(story, treated.kept_from)
    ways = map(addresses.old_way, story.addresses)
    return Listing(
        card=card,
        keys=tuple(dict.fromkeys(map(urls.key_of, story.addresses))),
        ways=tuple(dict.fromkeys(way for way in ways if way and way.lstrip("/") != path)),
        section=intern(squeeze(story.section)) if story.section else "",
        tags=tuple([intern(squeeze(tag)) for tag in story.tags]),
        row=_row_digest(story),
        mark=digest_in_few(repr(card)),
        seals=addresses.seals_of(treated.hidden),
    )


def digest_in_few(text: str) -> str:
    """Return a digest of 64 bits: tells one state of something from another."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _row_digest(story: Story) -> str:
    caption = story.lead_image.caption if story.lead_image else ""
    names = [who.name for who in story.contributors]
    parts = (story.headline, story.standfirst, story.byline, story.section, story.published)
    series = story.series.name if story.series else ""
    said = repr((parts, caption, names, story.tags, series, story.language, story.type.value))
    raw = f"{said}\n{story.body.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=_ROW_BYTES).hexdigest()


def _card(story: Story, kept_from: tuple[Surface, ...]) -> Card:
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
            _credited(who) for who in story.contributors if addresses.group_key(who.name)
        ),
        tags=tuple(dict.fromkeys(filter(None, map(addresses.group_key, story.tags)))),
        language=intern(story.language) if story.language else story.language,
        direction=intern(story.direction),
        read_minutes=story.read_minutes,
        is_pictured=story.lead_image is not None,
        occasion=story.occasion,
        gathers=story.gathers,
        series=story.series,
        changed=_changed(story),
        items=tuple(_items(story)) if story.type is StoryType.DIGEST else (),
        kept_from=kept_from,
    )


@lru_cache(maxsize=_MOST_CREDITED)
def _credited(who: Contributor) -> tuple[str, Contributor]:
    """Return somebody with the key of the list: one and the same for all of their stories."""
    return addresses.group_key(who.name), who


def _changed(story: Story) -> str:
    days = (when.machine(when.day_of(text)) for text in (story.modified, story.published) if text)
    return max((day for day in days if day and len(day) == _WHOLE_DAY), default="")


def _items(story: Story) -> Iterator[str]:
    """Yield the subheads of a digest: each stands over one of its items."""
    for found in islice(_SUBHEAD.finditer(story.body.html), _MOST_ITEMS):
        words = squeeze(html.unescape(_MARK.sub("", found[1])))
        if words:
            yield _cut(words)


def _cut(text: str) -> str:
    if len(text) <= _TEASER:
        return text
    return text[:_TEASER].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def certain_day(card: Card) -> date | None:
    """Return the day on which a story certainly ran, where it is known."""
    span = when.span(card.published)
    return span[0] if span and span[0] == span[1] else None


def year_and_month(card: Card) -> tuple[str, str]:
    """Return the year and month that are certain; "" for what is not."""
    return _year_and_month(card.published)


def _year_and_month(published: str | None) -> tuple[str, str]:
    span = when.span(published)
    if span is None or span[0].year != span[1].year:
        return "", ""
    first, last = span
    said = first.isoformat()
    return said[:_YEAR], said[:_MONTH] if first.month == last.month else ""


def lists_of(card: Card) -> list[tuple[str, str]]:
    """Return each list in which a story stands: its kind, and its key among those of its kind."""
    found = [("section", card.section)] if card.section else []
    found += [("contributor", key) for key in dict.fromkeys(key for key, _ in card.contributors)]
    found += [("tag", key) for key in card.tags]
    if card.series and (key := addresses.group_key(card.series.name)):
        found.append(("series", key))
    if card.type not in _NO_KIND:
        found.append(("type", card.type))
    found += _lists_of_date(card.published)
    return found


@lru_cache(maxsize=16384)
def _lists_of_date(published: str | None) -> tuple[tuple[str, str], ...]:
    """Return the lists of a date: its year, and where they are certain its month and its day."""
    span = when.span(published)
    if span is None or span[0].year != span[1].year:
        return (("year", ""),)
    first, last = span
    said = first.isoformat()
    found = [("year", said[:_YEAR])]
    if first.month == last.month:
        found.append(("month", said[:_MONTH]))
    if first == last:
        found.append(("day", said[_YEAR + 1 :]))
    return tuple(found)
