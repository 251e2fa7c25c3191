"""Feed entries that are no stories: they point to lists and standing pages of the site.

Many site builders put every page into a feed, and one feed into every list: entries named after
authors and subjects, without a text. What stood at the address decides; where no page was captured
there and the entry has no text, the pages beside it in its folder do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.model.capture import Form, Kind
from backfile.urls import key_of

THERE = "a feed points to it, and the page that stood there is no story"
BESIDE = "a feed points to it without a text, and the pages beside it are no stories"
AGAIN = "an entry of a feed"
_FEEDS = ("rss:", "atom:", "jsonfeed:")
"""How the places of feeds' claims begin (`FeedEntry.prefix`)."""
_STORYLESS = (Kind.LIST, Kind.STANDING)


@dataclass(slots=True)
class _Site:
    """What is known of a site's pages: their kinds by address, and each folder's by number."""

    pages: dict[str, Kind] = field(default_factory=dict)
    folders: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def add(self, row: CaptureRow) -> None:
        """Count a page; of several captures of one address a story counts."""
        key = key_of(row.address or "")
        if self.pages.get(key) is not Kind.STORY:
            self.pages[key] = row.kind
        self.folders[folder_of(key), row.kind is Kind.STORY] += 1

    def verdict(self, row: CaptureRow) -> tuple[Kind, str] | None:
        """Say what an entry points to, where that is no story."""
        key = key_of(row.address or "")
        there = self.pages.get(key)
        if there in _STORYLESS:
            return there, THERE
        folder = folder_of(key)
        is_hollow = there is None and not row.size
        if is_hollow and self.folders[folder, False] and not self.folders[folder, True]:
            return Kind.LIST, BESIDE
        return None


def folder_of(key: str) -> str:
    """Return the folder of an address key: all before its last part."""
    return key.rpartition("/")[0]


def place_pointers(archive: Archive) -> None:
    """Make feed entries what stood at their address, or stories again where that was withdrawn."""
    site, entries = _Site(), list[CaptureRow]()
    for row in archive.captures.all():
        if row.form == Form.PAGE and row.address and row.kind in (Kind.STORY, *_STORYLESS):
            site.add(row)
        elif row.form == Form.ENTRY and row.address and _may_point(row):
            entries.append(row)
    fates = list(_fates(archive, site, entries))
    with archive.writing():
        archive.captures.set_fates(fates)
        demoted = [number for number, kind, _ in fates if kind is not Kind.STORY]
        archive.stories.remove(sorted(set(archive.stories.of_captures(demoted).values())))


def _may_point(row: CaptureRow) -> bool:
    return row.kind is Kind.STORY or row.reason in {THERE, BESIDE}


def _fates(
    archive: Archive, site: _Site, entries: Iterable[CaptureRow]
) -> Iterator[tuple[int, Kind, str]]:
    for row in entries:
        kind, why = site.verdict(row) or (Kind.STORY, AGAIN)
        if kind is not row.kind and _is_of_feed(archive, row.number):
            yield row.number, kind, why


def _is_of_feed(archive: Archive, number: int) -> bool:
    claims = archive.captures.testimony(number).evidence
    return any(claim.place.startswith(_FEEDS) for claim in claims)
