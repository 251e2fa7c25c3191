"""When a page that tells its day in words like "3 hours ago" can have appeared: by its capture."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover.dates_relative import read_relative
from backfile.recover.fields.date_printed import is_dating, labels_of, near_blocks
from backfile.recover.fields.date_stamps import read_stamp
from backfile.recover.plaintext_labels import UPDATED
from backfile.recover.reading import Reading

TRUST = 0.85
"""Below a printed day: the words may be those of a list, and tell a stretch of days at best."""

_FILLED_IN = "00:00:00"
"""A time that no clock showed: tools that pack saved pages write it where they know none, and such
pages were not served on that day."""


def from_relative(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the days that the first line of such words leaves open, where its capture is dated.

    Args:
        reading: a page that names its day in no other way.
    """
    captured = read_stamp(reading.page.captured or "")
    if captured is None or captured.span is None:
        return
    if captured.time in {None, _FILLED_IN}:
        return
    seen = captured.span[0]
    for block in near_blocks(reading):
        if not is_dating(reading, block):
            continue
        if any(labelled.field == UPDATED for labelled in labels_of(block)):
            continue
        value = read_relative(block.text, seen)
        if value is not None:
            reason = f"It said “{block.text}” when it was captured on {seen}."
            yield Evidence("published", value, "visible:relative", TRUST, reason)
            return
