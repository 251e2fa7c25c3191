"""Lists: by section, contributor, subject, year and month, and all stories; each in pages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from backfile.publish import addresses, when
from backfile.publish.build import Build, Output, runs_of
from backfile.publish.catalogue import Card, Group, Groups
from backfile.text import fold

_PLAIN_A_PAGE = 500
"""Lines on a page of the index of all stories."""
_CHART_HEIGHT = 20
"""Steps of a bar in the chart of years; the style sheet has a class for each."""
_MOST_BARS = 40
"""Years up to which years without a story are drawn too, as gaps."""
_LETTERED = 30
"""From so many names on an index is parted by first letters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list."""

    over: str
    up: str | None = None
    lead: str = ""
    feed: str | None = None
    months: tuple[dict[str, object], ...] = ()


Draft = tuple[str, str, Callable[[], bytes]]
"""A page that need not be made again: path, digest of what it is made from, and what makes it."""


def list_pages(build: Build) -> Iterator[Draft]:
    """Yield every page that lists stories."""
    words = build.words
    for groups, phrase, up in (
        (build.catalogue.sections, "lists.section", "sections.html"),
        (build.catalogue.contributors, "lists.contributor", "contributors.html"),
        (build.catalogue.tags, "lists.tag", "tags.html"),
    ):
        for group in groups.values():
            if up == "tags.html" and len(group) == 1:
                continue  # the index of subjects leads straight to its one story
            feed = feed_path(group) if up == "sections.html" else None
            yield from group_pages(build, group, Heading(words(phrase), up, feed=feed))
    yield from _date_pages(build)
    yield from _all_stories(build)


def feed_path(group: Group) -> str:
    """Return where a list's feed stands."""
    return group.path.removesuffix(".html") + ".xml"


def group_pages(build: Build, group: Group, heading: Heading) -> Iterator[Draft]:
    """Yield the pages of one list."""
    size = build.options.stories_a_page
    folder, _, name = group.path.removesuffix(".html").rpartition("/")
    pages = max(1, -(-len(group) // size))
    runs = runs_of(group.cards, build.words)
    for page in range(1, pages + 1):
        path = addresses.page_path(folder, name, page)
        cards = group.cards[(page - 1) * size : page * size]
        listed: dict[str, object] = {
            "over": heading.over,
            "up": heading.up,
            "lead": heading.lead,
            "feed": heading.feed,
            "months": heading.months,
            "total": len(group),
            "runs": runs,
            "page": page,
            "pages": pages,
            "newer": addresses.page_path(folder, name, page - 1) if page > 1 else None,
            "older": addresses.page_path(folder, name, page + 1) if page < pages else None,
        }
        yield (
            path,
            build.key((group.name, listed), cards),
            partial(_list_page, build, path, (group.name, listed), cards),
        )


def _list_page(
    build: Build, path: str, told: tuple[str, dict[str, object]], cards: list[Card]
) -> bytes:
    title, listed = told
    entries = Markup("\n".join(map(build.entry, cards)))  # noqa: S704 - rendered by our own template
    context = {
        "title": title,
        "list": {**listed, "entries": entries},
        "canonical": build.canonical(path),
    }
    return build.renderer.page("list.html", path, context)


def _date_pages(build: Build) -> Iterator[Draft]:
    words, catalogue = build.words, build.catalogue
    for year, group in catalogue.years.items():
        if not year:
            group.name = words("lists.undated")
            heading = Heading(words("nav.dates"), "dates.html", words("lists.undated_lead"))
        else:
            group.name = year
            heading = Heading(words("lists.year"), "dates.html", months=months_of(build, year))
        yield from group_pages(build, group, heading)
    for month, group in catalogue.months.items():
        year, number = month.split("-")
        group.name = when.month(words, int(year), int(number))
        # Without counts: a story of May is no reason to write the lists of April anew.
        around = tuple(told | {"n": ""} for told in months_of(build, year))
        heading = Heading(year, catalogue.years[year].path, months=around)
        yield from group_pages(build, group, heading)


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


def chart(build: Build) -> Markup:
    """Return the chart of years, a bar for each, oldest first; empty years stand empty."""
    years = {key: group for key, group in build.catalogue.years.items() if key}
    if not years:
        return Markup("")
    most = max(map(len, years.values()))
    first, last = int(min(years)), int(max(years))
    shown = [f"{year:04}" for year in range(first, last + 1)]
    if len(shown) > _MOST_BARS:
        shown = sorted(years)
    bars = [_bar(year, years.get(year), most) for year in shown]
    return Markup(build.renderer.piece("chart.html", bars=bars))  # noqa: S704 - our own template


def _bar(year: str, group: Group | None, most: int) -> dict[str, object]:
    if group is None:
        return {"name": year, "path": None, "n": 0, "height": 0}
    height = max(1, round(_CHART_HEIGHT * len(group) / most))
    return {"name": year, "path": group.path, "n": len(group), "height": height}


def index_pages(build: Build) -> Iterator[Output]:
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
    context = {"title": words("nav.dates"), "years": years, "chart": chart(build)}
    yield (
        path,
        build.renderer.page("dates.html", path, {**context, "canonical": build.canonical(path)}),
    )
    for path, groups, key in (
        ("sections.html", catalogue.sections, "sections"),
        ("contributors.html", catalogue.contributors, "contributors"),
        ("tags.html", catalogue.tags, "tags"),
    ):
        yield _index(build, path, groups, key)


def _index(build: Build, path: str, groups: Groups, key: str) -> Output:
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
        "canonical": build.canonical(path),
    }
    return path, build.renderer.page("index.html", path, context)


def _lettered(
    build: Build, groups: Iterable[Group]
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    ordered = sorted(groups, key=lambda group: (fold(group.name), group.name))
    parts: dict[str, list[tuple[str, str, str]]] = {}
    for group in ordered:
        initial = fold(group.name)[:1].upper()
        letter = initial if initial.isalpha() else "#"
        path = group.path
        if group.path.startswith("tag/") and len(group) == 1:
            path = group.cards[0].path
        parts.setdefault(letter if len(ordered) > _LETTERED else "", []).append(
            (group.name, path, build.words.number(len(group)))
        )
    yield from parts.items()


def _all_stories(build: Build) -> Iterator[Draft]:
    cards = build.catalogue.cards
    pages = max(1, -(-len(cards) // _PLAIN_A_PAGE))
    for page in range(1, pages + 1):
        some = cards[(page - 1) * _PLAIN_A_PAGE : page * _PLAIN_A_PAGE]
        key = build.key((page, pages, build.site.folio), some)
        yield _plain_path(page), key, partial(_plain_page, build, some, page, pages)


def _plain_path(number: int) -> str:
    return "stories.html" if number == 1 else f"stories.{number}.html"


def _plain_page(build: Build, cards: list[Card], page: int, pages: int) -> bytes:
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
        "list": listed,
        "canonical": build.canonical(path),
    }
    return build.renderer.page("stories.html", path, context)
