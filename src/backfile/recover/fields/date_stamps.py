"""The dates that machines left in a page: linked data, metas, and the address.

Each source's trust stands in TRUSTS.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from backfile.markup.tree import attributes_of
from backfile.model.evidence import Evidence
from backfile.recover.dates import read_date
from backfile.recover.dates_figures import find_in_address
from backfile.recover.dates_reading import Reading as DateReading
from backfile.recover.page import Page
from backfile.urls import split

TRUSTS: dict[str, float] = {
    "ld+json": 0.97,
    "ld+json:page": 0.95,
    "meta": 0.97,
    "meta:plain": 0.88,
    "label": 0.96,
    "label:plain": 0.88,
    "label:earlier": 0.7,
    "label:updated": 0.72,
    "time": 0.96,
    "time:published": 0.96,
    "time:changed": 0.9,
    "learnt": 0.97,
    "named": 0.93,
    "between": 0.95,
    "line": 0.9,
    "after": 0.85,
    "address": 0.97,
    "address:slug": 0.93,
    "address:number": 0.86,
    "address:year": 0.7,
}
"""Share of such readings that named the true day (python bench/dates.py measures them anew)."""
PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "citation_publication_date", "citation_date",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publishdate",
    "pubdate", "article.published", "cxenseparse:recs:publishtime",
    "article_date_original", "originalpublicationdate", "publication_date",
    "published_date", "article:publicationdate",
)  # fmt: skip
"""Metas that name the publication date, by name, property or itemprop."""
PLAIN_METAS = ("date", "dc.date", "dcterms.date", "article.created", "datecreated")
"""Metas that may name the date of the file as well."""
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
_PAGES = frozenset({"webpage"})
_FIRST_YEAR = 1500
_CHANGED = re.compile(r"modif|\bupdated?\b|last[-_]?update|update[-_]?(?:d|date|time)\b")
_EPOCH_DIGITS = (10, 13)


def read_stamp(value: str) -> DateReading | None:
    """Read the date of a machine's stamp: ISO 8601, RFC 5322, seconds since 1970, or words."""
    value = value.strip()
    if value.isdecimal() and len(value) in _EPOCH_DIGITS:
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        value = moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    elif value[:8].isdecimal() and (len(value) == 8 or value[8:9] == "T"):  # noqa: PLR2004 - 20160317
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    found = read_date(value[:80])
    if found is None or found.span is None or found.span[0].year < _FIRST_YEAR:
        return None
    return found


def kind_of_time(raw: str) -> str:
    """Say what a time element tells, by its property or names: a key of TRUSTS, or "modified".

    Args:
        raw: the attributes of the element as written.
    """
    if "odif" not in raw and "pdat" not in raw and "ublish" not in raw:
        return "time"
    attributes = attributes_of(raw)
    names = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".casefold()
    if "publish" in names:
        return "time:published"
    if "-date" in names and "modif" not in names:
        return "time"  # "entry-date updated": themes mark the one date that they print as both
    return "modified" if _CHANGED.search(names) else "time"


def claims_of(name: str, value: str, place: str, trust: float) -> Iterator[Evidence[object]]:
    """Yield what one stamp claims: the day, and the moment where it gives one with its zone."""
    found = read_stamp(value)
    if found is None or found.edtf is None:
        return
    if name == "modified":
        yield Evidence(name, found.instant or found.edtf, place, trust)
        return
    yield Evidence(name, found.edtf, place, trust)
    if found.instant:
        yield Evidence("published_at", found.instant, place, trust)


def from_linked(page: Page) -> Iterator[Evidence[object]]:
    """Yield what the linked data (JSON-LD, microdata) says of publication and last change."""
    story = page.linked.story()
    how = "ld+json"
    if story is None:
        story, how = next(page.linked.of_type(_PAGES), None), "ld+json:page"
    if story is None:
        return
    for key, name in (("datePublished", "published"), ("dateModified", "modified")):
        for value in page.linked.words(story.get(key))[:1]:
            yield from claims_of(name, value, f"ld+json:{key}", TRUSTS[how])


def from_metas(page: Page) -> Iterator[Evidence[object]]:
    """Yield what the metas of the head say of publication and last change."""
    for names, how in ((PUBLISHED_METAS, "meta"), (PLAIN_METAS, "meta:plain")):
        for name in names:
            for value in page.head.all_of(name)[:1]:
                yield from claims_of("published", value, f"meta:{name}", TRUSTS[how])
    for name in MODIFIED_METAS:
        for value in page.head.all_of(name)[:1]:
            yield from claims_of("modified", value, f"meta:{name}", TRUSTS["meta"])


def from_address(page: Page) -> Iterator[Evidence[object]]:
    """Yield the date in the page's own address, or in the one that it gives as its main one."""
    for address in dict.fromkeys((page.address or "", page.head.link("canonical"))):
        parts = split(address)
        found = find_in_address(parts.path) if parts else None
        if found is not None and found.edtf:
            reason = f"The address names {found.text.strip('/')}."
            yield Evidence("published", found.edtf, "address", TRUSTS[_way(found)], reason)
            return


def _way(found: DateReading) -> str:
    """Say how an address names its date: in folders, in its last part, or as part of a number."""
    if not found.month:
        return "address:year"  # a folder that is only a year may be a topic ("/election/2016/")
    if found.text.startswith("/"):
        return "address"
    return "address:number" if found.text.isdecimal() else "address:slug"
