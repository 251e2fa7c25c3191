"""What machines read in a page: schema.org as JSON-LD, OpenGraph, Highwire tags for Zotero."""

import json
from collections.abc import Iterable

import msgspec

from backfile.model.publication import Publication
from backfile.model.story import Story, StoryType
from backfile.publish import when
from backfile.publish.addresses import absolute
from backfile.publish.catalogue import Card
from backfile.text import squeeze

SCHEMA_TYPES: dict[StoryType, str] = {
    StoryType.OPINION: "OpinionNewsArticle",
    StoryType.EXPLAINER: "BackgroundNewsArticle",
    StoryType.EVENT: "Article",
    StoryType.PROJECT: "Article",
    StoryType.OTHER: "Article",
}
"""Types of schema.org; all others are NewsArticle."""
MARC_PROPERTIES: dict[str, str] = {
    "author": "author",
    "reporter": "author",
    "editor": "editor",
    "translator": "translator",
}
"""Property of schema.org for a role; all others are `contributor`."""
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


def json_ld(
    story: Story, card: Card, publication: Publication, site: str | None, picture: str | None
) -> str:
    """Return a story as schema.org NewsArticle that is also a part of an archive."""
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": [SCHEMA_TYPES.get(story.type, "NewsArticle"), "ArchiveComponent"],
        "identifier": story.id,
        "headline": story.headline or "",
        "isPartOf": periodical(publication),
        "publisher": {"@type": "NewsMediaOrganization", "name": publication.title or ""},
    }
    optional = {
        "alternativeHeadline": story.standfirst,
        "datePublished": story.published_at or when.machine(story.published),
        "dateModified": story.modified,
        "articleSection": story.section,
        "keywords": list(story.tags),
        "inLanguage": story.language,
        "timeRequired": f"PT{story.read_minutes}M" if story.read_minutes else None,
        "url": absolute(site, card.path),
        "sameAs": list(story.addresses),
        "image": picture and site and absolute(site, picture),
        "correction": [notice.text for notice in story.notices if notice.kind == "correction"],
    }
    said |= {key: value for key, value in optional.items() if value}
    for who in story.contributors:
        kind = "Organization" if who.role in {"agency", "staff"} else "Person"
        people = said.setdefault(MARC_PROPERTIES.get(who.role, "contributor"), [])
        if isinstance(people, list):
            people.append({"@type": kind, "name": who.name})
    return as_script(said)


def metadata(
    story: Story, title: str, site: tuple[str | None, str | None]
) -> Iterable[tuple[str, str, str]]:
    """Yield meta elements as (attribute, name, content): OpenGraph, Highwire and Zotero's.

    `site` is the page's and its picture's whole address, where the site's own is known.
    """
    page, picture = site
    headline = story.headline or ""
    description = squeeze(story.standfirst or story.body.text[: 2 * _DESCRIPTION])[:_DESCRIPTION]
    day = when.machine(story.published)
    rows = [
        ("name", "description", description),
        ("property", "og:type", "article"),
        ("property", "og:title", headline),
        ("property", "og:description", description),
        ("property", "og:site_name", title),
        ("property", "og:url", page),
        ("property", "og:image", picture),
        ("property", "og:locale", (story.language or "").replace("-", "_")),
        ("property", "article:published_time", story.published_at or day),
        ("property", "article:section", story.section),
        ("name", "twitter:card", "summary_large_image" if picture else "summary"),
        ("name", "z:itemType", "newspaperArticle"),
        ("name", "citation_title", headline),
        *(
            ("name", "citation_author", who.name)
            for who in story.contributors
            if who.role in MARC_PROPERTIES and MARC_PROPERTIES[who.role] == "author"
        ),
        ("name", "citation_date", day.replace("-", "/") if day else None),
        ("name", "citation_language", story.language),
        ("name", "citation_public_url", page),
        ("name", "DC.relation.ispartof", title),
    ]
    return ((kind, name, content) for kind, name, content in rows if content)
