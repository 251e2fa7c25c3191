"""Finds the printed line that names a story's contributors, among all that stand near it.

The law of the place: between headline and text first; what stands in the card of another story
never; then how the line is known (RANKS), then how near it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from backfile.model.story import Contributor
from backfile.recover import zones as z
from backfile.recover.credit_ways import (
    LONGEST,
    Way,
    bare_ways,
    is_author_link,
    only_names,
    spans_of,
    speaks_of_author,
    ways_of,
)
from backfile.recover.names import (
    LONGEST_CREDIT,
    credited,
    helpers_of_line,
    is_full,
    names_in,
    opening_role,
    role_opening,
)
from backfile.recover.names_east import find_signature
from backfile.recover.page import Block
from backfile.recover.reading import HEADINGS, Reading, is_prose
from backfile.text import print_of

ABOVE, BELOW = 8, 14
"""How many blocks before the headline, and after the body, a byline may stand."""
BETWEEN = 40
"""Blocks: a text that begins farther below its headline has no place between the two."""
CARD_TITLE = 20
"""Characters from which on words that are a link may be the headline of another story."""
MOSTLY = 0.8
"""Share of a line's letters that must be a link for it to be the headline of another story."""
CARD_LEVELS = 4
"""Elements around a line that may be the card of another story."""
RANKS = ("agreed", "worded", "named", "learnt", "known", "placed")
"""How a printed line was known for a byline, most reliable first."""
_NEVER = frozenset({z.COMMENT, z.CREDIT, z.HEADLINE, "letter", "disclaimer", "correction"})
_SELDOM = frozenset({z.RELATED, z.CAPTION, z.FURNITURE})
"""Roles of blocks that sign a story only where they stand between its headline and its text."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A printed line that names contributors."""

    line: str
    people: tuple[Contributor, ...]
    how: str
    block: int
    distance: int
    is_aside: bool = False
    """Whether it stands elsewhere than between headline and text."""


def find_credit(reading: Reading, known: set[str]) -> Credit | None:
    """Return the printed line that names the contributors, or None."""
    near = list(blocks_near(reading))
    inside = list(_signatures_inside(reading))
    helped: list[Credit] = []
    for blocks, ways in ((near, ways_of), (inside, _signed_ways), (near, bare_ways)):
        found = [c for block in blocks if (c := _credit_of(reading, block, known, ways))]
        # Whoever only took the pictures has a line, but not the byline where there is another.
        found = [c for c in found if not (c.is_aside and _stands_in_card(reading, c.block))]
        signed = [c for c in found if not helpers_of_line(c.line)]
        if signed:
            return _best_of(reading, signed)
        helped = helped or found
    return _best_of(reading, helped) if helped else None


def _signatures_inside(reading: Reading) -> Iterator[Block]:
    """Yield the one short line inside of a text that may sign it; several sign parts of it."""
    found = [
        block
        for block in map(reading.block, reading.body)
        if len(block.text) <= LONGEST_CREDIT
        and (role_opening(block.text) == "author" or speaks_of_author(reading.page, block))
    ]
    if len(found) == 1:
        yield found[0]


def _signed_ways(_: Reading, block: Block) -> Iterator[Way]:
    """Yield who signs a text in a line of its own inside of it, where nothing else names anybody.

    "Reporting by The Associated Press." stands before what a page sells under its text.
    """
    if role_opening(block.text) == "author":
        named, _comma, beside = block.text.partition(",")
        # Behind the comma stands what somebody is, or the next: then the whole line is names.
        people = credited(block.text) or (credited(named) if beside and ":" in named else ())
        yield "worded", block.text, people
    else:
        yield "named", block.text, only_names(block.text)


def _order_of(credit: Credit) -> tuple[bool, bool, int, int]:
    agreed = credit.how == "agreed"
    return (not agreed, credit.is_aside, RANKS.index(credit.how), credit.distance)


def _best_of(reading: Reading, found: list[Credit]) -> Credit:
    found.sort(key=_order_of)
    best = _fuller(found[0], found)
    same = [c for c in found if c.how == best.how and _stand_together(reading, c, best, len(found))]
    if len(same) > 1 and best.how != "known":
        same.sort(key=lambda credit: credit.block)
        people = {print_of(p.name): p for credit in same for p in credit.people}
        line = ", ".join(dict.fromkeys(credit.line for credit in same))
        return Credit(line, tuple(people.values()), best.how, best.block, best.distance)
    return best


def _stand_together(reading: Reading, one: Credit, other: Credit, many: int) -> bool:
    """Say whether two lines sign together: at one place, or each in an author's own element."""
    if abs(one.block - other.block) > many:
        return False
    blocks = reading.block(one.block), reading.block(other.block)
    if blocks[0].place == blocks[1].place:
        return True
    return all(spans_of(reading.page, block, z.BYLINE) for block in blocks)


def _fuller(best: Credit, found: list[Credit]) -> Credit:
    """Prefer a line that names the same people and more: systems often know one of two authors."""
    names = {print_of(person.name) for person in best.people}
    for other in found:
        more = {print_of(person.name) for person in other.people}
        if other.is_aside and len({person.role for person in other.people}) > 1:
            continue  # who did what, at the end: "Reporting by A; writing by B; editing by C"
        # A desk beside a name ("Senior Editor / Advice") is no second author.
        new = [person for person in other.people if print_of(person.name) not in names]
        if not all(is_full(person.name) for person in new):
            continue
        if names < more and other.how in {"agreed", "worded", "named"}:
            return replace(other, how=best.how)
    return best


def blocks_near(reading: Reading) -> Iterator[Block]:
    """Yield the blocks around headline and body in which a byline may stand."""
    page = reading.page
    first = reading.headline if reading.headline >= 0 else (reading.body[0] if reading.body else 0)
    last = reading.body[-1] if reading.body else first + BELOW
    body = set(reading.body)
    edge = {*reading.body[:2], *reading.body[-2:]}
    for block in page.blocks[max(0, first - ABOVE) : last + BELOW]:
        is_inside = block.number in body and block.number not in edge
        if is_inside or not _may_sign(reading, block):
            continue
        role = page.roles[block.number]
        if len(block.text) <= LONGEST and (not is_prose(block) or _is_signed(role, block)):
            yield block
        elif block.number in reading.body[:1] and find_signature(block.text):
            yield block  # agencies sign inside of the first paragraph, however long it is


def _may_sign(reading: Reading, block: Block) -> bool:
    """Say whether a block's role lets it sign the story, seen where it stands."""
    role = reading.page.roles[block.number]
    if role in _NEVER:
        return _is_signature(reading, block)
    return role not in {z.RELATED, z.CAPTION} or _is_between(reading, block.number)


def _is_signature(reading: Reading, block: Block) -> bool:
    """Say whether a line called a credit is the story's: under the headline, to its author's page.

    That of a picture stands in its figure, or after it.
    """
    page = reading.page
    if page.roles[block.number] != z.CREDIT or not _is_between(reading, block.number):
        return False
    before = page.blocks[block.number - 1]
    return (
        not page.within(block, "figure")
        and before.number in {reading.headline, reading.headline + 1}
        and any(is_author_link(page, number) for number in block.links)
    )


def _is_between(reading: Reading, number: int) -> bool:
    """Say whether a block stands between the headline and the text."""
    first = reading.headline
    end = reading.body[1] if len(reading.body) > 1 else first + BELOW
    if reading.page.roles[number] == z.BYLINE and reading.body:
        return 0 <= first < number <= reading.body[0]  # whatever stands between is not told
    return 0 <= first < number <= min(end, first + BETWEEN)


def _is_signed(role: str, block: Block) -> bool:
    """Say whether a long line is called a byline, or opens as one does."""
    if role == z.BYLINE:
        return True
    if find_signature(block.text):
        return True
    opening = opening_role(block.text)
    return opening is not None and bool(names_in(opening[1]))


def _credit_of(
    reading: Reading, block: Block, known: set[str], ways: Callable[[Reading, Block], Iterator[Way]]
) -> Credit | None:
    role = reading.page.roles[block.number]
    distance = abs(block.number - reading.headline) if reading.headline >= 0 else block.number
    if role in _SELDOM and not _signs_in_spite(reading, block, role):
        return None
    for how, line, people in ways(reading, block):
        if not people:
            continue
        prints = {print_of(person.name) for person in people}
        rank = _rank_of(how, role, agrees=bool(known and prints & known))
        is_aside = reading.headline >= 0 and not _is_between(reading, block.number)
        return Credit(line, people, rank, block.number, distance, is_aside)
    return None


def _signs_in_spite(reading: Reading, block: Block, role: str) -> bool:
    """Say whether a line signs the story, though its element is called furniture or a caption."""
    is_called = bool(spans_of(reading.page, block, z.BYLINE))
    is_free = not reading.page.within(block, "figure")
    if not _is_between(reading, block.number):
        return role == z.FURNITURE and is_called
    if is_called and (is_free or role == z.FURNITURE):
        return True
    if any(is_author_link(reading.page, number) for number in block.links):
        return True
    if speaks_of_author(reading.page, block) and is_free:
        return True
    people = credited(block.text)
    return bool(people) and not helpers_of_line(block.text)


def _rank_of(how: str, role: str, *, agrees: bool) -> str:
    """Return how well a line is known for a byline, seen where it stands and what agrees."""
    if agrees:
        return "agreed"
    aside = role in {z.BIO, z.SHARE, z.FURNITURE}
    return "known" if aside and how == "named" else how


def _stands_in_card(reading: Reading, number: int) -> bool:
    """Say whether a line stands in the card of another story: beside a heading that leads there."""
    page = reading.page
    block = page.blocks[number]
    own = {reading.headline, *reading.body}
    for node in page.ancestors(block.node)[:CARD_LEVELS]:
        inside = page.blocks_in(node)
        if any(other.number in own for other in inside):
            return False
        if any(_is_card_title(page.blocks[o.number], block) for o in inside):
            return True
        if page.nodes[node].tag == "a" and len(inside) > 1:
            return True
    return False


def _is_card_title(other: Block, block: Block) -> bool:
    if other.number == block.number or len(other.text) < CARD_TITLE:
        return False
    if other.tag not in HEADINGS and len(other.text) < 2 * CARD_TITLE:
        return False
    return other.linked >= MOSTLY * len(other.text)
