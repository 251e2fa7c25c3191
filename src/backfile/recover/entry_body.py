"""The text of an entry, parted from what is no part of it: notices, a printed byline, repetitions.

What an export keeps is what an editor typed, so that nothing is taken out for how it looks; only
what says by its own wording that it is a notice or a byline, and what repeats another field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from backfile.markup.clean import clean_nodes
from backfile.markup.cleaned import Cleaned
from backfile.markup.tree import parse
from backfile.model.story import Body, Contributor, Image, Notice
from backfile.recover.names import credited, helpers_of_line, role_opening
from backfile.recover.notices import classify, find_letter
from backfile.text import line_of_markup, print_of
from backfile.urls import Base, picture_key

EDGE = 2
"""Blocks at the beginning and at the end among which a byline is looked for."""
NOTICE_EDGE = 4
"""Blocks at the beginning and at the end among which notices stand (`.data/newsroom`: all 46
corrections of public stories)."""
_TOP_BLOCK = re.compile(r"<(p|h[2-6])>(.*?)</\1>", re.DOTALL)
_FIRST_FIGURE = re.compile(
    r'<figure>(?:<a href="[^"]*">)?<img src="([^"]*)" alt="([^"]*)">(?:</a>)?'
    r"(?:<figcaption>(?:(?!</figure>).){0,4000}</figcaption>)?</figure>",
    re.DOTALL,
)
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
KINDS = frozenset({"disclaimer", "correction", "update"})
"""Notices that stand inside of a story, each a paragraph of its own."""


@dataclass(slots=True)
class Parted:
    """An entry's text, and what was taken out of it."""

    body: Body
    cleaned: Cleaned
    notices: tuple[Notice, ...] = ()
    lines: tuple[str, ...] = ()
    """All paragraphs and headings that stand by themselves, as words."""
    byline: str | None = None
    contributors: tuple[Contributor, ...] = ()
    helpers: tuple[Contributor, ...] = ()
    """Photographers, translators and others whom a line of its own credits."""
    first_picture: Image | None = None
    """The picture before the first paragraph, which is not in the body any more."""

    @property
    def letter(self) -> str:
        """The letter to readers that the text holds; "" where it holds none."""
        return "\n\n".join(self.lines[at] for at in find_letter(self.lines))


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry says elsewhere, and some newsrooms repeat at the head of the text."""

    lines: tuple[str, ...] = ()
    """Headline and standfirst."""
    lead: str | None = None
    """Address of the lead picture."""


@dataclass(slots=True)
class _Desk:
    html: str
    blocks: list[str]
    """The text, one block an entry."""
    notices: list[Notice] = field(default_factory=list)

    def drop(self, markup: str, words: str) -> None:
        """Take one block out of the HTML and out of the text."""
        self.html = self.html.replace(markup, "", 1)
        wanted = print_of(words)
        for at, block in enumerate(self.blocks):
            if print_of(block) == wanted:
                del self.blocks[at]
                return


def part_body(html: str, base: str | Base | None, known: Known) -> Parted:
    """Clean the HTML of an entry and part it from what is no part of the story.

    Args:
        html: as the entry holds it.
        base: address of the entry, for what it links to and shows.
        known: what the entry says elsewhere.
    """
    cleaned = clean_nodes(parse(html), base)
    desk = _Desk(cleaned.html, cleaned.text.split("\n\n") if cleaned.text else [])
    parted = Parted(Body(), cleaned)
    found = [(match[0], line_of_markup(match[2])) for match in _TOP_BLOCK.finditer(cleaned.html)]
    lines = [(markup, words) for markup, words in found if words]
    parted.lines = tuple(words for _, words in lines)
    _drop_repetitions(desk, lines[:EDGE], known.lines)
    _take_first_picture(desk, parted, known.lead)
    _take_byline(desk, parted, lines)
    _take_helpers(desk, parted, lines)
    for markup, words in [*lines[:NOTICE_EDGE], *lines[NOTICE_EDGE:][-NOTICE_EDGE:]]:
        kind = classify(words)
        if kind in KINDS:
            desk.notices.append(Notice(kind, words))
            desk.drop(markup, words)
    parted.notices = tuple(desk.notices)
    parted.body = Body(desk.html, "\n\n".join(desk.blocks))
    return parted


def _drop_repetitions(desk: _Desk, first: list[tuple[str, str]], known: tuple[str, ...]) -> None:
    prints = {print_of(words) for words in known if words}
    for markup, words in first:
        if print_of(words) in prints:
            desk.drop(markup, words)


def _take_byline(desk: _Desk, parted: Parted, lines: list[tuple[str, str]]) -> None:
    edges = [*lines[:EDGE], *lines[EDGE:][-EDGE:]]
    for markup, words in edges:
        people = names_of_byline(words)
        if people:
            parted.byline, parted.contributors = words, people
            desk.drop(markup, words)
            return


def _take_helpers(desk: _Desk, parted: Parted, lines: list[tuple[str, str]]) -> None:
    for markup, words in [*lines[:EDGE], *lines[EDGE:][-EDGE:]]:
        people = helpers_of_line(words)
        if people:
            parted.helpers += people
            desk.drop(markup, words)


def _take_first_picture(desk: _Desk, parted: Parted, lead: str | None) -> None:
    """The lead picture is kept apart from the body, as it is on pages."""
    found = _FIRST_FIGURE.match(desk.html)
    if not found:
        return
    address = unescape(found[1])
    if lead is None or picture_key(lead) == picture_key(address):
        caption = _CAPTION.search(found[0])
        words = line_of_markup(caption[1]) if caption else None
        parted.first_picture = Image(address, words, alt=unescape(found[2]) or None)
        desk.html = desk.html[found.end() :]


def names_of_byline(line: str) -> tuple[Contributor, ...]:
    """Return the people whom a line credits, if it is nothing but a byline ("By A and B")."""
    return credited(line) if role_opening(line) == "author" else ()


def links_of(html: str) -> Iterator[tuple[str, str]]:
    """Yield address and words of each link of clean HTML, in order."""
    for found in _LINK.finditer(html):
        yield found[1].replace("&amp;", "&"), line_of_markup(found[2])


_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
