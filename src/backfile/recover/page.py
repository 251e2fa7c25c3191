"""A capture, parsed once: its head, its linked data, and its visible words block by block.

Every field reads from here; nobody parses again. A page lives in memory only.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from backfile.markup.tree import Node
from backfile.recover.linked import Linked
from backfile.recover.places import place_within, signature
from backfile.text import squeeze
from backfile.urls import Base, join

_SECOND = re.compile(r"(?<!\d)0?2(?:\.\w{2,5})?(?:/|&.{0,80}|#.{0,80})?$")
NAMED_LEVELS, LONGEST_NAME = 3, 80
"""Elements that name a place at most, and letters of its name."""


@dataclass(slots=True)
class Block:
    """A run of visible words that nothing breaks: a paragraph, a heading, a cell, a line.

    Attributes:
        number: position among the page's blocks, from 0.
        text: its words in one line.
        node: number of the element that holds it, in Page.nodes.
        tag: that element's tag.
        key: a number made from its words and its place: the same furniture has the same one on
            every page, and a headline has another one where it only stands among related stories.
        place: a number made from the tags and classes of all its ancestors; blocks that stand at
            the same place of the same template, on any page, have the same one.
        size: how much it says, in characters of an alphabet; one of Chinese, Japanese or Korean
            counts for three.
        linked: how many of its characters are links.
        inner: number of the smallest element that holds all its words, inline ones included.
        first, last: numbers of its first and last run of text in Page.nodes.
        links, times: numbers in Page.links and Page.times.
    """

    number: int
    text: str
    node: int
    tag: str
    place: int
    key: int = 0
    size: int = 0
    linked: int = 0
    inner: int = -1
    first: int = 0
    last: int = 0
    links: range = range(0)
    times: range = range(0)


class Worded:
    """An inline element with its words, which are put in one line when they are asked for.

    Pages have hundreds of links, and few are looked at.

    Attributes:
        block: the block that it stands in, or would stand in if it had words.
        node: its element.
    """

    __slots__ = ("_line", "_words", "block", "node")

    def __init__(self, block: int, node: int) -> None:
        self.block = block
        self.node = node
        self._words = ""
        self._line: str | None = None

    def add(self, words: str) -> None:
        """Take in the words of another run of text."""
        self._words += words
        self._line = None

    @property
    def text(self) -> str:
        """Its words in one line."""
        if self._line is None:
            self._line = squeeze(self._words)
        return self._line


class Anchor(Worded):
    """A link as it stands on a page."""

    __slots__ = ("_address", "_base", "_href")

    def __init__(self, block: int, node: int, href: str, base: str | None) -> None:
        super().__init__(block, node)
        self._href = href
        self._base = base
        self._address: str | None = None

    @property
    def leads_to_second(self) -> bool:
        """Whether it may lead to the second page of something, by the end of its address."""
        return bool(_SECOND.search(self._href))

    @property
    def address(self) -> str:
        """Absolute, or as written where no base is known; "" where it leads nowhere."""
        if self._address is None:
            self._address = (join(self._base, self._href) or self._href) if self._href else ""
        return self._address


class Time(Worded):
    """A `time` element."""

    __slots__ = ("value",)

    def __init__(self, block: int, node: int, value: str) -> None:
        super().__init__(block, node)
        self.value = value
        """The `datetime` attribute (or `content`), as written; "" where there is none."""


@dataclass(slots=True)
class Picture:
    """An image as it stands on a page."""

    block: int
    """Number of the first block after it."""
    node: int


@dataclass(slots=True)
class Head:
    """What stands in a page's head, unchanged."""

    title: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """(name, property or itemprop in lower case; content), in order."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """(rel in lower case; absolute address; hreflang or type), in order."""
    _contents: dict[str, list[str]] | None = None

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the first of the named metas that has one."""
        said = self._said()
        return next((said[name][0] for name in names if name in said), "")

    def all_of(self, *names: str) -> list[str]:
        """Return all non-empty contents of the named metas, in order."""
        said = self._said()
        if not any(name in said for name in names):
            return []
        return [content for key, content in self.metas if key in names and content]

    def _said(self) -> dict[str, list[str]]:
        """Return all non-empty contents by name, made once: some hundred names are asked for."""
        if self._contents is None:
            self._contents = {}
            for key, content in self.metas:
                if content:
                    self._contents.setdefault(key, []).append(content)
        return self._contents

    def link(self, rel: str) -> str:
        """Return the first address with this relation, or ""."""
        return next((address for key, address, _ in self.links if rel in key.split()), "")


@dataclass(slots=True)
class Page:
    """A capture, parsed once.

    Attributes:
        address: where it was met; None for a bare file.
        base: against which its links are made absolute.
        home: against which what its story shows and links to is made absolute: the base, and what
            lies beside the page in its deposit.
        host: of the address, without "www."; "" if unknown.
        captured: RFC 3339 time of capture, if known.
        encoding: what its bytes were read as, and why ("utf-8 (bytes)").
        language: the root element's `lang`, which may lie.
        direction: the root element's `dir`.
        nodes: all elements and runs of text, in reading order (markup.tree).
        blocks, links, times, pictures: what they hold, in reading order.
        head: title, metas, links.
        linked: JSON-LD nodes, flattened.
        classes: of the body element.
        roles: of each block, in step with `blocks`: "" until the layout has looked at it, then
            headline, standfirst, byline, date, section, tags, caption, body, furniture, related,
            comment, notice, bio ...
    """

    address: str | None
    base: str | None
    host: str
    captured: str | None
    encoding: str
    home: Base = field(default_factory=Base)
    language: str = ""
    direction: str = ""
    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Anchor] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    linked: Linked = field(default_factory=Linked)
    classes: str = ""
    roles: list[str] = field(default_factory=list)
    _firsts: list[int] | None = None
    _pictured: list[int] | None = None
    _places: dict[int, int] = field(default_factory=lambda: {-1: 0})

    def ancestors(self, node: int) -> list[int]:
        """Return the numbers of an element and of all elements around it, innermost first."""
        found = []
        while node >= 0:
            found.append(node)
            node = self.nodes[node].up
        return found

    def blocks_in(self, node: int) -> list[Block]:
        """Return the blocks that stand wholly inside of an element."""
        start, stop = self._first_from(node), self._first_from(self.nodes[node].end)
        return [block for block in self.blocks[start:stop] if block.inner >= node]

    def blocks_after(self, node: int, count: int) -> list[Block]:
        """Return the first blocks that begin after an element."""
        start = self._first_from(self.nodes[node].end)
        return self.blocks[start : start + count]

    def _first_from(self, node: int) -> int:
        """Return the number of the first block that begins at a node or after it."""
        if self._firsts is None:
            self._firsts = [block.first for block in self.blocks]
        return bisect_left(self._firsts, node)

    def count_pictures(self, node: int) -> int:
        """Return how many pictures stand inside of an element."""
        if self._pictured is None:
            self._pictured = [picture.node for picture in self.pictures]
        inside = bisect_left(self._pictured, self.nodes[node].end)
        return inside - bisect_right(self._pictured, node)

    def place_of(self, node: int) -> int:
        """Return the place of any element, as Block.place gives that of a block."""
        known, chain = self._places, []
        while node not in known:
            chain.append(node)
            node = self.nodes[node].up
        place = known[node]
        for number in reversed(chain):
            place = known[number] = place_within(place, self.nodes[number], 0)
        return place

    def name_of(self, node: int) -> str:
        """Return in words where an element stands: "div.entry-subtitle>p".

        Its tag and classes, with those of the elements around it up to one that has a class.
        """
        names: list[str] = []
        for number in self.ancestors(node)[:NAMED_LEVELS]:
            names.append(signature(self.nodes[number].tag, self.nodes[number].raw))
            if len(names[-1]) > len(self.nodes[number].tag):
                break
        else:
            del names[1:]
        return ">".join(reversed(names))[:LONGEST_NAME]

    def runs_of(self, block: Block) -> list[Node]:
        """Return a block's runs of text, in order."""
        run = self.nodes[block.first : block.last + 1]
        return [node for node in run if not node.tag and node.block == block.number]

    def within(self, block: Block, *tags: str) -> bool:
        """Say whether a block stands inside of an element with one of these tags."""
        node = block.node
        while node >= 0:
            if self.nodes[node].tag in tags:
                return True
            node = self.nodes[node].up
        return False
