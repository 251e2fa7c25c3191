"""What search must know of one story."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from backfile.text import whole

STANDFIRST_LETTERS = 220
"""What a result shows of the standfirst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What search must know of one story."""

    address: str
    """Relative to the site's root."""
    headline: str
    date_words: str = ""
    byline: str = ""
    section: str = ""
    standfirst: str = ""
    caption: str = ""
    text: str = ""
    language: str = ""
    type: str = ""
    first: date | None = None
    """First possible day of publication; None where nothing is known, `date.min` where the date
    is open towards the past."""
    last: date | None = None
    """Last possible day; `date.max` where the date is open towards the future."""
    contributors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: str = ""
    """Its name."""
    digest: str = ""
    """Of all this, where it is known: tells whether anything changed."""


def with_whole_letters(row: Row) -> Row:
    """Return a row without half characters (lone surrogates), which no file can hold."""
    parts = (row.address, row.headline, row.date_words, row.byline, row.section, row.standfirst)
    names = (row.caption, row.text, row.language, row.type, row.series, *row.contributors)
    try:
        "".join((*parts, *names, *row.tags)).encode()
    except UnicodeEncodeError:
        return Row(**{slot: _whole(getattr(row, slot)) for slot in Row.__slots__})
    return row


def _whole(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(whole, value))
    return whole(value) if isinstance(value, str) else value


def shown(row: Row) -> list[str]:
    """Return what a result shows: address, headline, date, byline, section, standfirst."""
    standfirst = row.standfirst
    if len(standfirst) > STANDFIRST_LETTERS:
        standfirst = standfirst[:STANDFIRST_LETTERS].rsplit(" ", 1)[0] + " …"
    return [row.address, row.headline, row.date_words, row.byline, row.section, standfirst]
