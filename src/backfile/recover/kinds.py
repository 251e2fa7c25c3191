"""What kind of page it is: a story, a list, a standing page, a gate or an error, and why.

Every sign stands in SIGNS with its weight; the sum decides. A sign is true of the web at large or
was learnt from the publication at hand.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from backfile.model.capture import Kind
from backfile.recover import zones as z
from backfile.recover.interior import NOTICES, REPEATED
from backfile.recover.kinds_words import (
    ERROR_WORDS,
    GATE_WORDS,
    LIST_PATH,
    LIST_WORDS,
    SHELF_PATH,
    STANDING_PATH,
    STANDING_WORDS,
)
from backfile.recover.linked import LIST_TYPES
from backfile.recover.page import Page
from backfile.recover.reading import HEADINGS, Reading, is_prose
from backfile.urls import host_of, key_of, split

NOT_TOLD = z.AWAY | NOTICES | {REPEATED}
"""Roles of blocks that no story tells."""
MOST_LEARNT = 3.0
"""Log-odds that the looks of a page can give at most: what it says of itself can outweigh them."""
LINKED, TITLE = 0.8, 12
"""A heading is a teaser from this share of linked characters and this length on."""
PAIR, ROW = 2, 3
"""Teasers that make one look twice, and that make a list."""
VOTES = 3
"""Places on either side that have a say: a page has hundreds that say the same thing."""
TELLING = 20
"""Characters: shorter words under which others link here name sections as well."""
WORDS_OF_A_SLUG = 3
"""Dashes from which on the end of an address is made from a headline."""
ONE_PIECE = 0.8
"""Share of a page's prose from which on a run of it is the whole."""
ENOUGH_PROSE = 400
"""Characters of prose that make a story likely; briefs have less and must show other signs."""


@dataclass(slots=True)
class Look:
    """What is counted on a page before its kind is judged."""

    reading: Reading
    path: str
    teasers: int
    """Headings that link to other addresses of the same host, apart from "related" boxes."""
    longest: int
    """Characters of the longest run of prose that no such heading interrupts."""
    total: int
    """Characters of prose outside of furniture."""
    first_is_teaser: bool
    """Whether a linked heading comes before any prose."""
    leading: bool
    """Whether the headline is printed and leads to nowhere else."""


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
    return Look(reading, path, teasers, max(longest, run), total, bool(first), leading)


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
    words = " ".join(block.text for block in page.blocks[:40])[:3000]
    if look.total < ENOUGH_PROSE and GATE_WORDS.search(title + " " + words) and look.teasers < ROW:
        return Judgement(
            Kind.GATE, -9.0, "it asks for a password, consent or proof before it shows anything"
        )
    if not page.blocks:
        return Judgement(Kind.OTHER, -9.0, "it shows no words")
    return None


def _other_kind(look: Look) -> Kind:
    if look.teasers >= PAIR or LIST_PATH.search(look.path) or look.path in {"", "/"}:
        return Kind.LIST
    if _is_standing(look) or _standing_address(look):
        return Kind.STANDING
    links = sum(block.linked for block in look.reading.page.blocks)
    words = sum(len(block.text) for block in look.reading.page.blocks)
    return Kind.LIST if links > words / 2 else Kind.STANDING


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


# signs


def _at_the_door(look: Look) -> bool:
    return look.path in {"/", ""} and bool(look.reading.page.address)


def _classes(look: Look) -> set[str]:
    return set(look.reading.page.classes.lower().split())


def _says_story(look: Look) -> bool:
    return look.reading.page.linked.story() is not None


def _says_list(look: Look) -> bool:
    return any(look.reading.page.linked.of_type(LIST_TYPES)) and not _says_story(look)


def _og_story(look: Look) -> bool:
    return look.reading.page.head.meta("og:type").lower() in {"article", "news", "blog", "post"}


def _og_other(look: Look) -> bool:
    return look.reading.page.head.meta("og:type").lower() in {"website", "profile", "object"}


def _class_story(look: Look) -> bool:
    return bool(
        _classes(look)
        & {
            "single",
            "single-post",
            "post-template",
            "postid",
            "node-type-article",
            "page-node-type-article",
            "article-page",
            "layout-post",
            "single-article",
        }
    )


def _class_list(look: Look) -> bool:
    return bool(
        _classes(look)
        & {
            "archive",
            "category",
            "tag",
            "author",
            "search",
            "blog",
            "home",
            "home-template",
            "tag-template",
            "author-template",
            "paged",
            "date",
            "tax",
        }
    ) and not _class_story(look)


def _class_page(look: Look) -> bool:
    return bool(_classes(look) & {"page", "page-template", "layout-page"}) and not _class_story(
        look
    )


def _is_standing(look: Look) -> bool:
    heading = look.reading.block(look.reading.headline).text if look.reading.headline >= 0 else ""
    title = look.reading.page.head.title
    return bool(STANDING_WORDS.match(heading) or STANDING_WORDS.match(title))


def _standing_address(look: Look) -> bool:
    return bool(STANDING_PATH.search(look.path)) and not _dated_address(look)


def _in_nav(look: Look) -> bool:
    page = look.reading.page
    return bool(page.address) and key_of(page.address or "") in look.reading.site.nav


def _announced(look: Look) -> bool:
    """Other pages link to it with its own headline."""
    page, reading = look.reading.page, look.reading
    if not page.address or reading.headline < 0:
        return False
    words = reading.site.anchors.get(key_of(page.address), ())
    heading = reading.block(reading.headline).text.casefold()
    return len(heading) > TELLING and any(word.casefold() == heading for word in words)


def _dated(look: Look) -> bool:
    page = look.reading.page
    if page.head.meta(
        "article:published_time", "datepublished", "citation_date", "pubdate", "parsely-pub-date"
    ):
        return True
    near = (
        range(max(0, look.reading.headline - 5), look.reading.headline + 8)
        if look.reading.headline >= 0
        else range(0)
    )
    return any(
        page.roles[n] == z.DATE or page.blocks[n].times for n in near if n < len(page.blocks)
    )


def _signed(look: Look) -> bool:
    page = look.reading.page
    near = (
        range(max(0, look.reading.headline - 5), look.reading.headline + 8)
        if look.reading.headline >= 0
        else range(0)
    )
    return any(page.roles[n] == z.BYLINE for n in near if n < len(page.blocks))


def _dated_address(look: Look) -> bool:
    return bool(re.search(r"/(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?[^/]{4,}", look.path))


def _slug(look: Look) -> bool:
    last = look.path.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return max(last.count("-"), last.count("_")) >= WORDS_OF_A_SLUG


def _many_teasers(look: Look) -> bool:
    return look.teasers >= ROW and look.longest < 0.6 * look.total + ENOUGH_PROSE / 2


def _list_heading(look: Look) -> bool:
    heading = look.reading.block(look.reading.headline).text if look.reading.headline >= 0 else ""
    return bool(LIST_WORDS.match(heading) or LIST_WORDS.match(look.reading.page.head.title))


def _stands_above_text(look: Look) -> bool:
    return look.leading and _has_text(look)


def _has_text(look: Look) -> bool:
    return look.longest >= ENOUGH_PROSE


def _is_one_piece(look: Look) -> bool:
    return look.longest >= ONE_PIECE * look.total > ENOUGH_PROSE / 2


def _is_long(look: Look) -> bool:
    return look.longest >= max(4 * ENOUGH_PROSE, ONE_PIECE * look.total)


def _has_no_text(look: Look) -> bool:
    return look.longest < ENOUGH_PROSE / 3


def _begins_with_teaser(look: Look) -> bool:
    return look.first_is_teaser and look.teasers >= PAIR


def _list_address(look: Look) -> bool:
    return bool(LIST_PATH.search(look.path)) and not _dated_address(look) and not _slug(look)


def _list_address_after_all(look: Look) -> bool:
    return (
        _slug(look)
        and look.teasers > 0
        and bool(LIST_PATH.search(look.path))
        and not _dated_address(look)
    )


def _shelf_address(look: Look) -> bool:
    return bool(SHELF_PATH.search(look.path)) and not _dated_address(look) and not _slug(look)


def _door_to_many(look: Look) -> bool:
    return _at_the_door(look) and look.teasers >= PAIR


def _always(look: Look) -> bool:
    return look is not None


Sign = Callable[[Look], bool]
SIGNS: tuple[tuple[float, str, Sign], ...] = (
    (-0.5, "", _always),
    (1.6, "its linked data describe one story", _says_story),
    (-2.0, "its linked data describe a list", _says_list),
    (0.8, "it calls itself an article", _og_story),
    (-0.6, "it calls itself a page of the site", _og_other),
    (1.8, "the system marks it as a single story", _class_story),
    (-2.5, "the system marks it as a list", _class_list),
    (-1.2, "the system marks it as a standing page", _class_page),
    (1.0, "a headline stands above running text", _stands_above_text),
    (0.7, "it has running text", _has_text),
    (0.6, "most of its text is one piece", _is_one_piece),
    (0.8, "it tells one thing at length", _is_long),
    (-1.5, "it has hardly any running text", _has_no_text),
    (-2.4, "it is a row of teasers that lead to other stories", _many_teasers),
    (-1.2, "a teaser stands before any text", _begins_with_teaser),
    (-3.0, "its address is that of a list", _list_address),
    (-1.2, "its address looks like that of a list", _list_address_after_all),
    (-1.0, "its address may be that of a list", _shelf_address),
    (-1.6, "its address is the host's front door", _at_the_door),
    (-2.8, "the front door leads to several stories", _door_to_many),
    (-3.5, "it is about the publication itself", _is_standing),
    (-2.4, "its address is that of a standing page", _standing_address),
    (-2.2, "the menus of the site lead to it", _in_nav),
    (1.8, "other pages announce it by its headline", _announced),
    (1.0, "a date stands by its headline", _dated),
    (0.8, "a byline stands by its headline", _signed),
    (1.2, "its address holds a date", _dated_address),
    (0.7, "its address is made from a headline", _slug),
    (-2.0, "its heading is that of a list", _list_heading),
)  # fmt: skip
"""Weight (in log-odds, felt first and then set by measuring on the open sets), words, test."""
