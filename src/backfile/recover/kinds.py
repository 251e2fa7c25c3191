"""What kind of page it is: a story, a list, a standing page, a gate or an error, and why.

Every sign stands in `kinds_signs.SIGNS` with its weight; the sum decides.
"""

import re
from dataclasses import dataclass

from backfile.model.capture import Kind
from backfile.recover import zones as z
from backfile.recover.interior import NOTICES, REPEATED
from backfile.recover.kinds_signs import (
    ENOUGH_PROSE,
    ONE_PIECE,
    PAIR,
    ROW,
    SIGNS,
    Look,
    has_no_text,
    is_standing,
    is_standing_address,
)
from backfile.recover.kinds_words import ERROR_WORDS, GATE_WORDS, LIST_PATH, LOCK_FIELD
from backfile.recover.later import find_later
from backfile.recover.page import Block, Page
from backfile.recover.reading import HEADINGS, Reading, is_prose
from backfile.urls import host_of, key_of, split

NOT_TOLD = z.AWAY | NOTICES | {REPEATED}
"""Roles of blocks that no story tells."""
MOST_LEARNT = 3.0
"""Log-odds that the looks of a page can give at most: what it says of itself can outweigh them."""
LINKED, TITLE = 0.8, 12
"""A heading is a teaser from this share of linked characters and this length on."""
_NAME_OF_ONE = re.compile(r"[-_\d][^/]*$")
"""The end of an address that names one story: it has words, or a number."""
VOTES = 3
"""Places on either side that have a say: a page has hundreds that say the same thing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A page's kind, how sure that is (log-odds), and why, in plain words."""

    kind: Kind
    score: float
    why: str


def judge(reading: Reading) -> Judgement:
    """Say what kind of page it is, and why."""
    look = _look(reading)
    special = _special(look)
    if special is not None:
        return special
    score, reasons = 0.0, []
    for weight, words, test in SIGNS:
        if test(look):
            score += weight
            reasons.append((weight, words))
    learnt = _learnt(reading)
    if abs(learnt) >= 1:
        score += learnt
        reasons.append(
            (
                learnt,
                "pages of this host that look like it are " + ("stories" if learnt > 0 else "none"),
            )
        )
    is_story = score > 0
    said = sorted((r for r in reasons if (r[0] > 0) == is_story), key=lambda r: -abs(r[0]))
    why = "; ".join(words for _, words in said[:3]) or "nothing speaks for a story"
    if is_story:
        return Judgement(Kind.STORY, score, why)
    return Judgement(_other_kind(look), score, why)


def _look(reading: Reading) -> Look:
    page = reading.page
    own = key_of(page.address) if page.address else ""
    parts = split(page.address) if page.address else None
    path = (parts.path + ("?" + parts.query if parts.query else "")) if parts else ""
    teasers, longest, run, total, first = 0, 0, 0, 0, None
    targets: set[str] = set()
    for block in page.blocks:
        if page.roles[block.number] in NOT_TOLD:
            continue
        target = _teaser_target(page, block.number, own)
        if target and target not in targets:
            targets.add(target)
            teasers += 1
            longest, run = max(longest, run), 0
            first = True if first is None else first
        elif is_prose(block):
            run += block.size
            total += block.size
            first = False if first is None else first
    headline = reading.headline
    leading = headline >= 0 and not _teaser_target(page, headline, own)
    if teasers < ROW and max(longest, run) >= ONE_PIECE * total:
        path = _first_path(page) or path
    return Look(reading, path, teasers, max(longest, run), total, bool(first), leading)


def _first_path(page: Page) -> str:
    """Return where the first page of a story of several stands; "" for all other pages.

    "/page/2/" behind a name is its second page; behind a folder's it is a list's ("/news/page/2/").
    """
    later = find_later(page)
    if later is None:
        return ""
    path = "/" + later.stem.partition("/")[2]
    is_named = _NAME_OF_ONE.search(path) is not None or page.linked.story() is not None
    return path if is_named else ""


def _teaser_target(page: Page, number: int, own: str) -> str:
    """Return the key of the address to which a block links as a heading of another story, or ""."""
    block = page.blocks[number]
    if block.linked < LINKED * len(block.text) or not block.links or block.size < TITLE:
        return ""
    if not _in_heading(page, block.inner):
        return ""
    address = page.links[block.links[0]].address
    if not address or (page.host and host_of(address) != page.host):
        return ""
    key = key_of(address)
    return key if key != own else ""


def _in_heading(page: Page, inner: int) -> bool:
    node = inner
    for _ in range(4):
        if node < 0:
            return False
        element = page.nodes[node]
        if element.tag in HEADINGS or z.zone_of(element.tag, element.raw) == z.HEADLINE:
            return True
        node = element.up
    return False


def _special(look: Look) -> Judgement | None:
    reading = look.reading
    page = reading.page
    title = page.head.title
    heading = reading.block(reading.headline).text if reading.headline >= 0 else ""
    if look.total < ENOUGH_PROSE and (ERROR_WORDS.search(title) or ERROR_WORDS.search(heading)):
        return Judgement(Kind.ERROR, -9.0, "it says that the page was not found")
    if look.teasers < ROW and _keeps_text_back(page):
        return Judgement(Kind.GATE, -9.0, "it asks for a password before it shows its text")
    if look.total < ENOUGH_PROSE and look.teasers < ROW and _speaks_of_a_gate(page):
        return Judgement(
            Kind.GATE, -9.0, "it asks for a password, consent or proof before it shows anything"
        )
    if not page.blocks:
        return Judgement(Kind.OTHER, -9.0, "it shows no words")
    return None


def _speaks_of_a_gate(page: Page) -> bool:
    words = " ".join(block.text for block in page.blocks[:40])[:3000]
    return bool(GATE_WORDS.search(page.head.title + " " + words))


def _keeps_text_back(page: Page) -> bool:
    """Say whether a form in the text's own place asks for the password of this one page.

    WordPress names the field so in every theme; its headline and standfirst may still be shown.
    """
    return any(LOCK_FIELD in node.raw for node in page.nodes if node.tag == "input")


def _other_kind(look: Look) -> Kind:
    if look.teasers >= PAIR or LIST_PATH.search(look.path) or look.path in {"", "/"}:
        return Kind.LIST
    if is_standing(look) or (is_standing_address(look) and not _is_shelf(look)):
        return Kind.STANDING
    if _is_shelf(look):
        return Kind.LIST
    links = sum(block.linked for block in look.reading.page.blocks)
    words = sum(len(block.text) for block in look.reading.page.blocks)
    return Kind.LIST if links > words / 2 else Kind.STANDING


def _is_shelf(look: Look) -> bool:
    """Say whether a page's heading is followed by other stories, and by no text of its own.

    Where nothing of a page is a story, the boxes of others are no aside: they are what it shows.
    """
    page = look.reading.page
    if not has_no_text(look) or look.reading.headline < 0:
        return False
    own = key_of(page.address) if page.address else ""
    below = page.blocks[look.reading.headline + 1 :]
    return any(_is_card(page, block, own) for block in below)


def _is_card(page: Page, block: Block, own: str) -> bool:
    """Say whether a block heads the box of another story on the page."""
    is_shown = page.roles[block.number] not in NOT_TOLD - {z.RELATED}
    return is_shown and bool(_teaser_target(page, block.number, own))


def _learnt(reading: Reading) -> float:
    """Return what the places on a page say of its kind, by what was learnt of the host."""
    kinds = reading.site.kinds
    if not kinds:
        return 0.0
    seen = {block.place for block in reading.page.blocks}
    votes = sorted(kinds[place] for place in seen if place in kinds)
    if not votes:
        return 0.0
    # The strongest few on either side: a page has hundreds of places that say the same thing.
    strongest = votes[:VOTES] + votes[-VOTES:] if len(votes) > 2 * VOTES else votes
    return max(-MOST_LEARNT, min(MOST_LEARNT, sum(strongest) / 2))
