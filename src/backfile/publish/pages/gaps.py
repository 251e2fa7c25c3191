"""What the archive holds and what is missing from it, counted."""

from collections.abc import Iterator

from backfile.publish.build import Build
from backfile.publish.cards import certain_day


def gaps(build: Build) -> Iterator[str]:
    """Yield in words what is known to be missing, one thing each.

    Lost pictures are met when the stories' pages are filled, so this must be asked after them.
    """
    cards, tally = build.catalogue.cards, build.holdings.tally()
    counts = {
        "missing_pictures": len(build.shelf.missing),
        "missing_dates": sum(certain_day(card) is None for card in cards),
        "missing_authors": sum(not card.contributors for card in cards),
        "held_back": tally.get("held-back", 0),
        "failed": tally.get("failed", 0),
    }
    yield from (build.words.count(f"about.{key}", n) for key, n in counts.items() if n)


def holds(build: Build) -> str:
    """Return in words how many stories there are, in how many sections, by how many hands."""
    words, catalogue = build.words, build.catalogue
    counts = [
        words.count("count.stories", len(catalogue.cards)),
        words.count("count.sections", len(catalogue.sections)),
        words.count("count.contributors", len(catalogue.contributors)),
        words.count("count.years", len([year for year in catalogue.years if year])),
    ]
    return words.join(counts) + "."
