"""Draw what returns in many pictures: boats, people, fish, houses, reeds, birds."""

import math

from tools.demo.brush import Colour, Point, Sheet, mix


def boat(sheet: Sheet, at: Point, length: float, hull: Colour, trim: Colour = "#f4ede1") -> None:
    """Draw a lagoon boat from the side: high bow, low middle, a short mast."""
    x, y = at
    half, deep = length / 2, length * 0.13
    sheer = [(x + half * t, y - deep * (0.5 + 1.1 * t * t)) for t in _steps(-1, 1, 24)]
    keel = [(x + half * 0.86 * t, y + deep * 0.75 * (1 - t**4)) for t in _steps(1, -1, 24)]
    sheet.line(
        [(x - half * 0.05, y - deep), (x - half * 0.02, y - length * 0.62)], hull, length * 0.018
    )
    sheet.line([(x - half * 0.03, y - length * 0.6), (x + half * 0.93, y - deep * 1.5)], hull, 0.1)
    sheet.poly([*sheer, *keel], hull)
    stripe = [(px, py + deep * 0.28) for px, py in sheer[1:-1]]
    sheet.line(stripe, trim, length * 0.02)


def overturned(sheet: Sheet, at: Point, length: float, hull: Colour, light: Colour) -> None:
    """Draw a hull that floats keel up."""
    x, y = at
    half = length / 2
    back = [(x + half * t, y - length * 0.15 * (1 - t * t) ** 0.6) for t in _steps(-1, 1, 30)]
    sheet.poly([*back, (x + half, y + 0.4), (x - half, y + 0.4)], hull)
    sheet.line([(px, py + 0.1) for px, py in back[4:-4]], light, 0.3)


def person(  # noqa: PLR0913
    sheet: Sheet,
    at: Point,
    height: float,
    ink: Colour,
    *,
    robe: bool = False,
    lean: float = 0.0,
    arm: Point | None = None,
) -> None:
    """Draw somebody standing, as a silhouette; `lean` bends them forward, `arm` is held out."""
    x, y = at
    tall = height
    hip = (x, y - tall * 0.48)
    neck = (x + lean * tall * 0.42, hip[1] - tall * 0.33 * math.cos(lean))
    head = (neck[0] + lean * tall * 0.1, neck[1] - tall * 0.09 * math.cos(lean))
    wide = tall * 0.12
    if robe:
        sheet.poly(
            [
                (x - wide * 0.8, hip[1]),
                (x + wide * 0.8, hip[1]),
                (x + wide * 1.4, y),
                (x - wide * 1.4, y),
            ],
            ink,
        )
        sheet.oval(head, (tall * 0.088, tall * 0.1), ink)
        sheet.poly(
            [
                (head[0] - tall * 0.085, head[1]),
                (head[0] + tall * 0.085, head[1]),
                (neck[0] + wide, neck[1] + wide),
                (neck[0] - wide, neck[1] + wide),
            ],
            ink,
        )
    else:
        for foot in (-0.55, 0.55):
            sheet.line(
                [(x + foot * wide * 0.5, hip[1]), (x + foot * wide * 1.1, y)], ink, tall * 0.075
            )
    sheet.poly(
        [
            (neck[0] - wide, neck[1] + tall * 0.03),
            (neck[0] + wide, neck[1] + tall * 0.03),
            (hip[0] + wide * 0.85, hip[1] + tall * 0.03),
            (hip[0] - wide * 0.85, hip[1] + tall * 0.03),
        ],
        ink,
    )
    sheet.oval((neck[0], neck[1] + tall * 0.035), (wide * 1.02, tall * 0.035), ink)
    sheet.oval(head, (tall * 0.062, tall * 0.078), ink)
    reach = arm or (x + wide * 1.3 + lean * tall * 0.5, hip[1] + tall * (0.02 + 0.3 * abs(lean)))
    sheet.line([(neck[0] + wide * 0.8, neck[1] + tall * 0.05), reach], ink, tall * 0.05)
    if not arm:
        other = (x - wide * 1.3 + lean * tall * 0.6, hip[1] + tall * (0.02 + 0.3 * abs(lean)))
        sheet.line([(neck[0] - wide * 0.8, neck[1] + tall * 0.05), other], ink, tall * 0.05)


def gatherer(sheet: Sheet, at: Point, height: float, ink: Colour) -> None:
    """Draw a woman in a long dress who bends down to the ground, as a silhouette."""
    x, y = at
    tall = height
    back = [
        (-0.17, 0.0),
        (-0.19, -0.3),
        (-0.15, -0.47),
        (-0.05, -0.55),
        (0.09, -0.55),
        (0.22, -0.49),
    ]
    front = [(0.27, -0.4), (0.16, -0.36), (0.1, -0.26), (0.13, 0.0)]
    sheet.poly([(x + a * tall, y + b * tall) for a, b in back + front], ink)
    sheet.oval((x + 0.02 * tall, y - 0.47 * tall), (0.17 * tall, 0.09 * tall), ink)
    sheet.oval((x + 0.3 * tall, y - 0.43 * tall), (0.085 * tall, 0.095 * tall), ink)
    sheet.line(
        [
            (x + 0.22 * tall, y - 0.45 * tall),
            (x + 0.25 * tall, y - 0.22 * tall),
            (x + 0.33 * tall, y - 0.03 * tall),
        ],
        ink,
        0.05 * tall,
    )
    sheet.line(
        [
            (x + 0.16 * tall, y - 0.42 * tall),
            (x + 0.19 * tall, y - 0.2 * tall),
            (x + 0.23 * tall, y - 0.04 * tall),
        ],
        ink,
        0.045 * tall,
    )


def bust(sheet: Sheet, at: Point, size: float, ink: Colour, *, scarf: bool = False) -> None:
    """Draw head and shoulders as a silhouette, large."""
    x, y = at
    shoulders = [
        (x + size * 1.0 * t, y - size * 0.52 * (1 - abs(t) ** 2.6)) for t in _steps(-1, 1, 40)
    ]
    sheet.poly([*shoulders, (x + size * 1.08, y + size), (x - size * 1.08, y + size)], ink)
    sheet.poly(
        [
            (x - size * 0.17, y - size * 0.85),
            (x + size * 0.17, y - size * 0.85),
            (x + size * 0.24, y - size * 0.4),
            (x - size * 0.24, y - size * 0.4),
        ],
        ink,
    )
    sheet.oval((x, y - size * 1.02), (size * 0.3, size * 0.39), ink)
    if scarf:
        sheet.oval((x, y - size * 1.02), (size * 0.38, size * 0.45), ink)
        sheet.poly(
            [
                (x - size * 0.37, y - size * 0.95),
                (x + size * 0.37, y - size * 0.95),
                (x + size * 0.52, y - size * 0.3),
                (x - size * 0.52, y - size * 0.3),
            ],
            ink,
        )


def fish(sheet: Sheet, at: Point, length: float, ink: Colour, *, turn: float = 0.0) -> None:
    """Draw a fish, turned by an angle in radians; it looks to the right at 0."""
    x, y = at
    half = length / 2
    body = [(half * t, -length * 0.15 * (1 - t * t) ** 0.8) for t in _steps(-0.85, 1, 20)]
    belly = [(half * t, length * 0.14 * (1 - t * t) ** 0.8) for t in _steps(1, -0.85, 20)]
    tail = [
        (-half * 0.8, 0.0),
        (-half * 1.25, -length * 0.14),
        (-half * 1.1, 0.0),
        (-half * 1.25, length * 0.14),
    ]
    fin = [
        (-half * 0.1, -length * 0.13),
        (half * 0.05, -length * 0.24),
        (half * 0.3, -length * 0.12),
    ]
    for shape in (body + belly, tail, fin):
        sheet.poly([_turned((x, y), point, turn) for point in shape], ink)
    eye = _turned((x, y), (half * 0.68, -length * 0.03), turn)
    sheet.oval(eye, (length * 0.018, length * 0.018), mix(ink, "#000000", 0.75))


def reeds(sheet: Sheet, span: Point, foot: float, height: float, ink: Colour) -> None:
    """Draw a stand of reeds between two sides."""
    chance = sheet.chance
    count = round((span[1] - span[0]) * 2.2)
    for _ in range(count):
        x = chance.uniform(*span)
        tall = height * chance.uniform(0.55, 1.1)
        bend = chance.uniform(-0.12, 0.2) * tall
        top = (x + bend, foot - tall)
        shade = mix(ink, "#1c1a10", chance.uniform(0, 0.35))
        sheet.line([(x, foot), (x + bend * 0.35, foot - tall * 0.6), top], shade, 0.22)
        if chance.random() < 0.6:
            plume = [
                top,
                (top[0] + 0.7, top[1] + 0.6),
                (top[0] + 0.5 + bend * 0.2, top[1] - tall * 0.12),
                (top[0] - 0.3, top[1] - tall * 0.05),
            ]
            sheet.poly(plume, mix(shade, "#f2dcae", 0.45))
        if chance.random() < 0.5:
            mid = (x + bend * 0.35, foot - tall * chance.uniform(0.35, 0.6))
            sheet.line([mid, (mid[0] + chance.uniform(-3, 3), mid[1] - 2)], shade, 0.15)


def houses(  # noqa: PLR0913
    sheet: Sheet,
    span: Point,
    foot: float,
    height: float,
    ink: Colour,
    *,
    lit: Colour | None = None,
) -> None:
    """Draw a row of flat-roofed houses, a few of their windows lit."""
    chance = sheet.chance
    x = span[0]
    while x < span[1]:
        wide = chance.uniform(0.8, 1.7) * height * 0.5
        tall = height * chance.uniform(0.5, 1)
        sheet.rect(
            (x, foot - tall), (wide, tall + 0.3), mix(ink, "#ffffff", chance.uniform(0, 0.08))
        )
        if chance.random() < 0.4:
            sheet.rect(
                (x + wide * 0.3, foot - tall - height * 0.12), (wide * 0.2, height * 0.12), ink
            )
        if lit and chance.random() < 0.55:
            sheet.rect((x + wide * 0.4, foot - tall * 0.6), (height * 0.09, height * 0.13), lit)
        x += wide + chance.uniform(-0.1, 0.3)


def minaret(sheet: Sheet, at: Point, height: float, ink: Colour) -> None:
    """Draw a slim tower with a small dome, as stands in each of the delta's towns."""
    x, y = at
    wide = height * 0.07
    sheet.rect((x - wide, y - height * 0.8), (wide * 2, height * 0.8), ink)
    sheet.rect((x - wide * 1.6, y - height * 0.82), (wide * 3.2, height * 0.03), ink)
    sheet.rect((x - wide * 0.6, y - height * 0.92), (wide * 1.2, height * 0.1), ink)
    sheet.oval((x, y - height * 0.93), (wide * 0.8, wide * 1.1), ink)


def birds(sheet: Sheet, around: Point, count: int, ink: Colour) -> None:
    """Draw a few birds far off."""
    for _ in range(count):
        x = around[0] + sheet.chance.uniform(-12, 12)
        y = around[1] + sheet.chance.uniform(-4, 4)
        span = sheet.chance.uniform(0.7, 1.5)
        sheet.line(
            [
                (x - span, y - span * 0.4),
                (x - span * 0.4, y - span * 0.45),
                (x, y),
                (x + span * 0.4, y - span * 0.45),
                (x + span, y - span * 0.4),
            ],
            ink,
            0.16,
        )


def jerrycan(sheet: Sheet, at: Point, height: float, fill: Colour) -> None:
    """Draw a plastic can for twenty liters."""
    x, y = at
    wide = height * 0.62
    dark, pale = mix(fill, "#10202a", 0.35), mix(fill, "#ffffff", 0.3)
    cut = height * 0.18
    sheet.poly(
        [
            (x, y),
            (x, y - height + cut),
            (x + cut, y - height),
            (x + wide, y - height),
            (x + wide, y),
        ],
        fill,
    )
    sheet.poly(
        [
            (x + wide * 0.78, y),
            (x + wide * 0.78, y - height),
            (x + wide, y - height),
            (x + wide, y),
        ],
        dark,
    )
    sheet.rect((x + wide * 0.36, y - height * 1.02), (wide * 0.44, height * 0.05), dark)
    sheet.rect(
        (x + wide * 0.44, y - height * 0.93), (wide * 0.3, height * 0.1), mix(fill, "#10202a", 0.6)
    )
    sheet.rect((x + cut * 0.3, y - height * 1.05), (cut * 0.9, height * 0.14), dark)
    for step in range(3):
        sheet.line(
            [
                (x + wide * 0.12, y - height * (0.2 + step * 0.17)),
                (x + wide * 0.64, y - height * (0.2 + step * 0.17)),
            ],
            pale,
            0.22,
        )


def _steps(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * step / count for step in range(count + 1)]


def _turned(centre: Point, offset: Point, angle: float) -> Point:
    x, y = offset
    return (
        centre[0] + x * math.cos(angle) - y * math.sin(angle),
        centre[1] + x * math.sin(angle) + y * math.cos(angle),
    )
