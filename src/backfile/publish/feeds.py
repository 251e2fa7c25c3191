"""Feeds and lists for machines: Atom, JSON Feed, sitemap, robots.txt, OpenSearch."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from backfile.publish import when
from backfile.publish.addresses import ROOT
from backfile.publish.build import Build, Output
from backfile.publish.catalogue import Card
from backfile.publish.pages.lists import feed_path
from backfile.publish.past import Noted
from backfile.publish.render import CSP

_ENTRIES = 50
"""Stories in a feed, the newest."""
_WHOLE = 20
"""Of these so many with their whole text: 150 KB at news length."""
_SITEMAP_ENTRIES = 50_000
"""Most addresses that one sitemap may hold (sitemaps.org protocol)."""
_SHORT_NAME = 16
"""Letters of a short name (OpenSearch 1.1)."""
_NO_NAME = re.compile(r"[^\w.]+")
_EPOCH = "1970-01-01"
_FORBIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " "
)
"""Characters that XML 1.0 cannot hold."""


_HEADERS = f"""/*
  Content-Security-Policy: {CSP}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer-when-downgrade
  Cross-Origin-Opener-Policy: same-origin
/media/*
  Cache-Control: public, max-age=31536000, immutable
/theme/fonts/*
  Cache-Control: public, max-age=31536000, immutable
"""
"""What Netlify and Cloudflare Pages are to say with each file."""


def feed_files(build: Build) -> Iterator[Output]:
    """Yield the feeds of the whole archive and of each section."""
    cards = build.catalogue.cards[:_ENTRIES]
    whole = _bodies(build, cards[:_WHOLE])
    yield "feed.xml", _atom(build, "feed.xml", build.site.title, cards, whole)
    yield "feed.json", _json_feed(build, cards, whole)
    for group in build.catalogue.sections.values():
        title = f"{build.site.title} – {group.name}"
        yield feed_path(group), _atom(build, feed_path(group), title, group.cards[:_ENTRIES])


def _bodies(build: Build, cards: Sequence[Card]) -> dict[str, str]:
    """Return the text of some stories as HTML whose links are whole, by id.

    A feed is read far from the site: where the site's own address is not known, no link could be
    whole, and its readers have the first lines and the way to the page.
    """
    site = build.canonical("")
    if not site:
        return {}
    build.shelf.noted = Noted()
    return {
        story.id: build.border.pass_through(story.body.html).replace(ROOT, site)
        for story in build.holdings.stories([card.id for card in cards])
    }


def machine_files(build: Build) -> Iterator[Output]:
    """Yield what search engines and browsers ask for; sitemaps only where the address is known."""
    site = build.canonical("")
    if site:
        yield from _sitemaps(build)
        yield "opensearch.xml", _opensearch(build)
    lines = ["User-agent: *", "Disallow:"] + ([f"Sitemap: {site}sitemap.xml"] if site else [])
    yield "robots.txt", ("\n".join(lines) + "\n").encode()
    yield ".nojekyll", b""
    yield "_headers", _HEADERS.encode()


def _text(text: str) -> str:
    return escape(text.translate(_FORBIDDEN))


def _quoted(text: str) -> str:
    return quoteattr(text.translate(_FORBIDDEN))


def _way(build: Build, feed: str, path: str) -> str:
    return build.canonical(path) or "../" * feed.count("/") + path


def _moment(build: Build, card: Card) -> str:
    """Return the time that a feed must give: the last day that the story may be of.

    A story without any date takes the last day of the archive: it is from no later.
    """
    newest = next(iter(build.catalogue.cards), None)
    span = when.span(card.published) or (when.span(newest.published) if newest else None)
    return f"{span[1].isoformat() if span else _EPOCH}T00:00:00Z"


def _atom(
    build: Build,
    path: str,
    title: str,
    cards: Sequence[Card],
    whole: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return an Atom feed (RFC 4287). A date that is no exact day is no `published`."""
    name = f"tag:backfile.invalid,2026:{_NO_NAME.sub('-', build.publication.title or '')}"
    own = build.canonical(path)
    home = _quoted(_way(build, path, "index.html"))
    updated = max((_moment(build, card) for card in cards), default=f"{_EPOCH}T00:00:00Z")
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(build.words.language)}>',
        f"<title>{_text(title)}</title>",
        f"<subtitle>{_text(build.site.state)}</subtitle>",
        f"<id>{_text(own or f'{name}:{path}')}</id>",
        f"<updated>{updated}</updated>",
        f'<link rel="self" href={_quoted(own or path.rpartition("/")[2])}/>',
        f'<link rel="alternate" type="text/html" href={home}/>',
        '<generator uri="https://pypi.org/project/backfile/">Backfile</generator>',
    ]
    if not cards or not all(card.contributors for card in cards):
        rows.append(f"<author><name>{_text(build.site.title)}</name></author>")
    for card in cards:
        rows += _entry(build, path, card, name)
        if whole.get(card.id):
            rows.append(f'<content type="html">{_text(whole[card.id])}</content>')
        rows.append("</entry>")
    return ("\n".join([*rows, "</feed>"]) + "\n").encode("utf-8", "replace")


def _entry(build: Build, feed: str, card: Card, name: str) -> Iterator[str]:
    language = f" xml:lang={_quoted(card.language)}" if card.language else ""
    yield f"<entry{language}>"
    yield f"<title>{_text(card.headline or build.words('story.untitled'))}</title>"
    yield f"<id>{_text(build.canonical(card.path) or f'{name}:{card.id}')}</id>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(_way(build, feed, card.path))}/>'
    day = when.machine(card.published)
    span = when.span(card.published)
    if day and span and span[0] == span[1]:
        yield f"<published>{day[:10]}T00:00:00Z</published>"
    yield f"<updated>{_moment(build, card)}</updated>"
    for _, who in card.contributors:
        tag = "author" if who.role in {"author", "reporter"} else "contributor"
        yield f"<{tag}><name>{_text(who.name)}</name></{tag}>"
    if card.section and card.section in build.catalogue.sections:
        yield f"<category term={_quoted(build.catalogue.sections[card.section].name)}/>"
    if card.teaser:
        yield f"<summary>{_text(card.teaser)}</summary>"


def _json_feed(build: Build, cards: Sequence[Card], whole: Mapping[str, str]) -> bytes:
    """Return a JSON Feed 1.1."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": build.site.title,
        "description": build.site.state,
        "language": build.words.language,
    }
    if build.options.address:
        feed["home_page_url"] = build.canonical("index.html")
        feed["feed_url"] = build.canonical("feed.json")
    feed["items"] = [_item(build, card, whole.get(card.id)) for card in cards]
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(build: Build, card: Card, whole: str | None) -> dict[str, object]:
    address = _way(build, "feed.json", card.path)
    item: dict[str, object] = {
        "id": build.canonical(card.path) or card.id,
        "url": address,
        "title": card.headline or build.words("story.untitled"),
        **(
            {"summary": card.teaser, "content_html": whole}
            if whole
            else {"content_text": card.teaser}
        ),
        "authors": [{"name": who.name} for _, who in card.contributors],
        "tags": [build.catalogue.tags[key].name for key in card.tags],
    }
    span = when.span(card.published)
    if span and span[0] == span[1] and when.machine(card.published):
        item["date_published"] = f"{span[0].isoformat()}T00:00:00Z"
    if card.language:
        item["language"] = card.language
    return item


def _sitemaps(build: Build) -> Iterator[Output]:
    catalogue = build.catalogue
    paths = ["index.html", "about.html", "letters.html", "stories.html", "dates.html"]
    for groups in (catalogue.sections, catalogue.contributors, catalogue.years):
        paths += [group.path for group in groups.values()]
    paths += [card.path for card in catalogue.cards]
    parts = [paths[i : i + _SITEMAP_ENTRIES] for i in range(0, len(paths), _SITEMAP_ENTRIES)]
    if len(parts) == 1:
        yield "sitemap.xml", _sitemap(build, parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap.{number}.xml", _sitemap(build, part)
    rows = [
        f"<sitemap><loc>{_text(build.canonical(f'sitemap.{n}.xml') or '')}</loc></sitemap>"
        for n in range(1, len(parts) + 1)
    ]
    yield "sitemap.xml", _xml("sitemapindex", rows)


def _sitemap(build: Build, paths: Sequence[str]) -> bytes:
    return _xml(
        "urlset", [f"<url><loc>{_text(build.canonical(p) or '')}</loc></url>" for p in paths]
    )


def _xml(root: str, rows: Sequence[str]) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{space}">'
    return ("\n".join([head, *rows, f"</{root}>"]) + "\n").encode()


def _opensearch(build: Build) -> bytes:
    short = build.site.title[:_SHORT_NAME]
    template = _quoted(f"{build.canonical('search.html')}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{_text(short)}</ShortName>\n"
        f"<Description>{_text(build.site.state)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={template}/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
