"""The publication's own colour and logo, as its archive wears them.

The law of the place: the colour is changed as little as it takes to be read in light and in dark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from backfile.errors import BadValue
from backfile.publish.vector import cleaned

Colour = tuple[int, int, int]
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Light:
    """What the colour stands on in one light (theme/style.css): paper and tint; and the ink."""

    paper: Colour
    tint: Colour
    ink: Colour


_DAY = _Light((0xFC, 0xFB, 0xF8), (0xF4, 0xF0, 0xE7), (0x1C, 0x1A, 0x17))
_NIGHT = _Light((0x16, 0x15, 0x13), (0x20, 0x1E, 0x1B), (0xE8, 0xE3, 0xD9))
_LEAST_CONTRAST = 4.5
"""Of text with what it stands on (WCAG 2.2, 1.4.3)."""
_DEEPEST = 0.48
"""Share of the colour in the deepest shade behind ink (`.s4` in theme/style.css)."""
_NEARLY_BLACK = 0.04045
"""Below it sRGB is a straight line (IEC 61966-2-1)."""
_STEPS = 100
"""In so many steps a colour goes to black or to white."""
LOGOS = (".svg", ".png", ".webp", ".jpg", ".jpeg")
"""How the file of a logo may end."""
_MOST_BYTES = 200_000
"""Of a logo: every reader fetches it before anything else is seen."""


def accent_sheet(accent: str) -> bytes:
    """Return the style sheet that gives the site its publication's colour.

    Args:
        accent: as #rrggbb.
    """
    whole = tuple(bytes.fromhex(accent.removeprefix("#")))
    asked: Colour = (whole[0], whole[1], whole[2])
    day, night = (_written(_readable(asked, light)) for light in (_DAY, _NIGHT))
    return (
        f":root{{--accent:{day};--link:{day}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{night};--link:{night}}}}}\n"
        "@media print{:root{--accent:#000;--link:#000}}\n"
    ).encode()


def _readable(asked: Colour, light: _Light) -> Colour:
    """Return the nearest colour that can be read, and behind which ink can be read."""
    ways = product(range(_STEPS + 1), (_BLACK, _WHITE))
    nearest = (_mixed(end, asked, step / _STEPS) for step, end in ways)
    return next((colour for colour in nearest if _can_be_read(colour, light)), light.ink)


def _can_be_read(colour: Colour, light: _Light) -> bool:
    shade = _mixed(colour, light.paper, _DEEPEST)
    pairs = ((colour, light.paper), (colour, light.tint), (light.ink, shade))
    return all(contrast(one, other) >= _LEAST_CONTRAST for one, other in pairs)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    linear = (
        part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _written(colour: Colour) -> str:
    return f"#{bytes(colour).hex()}"


def logo_path(logo: Path) -> str:
    """Return where a logo stands on the site."""
    return f"theme/logo{logo.suffix.lower()}"


def logo_files(logo: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the logo's file; of a drawing nothing but what draws.

    Raises:
        BadValue: there is no such file, it is too large, or no drawing can be read in it.
    """
    advice = (
        f"Name a file in the archive's folder, at most {_MOST_BYTES:,} bytes ({', '.join(LOGOS)})."
    )
    try:
        data = logo.read_bytes()
    except OSError as bad:
        raise BadValue(f"site.logo: {logo.name} cannot be read.", advice) from bad
    if len(data) > _MOST_BYTES:
        raise BadValue(f"site.logo: {logo.name} has {len(data):,} bytes.", advice)
    if logo.suffix.lower() == ".svg":
        drawing = cleaned(data)
        if drawing is None:
            raise BadValue(f"site.logo: no drawing can be read in {logo.name}.", advice)
        data = drawing.data
    yield logo_path(logo), data
