"""What goes over the archive's counter: the nouns that its methods take and give."""

from dataclasses import dataclass

from backfile.model.capture import Capture, Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.revision import Revision
from backfile.model.series import Series
from backfile.model.story import Story
from backfile.model.testimony import Link, Testimony


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a deposit as it was handed over, kept in originals/."""

    path: str
    """Inside the deposit, "/"-separated."""
    digest: str
    """sha256."""
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A capture and what it says; the capture's body may be empty by now."""

    capture: Capture
    testimony: Testimony
    digest: str | None = None
    """sha256 of its payload; for an asset, where it is kept in assets/."""
    size: int = 0
    """Of its payload, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some of what a deposit's readers gave, in their order; kept all together or not at all."""

    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Remarks of readers that belong to no capture (those of a capture are in its testimony)."""
    claims: tuple[Evidence[object], ...] = ()
    """Claims of readers about the publication."""
    reads: int = 0
    """How many things the readers have yielded for this batch, of every sort: where a killed
    `add` goes on (see Deposits.reads_done)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """One capture in the ledger, and what became of it."""

    number: int
    deposit: str
    item: str | None
    offset: int | None
    address: str | None
    captured: str | None
    form: str
    status: int | None
    media_type: str
    size: int
    digest: str | None
    kind: Kind
    reason: str
    story: str | None
    same_as_why: str | None
    location: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A capture that shows a story."""

    capture: int
    why: str | None = None
    """None for the capture that the story is named after; else duplicate, revision, later-page,
    print, amp, viewer or translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """A settled story with everything that belongs to it: what the archive keeps and gives."""

    story: Story
    evidence: tuple[Evidence[object], ...] = ()
    findings: tuple[Finding, ...] = ()
    revisions: tuple[Revision, ...] = ()
    links: tuple[Link, ...] = ()
    """Pictures and files that it shows."""
    members: tuple[Member, ...] = ()
    """The captures that show it; the first is the one that it is named after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHead:
    """A story without its text: enough for lists, addresses and deciding what changed."""

    number: int
    id: str
    type: str
    headline: str | None
    standfirst: str | None
    byline: str | None
    published: str | None
    published_from: str | None
    published_to: str | None
    section: str | None
    language: str | None
    direction: str
    address: str | None
    slug: str | None
    words: int
    digest: str
    """Differs as soon as anything differs that a page of this story could show."""
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class PublicationClaim:
    """A claim about the publication, and how many captures of a deposit repeat it."""

    claim: Evidence[object]
    deposit: str
    captures: int
    """How many captures say so; 1 where the deposit itself does."""
    seen_from: str | None
    """RFC 3339 time of the first and last capture that says so, where they are dated."""
    seen_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture, sound, film or file that is kept in assets/."""

    digest: str
    media_type: str
    size: int
    width: int | None = None
    """In pixels, for pictures."""
    height: int | None = None


@dataclass(frozen=True, slots=True)
class AssetUse:
    """Something that a story shows, and whether the archive has it."""

    address: str
    role: str
    asset: Asset | None
    """None while it is missing."""


@dataclass(frozen=True, slots=True)
class MissingAsset:
    """A picture or file that stories show and nobody handed over."""

    address: str
    role: str
    uses: int
    """How many stories show it."""
    story: str
    """One of them."""
