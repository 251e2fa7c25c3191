"""Dating what lost its date by its neighbours: numbers that the newsroom gave out in order."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from backfile.accession.keys import ORDER
from backfile.archive.archive import Archive
from backfile.recover.neighbours import Bounded, Neighbour, Sequence, bound_date, learn_sequence

AT_ONCE = 500
"""Undated stories that are looked at together."""


def bounds_by_neighbours(archive: Archive) -> Iterator[Bounded]:
    """Yield what dated neighbours say of stories that have no exact day, by their ids.

    The stories may be settled anew while this goes on: what bounds them was learnt before.
    """
    undated = archive.stories.undated(ORDER)
    some = list(islice(undated, AT_ONCE))
    sequences = _sequences(archive) if some else {}
    while some and sequences:
        yield from _bounded(archive, some, sequences)
        some = list(islice(undated, AT_ONCE))


def _sequences(archive: Archive) -> dict[str, Sequence]:
    """Learn the sequences that keep time, by name."""
    found = {}
    for key, rows in groupby(archive.keys.numbered(ORDER), key=itemgetter(0)):
        name = _name_of(key)
        points = (
            (number, date.fromisoformat(first), date.fromisoformat(last))
            for _, number, _, first, last in rows
        )
        sequence = learn_sequence(name, points)
        if sequence is not None:
            found[name] = sequence
    return found


def _bounded(
    archive: Archive, stories: list[tuple[str, str | None]], sequences: Mapping[str, Sequence]
) -> Iterator[Bounded]:
    keys = archive.keys.of_stories((story for story, _ in stories), ORDER)
    for story, published in stories:
        orders = sorted(_place_of(key) for key in keys.get(story, ()))
        bounded = bound_date(Neighbour(story, tuple(orders), published), sequences)
        if bounded is not None:
            yield bounded


def _place_of(key: str) -> tuple[str, int]:
    """Return the sequence that a key names, and the number in it."""
    name, _, number = key.removeprefix(ORDER).rpartition("#")
    return name, int(number)


def _name_of(key: str) -> str:
    return key.removeprefix(ORDER).removesuffix("#")
