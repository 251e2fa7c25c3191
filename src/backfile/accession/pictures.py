"""Finding pictures that a story shows in one size and a deposit holds in another."""

from backfile.accession.reading import PICTURE, picture_group
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.model.capture import Kind


def find_variants(archive: Archive) -> int:
    """Join what stories show to assets: at the same address, else in another size of the picture.

    Returns how many pictures were found in another size.
    """
    archive.assets.link()
    found = 0
    if next(archive.keys.all(Kind.ASSET, PICTURE), None) is None:
        return found
    with archive.writing():
        for missing in archive.assets.missing():
            best = _largest(archive, picture_group(missing.address))
            if best is not None and best.digest is not None:
                archive.assets.also_at(best.deposit, best.digest, missing.address)
                found += 1
        archive.assets.link()
    return found


def _largest(archive: Archive, group: str) -> CaptureRow | None:
    """Return the capture with the largest file of a picture; of equals, the first."""
    numbers = archive.keys.sharing([group]).get(group, [])
    rows = [archive.captures.get(number) for number in numbers]
    kept = [row for row in rows if row.digest and archive.asset_files.has(row.digest)]
    return max(kept, key=lambda row: (row.size, -row.number), default=None)
