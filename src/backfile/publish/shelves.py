"""The archive as the site sees it: public stories, evidence, pictures, counts; nothing else."""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.archive.baring import MOST_BYTES, bared
from backfile.archive.entries import Asset, CaptureRow, StoryEntry, StoryHead
from backfile.archive.outward import Outward
from backfile.archive.renaming import Renamer
from backfile.hashes import digest_of
from backfile.model.capture import Kind
from backfile.model.publication import Publication
from backfile.model.remedy import LogLine, Surface, Tomb
from backfile.model.revision import Revision
from backfile.model.story import Story
from backfile.publish.holdings import UNTREATED, Earlier, Picture, Seen, Told, Treated
from backfile.record import encode, record_line
from backfile.urls import place_key

_AT_ONCE = 200
"""Stories that are read together, as the archive itself reads them."""
_REMEMBERED = 65536
"""Places in deposits, and pictures, whose answers are remembered: stories name the same ones."""


class BareFiles:
    """Copies of pictures without what they say of themselves, for as long as the shelves stand."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._known: dict[Path, tuple[Path, str] | None] = {}

    def put(self, file: Path, media_type: str, renamer: Renamer) -> tuple[Path, str] | None:
        """Return a picture's bare copy and its sha256; None where it cannot be bared."""
        if file not in self._known:
            data = None
            if file.stat().st_size <= MOST_BYTES:
                data = bared(file.read_bytes(), media_type, renamer)
            self._known[file] = None if data is None else self._written(data)
        return self._known[file]

    def _written(self, data: bytes) -> tuple[Path, str]:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="backfile-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        digest = digest_of(data)
        path = self._folder / digest
        path.write_bytes(data)
        return path, digest


class Shelves:
    """An open archive, read for its site."""

    def __init__(self, archive: Archive, publication: Publication, surface: Surface) -> None:
        self._archive = archive
        self._outward = archive.outward(surface)
        self._treated = _treated(self._outward)
        self._publication = self._outward.publication(publication)
        self._kinds = {deposit.id: deposit.kind.value for deposit in archive.deposits.all()}
        self._digests: dict[str, str] | None = None
        self._translations: Mapping[str, Sequence[str]] | None = None
        self._bare = BareFiles()
        self._captures: dict[int, Seen | None] = {}
        """Captures of the stories that were told last, read together."""
        self.story_at = lru_cache(maxsize=_REMEMBERED)(self._story_at)
        self.picture_at = lru_cache(maxsize=_REMEMBERED)(self._picture_at)

    def publication(self) -> Publication:
        """Return the publication as it is settled, or as its keeper said."""
        return self._publication

    def digests(self) -> Mapping[str, str]:
        """Return every public story's id with a text that differs as soon as its page could."""
        if self._digests is None:
            own = self._outward.digests()
            self._digests = dict(own)
            for story_id, others in self.translations().items():
                # A page tells of its translation more than the headline: day, script, translator.
                self._digests[story_id] += f" {[(other, own.get(other)) for other in others]!r}"
        return self._digests

    def translations(self) -> Mapping[str, Sequence[str]]:
        """Return the ids of the translations of every story that has some."""
        if self._translations is None:
            self._translations = self._outward.paired()
        return self._translations

    def stories(self, ids: Sequence[str]) -> Iterator[Story]:
        """Yield some stories in the order of their ids."""
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = {story.id: story for story in self._outward.stories(some)}
            yield from (found[story_id] for story_id in some if story_id in found)

    def heads(self, ids: Sequence[str]) -> Iterator[StoryHead]:
        """Yield some stories without their texts, by id."""
        return self._archive.outward(Surface.API).heads(ids)

    def records(self, ids: Sequence[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the ids and records of some stories, as the API gives them."""
        outward = self._archive.outward(Surface.API)
        for start in range(0, len(ids), _AT_ONCE):
            for entry in outward.entries(ids[start : start + _AT_ONCE]):
                yield entry.story.id, record_line(account_of(outward, entry))

    def told(self, ids: Sequence[str]) -> Iterator[Told]:
        """Yield some stories with what is known about them, in the order of their ids."""
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = {entry.story.id: entry for entry in self._outward.entries(some)}
            self._captures = self._seen_in(found.values())
            yield from (self._told(found[story_id]) for story_id in some if story_id in found)

    def _told(self, entry: StoryEntry) -> Told:
        return Told(entry.story, entry.evidence, tuple(map(self._earlier, entry.revisions)))

    def _earlier(self, revision: Revision) -> Earlier:
        seen = self.seen(revision.capture) if revision.capture is not None else None
        shown = seen or Seen(None, revision.captured, "")
        return Earlier(shown, revision.headline, revision.body, revision.capture)

    def seen(self, capture: int) -> Seen | None:
        """Return what may be told of a capture by its number."""
        if capture not in self._captures:
            self._captures[capture] = self._seen_of([capture]).get(capture)
        return self._captures[capture]

    def _seen_in(self, entries: Iterable[StoryEntry]) -> dict[int, Seen | None]:
        """Return the captures on which some stories rest, by number."""
        named: set[int | None] = set()
        for entry in entries:
            named.update(claim.capture for claim in entry.evidence if claim.stands)
            named.update(revision.capture for revision in entry.revisions)
        return self._seen_of(number for number in named if number is not None)

    def _seen_of(self, numbers: Iterable[int]) -> dict[int, Seen | None]:
        return {row.number: self._seen(row) for row in self._archive.captures.some(numbers)}

    def _seen(self, row: CaptureRow) -> Seen:
        kind = self._kinds.get(row.deposit, "")
        if self._outward.hides(row):
            # Addresses and names of files hold headlines, and so names.
            return Seen(None, row.captured, kind, digest=row.digest)
        return Seen(row.address, row.captured, kind, row.item, row.offset, row.digest)

    def _picture_at(self, address: str) -> Picture | None:
        asset = self._outward.picture_at(address)
        return None if asset is None else self._picture(asset)

    def _picture(self, asset: Asset) -> Picture | None:
        file, digest = self._archive.asset_files.path(asset.digest), asset.digest
        renamer = self._outward.renamer_of_picture(digest)
        if renamer is not None:
            fresh = self._bare.put(file, asset.media_type, renamer)
            if fresh is None:
                return None
            file, digest = fresh
        return Picture(digest, asset.media_type, file, asset.width, asset.height)

    def pictures(self) -> Iterator[Picture]:
        """Yield each asset that a public story shows, once, by its digest."""
        found = map(self._picture, self._outward.shown_assets())
        return (picture for picture in found if picture is not None)

    def treated(self, story_id: str) -> Treated:
        """Return what remedies ask for a story besides its words."""
        return self._treated.get(story_id, UNTREATED)

    def tombs(self) -> Sequence[Tomb]:
        """Return what stands in place of stories that were withdrawn, by id."""
        return self._outward.tombs()

    def log(self) -> Sequence[LogLine]:
        """Return the public log of remedies, newest month first."""
        return self._outward.log()

    def _story_at(self, place: str) -> str | None:
        numbers = self._archive.keys.sharing([place_key(place)]).values()
        shown = self._archive.stories.of_captures(n for some in numbers for n in some)
        return min(shown.values(), default=None)

    def tally(self) -> Mapping[str, int]:
        """Return how many captures ended as what in the ledger; what was not public, by pieces."""
        counts = {kind.value: n for kind, n in self._archive.ledger.counts().items()}
        if Kind.HELD_BACK.value in counts:
            counts[Kind.HELD_BACK.value] = self._archive.ledger.held_back_pieces()
        return counts

    def origin(self) -> frozenset[str]:
        """Return the ids of the deposits that the archive was made from."""
        return frozenset(self._kinds)

    def theme(self) -> Path | None:
        """Return the folder in which the archive keeps a theme of its own, if it does."""
        folder = self._archive.path / "theme"
        return folder if folder.is_dir() else None

    def mark(self) -> str:
        """Return a text that differs as soon as anything differs that the site could show."""
        found = hashlib.sha256(encode(self._publication))
        found.update(repr(sorted(self.tally().items())).encode())
        for story_id, digest in self.digests().items():
            found.update(f"{story_id} {digest}\n".encode())
        found.update(encode((self.tombs(), self.log())))
        return found.hexdigest()


def _treated(outward: Outward) -> dict[str, Treated]:
    kept, hidden = outward.kept_from(), outward.hidden_addresses()
    return {
        story: Treated(kept.get(story, ()), hidden.get(story, ()))
        for story in sorted(kept.keys() | hidden.keys())
    }


def holdings_of(
    archive: Archive,
    publication: Publication | None = None,
    surface: Surface = Surface.SITE,
) -> Shelves:
    """Return an open archive as the site sees it.

    Args:
        archive: open for reading.
        publication: the publication with what its keeper said (`config.with_said`); without it,
            as it was settled.
        surface: what is made of it: the site, or a package that is set like its pages.
    """
    return Shelves(archive, publication or archive.publication.get(), surface)
