"""What front matter says of a series (Hugo, Jekyll, Eleventy: `series`, `series_part` …)."""

from backfile.intake.claims import ClaimList
from backfile.intake.markdown_front import Front, text_in, texts_in
from backfile.model.series import Series, series_of
from backfile.model.story import StoryType
from backfile.text import line_of_markup

TYPED = 0.98
"""What an editor typed into the field itself."""
NAMED = "series serie series_name series_title reihe"
NUMBERED = """series_part series_order series_weight series_number series_index part part_number
    episode"""
COUNTED = "series_parts series_total series_length parts"
"""Lines that give the series' name, which part a story is, and how many there are."""
_NAME, _PART, _PARTS = "name title", "part order number index position", "parts of total count"
"""The same inside of `series:`, where it is a list of such lines."""


def say_series(claims: ClaimList, front: Front) -> None:
    """Add what front matter claims of the series that a story is a part of.

    A special project that names a series gathers it, and is no part of it.
    """
    if text_in(front.get("type") or front.get("kind")).lower() == StoryType.PROJECT:
        return
    for name in NAMED.split():
        value = front.get(name)
        for one in value if isinstance(value, list) else [value]:
            series = _series(one, front)
            claims.say("series", series if series.name else None, name, TYPED)


def _series(value: object, front: Front) -> Series:
    if isinstance(value, dict):
        inner = {str(key).lower(): value[key] for key in value}
        name, part, parts = (_first(inner, names) for names in (_NAME, _PART, _PARTS))
        return series_of(line_of_markup(name), part, parts)
    said = line_of_markup(next(iter(texts_in(value)), ""))
    return series_of(said, _first(front, NUMBERED), _first(front, COUNTED))


def _first(front: Front, names: str) -> str:
    return next((text for name in names.split() if (text := text_in(front.get(name)))), "")
