"""The signs by which pages give away what kind they are, each a question of its own.

A sign is true of the web at large or was learnt from the publication at hand; its weight is in
log-odds, felt first and then set by measuring on the open sets.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from backfile.recover import zones as z
from backfile.recover.kinds_words import (
    LIST_PATH,
    LIST_WORDS,
    SHELF_PATH,
    STANDING_PATH,
    STANDING_WORDS,
)
from backfile.recover.linked import LIST_TYPES
from backfile.recover.reading import Reading
from backfile.urls import key_of

PAIR, ROW = 2, 3
"""Teasers that make one look twice, and that make a list."""
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


def _at_the_door(look: Look) -> bool:
    """Front doors lead on; a page that only tells one thing at length is none, wherever it is."""
    if look.path not in {"/", ""} or not look.reading.page.address:
        return False
    return look.teasers > 0 or not _is_long(look)


def _classes(look: Look) -> set[str]:
    return set(look.reading.page.classes.lower().split())


def _says_story(look: Look) -> bool:
    return look.reading.page.linked.story() is not None


def _says_event(look: Look) -> bool:
    return look.reading.page.linked.lone_event() is not None


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


def is_standing(look: Look) -> bool:
    """Say whether a page is about the publication itself, by its heading or title."""
    heading = look.reading.block(look.reading.headline).text if look.reading.headline >= 0 else ""
    title = look.reading.page.head.title
    return bool(STANDING_WORDS.match(heading) or STANDING_WORDS.match(title))


def is_standing_address(look: Look) -> bool:
    """Say whether pages at such addresses stand for ever."""
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


def has_no_text(look: Look) -> bool:
    """Say whether a page has hardly any running text."""
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
    (1.6, "its linked data describe one event", _says_event),
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
    (-1.5, "it has hardly any running text", has_no_text),
    (-2.4, "it is a row of teasers that lead to other stories", _many_teasers),
    (-1.2, "a teaser stands before any text", _begins_with_teaser),
    (-3.0, "its address is that of a list", _list_address),
    (-1.2, "its address looks like that of a list", _list_address_after_all),
    (-1.0, "its address may be that of a list", _shelf_address),
    (-1.6, "its address is the host's front door", _at_the_door),
    (-2.8, "the front door leads to several stories", _door_to_many),
    (-3.5, "it is about the publication itself", is_standing),
    (-2.4, "its address is that of a standing page", is_standing_address),
    (-2.2, "the menus of the site lead to it", _in_nav),
    (1.8, "other pages announce it by its headline", _announced),
    (1.0, "a date stands by its headline", _dated),
    (0.8, "a byline stands by its headline", _signed),
    (1.2, "its address holds a date", _dated_address),
    (0.7, "its address is made from a headline", _slug),
    (-2.0, "its heading is that of a list", _list_heading),
)  # fmt: skip
"""Weight (in log-odds, felt first and then set by measuring on the open sets), words, test."""
