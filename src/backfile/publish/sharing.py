"""The card that other sites show of a page that has no picture: one for the whole archive.

It is drawn from the publication's name and colour with the fonts that the site brings along. A name
in letters that these do not have, or that this machine cannot set (Arabic wants Raqm), is left out:
the publication's mark alone stands there then.
"""

import re
from collections.abc import Iterator
from functools import partial
from importlib import resources
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from backfile.publish.build import Build, Draft

CARD = "theme/card.png"
SIZE = (1200, 630)
"""Pixels of a large card (Open Graph, Twitter)."""
_EDGE = 90
_BAR = 28
_SIZES = (132, 112, 92, 76, 60)
"""Sizes of the name: the first in which it fits. The smallest is read on a phone's card."""
_MOST_LINES = 3
_COLOURS = 64
_LEADING = 1.18
_STATE_SIZE = 34
_MOST_TITLE, _MOST_STATE = 120, 160
_PAPER, _INK, _SOFT, _ACCENT = "#fcfbf8", "#1c1a17", "#5f584d", "#8c1d18"
"""As in theme/style.css."""
_FONTS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    (
        "source-serif-latin.woff2",
        re.compile(r"[\u0020-\u00ff\u0131\u0152\u0153\u2010-\u2026\u20ac\u2122]*"),
        False,
    ),
    ("source-serif-latin-ext.woff2", re.compile(r"[\u0100-\u02ba\u1e00-\u1e9f ]*"), False),
    ("source-serif-cyrillic.woff2", re.compile(r"[\u0400-\u045f\u0490\u0491\u2116 ]*"), False),
    (
        "noto-naskh-arabic.woff2",
        re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c-\u200e ]*"),
        True,
    ),
)
"""Fonts, the letters that each has (as theme/style.css says), and whether these must be shaped."""
_MARK = (
    *((7, 9, 18, 2.6), (7, 15, 8, 8)),
    *((17.5, 15, 7.5, 2), (17.5, 18, 7.5, 2), (17.5, 21, 7.5, 2)),
)
"""Parts of the mark: left, top, width, height, of 32."""
_WEIGHT = 650
_Font = ImageFont.FreeTypeFont


def share_card(build: Build) -> Iterator[Draft]:
    """Yield the card, unless the theme brings one; made again only where what it says changed."""
    theme = build.options.theme
    if theme and (theme / CARD).is_file():
        return
    said = (build.site.title, build.site.state, build.options.accent or _ACCENT)
    yield CARD, build.key(("card", *said), ()), partial(drawn, *said)


def drawn(title: str, state: str, accent: str) -> bytes:
    """Return the card as PNG.

    Args:
        title: the publication's name.
        state: one sentence that says what the archive is; left out where it cannot be set.
        accent: the publication's colour, #rrggbb.
    """
    card = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, SIZE[0], _BAR), fill=accent)
    font = _font_for(title[:_MOST_TITLE])
    if font is None:
        _mark(pen, accent)
    else:
        _set_title(pen, font, title[:_MOST_TITLE])
        _set_state(pen, state[:_MOST_STATE], accent)
    out = BytesIO()
    card.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _font_for(text: str) -> tuple[str, bool] | None:
    """Return the font that has all letters of a text, and whether it is set from the right."""
    for name, letters, is_shaped in _FONTS:
        if text.strip() and letters.fullmatch(text):
            return None if is_shaped and not features.check("raqm") else (name, is_shaped)
    return None


def _loaded(name: str, size: int, weight: int = _WEIGHT) -> _Font:
    data = resources.files("backfile.publish").joinpath(f"theme/fonts/{name}").read_bytes()
    font = ImageFont.truetype(BytesIO(data), size)
    font.set_variation_by_axes([weight])
    return font


def _set_title(pen: ImageDraw.ImageDraw, font: tuple[str, bool], title: str) -> None:
    name, is_right = font
    room = SIZE[0] - 2 * _EDGE
    size = next((size for size in _SIZES if _fits(pen, name, size, title)), _SIZES[-1])
    face = _loaded(name, size)
    lines = _lines(pen, face, title, room)
    step = int(size * _LEADING)
    top = (SIZE[1] - step * min(len(lines), _MOST_LINES)) // 2 - _BAR
    for line in lines[:_MOST_LINES]:
        place = (SIZE[0] - _EDGE, top) if is_right else (_EDGE, top)
        pen.text(place, line, _INK, face, anchor="ra" if is_right else "la")
        top += step


def _fits(pen: ImageDraw.ImageDraw, name: str, size: int, title: str) -> bool:
    face, room = _loaded(name, size), SIZE[0] - 2 * _EDGE
    lines = _lines(pen, face, title, room)
    return len(lines) <= _MOST_LINES and all(pen.textlength(x, face) <= room for x in lines)


def _lines(pen: ImageDraw.ImageDraw, face: _Font, text: str, room: int) -> list[str]:
    """Return a text in lines that fit, cut between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, face) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _set_state(pen: ImageDraw.ImageDraw, state: str, accent: str) -> None:
    """Set the sentence at the foot, in as many lines as there is room for: two."""
    font = _font_for(state)
    if font is None:
        return
    name, is_right = font
    face = _loaded(name, _STATE_SIZE, 400)
    lines = _lines(pen, face, state, SIZE[0] - 2 * _EDGE)[:2]
    top = SIZE[1] - _EDGE // 2 - int(_STATE_SIZE * _LEADING) * len(lines)
    pen.rectangle((_EDGE, top - 26, SIZE[0] - _EDGE, top - 23), fill=accent)
    for line in lines:
        place = (SIZE[0] - _EDGE, top) if is_right else (_EDGE, top)
        pen.text(place, line, _SOFT, face, anchor="ra" if is_right else "la")
        top += int(_STATE_SIZE * _LEADING)


def _mark(pen: ImageDraw.ImageDraw, accent: str) -> None:
    """Draw the mark of theme/icon.svg: a page with a heading, a picture and three lines."""
    unit, left, top = 13, SIZE[0] // 2 - 208, SIZE[1] // 2 - 194
    pen.rounded_rectangle((left, top, left + 32 * unit, top + 32 * unit), 4 * unit, fill=accent)
    for x, y, width, height in _MARK:
        at = (left + x * unit, top + y * unit)
        pen.rectangle((*at, at[0] + width * unit, at[1] + height * unit), fill=_PAPER)
