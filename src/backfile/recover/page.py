"""A capture, parsed once: its head, its linked data, and its visible words block by block.

Every field reads from here; nobody parses again. A page lives in memory only.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from backfile.markup.encoding import decode
from backfile.markup.tree import INLINE, Node, nodes_of, parser_of
from backfile.model.capture import Capture
from backfile.recover.linked import Linked, read_linked
from backfile.recover.places import MAX_DEPTH, place_within, size_of, text_key
from backfile.text import squeeze
from backfile.urls import host_of, join

_SILENT = frozenset(
    ["script", "style", "title", "meta", "link", "base", "head", "option", "noscript", "iframe"]
)
_NOTED = frozenset({"a", "time", "img", "amp-img"})
"""Inline elements that are kept in mind."""


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
    links: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)


class Anchor:
    """A link as it stands on a page.

    Attributes:
        block: the block that it stands in.
        node: its element.
        text: its words in one line.
    """

    __slots__ = ("_address", "_base", "_href", "block", "node", "text")

    def __init__(self, block: int, node: int, href: str, base: str | None) -> None:
        self.block = block
        self.node = node
        self.text = ""
        self._href = href
        self._base = base
        self._address: str | None = None

    @property
    def leads_to_second(self) -> bool:
        """Whether it may lead to the second page of something, by the end of its address."""
        return self._href.rstrip("/").endswith("2")

    @property
    def address(self) -> str:
        """Absolute, or as written where no base is known; "" where it leads nowhere.

        Worked out when it is asked for: pages have hundreds of links, and few are looked at.
        """
        if self._address is None:
            self._address = (join(self._base, self._href) or self._href) if self._href else ""
        return self._address


@dataclass(slots=True)
class Time:
    """A `time` element."""

    block: int
    """The block that it stands in, or would stand in if it had words."""
    node: int
    value: str
    """The `datetime` attribute (or `content`), as written; "" where there is none."""
    text: str = ""


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

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the first of the named metas that has one."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""

    def all_of(self, *names: str) -> list[str]:
        """Return all non-empty contents of the named metas, in order."""
        return [content for key, content in self.metas if key in names and content]

    def link(self, rel: str) -> str:
        """Return the first address with this relation, or ""."""
        return next((address for key, address, _ in self.links if rel in key.split()), "")


@dataclass(slots=True)
class Page:
    """A capture, parsed once.

    Attributes:
        address: where it was met; None for a bare file.
        base: against which its links are made absolute.
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

    def ancestors(self, node: int) -> list[int]:
        """Return the numbers of an element and of all elements around it, innermost first."""
        found = []
        while node >= 0:
            found.append(node)
            node = self.nodes[node].up
        return found

    def blocks_in(self, node: int) -> list[Block]:
        """Return the blocks that stand wholly inside of an element."""
        if self._firsts is None:
            self._firsts = [block.first for block in self.blocks]
        start = bisect_left(self._firsts, node)
        stop = bisect_left(self._firsts, self.nodes[node].end)
        return [block for block in self.blocks[start:stop] if block.inner >= node]

    def place_of(self, node: int) -> int:
        """Return the place of any element, as Block.place gives that of a block."""
        chain = self.ancestors(node)[:MAX_DEPTH]
        place = 0
        for number in reversed(chain):
            place = place_within(place, self.nodes[number], 0)
        return place

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


def parse_page(capture: Capture) -> Page:
    """Read a capture's bytes as a page; never raises on what they hold."""
    html, encoding = decode(capture.body, capture.charset)
    parser = parser_of(html)
    linked = read_linked(parser) if "ld+json" in html else Linked()
    page = Page(
        address=capture.address,
        base=capture.address,
        host=host_of(capture.address) if capture.address else "",
        captured=capture.captured,
        encoding=encoding,
        linked=linked,
    )
    page.nodes = nodes_of(parser)
    _Walk(page).run()
    page.roles = [""] * len(page.blocks)
    return page


class _Walk:
    """One walk over the nodes that gathers head, blocks, links, times and pictures."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words: list[str] = []
        self.runs: list[int] = []
        self.holder = -1
        self.linked = 0
        self.anchors: list[Anchor] = []
        self.times: list[Time] = []
        self.anchor: Anchor | None = None
        self.anchor_end = 0
        self.time: Time | None = None
        self.time_end = 0
        self.stack: list[tuple[int, int]] = []
        """(end, number) of the open elements that break lines."""
        self.places: dict[int, int] = {-1: 0}

    def run(self) -> None:
        """Walk from the first node to the last."""
        nodes, stack = self.page.nodes, self.stack
        number, count = 0, len(nodes)
        while number < count:
            node = nodes[number]
            while stack and stack[-1][0] <= number:
                stack.pop()
                if self.words or self.anchors or self.times:
                    self._end()
            tag = node.tag
            if not tag:
                self._text(number, node)
            elif tag in _SILENT:
                number = self._silent(number, node)
                continue
            elif tag not in INLINE:
                self._enter(number, node)
            elif tag in _NOTED:
                self._enter_inline(number, node)
            number += 1
        self._end()

    def _text(self, number: int, node: Node) -> None:
        raw = node.raw
        if not self.words:
            if raw.isspace():
                return
            self.holder = self.stack[-1][1] if self.stack else -1
        self.words.append(raw)
        self.runs.append(number)
        if number < self.anchor_end and self.anchor is not None:
            self.anchor.text += raw
            self.linked += len(raw.strip())
        if number < self.time_end and self.time is not None:
            self.time.text += raw

    def _silent(self, number: int, node: Node) -> int:
        if node.tag in {"meta", "link", "base"}:
            self._head(node)
            return number + 1
        if node.tag == "head":
            return number + 1
        if node.tag == "title" and not self.page.head.title:
            inner = self.page.nodes[number + 1 : node.end]
            self.page.head.title = squeeze("".join(child.raw for child in inner if not child.tag))
        if node.tag == "noscript" and self.page.nodes[node.up].tag == "head":
            return number + 1
        return node.end

    def _head(self, node: Node) -> None:
        head, page = self.page.head, self.page
        if node.tag == "meta":
            name = node.get("property") or node.get("name") or node.get("itemprop")
            content = node.get("content")
            if name and content:
                head.metas.append((name.strip().lower(), squeeze(content)))
        elif node.tag == "base":
            page.base = join(page.address, node.get("href")) or page.base
        elif node.get("rel"):
            href = node.get("href").strip()
            target = (join(page.base, href) or href) if href else ""
            extra = node.get("hreflang") or node.get("type")
            head.links.append((node.get("rel").lower(), target, extra))

    def _enter(self, number: int, node: Node) -> None:
        tag, page, stack = node.tag, self.page, self.stack
        if self.words or self.anchors or self.times:
            self._end()
        if tag in {"br", "hr"}:
            return
        if tag == "html":
            page.language = node.get("lang") or node.get("xml:lang")
            page.direction = node.get("dir")
        elif tag == "body":
            page.classes = node.get("class")
        outer = stack[-1][1] if stack else -1
        self.places[number] = place_within(self.places[outer], node, len(stack))
        stack.append((node.end, number))

    def _enter_inline(self, number: int, node: Node) -> None:
        page = self.page
        here = len(page.blocks)
        if node.tag == "a":
            href = node.get("href").strip()
            self.anchor, self.anchor_end = Anchor(here, number, href, page.base), node.end
            self.anchors.append(self.anchor)
        elif node.tag == "time":
            value = node.get("datetime") or node.get("content")
            self.time, self.time_end = Time(here, number, value), node.end
            self.times.append(self.time)
        else:
            page.pictures.append(Picture(here + bool(self.words), number))

    def _end(self) -> None:
        if self.words:
            text = squeeze("".join(self.words))
            if text:
                self._add(text)
        page = self.page
        if self.anchors or self.times:
            for anchor in self.anchors:
                anchor.text = squeeze(anchor.text)
            for time in self.times:
                time.text = squeeze(time.text)
            page.links += self.anchors
            page.times += self.times
            self.anchors, self.times = [], []
        self.words, self.runs = [], []
        self.linked, self.holder = 0, -1
        # An inline element that goes on after a break is counted where it began.

    def _add(self, text: str) -> None:
        page = self.page
        number = len(page.blocks)
        inner = self._inner()
        place = self._place_of(inner)
        block = Block(
            number=number,
            text=text,
            node=self.holder,
            tag=page.nodes[self.holder].tag if self.holder >= 0 else "",
            place=place,
            key=text_key(text) ^ place,
            size=size_of(text),
            linked=min(self.linked, len(text)),
            inner=inner,
            first=self.runs[0],
            last=self.runs[-1],
            links=list(range(len(page.links), len(page.links) + len(self.anchors))),
            times=list(range(len(page.times), len(page.times) + len(self.times))),
        )
        for run in self.runs:
            page.nodes[run].block = number
        page.blocks.append(block)

    def _inner(self) -> int:
        """Return the smallest element, at or below the holder, that holds all words."""
        nodes = self.page.nodes
        first, last = self.runs[0], self.runs[-1]
        inner = nodes[first].up
        while inner > self.holder and nodes[inner].end <= last:
            inner = nodes[inner].up
        return max(inner, self.holder)

    def _place_of(self, node: int) -> int:
        chain = []
        while node not in self.places:
            chain.append(node)
            node = self.page.nodes[node].up
        place = self.places[node]
        for depth, number in enumerate(reversed(chain)):
            place = self.places[number] = place_within(place, self.page.nodes[number], depth)
        return place
