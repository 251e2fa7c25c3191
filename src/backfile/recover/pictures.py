"""Which pictures of a page may belong to its story, and which words belong to each."""

import re

from backfile.markup.addresses import picture_address
from backfile.recover import zones as z
from backfile.recover.page import Block, Page, Picture
from backfile.recover.pictures_words import IS_KNOB, LABEL
from backfile.recover.reading import HEADINGS, Reading, Shown, is_prose
from backfile.recover.repeated_text import is_repeated
from backfile.urls import picture_key

SMALLEST = 100
"""Pixels: what is declared narrower or lower is an icon, an avatar or a counter."""
LONGEST_CAPTION = 700
LONGEST_KNOB = 40
"""Characters of "View image in fullscreen" and its like in other languages."""
MOST_LINES = 4
"""Blocks: more around a picture are not its caption."""
MORE_OFTEN = 0.5
"""A place is trusted for a field where more often than not it holds it."""
LABELLED = re.compile(
    rf"^\W*{LABEL}\s*(?:by|von|par|de|:|：|/|©|\s-)\s*[:：]?\s*(?P<name>.+?)\W*$", re.IGNORECASE
)
_ICON = re.compile(
    r"(?:logo|icon|avatar|gravatar|sprite|favicon|badge|button|emoji|spinner|pixel|tracking|1x1)",
    re.IGNORECASE,
)


def find_pictures(reading: Reading) -> list[Shown]:
    """Return the pictures that may belong to the story, in order, each with its words."""
    page, found = reading.page, []
    for picture in page.pictures:
        node = page.nodes[picture.node]
        address = picture_address(page.home, node)
        if not address or _is_small(node.get("width"), node.get("height")) or _is_icon(address):
            continue
        if (
            reading.zones.at(picture.node) in z.AWAY
            or picture_mark(page, picture.node, address) in reading.site.pictures
        ):
            continue
        if reading.zones.at(picture.node) in {z.BYLINE, z.COMMENT, z.TAGS}:
            continue
        wrapper, words = _words_of(reading, picture)
        found.append(Shown(picture, address, wrapper, words))
    return found


def picture_mark(page: Page, node: int, address: str) -> str:
    """Return what is the same wherever the same file stands at the same place."""
    return f"{page.place_of(node)}:{picture_key(address)}"


def _is_icon(address: str) -> bool:
    return (
        bool(_ICON.search(picture_key(address)))
        or "gravatar.com" in address
        or "/avatar" in address
    )


def _is_small(width: str, height: str) -> bool:
    return any(
        size.rstrip("px").isdecimal() and int(size.rstrip("px")[:6]) < SMALLEST
        for size in (width, height)
        if size
    )


def _words_of(reading: Reading, picture: Picture) -> tuple[int, tuple[int, ...]]:
    """Climb from a picture while what surrounds it is only its own words."""
    page = reading.page
    wrapper = picture.node
    words: tuple[int, ...] = ()
    node = page.nodes[picture.node].up
    while node > 0 and page.nodes[node].tag not in {"body", "article", "main", "html"}:
        if node <= reading.container < page.nodes[node].end:
            break
        inside = [block for block in page.blocks_in(node) if not _is_knob(page, block)]
        is_alone = page.count_pictures(node) == 1
        if not is_alone or len(inside) > MOST_LINES or not _are_words(reading, inside):
            break
        wrapper, words = node, tuple(block.number for block in inside)
        node = page.nodes[node].up
    if not words:
        words = _words_of_figure(reading, picture.node) or _words_after(reading, wrapper)
    return wrapper, words


def _is_knob(page: Page, block: Block) -> bool:
    """Say whether a block is a button over the picture, and no words of its own."""
    if len(block.text) > LONGEST_KNOB:
        return False
    is_furniture = page.roles[block.number] == z.FURNITURE and not block.linked
    return is_furniture or bool(IS_KNOB.fullmatch(block.text)) or page.within(block, "button")


def _words_of_figure(reading: Reading, node: int) -> tuple[int, ...]:
    """Return the caption of the figure around a picture, whatever else the figure holds."""
    page = reading.page
    figure = next((n for n in page.ancestors(node)[:8] if page.nodes[n].tag == "figure"), -1)
    if figure < 0:
        return ()
    return tuple(b.number for b in page.blocks_in(figure) if page.within(b, "figcaption"))


def _are_words(reading: Reading, blocks: list[Block]) -> bool:
    for block in blocks:
        role = reading.page.roles[block.number]
        if role in {
            z.HEADLINE,
            z.DATE,
            z.BYLINE,
            z.TAGS,
            z.SECTION,
            z.STANDFIRST,
            "letter",
            *z.AWAY,
        }:
            return False
        if block.tag in HEADINGS or (
            block.linked > len(block.text) / 2 and role not in {z.CAPTION, z.CREDIT}
        ):
            return False
        if len(block.text) > LONGEST_CAPTION or (block.place == reading.main and is_prose(block)):
            return False
        if is_prose(block) and role != z.CAPTION and is_repeated(block, reading.said):
            return False
    return True


def _words_after(reading: Reading, wrapper: int) -> tuple[int, ...]:
    """Return the blocks right after a picture that are named or learnt as its words."""
    page, words = reading.page, []
    for block in page.blocks_after(wrapper, MOST_LINES):
        if _is_knob(page, block):
            continue
        zone = reading.zones.at(block.inner)
        learnt = max(
            reading.site.trust("caption", block.place), reading.site.trust("credit", block.place)
        )
        if zone in {z.CAPTION, z.CREDIT} or learnt > MORE_OFTEN or LABELLED.match(block.text[:200]):
            words.append(block.number)
        else:
            break
    return tuple(words)
