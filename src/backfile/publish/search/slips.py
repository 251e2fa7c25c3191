"""What the packs do not say of a story and mending must know: its slip.

From a story's slip and its text in the packs the very row can be put together from which the index
took it, so that what the index says of it can be taken out again, word by word.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from backfile.publish.search.reading import Shown
from backfile.publish.search.row import Row
from backfile.publish.search.texts import is_whole

_Day = int
"""As `date.toordinal`; 0 where nothing is known."""


class Slip(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the packs do not say of a story."""

    address: str
    digest: str
    """Of all that search knows of it."""
    section: str
    type: str
    language: str
    first: _Day
    last: _Day
    contributors: tuple[str, ...]
    tags: tuple[str, ...]
    caption: str
    standfirst: str
    text: str | None = None
    """The whole text, where the packs do not hold it to its end."""
    series: str = ""

    @property
    def place(self) -> tuple[str, str, str, _Day, _Day]:
        """Return what decides where in the order of all stories it stands."""
        return (self.section, self.type, self.language.lower(), self.first, self.last)


_decoder = msgspec.json.Decoder(Slip)
_encoder = msgspec.json.Encoder()


def slip_of(row: Row) -> Slip:
    """Return a story's slip."""
    return Slip(
        address=row.address,
        digest=row.digest,
        section=row.section,
        type=row.type,
        language=row.language,
        first=row.first.toordinal() if row.first else 0,
        last=row.last.toordinal() if row.last else 0,
        contributors=row.contributors,
        tags=row.tags,
        caption=row.caption,
        standfirst=row.standfirst,
        text=None if is_whole(row.text) else row.text,
        series=row.series,
    )


def row_of(slip: Slip, shown: Shown | None = None, rest: str = "") -> Row:
    """Put a story's row together again.

    Args:
        slip: its slip.
        shown: what the packs say of it; without it only what the slip says comes back.
        rest: the end of its text, as the packs have it.
    """
    text = slip.text if slip.text is not None else (shown.text if shown else "") + rest
    return Row(
        address=slip.address,
        headline=shown.headline if shown else "",
        date_words=shown.date if shown else "",
        byline=shown.byline if shown else "",
        section=slip.section,
        standfirst=slip.standfirst,
        caption=slip.caption,
        text=text,
        language=slip.language,
        type=slip.type,
        first=date.fromordinal(slip.first) if slip.first else None,
        last=date.fromordinal(slip.last) if slip.last else None,
        contributors=slip.contributors,
        tags=slip.tags,
        series=slip.series,
        digest=slip.digest,
    )


def encoded(slip: Slip) -> bytes:
    """Return a slip as a line."""
    return _encoder.encode(slip) + b"\n"


def write_slips(file: Path, slips: Iterable[Slip]) -> None:
    """Write slips, one a line."""
    with file.open("wb") as lines:
        lines.writelines(map(encoded, slips))


def read_slips(file: Path) -> Iterator[Slip]:
    """Yield slips as they were written.

    Raises:
        OSError, msgspec.MsgspecError: they cannot be read.
    """
    with file.open("rb") as lines:
        yield from map(_decoder.decode, lines)
