"""Finding pictures that a story shows in one size and a deposit holds in another."""

from collections.abc import Iterable

from backfile.accession.keys import PICTURE, picture_group
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow, MissingAsset
from backfile.model.capture import Kind


def find_variants(archive: Archive, missing: Iterable[MissingAsset]) -> int:
    """Join what stories show to assets of another size, where that is all that the archive has.

    Args:
        archive: open for writing.
        missing: what stories show, and no asset stood at its address.

    Returns:
        How many pictures were found in another size.
    """
    if next(archive.keys.all(Kind.ASSET, PICTURE), None) is None:
        return 0
    found = 0
    with archive.writing():
        for one in missing:
            best = _largest(archive, picture_group(one.address))
            if best is not None and best.digest is not None:
                archive.assets.also_at(best.deposit, best.digest, one.address)
                found += 1
        if found:
            archive.assets.link()
    return found


def _largest(archive: Archive, group: str) -> CaptureRow | None:
    """Return the capture with the largest file of a picture; of equals, the first."""
    numbers = archive.keys.sharing([group]).get(group, [])
    rows = [archive.captures.get(number) for number in numbers]
    kept = [row for row in rows if row.digest and archive.asset_files.has(row.digest)]
    return max(kept, key=lambda row: (row.size, -row.number), default=None)
