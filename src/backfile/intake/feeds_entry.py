"""One entry of a feed, whatever the feed's format, and the capture that it becomes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache

from backfile import urls
from backfile.intake.claims import ClaimList, has_time, read_moment
from backfile.intake.reader import Read
from backfile.model.capture import Capture, Form
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Contributor, Image, StoryType
from backfile.text import line_of_markup, print_of, squeeze

SURE = 0.95
"""Headline, names and full text: feeds and pages of `.data/newsroom` agree on all 50 of 50."""
FULL_TEXT = 0.9
"""The text of a feed that keeps it whole; players and related links may be added or lost."""
LIKELY_WHOLE = 0.6
"""A description as long as a story, where the feed has no place for the full text."""
SUMMARY_ONLY = 0.2
"""What is known to be shortened: any other text of the story is better."""
STANDFIRST = 0.6
"""A description beside the full text is what the editor wrote, or what the CMS cut."""
WHOLE_TEXT_CHARACTERS = 1500
"""The shortest story of `.data/newsroom` has 1,100 characters, the longest standfirst 400."""
COMPARED = 160
"""Folded characters that are compared to tell a cut-off beginning from an editor's summary."""
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:read|continue|lire|weiter|leer|читать)\W[^.!?]{0,60}[→»›]?)\s*$",
    re.IGNORECASE,
)
CLOSING_LINE = 400
"""Characters: "The post <headline> appeared first on <publication>" is shorter."""
_PROTECTED = re.compile(
    r"action=postpass|no excerpt because this is a protected post|geschützter Beitrag"
    r"|cette publication est protégée|cet article est protégé|es una entrada protegida"
    r"|articolo protetto|(?:artigo|post) está protegido|запись защищена|مقالة محمية|受保护的文章"
    r"|beveiligd bericht|保護中",
    re.IGNORECASE,
)
"""What WordPress, in the reader's language, gives in place of a text behind a password."""
MAX_FIELD = 50_000
"""Characters of markup that are looked at to tell how long a text is."""
_PLAIN_LINK = re.compile(r"[?&](?:p|page_id)=\d+")
_LINK_TEXT = re.compile(r"<a\s[^<>]*>((?:(?!</a>).){0,500})", re.DOTALL)
_AUDIO_VIDEO = {"audio": StoryType.AUDIO, "video": StoryType.VIDEO}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What a feed says of the publication."""

    title: str | None = None
    tagline: str | None = None
    language: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry, its texts still as HTML."""

    prefix: str
    """Name of the format, for the places of the claims: "rss", "atom", "jsonfeed"."""
    title: str | None = None
    link: str | None = None
    guid: str | None = None
    summary: str | None = None
    content: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    language: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    """Address and media type of each enclosure that is no picture."""


def claims_of_head(head: FeedHead) -> Iterator[Evidence[object]]:
    """Yield what a feed says of the publication; the feed of a section bears its name too."""
    claims = ClaimList("feed")
    claims.say("publication.title", line_of_markup(head.title or ""), "title", 0.6)
    claims.say("publication.tagline", line_of_markup(head.tagline or ""), "description", 0.6)
    claims.say("publication.language", head.language, "language", 0.7)
    claims.say("publication.host", urls.host_of(head.link or ""), "link", 0.7)
    yield from claims.all()


def capture_of_entry(entry: FeedEntry, head: FeedHead) -> Read:
    """Return the capture that one entry of a feed becomes."""
    return _capture_of(entry, head.language)


@lru_cache(maxsize=512)
def _capture_of(entry: FeedEntry, language: str | None) -> Capture:
    """Make one capture of an entry: the same ones stand in the feeds of sections and authors."""
    claims = ClaimList(entry.prefix)
    claims.say("headline", line_of_markup(entry.title or ""), "title", SURE)
    names = tuple(dict.fromkeys(name for name in map(squeeze, entry.authors) if "@" not in name))
    people = tuple(Contributor(name) for name in names if name)
    claims.say("contributors", people, "author", SURE)
    claims.say_moment(_utc_where_unsaid(entry.published), "published", SURE)
    if entry.updated and entry.updated != entry.published:
        updated = read_moment(entry.updated)
        claims.say("modified", updated and updated.isoformat(), "updated", FULL_TEXT)
    claims.say("section", squeeze(next(iter(entry.tags), "")), "category", 0.5)
    claims.say("tags", tuple(squeeze(tag) for tag in entry.tags[1:]), "category", 0.5)
    claims.say("lead_image", entry.image, "media", 0.8)
    if entry.language != language:  # else it only says again what the whole feed says
        claims.say("language", entry.language, "lang", SURE)
    claims.say("language", language, "feed-language", 0.4)
    _say_files(claims, entry)
    body = _say_texts(claims, entry)
    return Capture(
        form=Form.ENTRY,
        address=entry.link,
        media_type="text/html",
        charset="utf-8",
        body=body.encode("utf-8", "replace"),
        key=key_of_guid(entry.guid, entry.link),
        also=_other_addresses(entry),
        claims=claims.all(),
        held_back=why_held_back(entry),
    )


def why_held_back(entry: FeedEntry) -> str | None:
    """Return why an entry was not for everybody, or None where it was."""
    shown = (entry.summary or "", entry.content or "")
    is_shut = any(_PROTECTED.search(text) for text in shown if len(text) < WHOLE_TEXT_CHARACTERS)
    return "password" if is_shut else None


def key_of_guid(guid: str | None, link: str | None) -> str | None:
    """Return the publication's own identifier for an entry.

    The number in WordPress's `?p=1234` is not taken for the story's own: after a move to another
    system the guid keeps the old number, which may be another story's now.
    """
    if not guid or guid == link or _PLAIN_LINK.search(guid):
        return None
    return guid if ":" in guid else f"{guid}@{urls.host_of(link or '')}"


def _other_addresses(entry: FeedEntry) -> tuple[str, ...]:
    guid = urls.join(None, entry.guid or "")
    is_address = guid and guid != entry.link and not _PLAIN_LINK.search(guid)
    return (guid,) if guid and is_address else ()


def _utc_where_unsaid(text: str | None) -> datetime | None:
    """RFC 3339 and RFC 822 demand an offset; where there is none, no day is certain: take UTC."""
    moment = read_moment(text)
    if moment is not None and moment.tzinfo is None and has_time(text):
        return moment.replace(tzinfo=timezone.utc)  # noqa: UP017 -- one spelling for all Pythons
    return moment


def _say_files(claims: ClaimList, entry: FeedEntry) -> None:
    for _, media_type in entry.files:
        kind = _AUDIO_VIDEO.get(media_type.split("/")[0])
        claims.say("type", kind, "enclosure", 0.8)


def _say_texts(claims: ClaimList, entry: FeedEntry) -> str:
    """Claim standfirst and body; return the body's HTML where the feed keeps it whole."""
    summary = entry.summary or ""
    content, pointer = split_closing_line(entry.content or "", entry.link)
    players = "".join(_player(address) for address, _ in entry.files)
    if not content:
        return _say_summary_alone(claims, summary, players)
    line = line_of_markup(summary[:WHOLE_TEXT_CHARACTERS])
    if line and not _CUT_OFF.search(line) and not is_beginning_of(line, content):
        claims.say("standfirst", line, "summary", STANDFIRST)
    text = line_of_markup(content[:MAX_FIELD])
    is_short = len(text) < WHOLE_TEXT_CHARACTERS
    if is_short and (_CUT_OFF.search(text[-200:]) or pointer):
        _say_shortened(claims, content + players, "content")
        return ""
    claims.say("body", Body(), "content", FULL_TEXT)
    return content + players


def _say_summary_alone(claims: ClaimList, summary: str, players: str) -> str:
    line = line_of_markup(summary)
    cut_off = _CUT_OFF.search(line[-200:])
    if len(line) >= WHOLE_TEXT_CHARACTERS and not cut_off:
        reason = "the feed has no full text, but its description is as long as a story"
        value = Body(html=summary + players)
        claims.say("body", value, "description", LIKELY_WHOLE, reason)
        return ""
    if line and not cut_off:
        claims.say("standfirst", line[:WHOLE_TEXT_CHARACTERS], "description", 0.4)
    _say_shortened(claims, summary + players, "description")
    return ""


def _say_shortened(claims: ClaimList, markup: str, place: str) -> None:
    if markup.strip():
        reason = "the feed keeps only a summary"
        claims.say("body", Body(html=markup), place, SUMMARY_ONLY, reason)


def is_beginning_of(line: str, content: str) -> bool:
    """Say whether a summary is merely how the text begins, cut off or not."""
    start = print_of(_CUT_OFF.sub("", line))[:COMPARED]
    whole = print_of(line_of_markup(content[: COMPARED * 20]))
    return bool(start) and whole.startswith(start)


def split_closing_line(content: str, link: str | None) -> tuple[str, bool]:
    """Part a text from the closing line that a CMS adds to it, which names the entry itself.

    Returns:
        The text without that line; and whether the line is nothing but a link to the whole story
        ("Source", "Read more"), so that what stands before it may be a part only.
    """
    start = content.rfind("<p")
    last = content[max(0, start) :]
    if not link or (link not in last and html.escape(link) not in last):
        return content, False
    words = line_of_markup(last)
    if len(words) > CLOSING_LINE:
        return content, False
    inside_link = line_of_markup("".join(_LINK_TEXT.findall(last)))
    return content[: max(0, start)].rstrip(), len(words) <= len(inside_link) + 2


def _player(address: str) -> str:
    return f'<iframe src="{html.escape(address)}"></iframe>'
