"""Which part of a page an element is, by its tag and by the names that its makers gave it.

The law of the place: what names mean stands in `zones_words`, and only there. Names lie now
and then, so zones only lean the scales; what repeats across a publication's pages weighs more.
"""

import re
from functools import lru_cache

from backfile.markup.tree import Node, attributes_of, shows_a_picture
from backfile.recover.page import Page
from backfile.recover.zones_words import (
    BIO,
    BODY,
    BYLINE,
    CAPTION,
    COMMENT,
    CREDIT,
    DATE,
    FURNITURE,
    HEADLINE,
    PARTS_OF_NAMES,
    RELATED,
    SECTION,
    SHARE,
    STANDFIRST,
    TAGS,
    WORDS,
)
from backfile.text import alternatives

__all__ = [
    "AWAY",
    "BIO",
    "BODY",
    "BYLINE",
    "CAPTION",
    "COMMENT",
    "CREDIT",
    "DATE",
    "FURNITURE",
    "HEADLINE",
    "RELATED",
    "SECTION",
    "SHARE",
    "STANDFIRST",
    "TAGS",
    "Zones",
    "zone_of",
]

FIGURE_WITHIN = 12
"""Elements after which a figure is no longer all that a box is made for."""
_EXPANDS = re.compile(r"read-?more", re.IGNORECASE)
"""Names of lists of other stories, and of what unfolds a long text: the latter has no links."""
MOST_OF_A_PAGE = 0.7
"""Share of a page's nodes from which on an element is the page and not a part of it."""
AWAY = frozenset({FURNITURE, COMMENT, RELATED, SHARE, BIO})
"""Zones whose words belong to no story."""

_PATTERNS = tuple(
    (zone, re.compile(rf"^(?:{alternatives(rows)})$", re.IGNORECASE)) for zone, rows in WORDS
)

_PARTS = {word: zone for zone, words in PARTS_OF_NAMES for word in words.split()}
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""A word inside of a name: "RelatedTeaser_title" has three."""
LONGEST_NAME = 6
"""Words: longer names are made from a heading, and tell what stands there, not what it is."""
_SAYS_OTHERWISE = re.compile(
    r"^(?:has|is|no|not|with|without|js|tag|category|section|type|post|hentry|author|can|hide|show)"
    r"(?![a-z])"
)
"""Beginnings of names that tell what an element has, may do or is filed under, not what it is."""

TAGS_OF_ZONES = {
    "nav": FURNITURE,
    "footer": FURNITURE,
    "aside": FURNITURE,
    "form": SHARE,
    "button": FURNITURE,
    "label": FURNITURE,
    "dialog": FURNITURE,
    "figcaption": CAPTION,
    "time": DATE,
}
ROLES = {
    "navigation": FURNITURE,
    "banner": FURNITURE,
    "contentinfo": FURNITURE,
    "complementary": FURNITURE,
    "search": FURNITURE,
    "dialog": FURNITURE,
    "alertdialog": FURNITURE,
    "menu": FURNITURE,
    "doc-subtitle": STANDFIRST,
}
"""WAI-ARIA landmark roles."""
ITEMPROPS = {
    "author": BYLINE,
    "creator": BYLINE,
    "datepublished": DATE,
    "datecreated": DATE,
    "articlebody": BODY,
    "headline": HEADLINE,
    "caption": CAPTION,
    "comment": COMMENT,
    "keywords": TAGS,
    "articlesection": SECTION,
    "alternativeheadline": STANDFIRST,
    "copyrightholder": CREDIT,
}
"""schema.org properties in microdata."""


@lru_cache(maxsize=32768)
def zone_of(tag: str, raw: str) -> str:
    """Return the zone that an element's own tag, role, property, classes and id speak of, or ""."""
    own = TAGS_OF_ZONES.get(tag, "")
    if not raw or tag in {"body", "html", "main"}:
        return own
    attributes = attributes_of(raw)
    named = ROLES.get(attributes.get("role", "").lower(), "")
    named = named or ITEMPROPS.get(attributes.get("itemprop", "").lower().split(" ")[0], "")
    if named:
        return named
    if "author" in attributes.get("rel", "").lower().split():
        return BYLINE
    names = (attributes.get("class", "") + " " + attributes.get("id", "")).split()[:12]
    found = {zone for name in names for zone in [_meaning(name)] if zone}
    named = next((zone for zone, _ in _PATTERNS if zone in found), "")
    if _is_hidden(attributes) and named not in {BYLINE, DATE}:
        return FURNITURE
    if tag == "p" and named == SHARE and "paywall" in names:
        named = ""  # a paragraph that only subscribers saw
    return _weigh(tag, named, own) if named else own


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Say whether an element is not shown; bylines and dates are often shown by script later."""
    style = attributes.get("style", "").replace(" ", "")
    return "hidden" in attributes or "display:none" in style


def _weigh(tag: str, zone: str, own: str) -> str:
    """Decide between what an element is named and what it is."""
    if tag == "article" and zone in {TAGS, SECTION, STANDFIRST, HEADLINE, DATE}:
        return own
    if own == CAPTION and zone != CREDIT:
        return own
    return zone


@lru_cache(maxsize=16384)
def _meaning(name: str) -> str:
    """Return what one class or id means; of BEM names, the element ("story__headline") decides."""
    candidates = [name]
    for mark in ("__", "--", ":"):
        if mark in name:
            head, _, tail = name.rpartition(mark)
            candidates += [tail, head] if mark == "__" else [head]
    for candidate in candidates:
        bare = candidate.strip("-_")
        for zone, pattern in _PATTERNS:
            if pattern.match(bare):
                return zone
    if _SAYS_OTHERWISE.match(name):
        return ""
    parts = _PART.findall(name)
    if len(parts) > LONGEST_NAME:
        return ""
    return next((zone for part in parts if (zone := _PARTS.get(part.lower(), ""))), "")


def _has_words(nodes: list[Node]) -> bool:
    return any(not node.tag and not node.raw.isspace() for node in nodes)


class Zones:
    """The zones of a page's elements, worked out on demand, each once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._inherited: dict[int, tuple[str, int]] = {-1: ("", -1)}
        self._disbelieved: set[str] = set()

    def at(self, node: int) -> str:
        """Return the zone that an element lies in: the outermost AWAY zone, else the innermost."""
        return self._look_up(node)[0]

    def speaker(self, node: int) -> int:
        """Return the number of the element whose names put another one into its zone; or -1."""
        return self._look_up(node)[1]

    def disbelieve(self, raw: str) -> None:
        """Take no more notice of what elements with these attributes are called."""
        self._disbelieved.add(raw)
        self._inherited = {-1: ("", -1)}

    def _look_up(self, node: int) -> tuple[str, int]:
        known = self._inherited.get(node)
        if known is not None:
            return known
        chain = []
        while node not in self._inherited:
            chain.append(node)
            node = self.page.nodes[node].up
        zone = self._inherited[node]
        for number in reversed(chain):
            if zone[0] not in AWAY:
                own = self.own(number)
                zone = (own, number) if own else zone
            self._inherited[number] = zone
        return zone

    def own(self, number: int) -> str:
        """Return the zone that an element itself names, seen in its surroundings."""
        node = self.page.nodes[number]
        zone = zone_of(node.tag, node.raw)
        if not zone or (node.raw in self._disbelieved and zone != BODY):
            return ""
        if zone in {FURNITURE, SHARE} and self._is_more(number, node, zone):
            return ""
        if zone == RELATED and _EXPANDS.search(node.raw) and not self._has_links(number):
            return ""
        return zone

    def _is_more(self, number: int, node: Node, zone: str) -> bool:
        """Say whether what is called furniture is the page itself, or a part of its story."""
        if node.tag == "footer" and zone == FURNITURE and self._in_article(node):
            return True
        # A button around a photograph opens it in large: it is the photograph that is shown.
        if node.tag == "button" and shows_a_picture(self.page.nodes, number):
            return True
        if node.tag in {"div", "section", "figure"} and self._is_one_figure(number):
            return True
        return self._holds_the_page(number)

    def _is_one_figure(self, number: int) -> bool:
        """Say whether an element holds nothing but a figure with its caption, and leads nowhere."""
        nodes = self.page.nodes
        inside = nodes[number : nodes[number].end]
        figures = [node for node in inside[:FIGURE_WITHIN] if node.tag == "figure"]
        if len(figures) != 1 or not shows_a_picture(nodes, number) or self._has_links(number):
            return False
        last = figures[0].end
        return not _has_words(nodes[last : nodes[number].end])

    def _has_links(self, number: int) -> bool:
        """Say whether links with words stand in an element: one around a picture shows it large."""
        nodes = self.page.nodes
        end = nodes[number].end
        return any(
            _has_words(nodes[link + 1 : nodes[link].end])
            for link in range(number + 1, end)
            if nodes[link].tag == "a"
        )

    def _in_article(self, node: Node) -> bool:
        """A footer of an article holds its byline, date and tags, not the page's imprint."""
        up = node.up
        while up >= 0:
            above = self.page.nodes[up]
            if above.tag in {"article", "main"} or zone_of(above.tag, above.raw) == BODY:
                return True
            up = above.up
        return False

    def _holds_the_page(self, number: int) -> bool:
        """A wrapper around nearly everything is no furniture, whatever it is called."""
        return self.page.nodes[number].end - number > MOST_OF_A_PAGE * len(self.page.nodes)
