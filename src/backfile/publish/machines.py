"""What programs ask for first: sitemap, robots.txt, llms.txt, OpenSearch, headers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from backfile.model.remedy import Surface
from backfile.publish import headers, terms
from backfile.publish.addresses import base_of
from backfile.publish.build import Build, Draft, Output
from backfile.publish.feed_forms import xml_quoted, xml_text
from backfile.text import squeeze

_SITEMAP_ENTRIES = 50_000
"""Most addresses that one sitemap may hold (sitemaps.org protocol)."""
_SHORT_NAME = 16
"""Letters of a short name (OpenSearch 1.1)."""


def machine_files(build: Build, paths: Iterable[str] = ()) -> Iterator[Output]:
    """Yield what search engines and browsers ask for, sitemaps apart.

    Args:
        build: the site.
        paths: its files so far, of which hosts are told how long browsers may keep them.
    """
    if build.canonical(""):
        yield "opensearch.xml", _opensearch(build)
    yield "robots.txt", terms.robots(build)
    if terms.has_licence(build):
        yield terms.LICENCE, terms.rsl(build)
    yield "llms.txt", _llms(build)
    yield ".nojekyll", b""
    yield from _headers(build, headers.kept_of(base_of(build.options.address), paths))


def _headers(build: Build, kept: headers.Kept) -> Iterator[Output]:
    """Yield what each kind of host is to say with the files of the site."""
    decided = terms.terms_of(build)
    usage = f"  Content-Usage: {decided.usage}\n" if decided else ""
    page, media = guards_of(build)
    rows = [f"{kept.base}/{path}\n  X-Robots-Tag: noindex\n" for path in unindexed(build)]
    yield "_headers", "".join([headers.netlify(page, media, usage, kept), *rows]).encode()
    yield "headers/nginx.conf", headers.nginx(page, media, kept.base)
    yield "headers/cloudfront.json", headers.cloudfront(page)


def guards_of(build: Build) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the pages and the media of a site say so that browsers guard its readers."""
    is_tls = (build.options.address or "").startswith("https:")
    rows = (headers.PAGE, headers.MEDIA)
    page, media = (headers.said_for(row, build.policy, is_tls=is_tls) for row in rows)
    return page, media


def unindexed(build: Build) -> list[str]:
    """Return the paths of the pages that no search engine is to hold."""
    kept = [c.path for c in build.catalogue.all_cards() if Surface.SEARCH in c.kept_from]
    return sorted([*kept, *build.catalogue.tombs])


def _llms(build: Build) -> bytes:
    """Return what a program that reads for somebody should know first (llmstxt.org)."""
    rows = [f"# {_line(build.site.title)}", "", f"> {_line(build.site.state)}", ""]
    rows += [_line(build.site.folio), "", "## What is here", ""]
    rows += [f"- [{name}]({build.canonical(path) or path}): {what}" for name, path, what in _HERE]
    rows += ["", "## How to read it", "", *_MANNER]
    if build.options.licence:
        rows.append(f"- Terms of use: {_line(build.options.licence)}")
    decided = terms.terms_of(build)
    if decided:
        rows.append(f"- Use by AI (Content-Usage): {decided.usage}")
    return ("\n".join(rows) + "\n").encode("utf-8", "replace")


def _line(text: str) -> str:
    return squeeze(text).replace("[", "(").replace("]", ")")


_HERE = (
    ("All stories", "stories.html", "every story, newest first"),
    ("By date", "dates.html", "years, months and how many stories each has"),
    ("About the archive", "about.html", "what is kept, what is missing"),
    ("API", "api/openapi.json", "OpenAPI 3.1; api/stories.json has all stories in brief"),
    ("Feed", "feed.xml", "the newest stories, Atom"),
)
_MANNER = (
    "- Each story's page holds its schema.org description as JSON-LD.",
    "- A date that is not certain is given as a span, and is no `datePublished`: do not narrow it.",
    "- Cite a story by its page here; `isBasedOn` is where it first stood.",
)


def sitemaps(build: Build) -> Iterator[Draft]:
    """Yield the addresses of all pages for search engines; none where the site's is not known."""
    if not build.canonical(""):
        return
    catalogue = build.catalogue
    paths = ["index.html", "about.html", "stories.html", "dates.html"]
    paths += ["letters.html"] if build.site.letters else []
    days = {card.path: card.changed for card in catalogue.cards}
    for groups in (catalogue.sections, catalogue.contributors, catalogue.years):
        paths += [group.path for group in groups.values()]
    for shared in (catalogue.tags, catalogue.series):
        paths += [group.path for group in shared.values() if len(group) > 1]
    paths += [card.path for card in catalogue.on(Surface.SEARCH)]
    parts = [paths[i : i + _SITEMAP_ENTRIES] for i in range(0, len(paths), _SITEMAP_ENTRIES)]
    names = [f"sitemap.{n}.xml" for n in range(1, len(parts) + 1)] if parts[1:] else ["sitemap.xml"]
    for name, part in zip(names, parts, strict=True):
        key = build.key((name, part, [days.get(path) for path in part]), ())
        yield name, key, partial(_sitemap, build, part, days)
    if parts[1:]:
        yield "sitemap.xml", build.key(names, ()), partial(_index_of, build, names)


def _index_of(build: Build, names: Sequence[str]) -> bytes:
    ways = (xml_text(build.canonical(name) or "") for name in names)
    return _xml("sitemapindex", [f"<sitemap><loc>{way}</loc></sitemap>" for way in ways])


def _sitemap(build: Build, paths: Sequence[str], days: Mapping[str, str]) -> bytes:
    """Return a sitemap; a story's page was last changed when its story was (`lastmod`)."""
    rows = []
    for path in paths:
        day = days.get(path)
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        rows.append(f"<url><loc>{xml_text(build.canonical(path) or '')}</loc>{changed}</url>")
    return _xml("urlset", rows)


def _xml(root: str, rows: Sequence[str]) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{space}">'
    return ("\n".join([head, *rows, f"</{root}>"]) + "\n").encode()


def _opensearch(build: Build) -> bytes:
    short = build.site.title[:_SHORT_NAME]
    template = xml_quoted(f"{build.canonical('search.html')}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(short)}</ShortName>\n"
        f"<Description>{xml_text(build.site.state)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={template}/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
