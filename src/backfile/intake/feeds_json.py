"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from backfile import urls
from backfile.intake.feeds_entry import FeedEntry, FeedHead, capture_of_entry, claims_of_head
from backfile.intake.json_text import read_json
from backfile.intake.reader import Read
from backfile.model.finding import Finding
from backfile.model.story import Image

MAX_ENTRIES = 100_000
"""Entries of one feed: the longest that anybody serves have some thousands."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def is_json_feed(body: bytes) -> bool:
    """Say whether bytes that are a feed are one in JSON."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def json_feed_of(body: bytes, address: str | None) -> Iterator[Read]:
    """Yield what a JSON Feed says of the publication, then its entries."""
    try:
        feed = read_json(body)
    except (msgspec.DecodeError, RecursionError) as error:
        yield Finding("item-unreadable", f"The feed is no JSON: {error}.", address=address)
        return
    if not isinstance(feed, dict):
        return
    base = text_or_none(feed.get("feed_url")) or address
    head = FeedHead(
        title=text_or_none(feed.get("title")),
        tagline=text_or_none(feed.get("description")),
        language=text_or_none(feed.get("language")),
        link=urls.join(base, text_or_none(feed.get("home_page_url")) or ""),
    )
    yield from claims_of_head(head)
    for entry in dicts_of(feed.get("items"))[:MAX_ENTRIES]:
        yield capture_of_entry(_entry_of(entry, head, base), head)


def _entry_of(raw: dict[str, Any], head: FeedHead, base: str | None) -> FeedEntry:
    link = text_or_none(raw.get("url")) or text_or_none(raw.get("external_url"))
    people = dicts_of(raw.get("authors")) or dicts_of([raw.get("author")])
    picture = text_or_none(raw.get("image")) or text_or_none(raw.get("banner_image"))
    picture = urls.join(base or head.link, picture) if picture else None
    return FeedEntry(
        prefix="jsonfeed",
        title=html.escape(text_or_none(raw.get("title")) or "", quote=False),
        link=urls.join(base or head.link, link) if link else None,
        guid=text_or_none(raw.get("id")),
        summary=html.escape(text_or_none(raw.get("summary")) or "", quote=False),
        content=text_or_none(raw.get("content_html"))
        or paragraphs_of(text_or_none(raw.get("content_text")) or ""),
        published=text_or_none(raw.get("date_published")),
        updated=text_or_none(raw.get("date_modified")),
        authors=tuple(text_or_none(person.get("name")) or "" for person in people),
        tags=tuple(tag for tag in list_of(raw.get("tags")) if isinstance(tag, str)),
        image=Image(picture) if picture else None,
        language=text_or_none(raw.get("language")),
        files=tuple(_files_of(raw, base)),
    )


def _files_of(raw: dict[str, Any], base: str | None) -> Iterator[tuple[str, str]]:
    for attached in dicts_of(raw.get("attachments")):
        address = urls.join(base, text_or_none(attached.get("url")) or "")
        if address:
            yield address, text_or_none(attached.get("mime_type")) or ""


def paragraphs_of(text: str) -> str:
    """Return plain text as HTML, one paragraph for each part between blank lines."""
    parts = (part.strip() for part in _BLANK_LINE.split(text.replace("\r\n", "\n")))
    lines = (html.escape(part, quote=False).replace("\n", "<br>") for part in parts if part)
    return "\n".join(f"<p>{line}</p>" for line in lines)


def text_or_none(value: object) -> str | None:
    """Return a value that is text (or a number, as identifiers may be), stripped; else None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def list_of(value: object) -> list[Any]:
    """Return a value that is a list; else an empty one."""
    return value if isinstance(value, list) else []


def dicts_of(value: object) -> list[dict[str, Any]]:
    """Return the objects in a value that is a list of them; else an empty list."""
    return [entry for entry in list_of(value) if isinstance(entry, dict)]
