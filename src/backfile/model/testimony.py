"""Testimony: all that one capture says, before captures are compared."""

from dataclasses import dataclass

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Link:
    """Something outside of its words that a story shows or offers: picture, film, file."""

    address: str
    role: str
    """lead, picture, file, audio, video, embed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What one capture says of itself: its kind and, of a story, each field with its evidence."""

    kind: Kind
    why: str = ""
    """Why it is of that kind, in plain words."""
    evidence: tuple[Evidence[object], ...] = ()
    """Claims about the story's fields (STORY_FIELDS), `body` and `notices` among them."""
    publication: tuple[Evidence[object], ...] = ()
    """Claims about the publication (PUBLICATION_FIELDS)."""
    addresses: tuple[str, ...] = ()
    """Addresses by which the capture says that it is known: its own, canonical, short, old."""
    keys: tuple[str, ...] = ()
    """What tells the same story elsewhere: "url:…" (see urls.key_of), "id:…", "text:…"."""
    twin_of: str | None = None
    """Address of the capture that it repeats (canonical of an AMP page, first page), with"""
    twin_why: str | None = None
    """later-page, print, amp, translation, viewer."""
    page: int | None = None
    """Which page of a story of several pages it is, from 1; None where it is whole."""
    counts_pages: bool = False
    """Whether a later page says of itself that it is one: by its links, title or canonical."""
    links: tuple[Link, ...] = ()
    """Pictures and files that belong to the story."""
    mentions_addresses: tuple[str, ...] = ()
    """Addresses of stories that a list, digest or feed names, in printed order."""
    bounds: tuple[Evidence[object], ...] = ()
    """What bounds the publication date without naming it: datelines, dates in captions and text,
    comments, numbers of neighbours; field is "bound.not-before", "bound.not-after" or
    "bound.day-hint", value EDTF."""
    order: tuple[str, int] | None = None
    """Name of a sequence and the capture's number in it (a CMS id, a file number): neighbours."""
    findings: tuple[Finding, ...] = ()
