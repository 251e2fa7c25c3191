"""The standfirst: the printed lines between headline and body, told apart from both."""

import re
from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover import zones as z
from backfile.recover.headlines import parted
from backfile.recover.interior import role_of_label
from backfile.recover.page import Block, Page
from backfile.recover.reading import (
    HEADINGS,
    MOSTLY_LINKS,
    REPEATS_AT_ALL,
    SENTENCE_END,
    SURE_PROSE,
    Reading,
    is_prose,
)
from backfile.recover.repeated_text import is_repeated
from backfile.recover.titles import bare_titles, plain
from backfile.recover.trust import trust_of
from backfile.text import print_of

SHORTEST, LONGEST = 5, 700
MANY = 2
"""Blocks: a place of more on a page is of the body."""
OFTEN = 0.3
"""Share of repeated words from which on a place is of the house."""
ABOVE = 12
"""Blocks before the headline among which its words may stand once more, with the standfirst."""
MOST_LINES = 6
"""Lines or points that one standfirst is set in at most."""
MOST_FIGURES = 0.25
"""Share of figures in a line's letters and figures from which on it is a date line or a count."""
NEAR = 4
"""Blocks after a second headline among which the sentence that is the standfirst stands."""
LEARNT = 0.5
SURE = 25
"""Characters from which on a line at the right place is more than a label."""
_ENDS = re.compile(r"[.!?…。！？؟۔»”\"’]\s*$")
"""How a sentence ends; a bracket ends names and titles too."""
_STEPS = re.compile(r"\s[/❯›»>→|]\s?|[❯›»]")
"""What parts the steps of a path."""
_ALIGNED = re.compile(r"align|cent(?:er|re)|justify|indent|drop-?cap", re.IGNORECASE)
"""Classes that tell how a paragraph is set, not what it is."""
_OPEN_ROLES = frozenset({"", z.BODY, z.STANDFIRST, "meta", "above", "label"})
_MISNAMED = frozenset({z.SECTION, z.TAGS, z.DATE, z.BYLINE})
"""Roles by the name of an element that do not hold for a line that is the page's description."""


def find_standfirst(reading: Reading) -> tuple[int, str] | None:
    """Return the number of the standfirst's block and how it was known, or None."""
    main = reading.main
    around = list(_candidates(reading, main))
    for how, test in _WAYS:
        for block in around:
            if test(reading, block, main):
                return block.number, how
    return None


def read_standfirst(reading: Reading, found: tuple[int, str] | None) -> Iterator[Evidence[object]]:
    """Yield the printed standfirst."""
    if found is None:
        yield from _beside_headline(reading)
        return
    number, how = found
    block = reading.block(number)
    lines = [reading.block(other).text for other in standfirst_blocks(reading, number)]
    place = f"visible:{reading.page.name_of(block.node)}"
    yield Evidence(
        "standfirst", " ".join(lines), place, trust_of(f"standfirst:{how}", reading.site)
    )


def standfirst_blocks(reading: Reading, number: int) -> list[int]:
    """Return the numbers of all blocks of a standfirst: some are set as several lines or points.

    The element around them holds nothing else, and is called a standfirst or is a list.
    """
    page = reading.page
    block = page.blocks[number]
    named = _lines_named(reading, block)
    if len(named) > 1:
        return named
    up = page.nodes[block.node].up
    if up < 0:
        return [number]
    inside = page.blocks_in(up)
    if not 1 < len(inside) <= MOST_LINES or any(other.place != block.place for other in inside):
        return [number]
    if sum(len(other.text) for other in inside) > LONGEST or inside[0].number != number:
        return [number]
    is_set = reading.zones.own(up) == z.STANDFIRST or (
        block.tag == "li" and number not in reading.body
    )
    return [other.number for other in inside] if is_set else [number]


def _lines_named(reading: Reading, block: Block) -> list[int]:
    """Return the numbers of the lines from one on that stand alike and are all called a standfirst.

    Of more than one line none may be as long as a text.
    """
    found: list[Block] = []
    for other in reading.page.blocks[block.number : block.number + MOST_LINES + 1]:
        alike = other.place == block.place and other.number not in reading.body
        if not alike or reading.zones.at(other.inner) != z.STANDFIRST:
            break
        found.append(other)
    if len(found) > MOST_LINES or sum(len(other.text) for other in found) > LONGEST:
        return [block.number]
    return [other.number for other in found]


def _beside_headline(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the smaller line that stands in the headline's own element."""
    if reading.headline >= 0:
        _, rest = parted(reading.page, reading.block(reading.headline))
        if len(rest) >= SHORTEST:
            yield Evidence(
                "standfirst", rest, "visible:headline", trust_of("standfirst:named", reading.site)
            )


def _candidates(reading: Reading, main: int) -> Iterator[Block]:
    """Yield the blocks that could be it: after the headline, up to the first plain paragraph."""
    blocks, roles = reading.page.blocks, reading.page.roles
    plain = [
        n for n in reading.body if reading.block(n).place == main and is_prose(reading.block(n))
    ]
    start = _first_mention(reading)
    stop = (plain or reading.body or [start + ABOVE])[0]
    described = frozenset(descriptions(reading.page))
    for block in blocks[start : stop + 1]:
        role = roles[block.number]
        is_open = role in _OPEN_ROLES or (role in _MISNAMED and print_of(block.text) in described)
        if is_open and _is_fit(reading, block):
            yield block
    for block in blocks[max(0, start - 4) : start]:
        if roles[block.number] == z.STANDFIRST and _is_fit(reading, block):
            yield block


def _first_mention(reading: Reading) -> int:
    """Return the block from which on the headline is shown: some themes show it twice."""
    if reading.headline < 0:
        return 0
    blocks = reading.page.blocks
    own = print_of(reading.block(reading.headline).text)
    before = blocks[max(0, reading.headline - ABOVE) : reading.headline]
    return next(
        (b.number for b in before if len(b.text) < LONGEST and print_of(b.text) == own),
        reading.headline,
    )


def _is_fit(reading: Reading, block: Block) -> bool:
    if not SHORTEST <= len(block.text) <= LONGEST or block.number == reading.headline:
        return False
    if block.linked > MOSTLY_LINKS * len(block.text) or role_of_label(block):
        return False
    if _is_figures(block.text) or _repeats_headline(reading, block) or _is_one_word(block.text):
        return False
    return reading.site.repeated.get(block.key, 0) < REPEATS_AT_ALL


def _is_one_word(text: str) -> bool:
    """Say whether a line is a label of one word ("COMMENTARY"), in scripts that part words."""
    return " " not in text and text.isascii()


def _is_figures(text: str) -> bool:
    """Say whether a line is mostly a date, a time or a count, though a full stop may end it."""
    figures = sum(sign.isdigit() for sign in text)
    return figures > MOST_FIGURES * sum(sign.isalnum() for sign in text)


def _repeats_headline(reading: Reading, block: Block) -> bool:
    """Say whether a line is the headline once more, as printed or as the head has it."""
    own = print_of(block.text)
    if reading.headline >= 0 and own == print_of(reading.block(reading.headline).text):
        return True
    return own in {print_of(words) for _, words in bare_titles(reading.page, reading.site)}


def _is_learnt(reading: Reading, block: Block, main: int) -> bool:
    return block.place != main and reading.site.trust("standfirst", block.place) >= LEARNT


def _is_described(reading: Reading, block: Block, main: int) -> bool:
    """It stands in the head as description too, and not where plain paragraphs stand."""
    return _says_one_of(reading, block, main, descriptions(reading.page))


def _is_second_title(reading: Reading, block: Block, main: int) -> bool:
    """It stands in linked data as the other headline, and no sentence follows to be told first."""
    said = second_titles(reading.page)
    if not said or not _says_one_of(reading, block, main, said):
        return False
    return not _gives_way(reading, block)


def _says_one_of(reading: Reading, block: Block, main: int, said: list[str]) -> bool:
    """Say whether a line, alone or with those set with it, is one of some words, or begins so."""
    if block.place == main or len(block.text) < SURE or _opens_text(reading, block):
        return False
    lines = standfirst_blocks(reading, block.number)
    own = print_of(" ".join(reading.block(number).text for number in lines))
    return any(own == one or (len(one) > SURE and own.startswith(one)) for one in said)


def _opens_text(reading: Reading, block: Block) -> bool:
    """Say whether a line is the text's first paragraph, for all that a lone page tells.

    Many systems make the description out of it: to be more it must have a name of its own.
    """
    if reading.site.confirms or block.number not in reading.body:
        return False
    nodes = reading.page.nodes
    own = nodes[block.node].get("class").split()
    return all(_ALIGNED.search(name) for name in own)


def _is_named(reading: Reading, block: Block, main: int) -> bool:
    if block.place == main or reading.zones.at(block.inner) != z.STANDFIRST:
        return False
    return not _gives_way(reading, block)


def _gives_way(reading: Reading, block: Block) -> bool:
    """Say whether a line without a full stop is followed by a sentence before the text.

    Then it is a second headline, and the sentence is the standfirst.
    """
    if reading.site.confirms or SENTENCE_END.search(block.text):
        return False
    page = reading.page
    stop = reading.body[0] if reading.body else len(page.blocks)
    return any(
        page.roles[other.number] in _OPEN_ROLES
        and is_prose(other)
        and SENTENCE_END.search(other.text)
        and _is_fit(reading, other)
        for other in page.blocks[block.number + 1 : min(stop, block.number + NEAR)]
        if other.place != block.place
    )


def _is_placed(reading: Reading, block: Block, main: int) -> bool:
    """A sentence that stands by itself between the headline and the first plain paragraph."""
    if block.place == main or len(block.text) < SURE or is_repeated(block, reading.said):
        return False
    if reading.site.stories and block.place in reading.site.places:
        stats = reading.site.places[block.place]
        if stats.each > MANY or stats.repeated > OFTEN:
            return False
    if not reading.site.confirms and not _is_placed_alone(reading, block):
        return False
    if block.tag in HEADINGS:
        return block.number + 1 not in reading.body[:1] or bool(SENTENCE_END.search(block.text))
    return is_prose(block) and (block.number not in reading.body or _stands_out(reading, block))


def _is_placed_alone(reading: Reading, block: Block) -> bool:
    """Say whether a line reads as one, where no other page confirms what stands at its place.

    A sentence, no point of a list; inside of the body only a paragraph that has a name of its own
    beside others that have none.
    """
    is_sentence = bool(_ENDS.search(block.text))
    if reading.page.within(block, "li", "table", "pre"):
        return False
    if block.number not in reading.body:
        is_long = len(block.text) >= SURE_PROSE and not _is_path(reading, block)
        return (is_sentence or is_long) and not _gives_way(reading, block)
    if block.tag in HEADINGS:
        # A heading of several lines that ends as a sentence does, right under the headline.
        return is_sentence and len(block.text) >= SURE_PROSE and block.number == reading.body[0]
    return is_sentence and block.tag == "p" and _is_called_otherwise(reading, block)


def _is_path(reading: Reading, block: Block) -> bool:
    """Say whether a line leads from the front page to the story ("Blog / Boats / ...")."""
    if len(_STEPS.findall(block.text)) > 1:
        return True
    headline = reading.block(reading.headline).text if reading.headline >= 0 else ""
    return bool(headline) and print_of(headline) in print_of(block.text)


def _is_called_otherwise(reading: Reading, block: Block) -> bool:
    """Say whether a paragraph has a class, and the plain ones beside it have none."""
    nodes = reading.page.nodes
    plain = [reading.block(n) for n in reading.body if reading.block(n).place == reading.main][:1]
    up = nodes[block.node].up
    if not plain or (nodes[plain[0].node].up != up and nodes[up].tag != "header"):
        return False
    names = nodes[block.node].get("class").split()
    told = [name for name in names if not _ALIGNED.search(name)]
    return block.inner == block.node and bool(told) and not nodes[plain[0].node].raw


def _stands_out(reading: Reading, block: Block) -> bool:
    """The first block of the body, emphasised or wrapped as no other block is."""
    if reading.page.within(block, "blockquote", "li", "table") or _is_bare(reading, block):
        return False
    alike = [n for n in reading.body if reading.block(n).place == block.place]
    return alike == [block.number] and block.number == reading.body[0] and len(reading.body) > MANY


def _is_bare(reading: Reading, block: Block) -> bool:
    """Say whether it is the other paragraphs that are called something, and not this one."""
    nodes = reading.page.nodes
    plain = [reading.block(n) for n in reading.body if reading.block(n).place == reading.main]
    beside = bool(plain) and nodes[plain[0].node].up == nodes[block.node].up
    return block.tag == "p" and block.inner == block.node and beside and not nodes[block.node].raw


_WAYS = (
    ("learnt", _is_learnt),
    ("agreed", _is_described),
    ("named", _is_named),
    ("agreed", _is_second_title),
    ("placed", _is_placed),
)
"""How a standfirst is known, most reliable first."""


def descriptions(page: Page) -> list[str]:
    """Return the prints of what the head gives as description."""
    found = page.head.all_of(
        "description", "og:description", "twitter:description", "dc.description"
    )
    story = page.linked.story()
    if story:
        found += page.linked.words(story.get("description"))
    return [print_of(plain(text).rstrip(" .…[]")) for text in found if text]


def second_titles(page: Page) -> list[str]:
    """Return the prints of what linked data give as the other headline (schema.org)."""
    story = page.linked.story()
    found = page.linked.words(story.get("alternativeHeadline")) if story else []
    return [print_of(text) for text in found if text]
