"""A sheet to draw the demo's pictures on: gradients, shapes, water, figures and grain.

Units are hundredths of the picture's longer side: a sheet is 120 wide and 80 high, whatever its
size in pixels. Everything is drawn at twice the size and then reduced, so that edges are smooth.
"""

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1200, 800
TWICE = 2
UNIT = WIDTH * TWICE / 120
Point = tuple[float, float]
Colour = str
Ink = tuple[int, int, int, int]
Stroke = Callable[[ImageDraw.ImageDraw, Ink], None]


def rgb(colour: Colour, alpha: float = 1.0) -> Ink:
    """Return a colour with its opacity, from 0 to 1."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue, round(255 * alpha)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two: 0 is the first, 1 is the other."""
    pairs = zip(rgb(one)[:3], rgb(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Sheet:
    """One picture in the making."""

    def __init__(self, *stops: Colour, seed: int = 1) -> None:
        """Begin with a sky or ground that runs through the given colours, from top to bottom."""
        self.chance = Random(seed)
        column = Image.new("RGB", (1, len(stops)))
        for row, colour in enumerate(stops):
            column.putpixel((0, row), rgb(colour)[:3])
        size = (WIDTH * TWICE, HEIGHT * TWICE)
        self.image = column.resize(size, Image.Resampling.BICUBIC).convert("RGBA")

    def poly(self, points: Sequence[Point], fill: Colour, alpha: float = 1.0) -> None:
        """Fill a shape."""
        self._paint(lambda draw, ink: draw.polygon(_scaled(points), fill=ink), fill, alpha)

    def oval(self, centre: Point, radii: Point, fill: Colour, alpha: float = 1.0) -> None:
        """Fill an oval."""
        box = _box(centre, radii)
        self._paint(lambda draw, ink: draw.ellipse(box, fill=ink), fill, alpha)

    def ring(self, centre: Point, radius: float, fill: Colour, width: float) -> None:
        """Draw a circle's line."""
        box = _box(centre, (radius, radius))
        line = round(width * UNIT)
        self._paint(lambda draw, ink: draw.ellipse(box, outline=ink, width=line), fill, 1)

    def arc(self, centre: Point, radii: Point, span: Point, fill: Colour, width: float) -> None:
        """Draw a part of an oval's line, in degrees from three o'clock."""
        box = _box(centre, radii)
        line = round(width * UNIT)
        self._paint(lambda draw, ink: draw.arc(box, *span, fill=ink, width=line), fill, 1)

    def rect(self, corner: Point, size: Point, fill: Colour, alpha: float = 1.0) -> None:
        """Fill a rectangle."""
        (x, y), (w, h) = corner, size
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, alpha)

    def line(
        self, points: Sequence[Point], fill: Colour, width: float = 0.3, alpha: float = 1.0
    ) -> None:
        """Draw a line through points."""
        thick = max(1, round(width * UNIT))
        places = _scaled(points)
        self._paint(
            lambda draw, ink: draw.line(places, fill=ink, width=thick, joint="curve"), fill, alpha
        )

    def ridge(self, height: float, rough: float, fill: Colour, alpha: float = 1.0) -> None:
        """Fill everything under an uneven line: hills, a far shore, reeds in the haze."""
        waves = [
            (self.chance.uniform(0.02, 0.25), self.chance.uniform(0, 6.3), self.chance.random())
            for _ in range(7)
        ]
        points = [
            (x, height + rough * sum(w * math.sin(f * x + p) for f, p, w in waves) / 3)
            for x in range(-1, 123)
        ]
        self.poly([*points, (122, 82), (-1, 82)], fill, alpha)

    def glow(self, centre: Point, radius: float, colour: Colour, alpha: float = 0.8) -> None:
        """Let something shine."""
        steps = 14
        layer = Image.new("L", (WIDTH // 4, HEIGHT // 4))
        draw = ImageDraw.Draw(layer)
        scale = WIDTH / 4 / 120
        for step in range(steps):
            reach = radius * (1 - step / steps) * scale
            x, y = centre[0] * scale, centre[1] * scale
            light = round(255 * alpha * ((step + 1) / steps) ** 2)
            draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=light)
        soft = layer.filter(ImageFilter.GaussianBlur(radius * scale / 8 + 1))
        mask = soft.resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGBA", self.image.size, rgb(colour)), (0, 0), mask)

    def mirror(self, level: float, tint: Colour, strength: float = 0.35) -> None:
        """Let the part below a level mirror what stands above it, broken by ripples."""
        edge = round(level * UNIT)
        width, height = self.image.size
        deep = height - edge
        above = self.image.crop((0, max(0, edge - deep), width, edge))
        mirrored = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirrored = mirrored.resize((width, deep))
        for row in range(0, deep, 6):
            swing = (2 + row / deep * 22) * math.sin(row * 0.11 + 3 * math.sin(row * 0.017))
            strip = mirrored.crop((0, row, width, row + 6))
            mirrored.paste(ImageChops.offset(strip, round(swing), 0), (0, row))
        mirrored = mirrored.filter(ImageFilter.GaussianBlur(3))
        sheet = Image.new("RGBA", mirrored.size, rgb(tint))
        self.image.paste(Image.blend(mirrored, sheet, strength), (0, edge))

    def ripples(self, level: float, colour: Colour, count: int = 60, alpha: float = 0.35) -> None:
        """Draw the glints on water below a level, small far off and wide near by."""
        layer = Image.new("RGBA", self.image.size)
        draw = ImageDraw.Draw(layer)
        for _ in range(count):
            depth = self.chance.random() ** 1.6
            y = level + 0.6 + depth * (79 - level)
            x = self.chance.uniform(-4, 122)
            half = (0.6 + 5 * depth) * self.chance.uniform(0.5, 1.4)
            thick = 0.05 + 0.22 * depth
            fade = alpha * self.chance.uniform(0.4, 1)
            draw.ellipse(_box((x, y), (half, thick)), fill=rgb(colour, fade))
        self.image.alpha_composite(layer)

    def soften(self, radius: float) -> None:
        """Blur all that has been drawn so far: what is far off."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * UNIT))

    def text(
        self, at: Point, words: str, colour: Colour, size: float = 2.4, anchor: str = "lm"
    ) -> None:
        """Write words."""
        font = ImageFont.load_default(size * UNIT)
        ImageDraw.Draw(self.image).text(
            (at[0] * UNIT, at[1] * UNIT), words, fill=rgb(colour), font=font, anchor=anchor
        )

    def finish(self, grain: float = 0.07, shade: float = 0.3) -> Image.Image:
        """Reduce to size, darken the corners a little, and put grain on it as print has."""
        image = self.image.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        corners = Image.new("L", (150, 100))
        centre = (75, 48)
        for x in range(150):
            for y in range(100):
                far = math.hypot((x - centre[0]) / 90, (y - centre[1]) / 62)
                corners.putpixel((x, y), round(255 * shade * min(1, max(0, far - 0.45))))
        mask = corners.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        image.paste(Image.new("RGB", image.size, "#0b1a20"), (0, 0), mask)
        half = (WIDTH // 2, HEIGHT // 2)
        noise = Image.frombytes("L", half, self.chance.randbytes(half[0] * half[1]))
        noise = noise.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR).convert("RGB")
        return Image.blend(image, ImageChops.overlay(image, noise), grain * 4)

    def _paint(self, stroke: Stroke, fill: Colour, alpha: float) -> None:
        if alpha >= 1:
            stroke(ImageDraw.Draw(self.image), rgb(fill))
            return
        layer = Image.new("RGBA", self.image.size)
        stroke(ImageDraw.Draw(layer), rgb(fill, alpha))
        self.image.alpha_composite(layer)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * UNIT, y * UNIT) for x, y in points]


def _box(centre: Point, radii: Point) -> tuple[float, float, float, float]:
    (x, y), (a, b) = centre, radii
    return ((x - a) * UNIT, (y - b) * UNIT, (x + a) * UNIT, (y + b) * UNIT)
