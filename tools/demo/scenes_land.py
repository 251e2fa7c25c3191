"""The demo's pictures of land and work: fields, reeds, ponds, a boatyard, a school."""

import math

from tools.demo.brush import Sheet, mix
from tools.demo.figures import (
    birds,
    boat,
    houses,
    minaret,
    person,
    reeds,
)


def rice_fields() -> Sheet:
    """Flooded fields in curved bands."""
    sheet = Sheet("#a9cfd6", "#dcead8", "#f4e8c0", seed=53)
    sheet.glow((92, 16), 26, "#fffbe0", 0.9)
    sheet.ridge(26, 1.4, "#8fae8a", 0.8)
    houses(sheet, (10, 40), 29, 5, "#b59a7a")
    minaret(sheet, (30, 29), 12, "#a5896c")
    for band in range(13):
        top = 29 + band**1.55
        shade = ("#5f9a4f", "#9cc4b8", "#7db35a", "#b9d8cf")[band % 4]
        points = [
            (x, top + math.sin(x / 26 + band * 0.5) * (0.4 + band * 0.32))
            for x in range(-2, 124, 2)
        ]
        sheet.poly([*points, (124, 82), (-2, 82)], shade)
        sheet.line(points, "#4a5f32", 0.12 + band * 0.04)
        if band % 2 == 0:
            step = 1.2 + band * 0.35
            for plant in range(int(122 / step)):
                x = plant * step + sheet.chance.uniform(-0.2, 0.2)
                y = top + math.sin(x / 26 + band * 0.5) * (0.4 + band * 0.32) + 0.5 + band * 0.2
                sheet.line([(x, y + 0.5 + band * 0.1), (x, y)], "#2f5f2a", 0.1 + band * 0.025)
    for x, y, tall in ((64, 47, 9), (71, 49, 9.5), (40, 42, 6.5)):
        person(sheet, (x, y), tall, "#2b2a2a", lean=0.7)
    birds(sheet, (30, 11), 6, "#4a5f5c")
    return sheet


def night_canal() -> Sheet:
    """A canal at night under a large moon, two people with a lamp."""
    sheet = Sheet("#0b1430", "#1d2d55", "#3f5277", "#27345a", seed=57)
    sheet.glow((82, 24), 32, "#dfe6f2", 0.5)
    sheet.oval((82, 24), (9, 9), "#f5f0dc")
    sheet.ridge(44, 1, "#1a2644")
    for palm in (14, 24, 102):
        sheet.line([(palm, 50), (palm + 1, 36), (palm + 0.5, 28)], "#0c1328", 0.9)
        for leaf in range(9):
            angle = math.pi * (1.05 + leaf / 8 * 0.9)
            tip = (palm + 0.5 + 8 * math.cos(angle), 28 + 5 * math.sin(angle) + 3)
            sheet.line(
                [
                    (palm + 0.5, 28),
                    (palm + 0.5 + 5 * math.cos(angle), 26 + 4 * math.sin(angle)),
                    tip,
                ],
                "#0c1328",
                0.5,
            )
    sheet.poly([(56, 46), (66, 46), (104, 82), (18, 82)], "#8fa4c4")
    sheet.poly([(63, 46), (66, 46), (104, 82), (78, 82)], "#5a6f98")
    for glint in range(60):
        y = 47 + sheet.chance.random() ** 1.4 * 33
        reach = 5 + (y - 46) * 1.05
        half = 0.4 + (y - 46) * 0.06
        sheet.oval(
            (61 + sheet.chance.uniform(-reach, reach) * 0.8, y),
            (half * 2, half * 0.25),
            "#f5f0dc",
            0.35 + glint % 3 * 0.1,
        )
    sheet.poly([(-2, 82), (-2, 52), (55, 46), (16, 82)], "#0e1730")
    sheet.poly([(122, 82), (122, 52), (67, 46), (106, 82)], "#0c142a")
    sheet.glow((35, 52), 13, "#ffc864", 0.8)
    sheet.oval((35, 53), (0.9, 1.2), "#fff0bd")
    person(sheet, (28, 66), 21, "#060a18", robe=True, arm=(35, 52))
    person(sheet, (20, 69), 20, "#060a18")
    sheet.line([(13, 50), (24, 63)], "#060a18", 0.5)
    return sheet


def gate_wheel() -> Sheet:
    """An iron hand wheel against a bright river."""
    sheet = Sheet("#e9d9b0", "#f4ead0", "#9fc4bc", "#4f8f92", seed=73)
    sheet.glow((30, 22), 30, "#fffbe8", 0.9)
    sheet.ridge(36, 0.9, "#a9b592", 0.8)
    sheet.mirror(38, "#5f9a98", 0.45)
    sheet.ripples(38, "#f9fff2", 130, 0.55)
    hub = (66, 42)
    sheet.rect((62.5, 42), (7, 42), "#26323a")
    sheet.ring(hub, 31, "#8a2f22", 4)
    sheet.ring(hub, 30, "#c4583a", 0.8)
    for spoke in range(6):
        angle = spoke * math.pi / 3 + 0.35
        rim = (hub[0] + 28 * math.cos(angle), hub[1] + 28 * math.sin(angle))
        sheet.line([hub, rim], "#8a2f22", 2.2)
    sheet.oval(hub, (6, 6), "#6f2419")
    sheet.oval(hub, (2.4, 2.4), "#26323a")
    sheet.text((66, 66), "3", "#f4ede1", 5, "mm")
    return sheet


def lagoon_squares() -> Sheet:
    """A lagoon from above, its southern shore cut into square ponds."""
    sheet = Sheet("#2f7f86", "#3f9494", "#5aa89c", seed=79)
    for shoal in range(26):
        centre = (sheet.chance.uniform(0, 120), sheet.chance.uniform(0, 44))
        sheet.oval(
            centre,
            (sheet.chance.uniform(4, 13), sheet.chance.uniform(1, 3.5)),
            "#8fc8b0",
            0.16 + shoal % 3 * 0.03,
        )
    sheet.poly(
        [(-2, -2), (122, -2), (122, 5), (96, 3), (70, 7), (40, 4), (18, 8), (-2, 6)], "#8a9a52"
    )
    sheet.poly([(-2, 44), (122, 38), (122, 82), (-2, 82)], "#c9b684")
    tints = ("#3f8a8a", "#5f9f7a", "#8fae6a", "#2f6f7a", "#b59a5a", "#6fae9f")
    for row in range(4):
        for column in range(11):
            x, y = 1 + column * 11, 46.5 + row * 8.4 - column * 0.55
            sheet.poly(
                [(x, y), (x + 9.6, y - 0.5), (x + 9.6, y + 6.4), (x, y + 7)],
                tints[sheet.chance.randrange(6)],
            )
            sheet.line([(x + 0.6, y + 0.8), (x + 8.8, y + 0.4)], "#eef6e8", 0.18, 0.5)
    for hut in range(5):
        sheet.rect((8 + hut * 22, 45 - hut * 1.1), (1.6, 1.3), "#a8452f")
    for skiff in ((30, 22), (62, 30), (88, 16)):
        sheet.poly(
            [
                (skiff[0], skiff[1]),
                (skiff[0] + 3, skiff[1] - 0.6),
                (skiff[0] + 3.6, skiff[1]),
                (skiff[0] + 3, skiff[1] + 0.6),
            ],
            "#f4ede1",
        )
        sheet.line([skiff, (skiff[0] - 7, skiff[1] + 1.2)], "#dff2ea", 0.2, 0.6)
        sheet.line([skiff, (skiff[0] - 7, skiff[1] - 1.2)], "#dff2ea", 0.2, 0.6)
    return sheet


def fish_pond() -> Sheet:
    """A square pond at sunrise with a paddle wheel and a hut."""
    sheet = Sheet("#7a8fae", "#e0b7a0", "#f6d3a0", "#d9a070", seed=83)
    sheet.glow((28, 34), 28, "#fff0c8", 0.9)
    sheet.oval((28, 34), (4, 4), "#fff8e4")
    sheet.ridge(38, 0.7, "#8a7a70", 0.8)
    sheet.rect((78, 26), (15, 13), "#6a4a44")
    sheet.poly([(76, 26.4), (95, 26.4), (91, 20), (80, 20)], "#4a3434")
    sheet.rect((83, 30), (4, 5), "#ffdf9a")
    sheet.mirror(39, "#b98a70", 0.3)
    sheet.poly([(-2, 39), (122, 39), (122, 41), (-2, 41)], "#5a4a3e")
    sheet.poly([(-2, 82), (-2, 50), (12, 41), (16, 41), (6, 82)], "#5a4a3e")
    sheet.poly([(122, 82), (122, 50), (108, 41), (104, 41), (114, 82)], "#4a3c34")
    sheet.ripples(42, "#fff0cf", 90, 0.5)
    for ring in range(6):
        sheet.arc((52, 58), (5 + ring * 4, 1.4 + ring * 1.1), (0, 360), "#fff0cf", 0.2)
    for blade in range(8):
        angle = blade * math.pi / 4
        sheet.line([(52, 53), (52 + 5 * math.cos(angle), 53 + 5 * math.sin(angle))], "#2c2426", 0.8)
    sheet.line([(40, 57), (64, 57)], "#2c2426", 1)
    for drop in range(60):
        sheet.oval(
            (52 + sheet.chance.gauss(0, 6), 51 + sheet.chance.gauss(0, 3)),
            (0.3, 0.3),
            "#fff8e6",
            0.5 + drop % 2 * 0.3,
        )
    return sheet


def boat_keel() -> Sheet:
    """A single long timber on blocks in a yard."""
    sheet = _yard(89)
    sheet.poly([(14, 56), (98, 56), (106, 44), (108, 46), (101, 60), (14, 60)], "#7a4a2a")
    sheet.line([(14, 57), (98, 57)], "#b5793f", 0.5)
    for block in range(6):
        sheet.rect((20 + block * 15, 60), (5, 5), "#4a3426")
    person(sheet, (40, 66), 25, "#241a18", lean=0.5)
    return sheet


def boat_ribs() -> Sheet:
    """The ribs of a boat on its slip."""
    sheet = _yard(97)
    for rib in range(10):
        x = 22 + rib * 8.4
        half = 7 - abs(rib - 4.5) * 0.75
        lift = 9 + abs(rib - 4.5) * 1.3
        for side in (-1, 1):
            curve = [
                (x + side * half * math.sin(t / 8 * 1.5), 60 - lift * 2 * (t / 8) ** 1.7)
                for t in range(9)
            ]
            sheet.line(curve, "#8a5a30" if side > 0 else "#6a4222", 1.1)
    sheet.poly([(12, 58), (106, 58), (112, 40), (114, 41), (109, 62), (12, 62)], "#5a3820")
    person(sheet, (95, 70), 27, "#1e1614", arm=(88, 50))
    return sheet


def boat_planks() -> Sheet:
    """A half-planked hull."""
    sheet = _yard(101)
    for plank in range(8):
        drop = plank * 2.1
        shade = mix("#b57a42", "#7a4a26", plank / 8)
        top = [(16 + t * 9, 60 - drop - 6 * abs(t / 5 - 1) ** 2) for t in range(11)]
        low = [(16 + t * 9, 62.4 - drop - 6 * abs(t / 5 - 1) ** 2) for t in range(10, -1, -1)]
        sheet.poly(top + low, shade)
        sheet.line(top, "#4a2c18", 0.2)
    for rib in range(9):
        x = 24 + rib * 9.2
        sheet.rect((x, 30 - abs(rib - 4) * 0.9), (1.2, 14), "#6a4222")
    sheet.glow((20, 66), 14, "#ff9a4a", 0.6)
    sheet.rect((13, 64), (12, 8), "#33281f")
    for puff in range(9):
        sheet.oval(
            (19 + puff * 1.4, 60 - puff * 4), (2 + puff * 0.7, 1.6 + puff * 0.4), "#f4ead8", 0.3
        )
    person(sheet, (76, 74), 28, "#1e1614", arm=(66, 57))
    return sheet


def boat_launch() -> Sheet:
    """A painted boat that slides into the harbor."""
    sheet = Sheet("#8fc4c8", "#cfe4d6", "#f4ecd0", "#6fa8a8", seed=103)
    sheet.ridge(40, 0.8, "#8fae9f", 0.8)
    houses(sheet, (60, 124), 43, 11, "#c9a984")
    sheet.mirror(44, "#5f9aa0", 0.4)
    sheet.ripples(44, "#f6fff6", 120, 0.55)
    sheet.poly([(-2, 62), (44, 56), (52, 60), (-2, 76)], "#8a6a4a")
    boat(sheet, (66, 58), 52, "#1f5f7a", "#e8b23a")
    for splash in range(80):
        angle = sheet.chance.uniform(-2.9, -0.3)
        reach = sheet.chance.uniform(1, 11)
        sheet.oval(
            (92 + reach * math.cos(angle), 64 + reach * math.sin(angle)),
            (0.5, 0.5),
            "#f6fff8",
            0.5 + splash % 2 * 0.3,
        )
    for x, tall in ((6, 17), (14, 19), (22, 16), (30, 18)):
        person(sheet, (x, 66), tall, "#26302f", arm=(x + 5, 48) if x in {14, 30} else None)
    return sheet


def _yard(seed: int) -> Sheet:
    sheet = Sheet("#e4c79a", "#f2dfb8", "#f0d09a", "#b98f5f", seed=seed)
    sheet.glow((88, 16), 30, "#fff8e0", 0.8)
    sheet.rect((-1, 24), (122, 38), "#c9a57a")
    for plank in range(25):
        sheet.rect((plank * 5, 24), (0.25, 38), "#a07c52", 0.7)
    sheet.rect((-1, 62), (122, 20), "#a5794a")
    for chip in range(130):
        x, y = sheet.chance.uniform(0, 120), sheet.chance.uniform(63, 80)
        sheet.line([(x, y), (x + 1.2, y - 0.3)], "#e8c48a", 0.25, 0.5 + chip % 2 * 0.3)
    return sheet


def school_window() -> Sheet:
    """A classroom window over reeds and water."""
    sheet = Sheet("#b9d9dc", "#e6ecd2", "#f4dfae", seed=127)
    sheet.ridge(36, 0.7, "#9fb592", 0.8)
    sheet.mirror(38, "#7fb0ae", 0.4)
    sheet.ripples(38, "#fbfff4", 70, 0.5)
    reeds(sheet, (22, 98), 66, 30, "#8a7a3a")
    wall = "#7f9a84"
    for corner, size in (
        ((-1, -1), (23, 82)),
        ((98, -1), (23, 82)),
        ((-1, -1), (122, 9)),
        ((-1, 62), (122, 20)),
    ):
        sheet.rect(corner, size, wall)
    for x in (22, 59, 96):
        sheet.rect((x, 8), (2, 54), "#f4ede1")
    for y in (8, 34, 61):
        sheet.rect((22, y), (76, 1.6), "#f4ede1")
    sheet.rect((18, 62), (84, 3), "#e4d8c0")
    for cup, shade in enumerate(("#a8452f", "#2f6f7a", "#e8b23a")):
        sheet.rect((30 + cup * 7, 56.5), (4, 5.5), shade)
    sheet.rect((78, 57), (12, 1.6), "#3f5a6a")
    sheet.rect((77, 58.6), (13, 1.6), "#b6462f")
    sheet.rect((78, 60.2), (12, 1.8), "#e0c890")
    sheet.poly([(4, 20), (17, 20), (17, 40), (4, 40)], "#e9dcb8")
    sheet.poly([(6, 24), (15, 23), (13, 31), (16, 37), (9, 38), (5, 33)], "#8fc0c0")
    return sheet


def reed_beds() -> Sheet:
    """A flat boat in a channel between tall reeds."""
    sheet = Sheet("#f3d9a0", "#f6e6bd", "#f0dcae", "#d9c08a", seed=43)
    sheet.glow((70, 24), 30, "#fffbe6", 0.9)
    sheet.ridge(40, 0.8, "#cdb27a", 0.7)
    reeds(sheet, (-2, 122), 43, 11, "#b5934f")
    sheet.mirror(43, "#c9ab6a", 0.25)
    sheet.ripples(43, "#fff8dd", 70, 0.5)
    sheet.poly([(48, 57), (53, 60), (78, 60), (85, 56.4), (78, 58), (54, 58)], "#2c2a24")
    for bundle in range(5):
        sheet.line(
            [(57 + bundle, 57.6 - bundle * 0.5), (80, 56.4 - bundle * 0.55)],
            mix("#d9b25c", "#7a5a26", bundle / 6),
            1,
        )
    person(sheet, (54, 58), 14, "#26231e", lean=0.15, arm=(58.5, 49))
    sheet.line([(60.5, 30), (56, 70)], "#26231e", 0.35)
    reeds(sheet, (-3, 34), 82, 50, "#8f6d2f")
    reeds(sheet, (92, 124), 84, 56, "#7d5c28")
    birds(sheet, (74, 13), 4, "#7a6332")
    return sheet


def blue_crabs() -> Sheet:
    """A pattern of crabs with raised claws."""
    sheet = Sheet("#f4e6c6", "#f0d9ae", "#e8c890", seed=131)
    for row in range(4):
        for column in range(5):
            x = 12 + column * 25 + (row % 2) * 12 - 6
            y = 12 + row * 20 + sheet.chance.uniform(-1.2, 1.2)
            _crab(sheet, (x, y), 7.4, ("#1f5f9a", "#2f7fb0", "#17487a")[(row + column) % 3])
    return sheet


def _crab(sheet: Sheet, at: tuple[float, float], size: float, ink: str) -> None:
    x, y = at
    sheet.oval((x + 0.5, y + size * 0.75), (size * 1.1, size * 0.16), "#a0793f", 0.3)
    for side in (-1, 1):
        for leg in range(4):
            knee = (x + side * size * (0.95 + 0.12 * leg), y + size * (-0.1 + leg * 0.24))
            foot = (x + side * size * (1.25 + 0.05 * leg), y + size * (0.25 + leg * 0.2))
            sheet.line([(x + side * size * 0.6, y + size * 0.1 * leg), knee, foot], ink, 0.5)
        elbow = (x + side * size * 1.2, y - size * 0.45)
        claw = (x + side * size * 0.85, y - size * 0.95)
        sheet.line(
            [(x + side * size * 0.7, y - size * 0.15), elbow, claw], mix(ink, "#ffffff", 0.15), 1.1
        )
        sheet.poly(
            [
                (claw[0] - 0.9, claw[1] + 0.5),
                (claw[0] + side * 0.2, claw[1] - 3.1),
                (claw[0] + 0.4, claw[1] - 0.4),
                (claw[0] + side * 2.2, claw[1] - 2.4),
                (claw[0] + 1, claw[1] + 0.9),
            ],
            "#d9623a",
        )
        sheet.oval((x + side * size * 0.22, y - size * 0.5), (0.42, 0.42), "#101820")
    sheet.poly(
        [
            (x - size * 1.02, y - size * 0.1),
            (x - size * 0.45, y - size * 0.46),
            (x + size * 0.45, y - size * 0.46),
            (x + size * 1.02, y - size * 0.1),
            (x + size * 0.5, y + size * 0.5),
            (x - size * 0.5, y + size * 0.5),
        ],
        ink,
    )
    sheet.arc(
        (x, y + size * 0.1), (size * 0.5, size * 0.3), (200, 340), mix(ink, "#ffffff", 0.4), 0.35
    )


LAND = {
    "blue-crabs": blue_crabs,
    "reed-beds": reed_beds,
    "rice-fields": rice_fields,
    "night-canal": night_canal,
    "gate-wheel": gate_wheel,
    "lagoon-squares": lagoon_squares,
    "fish-pond": fish_pond,
    "boat-keel": boat_keel,
    "boat-ribs": boat_ribs,
    "boat-planks": boat_planks,
    "boat-launch": boat_launch,
    "school-window": school_window,
}
