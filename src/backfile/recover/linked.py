"""Linked data as pages carry it: JSON-LD, read tolerantly (schema.org, JSON-LD 1.1)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from backfile.text import squeeze

_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_DECODER = json.JSONDecoder(strict=False)
_MAX_SCRIPT = 1_000_000
_MAX_NODES = 2_000
"""Nodes that one page may bring: the richest of the open sets has 611."""
STORY_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "opinionnewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "liveblogposting",
        "techarticle",
        "scholarlyarticle",
        "advertisercontentarticle",
        "report",
        "review",
        "socialmediaposting",
        "discussionforumposting",
        "satiricalarticle",
        "videoobject",
        "podcastepisode",
        "interview",
    ]
)
_STORIES = STORY_TYPES - {"videoobject", "review"}
LIST_TYPES = frozenset(["collectionpage", "itemlist", "searchresultspage", "blog", "profilepage"])

Thing = dict[str, Any]


@dataclass(slots=True)
class Linked:
    """All JSON-LD nodes of a page, flattened, each with its types in lower case."""

    things: list[tuple[frozenset[str], Thing]] = field(default_factory=list)
    by_id: dict[str, Thing] = field(default_factory=dict)

    def of_type(self, types: frozenset[str]) -> Iterator[Thing]:
        """Yield the things of any of these types, in order."""
        for kinds, thing in self.things:
            if kinds & types:
                yield thing

    def story(self) -> Thing | None:
        """Return the thing that describes the page's own story, if there is exactly one such."""
        if not self.things:
            return None
        told = self.of_type(_STORIES)
        return next((t for t in told if t.get("headline") or t.get("name")), None)

    def events(self) -> list[Thing]:
        """Return the things that are events (schema.org Event and its subtypes)."""
        return [thing for kinds, thing in self.things if any(map(is_event, kinds))]

    def lone_event(self) -> Thing | None:
        """Return the event that a page is about: its only one, where it describes no story."""
        events = self.events()
        distinct = {repr((event.get("name"), event.get("startDate"))) for event in events}
        return events[0] if len(distinct) == 1 and self.story() is None else None

    def follow(self, value: Any) -> list[Any]:
        """Return a value as a list, references to other nodes resolved."""
        values = value if isinstance(value, list) else [value]
        return [
            self.by_id.get(str(v.get("@id")), v) if isinstance(v, dict) and set(v) == {"@id"} else v
            for v in values
            if v not in (None, "", {})
        ]

    def words(self, value: Any) -> list[str]:
        """Return the words or names that a value gives: strings, or the names of things."""
        out: list[str] = []
        for item in self.follow(value):
            if isinstance(item, str):
                out.append(squeeze(unescape(item)))
            elif isinstance(item, dict):
                name = item.get("name") or item.get("@value")
                out += [
                    squeeze(unescape(n))
                    for n in (name if isinstance(name, list) else [name])
                    if isinstance(n, str)
                ]
        return [text for text in out if text]


def is_event(kind: str) -> bool:
    """Say whether a type, in small letters, is schema.org's Event or one of its subtypes."""
    return kind.endswith("event") or kind in {"festival", "hackathon", "courseinstance"}


def read_linked(parser: LexborHTMLParser) -> Linked:
    """Read every JSON-LD script of a page; what cannot be read is passed over."""
    linked = Linked()
    for script in parser.css('script[type*="ld+json"]'):
        data = _load((script.text(deep=True) or "")[:_MAX_SCRIPT])
        for thing in _things(data):
            if len(linked.things) >= _MAX_NODES:
                break
            kinds = thing.get("@type", ())
            names = kinds if isinstance(kinds, list) else [kinds]
            linked.things.append(
                (frozenset(str(n).rsplit("/", 1)[-1].lower() for n in names), thing)
            )
            if isinstance(thing.get("@id"), str):
                linked.by_id.setdefault(thing["@id"], thing)
    return linked


def _load(text: str) -> Any:
    if "<!" in text or text.rstrip().endswith(">"):
        text = _WRAPPER.sub("", _WRAPPER.sub("", text))
    text = text.strip().rstrip(";")
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        pass
    try:
        return _DECODER.decode(_TRAILING_COMMA.sub(r"\1", text))
    except (ValueError, RecursionError):
        return None


def _things(data: Any) -> Iterator[Thing]:
    """Yield every node with a type, outermost first."""
    waiting, seen = [data], 0
    while waiting and seen < _MAX_NODES * 5:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting = value + waiting
        elif isinstance(value, dict):
            if "@type" in value:
                yield value
            waiting = [v for v in value.values() if isinstance(v, (dict, list))] + waiting
