"""The demo's pictures of water: harbors, boats, gates, storms."""

import math

from tools.demo.brush import Sheet, mix
from tools.demo.figures import (
    birds,
    boat,
    fish,
    gatherer,
    houses,
    minaret,
    overturned,
    person,
)


def harbor_morning() -> Sheet:
    """Boats at anchor under a low sun."""
    sheet = Sheet("#2f5d6b", "#7fa8a0", "#f3c78b", "#f7a65b", "#f08a4b", seed=3)
    sheet.glow((78, 40), 40, "#ffe3a8", 0.9)
    sheet.oval((78, 40), (5.2, 5.2), "#fff3d0")
    sheet.ridge(42, 1.6, "#c9825e", 0.8)
    houses(sheet, (-2, 44), 46, 8, "#7b4a4a", lit="#ffd88a")
    minaret(sheet, (20, 46), 19, "#6a3f45")
    sheet.mirror(46, "#b86a4a", 0.25)
    sheet.ripples(46, "#fff0c9", 130, 0.5)
    boat(sheet, (62, 53), 15, "#4a3340", "#f3c78b")
    boat(sheet, (98, 57), 20, "#3a2a3a", "#e8744a")
    boat(sheet, (34, 66), 34, "#20222f", "#f4ede1")
    birds(sheet, (52, 20), 9, "#3b4a55")
    return sheet


def harbor_evening() -> Sheet:
    """A harbor at dusk with one lit window."""
    sheet = Sheet("#141d3a", "#2b3a63", "#6b5b84", "#c98a8a", "#e8a98a", seed=5)
    sheet.ridge(47, 1.5, "#5b5078", 0.7)
    houses(sheet, (-2, 122), 50, 14, "#232844")
    minaret(sheet, (88, 50), 29, "#1d2138")
    sheet.rect((38, 30), (14, 20.4), "#1b2039")
    sheet.rect((37.4, 29.4), (15.2, 0.9), "#2c3352")
    sheet.glow((45, 37), 13, "#ffca6a", 0.75)
    sheet.rect((43.4, 34.5), (3.2, 4.6), "#ffe29a")
    sheet.rect((44.9, 34.5), (0.25, 4.6), "#8a5a2a")
    sheet.mirror(50, "#26305a", 0.3)
    sheet.ripples(50, "#f2b8a0", 110, 0.35)
    boat(sheet, (76, 61), 24, "#10152b", "#c98a8a")
    boat(sheet, (22, 70), 30, "#0b1024", "#7f8ab0")
    return sheet


def regulator_gates() -> Sheet:
    """The barrage at dusk, with eight of its gates down."""
    sheet = Sheet("#23395b", "#5b7d92", "#e3b58a", "#f2cf9a", "#c9a37a", seed=7)
    sheet.glow((24, 36), 34, "#ffd9a0", 0.8)
    sheet.ridge(38, 1.2, "#8a8f86")
    for gate in range(24):
        _bay(sheet, gate * 5, down=8 <= gate < 16)
    sheet.rect((0, 28), (120, 3.2), "#5a3d33")
    sheet.rect((0, 27.2), (120, 1), "#3f2b27")
    for post in range(25):
        sheet.rect((post * 5 - 0.2, 24), (0.4, 4), "#3f2b27")
    sheet.line([(0, 24.2), (120, 24.2)], "#3f2b27", 0.3)
    person(sheet, (33, 27.4), 6, "#241a1c")
    sheet.mirror(54, "#4a5a5c", 0.35)
    sheet.ripples(54, "#ffe6bd", 120, 0.45)
    birds(sheet, (86, 12), 7, "#2b3440")
    return sheet


def _bay(sheet: Sheet, x: float, *, down: bool) -> None:
    sheet.rect((x, 30), (5, 24.3), "#7a5040")
    sheet.rect((x + 0.8, 36), (3.4, 18.3), "#1c2a33")
    sheet.oval((x + 2.5, 36.2), (1.7, 2.4), "#1c2a33")
    sheet.rect((x + 0.8, 40 if down else 35.4), (3.4, 14.3 if down else 5), "#33494e")
    if not down:
        sheet.rect((x + 0.8, 40.4), (3.4, 13.9), "#d8e4dc", 0.55)
    sheet.line([(x, 30), (x, 54.3)], "#5a3a30", 0.5)


def flood() -> Sheet:
    """All gates open: water pours through the arches."""
    sheet = Sheet("#1c2630", "#34444e", "#5d6a6a", "#7a746a", seed=11)
    sheet.ridge(24, 2, "#3f4a4c")
    for cloud in range(16):
        centre = (sheet.chance.uniform(-5, 125), sheet.chance.uniform(-2, 13))
        sheet.oval(centre, (sheet.chance.uniform(12, 26), 4 + cloud % 4), "#141c24", 0.35)
    sheet.soften(0.5)
    for gate in range(8):
        x = gate * 15.4 - 2
        sheet.rect((x, 22), (15.4, 34), "#4a3632")
        sheet.rect((x + 3, 28), (9.6, 29), "#0f171c")
        sheet.oval((x + 7.8, 28.2), (4.8, 5.5), "#0f171c")
        for stream in range(14):
            share = stream / 13
            left = x + 3.2 + 9 * share
            out = left + (share - 0.5) * 9
            shade = mix("#b9a98a", "#f2ead6", sheet.chance.random())
            sheet.line([(left, 38), (left + (share - 0.5) * 2, 48), (out, 62)], shade, 0.55, 0.85)
    sheet.rect((-1, 18), (122, 5), "#33262a")
    sheet.rect((-1, 17), (122, 1.3), "#1f181d")
    person(sheet, (54, 17.2), 8, "#0c1014")
    person(sheet, (59, 17.2), 8, "#0c1014", arm=(64, 11))
    sheet.glow((63.8, 10.8), 6, "#ffd27a", 0.9)
    sheet.ridge(61, 1.6, "#8f7f66")
    sheet.ridge(66, 1.8, "#75674f")
    for foam in range(240):
        y = 58 + sheet.chance.random() ** 1.5 * 22
        size = 0.3 + (y - 57) * 0.05
        centre = (sheet.chance.uniform(-2, 122), y)
        sheet.oval(centre, (size * 2.2, size * 0.5), "#efe6d2", 0.25 + 0.3 * (foam % 2))
    for drop in range(150):
        x, y = sheet.chance.uniform(-4, 124), sheet.chance.uniform(-4, 78)
        sheet.line([(x, y), (x - 1, y + 3.4)], "#cdd6d6", 0.08, 0.3 + 0.1 * (drop % 2))
    return sheet


def fish_kill() -> Sheet:
    """A pale lagoon with dead fish and one boat that turns back."""
    sheet = Sheet("#c9d3cd", "#dfe0d2", "#ece6d3", "#c7cfc6", "#93a7a5", seed=13)
    sheet.oval((88, 16), (4.5, 4.5), "#f7f1df")
    sheet.glow((88, 16), 22, "#fff7e2", 0.6)
    sheet.ridge(31, 0.8, "#a9b5ae", 0.8)
    houses(sheet, (6, 34), 33, 4, "#93a09c")
    minaret(sheet, (17, 33), 10, "#8a9895")
    sheet.mirror(33, "#b9c6c0", 0.55)
    sheet.ripples(33, "#f7f4ea", 60, 0.4)
    person(sheet, (69, 41), 8.5, "#3c4a4c", lean=0.25)
    boat(sheet, (66, 43), 19, "#44545a", "#d9d2bf")
    for _ in range(170):
        depth = sheet.chance.random() ** 0.8
        y = 38 + depth * 43
        x = sheet.chance.uniform(-3, 123)
        if 54 < x < 78 and y < 48:
            continue
        size = 1 + 7.5 * depth
        pale = mix("#f7f6ef", "#9fb0b3", sheet.chance.random() * 0.6)
        turn = sheet.chance.uniform(-0.5, 0.5) + math.pi * (_ % 2)
        sheet.oval((x, y + size * 0.1), (size * 0.56, size * 0.11), "#5d7274", 0.35)
        fish(sheet, (x, y), size, pale, turn=turn)
    return sheet


def night_boat() -> Sheet:
    """An overturned hull on a beach after the storm, under a thin moon."""
    sheet = Sheet("#0a1226", "#13233f", "#22405c", "#3b5b6c", "#35424a", seed=17)
    sheet.oval((92, 15), (4.4, 4.4), "#f4ecd2")
    sheet.oval((94, 14), (4.1, 4.1), "#0e1a33")
    sheet.glow((91, 15), 20, "#c9d8e8", 0.35)
    for _ in range(90):
        centre = (sheet.chance.uniform(0, 120), sheet.chance.uniform(0, 30))
        sheet.oval(centre, (0.09, 0.09), "#e8eef2", sheet.chance.uniform(0.3, 0.9))
    for row in range(9):
        level = 38 + row * row * 0.42 + row
        sheet.ridge(level, 1 + row * 0.22, mix("#1f3d55", "#0c1a2c", row / 9))
        for crest in range(6):
            x = sheet.chance.uniform(-3, 120)
            sheet.line(
                [(x, level - 0.4), (x + 4 + crest, level - 0.9), (x + 9, level - 0.3)],
                "#bcd0d8",
                0.18,
                0.5,
            )
    overturned(sheet, (52, 62), 46, "#5a2f2c", "#d9825a")
    sheet.line([(52, 55), (61, 58), (73, 61)], "#e8dfc9", 0.25)
    sheet.ridge(66, 1.4, "#16283c")
    sheet.ridge(71, 1.6, "#0c1828")
    sheet.ripples(66, "#9fc0cc", 60, 0.4)
    return sheet


def boughaz_channel() -> Sheet:
    """The narrow mouth of the lagoon between two sandbanks."""
    sheet = Sheet("#4f8fa5", "#8fc0c4", "#d6e4d8", "#e9dcbc", seed=19)
    sheet.rect((0, 30), (120, 50), "#2f7f8f")
    for band in range(7):
        sheet.line(
            [(0, 31 + band * 1.3), (120, 31 + band * 1.3)], "#dff0ea", 0.15, 0.6 - band * 0.07
        )
    sheet.poly([(-2, 36), (46, 35), (55, 41), (50, 52), (34, 64), (26, 82), (-2, 82)], "#e2c793")
    sheet.poly([(122, 35), (72, 35), (65, 40), (69, 51), (88, 62), (104, 82), (122, 82)], "#d9b980")
    sheet.poly(
        [(46, 35), (55, 41), (50, 52), (34, 64), (26, 82), (22, 82), (31, 63), (47, 51), (51, 42)],
        "#f4e6c4",
    )
    sheet.poly(
        [
            (72, 35),
            (65, 40),
            (69, 51),
            (88, 62),
            (104, 82),
            (108, 82),
            (91, 61),
            (72, 50),
            (68, 41),
        ],
        "#f0deb6",
    )
    sheet.rect((33, 22), (1.6, 15), "#b6462f")
    sheet.rect((32.2, 20), (3.2, 2.6), "#f4ede1")
    sheet.rect((33, 27), (1.6, 3), "#f4ede1")
    sheet.ripples(40, "#e6f6f2", 30, 0.4)
    boat(sheet, (59, 51), 10, "#24323c", "#e36414")
    person(sheet, (98, 62), 8, "#3c2c28", robe=True)
    birds(sheet, (84, 14), 10, "#33525c")
    return sheet


def dredger() -> Sheet:
    """A dredger in the channel, throwing sand and water in an arc."""
    sheet = Sheet("#79aeb8", "#b3d0cb", "#f0e3c2", "#f3cf98", seed=23)
    sheet.glow((22, 26), 26, "#fff4d2", 0.8)
    sheet.ridge(45, 0.8, "#b89f74")
    sheet.mirror(47, "#4c7f86", 0.45)
    sheet.ripples(47, "#f7f1dc", 110, 0.5)
    hull = "#a8352b"
    sheet.poly([(34, 46), (104, 46), (100, 55), (40, 55)], hull)
    sheet.rect((34.4, 46), (69, 1.6), "#f4ede1")
    sheet.rect((84, 32), (14, 14), "#f4ede1")
    sheet.rect((86, 27), (9, 5), "#e4d9c4")
    for window in range(4):
        sheet.rect((85.6 + window * 3, 34.5), (1.8, 2.2), "#2a4650")
    sheet.rect((90, 19), (2.4, 8), "#2a4650")
    for ring in range(3):
        sheet.oval((93 + ring * 5, 16 - ring * 3), (3 + ring, 1.8 + ring * 0.5), "#5a6a6a", 0.3)
    sheet.line([(46, 46), (46, 22)], "#33444a", 1)
    sheet.line([(46, 24), (70, 44)], "#33444a", 0.5)
    sheet.line([(46, 24), (36, 46), (24, 62)], "#33444a", 0.6)
    for _jet in range(36):
        lift = sheet.chance.uniform(-1.4, 1.4)
        arc = [
            (44 - t * 2.1, 44 + lift * t / 18 - 26 * math.sin(math.pi * t / 20) + t * 0.4)
            for t in range(21)
        ]
        sheet.line(arc, mix("#7d6440", "#e8d3a0", sheet.chance.random()), 0.3, 0.55)
    sheet.poly([(-2, 58), (6, 50), (14, 52), (24, 63), (30, 70), (20, 82), (-2, 82)], "#caa66c")
    for child in range(7):
        person(
            sheet,
            (4 + child * 3.1, 62 + child * 1.4),
            6 - child % 2,
            "#2b2a30",
            arm=(5 + child * 3.1, 54.5 + child * 1.4) if child % 3 == 0 else None,
        )
    return sheet


def clam_gatherers() -> Sheet:
    """Women bending over shining flats at low water."""
    sheet = Sheet("#f2b48c", "#f6cfa6", "#f5dfc0", "#d9c2b0", "#a99a98", seed=29)
    sheet.glow((60, 27), 34, "#fff0cf", 0.9)
    sheet.oval((60, 27), (4, 4), "#fff8e6")
    sheet.ridge(31, 0.5, "#b58f86", 0.7)
    sheet.mirror(32, "#d6b09a", 0.3)
    for pool in range(34):
        y = 34 + (pool / 34) ** 1.3 * 44
        half = (2 + pool * 0.5) * sheet.chance.uniform(0.7, 1.6)
        sheet.oval((sheet.chance.uniform(-5, 125), y), (half, 0.3 + pool * 0.035), "#7c6a6c", 0.5)
    sheet.ripples(34, "#fff2dc", 80, 0.6)
    for x, y, tall, lean in (
        (20, 47, 9, 0.9),
        (33, 44, 7.4, 0),
        (84, 45, 8, 1),
        (96, 43, 7, 0.8),
        (46, 41, 5.6, 0.9),
        (72, 40, 5.2, 0),
    ):
        sheet.poly(
            [(x - 1, y), (x + 1, y), (x + 1.4, y + tall), (x - 1.4, y + tall)], "#5b4348", 0.35
        )
        if lean:
            gatherer(sheet, (x, y), tall * 1.35, "#3a2630")
        else:
            person(sheet, (x, y), tall, "#3a2630", robe=True)
    sheet.poly([(47, 67), (56, 67), (57, 77), (46, 77)], "#5b4348", 0.3)
    gatherer(sheet, (50, 67), 32, "#23161f")
    sheet.poly([(66, 66), (71, 66), (70.2, 61), (66.8, 61)], "#b6462f")
    sheet.arc((68.5, 61), (1.7, 2.6), (180, 360), "#23161f", 0.25)
    birds(sheet, (98, 14), 6, "#6a4a4c")
    return sheet


def sea_wall() -> Sheet:
    """Waves over a low wall, one street lamp."""
    sheet = Sheet("#26343f", "#44596a", "#7b8f96", "#5d7078", seed=31)
    for row in range(6):
        sheet.ridge(34 + row * 4, 1.6 + row * 0.4, mix("#5b7a85", "#1d3a46", row / 6))
    for plume in range(420):
        angle = sheet.chance.uniform(-2.7, -0.5)
        reach = 26 * sheet.chance.random() ** 0.6
        x = 52 + reach * math.cos(angle) * 1.3
        y = 56 + reach * math.sin(angle) * 1.25
        size = sheet.chance.uniform(0.2, 1.3) * (1 - reach / 40)
        sheet.oval((x, y), (size, size), "#eef4f2", 0.5 + 0.1 * (plume % 3))
    sheet.poly([(-2, 57), (122, 52), (122, 62), (-2, 68)], "#6f6a66")
    sheet.poly([(-2, 56), (122, 51), (122, 53), (-2, 58.4)], "#9a938a")
    sheet.poly([(-2, 67.6), (122, 61.6), (122, 82), (-2, 82)], "#2d3136")
    sheet.glow((96, 22), 22, "#ffd58a", 0.8)
    sheet.rect((95.6, 22), (0.9, 42), "#16191d")
    sheet.line([(96, 22), (92, 20.6), (90, 22)], "#16191d", 0.6)
    sheet.oval((90, 22.4), (1.3, 0.8), "#fff0c0")
    sheet.ripples(68, "#ffd58a", 50, 0.3)
    person(sheet, (24, 72), 12, "#0e1114", robe=True)
    return sheet


def tide_gauge() -> Sheet:
    """A striped staff in green water beside a hut on a pier."""
    sheet = Sheet("#a9cfc9", "#cfe2d4", "#f1ead0", "#8fbcae", "#3f8378", seed=37)
    sheet.oval((30, 14), (3.8, 3.8), "#fdf6dd")
    sheet.ridge(37, 0.6, "#8fb0a4", 0.7)
    sheet.mirror(39, "#3f8a80", 0.5)
    sheet.ripples(39, "#e9fbf2", 120, 0.45)
    for post in range(6):
        sheet.rect((72 + post * 10, 34), (1.3, 24 + post), "#4a3b34")
    sheet.rect((66, 32), (56, 2.8), "#6b5446")
    sheet.rect((84, 16), (22, 16), "#e9dfc8")
    sheet.poly([(82, 16.4), (108, 16.4), (104, 9), (86, 9)], "#a8452f")
    sheet.rect((90, 20), (5, 6), "#2f4a50")
    sheet.rect((99, 19), (4.6, 13), "#5a7a6a")
    for mark in range(22):
        shade = "#f4ede1" if mark % 2 else "#b6362b"
        sheet.rect(
            (46, 14 + mark * 2.5), (3.6, 2.5), shade if mark < 19 else mix(shade, "#3f8a7e", 0.45)
        )
    for mark in range(10):
        sheet.text((50.6, 15.4 + mark * 5), str(200 - mark * 10), "#27474a", 2.2)
    for step in range(10):
        sheet.rect((46, 61 + step * 0.8), (3.6, 8.2 - step * 0.8), "#3f8a7e", 0.16)
    sheet.oval((47.8, 61), (4.2, 0.35), "#dff5ea", 0.6)
    sheet.ripples(60, "#dff5ea", 40, 0.5)
    person(sheet, (75, 32.2), 11, "#26302f", arm=(70.5, 26))
    return sheet


def mullet() -> Sheet:
    """A school of silver fish turning in green water."""
    sheet = Sheet("#9fd0b8", "#4f9f93", "#1f6a6c", "#0f3f4a", seed=41)
    for ray in range(9):
        x = 6 + ray * 13 + sheet.chance.uniform(-4, 4)
        sheet.poly([(x, -1), (x + 5, -1), (x - 8, 82), (x - 22, 82)], "#e9fbe2", 0.08)
    sheet.soften(1)
    for layer, (count, size, shade) in enumerate(
        ((70, 4.5, "#3b7f80"), (60, 8, "#86b7b0"), (34, 13, "#dfeee6"))
    ):
        for _ in range(count):
            angle = sheet.chance.uniform(0, 2 * math.pi)
            reach = sheet.chance.uniform(12, 40) * (0.85 + layer * 0.12)
            x = 60 + reach * 1.25 * math.cos(angle)
            y = 41 + reach * 0.72 * math.sin(angle)
            turn = angle + math.pi / 2 + sheet.chance.uniform(-0.2, 0.2)
            fish(
                sheet,
                (x, y),
                size * sheet.chance.uniform(0.8, 1.15),
                mix(shade, "#0f3f4a", sheet.chance.random() * 0.35),
                turn=turn,
            )
        sheet.soften(0.12 if layer < 2 else 0)
    return sheet


WATER = {
    "harbor-morning": harbor_morning,
    "harbor-evening": harbor_evening,
    "regulator-gates": regulator_gates,
    "flood": flood,
    "fish-kill": fish_kill,
    "night-boat": night_boat,
    "boughaz-channel": boughaz_channel,
    "dredger": dredger,
    "clam-gatherers": clam_gatherers,
    "sea-wall": sea_wall,
    "tide-gauge": tide_gauge,
    "mullet": mullet,
}
