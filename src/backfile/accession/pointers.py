"""Feed entries that are no stories: they point to lists and standing pages of the site.

Many site builders put every page into a feed, and one feed into every list: entries named after
authors and subjects, without a text. What stood at the address decides; where no page was captured
there and the entry has no text, the pages beside it in its folder do.
"""

from collections.abc import Iterator

from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.archive.site_pages import SitePages
from backfile.model.capture import Kind
from backfile.urls import folder_of, key_of

THERE = "a feed points to it, and the page that stood there is no story"
BESIDE = "a feed points to it without a text, and the pages beside it are no stories"
AGAIN = "an entry of a feed"
_POINTING = (THERE, BESIDE)
_FEEDS = ("rss:", "atom:", "jsonfeed:")
"""How the places of feeds' claims begin (`FeedEntry.prefix`)."""
_STORYLESS = (Kind.LIST, Kind.STANDING)


def place_pointers(archive: Archive) -> None:
    """Make feed entries what stood at their address, or stories again where that was withdrawn."""
    if not archive.captures.has_pointers(_POINTING):
        return
    fates = list(_fates(archive, archive.captures.pages()))
    with archive.writing():
        archive.captures.set_fates(fates)
        demoted = [number for number, kind, _ in fates if kind is not Kind.STORY]
        archive.stories.remove(sorted(set(archive.stories.of_captures(demoted).values())))


def _fates(archive: Archive, pages: SitePages) -> Iterator[tuple[int, Kind, str]]:
    for row in archive.captures.entries(_POINTING):
        kind, why = _verdict(row, pages) or (Kind.STORY, AGAIN)
        if kind is not row.kind and _is_of_feed(archive, row.number):
            yield row.number, kind, why


def _verdict(row: CaptureRow, pages: SitePages) -> tuple[Kind, str] | None:
    """Say what an entry points to, where that is no story."""
    key = key_of(row.address or "")
    there = pages.kind_at(key)
    if there in _STORYLESS:
        return there, THERE
    folder = folder_of(key)
    is_hollow = there is None and not row.size
    if is_hollow and pages.holds(folder, story=False) and not pages.holds(folder, story=True):
        return Kind.LIST, BESIDE
    return None


def _is_of_feed(archive: Archive, number: int) -> bool:
    claims = archive.captures.testimony(number).evidence
    return any(claim.place.startswith(_FEEDS) for claim in claims)
