"""The one codec: the nouns to and from JSON, and the record that scripts and benchmarks read.

Two forms live here. The *kept* form (``encode_*``, ``decode_*``) is the archive's own and gives
back the very value that went in. The *record* (``record_line``) is the published interface; its
JSON Schema is docs/record.schema.json, made by ``record_schema``.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import msgspec

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.publication import Publication
from backfile.model.story import Body, Comment, Contributor, Image, Notice, Story, StoryType
from backfile.model.testimony import Testimony
from backfile.text import whole

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
    return tuple(
        replace(claim, value=typed_value(claim.field, claim.value))
        if claim.field in FIELD_TYPES
        else claim
        for claim in claims
    )


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


def record_line(account: Account) -> dict[str, object]:
    """Return the record of one capture or story as plain data, keys in the record's order."""
    return {
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


def _story_record(story: Story) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(story)
    del plain["comments"]
    return plain


def _evidence_record(evidence: tuple[Evidence[object], ...]) -> dict[str, list[dict[str, object]]]:
    fields: dict[str, list[dict[str, object]]] = {}
    for claim in evidence:
        if claim.field != "comments":
            fields.setdefault(claim.field, []).append(_claim_record(claim))
    return fields


def _claim_record(claim: Evidence[object]) -> dict[str, object]:
    line: dict[str, object] = {
        "value": msgspec.to_builtins(claim.value),
        "place": claim.place,
        "confidence": claim.confidence,
        "stands": claim.stands,
    }
    if claim.reason:
        line["reason"] = claim.reason
    if claim.capture is not None:
        line["capture"] = claim.capture
    return line
