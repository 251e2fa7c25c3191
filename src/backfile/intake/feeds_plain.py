"""RSS 2.0 as systems write it, read straight from its elements.

The law of the place: what comes out has feedparser's shape and says the same, or is nothing at all.
Whatever is not plain (another format, damage, an element that is not named here, an address that
must be made whole) is left to feedparser, at twenty times the cost; so nothing need be guessed.
Texts come out as they stand; feedparser rewrites them, and makes tags of words in angle brackets.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405

Parsed = dict[str, Any]
"""A feed, or an entry, as feedparser gives it."""

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"
_ONCE = frozenset({"title", "link", "description", "guid", "pubDate", "language", _CONTENT})
"""Elements that hold one text; of two, feedparser makes something else."""
_UNHEARD = frozenset(
    {
        "comments",
        "generator",
        "lastBuildDate",
        "copyright",
        "docs",
        "ttl",
        "{http://wellformedweb.org/CommentAPI/}commentRss",
        "{http://purl.org/rss/1.0/modules/slash/}comments",
        _SYNDICATION + "updatePeriod",
        _SYNDICATION + "updateFrequency",
        "{com-wordpress:feed-additions:1}post-id",
    }
)
"""Elements that say nothing of a story or its publication."""
_ELSEWHERE = frozenset({"self", "hub", "search", "replies", "next", "prev", "first", "last"})
"""Relations of a link that is not the publication's own page."""
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml(?![^>]*encoding=(?!.utf-8.))[^>]*\?>", re.IGNORECASE
)
"""An XML declaration that names no encoding but UTF-8."""
_NEVER = (b"<!DOCTYPE", b"xml:base", b"xml:lang")
_REFERENCE = re.compile(
    r"\b(?:href|src|cite|action|poster|data|background|longdesc|usemap|codebase|classid|profile)"
    r"\s*=(?!\s*[\"']?(?:https?://|mailto:)[^\s])",
    re.IGNORECASE,
)
"""An address in markup that is not whole, or of a kind that feedparser drops."""
_WHOLE = re.compile(r"https?://[^\s/?#;]+(?:/[^\s;#]*)?")
_STEPS = re.compile(r"/\.\.?(?:/|$)")
_CODE = re.compile(r"&\w+;")
_MARKUP = re.compile(r"<|&#?\w+;")
_UPPER_CONTROLS = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
"""Characters that Windows had where Unicode has none that is seen."""


class _NotPlain(Exception):
    """The feed holds what feedparser must read."""


def plain_feed_of(body: bytes) -> Parsed | None:
    """Return an RSS 2.0 feed as feedparser would, or None where that takes feedparser."""
    if not _BEGINS.match(body) or any(mark in body for mark in _NEVER):
        return None
    try:
        root = ET.fromstring(body)  # noqa: S314 - see the import  # nosec B314
        if root.tag != "rss" or not root.get("version", "").startswith("2.") or len(root) != 1:
            return None
        return _feed(root[0])
    except (ET.ParseError, _NotPlain, LookupError, ValueError):
        return None


def _feed(channel: ET.Element) -> Parsed:
    if channel.tag != "channel" or channel.attrib:
        raise _NotPlain
    head: Parsed = {}
    entries: list[Parsed] = []
    for element in _each_once(channel):
        if element.tag == "item":
            entries.append(_entry(element))
        else:
            head |= _of_head(element)
    return {"feed": head, "entries": entries, "version": "rss20"}


def _of_head(element: ET.Element) -> Parsed:
    if element.tag == "description":
        return _said("subtitle", _text(element))
    if element.tag in {"title", "link", "language"}:
        return _plain(element)
    is_aside = element.tag == _ATOM_LINK and element.get("rel") in _ELSEWHERE
    if element.tag != "image" and not is_aside:
        _pass_over(element)
    return {}


def _entry(item: ET.Element) -> Parsed:
    if item.attrib:
        raise _NotPlain
    entry: Parsed = {"authors": [], "tags": [], "links": []}
    for element in _each_once(item):
        hear = _PARTS.get(element.tag)
        if hear is None:
            _pass_over(element)
        else:
            hear(entry, element)
    if entry.pop("is_address", False):
        entry.setdefault("link", entry["id"])
    if entry.get("content"):
        entry.setdefault("summary", entry["content"][0]["value"])
    return entry


def _each_once(parent: ET.Element) -> Iterator[ET.Element]:
    """Yield the elements inside of one, as long as none of one text comes twice."""
    seen: set[str] = set()
    for element in parent:
        if element.tag in seen and element.tag in _ONCE:
            raise _NotPlain
        seen.add(element.tag)
        yield element


def _pass_over(element: ET.Element) -> None:
    if element.tag not in _UNHEARD or len(element):
        raise _NotPlain


def _text(element: ET.Element) -> str:
    """Return the text of an element that holds nothing else."""
    if len(element) or element.attrib:
        raise _NotPlain
    return _mended((element.text or "").strip())


def _mended(text: str) -> str:
    """Undo what feedparser undoes: UTF-8 read as Latin-1, and the signs of Windows-1252."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_UPPER_CONTROLS)


def _plain(element: ET.Element) -> Parsed:
    text = _text(element)
    if element.tag == "title":
        return _said("title", text)
    return {element.tag: _address(text) if element.tag == "link" else text}


def _said(name: str, text: str) -> Parsed:
    """Return a text that may be markup, with what feedparser says of its kind."""
    if _MARKUP.search(text):
        raise _NotPlain
    return {name: text, f"{name}_detail": {"value": text, "type": "text/plain"}}


def _markup(element: ET.Element) -> str:
    text = _text(element)
    if _REFERENCE.search(text):
        raise _NotPlain
    return text


def _address(text: str) -> str:
    """Return an address that is whole and needs no mending."""
    if text and (not _WHOLE.fullmatch(text) or _STEPS.search(text) or _CODE.search(text)):
        raise _NotPlain
    return text


def _hear_plain(entry: Parsed, element: ET.Element) -> None:
    entry |= _plain(element)


def _hear_summary(entry: Parsed, element: ET.Element) -> None:
    entry["summary"] = _markup(element)


def _hear_content(entry: Parsed, element: ET.Element) -> None:
    entry["content"] = [{"value": _markup(element), "type": "text/html"}]


def _hear_moment(entry: Parsed, element: ET.Element) -> None:
    entry["published"] = _text(element)


def _hear_guid(entry: Parsed, element: ET.Element) -> None:
    is_address = element.attrib.pop("isPermaLink", "true") == "true"
    text = _text(element)
    entry |= {"id": _address(text) if is_address else text, "is_address": is_address}


def _hear_name(entry: Parsed, element: ET.Element) -> None:
    name = _text(element)
    if not name or "@" in name:
        raise _NotPlain
    entry["authors"].append({"name": name})


def _hear_tag(entry: Parsed, element: ET.Element) -> None:
    scheme = element.attrib.pop("domain", None)
    tag = {"term": _text(element), "scheme": scheme, "label": None}
    if not tag["term"]:
        raise _NotPlain
    if scheme or tag not in entry["tags"]:
        entry["tags"].append(tag)


def _hear_file(entry: Parsed, element: ET.Element) -> None:
    said = {name.lower(): value for name, value in element.attrib.items()}
    if not said.keys() <= {"url", "type", "length"} or not said.get("url"):
        raise _NotPlain
    kind = said.get("type", "").lower()
    entry["links"].append({"href": said["url"], "type": kind, "rel": "enclosure"})


_PARTS: dict[str, Callable[[Parsed, ET.Element], None]] = {
    "title": _hear_plain,
    "link": _hear_plain,
    "description": _hear_summary,
    _CONTENT: _hear_content,
    "pubDate": _hear_moment,
    "guid": _hear_guid,
    _CREATOR: _hear_name,
    "category": _hear_tag,
    "enclosure": _hear_file,
}
"""What is heard of an entry, element by element."""
