"""The demo's pictures of people and things: markets, portraits, jerrycans, papers."""

import math

from tools.demo.brush import Sheet, mix
from tools.demo.figures import bust, fish, houses, jerrycan, minaret, person

DEEP, CLAY, INK, PALE, PAPER = "#0f4c5c", "#e36414", "#16302f", "#c9c2b2", "#fbf7ef"
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
            fish(
                sheet,
                (x + 3 + row * 1.8, 50 - (row % 3) * 0.9),
                4.6,
                mix("#dfe8e6", "#7f9aa0", sheet.chance.random()),
                turn=-0.2,
            )
    for crate in range(7):
        left, top = sheet.chance.uniform(0, 108), 66 + crate % 3 * 3
        sheet.rect((left, top), (10, 6), ("#2c5f8a", "#cfd2c8", "#8a5a3a")[crate % 3])
        sheet.rect((left, top), (10, 1), "#f0ead8", 0.5)
    for x, tall in ((12, 30), (31, 27), (52, 31), (83, 28), (104, 31)):
        person(sheet, (x, 79), tall, "#0b0912", robe=x in {31, 83})
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
        sheet.line(
            [wheel, (wheel[0] + 18 * math.cos(angle), wheel[1] + 18 * math.sin(angle))],
            "#14181c",
            1.2,
        )
    sheet.oval(wheel, (3, 3), "#14181c")
    bust(sheet, (62, 80), 23, "#171216")
    sheet.poly([(54.8, 52.6), (69.2, 52.6), (67.6, 47.6), (56.4, 47.6)], "#171216")
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
    houses(sheet, (-4, 36), 60, 50, "#d9bb8f")
    houses(sheet, (88, 126), 60, 56, "#cfa97c")
    houses(sheet, (38, 86), 54, 16, "#e0c8a0")
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
        x = 8.0 + window * 23
        sheet.rect((x, 6), (12, 15), "#dff0f0")
        sheet.rect((x + 5.6, 6), (0.8, 15), "#22363f")
        sheet.rect((x, 13), (12, 0.8), "#22363f")
        sheet.poly([(x, 21), (x + 12, 21), (x + 30, 80), (x + 8, 80)], "#bfe4e6", 0.13)
    sheet.rect((-1, 66), (122, 16), "#1a2a32")
    for block in range(8):
        x, tall = 6 + block * 13.6, 32 + (block * 7) % 9
        foot = 70 - (block % 2) * 3
        sheet.poly([(x, foot), (x + 8, foot), (x + 8, foot - tall), (x, foot - tall)], "#a9dbe2")
        sheet.poly(
            [
                (x + 8, foot),
                (x + 11, foot - 2.4),
                (x + 11, foot - tall - 2.4),
                (x + 8, foot - tall),
            ],
            "#6fb0bd",
        )
        sheet.poly(
            [
                (x, foot - tall),
                (x + 8, foot - tall),
                (x + 11, foot - tall - 2.4),
                (x + 3, foot - tall - 2.4),
            ],
            "#e6f8f8",
        )
        sheet.poly(
            [
                (x + 1, foot - 2),
                (x + 3, foot - 2),
                (x + 3, foot - tall + 3),
                (x + 1, foot - tall + 2),
            ],
            "#eefbfb",
            0.6,
        )
        sheet.poly(
            [(x, foot), (x + 8, foot), (x + 6, foot + 8), (x - 3, foot + 8)], "#a9dbe2", 0.18
        )
    person(sheet, (100, 76), 29, "#0b1419")
    sheet.line([(96, 55), (106, 58)], "#a8452f", 1.3)
    return sheet


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
        sheet.line(
            [inner, (60 + 7.8 * math.cos(angle), 53 + 7.8 * math.sin(angle))], "#26323a", 0.25
        )
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


def four_papers() -> Sheet:
    """Four papers with seals over one lake."""
    sheet = Sheet("#2f6f7a", "#3f8a8c", "#2c6570", seed=181)
    lake = [(20, 42), (34, 24), (60, 18), (88, 22), (106, 40), (94, 60), (62, 66), (32, 60)]
    sheet.poly(lake, "#8fc8c0", 0.5)
    papers = (
        ("1931", (14, 12), "#f4ead0"),
        ("2008", (62, 8), "#fbf7ef"),
        ("1954", (26, 40), "#efe0bc"),
        ("1897", (72, 36), "#e4cc9a"),
    )
    for n, (year, (x, y), shade) in enumerate(papers):
        tilt = (n % 2 * 2 - 1) * 2.6
        corners = [(x, y + tilt), (x + 34, y), (x + 34 - tilt, y + 31), (x - tilt, y + 31 + tilt)]
        sheet.poly([(a + 1.2, b + 1.6) for a, b in corners], "#0b2a30", 0.35)
        sheet.poly(corners, shade)
        sheet.text((x + 4, y + 6 + tilt), year, "#6a3a24", 4.4)
        for row in range(6):
            sheet.line(
                [
                    (x + 4, y + 11.5 + row * 2.7 + tilt * 0.6),
                    (x + (28, 30, 22)[row % 3], y + 11.5 + row * 2.7 + tilt * 0.1),
                ],
                "#9a8a6a",
                0.35,
            )
        sheet.oval((x + 27, y + 25), (3.4, 3.4), ("#a8352b", "#2f5f8a", "#3f7a4a", "#7a3f6a")[n])
        sheet.ring((x + 27, y + 25), 2.4, shade, 0.25)
    return sheet


def agreement() -> Sheet:
    """Many people around one table, from above, over a map of a lagoon."""
    sheet = Sheet("#5a4436", "#4a382e", seed=191)
    for board in range(13):
        sheet.line([(-1, board * 6.6), (121, board * 6.6 - 2)], "#3c2c24", 0.25)
    sheet.oval((61.4, 42), (39, 26), "#241a16", 0.5)
    sheet.oval((60, 40), (38, 25), "#c99a62")
    sheet.oval((60, 40), (36.4, 23.6), "#d9ae76")
    sheet.poly([(38, 30), (80, 27), (83, 52), (40, 54)], "#f4ede1")
    sheet.poly([(46, 40), (52, 34), (64, 33), (74, 38), (74, 45), (62, 49), (50, 47)], "#7fb5ba")
    sheet.line([(60, 28.6), (61, 33)], "#4f93a0", 0.6)
    coats = ("#2f6f7a", "#a8452f", "#e8b23a", "#3f5a8a", "#6a7f4b", "#8a3f5a", "#d9cdb4", "#26323a")
    for n in range(15):
        a = n / 15 * 2 * math.pi + 0.1
        at = (60 + 45 * math.cos(a), 40 + 31.5 * math.sin(a))
        hand = (60 + 33 * math.cos(a), 40 + 21.5 * math.sin(a))
        coat = coats[(n * 3) % 8]
        for side in (-2.6, 2.6):
            shoulder = (at[0] - side * math.sin(a), at[1] + side * math.cos(a))
            sheet.line(
                [
                    shoulder,
                    (hand[0] - side * 0.5 * math.sin(a), hand[1] + side * 0.5 * math.cos(a)),
                ],
                coat,
                1.9,
            )
            sheet.oval(
                (hand[0] - side * 0.5 * math.sin(a), hand[1] + side * 0.5 * math.cos(a)),
                (1.05, 1.05),
                "#9a6a4a",
            )
        sheet.oval(at, (5.2, 5.2), coat)
        sheet.oval(at, (2.7, 2.7), ("#2a1c16", "#3a2a20", "#d9cdb4", "#16121a")[n % 4])
    return sheet


def water_bill() -> Sheet:
    """A bill with six marked lines, and a tap."""
    sheet = Sheet("#2f7f8a", "#3f9a9a", "#2c6f78", seed=193)
    sheet.poly([(17, 9), (71, 6), (74, 79), (20, 82)], "#0b2a30", 0.4)
    sheet.poly([(15, 7), (69, 4), (72, 77), (18, 80)], "#fbf7ef")
    sheet.text((20, 13), "PORT HALWA WATER OFFICE", DEEP, 2.6)
    for n, words in enumerate(
        (
            "Readings      412 / 434",
            "Consumption     22 m3",
            "Tariff              19.80",
            "Sewer fee        12.00",
            "Meter rent         2.00",
            "Arrears             0.00",
        )
    ):
        y = 22 + n * 8.2
        sheet.line([(20, y + 4), (69, y + 3.4)], PALE, 0.25)
        sheet.text((30, y), words, INK, 2.7)
        sheet.oval((24, y), (2.6, 2.6), CLAY)
        sheet.text((24, y), str(n + 1), PAPER, 2.7, "mm")
    sheet.rect((78, 22), (26, 5), "#c9a24a")
    sheet.rect((86, 13), (3, 10), "#c9a24a")
    sheet.rect((81, 11), (13, 3), "#a8352b")
    sheet.poly([(99, 22), (106, 24), (108, 36), (102, 36), (101, 29), (96, 27)], "#b58f3a")
    sheet.oval((105, 47), (2.2, 3), "#dff2f0")
    sheet.poly([(103.2, 45.6), (106.8, 45.6), (105, 40.6)], "#dff2f0")
    sheet.arc((105, 64), (9, 1.8), (0, 360), "#dff2f0", 0.3)
    sheet.arc((105, 64), (4.5, 0.9), (0, 360), "#dff2f0", 0.3)
    return sheet


def net_shed() -> Sheet:
    """A long shed with nets that hang from its beams."""
    sheet = Sheet("#4a3428", "#6a4a34", "#3a2a22", seed=197)
    sheet.poly([(48, 26), (72, 26), (76, 54), (44, 54)], "#f4e2b4")
    sheet.glow((60, 40), 30, "#ffe9b0", 0.8)
    for beam in range(6):
        y, half = 24 - beam * 4.6, 14 + beam * 10
        sheet.line([(60 - half, y), (60 + half, y)], "#241812", 0.6 + beam * 0.25)
        for fold in range(5):
            x = 60 - half + fold * half / 2
            sheet.arc((x + half / 4, y), (half / 4, 3 + beam * 1.7), (0, 180), "#c9a877", 0.25)
            sheet.arc((x + half / 4, y), (half / 4, 1.6 + beam * 1.2), (0, 180), "#9a7a50", 0.2)
    sheet.poly([(44, 54), (76, 54), (122, 82), (-2, 82)], "#8a6444")
    person(sheet, (66, 66), 24, "#1c120e", arm=(74, 52))
    return sheet


PEOPLE = {
    "fish-market-dawn": fish_market_dawn,
    "portrait-idriss": portrait_idriss,
    "portrait-nawal": portrait_nawal,
    "portrait-gatekeeper": portrait_gatekeeper,
    "jerrycans": jerrycans,
    "water-truck": water_truck,
    "ice-factory": ice_factory,
    "scale-and-fish": scale_and_fish,
    "bottles": bottles,
    "four-papers": four_papers,
    "agreement": agreement,
    "water-bill": water_bill,
    "net-shed": net_shed,
}
