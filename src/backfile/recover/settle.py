"""Settling a story: out of all that its captures say, field by field, what the record will say.

The law of the place: each field has one line in PLAIN or one settling function here, and no claim
is thrown away: what does not stand is kept beside what does.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from backfile.hashes import short_name
from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Body, Image, Story, StoryType, Translation
from backfile.model.testimony import Link, Testimony
from backfile.recover.likeness import likeness_of
from backfile.recover.revisions import Repeat, main_capture, repeats_of
from backfile.recover.settle_body import choose, texts_of
from backfile.recover.settle_claims import (
    Claims,
    by,
    claims_of,
    rejected_of,
    said,
    standing,
    tally,
)
from backfile.recover.settle_date import settle_date, time_of
from backfile.recover.settle_parts import (
    comments_of,
    contributors_of,
    lead_image_of,
    notices_of,
    occasion_of,
    series_of_claims,
    translations_of,
    with_corrected_parts,
)
from backfile.recover.settle_type import type_claims
from backfile.text import direction_of
from backfile.urls import key_of


@dataclass(frozen=True, slots=True)
class Settled:
    """A story as its captures together give it."""

    story: Story
    evidence: tuple[Evidence[object], ...]
    """Every claim, by field, those that stand first and marked."""
    findings: tuple[Finding, ...]
    repeats: tuple[Repeat, ...]
    """What each capture but the main one is to the story."""
    main: int
    """Number of the capture that the story rests on."""
    links: tuple[Link, ...]
    """Pictures and files that belong to the story, each once."""


def _said(value: object) -> Hashable:
    return said(value) if isinstance(value, str) else repr(value)


def _exactly(value: object) -> Hashable:
    return repr(value)


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a field with one plain value is settled."""

    type: type
    key: Callable[[object], Hashable] = _said
    floor: float = 0.0
    """Claims that are trusted less are shown, but never stand."""


PLAIN: dict[str, _Rule] = {
    "type": _Rule(str, _exactly),
    "headline": _Rule(str),
    "standfirst": _Rule(str, floor=0.5),
    "byline": _Rule(str, floor=0.3),
    "modified": _Rule(str, _exactly, floor=0.5),
    "section": _Rule(str, floor=0.3),
    "tags": _Rule(tuple, _exactly, floor=0.3),
    "gathers": _Rule(tuple, _exactly),
    "language": _Rule(str, _exactly),
    "direction": _Rule(str, _exactly),
    "read_minutes": _Rule(int, _exactly, floor=0.5),
}
"""Fields that take the value of the best claim as it is."""


@dataclass(slots=True)
class _Desk:
    """What lies on the table while one story is settled."""

    claims: dict[str, Claims]
    values: dict[str, object] = field(default_factory=dict)
    rests: dict[str, Claims] = field(default_factory=dict)

    def on(self, name: str) -> Claims:
        """Return the claims on a field."""
        return self.claims.get(name, [])

    def put(self, name: str, value: object, rests: Sequence[Evidence[object]]) -> None:
        """Note a field's settled value and the claims that it rests on."""
        self.values[name] = value
        self.rests[name] = list(rests)


def settle(
    testimonies: Sequence[tuple[int, Testimony]],
    corrections: Sequence[Evidence[object]],
    name: str | None = None,
) -> Settled:
    """Settle one story from what its captures say and what persons have corrected.

    Args:
        testimonies: number and testimony of each capture of the story, in the order in which the
            captures were made; of two that are trusted alike the later stands.
        corrections: evidence with the place "person", oldest first.
        name: its lasting name; made from what the captures say where it is None.
    """
    ordered = list(testimonies)
    desk = _Desk(claims_of(ordered, corrections))
    chosen = choose(texts_of(desk.on("body"), ordered))
    desk.put("body", chosen.body if chosen else Body(), chosen.claims if chosen else ())
    for field_name, rule in PLAIN.items():
        _settle_plain(desk, field_name, rule)
    dated = settle_date(desk.on("published"), [b for _, t in ordered for b in t.bounds])
    desk.claims.setdefault("published", [])  # bounds alone may date it
    desk.put("published", dated.published, dated.rests)
    for field_name, settle_field in _TOGETHER.items():
        desk.put(field_name, *settle_field(desk.on(field_name)))
    lead_image = desk.values["lead_image"]
    corrected, rests = with_corrected_parts(
        lead_image if isinstance(lead_image, Image) else None, desk.claims
    )
    desk.values["lead_image"] = corrected
    desk.rests.update(rests)
    desk.put("published_at", *time_of(desk.on("published_at"), dated.published))
    main = main_capture(ordered, chosen)
    addresses = _addresses(ordered, main)
    desk.values["translations"] = _elsewhere(desk.values["translations"], addresses)
    return Settled(
        story=_story(desk, addresses, name or name_of(ordered)),
        evidence=tuple(_evidence(desk, ordered)),
        findings=(*dated.findings, *_findings(ordered)),
        repeats=tuple(repeats_of(ordered, chosen)),
        main=main,
        links=_links(ordered),
    )


_TOGETHER: dict[str, Callable[[Claims], tuple[object, Claims]]] = {
    "contributors": contributors_of,
    "lead_image": lead_image_of,
    "notices": notices_of,
    "comments": comments_of,
    "translations": translations_of,
    "occasion": occasion_of,
    "series": series_of_claims,
}
"""Fields that are put together from several claims."""


_NAMELESS = frozenset({"viewer", "later-page"})


def name_of(testimonies: Sequence[tuple[int, Testimony]]) -> str:
    """Return a lasting name for a story: from its own number, else its address, else its words."""
    # What only repeats the story, or goes on with it, gives it no name where others do.
    first = sorted(testimonies, key=lambda pair: pair[1].twin_why in _NAMELESS)
    likenesses = [likeness_of(testimony) for _, testimony in first]
    for seen in likenesses:
        if seen.natives:
            whose, number = min(seen.natives)
            return short_name(f"id:{number}@{whose}")
    for seen in likenesses:
        if seen.own is not None:
            return short_name(seen.own)
    for seen in likenesses:
        if seen.headline or seen.body:
            return short_name(f"text:{seen.headline}:{said(seen.body)}")
    return short_name(repr(testimonies[0][0]) if testimonies else "")


def _settle_plain(desk: _Desk, name: str, rule: _Rule) -> None:
    claims = desk.on(name)
    if name == "type":
        claims = desk.claims["type"] = [*claims, *type_claims(desk.claims)]
    usable = [c for c in claims if isinstance(c.value, rule.type) or c.value is None]
    groups = [group for group in tally(usable, rule.key) if group.score >= rule.floor]
    desk.put(name, groups[0].best.value if groups else None, groups[0].claims if groups else ())


def _story(desk: _Desk, addresses: tuple[str, ...], name: str) -> Story:
    values = dict(desk.values)
    body = values["body"]
    text = body.text if isinstance(body, Body) else ""
    language = values["language"] if isinstance(values["language"], str) else None
    values["direction"] = values["direction"] or direction_of(
        f"{values['headline'] or ''} {text}", language
    )
    values["type"] = _type(values["type"])
    values["tags"] = values["tags"] or ()
    values["gathers"] = values["gathers"] or ()
    return Story(id=name, addresses=addresses, **values)  # type: ignore[arg-type]  # by PLAIN's types


def _type(value: object) -> StoryType:
    return next((sort for sort in StoryType if sort == value), StoryType.NEWS)


def _addresses(testimonies: Sequence[tuple[int, Testimony]], main: int) -> tuple[str, ...]:
    """Return every address once, those of the main capture first."""
    found: dict[str, str] = {}
    for _, testimony in sorted(testimonies, key=lambda pair: pair[0] != main):
        for address in testimony.addresses:
            found.setdefault(key_of(address), address)
    return tuple(found.values())


def _elsewhere(named: object, addresses: tuple[str, ...]) -> tuple[Translation, ...]:
    """Return the translations that stand at none of the story's own addresses."""
    own = set(map(key_of, addresses))
    some = named if isinstance(named, tuple) else ()
    return tuple(t for t in some if isinstance(t, Translation) and key_of(t.address) not in own)


def _evidence(
    desk: _Desk, testimonies: Sequence[tuple[int, Testimony]]
) -> Iterator[Evidence[object]]:
    """Yield every claim, a field's standing ones first; bounds of the date after its claims."""
    bounds = [by(b, n) for n, t in testimonies for b in t.bounds]
    for name, claims in desk.claims.items():
        rests = desk.rests.get(name, [])
        yield from standing(rests)
        yield from (claim for claim in claims if not _among(claim, rests))
    yield from bounds
    yield from rejected_of(testimonies)


def _among(claim: Evidence[object], others: Claims) -> bool:
    return any(claim is other for other in others)


def _findings(testimonies: Sequence[tuple[int, Testimony]]) -> Iterator[Finding]:
    seen = set()
    for _, testimony in testimonies:
        for finding in testimony.findings:
            if (finding.code, finding.text) not in seen:
                seen.add((finding.code, finding.text))
                yield finding


def _links(testimonies: Sequence[tuple[int, Testimony]]) -> tuple[Link, ...]:
    """Return what the story shows or offers, each once."""
    found: dict[str, Link] = {}
    for _, testimony in testimonies:
        if testimony.kind is Kind.STORY:
            for link in testimony.links:
                found.setdefault(key_of(link.address), link)
    return tuple(found.values())
