"""Captures: what stood at one address at one moment, with its bytes."""

from dataclasses import dataclass
from enum import StrEnum

from backfile.model.evidence import Evidence
from backfile.model.finding import Finding


class Form(StrEnum):
    """What the bytes of a capture are, before anybody asks what they say."""

    PAGE = "page"  # a whole HTML page
    TEXT = "text"  # a bare text page, labels without markup
    ENTRY = "entry"  # a story out of an export or feed: claims, and an HTML body
    FILE = "file"  # picture, sound, film, document: an asset in waiting
    REDIRECT = "redirect"  # an address that sends on to another
    ERROR = "error"  # the server answered with an error
    FEED = "feed"  # a feed or sitemap; its entries follow as captures of their own
    OTHER = "other"  # style, script, robots.txt ...


class Kind(StrEnum):
    """What became of a capture in the ledger: each ends in exactly one of these."""

    STORY = "story"
    LIST = "list"
    STANDING = "standing"  # about, contact, letter: pages that stand for ever
    GATE = "gate"  # password, paywall, consent, challenge
    REDIRECT = "redirect"
    ERROR = "error"
    FEED = "feed"
    ASSET = "asset"
    OTHER = "other"
    HELD_BACK = "held-back"
    FAILED = "failed"


MEANING: dict[Kind, str] = {
    Kind.STORY: "what the newsroom published as one piece",
    Kind.LIST: "a page that leads to stories: front, section, tag, search",
    Kind.STANDING: "a page that stands for ever: about, contact, a letter to readers",
    Kind.GATE: "a page that asks for a password, money, consent or a proof of being human",
    Kind.REDIRECT: "an address that leads to another one",
    Kind.ERROR: "an answer that the page is not there",
    Kind.FEED: "a feed itself; its entries are captures of their own",
    Kind.ASSET: "a picture, sound, film or file",
    Kind.OTHER: "none of these: scripts, styles, menus",
    Kind.HELD_BACK: "kept, but not public: drafts, private and password-protected pieces",
    Kind.FAILED: "could not be read",
}
"""What each kind says, for who reads a ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What stood at one address at one moment, with its bytes (Memento; WARC `response`)."""

    form: Form
    item: str | None = None
    """Path of the item inside the deposit, "/"-separated; None where the deposit is one file."""
    offset: int | None = None
    """Where in the item it begins (WARC: byte offset of the record; exports: entry number)."""
    address: str | None = None
    """Absolute address as met, without fragment; None for a bare file that names none."""
    captured: str | None = None
    """RFC 3339 UTC time of capture, if known. Never mistaken for the publication date."""
    status: int | None = None
    """HTTP status, if it was fetched."""
    media_type: str = "application/octet-stream"
    """Lower case, without parameters."""
    charset: str | None = None
    """Character encoding as the transport declared it."""
    body: bytes = b""
    """The payload, transfer and content encoding undone. For an ENTRY: the body as UTF-8 HTML."""
    location: str | None = None
    """Absolute target of a redirect."""
    key: str | None = None
    """The publication's own identifier for it ("wp:1234@www.example.org", a feed's guid)."""
    also: tuple[str, ...] = ()
    """Further addresses of the same thing that the deposit names (old slugs, short links)."""
    lists: tuple[str, ...] = ()
    """Addresses that a sitemap says exist: what they name and nobody handed over is missing."""
    place: str | None = None
    """By what a file of a deposit is known besides its address (urls.place_in)."""
    beside: tuple[tuple[str, str], ...] = ()
    """What it refers to that lies beside it in the deposit: references as written, and the address
    or place of the file that each stands for."""
    claims: tuple[Evidence[object], ...] = ()
    """What the deposit itself says of the story: exports and feeds, side-car metadata."""
    held_back: str | None = None
    """Why it was not public at the newsroom ("draft", "private", "password", "trash" ...)."""
    findings: tuple[Finding, ...] = ()
    """What was odd about it already when it was read."""
