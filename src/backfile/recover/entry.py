"""Entries of exports and feeds: what they claim, their text, and what else the text tells.

The law of the place: an entry that was not public at the newsroom says nothing of its story here.
Whoever releases it reads it again without the mark that holds it back.
"""

from collections.abc import Iterator
from dataclasses import replace

from backfile import urls
from backfile.model.capture import Capture, Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Body, Image, StoryType
from backfile.model.testimony import Link, Testimony
from backfile.recover.dates_figures import find_in_address
from backfile.recover.entry_body import Known, Parted, links_of, part_body
from backfile.recover.entry_claims import heard, language_claims, people_of
from backfile.recover.fields.series import (
    claims_of_headline,
    claims_of_labels,
    lines_of_text,
    read_line,
)
from backfile.recover.layout import Layout
from backfile.recover.publication import read_issn, read_letter
from backfile.recover.trust import TRUST
from backfile.recover.written_letters import WRITTEN, reason_of

ADDRESS_DAY = 0.97
"""A whole day in an entry's address is the newsroom's own, in its own time zone
(`.data/newsroom`, feeds against truth: 100 of 100)."""
BYLINE_IN_TEXT = 0.99
"""A byline in the text outranks the account that filed the story (`.data/newsroom`: 29 of 29)."""
NOTICE_WORDED = 0.95
OWN_BODY = 0.9
"""Trust in the bytes of an entry whose reader does not say more."""
FIRST_PICTURE = 0.85
"""The picture before the first paragraph leads the story, where the entry names no other."""
KINDS: dict[object, Kind] = {
    "standing": Kind.STANDING,
    "asset": Kind.ASSET,
    "other": Kind.OTHER,
    "list": Kind.LIST,
}
"""What a reader's claim on "kind" makes of an entry."""
WHY: dict[Kind, str] = {
    Kind.STORY: "an entry that was public at the newsroom",
    Kind.STANDING: "a page, not a story",
}
FILE_ENDINGS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".csv", ".zip", ".epub")
MEDIA_ENDINGS = {
    ".mp3": "audio",
    ".m4a": "audio",
    ".ogg": "audio",
    ".wav": "audio",
} | dict.fromkeys((".mp4", ".m4v", ".mov", ".webm", ".ogv", ".flv"), "video")


def testify_entry(capture: Capture, layout: Layout) -> Testimony:  # noqa: ARG001 -- one shape for all
    """Return what an entry of an export or feed says of itself.

    Args:
        capture: its claims, and its body as UTF-8 HTML.
        layout: not needed, since an entry has no furniture around it.
    """
    addresses = tuple(dict.fromkeys(a for a in (capture.address, *capture.also) if a))
    shell = Testimony(
        kind=Kind.STORY,
        addresses=addresses,
        keys=tuple(_keys_of(capture, addresses)),
        order=_order_of(capture),
        findings=capture.findings,
    )
    if capture.held_back is not None:
        why = f"not public at the newsroom: {capture.held_back}"
        finding = Finding("held-back", f"An entry was {why}.", capture.item)
        return replace(shell, kind=Kind.HELD_BACK, why=why, findings=(finding,))
    claimed = _claim_on(capture, "kind")
    kind = KINDS.get(claimed.value, Kind.OTHER) if claimed else Kind.STORY
    why = (claimed.reason if claimed else "") or WHY.get(kind, "")
    if kind not in WHY:
        return replace(shell, kind=kind, why=why, links=_own_link(capture, kind))
    return _with_story(replace(shell, kind=kind, why=why), capture)


def _with_story(shell: Testimony, capture: Capture) -> Testimony:
    """Fill in what a public entry says of its story."""
    known = tuple(
        str(claim.value) for claim in capture.claims if claim.field in {"headline", "standfirst"}
    )
    bodies = list(_bodies_of(capture))
    lead = next((c.value.address for c in capture.claims if isinstance(c.value, Image)), None)
    home = urls.Base(capture.address or capture.place, dict(capture.beside))
    parted = [(c, part_body(html, home, Known(known, lead))) for c, html in bodies]
    evidence = [heard(claim) for claim in capture.claims if claim.field not in {"kind", "body"}]
    evidence += people_of(evidence)
    evidence += _evidence_of_address(capture)
    for claim, part in parted:
        evidence += _evidence_of_body(claim, part, capture)
    main = parted[0][1] if parted else None
    teasers = (str(c.value) for c in evidence if c.field == "standfirst" and c.value)
    evidence += _series(evidence, main)
    evidence += language_claims(evidence, main.body.text if main else next(teasers, ""))
    return replace(
        shell,
        evidence=tuple(evidence),
        publication=tuple(_letters(main, shell.kind, evidence, capture.item)),
        links=tuple(_links(evidence, main)),
        mentions_addresses=tuple(_mentions(main, capture)),
        bounds=tuple(_bounds(capture)),
    )


def _keys_of(capture: Capture, addresses: tuple[str, ...]) -> Iterator[str]:
    if capture.key:
        yield f"id:{capture.key}"
    yield from dict.fromkeys("url:" + urls.key_of(address) for address in addresses)


def _order_of(capture: Capture) -> tuple[str, int] | None:
    """WordPress numbers its posts in the order in which they were begun."""
    system, _, rest = (capture.key or "").partition(":")
    number, _, host = rest.partition("@")
    return (f"{host}:id", int(number)) if system == "wp" and number.isdecimal() else None


def _claim_on(capture: Capture, field: str) -> Evidence[object] | None:
    return next((claim for claim in capture.claims if claim.field == field), None)


def _own_link(capture: Capture, kind: Kind) -> tuple[Link, ...]:
    is_file = kind is Kind.ASSET and capture.address
    return (Link(capture.address, "file"),) if capture.address and is_file else ()


def _bodies_of(capture: Capture) -> Iterator[tuple[Evidence[object], str]]:
    """Yield each claim on the body with its HTML; an empty one speaks of the capture's bytes."""
    own = capture.body.decode("utf-8", "replace")
    claims = [claim for claim in capture.claims if claim.field == "body"]
    for claim in claims:
        html = claim.value.html if isinstance(claim.value, Body) else ""
        if html or own:
            yield claim, html or own
    if own and not claims:
        yield Evidence("body", Body(), "entry:body", OWN_BODY), own


def _evidence_of_address(capture: Capture) -> Iterator[Evidence[object]]:
    parts = urls.split(capture.address or "")
    reading = find_in_address(parts.path) if parts else None
    day = reading.edtf if reading is not None else None
    if day is not None:
        yield Evidence("published", day, "address", ADDRESS_DAY)


def _evidence_of_body(
    claim: Evidence[object], part: Parted, capture: Capture
) -> Iterator[Evidence[object]]:
    system = claim.place.partition(":")[0]
    yield replace(claim, value=part.body)
    if part.notices:
        yield Evidence("notices", part.notices, f"{system}:text", NOTICE_WORDED)
    if part.byline:
        place = f"{system}:text/byline"
        yield Evidence("byline", part.byline, place, BYLINE_IN_TEXT)
        yield Evidence("contributors", part.contributors, place, BYLINE_IN_TEXT)
    if part.helpers:
        yield Evidence("contributors", part.helpers, f"{system}:text/credit", BYLINE_IN_TEXT)
    if part.first_picture and not _claim_on(capture, "lead_image"):
        reason = "the picture before the first paragraph"
        claim = Evidence(
            "lead_image", part.first_picture, f"{system}:text/figure", FIRST_PICTURE, reason
        )
        yield heard(claim)


def _letters(
    part: Parted | None, kind: Kind, evidence: list[Evidence[object]], item: str | None
) -> Iterator[Evidence[object]]:
    """A page may hold a letter to readers, or be one: then its editor says so."""
    if part is None or kind is not Kind.STANDING:
        return
    if any(claim.field == "type" and claim.value == StoryType.LETTER for claim in evidence):
        for claim in read_letter(part.body.text, WRITTEN):
            is_letter = claim.field == "publication.letter"
            yield replace(claim, reason=reason_of(item, evidence)) if is_letter else claim
    elif part.letter:
        yield from read_letter(part.letter, "entry:text")
    yield from read_issn(part.body.text, "entry:text")


def _series(evidence: list[Evidence[object]], part: Parted | None) -> list[Evidence[object]]:
    """Return what labels, the ends of the text and the headline say of a series."""
    found = list(claims_of_labels(evidence))
    if part is not None:
        linked = [words for _, words in links_of(part.body.html)]
        for line in lines_of_text(part.body.text, linked):
            said = read_line(line)
            if said is not None:
                found.append(Evidence("series", said[0], "text:series", TRUST[said[1]]))
    headline = next((c for c in evidence if c.field == "headline" and c.value), None)
    if headline is not None and not any(c.field == "series" for c in (*evidence, *found)):
        found += claims_of_headline(str(headline.value), headline.place)
    return found


def _links(evidence: list[Evidence[object]], part: Parted | None) -> Iterator[Link]:
    """Yield what belongs to the story: its pictures, files, sounds, films and embeds."""
    seen: set[str] = set()
    for address, role in _links_with_roles(evidence, part):
        if address and address not in seen:
            seen.add(address)
            yield Link(address, role)


def _links_with_roles(
    evidence: list[Evidence[object]], part: Parted | None
) -> Iterator[tuple[str, str]]:
    for claim in evidence:
        if isinstance(claim.value, Image):
            yield claim.value.address, "lead"
    if part is None:
        return
    yield from ((address, "picture") for address in part.cleaned.pictures)
    for address in part.cleaned.embeds:
        yield address, _media_role(address) or "embed"
    for address, _ in links_of(part.body.html):
        role = "file" if address.lower().endswith(FILE_ENDINGS) else _media_role(address)
        yield address if role else "", role


def _media_role(address: str) -> str:
    path = address.lower().partition("?")[0]
    return MEDIA_ENDINGS.get(path[path.rfind(".") :] if "." in path else "", "")


def _mentions(part: Parted | None, capture: Capture) -> Iterator[str]:
    """Yield the addresses of the same publication that the text links to."""
    host = urls.host_of(capture.address or "")
    for address, _ in links_of(part.body.html) if part is not None and host else ():
        if urls.host_of(address) == host and not address.lower().endswith(FILE_ENDINGS):
            yield address


def _bounds(capture: Capture) -> Iterator[Evidence[object]]:
    """A first comment is no earlier than the story, where nothing else dates it."""
    if _claim_on(capture, "published") is not None:
        return
    comments = _claim_on(capture, "comments")
    days = [
        comment.written[:10]
        for comment in (comments.value if comments and isinstance(comments.value, tuple) else ())
        if comment.written
    ]
    if days:
        reason = "a reader commented on it that day"
        yield Evidence("bound.not-after", min(days), "comments", OWN_BODY, reason)
