"""A story taken apart into rows, and put together again.

Which table holds which part of a story stands in PARTS, and only there.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from backfile import edtf
from backfile.archive.entries import StoryEntry
from backfile.errors import BadValue
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.occasion import Occasion
from backfile.model.revision import Revision
from backfile.model.series import Series, key_of_series
from backfile.model.story import (
    Body,
    Comment,
    Contributor,
    Image,
    Notice,
    Story,
    StoryType,
    Translation,
)
from backfile.record import decode_value, encode
from backfile.text import fold
from backfile.urls import key_of, split

STORY_COLUMNS = (
    "id, type, headline, standfirst, byline, published, published_from, published_to,"
    " published_at, modified, section, language, direction, read_minutes, address, slug,"
    " words, body_text, body_html, digest"
)
BULKY = frozenset({"body", "notices", "comments"})
"""Fields whose claims are not written down again where they say what the story says."""

_MOST_SAID = 512
"""Values of claims that are remembered: about half a MB."""
_SLUG = re.compile(r"([^/]+?)(?:\.[a-z0-9]{2,5})?/*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A table that holds one many-valued part of a story."""

    table: str
    columns: str
    rows: Callable[[StoryEntry], Iterable[tuple[object, ...]]]
    """Gives the rows of a story, in order, without story and position."""
    read: Callable[[Any], Any]
    """Makes one value out of a row's columns."""
    light: bool = True
    """Whether it is part of the story itself, not only of what is known about it."""


def _claim_rows(entry: StoryEntry) -> Iterable[tuple[object, ...]]:
    for claim in entry.evidence:
        said = claim.value
        repeats = claim.field in BULKY and said == getattr(entry.story, claim.field)
        yield (
            claim.field,
            None if repeats else encode(said).decode(),
            claim.place,
            claim.confidence,
            claim.reason,
            claim.capture,
            int(claim.stands),
        )


@lru_cache(maxsize=_MOST_SAID)
def _said(field: str, value: str) -> object:
    """Read a claim's value; the places of a page mostly say the same, one after the other."""
    return decode_value(field, value)


def _read_claim(row: Any) -> Evidence[object]:
    field, value, place, confidence, reason, capture, stands = row
    said = None if value is None else _said(field, value)
    return Evidence(field, said, place, confidence, reason, capture, bool(stands))


def _read_revision(row: Any) -> Revision:
    capture, captured, headline, text, html = row
    return Revision(capture, captured, headline, Body(html, text))


PARTS: dict[str, Part] = {
    "contributors": Part(
        "contributors",
        "name, role, key",
        lambda entry: (
            (person.name, person.role, fold(person.name)) for person in entry.story.contributors
        ),
        lambda row: Contributor(row[0], row[1]),
    ),
    "tags": Part(
        "tags",
        "tag, key",
        lambda entry: ((tag, fold(tag)) for tag in entry.story.tags),
        lambda row: row[0],
    ),
    "notices": Part(
        "notices",
        "kind, text",
        lambda entry: ((notice.kind, notice.text) for notice in entry.story.notices),
        lambda row: Notice(*row),
    ),
    "addresses": Part(
        "addresses",
        "address, key",
        lambda entry: ((address, key_of(address)) for address in entry.story.addresses),
        lambda row: row[0],
    ),
    "images": Part(
        "images",
        "address, caption, credit, alt",
        lambda entry: (
            (image.address, image.caption, image.credit, image.alt)
            for image in (entry.story.lead_image,)
            if image
        ),
        lambda row: Image(*row),
    ),
    "comments": Part(
        "comments",
        "name, written, text",
        lambda entry: ((said.name, said.written, said.text) for said in entry.story.comments),
        lambda row: Comment(*row),
    ),
    "translations": Part(
        "translations",
        "address, key, language",
        lambda entry: (
            (other.address, key_of(other.address), other.language)
            for other in entry.story.translations
        ),
        lambda row: Translation(row[0], row[2]),
        light=False,
    ),
    "occasions": Part(
        "occasions",
        "starts, ends, place, address, online, registration, status",
        lambda entry: (astuple(said) for said in (entry.story.occasion,) if said),
        lambda row: Occasion(*row),
    ),
    "gathered": Part(
        "gathered",
        "what",
        lambda entry: ((what,) for what in entry.story.gathers),
        lambda row: row[0],
    ),
    "series": Part(
        "series",
        "name, key, part, parts",
        lambda entry: (
            (said.name, key_of_series(said.name), said.part, said.of)
            for said in (entry.story.series,)
            if said
        ),
        lambda row: Series(row[0], row[2], row[3]),
    ),
    "evidence": Part(
        "evidence",
        "field, value, place, confidence, reason, capture, stands",
        _claim_rows,
        _read_claim,
        light=False,
    ),
    "revisions": Part(
        "revisions",
        "capture, captured, headline, body_text, body_html",
        lambda entry: (
            (state.capture, state.captured, state.headline, state.body.text, state.body.html)
            for state in entry.revisions
        ),
        _read_revision,
        light=False,
    ),
    "links": Part(
        "asset_uses",
        "address, key, role",
        lambda entry: ((link.address, key_of(link.address), link.role) for link in entry.links),
        lambda row: (row[0], row[2]),
        light=False,
    ),
}
"""Each many-valued part of a story and the table that holds it."""


Rows = dict[str, list[tuple[object, ...]]]
"""The rows of each part of one story."""


def rows_of(entry: StoryEntry) -> Rows:
    """Return the rows of every part of a story."""
    return {name: list(part.rows(entry)) for name, part in PARTS.items()}


def digest_of(values: tuple[object, ...], rows: Rows, findings: tuple[Finding, ...]) -> str:
    """Return a sha256 over all that a page of a story could show."""
    return hashlib.sha256(encode((values, rows, findings))).hexdigest()


def slug_of(address: str | None) -> str | None:
    """Return the name by which an address calls its story: its last part, without ".html"."""
    parts = split(address or "")
    found = _SLUG.search(parts.path) if parts else None
    return found[1] if found else None


def ends_of(published: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last possible day of a date, ISO 8601, None where it is open."""
    if published is None:
        return None, None
    try:
        first, last = edtf.bounds(published)
    except (ValueError, BadValue):
        return None, None
    return first.isoformat() if first else None, last.isoformat() if last else None


def story_values(story: Story) -> tuple[object, ...]:
    """Return the values of STORY_COLUMNS for one story, but for the last, its digest."""
    address = story.addresses[0] if story.addresses else None
    return (
        story.id,
        story.type.value,
        story.headline,
        story.standfirst,
        story.byline,
        story.published,
        *ends_of(story.published),
        story.published_at,
        story.modified,
        story.section,
        story.language,
        story.direction,
        story.read_minutes,
        address,
        slug_of(address),
        len(story.body.text.split()),
        story.body.text,
        story.body.html,
    )


def story_of(row: tuple[Any, ...], parts: dict[str, list[Any]]) -> Story:
    """Put a story together from its row (STORY_COLUMNS) and its parts."""
    images, occasions = parts.get("images"), parts.get("occasions")
    series = parts.get("series")
    return Story(
        id=row[0],
        type=StoryType(row[1]),
        headline=row[2],
        standfirst=row[3],
        byline=row[4],
        contributors=tuple(parts.get("contributors", ())),
        published=row[5],
        published_at=row[8],
        modified=row[9],
        section=row[10],
        tags=tuple(parts.get("tags", ())),
        language=row[11],
        direction=row[12],
        read_minutes=row[13],
        lead_image=images[0] if images else None,
        body=Body(row[18], row[17]),
        notices=tuple(parts.get("notices", ())),
        addresses=tuple(parts.get("addresses", ())),
        comments=tuple(parts.get("comments", ())),
        translations=tuple(parts.get("translations", ())),
        occasion=occasions[0] if occasions else None,
        gathers=tuple(parts.get("gathered", ())),
        series=series[0] if series else None,
    )
