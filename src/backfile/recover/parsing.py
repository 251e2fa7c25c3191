"""Parsing a capture into a page: one walk over its nodes gathers words, links, times, pictures."""

from backfile.markup.encoding import decode
from backfile.markup.tree import INLINE, Node, nodes_of, parser_of
from backfile.model.capture import Capture
from backfile.recover.linked import Linked, read_linked
from backfile.recover.page import Anchor, Block, Page, Picture, Time
from backfile.recover.places import place_within, size_of, text_key
from backfile.text import squeeze
from backfile.urls import host_of, join

_SILENT = frozenset(
    ["script", "style", "title", "meta", "link", "base", "head", "option", "noscript", "iframe"]
)
_NOTED = frozenset({"a", "time", "img", "amp-img"})
"""Inline elements that are kept in mind."""


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
