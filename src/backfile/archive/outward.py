"""The one door to the public: stories as a surface may show them, and no others.

    outward = archive.outward(Surface.API)
    for story in outward.stories(): ...

Whatever shows stories to others asks here and never ``archive.stories``, so that no remedy can be
forgotten: tests/house/test_surfaces.py holds every public room to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from backfile.archive.assets import Assets
from backfile.archive.captures import Captures
from backfile.archive.crossing import Crossing
from backfile.archive.entries import Asset, CaptureRow, StoryEntry, StoryHead
from backfile.archive.letters import told_of
from backfile.archive.remedies import Remedies
from backfile.archive.renaming import Renamer
from backfile.archive.search import Found, Order, Search
from backfile.archive.showing import Rules, ShownAssets
from backfile.archive.stories import Stories, id_on_page
from backfile.archive.treating import is_asked, names_of, shown, words_asked
from backfile.archive.withholding import Withholding
from backfile.errors import NotFound, Withdrawn
from backfile.hashes import digest_of
from backfile.model.publication import Publication
from backfile.model.remedy import (
    Duty,
    LogLine,
    Remedy,
    Surface,
    Tomb,
    Treatment,
    log_of,
)
from backfile.model.story import Story, Translation
from backfile.query.language import Query
from backfile.record import encode
from backfile.urls import key_of

_GONE = frozenset({Duty.OMIT, Duty.TOMB})
_UNLED = frozenset({Duty.UNLIST, Duty.MARK})
_PLAIN = Treatment()


@dataclass(frozen=True, slots=True)
class Counters:
    """What the door reads of an archive."""

    stories: Stories
    captures: Captures
    assets: Assets
    remedies: Remedies
    search: Search


class Outward:
    """The stories of an archive as one surface may show them, as of now."""

    def __init__(
        self,
        kept: Counters,
        surface: Surface,
        treatments: Mapping[str, Treatment],
        withholding: Withholding,
    ) -> None:
        self._kept = kept
        self.surface = surface
        self._treatments = treatments
        self._duties = {story: t.on(surface) for story, t in self._treatments.items()}
        self._withholding = withholding
        self._has_rights = not withholding.rights.is_empty
        self._gone = frozenset(
            s for s, duties in self._duties.items() if duties & _GONE
        ) | withholding.ids(kept.stories)
        self._renamed = {
            story: names_of(treatment, surface)
            for story, treatment in self._treatments.items()
            if Duty.RENAME in self._duties[story] and story not in self._gone
        }
        rules = Rules(self._gone, self._renamed, withholding)
        self._assets = ShownAssets(kept.stories, kept.assets, rules)
        # What stories say of each other in other languages is theirs too.
        self._paired = kept.stories.paired() if treatments else {}
        keys = _keys_of(kept, treatments)
        unled = {s for s, duties in self._duties.items() if duties & _UNLED} | self._gone
        self._crossing = Crossing(
            keys=keys,
            treated=treatments,
            unled=frozenset(unled | {s for s in keys.values() if s not in treatments}),
            gone=self._gone | {s for s in keys.values() if s not in treatments},
            renamed=self._renamed,
            leads_home=surface is Surface.SITE,
        )

    def treatment(self, story: str) -> Treatment:
        """Return the remedies that stand for a story."""
        return self._treatments.get(story, _PLAIN)

    def hides(self, row: CaptureRow) -> bool:
        """Say whether the address of a capture may not be printed: it is of a treated story."""
        keys = self._crossing.keys
        of_address = keys.get(key_of(row.address or ""), "") if keys else ""
        owners = {row.story or "", of_address}
        return any(one in self._crossing.unled or one in self._renamed for one in owners)

    def digests(self) -> dict[str, str]:
        """Return each story that may be shown with a text that differs as soon as it would."""
        if not self._treatments and not self._has_rights and not self._gone:
            # Nothing about the stories themselves is asked: the heads of 10,000 take 0.1 s.
            return self._kept.stories.digests()
        return {head.id: head.digest for head in self.heads()}

    def count(self) -> int:
        """Return how many stories may be shown."""
        held = {head.id for head in self._kept.stories.heads(self._gone)}
        return self._kept.stories.count() - len(held)

    def heads(self, ids: Iterable[str] | None = None) -> Iterator[StoryHead]:
        """Yield stories without their texts, by id."""
        around = self._around if ids is None else self._near
        for head in self._kept.stories.heads(self._open(ids)):
            if head.id not in self._gone:
                yield self._head(head, around(head.id))

    def stories(self, ids: Iterable[str] | None = None) -> Iterator[Story]:
        """Yield stories whole, by id."""
        chosen = self._open(ids)
        kept = self._kept.stories
        for story in kept.all() if chosen is None else kept.of(chosen):
            if story.id not in self._gone:
                yield self._story(story)

    def entries(self, ids: Iterable[str] | None = None) -> Iterator[StoryEntry]:
        """Yield stories with evidence, findings, revisions, links and members, by id."""
        for entry in self._kept.stories.entries(self._open(ids)):
            if entry.story.id not in self._gone:
                yield self._entry(entry)

    def id_of(self, name: str) -> str:
        """Return the id of the story that somebody means by an id, an address or a slug.

        Raises:
            NotFound: no story that may be shown has that name.
            Withdrawn: the story that has it was withdrawn.
        """
        final = id_on_page(name)
        if final in self._kept.remedies.finals() and not self._kept.stories.has(final):
            raise _withdrawn()
        story = self._kept.stories.id_of(name)
        if Duty.TOMB in self._duties.get(story, ()):
            # Nothing but its id may answer that something stood there and what became of it.
            raise _withdrawn()
        renamer = self._renamer(story)
        if story in self._gone or (name != story and renamer and renamer.address(name) != name):
            raise NotFound(f"No story is known as “{name}”.", "Give an id, an address, or a slug.")
        return story

    def get(self, name: str) -> Story:
        """Return a story by its id, one of its addresses, or a slug that only one story has.

        Raises:
            NotFound: no story that may be shown has that name.
        """
        return next(self.stories([self.id_of(name)]))

    def entry(self, name: str) -> StoryEntry:
        """Return a story with all that belongs to it, by id, address or slug.

        Raises:
            NotFound: no story that may be shown has that name.
        """
        return next(self.entries([self.id_of(name)]))

    def capture(self, entry: StoryEntry) -> CaptureRow | None:
        """Return the capture that a story is named after, as outsiders may be told of it."""
        if not entry.members:
            return None
        row = self._kept.captures.get(entry.members[0].capture)
        renamer = self._renamer(entry.story.id)
        return cast(CaptureRow, renamer.value(row)) if renamer else row

    def remedies_said(self, story: str) -> tuple[Remedy, ...]:
        """Return the remedies of a story of which a record tells."""
        return tuple(r for r in self.treatment(story).remedies if r.duty_on(self.surface))

    def find(
        self, query: Query, *, limit: int = 20, offset: int = 0, order: Order = "best"
    ) -> Found:
        """Search, as `archive.search.find` does, among what may be shown and found.

        A query that has a word of a replaced name in it finds no story in which it was replaced:
        else an answer would tell whose the initials are.
        """
        hidden = {s for s, t in self._treatments.items() if Surface.SEARCH in t.kept_from}
        hidden |= self.named_in(query)
        found = self._kept.search.find(
            query, limit=limit, offset=offset, order=order, without=hidden | self._gone
        )
        return Found(
            found.total,
            tuple(
                replace(hit, head=self._head(hit.head, self._near(hit.head.id)))
                for hit in found.hits
            ),
        )

    def named_in(self, query: Query) -> set[str]:
        """Return the stories in which a name is replaced for which a query asks."""
        asked = words_asked(query) if self._renamed else None
        return {s for s, names in self._renamed.items() if asked and is_asked(names, asked)}

    def words_of(self, story: str, words: str) -> str:
        """Return words that were taken from a story as they may be shown."""
        renamer = self._renamer(story)
        return renamer.text(words) if renamer else words

    def paired(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the translations of every story, as far as they may be led to."""
        paired = self._paired or self._kept.stories.paired()
        told = (
            (story, tuple(other for other in others if other not in self._crossing.unled))
            for story, others in paired.items()
        )
        return {story: others for story, others in told if others and story not in self._gone}

    def translations(self, ids: Iterable[str]) -> dict[str, tuple[Translation, ...]]:
        """Return the same in other languages of those among some stories that have it."""
        told = self._kept.stories.translations(ids)
        if self._crossing.is_plain:
            return told
        return {story: self._crossing.others(others) for story, others in told.items()}

    def shown_assets(self) -> Iterator[Asset]:
        """Yield every asset that a story shows which may be shown, by its sha256."""
        return self._assets.all()

    def picture_at(self, address: str) -> Asset | None:
        """Return the file that stood at an address, also under the name that it was given here."""
        return self._assets.at(address)

    def renamer_of_picture(self, digest: str) -> Renamer | None:
        """Return what a file is to be bared with before anybody sees it; None for as it is."""
        return self._assets.renamer_of(digest)

    def tombs(self) -> list[Tomb]:
        """Return what stands in place of the stories that were withdrawn from here."""
        return [*map(self._tomb, self._dead()), *self._erased()]

    def hidden_addresses(self) -> dict[str, tuple[str, ...]]:
        """Return the addresses that must lead to a story and may be printed nowhere, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for story in self._kept.stories.of(self._renamed):
            renamer = Renamer(self._renamed[story.id])
            hidden = tuple(a for a in story.addresses if renamer.address(a) != a)
            if hidden:
                found[story.id] = hidden
        return found

    def kept_from(self) -> dict[str, tuple[Surface, ...]]:
        """Return the surfaces on which nothing may lead to a story, by the story's id."""
        every = ((s, t.kept_from) for s, t in self._treatments.items() if s not in self._gone)
        if self.surface is not Surface.SITE:
            # What is made of the site's own parts, as clips are, asks for its own lists alone.
            every = ((s, tuple(f for f in kept if f is self.surface)) for s, kept in every)
        return {story: surfaces for story, surfaces in every if surfaces}

    def publication(self, said: Publication) -> Publication:
        """Return what may be told of the publication: its letters name nobody who is renamed."""
        names = (name for some in self._renamed.values() for name in some)
        gone = [story for story in self._treatments if story in self._gone]
        return told_of(said, names, self._kept.stories.of(gone) if gone else ())

    def log(self) -> tuple[LogLine, ...]:
        """Return the public log of remedies: counts, no story and no person."""
        return log_of(self._kept.remedies.all())

    def _open(self, ids: Iterable[str] | None) -> Collection[str] | None:
        return None if ids is None else [name for name in ids if name not in self._gone]

    def _dead(self) -> list[str]:
        return sorted(s for s, duties in self._duties.items() if Duty.TOMB in duties)

    def _erased(self) -> Iterator[Tomb]:
        """Yield what stands in place of stories of which nothing is left."""
        for story_id, remedy in sorted(self._kept.remedies.finals().items()):
            if not self._kept.stories.has(story_id) and remedy.duty_on(self.surface) is Duty.TOMB:
                keys = (name for name in remedy.known_as if name.startswith("url:"))
                ways = tuple(f"https://{key.removeprefix('url:')}" for key in keys)
                since = remedy.made_on[:10]
                yield Tomb(story_id, since, remedy.ground, remedy.authority, ways)

    def _tomb(self, story_id: str) -> Tomb:
        by = self.treatment(story_id).asking(Duty.TOMB, self.surface)[0]
        story = self._kept.stories.get(story_id)
        return Tomb(
            story_id,
            by.made_on[:10],
            by.ground,
            by.authority,
            story.addresses,
        )

    def _renamer(self, story: str) -> Renamer | None:
        names = self._renamed.get(story)
        return Renamer(names) if names else None

    def _head(self, head: StoryHead, beside: tuple[str, ...]) -> StoryHead:
        around = [t for i in beside if (t := self._treatments.get(i))]
        if not around and not self._has_rights:
            return head
        rules = encode(self._withholding.rights) if self._has_rights else b""
        seen = digest_of(head.digest.encode() + encode(around) + rules)
        renamer = self._renamer(head.id)
        turned: StoryHead = renamer.value(head) if renamer else head
        return replace(turned, digest=seen)

    def _near(self, story: str) -> tuple[str, ...]:
        """Return a story and those of which it tells."""
        return (story, *self._paired.get(story, ()))

    def _around(self, story: str) -> tuple[str, ...]:
        """Return a story, those of which it tells, and those that share a picture with it."""
        return (*self._near(story), *sorted(self._assets.beside(story)))

    def _story(self, story: Story) -> Story:
        if self._crossing.is_plain and not self._has_rights:
            return story
        return self._entry(StoryEntry(story=story)).story

    def _entry(self, entry: StoryEntry) -> StoryEntry:
        treatment = self._treatments.get(entry.story.id)
        # Pictures are known by the addresses that they had before any name was replaced in them.
        bare = self._withholding.entry(entry) if self._has_rights else entry
        turned = shown(bare, treatment, self.surface) if treatment else bare
        return self._crossing.entry(turned)


def _withdrawn() -> Withdrawn:
    return Withdrawn("This story was withdrawn.", "The archive's log says why, in general.")


def _keys_of(kept: Counters, treated: Collection[str]) -> dict[str, str]:
    """Return the ids of some stories, and of all that are erased, by keys of their addresses."""
    erased = {
        name.removeprefix("url:"): story
        for story, remedy in kept.remedies.finals().items()
        for name in remedy.known_as
        if name.startswith("url:")
    }
    here = kept.stories.of(treated) if treated else ()
    return erased | {key_of(address): story.id for story in here for address in story.addresses}
