"""Parsing a capture into a page: one walk over its nodes gathers words, links, times, pictures."""

from backfile.markup.encoding import UTF8, decode
from backfile.markup.lazy import reveal_pictures
from backfile.markup.tree import INLINE, Node, nodes_of, parser_of
from backfile.model.capture import Capture
from backfile.recover.linked import Linked, read_linked
from backfile.recover.page import Anchor, Block, Page, Picture, Time
from backfile.recover.places import place_within, size_of, text_key
from backfile.text import squeeze
from backfile.urls import Base, host_of, join

_SILENT = frozenset(
    ["script", "style", "title", "meta", "link", "base", "head", "option", "noscript", "iframe"]
)
_NOTED = frozenset({"a", "time", "img", "amp-img"})
"""Inline elements that are kept in mind."""


def parse_page(capture: Capture) -> Page:
    """Read a capture's bytes as a page; never raises on what they hold."""
    html, encoding = decode(capture.body, capture.charset)
    # Bytes that are UTF-8 throughout need not be made from its letters again.
    parser = parser_of(html, capture.body if encoding == UTF8 and "\ufffd" not in html else None)
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
    if "<noscript" in html:
        reveal_pictures(page.nodes)
    _Walk(page).run()
    page.home = Base(page.base or capture.place, dict(capture.beside))
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
        self.first_link = self.first_time = 0
        """Numbers of the first link and time of the block at hand."""
        self.anchor = Anchor(0, -1, "", None)
        self.anchor_end = 0
        self.time = Time(0, -1, "")
        self.time_end = 0
        self.stack: list[int] = []
        """Numbers of the open elements that break lines."""
        self.until = len(page.nodes)
        """Where the innermost of them ends."""
        self.places: dict[int, int] = {-1: 0}

    def run(self) -> None:
        """Walk from the first node to the last."""
        nodes, next_one = self.page.nodes, 0
        for number, node in enumerate(nodes):
            if number < next_one:
                continue
            if number >= self.until:
                self._leave(number)
            tag = node.tag
            if not tag:
                self._text(number, node.raw)
            elif tag in _SILENT:
                next_one = self._silent(number, node)
            elif tag not in INLINE:
                self._enter(number, node)
            elif tag in _NOTED:
                self._enter_inline(number, node)
        self._end()

    def _leave(self, number: int) -> None:
        """Close the elements that end before a node."""
        nodes, stack = self.page.nodes, self.stack
        while stack and nodes[stack[-1]].end <= number:
            stack.pop()
        self.until = nodes[stack[-1]].end if stack else len(nodes)
        self._end()

    def _text(self, number: int, raw: str) -> None:
        if not self.words:
            if raw.isspace():
                return
            self.holder = self.stack[-1] if self.stack else -1
        self.words.append(raw)
        self.runs.append(number)
        if number < self.anchor_end:
            self.anchor.add(raw)
            self.linked += len(raw.strip())
        if number < self.time_end:
            self.time.add(raw)

    def _silent(self, number: int, node: Node) -> int:
        """Take in what shows no words; return the number of the node to go on with."""
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
        """Take in an element that breaks lines."""
        tag, page, stack = node.tag, self.page, self.stack
        self._end()
        if tag in {"br", "hr"}:
            return
        if tag == "html":
            page.language = node.get("lang") or node.get("xml:lang")
            page.direction = node.get("dir")
        elif tag == "body":
            page.classes = node.get("class")
        outer = self.places[stack[-1] if stack else -1]
        self.places[number] = place_within(outer, node, len(stack))
        stack.append(number)
        self.until = node.end

    def _enter_inline(self, number: int, node: Node) -> None:
        page = self.page
        here = len(page.blocks)
        if node.tag == "a":
            href = node.get("href").strip()
            self.anchor, self.anchor_end = Anchor(here, number, href, page.base), node.end
            page.links.append(self.anchor)
        elif node.tag == "time":
            value = node.get("datetime") or node.get("content")
            self.time, self.time_end = Time(here, number, value), node.end
            page.times.append(self.time)
        else:
            page.pictures.append(Picture(here + bool(self.words), number))

    def _end(self) -> None:
        """End the block at hand, if there is one."""
        if self.words:
            text = squeeze("".join(self.words))
            if text:
                self._add(text)
            self.words, self.runs, self.linked = [], [], 0
        # An inline element that goes on after a break is counted where it began.
        self.first_link, self.first_time = len(self.page.links), len(self.page.times)

    def _add(self, text: str) -> None:
        page, runs = self.page, self.runs
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
            first=runs[0],
            last=runs[-1],
            links=range(self.first_link, len(page.links)),
            times=range(self.first_time, len(page.times)),
        )
        for run in runs:
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
        places = self.places
        if node in places:
            return places[node]
        chain = []
        while node not in places:
            chain.append(node)
            node = self.page.nodes[node].up
        place = places[node]
        for depth, number in enumerate(reversed(chain)):
            place = places[number] = place_within(place, self.page.nodes[number], depth)
        return place
