"""Settling the stories that new captures touched, and keeping them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from backfile.accession.keys import redirect_key
from backfile.accession.learnt import lessons_of
from backfile.accession.naming import PLACE, Named, place_of
from backfile.accession.progress import Progress, Tell
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow, Member, StoryEntry
from backfile.hashes import short_name
from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.revision import Revision
from backfile.model.story import Body
from backfile.model.testimony import Testimony
from backfile.recover.lessons import Lesson, heed
from backfile.recover.likeness import best_value
from backfile.recover.settle import Settled, name_of, settle
from backfile.recover.settle_claims import PERSON
from backfile.urls import host_of, key_of

STORIES_AT_ONCE = 64
"""Stories settled in one transaction."""
REDIRECTS_DEEP = 5
"""Redirects that are followed one after the other; browsers give up at twenty."""
BEGINNING = 120
"""Letters of a text that are kept as the value of a claim on the body: the capture keeps all."""

Heard = tuple[CaptureRow, Testimony]


@dataclass(frozen=True, slots=True)
class Group:
    """The captures that show one story."""

    captures: Sequence[int]
    story: str = ""
    """The id of the story that is settled anew from them; "" where they tell."""
    bounds: tuple[Evidence[object], ...] = ()
    """What its neighbours say of its date."""


@dataclass(slots=True)
class Settler:
    """Settles groups of captures as stories."""

    archive: Archive
    new: Container[int] = frozenset()
    """Captures that are settled for the first time, or anew: they give no story its name yet."""
    free: set[str] = field(default_factory=set)
    """Ids of stories whose captures are yet to be settled: whoever comes first takes them. All
    others that the archive knows belong to other captures."""
    named: Named = field(default_factory=dict)
    """Ids that stories had before their captures were read again, by the captures' places."""
    corrections: dict[str, list[Evidence[object]]] = field(default_factory=dict)
    lessons: Mapping[str, Sequence[Lesson]] = field(default_factory=dict)
    """What persons taught about the pages of each host."""
    phase: str = "settling"
    """What its work is called in the progress."""
    _has_redirects: bool = False

    def settle_all(self, groups: Iterable[Group], tell: Tell, total: int | None = None) -> None:
        """Settle and keep every group, some at a time, each time as one transaction."""
        self.corrections = corrections_of(self.archive)
        self.lessons = lessons_of(self.archive)
        self._has_redirects = self.archive.captures.count(kind=Kind.REDIRECT) > 0
        waiting = iter(groups)
        done = 0
        while some := list(islice(waiting, STORIES_AT_ONCE)):
            with self.archive.writing():
                self._keep(some)
            done += len(some)
            tell(Progress(self.phase, "", done, total))

    def _keep(self, groups: Sequence[Group]) -> None:
        self.free |= {group.story for group in groups if group.story}
        given: dict[str, StoryEntry] = {}
        stale = set[str]()
        for group in groups:
            heard = _bounded(self.archive.captures.testimonies(group.captures), group.bounds)
            known = self.archive.stories.of_captures(group.captures)
            entry = self._entry(heard, self._id(heard, known, given))
            given[entry.story.id] = entry
            stale |= set(known.values())
        self.free -= given.keys()
        self.archive.stories.remove(sorted(stale & self.free))
        self.archive.stories.put(given.values())

    def _id(self, heard: Sequence[Heard], known: dict[int, str], given: Container[str]) -> str:
        """Return a story's lasting name: the one that it has, or a new one that no other has."""
        kept = (
            known[row.number]
            for row, _ in heard
            if row.number in known and row.number not in self.new
        )
        places = (place_of(row) for row, _ in heard) if self.named else ()
        before = (self.named[place] for place in places if place in self.named)
        names = chain(kept, before)
        name = next((name for name in names if not self._is_taken(name, given)), None)
        if name is not None:
            return name
        name = name_of([(row.number, testimony) for row, testimony in heard])
        while self._is_taken(name, given):
            name = short_name(name + "+")
        return name

    def _is_taken(self, name: str, given: Container[str]) -> bool:
        return name in given or (name not in self.free and self.archive.stories.has(name))

    def _entry(self, heard: Sequence[Heard], story_id: str) -> StoryEntry:
        redirects = list(self._redirects(heard))
        every = sorted([*heard, *redirects], key=_moment)
        said = [(row.number, self._heeded(row, testimony)) for row, testimony in every]
        settled = settle(said, self._corrections(story_id, every), story_id)
        return StoryEntry(
            story=settled.story,
            evidence=tuple(_brief(claim) for claim in settled.evidence),
            findings=settled.findings,
            revisions=tuple(_revisions(heard, settled)),
            links=settled.links,
            members=(
                Member(settled.main),
                *(Member(repeat.capture, repeat.why) for repeat in settled.repeats),
            ),
        )

    def _heeded(self, row: CaptureRow, testimony: Testimony) -> Testimony:
        lessons = self.lessons.get(host_of(row.address) if row.address else "")
        return heed(testimony, lessons) if lessons else testimony

    def _redirects(self, heard: Sequence[Heard]) -> Iterator[Heard]:
        """Yield the redirects that lead to a story, each with the address that it gives it."""
        targets = {redirect_key(a) for _, testimony in heard for a in testimony.addresses}
        seen: set[int] = set()
        for _ in range(REDIRECTS_DEEP if self._has_redirects else 0):
            found = self.archive.keys.sharing(targets)
            numbers = {number for some in found.values() for number in some} - seen
            if not numbers:
                return
            rows = [self.archive.captures.get(number) for number in sorted(numbers)]
            for row in rows:
                if row.address:
                    yield row, Testimony(kind=Kind.REDIRECT, addresses=(row.address,))
            seen |= numbers
            targets = {redirect_key(row.address) for row in rows if row.address}

    def _corrections(self, story_id: str, said: Sequence[Heard]) -> list[Evidence[object]]:
        if not self.corrections:
            return []
        names = [
            story_id,
            *("url:" + key_of(a) for _, t in said for a in t.addresses),
            *(PLACE + place_of(row) for row, _ in said),
        ]
        return [c for name in dict.fromkeys(names) for c in self.corrections.get(name, [])]


def _bounded(heard: Iterable[Heard], bounds: tuple[Evidence[object], ...]) -> list[Heard]:
    """Let the first capture of a story say what the story's neighbours say of its date."""
    first, *others = heard
    row, testimony = first
    return [(row, replace(testimony, bounds=testimony.bounds + bounds)), *others]


def _moment(heard: Heard) -> tuple[str, int]:
    """Order captures by when they were made; what is not dated comes first, as it was read."""
    return heard[0].captured or "", heard[0].number


def corrections_of(archive: Archive) -> dict[str, list[Evidence[object]]]:
    """Return what persons said of stories' fields, by the name that they gave the story."""
    found: dict[str, list[Evidence[object]]] = {}
    for said in archive.corrections.standing("story"):
        if said.field not in {"merge", "split"}:
            claim = Evidence(said.field, said.value, PERSON, 1.0, said.because)
            found.setdefault(said.target, []).append(claim)
    return found


def _brief(claim: Evidence[object]) -> Evidence[object]:
    """Shorten a claim on the body to its beginning."""
    if not isinstance(claim.value, Body):
        return claim
    text = claim.value.text
    return replace(claim, value=Body("", text[:BEGINNING] + ("…" if len(text) > BEGINNING else "")))


def _revisions(heard: Sequence[Heard], settled: Settled) -> Iterator[Revision]:
    differing = {repeat.capture for repeat in settled.repeats if repeat.why == "revision"}
    for row, testimony in heard:
        body = best_value(testimony, "body", Body)
        headline = best_value(testimony, "headline", str)
        if row.number in differing and isinstance(body, Body):
            said = headline if isinstance(headline, str) else None
            yield Revision(row.number, row.captured, said, body)
