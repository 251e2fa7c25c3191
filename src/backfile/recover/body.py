"""The body: its blocks written out as clean HTML and text, without all that stands between them."""

from collections.abc import Iterator

from backfile.markup.clean import clean_nodes
from backfile.markup.cleaned import Cleaned, Reshape
from backfile.markup.tree import Node
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Notice
from backfile.recover import zones as z
from backfile.recover.boxes import is_stressed_line
from backfile.recover.interior import NOTICES
from backfile.recover.page import Page
from backfile.recover.reading import Reading, Shown, is_prose
from backfile.recover.trust import TRUST
from backfile.urls import picture_key

LINES_GO_ON = frozenset({"a", "em", "strong", "b", "i", "font", "u", "mark"})
"""Inline elements that page makers name for how a link is counted, in the middle of a sentence."""
MOST_SUBHEADS = 0.4
"""Share of a body's blocks up to which lines in bold letters are subheads; more are its style."""
MOST_ABOVE = 60
"""Pictures above a body; a row of more is an album of its own."""
LONGEST_MARK = 2
"""Characters: shorter links in a line are marks that lead to the line itself ("#", "¶")."""


def write_body(reading: Reading, lead: Shown | None) -> Cleaned:
    """Write the body's blocks and pictures as clean HTML and text."""
    if not reading.body:
        return Cleaned()
    page = reading.page
    told = set(reading.body)
    last = page.blocks[reading.body[-1]]
    figures = {one.wrapper: _end_of_figure(page, one) for one in reading.shown if one.words}
    leads = _alike(reading, lead)
    leading = {one.wrapper for one in leads} | {one.picture.node for one in leads}
    captions = {number for one in reading.shown if one not in leads for number in one.words}
    stop = last.last + 1

    def skip(number: int, node: Node) -> bool:
        if not node.tag:
            return node.block >= 0 and node.block not in told and node.block not in captions
        if number in leading:
            return True
        if node.tag in {"img", "iframe", "figure", "video", "audio", "embed"} and number >= stop:
            return _is_after(reading, number)
        return reading.zones.own(number) in z.AWAY and not _is_in_a_told_line(page, told, number)

    reshape = Reshape(skip, figures, frozenset(_stressed_subheads(reading)))
    span = (reading.container, page.nodes[reading.container].end)
    cleaned = clean_nodes(page.nodes, page.home, span, reshape)
    for shown in reversed(_shown_above(reading, lead)):
        above = clean_nodes(page.nodes, page.home, (shown.wrapper, figures[shown.wrapper]), reshape)
        cleaned.html = above.html + cleaned.html
        cleaned.pictures = above.pictures + cleaned.pictures
    return cleaned


def _shown_above(reading: Reading, lead: Shown | None) -> list[Shown]:
    """Return the pictures with words between the headline and the body, apart from the lead.

    A story may open with a row of pictures, one above the other or one at a time.
    """
    start = reading.headline_node
    key = picture_key(lead.address) if lead else ""
    found = {
        picture_key(one.address): one
        for one in reading.shown
        if one.words and 0 <= start < one.wrapper and one.picture.node < reading.container
    }
    return [one for name, one in found.items() if name != key][:MOST_ABOVE]


def _stressed_subheads(reading: Reading) -> Iterator[int]:
    """Yield the paragraphs that are subheads: short lines in bold letters before running text."""
    blocks = [reading.block(number) for number in reading.body]
    bold = {block.number for block in blocks if is_stressed_line(reading, block)}
    if len(bold) > MOST_SUBHEADS * len(blocks):
        return
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block.number in bold and is_prose(after) and before.number not in bold:
            yield block.node


def _end_of_figure(page: Page, shown: Shown) -> int:
    """Return where a picture with its words ends: they may stand after all that is only its own."""
    return max(page.nodes[shown.wrapper].end, *(page.blocks[n].last + 1 for n in shown.words))


def _alike(reading: Reading, lead: Shown | None) -> list[Shown]:
    """Return all showings of the lead picture: it is kept apart from the body, with its words."""
    if lead is None:
        return []
    key = picture_key(lead.address)
    return [one for one in reading.shown if picture_key(one.address) == key]


def _is_in_a_told_line(page: Page, told: set[int], number: int) -> bool:
    """Say whether an element is a link or stress within a line of the story: whatever its name."""
    if page.nodes[number].tag not in LINES_GO_ON:
        return False
    inside = page.nodes[number + 1 : page.nodes[number].end]
    first = next((node for node in inside if not node.tag), None)
    if first is None or first.block not in told or len(first.raw.strip()) <= LONGEST_MARK:
        return False
    return page.blocks[first.block].inner < number


def _is_after(reading: Reading, number: int) -> bool:
    """Pictures long after the last words are of other things."""
    return number > reading.block(reading.body[-1]).last + 40


def read_body(reading: Reading, cleaned: Cleaned) -> Iterator[Evidence[object]]:
    """Yield the body."""
    if cleaned.text:
        learnt = bool(reading.site.containers)
        trust = TRUST["body:learnt" if learnt else "body:alone"]
        place = f"visible:{reading.page.name_of(reading.container)}"
        yield Evidence("body", Body(cleaned.html, cleaned.text), place, trust)


def read_notices(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield what the newsroom says about itself or the story on the page, each kind once."""
    page = reading.page
    found: dict[str, list[str]] = {}
    for block in page.blocks:
        role = page.roles[block.number]
        if role in NOTICES and block.text not in found.setdefault(role, []):
            found[role].append(block.text)
    notices = tuple(Notice(kind, "\n\n".join(texts)) for kind, texts in found.items())
    if notices:
        yield Evidence("notices", notices, "visible", TRUST["notice:worded"])
