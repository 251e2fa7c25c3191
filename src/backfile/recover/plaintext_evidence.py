"""Makes claims of what the labels, the caption and the paragraphs of a bare text page say."""

import html
import re
from collections.abc import Iterator, Sequence

from backfile import edtf
from backfile.model.capture import Capture
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Body, Contributor, Image
from backfile.recover.bounds import TRUST_PRINTED
from backfile.recover.dates import read_date
from backfile.recover.dates_figures import find_in_address
from backfile.recover.fields.names import names_in, read_names, role_of
from backfile.recover.plaintext_credit import split_credit
from backfile.recover.plaintext_labels import (
    BYLINE,
    CREDIT,
    DATE,
    READ_TIME,
    SECTION,
    TAGS,
    UPDATED,
    Labelled,
    read_minutes,
)
from backfile.urls import split

_TRUST_LABEL = 0.95
_ADDRESS_TRUST = 0.95
_LONGEST_SUBHEAD = 80
_ENDS_SENTENCE = re.compile(r"[.!?:;,…。！？؟۔»”\"'’)\]]$")
_LIST_ITEM = re.compile(r"^(?:[-–•●▪*]|\d{1,2}[.)])\s+")
_PARTING_TAGS = re.compile(r"\s*[,;،、|]\s*")


def claims_of(
    labels: Sequence[Labelled], caption: str, bylines: Sequence[str]
) -> Iterator[Evidence[object]]:
    """Yield what labels and caption claim, the publication date apart (see `dates_of`)."""
    for labelled in labels:
        yield from _claim(labelled)
    people = list(_people(labels, bylines))
    if people:
        yield Evidence("contributors", tuple(people), "label:byline", _TRUST_LABEL)
    if caption:
        yield _image(labels, caption)


def _claim(labelled: Labelled) -> Iterator[Evidence[object]]:
    """Yield what one label claims, if its value is there."""
    place = f"label:{labelled.label}"
    if labelled.field == READ_TIME and (minutes := read_minutes(labelled.value)):
        yield Evidence("read_minutes", minutes, place, _TRUST_LABEL)
    elif labelled.field == BYLINE and labelled.value:
        yield Evidence("byline", f"{labelled.label} {labelled.value}".strip(), place, _TRUST_LABEL)
    elif labelled.field == SECTION and labelled.value:
        yield Evidence("section", labelled.value, place, _TRUST_LABEL)
    elif labelled.field == TAGS and labelled.value:
        tags = tuple(tag for tag in _PARTING_TAGS.split(labelled.value) if tag)
        yield Evidence("tags", tags, place, _TRUST_LABEL)


def _people(labels: Sequence[Labelled], bylines: Sequence[str]) -> Iterator[Contributor]:
    """Yield everybody that the byline's label and lines name, each once."""
    seen: set[str] = set()
    lines = [labelled.value for labelled in labels if labelled.field == BYLINE]
    for line in dict.fromkeys((*lines, *bylines)):
        # A label's value may be a name that no rule of names knows: it is printed as one.
        found = read_names(line) or _as_printed(line)
        for person in found:
            if person.name.casefold() not in seen:
                seen.add(person.name.casefold())
                yield person


def _as_printed(line: str) -> tuple[Contributor, ...]:
    names = names_in(line) or [line]
    return tuple(
        Contributor(name, role_of(name, "author")) for name in names if 1 < len(name) <= 60
    )  # noqa: PLR2004


def _image(labels: Sequence[Labelled], caption: str) -> Evidence[object]:
    """Return the claim on the lead picture: only its words are left."""
    words, credit = split_credit(caption)
    given = next((x.value for x in labels if x.field == CREDIT and x.value), None)
    return Evidence("lead_image", Image("", words or None, credit or given), "label:image", 0.9)


def dates_of(
    capture: Capture, labels: Sequence[Labelled], order: str | None
) -> tuple[list[Evidence[object]], list[Finding]]:
    """Return the claims that name the publication date, and what is odd about it."""
    claims: list[Evidence[object]] = []
    findings: list[Finding] = []
    for labelled in labels:
        if labelled.field == DATE:
            dated = list(_labelled_date(labelled, "published", order))
            claims += dated
            if not dated:
                said = f"“{labelled.label}” stands without a date."
                findings.append(Finding("date-lost", said, capture.item, capture.address))
        elif labelled.field == UPDATED:
            claims += [
                c for c in _labelled_date(labelled, "modified", order) if c.field == "modified"
            ]
    parts = split(capture.address) if capture.address else None
    reading = find_in_address(parts.path) if parts else None
    if reading is not None and reading.edtf:
        reason = f"The address names {reading.text.strip('/')}."
        claims.append(Evidence("published", reading.edtf, "address", _ADDRESS_TRUST, reason))
    return claims, findings


def _labelled_date(labelled: Labelled, name: str, order: str | None) -> Iterator[Evidence[object]]:
    """Yield the date that a label gives, and the moment where time and zone are printed."""
    reading = read_date(labelled.value, order)
    if reading is None or reading.edtf is None:
        return
    place = f"label:{labelled.label}"
    yield Evidence(name, reading.edtf, place, TRUST_PRINTED if edtf.is_day(reading.edtf) else 0.9)
    if name == "published" and reading.instant:
        yield Evidence("published_at", reading.instant, place, TRUST_PRINTED)


def body_of(paragraphs: Sequence[str]) -> Evidence[object]:
    """Return the claim on the body: paragraphs, and subheads and lists where lines look so."""
    made: list[str] = []
    for number, text in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        words = html.escape(text, quote=False)
        if _LIST_ITEM.match(text):
            item = f"<li>{html.escape(_LIST_ITEM.sub('', text), quote=False)}</li>"
            if made and made[-1].startswith("<ul>"):
                made[-1] = made[-1].removesuffix("</ul>") + item + "</ul>"
            else:
                made.append(f"<ul>{item}</ul>")
        elif number and _is_subhead(text, following):
            made.append(f"<h2>{words}</h2>")
        else:
            made.append(f"<p>{words}</p>")
    return Evidence("body", Body("\n".join(made), "\n\n".join(paragraphs)), "text:body", 0.95)


def _is_subhead(text: str, following: str) -> bool:
    """Say whether a line is a subhead: short, no sentence, before a longer paragraph."""
    if (
        len(text) > _LONGEST_SUBHEAD
        or _ENDS_SENTENCE.search(text)
        or any(c.isdigit() for c in text)
    ):
        return False
    return len(following) > _LONGEST_SUBHEAD and not text[:1].islower()
