"""The clean subset: foreign markup built anew from the few elements that carry meaning.

Kept: p h2-h6 blockquote cite ul ol li dl dt dd table thead tbody tfoot tr th td caption figure
figcaption img a em strong code pre sup sub br hr. Players and widgets become placeholders,
``<p class="embed"><a href="…">…</a></p>``, because the archive cannot keep what ran elsewhere.
"""

from backfile.markup.addresses import link_target, picture_address
from backfile.markup.cleaned import Cleaned, Open, Reshape
from backfile.markup.elements import (
    BLOCK,
    BREAKS,
    DROPPED,
    HOLDERS,
    INLINE,
    INLINE_ENDS,
    LEAF,
    LINES,
    PLAYERS,
    SPACE,
    TOLD_IN_FIGURES,
    WIDGET,
)
from backfile.markup.players import embed_target, first_words_in_blocks, words_of_placeholder
from backfile.markup.tables import is_data_table, span_of
from backfile.markup.tree import Node, escape, parse, shows_a_picture
from backfile.urls import Base

MAX_DEPTH = 120
"""Elements nested deeper are unwrapped: no page of the open sets nests its text deeper than 58."""


def clean(html: str, base: str | Base | None = None) -> str:
    """Return the clean subset of some HTML, safe to show to anybody.

    Args:
        html: a page's part, an entry's body, anything.
        base: the address against which links and pictures are made absolute.
    """
    return clean_nodes(parse(html), base).html


def text_of(html: str) -> str:
    """Return the words of some HTML: one block a paragraph, without figures and their captions."""
    return clean_nodes(parse(html), None).text


def clean_nodes(
    nodes: list[Node],
    base: str | Base | None,
    span: tuple[int, int] | None = None,
    reshape: Reshape | None = None,
) -> Cleaned:
    """Clean a run of nodes.

    Args:
        nodes: a whole parsed page.
        base: address of the page.
        span: first node and the one after the last; None for all.
        reshape: what is known better than the markup says it.
    """
    start, end = span or (0, len(nodes))
    skip = reshape.skip if reshape else None
    writer = _Writer(base, reshape or Reshape())
    number = start
    while number < end:
        node = nodes[number]
        writer.close_before(number)
        if skip is not None and skip(number, node):
            number = node.end
        elif not node.tag:
            writer.text(node.raw, number)
            number += 1
        else:
            number = writer.element(nodes, number)
    return writer.finish()


class _Writer:
    """Builds clean HTML and text side by side from nodes in reading order."""

    def __init__(self, base: str | Base | None, reshape: Reshape) -> None:
        self.base = base
        self.figures = reshape.figures
        self.headings = reshape.headings
        self.out: list[str] = []
        self.stack: list[Open] = []
        self.line: list[str] = []
        self.lines: list[str] = []
        self.breaks = 0
        self.shown: set[str] = set()
        self.placed: set[str] = set()
        self.ways: dict[int, str] = {}
        """Targets of links around whole blocks, by the run of text that is to carry each."""
        self.result = Cleaned()

    # what comes in

    def element(self, nodes: list[Node], number: int) -> int:
        """Take in an element; return the number of the node to go on with."""
        node = nodes[number]
        tag = node.tag
        if tag in PLAYERS or (node.raw and WIDGET.search(node.get("class"))):
            self._embed(nodes, number, node.get("title"))
            return node.end
        if tag in HOLDERS and node.raw and (words := words_of_placeholder(nodes, number)):
            self._embed(nodes, number, words)
            return node.end
        if tag in DROPPED and not (tag == "button" and shows_a_picture(nodes, number)):
            return node.end
        if number in self.figures:
            self._end_paragraph()
            self.stack.append(Open("figure", "", self.figures[number]))
            if node.end < self.figures[number]:
                self._into(nodes, number)
        else:
            self._into(nodes, number)
        return number + 1

    def _into(self, nodes: list[Node], number: int) -> None:
        """Begin an element that may hold others."""
        node, tag = nodes[number], nodes[number].tag
        if tag in INLINE:
            self._open_inline(nodes, number)
        elif tag in BLOCK:
            self._open_block(nodes, number)
        else:
            self._mark(node)

    def _mark(self, node: Node) -> None:
        """Take in an element that stands for itself, or only ends what was before it."""
        if node.tag == "br":
            self.breaks += 1
        elif node.tag in {"img", "amp-img"}:
            self._picture(node)
        elif node.tag == "hr":
            self._end_paragraph()
            if not self.stack and self.out:
                self.out.append("<hr>")
        elif node.tag in BREAKS:
            self._end_paragraph()
            if self._innermost() in {"td", "th"} and self.out and self.out[-1][:1] != "<":
                self.out.append(" ")
            if len(self.stack) <= MAX_DEPTH:
                self.stack.append(Open("", "", node.end))

    def text(self, raw: str, number: int = -1) -> None:
        """Take in a run of text; its number finds the link around its block."""
        inside = self._innermost()
        if inside == "pre":
            self._begin()
            self.out.append(escape(raw))
            self.line.append(raw)
            return
        words = SPACE.sub(" ", raw)
        if words in {"", " "}:
            if self.line and self.line[-1][-1:] != " ":
                self._write_words(" ")
            return
        if self.breaks:
            self._break()
        if self._innermost() in {"", "blockquote", "figure"} or self._would_glue():
            tag = "figcaption" if self._innermost() == "figure" else "p"
            self.stack.insert(self._before_inline(), Open(tag, "", -1))
        if self.ways and number in self.ways:
            way = escape(self.ways.pop(number))
            self.stack.append(Open("a", f' href="{way}"', number + 1))
        self._begin()
        if not self.line or self.line[-1][-1:] == " ":
            words = words.lstrip(" ")
        self._write_words(words)

    def _would_glue(self) -> bool:
        """Say whether words that follow an ended line of the same list item would run into it."""
        if self.line or not self.out or self._innermost() not in {"li", "dd"}:
            return False
        last = self.out[-1]
        return not last.startswith("<") or last in INLINE_ENDS

    def _before_inline(self) -> int:
        """Return the place on the stack before inline elements that hold nothing yet."""
        at = len(self.stack)
        while at and self.stack[at - 1].tag in INLINE and not self.stack[at - 1].written:
            at -= 1
        return at

    def close_before(self, number: int) -> None:
        """Close all elements that end before a node."""
        while self.stack:
            top = self.stack[-1]
            if top.end > number:
                return
            if top.end == -1:
                enclosing = next((o.end for o in reversed(self.stack) if o.end != -1), None)
                if enclosing is None or enclosing > number:
                    return
            self._close()

    def finish(self) -> Cleaned:
        """Close everything and hand over."""
        while self.stack:
            self._close()
        self._end_line()
        self.result.html = "".join(self.out)
        self.result.text = "\n\n".join(self.lines)
        return self.result

    # how it is written

    def _innermost(self) -> str:
        for entry in reversed(self.stack):
            if entry.alive and entry.tag and entry.tag not in INLINE:
                return entry.tag
        return ""

    def _write_words(self, words: str) -> None:
        self.out.append(escape(words))
        self.line.append(words)

    def _begin(self) -> None:
        for entry in self.stack:
            if entry.alive and not entry.written and entry.tag:
                entry.written = True
                self.out.append(f"<{entry.tag}{entry.attributes}>")

    def _break(self) -> None:
        count, self.breaks = self.breaks, 0
        if not any(map(str.strip, self.line)):
            return
        inside = self._innermost()
        if count > 1 and inside == "p":
            entry = next(o for o in reversed(self.stack) if o.tag == "p" and o.alive)
            end = entry.end
            self._end_paragraph()
            self.stack.append(Open("p", "", end))
        else:
            self.out.append("<br>")
            self.line.append("\n")

    def _open_inline(self, nodes: list[Node], number: int) -> None:
        node = nodes[number]
        if len(self.stack) > MAX_DEPTH:
            return
        attributes = ""
        if node.tag == "a":
            target = link_target(self.base, node.get("href"))
            if not target:
                return
            carrier = first_words_in_blocks(nodes, number)
            if carrier is not None:
                self.ways[carrier] = target
                return
            attributes = f' href="{escape(target)}"'
        if self._innermost() in {"", "blockquote"}:
            self.stack.append(Open("p", "", -1))
        if self.breaks:
            self._break()
        self.stack.append(Open(INLINE[node.tag], attributes, node.end))

    def _open_block(self, nodes: list[Node], number: int) -> None:
        node = nodes[number]
        tag = "h3" if number in self.headings else BLOCK[node.tag]
        inside = self._innermost()
        if len(self.stack) > MAX_DEPTH or (
            inside in LEAF and not self._ends_leaf(tag) and self._in_true_leaf()
        ):
            return
        self._end_paragraph()
        if tag in {
            "table",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "td",
            "th",
            "caption",
        } and not self._keeps_table(nodes, number):
            self.stack.append(Open("", "", node.end))
            return
        if tag == "figcaption" and not any(o.tag == "figure" for o in self.stack):
            tag = "p"
        if tag == "p" and self._innermost() == "figure":
            tag = "figcaption"
        self.breaks = 0
        self.stack.append(Open(tag, span_of(node) if tag in {"td", "th"} else "", node.end))

    def _ends_leaf(self, tag: str) -> bool:
        """Say whether an element may stand in a line of text: only a caption, in a figure."""
        return tag == "figcaption" and any(o.tag == "figure" for o in self.stack)

    def _in_true_leaf(self) -> bool:
        return any(o.tag in LEAF and o.end != -1 for o in self.stack)

    def _keeps_table(self, nodes: list[Node], number: int) -> bool:
        if nodes[number].tag != "table":
            return any(o.tag == "table" and o.alive for o in self.stack)
        return is_data_table(nodes, number)

    def _end_paragraph(self) -> None:
        """Close a paragraph that bare text began, and whatever stands open inside of it."""
        self.breaks = 0
        while self.stack and (
            self.stack[-1].end == -1 or self.stack[-1].tag in INLINE or self.stack[-1].tag == "p"
        ):
            if self.stack[-1].tag in INLINE and not any(
                o.end == -1 or o.tag == "p" for o in self.stack
            ):
                self._close()
                continue
            self._close()
        self._end_line()

    def _close(self) -> None:
        entry = self.stack.pop()
        if entry.written:
            if entry.tag in LINES or entry.tag == "figcaption":
                while self.out[-1] == " " or self.out[-1] == "<br>":
                    self.out.pop()
                self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append(f"</{entry.tag}>")
        if entry.tag in {"td", "th"} and self.line:
            self.line.append(" | ")
        elif entry.tag in {"figcaption", "figure"}:
            self.line.clear()
        elif entry.tag in LINES or not entry.tag:
            self._end_line()

    def _end_line(self) -> None:
        if not self.line:
            return
        if any(o.tag == "tr" for o in self.stack):
            self.line.append(" ")
            return
        words = "".join(self.line)
        self.line.clear()
        if self._is_caption():
            return
        words = "\n".join(" ".join(part.split()).strip(" |") for part in words.split("\n")).strip()
        if words:
            self.lines.append(words)

    def _is_caption(self) -> bool:
        """Say whether words stand in a figure as its caption; tables and quotes there are told."""
        inner = next((o.tag for o in reversed(self.stack) if o.tag in TOLD_IN_FIGURES), "")
        return inner == "figure"

    def _picture(self, node: Node) -> None:
        address = picture_address(self.base, node)
        if not address or address in self.shown:
            return
        self.shown.add(address)
        self.result.pictures.append(address)
        if self._innermost() != "figure" and self._innermost() in {"", "blockquote"}:
            self._end_paragraph()
        alone = self._innermost() in {"", "blockquote"}
        self._begin()
        alt = escape(SPACE.sub(" ", node.get("alt")).strip())
        picture = f'<img src="{escape(address)}" alt="{alt}">'
        self.out.append(f"<figure>{picture}</figure>" if alone else picture)

    def _embed(self, nodes: list[Node], number: int, said: str) -> None:
        target = embed_target(nodes, number, self.base)
        if not target or target in self.placed:
            return
        self.placed.add(target)
        self.result.embeds.append(target)
        self._end_paragraph()
        if self._innermost() in LEAF:
            return
        self._begin()
        link = escape(target)
        words = escape(SPACE.sub(" ", said).strip() or target)
        holder = "figcaption" if self._innermost() == "figure" else "p"
        self.out.append(f'<{holder} class="embed"><a href="{link}">{words}</a></{holder}>')
