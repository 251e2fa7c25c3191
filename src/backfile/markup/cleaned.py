"""What cleaning is told of a page's elements, and what comes out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from backfile.markup.tree import Node


@dataclass(frozen=True, slots=True)
class Reshape:
    """What a reader of a page knows about its elements, and the markup does not say."""

    skip: Callable[[int, Node], bool] | None = None
    """Says of a node that it and all that it holds are left out."""
    figures: Mapping[int, int] = field(default_factory=dict)
    """Elements that begin a figure, whatever they are called, and where each figure ends."""
    headings: frozenset[int] = frozenset()
    """Numbers of paragraphs that are subheads, set apart by bold letters alone."""


@dataclass(slots=True)
class Open:
    """An element that has been begun, and whether it was written yet: empty ones never are."""

    tag: str
    attributes: str
    end: int
    written: bool = False
    alive: bool = True


@dataclass(slots=True)
class Cleaned:
    """Clean HTML, its words, and what it shows."""

    html: str = ""
    text: str = ""
    pictures: list[str] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
