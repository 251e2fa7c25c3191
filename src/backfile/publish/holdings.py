"""What the site asks of an archive, and the light cards that lists are made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from backfile.archive.entries import StoryHead
from backfile.model.evidence import Evidence
from backfile.model.publication import Publication
from backfile.model.remedy import LogLine, Surface, Tomb
from backfile.model.story import Body, Story


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or file of which the archive holds the bytes."""

    digest: str
    """sha256, hex."""
    media_type: str
    file: Path
    """Where its bytes lie in the archive."""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture, as a reader of the evidence is told of it."""

    address: str | None
    captured: str | None
    deposit: str
    """Kind of the deposit that it came in ("warc", "wxr" ...)."""
    item: str | None = None
    """File of the deposit in which it lies."""
    offset: int | None = None
    """Where in the file: a byte of a WARC, else the number of an entry."""
    digest: str | None = None
    """sha256 of what was captured, hex."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another state of a story: its text where it differs from the one that stands."""

    seen: Seen
    headline: str | None
    body: Body
    capture: int | None = None
    """Number of the capture that shows it."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What remedies ask of the site for one story, besides the words that it is given."""

    kept_from: tuple[Surface, ...] = ()
    """Where nothing may lead to it."""
    hidden: tuple[str, ...] = ()
    """Addresses that must lead to it and may be printed nowhere."""


UNTREATED = Treated()


@dataclass(frozen=True, slots=True)
class Told:
    """A story with what is known about it."""

    story: Story
    evidence: Sequence[Evidence[object]] = ()
    """All claims about its fields, those that stand marked."""
    earlier: Sequence[Earlier] = ()
    """Its other states."""


class Holdings(Protocol):
    """An archive, as the site sees it: what is public, and nothing else."""

    def publication(self) -> Publication:
        """Return the publication as it is settled."""
        ...

    def digests(self) -> Mapping[str, str]:
        """Return every public story's id with a text that differs as soon as its page could."""
        ...

    def translations(self) -> Mapping[str, Sequence[str]]:
        """Return the ids of the translations of every public story that has some."""
        ...

    def stories(self, ids: Sequence[str]) -> Iterator[Story]:
        """Yield some stories in the order of their ids, without holding them all."""
        ...

    def heads(self, ids: Sequence[str]) -> Iterator[StoryHead]:
        """Yield some stories without their texts, in any order."""
        ...

    def told(self, ids: Sequence[str]) -> Iterator["Told"]:
        """Yield some stories with what is known about them, in the order of their ids."""
        ...

    def records(self, ids: Sequence[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the ids and records of some stories, as the API gives them, in any order."""
        ...

    def seen(self, capture: int) -> Seen | None:
        """Return what may be told of a capture by its number."""
        ...

    def picture_at(self, address: str) -> Picture | None:
        """Return the asset that stood at an address, where its bytes were handed over."""
        ...

    def pictures(self) -> Iterator[Picture]:
        """Yield each asset that a public story shows, once, in a lasting order."""
        ...

    def treated(self, story_id: str) -> Treated:
        """Return what remedies ask for a story besides its words."""
        ...

    def tombs(self) -> Sequence[Tomb]:
        """Return what stands in place of stories that were withdrawn, in a lasting order."""
        ...

    def log(self) -> Sequence[LogLine]:
        """Return the public log of remedies."""
        ...

    def story_at(self, place: str) -> str | None:
        """Return the id of the story that a file of a deposit shows, by the file's place."""
        ...

    def tally(self) -> Mapping[str, int]:
        """Return how many captures ended as what in the ledger (keys: values of Kind)."""
        ...

    def origin(self) -> frozenset[str]:
        """Return the ids of the deposits that the archive was made from."""
        ...

    def theme(self) -> Path | None:
        """Return the folder in which the archive keeps a theme of its own, if it does."""
        ...

    def mark(self) -> str:
        """Return a text that differs as soon as anything differs that the site could show."""
        ...
