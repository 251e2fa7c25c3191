"""Which part of a page an element is, by its tag and by the names that its makers gave it.

The law of the place: what names mean stands in WORDS, and only there. Names lie now and then, so
zones only lean the scales; what repeats across a publication's pages weighs more (see the layout).
"""

import re
from functools import lru_cache

from backfile.markup.tree import Node, attributes_of
from backfile.recover.page import Page

FURNITURE, COMMENT, RELATED, SHARE, BIO = "furniture", "comment", "related", "share", "bio"
BYLINE, DATE, STANDFIRST, HEADLINE = "byline", "date", "standfirst", "headline"
CAPTION, CREDIT, TAGS, SECTION, BODY = "caption", "credit", "tags", "section", "body"

MOST_OF_A_PAGE = 0.7
"""Share of a page's nodes from which on an element is the page and not a part of it."""
AWAY = frozenset({FURNITURE, COMMENT, RELATED, SHARE, BIO})
"""Zones whose words belong to no story."""

WORDS: tuple[tuple[str, str], ...] = (
    (
        COMMENT,
        r"comments?|commentlist|comment[-_](?:list|area|form|respond|section|body|content|meta)|"
        r"respond|disqus|disqus_thread|fb-comments|livefyre|utterances|giscus|isso-thread|cusdis_thread",
    ),
    (
        RELATED,
        r"related|related[-_]?\w*|\w+[-_]related|recommend\w*|recirc\w*|read[-_]?more|read[-_]?next|more[-_]?(?:from|stories|news|posts|on)|"
        r"also[-_]?(?:read|like)|you[-_]may|outbrain|taboola|trending|most[-_]?(?:read|popular|viewed)|popular[-_]?posts?|"
        r"post[-_]?nav(?:igation)?|posts?[-_]navigation|next[-_]?(?:prev|article|post)|prev(?:ious)?[-_]?(?:next|article|post)|pager|"
        r"pagination|paginate|nav[-_]links|jp-relatedposts|yarpp\w*|crp_related|similar\w*|latest[-_](?:news|posts|stories)|"
        r"recent[-_](?:posts|comments|news)|further[-_]reading|continue[-_]reading",
    ),
    (
        SHARE,
        r"share\w*|sharing|sharedaddy|social\w*|addthis\w*|addtoany\w*|a2a_kit|shareaholic\w*|sns|"
        r"follow[-_]us|print[-_]?(?:button|link)|post[-_]actions|article[-_](?:tools|actions|share)|toolbar|reactions?|"
        r"rating|wpulike|like[-_]button|donat\w+|newsletter\w*|subscribe\w*|subscription\w*|signup|sign[-_]up|mailing[-_]list|"
        r"mc_embed_signup|paywall\w*|cta|call[-_]to[-_]action|promo\w*|adver\w*|ads?|ad[-_](?:slot|unit|container|wrapper|box)|"
        r"banner[-_]?ad|adsbygoogle|sponsor\w*|dfp\w*|google[-_]ad",
    ),
    (
        BIO,
        r"author[-_]?(?:bio\w*|box|info|description|card|about|details|profile|section|widget)|about[-_](?:the[-_])?author|bio|"
        r"biography|post[-_]author[-_](?:box|bio)|entry[-_]author[-_]?(?:bio|box)?|contributor[-_](?:bio|box)",
    ),
    (
        FURNITURE,
        r"nav|navbar|navigation|main[-_]nav|site[-_]nav|menu|menus|sub[-_]?menu|breadcrumbs?|crumbs?|masthead|"
        r"site[-_]header|site[-_]footer|page[-_]footer|global[-_](?:header|footer)|footer|colophon|copyright|sidebar|side[-_]bar|"
        r"rail|right[-_]rail|widgets?|widget[-_]area|skip[-_]link|screen[-_]reader[-_](?:text|shortcut)|sr[-_]only|visually[-_]hidden|"
        r"cookie\w*|consent|gdpr|modal|popup|pop[-_]up|overlay|lightbox|search[-_]?(?:form|box)?|login|ticker|breaking|toc|"
        r"table[-_]of[-_]contents|offcanvas|drawer|notification|alert[-_]?bar|toast|debug|noprint|hidden[-_]print|hide",
    ),
    (
        CAPTION,
        r"caption|captions|wp-caption-text|image[-_]caption|photo[-_]caption|figcaption|cutline|legend|media[-_]caption|"
        r"img[-_]caption|picture[-_]caption|post[-_]thumbnail[-_]caption|caption[-_]text|bildunterschrift|legende|pie[-_]de[-_]foto",
    ),
    (
        CREDIT,
        r"credit|credits|photo[-_]credit|image[-_]credit|media[-_]credit|img[-_]credit|picture[-_]credit|photographer|"
        r"copyright[-_](?:photo|image)|byline[-_]photo|attribution|image[-_]source|photo[-_]source",
    ),
    (
        BYLINE,
        r"byline\w*|by[-_]line|authors?|author[-_]?names?|post[-_]?author|entry[-_]author|article[-_]author|story[-_]author|writers?|"
        r"written[-_]by|posted[-_]by|meta[-_]author|author[-_](?:link|url|list)|fn|p-author|contributors?|reporter|vcard|autor|auteur|redakteur",
    ),
    (
        DATE,
        r"dates?|time|timestamp|dateline|published|pubdate|publish[-_]?date|date[-_]published|post[-_]?date|entry[-_]date|posted[-_]on|"
        r"article[-_]date|story[-_]date|dt-published|created|updated|datetime|datum|fecha",
    ),
    (
        STANDFIRST,
        r"standfirst|dek|deck|sub[-_]?title\w*|sub[-_]?head(?:line|ing)?|tagline|entry[-_]subtitle|article[-_]?(?:dek|deck|subtitle|summary|intro|"
        r"standfirst|lead|lede|excerpt|description)|post[-_](?:excerpt|subtitle|summary|intro|dek|lead)|lede?|lead[-_](?:in|text|paragraph)|leadin|summary|"
        r"excerpt|custom[-_]excerpt|intro|introduction|teaser|abstract|chapo|chapeau|chapo[-_]?\w*|bajada|entradilla|vorspann|anons|kicker[-_]text|blurb|story[-_]summary",
    ),
    (
        HEADLINE,
        r"headline|entry[-_]title|post[-_]title|article[-_]title|story[-_]title|page[-_]title|main[-_]title|p-name|article[-_]?headline|"
        r"title|posttitle|post[-_]full[-_]title|content[-_]title|news[-_]title",
    ),
    (
        TAGS,
        r"tags?|tag[-_]?links|tag[-_]?list|post[-_]tags?|entry[-_]tags?|article[-_]tags?|tags[-_]links|keywords?|topics?|labels?|hashtags?|taxonom\w+|"
        r"post[-_]taxonomies|post[-_]?categories",
    ),
    (
        SECTION,
        r"sections?[-_]?(?:name|label|link)|categor\w+|cat[-_]?links?|post[-_]categor\w+|entry[-_]categor\w+|kicker|eyebrow|rubric|rubrik|primary[-_]tag|"
        r"article[-_]section|article[-_]category|overline|channel",
    ),
    (
        BODY,
        r"article[-_]?body|story[-_]?body|entry[-_]content|post[-_]content|article[-_]?content|article[-_]?text|post[-_]?body|e-content|content[-_]body|"
        r"body[-_](?:text|content|copy)|gh-content|markdown|prose|richtext|rich[-_]text|story[-_]content|main[-_]text|post[-_]text|news[-_](?:text|body|content)|article[-_]main|single[-_]content|texte?",
    ),
)
"""Names that page makers give to parts, by what they mean; the first row that fits an element rules."""
_PATTERNS = tuple((zone, re.compile(rf"^(?:{words})$", re.IGNORECASE)) for zone, words in WORDS)

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
    return ""


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
        if not zone:
            return ""
        if zone in AWAY and node.raw in self._disbelieved:
            return ""
        if zone in {FURNITURE, SHARE} and self._holds_the_page(number):
            return ""
        if node.tag == "footer" and zone == FURNITURE and self._in_article(node):
            return ""
        return zone

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
