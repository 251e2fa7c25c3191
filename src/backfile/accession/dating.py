"""Dating what lost its date by its neighbours: numbers that the newsroom gave out in order."""

from backfile.accession.progress import Tell
from backfile.archive.archive import Archive
from backfile.model.evidence import Evidence


def bounds_by_neighbours(archive: Archive, tell: Tell) -> dict[int, tuple[Evidence[object], ...]]:
    """Return what dated neighbours say of captures whose stories have no exact day."""
    del archive, tell
    return {}
