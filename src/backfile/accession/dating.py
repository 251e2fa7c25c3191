"""Dating what lost its date by its neighbours: numbers that the newsroom gave out in order."""

from backfile import edtf
from backfile.accession.reading import ORDER
from backfile.archive.archive import Archive
from backfile.model.evidence import Evidence
from backfile.recover.neighbours import Neighbour, bound_dates

AT_ONCE = 5000
"""Captures whose stories are looked up at once."""


def bounds_by_neighbours(archive: Archive) -> dict[str, tuple[Evidence[object], ...]]:
    """Return what dated neighbours say of stories that have no exact day, by their ids."""
    published = {head.id: head.published for head in archive.stories.heads()}
    if all(date is not None and edtf.is_day(date) for date in published.values()):
        return {}
    orders = _orders(archive)
    rows = [
        Neighbour(story, tuple(sorted(orders[story])), date)
        for story, date in published.items()
        if story in orders
    ]
    return {bounded.story: bounded.evidence for bounded in bound_dates(rows)}


def _orders(archive: Archive) -> dict[str, set[tuple[str, int]]]:
    """Return the sequences in which each story stands, and its number in each."""
    found: dict[str, set[tuple[str, int]]] = {}
    keys = [(key, capture) for key, capture in archive.captures.keys(prefix=ORDER)]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        stories = archive.stories.of_captures(capture for _, capture in some)
        for key, capture in some:
            name, _, number = key.removeprefix(ORDER).rpartition("#")
            if capture in stories:
                found.setdefault(stories[capture], set()).add((name, int(number)))
    return found
