"""Blocks of WordPress (`<!-- wp:paragraph -->`), turned into the markup that they stood for.

The law of the place: blocks that WordPress filled in anew for each visitor (lists of stories,
forms, menus) are no part of the story; which they are stands in FURNITURE, and only there.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from backfile.intake.wordpress_embeds import player
from backfile.intake.wordpress_paragraphs import with_paragraphs, without_comments

MAX_DEPTH = 60
"""Blocks inside each other: columns in groups in covers come to ten."""
MAX_REUSED = 200
"""Reusable blocks that one story may hold, each with others inside, before they are refused."""
FURNITURE = re.compile(
    r"(?:core/)?(?:search|archives|categories|tag-cloud|calendar|rss|loginout|navigation.*"
    r"|page-list.*|latest-posts|latest-comments|social-links?|site-.*|query.*|comments?|comments?-.*"
    r"|post-(?!content).*|avatar|term-description|read-more|template-part|pattern|spacer|more"
    r"|nextpage|home-link|widget-.*|legacy-widget)"
    r"|jetpack/(?:subscriptions|contact-form|mailchimp|related-posts|sharing.*|like|revue|donations"
    r"|recurring-payments|payment.*|opentable|simple-payments|business-hours|calendly|eventbrite"
    r"|rating.*|repeat-visitor|send-a-message|whatsapp-button|blogroll|cookie-consent)"
    r"|newspack-(?:ads|popups|reader-activation|listings|newsletters)/.*"
    r"|newspack-blocks/(?:homepage-articles|carousel|donate|author-.*|checkout-button)"
    r"|newspack/.*|mailchimp.*/.*|mc4wp/.*|(?:contact-form-7|wpforms|gravityforms|ninja-forms"
    r"|formidable|fluentfom|woocommerce|yoast|yoast-seo|rank-math|google-site-kit|ad-inserter"
    r"|advanced-ads)/.*"
)
"""Blocks whose content is none of the story's, by their whole name."""
EMBEDS = re.compile(r"(?:core/)?embed|core-embed/.*|jetpack/(?:tiktok|instagram-gallery|map).*")
_DELIMITER = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\[\]]+")
_CAPTION = re.compile(r"<figcaption[^<>]*>(.*?)</figcaption>", re.DOTALL)

FindBlock = Callable[[int], str | None]
"""Looks a reusable block up by its number."""


@dataclass(slots=True)
class _Frame:
    """A block that was begun: its name, its settings, and what was written inside."""

    name: str
    settings: dict[str, Any]
    out: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reuse:
    """How reusable blocks are found, and how many more may be."""

    find: FindBlock
    left: int = MAX_REUSED


def has_blocks(text: str) -> bool:
    """Say whether a text was written in the block editor."""
    return "<!-- wp:" in text


def turn_blocks(text: str, find_block: FindBlock) -> str:
    """Return the HTML that a text of blocks stands for, without the delimiters."""
    return _turn(text, _Reuse(find_block), 0)


def _turn(text: str, reuse: _Reuse, depth: int) -> str:
    frames = [_Frame("", {})]
    at = 0
    for start, end, delimiter in _delimiters_of(text):
        _write(frames, text[at:start])
        at = end
        closes, name, settings, is_empty = delimiter
        if closes:
            if any(frame.name == name for frame in frames[1:]):
                while _end_frame(frames, reuse, depth) != name:
                    pass
        elif is_empty or len(frames) > MAX_DEPTH:
            frames[-1].out.append(_block(_Frame(name, settings), reuse, depth))
        else:
            frames.append(_Frame(name, settings))
    _write(frames, text[at:])
    while len(frames) > 1:
        _end_frame(frames, reuse, depth)
    return "".join(frames[0].out)


_SAYS_PICTURE = re.compile(
    r"(?:\w{0,40}(?:image|img|media|attachment|background|photo|poster|thumbnail|logo)_?)?ids?",
    re.IGNORECASE,
)
"""Under which names settings of blocks keep numbers of pictures: `id`, `ids`, `mediaId`."""


def numbers_named(text: str) -> Iterator[int]:
    """Yield every number of the media library that the settings of a text's blocks name."""
    for _, _, (_, _, settings, _) in _delimiters_of(text):
        waiting: list[tuple[str, object]] = list(settings.items())
        while waiting:
            name, value = waiting.pop()
            if isinstance(value, dict):
                waiting.extend(value.items())
            elif isinstance(value, list):
                waiting.extend((name, one) for one in value)
            elif _SAYS_PICTURE.fullmatch(name) and str(value)[:18].isdecimal():
                yield int(str(value)[:18])


_Delimiter = tuple[bool, str, dict[str, Any], bool]


def _delimiters_of(text: str) -> Iterator[tuple[int, int, _Delimiter]]:
    """Yield where each delimiter begins and ends, and what it says."""
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        at = end + 3
        found = _DELIMITER.match(text, start, end)
        if found:
            settings = text[found.end() : end].strip()
            is_empty = settings.endswith("/")
            yield start, at, (bool(found[1]), found[2], _read(settings.rstrip("/")), is_empty)


def _read(settings: str) -> dict[str, Any]:
    if not settings.strip():
        return {}
    try:
        read = json.loads(settings)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _write(frames: list[_Frame], words: str) -> None:
    """Write what stands between delimiters; outside of all blocks it is classic text."""
    if len(frames) == 1 and words.strip():
        words = with_paragraphs(without_comments(words))
    frames[-1].out.append(words)


def _end_frame(frames: list[_Frame], reuse: _Reuse, depth: int) -> str:
    frame = frames.pop()
    frames[-1].out.append(_block(frame, reuse, depth))
    return frame.name


def _block(frame: _Frame, reuse: _Reuse, depth: int) -> str:
    inner = "".join(frame.out)
    if FURNITURE.fullmatch(frame.name):
        return ""
    if EMBEDS.fullmatch(frame.name):
        return _embed(frame, inner)
    if frame.name in {"freeform", "core/freeform"}:
        return with_paragraphs(without_comments(inner))
    if frame.name in {"block", "core/block"}:
        return _reused(frame.settings.get("ref"), reuse, depth)
    return inner


def _embed(frame: _Frame, inner: str) -> str:
    caption = _CAPTION.search(inner)
    words = inner[: caption.start()] if caption else inner
    found = _ADDRESS.search(words)
    address = frame.settings.get("url") or (found[0] if found else None)
    if not isinstance(address, str) or not _ADDRESS.match(address):
        return inner
    return player(address, caption[1].strip() if caption else "")


def _reused(number: object, reuse: _Reuse, depth: int) -> str:
    """Return what a reusable block held when the export was made; blocks may hold each other."""
    if not isinstance(number, int) or depth > MAX_DEPTH // 10 or not reuse.left:
        return ""
    reuse.left -= 1
    return _turn(reuse.find(number) or "", reuse, depth + 1)
