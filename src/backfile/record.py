"""The one codec: the nouns to and from JSON, and the record that scripts and benchmarks read.

Two forms live here. The *kept* form (``encode_*``, ``decode_*``) is the archive's own and gives
back the very value that went in. The *record* (``record_line``) is the published interface; its
JSON Schema is docs/record.schema.json, made by ``record_schema``.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, Any, Literal, NotRequired, TypedDict

import msgspec
from msgspec import Meta

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.occasion import Occasion
from backfile.model.publication import Publication
from backfile.model.remedy import Ground, Remedy, RemedyKind
from backfile.model.series import Series
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
from backfile.model.testimony import Testimony
from backfile.text import whole
from backfile.urls import IN_DEPOSIT, outward, outward_html

RECORD_VERSION = "1"
"""Grows when a reader of records must change; added keys do not count."""

FIELD_TYPES: dict[str, Any] = {
    "type": StoryType,
    "contributors": tuple[Contributor, ...],
    "tags": tuple[str, ...],
    "lead_image": Image,
    "body": Body,
    "notices": tuple[Notice, ...],
    "comments": tuple[Comment, ...],
    "translations": tuple[Translation, ...],
    "occasion": Occasion,
    "gathers": tuple[str, ...],
    "series": Series,
}
"""Fields whose claims hold more than plain text or a number, and what they hold."""

_encoder = msgspec.json.Encoder()
_testimony = msgspec.json.Decoder(Testimony)
_story = msgspec.json.Decoder(Story)
_publication = msgspec.json.Decoder(Publication)
_any = msgspec.json.Decoder()


def encode(value: object) -> bytes:
    """Return a noun as compact JSON in UTF-8; half characters (lone surrogates) become U+FFFD."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(mended(value))


def mended(value: Any) -> Any:
    """Return a noun whose texts all can be written down: half characters become U+FFFD.

    Hostile JSON and file names that are no UTF-8 hold them.
    """
    if type(value) is str:
        return whole(value)
    if isinstance(value, tuple | list):
        return type(value)(mended(inner) for inner in value)
    if isinstance(value, dict):
        return {mended(key): mended(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: mended(getattr(value, part.name)) for part in fields(value)}
        return replace(value, **parts)
    return value


def decode_value(field: str, data: bytes | str) -> object:
    """Read one claim's value in its field's own type."""
    return typed_value(field, _any.decode(data))


def typed_value(field: str, value: object) -> object:
    """Give plain data (as JSON has it) its field's own type.

    Raises:
        msgspec.ValidationError: the data do not fit the field.
    """
    wanted = FIELD_TYPES.get(field)
    return value if wanted is None or value is None else msgspec.convert(value, wanted)


def _typed(claims: tuple[Evidence[object], ...]) -> tuple[Evidence[object], ...]:
    return tuple(_with_type(claim) if claim.field in FIELD_TYPES else claim for claim in claims)


def _with_type(claim: Evidence[object]) -> Evidence[object]:
    # Not dataclasses.replace: this is done for each claim of each capture, and takes a third.
    value = typed_value(claim.field, claim.value)
    words = (claim.field, value, claim.place, claim.confidence, claim.reason)
    return Evidence(*words, claim.capture, claim.stands)


def decode_testimony(data: bytes) -> Testimony:
    """Read a testimony, each claim in its field's own type."""
    plain = _testimony.decode(data)
    return replace(plain, evidence=_typed(plain.evidence))


def decode_story(data: bytes) -> Story:
    """Read a story from its kept form."""
    return _story.decode(data)


def decode_publication(data: bytes) -> Publication:
    """Read a publication from its kept form."""
    return _publication.decode(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of one capture, or what stands of one story: all that a record line tells."""

    kind: Kind
    address: str | None = None
    item: str | None = None
    captured: str | None = None
    same_as: str | None = None
    same_as_why: str | None = None
    story: Story | None = None
    evidence: tuple[Evidence[object], ...] = ()
    findings: tuple[Finding, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    """What was done to it on request."""


def record_line(account: Account) -> dict[str, object]:
    """Return the record of one capture or story as plain data, keys in the record's order."""
    said: dict[str, object] = {
        "record": RECORD_VERSION,
        "address": account.address,
        "item": account.item,
        "captured": account.captured,
        "kind": account.kind.value,
        "same_as": account.same_as,
        "same_as_why": account.same_as_why,
        "story": _story_record(account.story) if account.story else None,
        "evidence": _evidence_record(account.evidence),
        "findings": [{"code": finding.code, "text": finding.text} for finding in account.findings],
    }
    if account.remedies:
        said["remedies"] = [
            {"kind": r.kind.value, "since": r.made_on[:10], "ground": r.ground.value}
            for r in account.remedies
        ]
    return said


def outward_story(story: Story) -> Story:
    """Return a story as outsiders read it: what has no address is known by its path alone."""
    html, image = story.body.html, story.lead_image
    if IN_DEPOSIT in html:
        story = replace(story, body=replace(story.body, html=outward_html(html)))
    if image is not None and image.address.startswith(IN_DEPOSIT):
        story = replace(story, lead_image=replace(image, address=outward(image.address)))
    return story


def _outward_value(value: object) -> object:
    if isinstance(value, Image):
        return replace(value, address=outward(value.address))
    if isinstance(value, Body):
        return replace(value, html=outward_html(value.html))
    return value


def _story_record(story: Story) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(outward_story(story))
    # Readers' comments are no part of the record: archive.toml decides whether they are shown.
    del plain["comments"]
    return plain


def _evidence_record(evidence: tuple[Evidence[object], ...]) -> dict[str, list[dict[str, object]]]:
    claims: dict[str, list[dict[str, object]]] = {}
    for claim in evidence:
        if claim.field != "comments":
            claims.setdefault(claim.field, []).append(_claim_record(claim))
    return claims


def _claim_record(claim: Evidence[object]) -> dict[str, object]:
    line: dict[str, object] = {
        "value": msgspec.to_builtins(_outward_value(claim.value)),
        "place": claim.place,
        "confidence": claim.confidence,
        "stands": claim.stands,
    }
    if claim.reason:
        line["reason"] = claim.reason
    if claim.capture is not None:
        line["capture"] = claim.capture
    return line


class BodyRecord(TypedDict):
    """The running text."""

    html: Annotated[str, Meta(description="A clean semantic subset of HTML.")]
    text: Annotated[str, Meta(description="One block a paragraph, parted by a blank line.")]


class ContributorRecord(TypedDict):
    """Who is credited, and for what."""

    name: str
    role: Annotated[str, Meta(description="author, photographer, translator, editor, agency …")]


class ImageRecord(TypedDict):
    """A picture with its printed words."""

    address: Annotated[
        str,
        Meta(
            description="Without one, its path in the deposit; empty where only words are left;"
            " withheld: where the right to show it is another's."
        ),
    ]
    caption: str | None
    credit: Annotated[str | None, Meta(description="Without its label word.")]
    alt: str | None


class NoticeRecord(TypedDict):
    """What the newsroom says about itself or the story; in no body."""

    kind: Annotated[str, Meta(description="disclaimer, correction, update, letter, other, note.")]
    text: str


class TranslationRecord(TypedDict):
    """The same story in another language: a story of its own."""

    address: Annotated[str, Meta(description="Where the newsroom had it.")]
    language: Annotated[str | None, Meta(description="BCP 47.")]
    story: Annotated[str | None, Meta(description="Its id, where the archive has it.")]


class OccasionRecord(TypedDict):
    """When and where an event was to take place, as it was announced."""

    starts: Annotated[str | None, Meta(description="EDTF; or a time, with its offset if printed.")]
    ends: Annotated[str | None, Meta(description="Likewise.")]
    venue: Annotated[str | None, Meta(description="Name of the place.")]
    venue_address: str | None
    online: Annotated[str | None, Meta(description="Where it was to be followed.")]
    registration: Annotated[str | None, Meta(description="Where one registered.")]
    status: Annotated[str | None, Meta(description="scheduled, postponed, cancelled …")]


class SeriesRecord(TypedDict):
    """What a story is a part of, told as one over several stories."""

    name: str
    part: Annotated[int | None, Meta(description="Its number, from 1, where it is printed.")]
    of: Annotated[int | None, Meta(description="How many parts there are to be, likewise.")]


class StoryRecord(TypedDict):
    """What a newsroom published as one piece."""

    id: Annotated[str, Meta(description="Lasting name, the same on every run.")]
    type: StoryType
    headline: str | None
    standfirst: Annotated[str | None, Meta(description="Null where the page prints none.")]
    byline: Annotated[str | None, Meta(description="As printed.")]
    contributors: list[ContributorRecord]
    published: Annotated[
        str | None,
        Meta(description="EDTF: an exact day, or as wide as the evidence leaves it."),
    ]
    published_at: Annotated[
        str | None, Meta(description="RFC 3339, only where a time was printed or exported.")
    ]
    modified: Annotated[
        str | None, Meta(description="RFC 3339, or EDTF where only a day is known.")
    ]
    section: str | None
    tags: list[str]
    language: Annotated[str | None, Meta(description="BCP 47.")]
    direction: Literal["ltr", "rtl"]
    read_minutes: Annotated[int | None, Meta(description="As printed.")]
    lead_image: ImageRecord | None
    body: BodyRecord
    notices: list[NoticeRecord]
    addresses: Annotated[
        list[str], Meta(description="Every address it is known by, the main one first.")
    ]
    translations: Annotated[
        list[TranslationRecord], Meta(description="The same story in other languages.")
    ]
    occasion: NotRequired[OccasionRecord | None]
    gathers: NotRequired[
        Annotated[
            list[str],
            Meta(description="Of a project: ids, addresses, slugs of stories, or queries."),
        ]
    ]
    series: NotRequired[SeriesRecord | None]


class ClaimRecord(TypedDict):
    """One claim about one field."""

    value: Annotated[object, Meta(description="As the field has it in `story`.")]
    place: Annotated[str, Meta(description="Where it stands: ld+json:datePublished, visible:h1 …")]
    confidence: Annotated[float, Meta(ge=0, le=1, description="How often such evidence is right.")]
    stands: Annotated[bool, Meta(description="Whether the story's value rests on this claim.")]
    reason: NotRequired[Annotated[str, Meta(description="Why, in words.")]]
    capture: NotRequired[Annotated[int, Meta(description="Number of the capture in the archive.")]]


class FindingRecord(TypedDict):
    """A remark about the material."""

    code: Annotated[str, Meta(description="See docs/findings.md.")]
    text: str


class RemedyRecord(TypedDict):
    """What was done to a story on request."""

    kind: Annotated[
        RemedyKind, Meta(description="delist: do not index it; initials: a name is not printed.")
    ]
    since: Annotated[str, Meta(description="Day, ISO 8601.")]
    ground: Ground


class Record(TypedDict):
    """What became of one capture (`recover`), or what stands of one story (`export`)."""

    record: Annotated[Literal["1"], Meta(description="Version of this record.")]
    address: Annotated[
        str | None,
        Meta(description="Where the capture was met; null for a bare file that names none."),
    ]
    item: Annotated[str | None, Meta(description="Path of the item inside the deposit.")]
    captured: Annotated[
        str | None,
        Meta(description="RFC 3339 time of capture; never mistaken for the publication date."),
    ]
    kind: Kind
    same_as: Annotated[
        str | None, Meta(description="Id of the story that this capture repeats, with:")
    ]
    same_as_why: Annotated[
        str | None,
        Meta(description="duplicate, revision, later-page, print, amp, viewer or translation."),
    ]
    story: Annotated[StoryRecord | None, Meta(description="Only where kind is story.")]
    evidence: Annotated[
        dict[str, list[ClaimRecord]], Meta(description="By field, what stands and what does not.")
    ]
    findings: list[FindingRecord]
    remedies: NotRequired[
        Annotated[list[RemedyRecord], Meta(description="Only where there are any.")]
    ]


_SHAPES = (
    *(Record, StoryRecord, ContributorRecord, ImageRecord, BodyRecord, NoticeRecord),
    *(TranslationRecord, OccasionRecord, SeriesRecord, ClaimRecord, FindingRecord, RemedyRecord),
)


def record_schema() -> str:
    """Return the record's JSON Schema (draft 2020-12), as docs/record.schema.json publishes it."""
    (top,), parts = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    for shape in _SHAPES:
        part, order = parts[shape.__name__], list(shape.__annotations__)
        part["properties"] = {name: part["properties"][name] for name in order}
        part["required"] = [name for name in order if name in part["required"]]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Backfile record, version {RECORD_VERSION}",
        **top,
        "$defs": parts,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
