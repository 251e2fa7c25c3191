"""The coverage drawn: for each year twelve bars, one a month, and what is known of it less exactly.

A story of which only the year is known stands in no month: such stories are drawn as one pale bar
as wide as the year, and those that lie between two years in none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from backfile.publish.build import Build
from backfile.publish.cards import Card, year_and_month
from backfile.publish.catalogue import Catalogue
from backfile.publish.render import Piece

_HEIGHT = 40
"""Units of the highest bar; a month is ten units wide."""
_MONTHS = 12
_MOST_GAPS = 40
"""Years up to which years without a story are drawn too, as gaps."""


@dataclass(slots=True)
class _Year:
    months: list[int] = field(default_factory=lambda: [0] * _MONTHS)
    n: int = 0

    @property
    def open(self) -> float:
        """Stories without a known month, for each month of the year."""
        return (self.n - sum(self.months)) / _MONTHS


def timeline(build: Build, cards: Iterable[Card] | None = None) -> Piece | Markup:
    """Return a drawing of when stories ran, oldest year first; "" where that is one year.

    Args:
        build: what the page is made from.
        cards: the stories of one list; None: all, and then each year leads to its page.
    """
    years = _years_in(build.catalogue) if cards is None else _years_of(cards)
    if len(years) < 2:  # noqa: PLR2004 - one year alone has no course
        return Markup("")
    first, last = int(min(years)), int(max(years))
    shown = [f"{year:04}" for year in range(first, last + 1)]
    if len(shown) > _MOST_GAPS:
        shown = sorted(years)
    most = max(max(*year.months, year.open) for year in years.values())
    drawn = [_drawn(build, name, years.get(name), most, is_led=cards is None) for name in shown]
    context = {"years": drawn, "is_led": cards is None}
    return Piece("timeline.html", context, build.renderer)


def _years_in(catalogue: Catalogue) -> dict[str, _Year]:
    """Return how many stories each year and month has, of all that stand in lists."""
    years = {name: _Year(n=len(group)) for name, group in catalogue.years.items() if name}
    for month, group in catalogue.months.items():
        years[month[:4]].months[int(month[-2:]) - 1] = len(group)
    return years


def _years_of(cards: Iterable[Card]) -> dict[str, _Year]:
    years: dict[str, _Year] = {}
    for card in cards:
        name, month = year_and_month(card)
        if not name:
            continue
        year = years.setdefault(name, _Year())
        year.n += 1
        if month:
            year.months[int(month[-2:]) - 1] += 1
    return years


def _drawn(
    build: Build, name: str, year: _Year | None, most: float, *, is_led: bool
) -> dict[str, object]:
    if year is None:
        return {"name": name, "n": 0, "path": None, "bars": "", "open": ""}
    bars = (_bar(10 * month + 1, 8, n / most) for month, n in enumerate(year.months) if n)
    return {
        "name": name,
        "n": year.n,
        "path": build.catalogue.years[name].path if is_led else None,
        "bars": "".join(bars),
        "open": _bar(0, 10 * _MONTHS, year.open / most) if year.open else "",
    }


def _bar(place: int, width: int, share: float) -> str:
    """Return a bar as a path that stands on the ground."""
    height = max(1, round(_HEIGHT * share))
    return f"M{place} {_HEIGHT}v-{height}h{width}v{height}z"
