"""The forms of a feed: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

The law of the place: a date that is no certain day is no `published`.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime
from types import MappingProxyType
from zlib import crc32

from backfile.publish import when
from backfile.publish.build import Build
from backfile.publish.cards import Card
from backfile.publish.harmless import harmless

_NO_NAME = re.compile(r"[^\w.]+")
_EPOCH = "1970-01-01"
_DAY = 86_400
"""Seconds."""
_AUTHORS = frozenset({"author", "reporter"})
_FORBIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " "
)
"""Characters that XML 1.0 cannot hold."""
_BROKEN = {ord(sign): f"&#{ord(sign)};" for sign in "\n\r\t"}
"""What breaks a line stands in an attribute as a reference: read plainly it would be a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Some stories, newest first, for whoever follows them."""

    path: str
    """Where it stands, without the ending that its form gives it."""
    title: str
    cards: Sequence[Card]
    home: str = "index.html"
    """The page that shows the same."""
    whole: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The text of some of them as HTML whose links are whole, by id."""
    asked: str | None = None
    """Its whole address, where that is not made from its path."""


def xml_text(text: str) -> str:
    """Return words as XML holds them."""
    return html.escape(text.translate(_FORBIDDEN), quote=False)


def xml_quoted(text: str) -> str:
    """Return words as the value of an XML attribute, with its quotes."""
    said = xml_text(text).translate(_BROKEN)
    if '"' in said and "'" not in said:
        return f"'{said}'"
    return '"' + said.replace('"', "&quot;") + '"'


def way_to(build: Build, feed: str, path: str) -> str:
    """Return a page's address, whole where that is known, else from where the feed stands."""
    return build.canonical(path) or "../" * feed.count("/") + path


def _day(card: Card) -> str | None:
    """Return the day of a story, where it is certain."""
    span = when.span(card.published)
    if span is None or span[0] != span[1] or not when.machine(card.published):
        return None
    return span[0].isoformat()


def _moment(build: Build, card: Card) -> str:
    """Return the time that a feed must give: on the last day that the story may be of.

    A story without any date takes the last day of the archive: it is from no later. The time of day
    comes from its id and means nothing: Atom wants a time, and readers of feeds take two entries
    of one time for one entry's two states.
    """
    newest = next(iter(build.catalogue.cards), None)
    span = when.span(card.published) or (when.span(newest.published) if newest else None)
    hours, rest = divmod(crc32(card.id.encode("utf-8", "replace")) % _DAY, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{span[1].isoformat() if span else _EPOCH}T{hours:02}:{minutes:02}:{seconds:02}Z"


def _name(build: Build) -> str:
    return f"tag:backfile.invalid,2026:{_NO_NAME.sub('-', build.publication.title or '')}"


def atom(build: Build, feed: Feed) -> bytes:
    """Return an Atom feed."""
    path = f"{feed.path}.xml"
    own = feed.asked or build.canonical(path)
    home = xml_quoted(way_to(build, path, feed.home))
    updated = max((_moment(build, card) for card in feed.cards), default=f"{_EPOCH}T00:00:00Z")
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={xml_quoted(build.words.language)}>',
        f"<title>{xml_text(feed.title)}</title>",
        f"<subtitle>{xml_text(build.site.state)}</subtitle>",
        f"<id>{xml_text(own or f'{_name(build)}:{path}')}</id>",
        f"<updated>{updated}</updated>",
        f'<link rel="self" href={xml_quoted(own or path.rpartition("/")[2])}/>',
        f'<link rel="alternate" type="text/html" href={home}/>',
        '<generator uri="https://pypi.org/project/backfile/">Backfile</generator>',
    ]
    if not feed.cards or not all(_has_author(card) for card in feed.cards):
        rows.append(f"<author><name>{xml_text(build.site.title)}</name></author>")
    if build.options.licence:
        rows.append(f'<link rel="license" href={xml_quoted(build.options.licence)}/>')
    for card in feed.cards:
        rows += _entry(build, path, card)
        if feed.whole.get(card.id):
            rows.append(f'<content type="html">{xml_text(feed.whole[card.id])}</content>')
        rows.append("</entry>")
    return ("\n".join([*rows, "</feed>"]) + "\n").encode("utf-8", "replace")


def _has_author(card: Card) -> bool:
    return any(who.role in _AUTHORS and who.name for _, who in card.contributors)


def _entry(build: Build, feed: str, card: Card) -> Iterator[str]:
    way = xml_quoted(way_to(build, feed, card.path))
    yield f"<entry xml:lang={xml_quoted(card.language)}>" if card.language else "<entry>"
    yield f"<title>{xml_text(card.headline or build.words('story.untitled'))}</title>"
    yield f"<id>{xml_text(build.canonical(card.path) or f'{_name(build)}:{card.id}')}</id>"
    yield f'<link rel="alternate" type="text/html" href={way}/>'
    for other in build.catalogue.translations(card.id):
        if other.language:
            there = xml_quoted(way_to(build, feed, other.path))
            tongue = xml_quoted(other.language)
            yield f'<link rel="alternate" type="text/html" hreflang={tongue} href={there}/>'
    day = _day(card)
    if day:
        yield f"<published>{day}T00:00:00Z</published>"
    yield f"<updated>{_moment(build, card)}</updated>"
    for _, who in card.contributors:
        tag = "author" if who.role in _AUTHORS else "contributor"
        yield f"<{tag}><name>{xml_text(who.name)}</name></{tag}>"
    for name in _subjects(build, card):
        yield f"<category term={xml_quoted(name)}/>"
    if card.teaser:
        yield f"<summary>{xml_text(card.teaser)}</summary>"


def _subjects(build: Build, card: Card) -> Iterator[str]:
    """Yield the names of a story's section and tags."""
    if card.section and card.section in build.catalogue.sections:
        yield build.catalogue.sections[card.section].name
    yield from _topics(build, card)


def _topics(build: Build, card: Card) -> Iterator[str]:
    """Yield the names of a story's tags and of its series."""
    yield from (build.catalogue.tags[key].name for key in card.tags)
    if card.series:
        yield card.series.name


def rss(build: Build, feed: Feed) -> bytes:
    """Return an RSS 2.0 feed; its links must be whole, so the site's address must be known."""
    path = f"{feed.path}.rss"
    own = feed.asked or build.canonical(path) or ""
    space = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" {space} xmlns:content="http://purl.org/rss/1.0/modules/content/">',
        "<channel>",
        f"<title>{xml_text(feed.title)}</title>",
        f"<link>{xml_text(way_to(build, path, feed.home))}</link>",
        f"<description>{xml_text(build.site.state)}</description>",
        f"<language>{xml_text(build.words.language)}</language>",
        f'<atom:link rel="self" type="application/rss+xml" href={xml_quoted(own)}/>',
        "<generator>Backfile</generator>",
    ]
    for card in feed.cards:
        rows += _rss_item(build, path, card, feed.whole.get(card.id))
    return ("\n".join([*rows, "</channel>", "</rss>"]) + "\n").encode("utf-8", "replace")


def _rss_item(build: Build, path: str, card: Card, whole: str | None) -> Iterator[str]:
    way = xml_text(way_to(build, path, card.path))
    yield "<item>"
    yield f"<title>{xml_text(card.headline or build.words('story.untitled'))}</title>"
    yield f'<link>{way}</link>\n<guid isPermaLink="true">{way}</guid>'
    day = _day(card)
    if day:
        midnight = datetime.combine(datetime.fromisoformat(day), time(), UTC)
        yield f"<pubDate>{format_datetime(midnight)}</pubDate>"
    for _, who in card.contributors:
        yield f"<dc:creator>{xml_text(who.name)}</dc:creator>"
    for name in _subjects(build, card):
        yield f"<category>{xml_text(name)}</category>"
    if card.teaser:
        yield f"<description>{xml_text(xml_text(card.teaser))}</description>"
    if whole:
        yield f"<content:encoded>{xml_text(whole)}</content:encoded>"
    yield "</item>"


def json_feed(build: Build, feed: Feed) -> bytes:
    """Return a JSON Feed."""
    path = f"{feed.path}.json"
    said: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": build.site.state,
        "language": build.words.language,
    }
    if build.options.address:
        said["home_page_url"] = build.canonical(feed.home)
        said["feed_url"] = feed.asked or build.canonical(path)
    said["items"] = [_item(build, path, card, feed.whole.get(card.id)) for card in feed.cards]
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return harmless(text.encode("utf-8", "replace"))


def _item(build: Build, path: str, card: Card, whole: str | None) -> dict[str, object]:
    item: dict[str, object] = {
        "id": build.canonical(card.path) or card.id,
        "url": way_to(build, path, card.path),
        "title": card.headline or build.words("story.untitled"),
        **(
            {"summary": card.teaser, "content_html": whole}
            if whole
            else {"content_text": card.teaser}
        ),
        "authors": [{"name": who.name} for _, who in card.contributors],
        "tags": list(_topics(build, card)),
    }
    day = _day(card)
    if day:
        item["date_published"] = f"{day}T00:00:00Z"
    if card.language:
        item["language"] = card.language
    translations = [
        {"language": other.language, "url": way_to(build, path, other.path)}
        for other in build.catalogue.translations(card.id)
    ]
    if translations:
        item["_translations"] = translations
    return item
