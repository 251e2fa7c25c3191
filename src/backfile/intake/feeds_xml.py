"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, as feedparser reads them; plain RSS 2.0 without it.

feedparser is given a stream, never text or bytes: those it would take for an address to fetch or
a file to open. Its own sanitising is off, since `backfile.markup` cleans what is kept.
"""

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser
from feedparser.encodings import convert_to_utf8

from backfile import urls
from backfile.intake.feeds_entry import FeedEntry, FeedHead, capture_of_entry, claims_of_head
from backfile.intake.feeds_json import MAX_ENTRIES, dicts_of, list_of, text_or_none
from backfile.intake.feeds_plain import plain_feed_of
from backfile.intake.reader import Read
from backfile.model.finding import Finding
from backfile.model.story import Image
from backfile.text import line_of_markup

COMMENT_SHARE = 0.5
"""A feed of comments has "#comment-" in each link (WordPress, `.data/newsroom`: 50 of 50; a feed
of stories: none)."""
_MEDIA_WORDS = re.compile(rb"<(/?)media:(description|title)\b[^<>]{0,400}>")
"""A picture's own words, with the attributes for which feedparser would throw the words away."""
_PLAIN = "text/plain"
_AVATAR = re.compile(r"//[^/]*gravatar\.com/|/avatars?/")
"""Where systems keep the portraits of accounts, which some feeds give beside a story's picture."""
_ENTITIES = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
MAX_PROLOGUE = 1 << 20
"""Bytes in which a document's own definitions are looked for: bombs are short, and real feeds have
none or those of Netscape's RSS 0.91, by reference."""


def xml_feed_of(stream: BinaryIO, address: str | None) -> Iterator[Read]:
    """Yield what an RSS or Atom feed says of the publication, then its entries."""
    amiss: list[Finding] = []
    feed = _feed_of(stream.read(), address, amiss)
    yield from amiss
    if feed is None:
        return
    top = _plain(feed.get("feed"))
    head = FeedHead(
        title=_markup_of(top, "title"),
        tagline=_markup_of(top, "subtitle"),
        language=text_or_none(top.get("language")),
        link=urls.join(address, text_or_none(top.get("link")) or ""),
    )
    entries = [_plain(entry) for entry in list_of(feed.get("entries"))[:MAX_ENTRIES]]
    if _are_comments(entries):
        return
    yield from claims_of_head(head)
    prefix = "atom" if str(feed.get("version")).startswith("atom") else "rss"
    for entry in entries:
        yield capture_of_entry(_entry_of(entry, prefix, address or head.link), head)


def _feed_of(body: bytes, address: str | None, amiss: list[Finding]) -> Any:
    """Return a feed as feedparser gives it, and add what is amiss; None where it is unreadable."""
    try:
        feed = plain_feed_of(_renamed(body))  # which takes none that defines anything
        if feed is not None:
            return feed
        body = _renamed(_in_utf8(body, address))
        if _has_definitions(body) and _ENTITIES.search(body, 0, MAX_PROLOGUE):
            text = "The feed defines entities of its own."
            amiss.append(Finding("entity-refused", text, address=address))
            body = without_entities(body)
            feed = plain_feed_of(body)
        return feed or _parse(body, address)
    # feedparser promises to flag odd feeds and not to raise; these were seen to escape from it.
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        text = f"The feed could not be read: {type(error).__name__} {error}."
        amiss.append(Finding("item-unreadable", text, address=address))
        return None


def _renamed(body: bytes) -> bytes:
    """Give a picture's own words another name: feedparser would take them for the story's."""
    return _MEDIA_WORDS.sub(rb"<\1media:backfile\2>", body)


def _in_utf8(body: bytes, address: str | None) -> bytes:
    """Return a document in UTF-8, just as feedparser would read it.

    Definitions are looked for among ASCII, and a document may hide them: in UTF-16, in UTF-7, in
    whatever it says that it is written in.
    """
    body = convert_to_utf8(_headers(address), body, {})
    # feedparser looks through the whole first line for the encoding, and takes the last: alone in
    # its line, that of the declaration is the only one, and nothing is decoded twice.
    return body.replace(b"?>", b"?>\n", 1)


def _has_definitions(body: bytes) -> bool:
    """Say whether a document may define anything: only before its first element (XML 1.0, 2.8).

    A story may show such lines in its text, and costs no other story its place.
    """
    at = body.find(b"<", 0, MAX_PROLOGUE)
    while at >= 0:
        if body.startswith(b"<?", at):
            end = body.find(b"?>", at + 2)
        elif body.startswith(b"<!--", at):
            end = body.find(b"-->", at + 4)
        else:
            return body.startswith(b"<!", at)
        if end < 0:
            return True
        at = body.find(b"<", end, MAX_PROLOGUE)
    return False


def without_entities(body: bytes) -> bytes:
    """Drop a document's own definitions, so that nothing in it can expand.

    What refers to them stays in the text as it is written ("&name;").
    """
    start, last = body.find(b"<!"), 0
    for found in _ENTITIES.finditer(body, 0, MAX_PROLOGUE):
        last = found.end()
    end = max(body.find(b"]", last), body.find(b">", last))
    close = body.find(b">", end)
    return body[:start] + body[close + 1 :]


def _parse(body: bytes, address: str | None) -> Any:
    headers = _headers(address)
    return feedparser.parse(_Named(body), sanitize_html=False, response_headers=headers)


def _headers(address: str | None) -> dict[str, str]:
    return {"content-location": address} if address else {}


class _Named:
    """Bytes as a stream with `read` alone, which is all that feedparser asks for."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self) -> bytes:
        """Return all bytes."""
        return self._body


def _plain(parsed: object) -> dict[str, Any]:
    """Return feedparser's own dict as a plain one, whose `get` neither renames nor warns."""
    return dict(parsed) if isinstance(parsed, dict) else {}


def _are_comments(entries: list[dict[str, Any]]) -> bool:
    links = [text_or_none(entry.get("link")) or "" for entry in entries]
    return sum("#comment-" in link for link in links) > COMMENT_SHARE * len(links)


def _markup_of(parsed: dict[str, Any], name: str) -> str | None:
    """Return a text as HTML, whichever way the feed says that it is written."""
    detail = parsed.get(f"{name}_detail")
    if isinstance(detail, dict):
        return _detail_as_markup(dict(detail))
    return text_or_none(parsed.get(name))


def _detail_as_markup(detail: dict[str, Any]) -> str | None:
    value = text_or_none(detail.get("value"))
    if value is None or detail.get("type") != _PLAIN:
        return value
    return html.escape(value, quote=False)


def _entry_of(parsed: dict[str, Any], prefix: str, base: str | None) -> FeedEntry:
    link = text_or_none(parsed.get("feedburner_origlink")) or text_or_none(parsed.get("link"))
    content = _content_of(parsed)
    return FeedEntry(
        prefix=prefix,
        title=_markup_of(parsed, "title"),
        link=urls.join(base, link) if link else None,
        guid=text_or_none(parsed.get("id")),
        summary=_markup_of(parsed, "summary"),
        content=content,
        published=_first_text(parsed, "published", "created", "updated"),
        updated=text_or_none(parsed.get("updated")),
        authors=tuple(_names_of(parsed)),
        tags=tuple(_tags_of(parsed)),
        image=_image_of(parsed, base),
        language=_language_of(parsed),
        files=tuple(_files_of(parsed, base)),
    )


def _first_text(parsed: dict[str, Any], *names: str) -> str | None:
    return next(filter(None, (text_or_none(parsed.get(name)) for name in names)), None)


def _content_of(parsed: dict[str, Any]) -> str | None:
    """Return the longest content: a feed may give the summary in the same element again."""
    texts = (_detail_as_markup(detail) for detail in dicts_of(parsed.get("content")))
    return max(filter(None, texts), key=len, default=None)


def _language_of(parsed: dict[str, Any]) -> str | None:
    details = [*dicts_of(parsed.get("content")), *dicts_of([parsed.get("title_detail")])]
    return _first_text(parsed, "language") or next(
        filter(None, (text_or_none(detail.get("language")) for detail in details)), None
    )


def _names_of(parsed: dict[str, Any]) -> Iterator[str]:
    for person in dicts_of(parsed.get("authors")):
        yield line_of_markup(text_or_none(person.get("name")) or "")


def _tags_of(parsed: dict[str, Any]) -> Iterator[str]:
    for tag in dicts_of(parsed.get("tags")):
        name = text_or_none(tag.get("label")) or text_or_none(tag.get("term"))
        if name:
            yield line_of_markup(name)


def _image_of(parsed: dict[str, Any], base: str | None) -> Image | None:
    """Return the picture that leads an entry, with the words that the feed gives to it.

    Where an entry shows several pictures, feedparser does not tell whose words they are: then the
    words are left out.
    """
    found = [urls.join(base, address) for address in _pictures_of(parsed)]
    addresses = [address for address in found if address and not _AVATAR.search(address)]
    if not addresses:
        return None
    if len({urls.picture_key(address) for address in found if address}) > 1:
        return Image(addresses[0])
    credit = next(iter(dicts_of(parsed.get("media_credit"))), {})
    return Image(
        addresses[0],
        caption=_line(parsed.get("media_backfiledescription")),
        credit=_line(credit.get("content")),
        alt=_line(parsed.get("media_backfiletitle")),
    )


def _line(said: object) -> str | None:
    return line_of_markup(text_or_none(said) or "") or None


def _pictures_of(parsed: dict[str, Any]) -> Iterator[str]:
    """Yield the pictures of an entry, the largest kind first: content, enclosure, thumbnail."""
    for content in dicts_of(parsed.get("media_content")):
        kind = str(content.get("medium") or content.get("type") or "")
        if kind.startswith("image") and text_or_none(content.get("url")):
            yield str(content["url"])
    for link in _enclosures(parsed):
        if str(link.get("type")).startswith("image/"):
            yield str(link["href"])
    for thumbnail in dicts_of(parsed.get("media_thumbnail")):
        if text_or_none(thumbnail.get("url")):
            yield str(thumbnail["url"])


def _files_of(parsed: dict[str, Any], base: str | None) -> Iterator[tuple[str, str]]:
    for link in _enclosures(parsed):
        kind = str(link.get("type") or "")
        address = urls.join(base, str(link["href"]))
        if address and not kind.startswith("image/"):
            yield address, kind


def _enclosures(parsed: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for link in dicts_of(parsed.get("links")):
        if link.get("rel") == "enclosure" and text_or_none(link.get("href")):
            yield dict(link)
