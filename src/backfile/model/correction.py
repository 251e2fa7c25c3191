"""Corrections: what a person knows better than the material. They survive every re-run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction by a person, with its reason; it stands until it is taken back."""

    about: str
    """story, capture, layout or publication."""
    target: str
    """The story's id or one of its addresses' keys ("url:..."); the capture's place
    ("deposit:item:offset"); the host of a layout; "" for the publication."""
    field: str
    """A field of STORY_FIELDS or PUBLICATION_FIELDS; "kind" of a capture; "merge" (value: the id
    of the story that it belongs to) or "split" (value: None) for what is one story;
    of a layout, a verdict and a field ("trust:headline"; value: the place that it is about)."""
    value: object
    """In the field's own type."""
    because: str
    who: str = ""
    made_at: str = ""
    """RFC 3339 time."""
    number: int | None = None
    """Its number in the archive; None until it has one."""
    revoked_at: str | None = None
    """When it was taken back; None while it stands."""
