"""Lists: by section, contributor, subject, year and month, and all stories; each in pages."""

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup, escape

from backfile.publish import addresses, when
from backfile.publish.build import Build, Draft, runs_of
from backfile.publish.cards import Card, certain_day, digest_in_few
from backfile.publish.catalogue import Catalogue, Group, Groups
from backfile.publish.output import STANDS
from backfile.publish.pages.coverage import timeline
from backfile.publish.parting import Pages, parted
from backfile.publish.parts import INDEX
from backfile.publish.past import PastList, short
from backfile.text import fold

_PLAIN_A_PAGE = 500
"""Lines on a page of the index of all stories, on average where they are many."""
_DRAWN = 5
"""From so many stories on a list says by a drawing when they ran."""
_LETTERED = 30
"""From so many names on an index is parted by first letters."""
_SHORT_INDEX = 150
"""Names up to which an index runs on in columns, as in a book: longer ones would have to be read
up and down, and keep columns of their own under each letter."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list."""

    over: str
    up: str | None = None
    lead: str = ""
    feed: str | None = None
    months: tuple[dict[str, object], ...] = ()
    kind: str = ""
    """What the list is of, where its entries need not say it again."""
    is_by_day: bool = False
    """Whether the days stand between the stories, to be led to."""


def list_pages(build: Build) -> Iterator[Draft]:
    """Yield every page that lists stories."""
    words = build.words
    for groups, phrase, up in (
        (build.catalogue.kinds, "evidence.type", "contents.html"),
        (build.catalogue.sections, "lists.section", "sections.html"),
        (build.catalogue.contributors, "lists.contributor", "contributors.html"),
        (build.catalogue.tags, "lists.tag", "tags.html"),
    ):
        for group in groups.values():
            if up == "tags.html" and len(group) == 1:
                continue  # the index of subjects leads straight to its one story
            if groups is build.catalogue.kinds:
                group.name = words(f"kinds.{group.key}")
            kind = group.path.partition("/")[0]
            feed = feed_path(group) if has_feed(build.catalogue, group) else None
            heading = Heading(words(phrase), up, feed=feed, kind=kind)
            yield from _listed_pages(build, group, heading)
    yield from _series_pages(build)
    yield from _date_pages(build)
    yield from _all_stories(build)


def _series_pages(build: Build) -> Iterator[Draft]:
    """Yield the page of each series of more than one part, its parts in the order of reading."""
    words = build.words
    for group in build.catalogue.series.values():
        if len(group) == 1:
            continue  # the index of series leads straight to its one story
        is_long = len(group) > build.options.stories_a_page
        parts = build.catalogue.orders[group.key].parts
        told = group if is_long else replace(group, cards=list(parts))
        feed = feed_path(group) if has_feed(build.catalogue, group) else None
        heading = Heading(words("lists.series"), INDEX, feed=feed, kind="series")
        yield from _listed_pages(build, told, heading)


def has_feed(catalogue: Catalogue, group: Group) -> bool:
    """Say whether a list has a feed: each section, and the longest lists of people and subjects."""
    return group.key in catalogue.followed.get(group.path.partition("/")[0], ())


def feed_path(group: Group) -> str:
    """Return where a list's feed stands."""
    return group.path.removesuffix(".html") + ".xml"


def _listed_pages(build: Build, group: Group, heading: Heading) -> Iterator[Draft]:
    """Yield the pages of a list of the catalogue; what nothing touched is not looked into."""
    key = digest_in_few(repr((group, heading, build.nav_key)))
    before = build.past.lists.lists.get(group.path)
    if before and before.key == key and not build.touched.holds_list(group):
        build.lists[group.path] = before
        for page in range(1, before.pages + 1):
            yield _path(group, page), STANDS, partial(_page_again, build, group, heading, page)
        return
    drafts = list(group_pages(build, group, heading))
    build.lists[group.path] = PastList(group.name, len(group), key, len(drafts))
    yield from drafts


def _page_again(build: Build, group: Group, heading: Heading, page: int) -> bytes:
    """Make a page that was thought to stand, and does not."""
    _, _, make = list(group_pages(build, group, heading))[page - 1]
    return make()


def _path(group: Group, page: int) -> str:
    folder, _, name = group.path.removesuffix(".html").rpartition("/")
    return addresses.page_path(folder, name, page)


def group_pages(build: Build, group: Group, heading: Heading) -> Iterator[Draft]:
    """Yield the pages of one list."""
    pages = parted(group.cards, build.options.stories_a_page)
    is_drawn = bool(heading.kind) and len(group) >= _DRAWN
    course = short(repr([card.published for card in group.cards])) if is_drawn else ""
    days = _days_of(group, pages) if heading.is_by_day else ()
    for page in range(1, len(pages) + 1):
        path = _path(group, page)
        cards, is_first = pages.on(page), page == 1
        # The first page alone counts the stories: a count on every page would change them all.
        listed: dict[str, object] = {
            "over": heading.over,
            "up": heading.up,
            "lead": heading.lead,
            "feed": heading.feed,
            "months": heading.months if is_first else _uncounted(heading.months),
            "days": days,
            "is_by_day": heading.is_by_day,
            "kind": heading.kind,
            "course": course if is_first else "",
            "total": len(group) if is_first else 0,
            "runs": runs_of(group.cards if is_first else cards, build.words),
            "page": page,
            "pages": len(pages),
            "newer": None if is_first else _path(group, page - 1),
            "older": _path(group, page + 1) if page < len(pages) else None,
        }
        yield (
            path,
            build.key((group.name, listed), cards),
            partial(_list_page, build, path, (group, listed), cards),
        )


def _uncounted(months: Iterable[dict[str, object]]) -> tuple[dict[str, object], ...]:
    return tuple(told | {"n": ""} for told in months)


def _list_page(
    build: Build, path: str, told: tuple[Group, dict[str, object]], cards: Sequence[Card]
) -> bytes:
    group, listed = told
    drawn = timeline(build, group.cards) if listed["course"] else ""
    parts = _by_day(build, cards) if listed["is_by_day"] else map(build.entry, cards)
    entries = Markup("\n".join(parts))  # noqa: S704 - rendered by our own template
    context = {
        "title": group.name,
        "list": {**listed, "entries": entries, "timeline": drawn},
        "canonical": build.canonical(path),
    }
    return build.renderer.page("list.html", path, context)


def _days_of(group: Group, parts: Pages) -> tuple[tuple[int, str | None, int], ...]:
    """Return each day of a month with where its first story stands and how many there are."""
    counts: Counter[int] = Counter()
    pages: dict[int, int] = {}
    for place, card in enumerate(group.cards):
        day = certain_day(card)
        if day:
            counts[day.day] += 1
            pages.setdefault(day.day, parts.page_of(place))
    year, month = map(int, group.key.split("-"))
    return tuple(
        (day, _path(group, pages[day]) if day in pages else None, counts[day])
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    )


def _by_day(build: Build, cards: Iterable[Card]) -> Iterator[str]:
    """Yield entries, parted by the days on which the stories ran, as wide as these are known."""
    before = None
    for card in cards:
        if card.published != before:
            before, day = card.published, certain_day(card)
            mark = f' id="d{day.day}"' if day else ""
            yield f'<li class="day"{mark}>{escape(when.say(build.words, card.published))}</li>'
        yield build.entry(card)


def _date_pages(build: Build) -> Iterator[Draft]:
    words, catalogue = build.words, build.catalogue
    for year, group in catalogue.years.items():
        if not year:
            group.name = words("lists.undated")
            heading = Heading(words("nav.dates"), "dates.html", words("lists.undated_lead"))
        else:
            group.name = year
            heading = Heading(words("lists.year"), "dates.html", months=months_of(build, year))
        yield from _listed_pages(build, group, heading)
    for month, group in catalogue.months.items():
        year, number = month.split("-")
        group.name = when.month(words, int(year), int(number))
        # Without counts: a story of May is no reason to write the lists of April anew.
        around = _uncounted(months_of(build, year))
        heading = Heading(year, catalogue.years[year].path, months=around, is_by_day=True)
        yield from _listed_pages(build, group, heading)


def months_of(build: Build, year: str) -> tuple[dict[str, object], ...]:
    """Return the twelve months of a year with their pages and how many stories each has."""
    found: list[dict[str, object]] = []
    for number, name in enumerate(build.words.months, 1):
        group = build.catalogue.months.get(f"{year}-{number:02}")
        found.append(
            {
                "name": name,
                "path": group.path if group else None,
                "n": build.words.number(len(group)) if group else "",
            }
        )
    return tuple(found)


def index_pages(build: Build) -> Iterator[Draft]:
    """Yield the pages that lead to the lists: dates, sections, contributors, tags."""
    catalogue, words = build.catalogue, build.words
    path = "dates.html"
    years = [
        {
            "path": group.path,
            "name": group.name,
            "n": words.number(len(group)),
            "months": months_of(build, year) if year else (),
        }
        for year, group in catalogue.years.items()
    ]
    context = {"title": words("nav.dates"), "years": years, "timeline": timeline(build)}
    yield build.drawn("dates.html", path, {**context, "canonical": build.canonical(path)})
    for path, groups, key in (
        ("sections.html", catalogue.sections, "sections"),
        ("contributors.html", catalogue.contributors, "contributors"),
        ("tags.html", catalogue.tags, "tags"),
        *([(INDEX, catalogue.series, "series")] if catalogue.series else []),
    ):
        yield _index(build, path, groups, key)


def _index(build: Build, path: str, groups: Groups, key: str) -> Draft:
    words = build.words
    said = (
        words.count(f"count.{key}", len(groups))
        if words.has(f"count.{key}.other")
        else build.site.folio
    )
    context = {
        "title": words(f"nav.{key}"),
        "said": said,
        "parts": list(_lettered(build, groups.values())),
        "is_short": _LETTERED < len(groups) <= _SHORT_INDEX,
        "canonical": build.canonical(path),
    }
    return build.drawn("index.html", path, context)


def _lettered(
    build: Build, groups: Iterable[Group]
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    ordered = sorted(groups, key=lambda group: (fold(group.name), group.name))
    parts: dict[str, list[tuple[str, str, str]]] = {}
    for group in ordered:
        initial = fold(group.name)[:1].upper()
        letter = initial if initial.isalpha() else "#"
        path = group.path
        if group.path.startswith(("tag/", "series/")) and len(group) == 1:
            path = group.cards[0].path
        parts.setdefault(letter if len(ordered) > _LETTERED else "", []).append(
            (group.name, path, build.words.number(len(group)))
        )
    yield from parts.items()


def _all_stories(build: Build) -> Iterator[Draft]:
    pages = parted(build.catalogue.cards, _PLAIN_A_PAGE, _PLAIN_A_PAGE)
    for page in range(1, len(pages) + 1):
        some = pages.on(page)
        said = build.site.folio if page == 1 else runs_of(some, build.words)
        key = build.key((page, len(pages), said), some)
        yield _plain_path(page), key, partial(_plain_page, build, some, (page, len(pages)), said)


def _plain_path(number: int) -> str:
    return "stories.html" if number == 1 else f"stories.{number}.html"


def _plain_page(build: Build, cards: Sequence[Card], place: tuple[int, int], said: str) -> bytes:
    page, pages = place
    path = _plain_path(page)
    listed = {
        "page": page,
        "pages": pages,
        "newer": _plain_path(page - 1) if page > 1 else None,
        "older": _plain_path(page + 1) if page < pages else None,
    }
    context = {
        "title": build.words("nav.all"),
        "cards": cards,
        "said": said,
        "list": listed,
        "canonical": build.canonical(path),
    }
    return build.renderer.page("stories.html", path, context)
