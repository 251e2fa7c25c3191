"""What a page's head calls its story: titles, and what of them is the publication's own name."""

import re
from dataclasses import dataclass
from html import unescape

from backfile.recover.host import HostLayout
from backfile.recover.page import Page
from backfile.text import print_of, squeeze

_PARTS = re.compile(r"\s[|\-–—•·»«:/]{1,5}\s|\s?[|ㅣ｜•»«]\s?")
_BETWEEN = re.compile(r"\s?(?:[|ㅣ｜\-–—•·»«/_]|\s:\s)")
"""A mark between a headline and what stands after it in a title."""
_LAST_PART = re.compile(r"(?:\s[|•»–—-]\s|\s?[|ㅣ｜]\s?)(?P<name>[^|•»]{2,60})$")
_TWICE_ESCAPED = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|quot|apos|lt|gt|nbsp);")
_METAS = (
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "og:title",
    "twitter:title",
)
LONGEST = 1_000
"""Characters: what is longer is no title and is not looked at, however many marks it has. The
longest of 972 titles of the open sites has 73."""
HOUSE_WORDS = 4
"""Words: what ends a title and is longer is of the headline, unless a bar parts it."""
GRAM = 4
"""Letters that are compared at a time: words of any language, and runs of those without spaces."""
HEAD_OF_TITLE = 0.25
"""Share of a title's letters from which on its beginning is no mere name of the publication."""
CUT_SHORT = re.compile(r"\s?(?:\.\.\.|…)$")


def titles_of(page: Page) -> list[tuple[str, str]]:
    """Return what the page's head calls it: (place, words), most direct first."""
    found = []
    story = page.linked.story()
    if story:
        found += [
            ("ld+json:headline", words) for words in page.linked.words(story.get("headline"))[:1]
        ]
    for name in _METAS:
        found += [(f"meta:{name}", words) for words in page.head.all_of(name)[:1]]
    if page.head.title:
        found.append(("title", page.head.title))
    return [(place, plain(words)) for place, words in found if len(words) <= LONGEST]


def plain(words: str) -> str:
    """Return a title in one line, without character references: some systems write them twice."""
    return squeeze(unescape(words) if _TWICE_ESCAPED.search(words) else words)


def bare_titles(page: Page, site: HostLayout) -> list[tuple[str, str]]:
    """Return what the head calls the page, without the publication's name at an end.

    It is known by name, or because another title of the head is the same without it.
    """
    named = [(place, without_affix(words, site, page)) for place, words in titles_of(page)]
    return [(place, _as_others(words, named)) for place, words in named]


def _as_others(title: str, named: list[tuple[str, str]]) -> str:
    """Return the shorter form of a title that another one gives, where a mark parts the rest."""
    for _, other in named:
        rest = title[len(other) :] if other and title.startswith(other) else ""
        if rest and _BETWEEN.match(rest):
            return other
    return title


def adds_a_name_only(title: str, headline: str) -> bool:
    """Say whether a title is a headline with a few words after a mark, as a publication's name."""
    rest = title[len(headline) :] if headline and title.startswith(headline) else ""
    mark = _BETWEEN.match(rest)
    return mark is not None and len(rest[mark.end() :].split()) <= HOUSE_WORDS


def without_affix(title: str, site: HostLayout, page: Page) -> str:
    """Return a title without the publication's name, where that stands at an end."""
    parts = _PARTS.split(title)
    if len(parts) > 1:
        names = house_of(page, site)
        for index in (-1, 0):
            if print_of(parts[index]) in names:
                cut = title.rfind(parts[-1]) if index == -1 else len(parts[0])
                rest = title[:cut] if index == -1 else title[cut:]
                return rest.strip(" \t|ㅣ｜-–—•·»«:/")
    return title


def without_last_part(title: str) -> str:
    """Return a title without what most likely names the publication at its end.

    For a page of which nothing else is known: a bar parts the name from the headline, a dash does
    before a few words.
    """
    while found := _LAST_PART.search(title):
        has_bar = "|" in found[0] or "ㅣ" in found[0] or "｜" in found[0]
        head = title[: found.start()]
        is_name = len(found["name"].split()) <= HOUSE_WORDS and not found["name"][0].islower()
        if not head.strip() or not (has_bar or is_name) or len(head) < len(found["name"]):
            break
        title = head.strip()
    return title


def last_parts(title: str) -> list[str]:
    """Return what stands after the first mark of a title, part by part."""
    return _PARTS.split(title[:LONGEST])[1:]


def house_of(page: Page, site: HostLayout) -> set[str]:
    """Return the prints of the names by which the publication calls itself on a page."""
    names = {print_of(name) for name in site.title_affixes}
    for name in page.head.all_of("og:site_name", "application-name", "publisher"):
        names.add(print_of(name))
    return names - {""}


@dataclass(slots=True)
class Titles:
    """The titles of a page's head, made ready for comparing printed lines with them.

    Attributes:
        whole: prints of the titles, and of each without what follows its last or first mark.
        heads: prints of what stands before any mark of a title, however short.
        all: the prints of the titles as they are.
    """

    whole: set[str]
    heads: set[str]
    all: tuple[str, ...]
    grams: list[set[str]] | None = None

    def holding(self, own: str) -> float:
        """Return how much of a title a line is that stands in it, 0 to 1; 0 if it is in none."""
        return max((len(own) / len(title) for title in self.all if own in title), default=0.0)

    def likeness(self, own: str) -> float:
        """Return how much a line and the title most like it have in common, 0 to 1."""
        if self.grams is None:
            self.grams = [_grams(title) for title in self.all]
        mine = _grams(own)
        return max(
            (2 * len(mine & theirs) / (len(mine) + len(theirs) or 1) for theirs in self.grams),
            default=0.0,
        )


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def read_titles(page: Page) -> Titles:
    """Make the titles of a page ready for comparing."""
    whole: set[str] = set()
    heads: set[str] = set()
    every: dict[str, None] = {}
    for _, words in titles_of(page):
        title = print_of(CUT_SHORT.sub("", words))
        every[title] = None
        whole.add(title)
        parts = _PARTS.split(words)
        cuts = [print_of("".join(parts[:cut])) for cut in range(1, len(parts))]
        heads.update(cuts)
        whole.update(head for head in cuts if len(head) >= HEAD_OF_TITLE * len(title))
        if len(parts) > 1:
            whole.add(title.removeprefix(print_of(parts[0])))
    return Titles(whole - {""}, heads | whole, tuple(title for title in every if title))
