"""The reading time that a story's page prints."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover.page import Page
from backfile.recover.readtimes import find_read_time
from backfile.recover.trust import TRUST


def read_minutes(page: Page, near: list[int]) -> Iterator[Evidence[object]]:
    """Yield the printed reading time from the blocks near the headline."""
    for number in near:
        minutes = find_read_time(page.blocks[number].text)
        if minutes is not None:
            yield Evidence("read_minutes", minutes, "visible", TRUST["read_minutes"])
            return
