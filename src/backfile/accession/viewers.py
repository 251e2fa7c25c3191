"""Media viewers whose story nobody handed over: assets, until it comes."""

from backfile.accession.numbers import Groups
from backfile.archive.archive import Archive
from backfile.model.capture import Kind
from backfile.recover.viewer import WHY

LONE = "it shows one picture of a story that was not handed over"


def reopen_viewers(archive: Archive) -> None:
    """Let the viewers that had no story be joined anew: it may have come."""
    lone = archive.captures.with_reason(Kind.ASSET, LONE)
    if lone:
        archive.captures.set_fates((number, Kind.STORY, WHY) for number in lone)


def close_viewers(archive: Archive, groups: Groups) -> list[list[int]]:
    """Return the groups that hold a story; make viewers without one assets."""
    viewers = set(archive.captures.with_reason(Kind.STORY, WHY))
    if not viewers:
        return list(groups)
    kept: list[list[int]] = []
    lone: list[list[int]] = []
    for group in groups:
        (lone if viewers.issuperset(group) else kept).append(group)
    numbers = [number for group in lone for number in group]
    archive.captures.set_fates((number, Kind.ASSET, LONE) for number in numbers)
    # A story that was withdrawn leaves its viewers behind.
    archive.stories.remove(sorted(set(archive.stories.of_captures(numbers).values())))
    return kept
