"""Whether a publication writes 03/04/2019 day first or month first, learnt from its other days."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from backfile import edtf
from backfile.recover import zones as z
from backfile.recover.dates import find_dates
from backfile.recover.fields.date_stamps import from_address, from_linked, from_metas
from backfile.recover.page import Page

FEWEST = 2
"""Pages that must tell the order before it is believed."""
MOSTLY = 0.9
"""Share of them that must agree: a page may quote a foreign date, or be of an agency."""
LONGEST = 120
"""Characters of a line that may date a story."""


def vote(page: Page) -> str | None:
    """Return the order in which a page writes its days in figures ("dmy", "mdy"), if it tells.

    A line with a number beyond twelve tells, and so does one that can be read in two ways where
    head or address name one of the two.

    Args:
        page: its roles are filled; what is of other stories, and comments, tell nothing.
    """
    texts = [
        block.text
        for block in page.blocks
        if len(block.text) <= LONGEST and page.roles[block.number] not in {*z.AWAY, z.CAPTION}
    ]
    known = {
        str(claim.value)
        for claim in (*from_linked(page), *from_metas(page), *from_address(page))
        if claim.field == "published" and edtf.is_day(str(claim.value))
    }
    told = _orders_of(texts, {date.fromisoformat(day) for day in known})
    return told.pop() if len(told) == 1 else None


def _orders_of(texts: Sequence[str], known: set[date]) -> set[str]:
    """Return the orders that some lines are written in, as far as they tell."""
    found: set[str] = set()
    for text in texts:
        if not any(sign in text for sign in "/-."):
            continue
        for reading in find_dates(text):
            if reading.order is not None:
                found.add(reading.order)
            elif reading.either and len(fit := known.intersection(reading.either)) == 1:
                # Of the two days, that of the printed text's first figure is the day-first one.
                first = int(reading.text.split("/")[0].split("-")[0].split(".")[0])
                found.add("dmy" if min(fit).day == first else "mdy")
    return found


def elect(votes: Iterable[str | None]) -> str | None:
    """Return the order on which the pages of a publication agree, or None."""
    count = Counter(one for one in votes if one is not None)
    if not count:
        return None
    order, most = max(count.items(), key=lambda item: (item[1], item[0]))
    return order if most >= max(FEWEST, MOSTLY * count.total()) else None
