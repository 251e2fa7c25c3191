"""The demo's maps, charts and diagrams. Their numbers are those of the stories."""

import math
from itertools import pairwise

from tools.demo.brush import Point, Sheet, mix

PAPER, INK, DEEP, CLAY, REED, PALE = (
    "#fbf7ef",
    "#16302f",
    "#0f4c5c",
    "#e36414",
    "#6a7f4b",
    "#c9c2b2",
)
SALT_LINE = (
    9,
    9.6,
    10.4,
    11.2,
    12,
    10.6,
    12.2,
    13.4,
    14.3,
    15,
    15.8,
    16.4,
    17.2,
    18,
    16.6,
    17.8,
    18.9,
    20,
)
"""Kilometers from the sea, each September from 1998 to 2015."""
BRANCHES: tuple[tuple[Point, ...], ...] = (
    ((62, -2), (60, 8), (62, 16)),
    ((62, 16), (48, 24), (42, 36), (30, 46), (22, 62)),
    ((62, 16), (64, 28), (60, 38), (64, 46), (62, 52)),
    ((62, 16), (80, 24), (94, 36), (104, 62)),
)
TOWNS: dict[str, Point] = {
    "Ras Tamra": (62, 16),
    "Jisr Milh": (42, 36),
    "Port Halwa": (22, 60),
    "Deir Qasab": (60, 38),
    "Kafr Nuwara": (76, 49),
    "Umm Shatt": (62, 67),
}
WELLS = (
    ("1", 640, 610),
    ("2", 2480, 2390),
    ("3", 1920, 1870),
    ("4", 710, 390),
    ("5", 1860, 720),
    ("6", 1240, 560),
    ("7", 880, 870),
    ("8", 2140, 2760),
    ("9", 1730, 1780),
    ("10", 590, 410),
    ("11", 1390, 480),
    ("12", 320, 300),
)
"""Number, milligrams of salt in a liter in November 2017 and in November 2018."""
WELL_PLACES: tuple[Point, ...] = (
    (24, 57),
    (58, 69),
    (66, 69),
    (44, 32),
    (40, 39),
    (36, 42),
    (72, 46),
    (80, 51),
    (74, 53),
    (58, 35),
    (63, 42),
    (65, 14),
)
LIMIT = 1000
"""Milligrams of salt in a liter: the most that drinking water may have."""


def _map() -> Sheet:
    sheet = Sheet("#e9e2c6", "#e4dcb8", seed=151)
    for field in range(60):
        x, y = sheet.chance.uniform(-4, 118), sheet.chance.uniform(-4, 66)
        shade = ("#d3d6a4", "#dccf9f", "#c9d2a0")[field % 3]
        sheet.poly([(x, y), (x + 9, y + 1.5), (x + 8, y + 6), (x - 1, y + 5)], shade, 0.6)
    coast = [
        (x, 68 + 2.4 * math.sin(x / 17) - 0.0006 * (x - 60) ** 2 * 3) for x in range(-2, 124, 2)
    ]
    sheet.poly([*coast, (124, 84), (-2, 84)], "#8fc0c4")
    for wave in range(4):
        sheet.line([(x, y + 1.6 + wave * 2.2) for x, y in coast], "#eaf5f0", 0.2, 0.9 - wave * 0.2)
    lagoon = [
        (46, 58),
        (52, 53),
        (62, 51),
        (74, 52),
        (84, 56),
        (86, 62),
        (76, 66),
        (58, 66),
        (48, 63),
    ]
    sheet.poly(lagoon, "#7fb5ba")
    sheet.poly([(61, 65), (64, 65), (63.4, 71), (61.6, 71)], "#7fb5ba")
    for branch, width in zip(BRANCHES, (2.2, 1.3, 1, 1.1), strict=True):
        sheet.line(branch, "#4f93a0", width)
    return sheet


def _label(sheet: Sheet, name: str, at: Point) -> None:
    sheet.oval(at, (0.9, 0.9), INK)
    sheet.text((at[0] + 1.8, at[1] - 1.2), name, INK, 2.3)


def salt_line_map() -> Sheet:
    """The delta with the salt line of 1998 and of 2015."""
    sheet = _map()
    sheet.poly([(14, 52), (34, 40), (50, 47), (40, 60), (20, 70), (4, 70)], "#e36414", 0.14)
    sheet.line([(15, 47), (27, 50), (39, 55)], DEEP, 0.8)
    sheet.line([(22, 36), (36, 41), (52, 48)], CLAY, 0.9)
    sheet.text((14, 46.6), "1998: km 9", DEEP, 2.6, "rm")
    sheet.text((7, 34), "2015: km 20", CLAY, 2.9)
    for name, at in TOWNS.items():
        _label(sheet, name, at)
    sheet.text((66, 60), "Lake Nuwara", "#1f5a66", 2.4, "mm")
    sheet.text((60, 76.5), "S E A", "#2f6f7a", 3, "mm")
    _rule(sheet, (94, 74), 14, "10 km")
    return sheet


def wells_map() -> Sheet:
    """Twelve wells, darker where the water is saltier."""
    sheet = _map()
    for name, at in TOWNS.items():
        sheet.text((at[0] + 5.5, at[1] - 1), name, "#5a6a58", 2)
    for (number, salt, _), at in zip(WELLS, WELL_PLACES, strict=True):
        over = salt > LIMIT
        sheet.oval(at, (2.5, 2.5), PAPER)
        sheet.oval(at, (2.1, 2.1), "#8a2f1a" if over else "#5aa0a0")
        sheet.text(at, number, PAPER, 2.1, "mm")
    _rule(sheet, (94, 74), 14, "10 km")
    return sheet


def _rule(sheet: Sheet, at: Point, length: float, words: str) -> None:
    x, y = at
    sheet.line([(x, y - 0.8), (x, y), (x + length, y), (x + length, y - 0.8)], INK, 0.3)
    sheet.text((x + length / 2, y - 2), words, INK, 2, "mm")


def salt_line_chart() -> Sheet:
    """The salt line, September by September."""
    sheet = Sheet(PAPER, PAPER, seed=157)
    _title(sheet, "How far the sea comes in", "Salt line at September low water, km from the sea")
    for level in range(0, 21, 5):
        y = 70 - level * 2.3
        sheet.line([(12, y), (112, y)], PALE, 0.2)
        sheet.text((10, y), str(level), INK, 2.3, "rm")
    points = [(16 + n * 5.5, 70 - km * 2.3) for n, km in enumerate(SALT_LINE)]
    sheet.poly([*points, (points[-1][0], 70), (points[0][0], 70)], DEEP, 0.14)
    sheet.line(points, DEEP, 0.9)
    for n, at in enumerate(points):
        last = n in {0, len(points) - 1}
        sheet.oval(at, (1.2, 1.2) if last else (0.7, 0.7), CLAY if last else DEEP)
        if n % 3 == 2 or last:
            sheet.text((at[0], 73.5), str(1998 + n), INK, 2.1, "mm")
    sheet.text((points[0][0] + 0.5, points[0][1] - 3.6), "9", CLAY, 3.4, "mm")
    sheet.text((points[-1][0], points[-1][1] - 3.6), "20", CLAY, 3.4, "mm")
    return sheet


def oxygen_chart() -> Sheet:
    """Oxygen at Buoy 3 beside the hours in which the pumps ran."""
    sheet = Sheet(PAPER, PAPER, seed=163)
    _title(sheet, "The night the lake stopped breathing", "Oxygen at Buoy 3, milligrams in a liter")

    def place(hour: float, value: float) -> Point:
        return 12 + hour * 1.04, 68 - value * 6.2

    left, right = place(16, 0)[0], place(77, 0)[0]
    sheet.rect((left, 20), (right - left, 48), CLAY, 0.13)
    sheet.text(((left + right) / 2, 22.5), "three pumps running, 61 hours", CLAY, 2.3, "mm")
    for value in range(0, 8, 2):
        sheet.line([place(0, value), place(96, value)], PALE, 0.2)
        sheet.text((10, place(0, value)[1]), str(value), INK, 2.3, "rm")
    for day, name in enumerate(("Mon 5", "Tue 6", "Wed 7", "Thu 8")):
        sheet.text((place(day * 24 + 12, 0)[0], 72), name, INK, 2.3, "mm")
        sheet.line([place(day * 24, 0), place(day * 24, -0.4)], INK, 0.2)
    means, swings = (5.8, 5.5, 4.3, 2.1, 4.0), (1.3, 1.35, 1.5, 1.3, 1.0)
    curve = []
    for hour in range(91):
        day, share = hour // 24, hour % 24 / 24
        mean = means[day] + (means[day + 1] - means[day]) * share
        swing = swings[day] + (swings[day + 1] - swings[day]) * share
        curve.append(place(hour, max(0.6, mean + swing * math.cos((hour - 15) / 24 * 2 * math.pi))))
    for one, other in pairwise(curve):
        sheet.line([one, other], DEEP, 0.9)
    sheet.line([place(0, 2), place(96, 2)], "#8a2f1a", 0.35)
    sheet.text((place(2, 0)[0], place(0, 2)[1] - 1.8), "fish die below this line", "#8a2f1a", 2.2)
    return sheet


def wells_chart() -> Sheet:
    """Twelve wells in two Novembers."""
    sheet = Sheet(PAPER, PAPER, seed=167)
    _title(
        sheet,
        "Salt in the twelve wells",
        "Milligrams in a liter: November 2017, and (dark) November 2018",
    )

    def height(salt: int) -> float:
        return 70 - salt / 60

    for salt in range(0, 3000, 500):
        sheet.line([(14, height(salt)), (114, height(salt))], PALE, 0.2)
        sheet.text((12.6, height(salt)), str(salt), INK, 2, "rm")
    sheet.line([(14, height(LIMIT)), (114, height(LIMIT))], "#8a2f1a", 0.4)
    for n, (number, before, after) in enumerate(WELLS):
        x = 19 + n * 8.3
        shade = DEEP if after <= before else CLAY
        sheet.line([(x, height(before)), (x, height(after))], shade, 0.8)
        sheet.oval((x, height(before)), (1.3, 1.3), mix(shade, PAPER, 0.55))
        sheet.oval((x, height(after)), (1.5, 1.5), shade)
        sheet.text((x, 73.5), number, INK, 2.3, "mm")
    sheet.text((14.6, height(LIMIT) - 1.7), "limit for drinking", "#8a2f1a", 2.1)
    return sheet


def nine_promises() -> Sheet:
    """Nine promises: three kept, two in part, four not."""
    sheet = Sheet("#143c46", "#0f4c5c", seed=173)
    for n in range(9):
        centre = (24 + n % 3 * 36, 17 + n // 3 * 23)
        sheet.ring(centre, 9, "#f4ede1", 0.7)
        if n < 3:
            sheet.oval(centre, (7.4, 7.4), "#e8b23a")
        elif n < 5:
            half = [
                (
                    centre[0] + 7.4 * math.cos(a / 20 * math.pi),
                    centre[1] + 7.4 * math.sin(a / 20 * math.pi),
                )
                for a in range(21)
            ]
            sheet.poly(half, "#e8b23a")
    return sheet


def twelve_wells() -> Sheet:
    """Twelve wells seen from above."""
    sheet = Sheet("#d9c39a", "#cfb384", "#bf9f6e", seed=179)
    for stone in range(400):
        at = (sheet.chance.uniform(0, 120), sheet.chance.uniform(0, 80))
        sheet.oval(at, (0.4, 0.25), "#8f7448", 0.3 + stone % 2 * 0.2)
    for n, (number, salt, _) in enumerate(WELLS):
        centre = (17 + n % 4 * 28.6, 14.5 + n // 4 * 25.5)
        sheet.oval((centre[0] + 1.4, centre[1] + 1.8), (11.2, 11.2), "#5f4a2c", 0.4)
        sheet.oval(centre, (11, 11), "#a58d68")
        for brick in range(16):
            a = brick * math.pi / 8
            sheet.line(
                [
                    (centre[0] + 8 * math.cos(a), centre[1] + 8 * math.sin(a)),
                    (centre[0] + 11 * math.cos(a), centre[1] + 11 * math.sin(a)),
                ],
                "#7a6444",
                0.25,
            )
        water = mix("#2f8f9a", "#7a3f1f", min(1, salt / 2500))
        sheet.oval(centre, (8, 8), mix(water, "#000000", 0.45))
        sheet.oval((centre[0] + 0.5, centre[1] + 0.7), (7, 7), water)
        sheet.oval((centre[0] - 2, centre[1] - 2.4), (2.8, 1.4), "#f4f9f2", 0.4)
        sheet.text(centre, number, "#fbf7ef", 4, "mm")
    return sheet


def _title(sheet: Sheet, words: str, below: str) -> None:
    sheet.rect((8, 5.4), (7, 1), CLAY)
    sheet.text((8, 10), words, INK, 4.2)
    sheet.text((8, 15), below, "#52686a", 2.4)


CHARTS = {
    "salt-line-map": salt_line_map,
    "salt-line-chart": salt_line_chart,
    "oxygen-chart": oxygen_chart,
    "wells-map": wells_map,
    "wells-chart": wells_chart,
    "nine-promises": nine_promises,
    "twelve-wells": twelve_wells,
}
