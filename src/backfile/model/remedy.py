"""Remedies: what is done to a published story on request, and what that means on each surface.

The law of the place: what a kind of remedy asks of a surface stands in DUTIES, and only there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Surface(StrEnum):
    """A way on which stories leave the archive."""

    SITE = "site"
    """Its pages: the story's own, lists, what machines read in them."""
    API = "api"
    FEEDS = "feeds"
    SEARCH = "search"
    """Our own search, and the search engines of others."""
    PACKAGES = "packages"
    """Exports, clips: whatever others take away whole."""
    REPLAY = "replay"
    """Captures as they stood."""


class RemedyKind(StrEnum):
    """The five remedies, from the mildest on."""

    NOTE = "note"
    CORRECTION = "correction"
    DELIST = "delist"
    INITIALS = "initials"
    WITHDRAWAL = "withdrawal"


class Duty(StrEnum):
    """What a surface must do."""

    SAY = "say"  # show the remedy's words with the story
    MARK = "mark"  # show the story, and say that it is not to be indexed
    UNLIST = "unlist"  # answer for the story, but let nothing lead to it
    RENAME = "rename"  # print initials wherever a name stands
    OMIT = "omit"  # know nothing of the story
    TOMB = "tomb"  # answer that it was withdrawn, since when, and why in general


class Ground(StrEnum):
    """Why, in general words: all that the public is told."""

    ERROR = "error"
    PRIVACY = "privacy"
    SAFETY = "safety"
    RIGHTS = "rights"
    LAW = "law"
    OTHER = "other"


class Authority(StrEnum):
    """On whose word, in general."""

    EDITOR = "editor"
    PERSON = "person"
    AUTHOR = "author"
    COURT = "court"
    OFFICE = "office"


def _everywhere(duty: Duty, **others: Duty) -> Mapping[Surface, Duty]:
    return MappingProxyType({s: others.get(s.value, duty) for s in Surface})


DUTIES: Mapping[RemedyKind, Mapping[Surface, Duty]] = MappingProxyType(
    {
        RemedyKind.NOTE: _everywhere(Duty.SAY),
        RemedyKind.CORRECTION: _everywhere(Duty.SAY),
        RemedyKind.DELIST: _everywhere(
            Duty.UNLIST, feeds=Duty.OMIT, search=Duty.OMIT, packages=Duty.MARK, replay=Duty.MARK
        ),
        # The bytes of a capture are proof: they cannot be rewritten, so they are not shown.
        RemedyKind.INITIALS: _everywhere(Duty.RENAME, replay=Duty.OMIT),
        RemedyKind.WITHDRAWAL: _everywhere(
            Duty.TOMB, feeds=Duty.OMIT, search=Duty.OMIT, packages=Duty.OMIT
        ),
    }
)
"""What each remedy asks of each surface that it reaches."""
REACHES: Mapping[Surface, frozenset[Surface]] = MappingProxyType(
    {surface: frozenset({surface}) for surface in (*Surface,)}
    | {
        # Lists, feeds, search and the API's lists are made of the site's own cards.
        Surface.SITE: frozenset({Surface.SITE, Surface.FEEDS, Surface.SEARCH, Surface.API})
    }
)
"""Where a remedy holds that was asked for one surface."""
ON_ONE_SITE = frozenset({Surface.FEEDS, Surface.SEARCH})
"""Surfaces that cannot print other words than the site: a scope with these alone asks too little
for what changes words."""
CHANGES_WORDS = frozenset({Duty.SAY, Duty.RENAME})


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name as it may be printed somewhere, and what is printed for it."""

    name: str
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One remedy; it stands until it is taken back."""

    story: str
    """Lasting name of the story (accession.naming)."""
    kind: RemedyKind
    ground: Ground
    authority: Authority
    reason: str
    """In words, for the archive's own files: it reaches no surface."""
    words: str = ""
    """Of a note or a correction: what readers are told."""
    who: str = ""
    """Who decided, as the archive's own files may tell it."""
    made_on: str = ""
    """RFC 3339 time."""
    review_on: str | None = None
    """Day on which it is to be looked at again, ISO 8601."""
    scope: tuple[Surface, ...] = tuple(Surface)
    names: tuple[Renaming, ...] = ()
    known_as: tuple[str, ...] = ()
    """Every name of the story that was ever met: whatever has one of them has the remedy."""
    taken_back: str | None = None
    """RFC 3339 time."""
    final: str | None = None
    """When the originals were written anew without the story, RFC 3339 time."""
    number: int | None = None

    @property
    def stands(self) -> bool:
        """Whether it is in force."""
        return self.taken_back is None

    @property
    def reach(self) -> frozenset[Surface]:
        """Every surface on which it holds."""
        return frozenset().union(*(REACHES[surface] for surface in self.scope))

    def duty_on(self, surface: Surface) -> Duty | None:
        """Return what it asks of a surface; None where it asks nothing."""
        return DUTIES[self.kind][surface] if self.stands and surface in self.reach else None


@dataclass(frozen=True, slots=True)
class Treatment:
    """All remedies that stand for one story."""

    remedies: tuple[Remedy, ...] = ()

    def on(self, surface: Surface) -> frozenset[Duty]:
        """Return what they ask of a surface, together."""
        found = (remedy.duty_on(surface) for remedy in self.remedies)
        return frozenset(duty for duty in found if duty)

    def asking(self, duty: Duty, surface: Surface) -> tuple[Remedy, ...]:
        """Return the remedies that ask one thing of a surface, in the order in which they came."""
        return tuple(r for r in self.remedies if r.duty_on(surface) is duty)

    @property
    def kept_from(self) -> tuple[Surface, ...]:
        """Surfaces on which nothing leads to the story.

        Where its page prints initials nothing leads to a capture either: lists and feeds that were
        captured print the name, whoever owns them.
        """
        hidden = {Duty.UNLIST, Duty.OMIT, Duty.TOMB}
        kept = {surface for surface in Surface if self.on(surface) & hidden}
        if Duty.RENAME in self.on(Surface.SITE):
            kept.add(Surface.REPLAY)
        return tuple(surface for surface in Surface if surface in kept)


@dataclass(frozen=True, slots=True)
class Tomb:
    """What stands in place of a withdrawn story."""

    story: str
    """The story's id."""
    since: str
    """Day, ISO 8601."""
    ground: Ground
    authority: Authority
    addresses: tuple[str, ...] = ()
    """Where it stood: to be answered there; what they say is no surface's to print."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the public log: how many remedies of one sort were done in one month."""

    month: str
    """ISO 8601, "2026-11"."""
    kind: RemedyKind
    ground: Ground
    authority: Authority
    number: int


def log_of(remedies: Iterable[Remedy]) -> tuple[LogLine, ...]:
    """Count remedies that stand for the public, newest month first: no story, no person."""
    counts: dict[tuple[str, RemedyKind, Ground, Authority], int] = {}
    for remedy in remedies:
        if remedy.stands:
            sort = (remedy.made_on[:7], remedy.kind, remedy.ground, remedy.authority)
            counts[sort] = counts.get(sort, 0) + 1
    ordered = sorted(counts.items(), key=lambda counted: counted[0])
    ordered.sort(key=lambda counted: counted[0][0], reverse=True)
    return tuple(LogLine(*sort, number) for sort, number in ordered)
