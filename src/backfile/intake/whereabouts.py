"""What a saved page says of the address at which it stood, and of when it was saved.

Programs that save pages leave a note of it; pages themselves name their address in their head.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from backfile import urls
from backfile.intake.captures import clean_address, time_of
from backfile.intake.sniff import text_of

LOOKED_AT = 1 << 16
"""Characters at the beginning of a page in which its head is looked for."""

_NOTES: tuple[re.Pattern[str], ...] = (
    # Browsers' "save page" (Internet Explorer's Mark of the Web; Chromium and Firefox follow it).
    re.compile(r"<!--\s{0,9}saved from url=\(\d{4}\)(?P<address>\S{4,4000})", re.IGNORECASE),
    re.compile(
        r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(?P<address>\S{4,4000})"
        r"(?:\s{1,9}saved date:\s{0,9}(?P<date>[^\n(]{8,60}))?"
    ),
    re.compile(
        r"<!-- Mirrored from (?P<address>\S{4,4000}) by HTTrack[^>]{0,100}?\], "
        r"(?P<date>[^>]{8,40}?) -->"
    ),
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|webarchive\.\w[\w.-]{0,60}(?:/\w{1,20}){0,2}|arquivo\.pt/wayback)"
    r"/(?P<time>\d{4,14})(?:[a-z]{2}_)?/(?P<address>https?:/{1,2}.{1,4000})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z][\w+-]{0,20}:(?!\d)")
_TAG = re.compile(r"<(link|meta|base)\b([^>]{1,6000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([\w:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,4000}))"""
)
_OWN_RELATIONS = frozenset(
    {"canonical", "shortlink", "pingback", "alternate", "edituri", "https://api.w.org/", "amphtml"}
    | {"next", "prev", "search", "wlwmanifest", "index", "start", "author"}
)
"""Relations of a page's head that point to its own publication."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a saved page stood, as far as it says so itself."""

    noted: str | None = None
    """The address that the program which saved it left in a note."""
    named: tuple[str, ...] = ()
    """Addresses that the page gives as its own: canonical, og:url, base; the surest first."""
    captured: str | None = None
    """RFC 3339 UTC time of saving, if the program noted it."""
    homes: tuple[str, ...] = ()
    """"scheme://host" of the links in its head that point to its own publication."""

    @property
    def address(self) -> str | None:
        """The surest address of all."""
        return self.noted or next(iter(self.named), None)


def whereabouts_of(head: bytes) -> Whereabouts:
    """Read what the beginning of a page says of its own address."""
    text = (text_of(head) or "")[:LOOKED_AT]
    noted, captured = _note_of(text)
    tags = [(match[1].lower(), _attributes(match[2])) for match in _TAG.finditer(text)]
    named: dict[str, None] = {}
    for raw in _own_addresses(tags):
        address, when = plain_address(raw)
        if address is not None:
            named[address] = None
            captured = captured or when
    return Whereabouts(noted, tuple(named), captured, _homes_of(tags))


def plain_address(raw: str) -> tuple[str | None, str | None]:
    """Return the address that stood before a web archive served it, and that archive's time."""
    match = _ARCHIVED.match(raw.strip())
    if match is None:
        return clean_address(raw), None
    address = re.sub(r"^(https?):/+", r"\1://", match["address"])
    return clean_address(address), time_of(match["time"])


def _note_of(text: str) -> tuple[str | None, str | None]:
    for pattern in _NOTES:
        match = pattern.search(text)
        if match is None:
            continue
        raw = html.unescape(match["address"])
        if not _SCHEME.match(raw):
            raw = f"http://{raw}"  # HTTrack leaves the scheme out
        address, when = plain_address(raw)
        if address is not None:
            return address, when or _date_of(match.groupdict().get("date"))
    return None, None


def _date_of(words: str | None) -> str | None:
    """Return the time of a program's note as RFC 3339 UTC: JavaScript's form or HTTP's."""
    if not words:
        return None
    try:
        moment = datetime.strptime(words.strip(), "%a %b %d %Y %H:%M:%S GMT%z")
    except ValueError:
        try:
            moment = parsedate_to_datetime(words.strip())
        except ValueError:
            return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _attributes(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value).strip())
    return found


def _own_addresses(tags: list[tuple[str, dict[str, str]]]) -> list[str]:
    """Return the absolute addresses that a page gives as its own, the surest first."""
    by_kind: dict[str, list[str]] = {"canonical": [], "og:url": [], "base": []}
    for tag, attributes in tags:
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            by_kind["canonical"].append(attributes.get("href", ""))
        elif tag == "base":
            by_kind["base"].append(attributes.get("href", ""))
        elif "og:url" in {attributes.get("property", ""), attributes.get("name", "")}:
            by_kind["og:url"].append(attributes.get("content", ""))
    return [raw for raws in by_kind.values() for raw in raws]


def _homes_of(tags: list[tuple[str, dict[str, str]]]) -> tuple[str, ...]:
    counted: Counter[str] = Counter()
    for tag, attributes in tags:
        is_own = _OWN_RELATIONS & set(attributes.get("rel", "").lower().split())
        raw = attributes.get("href", "") if tag == "link" and is_own else ""
        if tag == "meta" and attributes.get("property") == "og:url":
            raw = attributes.get("content", "")
        address, _ = plain_address(raw)
        parts = urls.split(address) if address else None
        if parts is not None:
            counted[f"{parts.scheme}://{parts.netloc}"] += 1
    return tuple(home for home, _ in counted.most_common(3))
