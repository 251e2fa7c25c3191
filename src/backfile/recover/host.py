"""What the pages of one host have in common, as far as reading one of them may use it.

A page of a host that was never sampled, or that stands alone, is read with the EMPTY one:
single-page rules only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CONFIRM = 5
"""Stories of a host from which on its pages tell what is usual there. Two or three stories of a
house are often of two times and two themes (the open sets of single pages hold such pairs)."""


@dataclass(frozen=True, slots=True)
class PlaceStats:
    """What stands at one place of a host's story pages."""

    pages: int
    """Story pages of the sample on which something stands there."""
    repeated: float
    """Share of its words' occurrences that stand on other stories too."""
    linked: float
    """Share of its characters that are links."""
    length: float
    """Mean length of what stands there, in characters."""
    each: float
    """Mean number of blocks at that place on a page that has any."""


@dataclass(frozen=True, slots=True)
class HostLayout:
    """What was learnt of one host."""

    host: str = ""
    pages: int = 0
    """Pages of the sample."""
    stories: int = 0
    """Of which read as stories."""
    repeated: Mapping[int, int] = field(default_factory=dict)
    """Block.key -> on how many stories of the sample, from two on."""
    edges: frozenset[int] = frozenset()
    """Keys of repeated blocks that always stand at the beginning or end of what is told."""
    everywhere: frozenset[int] = frozenset()
    """Keys of blocks that stand on a large share of all pages: menus, imprints, letters."""
    places: Mapping[int, PlaceStats] = field(default_factory=dict)
    fields: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """Field -> place -> how often what stands there is that field."""
    containers: Mapping[int, float] = field(default_factory=dict)
    """Place of an element -> share of stories whose body it holds."""
    nav: frozenset[str] = frozenset()
    """Keys of addresses to which furniture links on many pages: sections, standing pages."""
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Address key -> words under which other pages link to it."""
    names: frozenset[str] = frozenset()
    """Prints of names that sign stories here."""
    pictures: frozenset[str] = frozenset()
    """Marks of pictures that stand at one place of many pages: logos, avatars, icons."""
    title_affixes: tuple[str, ...] = ()
    """What stands before or after the headline in <title> on many pages."""
    serials: frozenset[str] = frozenset()
    """Prints of what several headlines say before the number of a part: "The wells (1)", "(2)"."""
    date_order: str | None = None
    """How 03/04/2019 is written here, "dmy" or "mdy", where other days of its pages tell."""
    kinds: Mapping[int, float] = field(default_factory=dict)
    """Place -> log-odds that a page on which something stands there is a story."""

    @property
    def confirms(self) -> bool:
        """Whether there are stories enough for one page to be confirmed by the others."""
        return self.stories >= CONFIRM

    def trust(self, name: str, place: int) -> float:
        """Return how often what stands at a place is a field, 0 where nothing is known."""
        places = self.fields.get(name)
        return places.get(place, 0.0) if places else 0.0


EMPTY = HostLayout()
