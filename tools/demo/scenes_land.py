"""The demo's pictures of land and people: fields, markets, yards, portraits, things."""

import math

from tools.demo.brush import Sheet, mix
from tools.demo.figures import (
    birds,
    boat,
    bust,
    fish,
    houses,
    jerrycan,
    minaret,
    person,
    reeds,
)

CANS = ("#2f6f9f", "#e8b23a", "#f0ece0", "#b6462f", "#3f8a6a", "#e07a3a")


def fish_market_dawn() -> Sheet:
    """Stalls with lamps before dawn, crates of fish, people in silhouette."""
    sheet = Sheet("#101a33", "#26335a", "#6a4f6a", "#b06a55", "#3a2a33", seed=51)
    sheet.rect((-1, 56), (122, 26), "#2a2029")
    for stall in range(5):
        x = 3 + stall * 24
        roof = ("#a8452f", "#2f6f6a", "#c98a3a", "#3f5a8a", "#8a3f4f")[stall]
        sheet.poly([(x - 2, 24), (x + 22, 24), (x + 19, 17), (x + 1, 17)], roof)
        for stripe in range(4):
            at = x + stripe * 6
            sheet.poly([(at, 24), (at + 3, 24), (at + 2.6, 17), (at + 0.6, 17)], "#f0e2c4", 0.8)
        sheet.rect((x, 24), (0.7, 34), "#171220")
        sheet.rect((x + 19.6, 24), (0.7, 34), "#171220")
        sheet.glow((x + 10, 31), 15, "#ffc766", 0.75)
        sheet.oval((x + 10, 30), (1.2, 1.5), "#fff1c4")
        sheet.line([(x + 10, 24), (x + 10, 29)], "#171220", 0.2)
        person(sheet, (x + 5 + (stall * 7) % 9, 54), 19, "#14101c")
        sheet.rect((x + 1, 50), (18, 8), ("#2c4f6a", "#d8d2c0")[stall % 2])
        for row in range(9):
            fish(sheet, (x + 3 + row * 1.8, 50 - (row % 3) * 0.9), 4.6, mix("#dfe8e6", "#7f9aa0", sheet.chance.random()), turn=-0.2)
    for crate in range(7):
        x = sheet.chance.uniform(0, 108)
        sheet.rect((x, 66 + crate % 3 * 3), (10, 6), ("#2c5f8a", "#cfd2c8", "#8a5a3a")[crate % 3])
        sheet.rect((x, 66 + crate % 3 * 3), (10, 1), "#f0ead8", 0.5)
    for x, tall in ((12, 30), (31, 27), (52, 31), (83, 28), (104, 31)):
        person(sheet, (x, 79), tall, "#0b0912", robe=x in {31, 83})
    return sheet


def rice_fields() -> Sheet:
    """Flooded fields in curved bands."""
    sheet = Sheet("#a9cfd6", "#dcead8", "#f4e8c0", seed=53)
    sheet.glow((92, 16), 26, "#fffbe0", 0.9)
    sheet.ridge(26, 1.4, "#8fae8a", 0.8)
    houses(sheet, (10, 40), 29, 5, "#b59a7a", None)
    minaret(sheet, (30, 29), 12, "#a5896c")
    for band in range(13):
        top = 29 + band**1.55
        shade = ("#5f9a4f", "#9cc4b8", "#7db35a", "#b9d8cf")[band % 4]
        points = [(x, top + math.sin(x / 26 + band * 0.5) * (0.4 + band * 0.32)) for x in range(-2, 124, 2)]
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
            sheet.line([(palm + 0.5, 28), (palm + 0.5 + 5 * math.cos(angle), 26 + 4 * math.sin(angle)), tip], "#0c1328", 0.5)
    sheet.poly([(56, 46), (66, 46), (104, 82), (18, 82)], "#8fa4c4")
    sheet.poly([(63, 46), (66, 46), (104, 82), (78, 82)], "#5a6f98")
    for glint in range(60):
        y = 47 + sheet.chance.random() ** 1.4 * 33
        reach = 5 + (y - 46) * 1.05
        half = 0.4 + (y - 46) * 0.06
        sheet.oval((61 + sheet.chance.uniform(-reach, reach) * 0.8, y), (half * 2, half * 0.25), "#f5f0dc", 0.35 + glint % 3 * 0.1)
    sheet.poly([(-2, 82), (-2, 52), (55, 46), (16, 82)], "#0e1730")
    sheet.poly([(122, 82), (122, 52), (67, 46), (106, 82)], "#0c142a")
    sheet.glow((35, 52), 13, "#ffc864", 0.8)
    sheet.oval((35, 53), (0.9, 1.2), "#fff0bd")
    person(sheet, (28, 66), 21, "#060a18", robe=True, arm=(35, 52))
    person(sheet, (20, 69), 20, "#060a18")
    sheet.line([(13, 50), (24, 63)], "#060a18", 0.5)
    return sheet


def portrait_idriss() -> Sheet:
    """A scientist with a measuring rod before a wide lagoon."""
    sheet = Sheet("#d6e6e2", "#f1ead2", "#f4cfa0", "#7fb0ac", "#3f7a80", seed=61)
    sheet.glow((36, 30), 30, "#fff6dc", 0.9)
    sheet.ridge(41, 0.6, "#8fb0aa", 0.8)
    sheet.mirror(43, "#5f9a9a", 0.4)
    sheet.ripples(43, "#f6fbf0", 110, 0.5)
    sheet.rect((20, 45), (3, 7), "#e36414")
    sheet.poly([(18, 52), (25, 52), (24, 55), (19, 55)], "#c4521a")
    bust(sheet, (76, 72), 25, "#1d3a40", scarf=True)
    sheet.line([(104, 82), (108, 10)], "#c98a3a", 1.1)
    for mark in range(14):
        y = 12 + mark * 5
        sheet.line([(106.4 - mark * 0.28, y), (109 - mark * 0.28, y)], "#3a2a1a", 0.4)
    return sheet


def portrait_nawal() -> Sheet:
    """A woman before a hanging net at sunrise."""
    sheet = Sheet("#f0b070", "#f6d09a", "#e88a5a", "#a8484a", seed=67)
    sheet.glow((44, 34), 36, "#fff0c4", 0.95)
    sheet.oval((44, 34), (9, 9), "#fff7df")
    for row in range(15):
        for column in range(20):
            x = column * 6.6 + (row % 2) * 3.3
            y = row * 5.6 + math.sin(column * 0.5) * 2.4
            sheet.line([(x - 3.3, y), (x, y + 5.6), (x + 3.3, y)], "#5a2a3a", 0.22, 0.999)
            if (row * 7 + column * 3) % 23 == 0:
                sheet.oval((x, y + 5.6), (1.1, 1.1), "#7a3a2a")
    bust(sheet, (68, 74), 27, "#3a1a2e", scarf=True)
    return sheet


def portrait_gatekeeper() -> Sheet:
    """A man beside a big wheel in an arched window."""
    sheet = Sheet("#3a2a2a", "#4a3632", "#2c2022", seed=71)
    sheet.rect((18, 22), (58, 60), "#bcd4cc")
    sheet.oval((47, 24), (29, 18), "#d6e6da")
    sheet.glow((40, 34), 26, "#fff6d8", 0.9)
    sheet.poly([(18, 56), (76, 54), (76, 82), (18, 82)], "#5f9a9c")
    for line in range(14):
        sheet.line([(18, 57 + line * 1.8), (76, 56 + line * 1.8)], "#dcefe6", 0.15, 0.4)
    sheet.rect((45.6, 6), (2.2, 76), "#2c2022")
    sheet.rect((18, 40), (58, 1.6), "#2c2022")
    sheet.rect((14, 70), (66, 12), "#5a4038")
    for stone in range(4):
        sheet.oval((24 + stone * 5, 69), (1.9, 1.4), "#8a8078")
    wheel = (98, 46)
    sheet.ring(wheel, 19, "#14181c", 2.2)
    sheet.ring(wheel, 18.4, "#5a646a", 0.5)
    for spoke in range(8):
        angle = spoke * math.pi / 4 + 0.2
        sheet.line([wheel, (wheel[0] + 18 * math.cos(angle), wheel[1] + 18 * math.sin(angle))], "#14181c", 1.2)
    sheet.oval(wheel, (3, 3), "#14181c")
    bust(sheet, (62, 80), 23, "#171216")
    sheet.poly([(54.8, 52.6), (69.2, 52.6), (67.6, 47.6), (56.4, 47.6)], "#171216")
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
        sheet.oval(centre, (sheet.chance.uniform(4, 13), sheet.chance.uniform(1, 3.5)), "#8fc8b0", 0.16 + shoal % 3 * 0.03)
    sheet.poly([(-2, -2), (122, -2), (122, 5), (96, 3), (70, 7), (40, 4), (18, 8), (-2, 6)], "#8a9a52")
    sheet.poly([(-2, 44), (122, 38), (122, 82), (-2, 82)], "#c9b684")
    tints = ("#3f8a8a", "#5f9f7a", "#8fae6a", "#2f6f7a", "#b59a5a", "#6fae9f")
    for row in range(4):
        for column in range(11):
            x, y = 1 + column * 11, 46.5 + row * 8.4 - column * 0.55
            sheet.poly([(x, y), (x + 9.6, y - 0.5), (x + 9.6, y + 6.4), (x, y + 7)], tints[sheet.chance.randrange(6)])
            sheet.line([(x + 0.6, y + 0.8), (x + 8.8, y + 0.4)], "#eef6e8", 0.18, 0.5)
    for hut in range(5):
        sheet.rect((8 + hut * 22, 45 - hut * 1.1), (1.6, 1.3), "#a8452f")
    for skiff in ((30, 22), (62, 30), (88, 16)):
        sheet.poly([(skiff[0], skiff[1]), (skiff[0] + 3, skiff[1] - 0.6), (skiff[0] + 3.6, skiff[1]), (skiff[0] + 3, skiff[1] + 0.6)], "#f4ede1")
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
        sheet.oval((52 + sheet.chance.gauss(0, 6), 51 + sheet.chance.gauss(0, 3)), (0.3, 0.3), "#fff8e6", 0.5 + drop % 2 * 0.3)
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
            curve = [(x + side * half * math.sin(t / 8 * 1.5), 60 - lift * 2 * (t / 8) ** 1.7) for t in range(9)]
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
        sheet.oval((19 + puff * 1.4, 60 - puff * 4), (2 + puff * 0.7, 1.6 + puff * 0.4), "#f4ead8", 0.3)
    person(sheet, (76, 74), 28, "#1e1614", arm=(66, 57))
    return sheet


def boat_launch() -> Sheet:
    """A painted boat that slides into the harbor."""
    sheet = Sheet("#8fc4c8", "#cfe4d6", "#f4ecd0", "#6fa8a8", seed=103)
    sheet.ridge(40, 0.8, "#8fae9f", 0.8)
    houses(sheet, (60, 124), 43, 11, "#c9a984", None)
    sheet.mirror(44, "#5f9aa0", 0.4)
    sheet.ripples(44, "#f6fff6", 120, 0.55)
    sheet.poly([(-2, 62), (44, 56), (52, 60), (-2, 76)], "#8a6a4a")
    boat(sheet, (66, 58), 52, "#1f5f7a", "#e8b23a")
    for splash in range(80):
        angle = sheet.chance.uniform(-2.9, -0.3)
        reach = sheet.chance.uniform(1, 11)
        sheet.oval((92 + reach * math.cos(angle), 64 + reach * math.sin(angle)), (0.5, 0.5), "#f6fff8", 0.5 + splash % 2 * 0.3)
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


def jerrycans() -> Sheet:
    """A row of colored cans along a wall in the morning."""
    sheet = Sheet("#efe2c8", "#e2cfae", "#d6bd96", seed=107)
    for brick in range(9):
        sheet.line([(-1, brick * 6.4), (121, brick * 6.4)], "#cbb18a", 0.3)
        for joint in range(11):
            x = joint * 12 + (brick % 2) * 6
            sheet.line([(x, brick * 6.4), (x, brick * 6.4 + 6.4)], "#cbb18a", 0.25)
    sheet.rect((-1, 56), (122, 26), "#b59a76")
    sheet.rect((-1, 55), (122, 2), "#9a805e")
    sheet.poly([(70, -1), (122, -1), (122, 55), (108, 55)], "#fff6dc", 0.35)
    for can in range(9):
        x, tall = 3 + can * 13, 25 - (can % 3) * 2
        sheet.poly([(x, 64), (x + 14, 64), (x + 24, 70), (x + 8, 70)], "#6a5238", 0.35)
        jerrycan(sheet, (x, 64), tall, CANS[(can * 5 + can // 3) % 6])
    sheet.line([(28.6, 41), (31, 45), (29.5, 49)], "#c4322a", 0.5)
    return sheet


def water_truck() -> Sheet:
    """A small tank truck in a narrow street."""
    sheet = Sheet("#bfd9de", "#f2e6c8", "#ecd2a0", "#cba873", seed=109)
    sheet.glow((60, 22), 26, "#fffbe6", 0.8)
    houses(sheet, (-4, 36), 60, 50, "#d9bb8f", None)
    houses(sheet, (88, 126), 60, 56, "#cfa97c", None)
    houses(sheet, (38, 86), 54, 16, "#e0c8a0", None)
    minaret(sheet, (58, 54), 34, "#d3b88c")
    sheet.poly([(-2, 60), (122, 60), (122, 82), (-2, 82)], "#b9966a")
    sheet.poly([(36, 64), (92, 64), (104, 70), (30, 70)], "#5f4a34", 0.4)
    sheet.rect((40, 38), (36, 17), "#2f6f9f")
    sheet.oval((40, 46.5), (4, 8.5), "#2f6f9f")
    sheet.oval((76, 46.5), (4, 8.5), "#245a84")
    sheet.rect((40, 44), (36, 2.4), "#f4ede1")
    sheet.rect((80, 42), (11, 17), "#e8744a")
    sheet.poly([(82, 48), (90, 48), (90, 43.4), (84, 43.4)], "#cfe4e2")
    sheet.rect((37, 55), (54, 4), "#33302e")
    for wheel in (45, 56, 84):
        sheet.oval((wheel, 61), (4.4, 4.4), "#22201f")
        sheet.oval((wheel, 61), (1.6, 1.6), "#a59a8a")
    sheet.line([(37, 52), (31, 56), (26, 66)], "#2b2b2b", 0.8)
    for can in range(8):
        jerrycan(sheet, (3 + can * 6.4, 77), 9, CANS[can % 6])
    person(sheet, (22, 72), 22, "#2a2426", robe=True, arm=(27, 64))
    return sheet


def ice_factory() -> Sheet:
    """Tall blocks of ice in a dark hall with light through high windows."""
    sheet = Sheet("#16242e", "#22363f", "#2c4650", seed=113)
    for window in range(5):
        x = 8 + window * 23
        sheet.rect((x, 6), (12, 15), "#dff0f0")
        sheet.rect((x + 5.6, 6), (0.8, 15), "#22363f")
        sheet.rect((x, 13), (12, 0.8), "#22363f")
        sheet.poly([(x, 21), (x + 12, 21), (x + 30, 80), (x + 8, 80)], "#bfe4e6", 0.13)
    sheet.rect((-1, 66), (122, 16), "#1a2a32")
    for block in range(8):
        x, tall = 6 + block * 13.6, 32 + (block * 7) % 9
        foot = 70 - (block % 2) * 3
        sheet.poly([(x, foot), (x + 8, foot), (x + 8, foot - tall), (x, foot - tall)], "#a9dbe2")
        sheet.poly([(x + 8, foot), (x + 11, foot - 2.4), (x + 11, foot - tall - 2.4), (x + 8, foot - tall)], "#6fb0bd")
        sheet.poly([(x, foot - tall), (x + 8, foot - tall), (x + 11, foot - tall - 2.4), (x + 3, foot - tall - 2.4)], "#e6f8f8")
        sheet.poly([(x + 1, foot - 2), (x + 3, foot - 2), (x + 3, foot - tall + 3), (x + 1, foot - tall + 2)], "#eefbfb", 0.6)
        sheet.poly([(x, foot), (x + 8, foot), (x + 6, foot + 8), (x - 3, foot + 8)], "#a9dbe2", 0.18)
    person(sheet, (100, 76), 29, "#0b1419")
    sheet.line([(96, 55), (106, 58)], "#a8452f", 1.3)
    return sheet


def school_window() -> Sheet:
    """A classroom window over reeds and water."""
    sheet = Sheet("#b9d9dc", "#e6ecd2", "#f4dfae", seed=127)
    sheet.ridge(36, 0.7, "#9fb592", 0.8)
    sheet.mirror(38, "#7fb0ae", 0.4)
    sheet.ripples(38, "#fbfff4", 70, 0.5)
    reeds(sheet, (22, 98), 66, 30, "#8a7a3a")
    wall = "#7f9a84"
    for corner, size in (((-1, -1), (23, 82)), ((98, -1), (23, 82)), ((-1, -1), (122, 9)), ((-1, 62), (122, 20))):
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
        sheet.line([(x + side * size * 0.7, y - size * 0.15), elbow, claw], mix(ink, "#ffffff", 0.15), 1.1)
        sheet.poly([(claw[0] - 0.9, claw[1] + 0.5), (claw[0] + side * 0.2, claw[1] - 3.1), (claw[0] + 0.4, claw[1] - 0.4), (claw[0] + side * 2.2, claw[1] - 2.4), (claw[0] + 1, claw[1] + 0.9)], "#d9623a")
        sheet.oval((x + side * size * 0.22, y - size * 0.5), (0.42, 0.42), "#101820")
    sheet.poly([(x - size * 1.02, y - size * 0.1), (x - size * 0.45, y - size * 0.46), (x + size * 0.45, y - size * 0.46), (x + size * 1.02, y - size * 0.1), (x + size * 0.5, y + size * 0.5), (x - size * 0.5, y + size * 0.5)], ink)
    sheet.arc((x, y + size * 0.1), (size * 0.5, size * 0.3), (200, 340), mix(ink, "#ffffff", 0.4), 0.35)


def scale_and_fish() -> Sheet:
    """An old scale with a fish on it before a hanging net."""
    sheet = Sheet("#25424a", "#2f5a5f", "#3f7472", seed=137)
    for row in range(12):
        for column in range(18):
            x, y = column * 7.2 + (row % 2) * 3.6, row * 5.2 - 2
            sheet.line([(x - 3.6, y), (x, y + 5.2), (x + 3.6, y)], "#5f8f8a", 0.16)
    sheet.glow((60, 30), 34, "#ffe0a0", 0.5)
    sheet.rect((-1, 66), (122, 16), "#6a4a34")
    sheet.rect((-1, 65), (122, 1.6), "#8a6444")
    sheet.poly([(44, 66), (76, 66), (70, 46), (50, 46)], "#a8352b")
    sheet.oval((60, 53), (8.6, 8.6), "#f4ede1")
    for mark in range(16):
        angle = mark * math.pi / 8
        inner = (60 + 6.6 * math.cos(angle), 53 + 6.6 * math.sin(angle))
        sheet.line([inner, (60 + 7.8 * math.cos(angle), 53 + 7.8 * math.sin(angle))], "#26323a", 0.25)
    sheet.line([(60, 53), (64.4, 48.4)], "#a8352b", 0.5)
    sheet.rect((58.6, 40), (2.8, 7), "#26323a")
    sheet.poly([(34, 36), (86, 36), (80, 41), (40, 41)], "#c9c2b0")
    fish(sheet, (60, 31.5), 40, "#dfe8e4")
    sheet.line([(30, 31), (90, 31)], "#8fa8a8", 0.2)
    return sheet


def bottles() -> Sheet:
    """Twelve bottles of water in different tints on a sill."""
    sheet = Sheet("#f6e9cc", "#f4dcae", "#e8c48c", seed=139)
    sheet.glow((60, 26), 44, "#fffbea", 0.9)
    sheet.rect((-1, 62), (122, 20), "#8a6a4c")
    sheet.rect((-1, 60), (122, 3), "#a5835f")
    for bottle in range(12):
        x, share = 7 + bottle * 9.1, bottle / 11
        tint = mix("#d9f0ee", "#a58a3a", (math.sin(bottle * 2.3) + 1) / 2 * 0.7 + share * 0.2)
        sheet.poly([(x, 62), (x + 6, 62), (x + 12, 74), (x + 7, 74)], tint, 0.5)
        sheet.rect((x, 34), (6.4, 28), tint)
        sheet.poly([(x, 34), (x + 6.4, 34), (x + 4.3, 28), (x + 2.1, 28)], tint)
        sheet.rect((x + 2.1, 24), (2.2, 4.4), tint)
        sheet.rect((x + 1.8, 22), (2.8, 2.6), "#b6462f")
        sheet.rect((x + 0.6, 35), (0.9, 26), "#ffffff", 0.5)
        sheet.rect((x + 0.4, 44), (5.6, 8), "#fbf7ef")
        sheet.text((x + 3.2, 48), str(bottle + 1), "#26424a", 3, "mm")
    return sheet


LAND = {
    "fish-market-dawn": fish_market_dawn,
    "rice-fields": rice_fields,
    "night-canal": night_canal,
    "portrait-idriss": portrait_idriss,
    "portrait-nawal": portrait_nawal,
    "portrait-gatekeeper": portrait_gatekeeper,
    "gate-wheel": gate_wheel,
    "lagoon-squares": lagoon_squares,
    "fish-pond": fish_pond,
    "boat-keel": boat_keel,
    "boat-ribs": boat_ribs,
    "boat-planks": boat_planks,
    "boat-launch": boat_launch,
    "jerrycans": jerrycans,
    "water-truck": water_truck,
    "ice-factory": ice_factory,
    "school-window": school_window,
    "blue-crabs": blue_crabs,
    "scale-and-fish": scale_and_fish,
    "bottles": bottles,
}
