"""What machines read in a page: schema.org as JSON-LD, OpenGraph, Highwire tags for Zotero."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from backfile.model.publication import Publication
from backfile.model.story import Story, StoryType
from backfile.publish import when
from backfile.publish.addresses import absolute
from backfile.publish.cards import Card
from backfile.text import fold, squeeze

SCHEMA_TYPES: dict[StoryType, str] = {
    StoryType.OPINION: "OpinionNewsArticle",
    StoryType.EXPLAINER: "BackgroundNewsArticle",
    StoryType.EVENT: "Article",
    StoryType.PROJECT: "Article",
    StoryType.OTHER: "Article",
}
"""Types of schema.org; all others are NewsArticle."""
_MAY_ANALYSE = frozenset({"NewsArticle", "BackgroundNewsArticle"})
ANALYSIS = frozenset(
    map(
        fold,
        [
            *("analysis", "analyses", "news analysis", "analyse", "analysen", "analyses"),
            *("análisis", "análise", "analisi", "анализ", "аналитика", "تحليل", "تحليلات", "分析"),
        ],
    )
)
"""Names of sections that hold what schema.org calls AnalysisNewsArticle, folded."""
_NO_GENRE = frozenset({StoryType.NEWS, StoryType.OTHER})
MARC_PROPERTIES: dict[str, str] = {
    "author": "author",
    "reporter": "author",
    "editor": "editor",
    "translator": "translator",
}
"""Property of schema.org for a role; all others are `contributor`."""
_PEOPLE = {"author": "citation_author", "editor": "citation_editor"}
"""Highwire's names for the people that it knows."""
_EVENT_STATUSES: dict[str, str] = {
    "scheduled": "https://schema.org/EventScheduled",
    "rescheduled": "https://schema.org/EventRescheduled",
    "postponed": "https://schema.org/EventPostponed",
    "moved-online": "https://schema.org/EventMovedOnline",
    "cancelled": "https://schema.org/EventCancelled",
}
_ATTENDANCE: dict[tuple[bool, bool], str] = {
    (True, True): "https://schema.org/MixedEventAttendanceMode",
    (True, False): "https://schema.org/OfflineEventAttendanceMode",
    (False, True): "https://schema.org/OnlineEventAttendanceMode",
}
"""How one took part, by whether there was a place and an address on the web."""
_SAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
_DESCRIPTION = 300


def as_script(data: object) -> str:
    """Return JSON that may stand inside a script element whatever it says."""
    try:
        said = msgspec.json.encode(data).decode()
    except UnicodeEncodeError:  # half a character (a lone surrogate), which no encoder takes
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter, escaped in _SAFE:
        if letter in said:
            said = said.replace(letter, escaped)
    return said


def periodical(publication: Publication) -> dict[str, object]:
    """Return the publication as schema.org Periodical."""
    said: dict[str, object] = {"@type": "Periodical", "name": publication.title or ""}
    if publication.issn:
        said["issn"] = publication.issn
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a story's page is a part of, as machines are told."""

    publication: Publication
    title: str
    """The publication's, as the site shows it."""
    site: str | None = None
    """The site's whole address."""
    keeper: str | None = None
    licence: str | None = None


def archive_of(keeper: str | None) -> dict[str, object] | None:
    """Return who keeps the archive as schema.org ArchiveOrganization."""
    return {"@type": "ArchiveOrganization", "name": keeper} if keeper else None


def json_ld(
    story: Story,
    card: Card,
    setting: Setting,
    picture: str | None,
    translations: Sequence[Card] = (),
) -> str:
    """Return a story as schema.org NewsArticle that is also a part of an archive.

    `datePublished` is only what is certain. A date that is known as a span is no `datePublished`:
    it is told as `temporalCoverage`, an interval (ISO 8601).

    Args:
        story: whose page it is.
        card: the same in brief.
        setting: what it is a part of.
        picture: path of its lead picture on the site.
        translations: the same story in other languages.
    """
    publication, site = setting.publication, setting.site
    page = absolute(site, card.path)
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": [_type_of(story), "ArchiveComponent"],
        "identifier": story.id,
        "headline": story.headline or "",
        "isPartOf": periodical(publication),
        "publisher": {"@type": "NewsMediaOrganization", "name": publication.title or ""},
    }
    if story.series:
        series = {"@type": "CreativeWorkSeries", "name": story.series.name}
        said["isPartOf"] = [periodical(publication), series]
    said |= {key: value for key, value in _known(story, setting, page, picture).items() if value}
    for who in story.contributors:
        kind = "Organization" if who.role in {"agency", "staff"} else "Person"
        people = said.setdefault(MARC_PROPERTIES.get(who.role, "contributor"), [])
        if isinstance(people, list):
            people.append({"@type": kind, "name": who.name})
    for other in translations:
        works = said.setdefault(_relation(card, other), [])
        if isinstance(works, list):
            works.append(_work(other, setting))
    return as_script(said)


def _known(
    story: Story, setting: Setting, page: str | None, picture: str | None
) -> dict[str, object]:
    """Return what is told of a story where it is known."""
    exact = when.machine(story.published)
    return {
        "alternativeHeadline": story.standfirst,
        "datePublished": story.published_at or exact,
        "temporalCoverage": None if exact else when.interval(story.published),
        "dateModified": story.modified,
        "articleSection": story.section,
        "genre": story.type.value if story.type not in _NO_GENRE else None,
        "position": story.series.part if story.series else None,
        "keywords": list(story.tags),
        "inLanguage": story.language,
        "timeRequired": f"PT{story.read_minutes}M" if story.read_minutes else None,
        "url": page,
        "archivedAt": page,
        "isBasedOn": next(iter(story.addresses), None),
        "sameAs": list(story.addresses),
        "image": _picture(story, picture and absolute(setting.site, picture)),
        "correction": [
            {"@type": "CorrectionComment", "text": notice.text}
            for notice in story.notices
            if notice.kind == "correction"
        ],
        "holdingArchive": archive_of(setting.keeper),
        "license": setting.licence,
        "about": event_said(story, page),
        "isAccessibleForFree": True,
        "speakable": _speakable(story),
    }


def _speakable(story: Story) -> dict[str, object]:
    """Return which parts of the page are read aloud (schema.org SpeakableSpecification)."""
    parts = (
        ("h1[data-text]", story.headline),
        (".standfirst[data-text]", story.standfirst),
        (".body[data-text]", story.body.html),
    )
    spoken = [selector for selector, there in parts if there]
    return {"@type": "SpeakableSpecification", "cssSelector": spoken} if spoken else {}


def _type_of(story: Story) -> str:
    """Return the type of schema.org; news and background in a section for analysis are that."""
    is_analysis = story.section is not None and fold(story.section) in ANALYSIS
    usual = SCHEMA_TYPES.get(story.type, "NewsArticle")
    return "AnalysisNewsArticle" if is_analysis and usual in _MAY_ANALYSE else usual


def _relation(card: Card, other: Card) -> str:
    """Return what another language's story is to one: its original, or its translation.

    Whoever credits a translator was translated; else the earlier of two certain days came first.
    """
    mine, theirs = _is_credited(card), _is_credited(other)
    days = when.machine(card.published), when.machine(other.published)
    is_later = bool(days[0] and days[1] and days[0] > days[1])
    is_translation = mine if mine != theirs else is_later
    return "translationOfWork" if is_translation else "workTranslation"


def _is_credited(card: Card) -> bool:
    return any(who.role == "translator" for _, who in card.contributors)


def _work(card: Card, setting: Setting) -> dict[str, object]:
    said = {
        "@type": "NewsArticle",
        "identifier": card.id,
        "headline": card.headline,
        "inLanguage": card.language,
        "url": absolute(setting.site, card.path),
    }
    return {key: value for key, value in said.items() if value}


def event_said(story: Story, page: str | None) -> dict[str, object] | None:
    """Return the event that a story announces as schema.org Event."""
    occasion = story.occasion
    if occasion is None:
        return None
    there = [
        {"@type": "Place", "name": occasion.venue or "", "address": occasion.venue_address or ""}
        if occasion.venue or occasion.venue_address
        else None,
        {"@type": "VirtualLocation", "url": occasion.online} if occasion.online else None,
    ]
    told = {
        "name": story.headline or "",
        "startDate": _moment(occasion.starts),
        "endDate": _moment(occasion.ends),
        "eventStatus": _EVENT_STATUSES.get(occasion.status or ""),
        "eventAttendanceMode": _ATTENDANCE.get((there[0] is not None, there[1] is not None)),
        "location": [place for place in there if place],
        "offers": {"@type": "Offer", "url": occasion.registration}
        if occasion.registration
        else None,
        "url": page,
    }
    return {"@type": "Event", **{key: value for key, value in told.items() if value}}


def _moment(text: str | None) -> str | None:
    """Return a time or a certain day, month or year (ISO 8601); None for what is only presumed."""
    day = when.machine(when.day_of(text))
    return text if day else None


def _picture(story: Story, address: str | None) -> dict[str, object] | None:
    image = story.lead_image
    if image is None or not address:
        return None
    said = {"contentUrl": address, "caption": image.caption, "creditText": image.credit}
    return {"@type": "ImageObject", **{key: value for key, value in said.items() if value}}


def metadata(
    story: Story,
    setting: Setting,
    page: str | None,
    picture: str | None,
    languages: Sequence[str] = (),
) -> Iterable[tuple[str, str, str]]:
    """Yield meta elements as (attribute, name, content): OpenGraph, Highwire and Zotero's.

    Zotero takes a newspaper article, with all that its Embedded Metadata translator reads: author,
    date, section, ISSN, tags, rights, and any field of its own that stands behind `z:`. A date that
    is known as a span is a month or a year there, and the span stands in `extra`, where citation
    styles find it (`issued`, EDTF).

    Args:
        story: whose page it is.
        setting: what it is a part of.
        page: the page's whole address, where the site's own is known.
        picture: its picture's whole address, likewise.
        languages: the others in which it stands here.
    """
    headline = story.headline or ""
    description = squeeze(story.standfirst or story.body.text[: 2 * _DESCRIPTION])[:_DESCRIPTION]
    day = when.machine(story.published)
    rows = [
        ("name", "description", description),
        ("property", "og:type", "article"),
        ("property", "og:title", headline),
        ("property", "og:description", description),
        ("property", "og:site_name", setting.title),
        ("property", "og:url", page),
        ("property", "og:image", picture),
        ("property", "og:locale", (story.language or "").replace("-", "_")),
        *(("property", "og:locale:alternate", tag.replace("-", "_")) for tag in languages),
        ("property", "article:published_time", story.published_at or day),
        ("property", "article:section", story.section),
        ("name", "twitter:card", "summary_large_image" if picture else "summary"),
        ("name", "z:itemType", "newspaperArticle"),
        *_cited(story, setting, page),
    ]
    return ((kind, name, content) for kind, name, content in rows if content)


def _cited(
    story: Story, setting: Setting, page: str | None
) -> Iterable[tuple[str, str, str | None]]:
    """Yield what Zotero's fields are filled from: its own names, Highwire's, Dublin Core's."""
    certain = when.certain_part(story.published)
    wide = None if when.machine(story.published) else when.interval(story.published)
    return [
        ("name", "z:archive", setting.keeper),
        ("name", "z:archiveLocation", story.id),
        ("name", "z:extra", wide and f"issued: {wide}"),
        ("name", "citation_title", story.headline),
        *(
            ("name", _PEOPLE[MARC_PROPERTIES[who.role]], who.name)
            for who in story.contributors
            if MARC_PROPERTIES.get(who.role) in _PEOPLE
        ),
        ("name", "citation_date", certain.replace("-", "/") if certain else None),
        ("name", "citation_language", story.language),
        ("name", "citation_issn", setting.publication.issn),
        *(("name", "citation_keywords", tag) for tag in story.tags),
        ("name", "citation_public_url", page),
        ("name", "DC.relation.ispartof", setting.title),
        ("name", "DC.rights", setting.licence),
        # Not DC.source: Zotero takes it for the publication's title.
        ("name", "DCTERMS.isVersionOf", next(iter(story.addresses), None)),
        ("name", "DC.identifier", story.id),
    ]
