"""What one HTML page says of itself: its kind and, of a story, each field with its evidence."""

from collections.abc import Iterator
from dataclasses import replace

from backfile.markup.cleaned import Cleaned
from backfile.model.capture import Capture, Kind
from backfile.model.evidence import Evidence
from backfile.model.story import Image
from backfile.model.testimony import Link, Testimony
from backfile.recover.addressing import (
    find_twin,
    keys_of,
    order_of,
    own_addresses,
)
from backfile.recover.body import read_body, read_notices, write_body
from backfile.recover.fields.byline import read_byline
from backfile.recover.fields.date import DatesRead, read_dates
from backfile.recover.fields.headline import read_headline
from backfile.recover.fields.language import read_language
from backfile.recover.fields.occasion import read_occasion
from backfile.recover.fields.picture import find_lead, read_lead
from backfile.recover.fields.readtime import read_minutes
from backfile.recover.fields.section import read_section, read_tags
from backfile.recover.fields.series import read_series
from backfile.recover.fields.standfirst import (
    find_standfirst,
    read_standfirst,
    standfirst_blocks,
)
from backfile.recover.fields.translation import read_translations
from backfile.recover.interior import mark_interior
from backfile.recover.kinds import Judgement, judge
from backfile.recover.later import find_later, first_of_several, without_mark
from backfile.recover.layout import Layout
from backfile.recover.page import Page
from backfile.recover.parsing import parse_page
from backfile.recover.publication import contact_finding, read_issn, read_letter
from backfile.recover.reading import Reading, Shown, read_page
from backfile.recover.trust import TRUST
from backfile.recover.viewer import find_viewer, testimony_of_viewer
from backfile.urls import host_of

AROUND = 10
"""Blocks before and after the headline in which dates, names and reading times are looked for."""


def testify_page(capture: Capture, layout: Layout) -> Testimony:
    """Say what a page is and, of a story, what it prints and declares."""
    page = parse_page(capture)
    reading = look_at(page, layout)
    viewer = find_viewer(reading)
    if viewer is not None:
        return testimony_of_viewer(reading, viewer, capture)
    judgement = judge(reading)
    if judgement.kind is Kind.STORY:
        return _story(reading, judgement, capture)
    return Testimony(
        kind=judgement.kind,
        why=judgement.why,
        publication=tuple(_publication(reading)),
        addresses=own_addresses(page)[:1] if page.address else (),
        mentions_addresses=_mentions(page) if judgement.kind is Kind.LIST else (),
        findings=capture.findings,
    )


def look_at(page: Page, layout: Layout) -> Reading:
    """Find headline, body and furniture of a page."""
    reading = read_page(page, layout.of(page))
    mark_interior(reading)
    return reading


def _story(reading: Reading, judgement: Judgement, capture: Capture) -> Testimony:
    page = reading.page
    standfirst = find_standfirst(reading)
    if standfirst is not None:
        lines = standfirst_blocks(reading, standfirst[0])
        for number in lines:
            page.roles[number] = "standfirst"
        reading.body = [number for number in reading.body if number not in lines]
    lead = find_lead(reading, reading.shown)
    cleaned = write_body(reading, lead)
    addresses = own_addresses(page)
    later = find_later(page)
    is_first = first_of_several(page)
    twin = find_twin(page, later)
    led = list(read_lead(reading, lead))
    dates = _dates(reading, led)
    evidence = [
        *_headlines(reading, is_part=later is not None or is_first),
        *read_standfirst(reading, standfirst),
        *read_byline(reading),
        *led,
        *dates.evidence,
        *read_body(reading, cleaned),
        *read_notices(reading),
        *_rest(reading, cleaned),
        *read_translations(reading, addresses),
    ]
    publication = tuple(_publication(reading))
    blank = contact_finding(publication)
    return Testimony(
        kind=Kind.STORY,
        why=judgement.why,
        evidence=tuple(evidence),
        publication=publication,
        addresses=addresses,
        keys=keys_of(page, addresses, later),
        twin_of=twin.of if twin else None,
        twin_why=twin.why if twin else None,
        page=twin.page if twin else (1 if is_first else None),
        counts_pages=later is not None and later.is_sure,
        links=tuple(_links(lead, cleaned)),
        bounds=dates.bounds,
        order=order_of(page),
        findings=(*capture.findings, *dates.findings, *([blank] if blank else [])),
    )


def _headlines(reading: Reading, *, is_part: bool) -> Iterator[Evidence[object]]:
    """Yield the headline's claims; those of one of several pages without what counts them."""
    for claim in read_headline(reading.page, reading.site, reading.headline):
        is_marked = is_part and isinstance(claim.value, str)
        yield replace(claim, value=without_mark(str(claim.value))) if is_marked else claim


def _dates(reading: Reading, led: list[Evidence[object]]) -> DatesRead:
    """Read the date, the words of the lead picture and of the standfirst among its bounds."""
    images = [claim.value for claim in led if isinstance(claim.value, Image)]
    caption = " ".join(
        words for image in images for words in (image.caption, image.credit) if words
    )
    page = reading.page
    standfirst = " ".join(b.text for b in page.blocks if page.roles[b.number] == "standfirst")
    return read_dates(reading, caption, standfirst)


def _rest(reading: Reading, cleaned: Cleaned) -> Iterator[Evidence[object]]:
    page = reading.page
    first = reading.headline if reading.headline >= 0 else (reading.body[0] if reading.body else 0)
    last = reading.body[-1] if reading.body else first
    near = [
        *range(max(0, first - AROUND), min(len(page.blocks), first + AROUND)),
        *range(last, min(len(page.blocks), last + AROUND)),
    ]
    yield from read_minutes(page, [n for n in near if n not in reading.body])
    yield from read_section(reading)
    yield from read_tags(reading)
    yield from read_language(page, cleaned.text)
    yield from read_occasion(reading)
    yield from read_series(reading)


def _links(lead: Shown | None, cleaned: Cleaned) -> Iterator[Link]:
    if lead is not None:
        yield Link(lead.address, "lead")
    for address in cleaned.pictures:
        yield Link(address, "picture")
    for address in cleaned.embeds:
        yield Link(address, "embed")


def _publication(reading: Reading) -> Iterator[Evidence[object]]:
    page = reading.page
    title = page.head.meta("og:site_name", "application-name")
    if title:
        yield Evidence(
            "publication.title", title, "meta:og:site_name", TRUST["publication:site-name"]
        )
    letter = [block.text for block in page.blocks if page.roles[block.number] == "letter"]
    if letter:
        yield from read_letter("\n\n".join(letter), "visible")
    for block in page.blocks:
        # In the text of a story the number may be that of another title.
        if "ISSN" in block.text and block.number not in reading.body:
            yield from read_issn(block.text, "visible")
    if page.host:
        yield Evidence("publication.host", page.host, "address", 1.0)


def _mentions(page: Page) -> tuple[str, ...]:
    found = [
        a.address
        for a in page.links
        if a.address.startswith("http") and host_of(a.address) == page.host
    ]
    return tuple(dict.fromkeys(found))[:500]
