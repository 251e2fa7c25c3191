"""Deposits: what a newsroom handed over, as it came."""

from dataclasses import dataclass
from enum import StrEnum


class DepositKind(StrEnum):
    """What a deposit or an item inside it is, told by its bytes."""

    WARC = "warc"
    WACZ = "wacz"
    WXR = "wxr"
    GHOST = "ghost"
    FEED = "feed"
    SITEMAP = "sitemap"
    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    FOLDER = "folder"
    ZIP = "zip"
    TAR = "tar"
    MEDIA = "media"  # a picture, sound, film or document that travels with the others
    OTHER = "other"  # styles, scripts: known for what they are, and left


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """One thing that was handed over."""

    id: str
    """Lasting name: short_name of its digest."""
    name: str
    """Its file or folder name, without the path of the machine that it came from."""
    kind: DepositKind
    digest: str
    """sha256 of the file; of a folder, sha256 of its manifest ("digest  path" lines, sorted)."""
    size: int
    """In bytes."""
    address: str | None = None
    """Where it stood, if the depositor said so (`add --address`)."""
