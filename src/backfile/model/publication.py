"""The publication: the title whose stories the archive keeps."""

from dataclasses import dataclass

from backfile.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to readers, and when it is known to have stood."""

    text: str
    seen_from: str | None = None
    """EDTF day of the first capture that shows it."""
    seen_to: str | None = None
    title: str | None = None
    """What its editor put above it ("" for nothing); None for one of the newsroom's pages."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The title, its state and its relatives (schema.org Periodical)."""

    title: str | None = None
    status: str | None = None
    """paused, ceased or active."""
    paused_on: str | None = None
    """EDTF."""
    runs: str | None = None
    """EDTF interval from its first to its last story."""
    successor: str | None = None
    predecessor: str | None = None
    letters: tuple[Letter, ...] = ()
    contact: str | None = None
    languages: tuple[str, ...] = ()
    issn: str | None = None
    hosts: tuple[str, ...] = ()
    evidence: tuple[Evidence[object], ...] = ()


PUBLICATION_FIELDS: dict[str, str] = {
    "publication.title": "str",
    "publication.tagline": "str",
    "publication.status": "str (paused, ceased, active)",
    "publication.paused_on": "str (EDTF)",
    "publication.successor": "str",
    "publication.predecessor": "str",
    "publication.letter": "str",
    "publication.contact": "str ('' where it is named but blank)",
    "publication.language": "str (BCP 47)",
    "publication.issn": "str",
    "publication.host": "str",
}
"""The publication's fields that evidence may speak of, and the type of a claim's value."""
