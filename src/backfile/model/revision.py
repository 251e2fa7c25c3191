"""Revisions: states of one story whose texts differ."""

from dataclasses import dataclass

from backfile.model.story import Body


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of a story that differs from the one that stands."""

    capture: int | None
    """Number of the capture that shows it."""
    captured: str | None
    """RFC 3339 UTC time of that capture, if known."""
    headline: str | None
    body: Body
