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
from backfile.recover.names import names_in, read_names, role_of
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
_LONGEST_NAME = 60
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
    kept = (name for name in names if 1 < len(name) <= _LONGEST_NAME)
    return tuple(Contributor(name, role_of(name, "author")) for name in kept)


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


def body_of(blocks: Sequence[tuple[str, str]]) -> Evidence[object]:
    """Return the claim on the body: paragraphs, and subheads, lists and captions by their looks.

    Args:
        blocks: words, and their role: "body", or "caption" and "embed", which are shown in the
            markup and are in no running text.
    """
    made: list[str] = []
    for number, (text, role) in enumerate(blocks):
        following = blocks[number + 1][0] if number and number + 1 < len(blocks) else ""
        made.append(_element(text, role, following))
    text = "\n\n".join(words for words, role in blocks if role == "body")
    markup = "\n".join(made).replace("</li></ul>\n<ul><li>", "</li><li>")
    markup = markup.replace("</blockquote>\n<blockquote>", "")
    return Evidence("body", Body(markup, text), "text:body", 0.95)


def _element(text: str, role: str, following: str) -> str:
    """Return the markup of one block."""
    if role == "caption":
        words, credit = split_credit(text)
        both = f"{words} {credit}" if credit else words
        return f"<figure><figcaption>{html.escape(both, quote=False)}</figcaption></figure>"
    if role == "embed":
        return f"<blockquote><p>{html.escape(text, quote=False)}</p></blockquote>"
    if _LIST_ITEM.match(text):
        return f"<ul><li>{html.escape(_LIST_ITEM.sub('', text), quote=False)}</li></ul>"
    tag = "h2" if _is_subhead(text, following) else "p"
    return f"<{tag}>{html.escape(text, quote=False)}</{tag}>"


def _is_subhead(text: str, following: str) -> bool:
    """Say whether a line is a subhead: short, no sentence, before a longer paragraph."""
    if (
        len(text) > _LONGEST_SUBHEAD
        or _ENDS_SENTENCE.search(text)
        or any(c.isdigit() for c in text)
    ):
        return False
    return len(following) > _LONGEST_SUBHEAD and not text[:1].islower()
