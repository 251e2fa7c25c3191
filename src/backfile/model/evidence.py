"""Evidence: one claim about one field, where it stands, and how far to trust it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence(Generic[T]):
    """One claim about one field of a story or of the publication, and where it stands."""

    field: str
    """A field of :class:`~backfile.model.story.Story` ("headline") or, with the prefix
    ``publication.``, one of the publication ("publication.paused_on")."""
    value: T
    """In the field's own type (see STORY_FIELDS and PUBLICATION_FIELDS); dates as EDTF text."""
    place: str
    """Where it stands inside the capture: "ld+json:datePublished", "meta:og:title", "wxr:title",
    "address", "label:Published on", "visible:h1", "person" for a correction by a human being."""
    confidence: float
    """0 to 1: how often such evidence is expected to be right."""
    reason: str = ""
    """Why, in words for a reader, where the place does not speak for itself."""
    capture: int | None = None
    """Number of the capture in the archive; None until the archive has given it one."""
    stands: bool = False
    """Whether the story's settled value rests on this claim."""
