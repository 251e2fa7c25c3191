"""On this day: the stories of each day of the year, all years together.

Which day is today is not known when the site is made, and the same archive must give the same
bytes. So every day has its place on a page; a small script opens today's, and without it a reader
chooses a day.
"""

from collections.abc import Iterator
from functools import partial

from backfile.publish import linked
from backfile.publish.build import Build, Draft
from backfile.publish.catalogue import Group

DAYS = "days.html"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST = 31
_A_PAGE = 400
"""Stories that a page may hold on average before months are cut into more pages: 60 KB."""
_PARTS = (1, 2, 4, 8, 16, _MOST)
"""Into how many pages a month may be cut. Few steps, so that pages seldom have to move."""
_SHOWN = 5
"""Stories of a day that the small script shows."""
_SHADES = 4
"""Steps of the shade that says how many stories a day has."""


def today(build: Build) -> dict[str, object]:
    """Return what the script must know to find today's stories, and the months to choose from."""
    days = build.catalogue.days
    masks = [
        sum(1 << day for day in range(length) if f"{month:02}-{day + 1:02}" in days)
        for month, length in enumerate(_MONTH_DAYS, 1)
    ]
    months = [
        {"name": build.words.months[month - 1], "path": _path(month, 1, 1) if mask else None}
        for month, mask in enumerate(masks, 1)
    ]
    return {
        "days": " ".join(f"{mask:x}" for mask in masks) if days else "",
        "months": months,
    }


def days_page(build: Build) -> Draft:
    """Return the page on which a reader chooses a day of the year."""
    days, parts = build.catalogue.days, _parts(build)
    # Where no day has many stories, one of one story is not drawn as if it were full.
    most = max([_SHADES, *map(len, days.values())])
    months = []
    for month, length in enumerate(_MONTH_DAYS, 1):
        cells: list[tuple[int, str | None, int, int]] = []
        for day in range(1, length + 1):
            group = days.get(f"{month:02}-{day:02}")
            n = len(group) if group else 0
            path = f"{_path(month, day, parts)}#d{day}" if n else None
            cells.append((day, path, n, -(-_SHADES * n // most)))
        months.append({"name": build.words.months[month - 1], "days": cells})
    context = {
        "title": build.words("days.title"),
        "today": today(build),
        "calendar": months,
        "canonical": build.canonical(DAYS),
    }
    return build.drawn("days.html", DAYS, context)


def day_pages(build: Build) -> Iterator[Draft]:
    """Yield the pages of the days, a month or a part of one on each."""
    parts = _parts(build)
    pages: dict[str, list[Group]] = {}
    for key, group in build.catalogue.days.items():
        month, day = map(int, key.split("-"))
        pages.setdefault(_path(month, day, parts), []).append(group)
    paths = list(pages)
    for place, (path, groups) in enumerate(pages.items()):
        beside = (
            paths[place - 1] if place else None,
            paths[place + 1] if place + 1 < len(paths) else None,
        )
        cards = [card for group in groups for card in group.cards]
        yield path, build.key((path, beside), cards), partial(_page, build, path, groups, beside)


def day_scripts(build: Build) -> Iterator[Draft]:
    """Yield what the small script shows of each day: one file a month, the first few of each day.

    Scripts, for a browser loads these from a disk too, where it may fetch nothing.
    """
    months: dict[int, list[Group]] = {}
    for key, group in build.catalogue.days.items():
        months.setdefault(int(key[:2]), []).append(group)
    for month, groups in months.items():
        cards = [card for group in groups for card in group.cards[:_SHOWN]]
        path = f"day/{month:02}.js"
        yield path, build.key((path, "script"), cards), partial(_script, build, groups)


def _script(build: Build, groups: list[Group]) -> bytes:
    told = {
        int(group.key[3:]): [
            _name(build, group),
            [
                [
                    card.path,
                    card.headline or build.words("story.untitled"),
                    card.language or "",
                    card.direction,
                    (card.published or "")[:4],
                ]
                for card in group.cards[:_SHOWN]
            ],
        ]
        for group in groups
    }
    return f"backfileDays({linked.as_script(told)})\n".encode("utf-8", "replace")


def _name(build: Build, group: Group) -> str:
    month = build.words.months_of[int(group.key[:2]) - 1]
    return build.words("date.day_month", day=int(group.key[3:]), month=month)


def _page(
    build: Build, path: str, groups: list[Group], beside: tuple[str | None, str | None]
) -> bytes:
    words = build.words
    month = int(groups[0].key[:2]) - 1
    days = [
        {
            "day": int(group.key[3:]),
            "name": _name(build, group),
            "cards": group.cards,
        }
        for group in groups
    ]
    context = {
        "title": words.months[month],
        "days": days,
        "up": DAYS,
        "before": beside[0],
        "after": beside[1],
        "canonical": build.canonical(path),
    }
    return build.renderer.page("day.html", path, context)


def _parts(build: Build) -> int:
    dated = sum(map(len, build.catalogue.days.values()))
    return next((n for n in _PARTS if dated <= _A_PAGE * len(_MONTH_DAYS) * n), _MOST)


def _path(month: int, day: int, parts: int) -> str:
    part = (day - 1) * parts // _MOST + 1
    return f"day/{month:02}.html" if part == 1 else f"day/{month:02}.{part}.html"
