"""What of a page may be handed to a parser: bounded in length, in nesting, in attributes.

A parser's work grows with the square of how deep elements nest (it looks upwards for what a tag
closes) and of how many attributes one tag has (it looks for doubles). Half a megabyte of `<div>`
takes Lexbor 40 seconds. Browsers have the same bound.
"""

import re
from collections import Counter
from collections.abc import Iterator

from backfile.markup.elements import VOID

MAX_CHARACTERS = 8_000_000
"""A page longer than this is read up to here. The longest page of the open sets has 5.1 million
characters; a stream of garbage has no end."""
MAX_NESTED = 512
"""Elements open at once, as in browsers (Blink's HTMLParserOptions); the open sets stay at 58."""
MAX_BARE = 4_000
"""Letters of a tag besides what stands in quotes: some 500 attributes."""
_MANY_TAGS, _MANY_ATTRIBUTES, _LONG_TAGS = 8_000, 20_000, 5e9
"""Up to here nothing can cost more than half a second, and a page is not looked through:
`<span>` times 4,000, then `</x>` as often; and tags (the squares of their letters, added up), of
which one of 16,000 letters takes Lexbor 17 ms and one of 64,000 sixteen times that. Scripts look
like long tags here; on 1,460 pages of two sets none comes to more than the bound."""
_CLOSED_BY_THE_NEXT = frozenset(
    [
        *("p", "li", "dt", "dd", "option", "optgroup", "rt", "rp", "html", "head", "body"),
        *("tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"),
    ]
)
"""Elements that end where the next of their kind begins: they do not nest by themselves."""
_NEXT = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]*))")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+>?""")
_IN_QUOTES = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def bounded(html: str) -> str:
    """Return a page as it may be parsed: elements that nest too deep are taken off their words."""
    html = html[:MAX_CHARACTERS].replace("\x00", "")
    if is_within_bounds(html.encode("utf-8", "ignore")):
        return html
    return "".join(_Bounds(html).pieces())


def is_within_bounds(data: bytes) -> bool:
    """Say whether a page in UTF-8 may be parsed as it is; most may.

    Bytes are looked through four times as fast as letters that are not all Latin.
    """
    return (
        len(data) <= MAX_CHARACTERS
        and b"\x00" not in data
        and data.count(b"<") <= _MANY_TAGS
        and data.count(b"=") <= _MANY_ATTRIBUTES
        and (_ends_are_near(data) or _squares(data) <= _LONG_TAGS)
    )


def _ends_are_near(data: bytes) -> bool:
    """Say without cutting a page that its tags are short: an end stands in every stretch of it."""
    stretch = int(_LONG_TAGS / 2 / max(1, len(data)))
    starts = range(0, len(data) - stretch, stretch)
    return all(data.find(b">", start, start + stretch) >= 0 for start in starts)


def _squares(data: bytes) -> int:
    """Add up the squares of what stands between the ends of tags."""
    return sum(size * size for size in map(len, data.split(b">")))


class _Bounds:
    """Goes through a page from tag to tag and counts what is open.

    Where it cannot know what a parser makes of a page, it counts too much rather than too little.
    """

    def __init__(self, html: str) -> None:
        self._html = html
        self._open: Counter[str] = Counter()
        self._nested = 0

    def pieces(self) -> Iterator[str]:
        """Yield the page piece by piece, without what is beyond the bounds."""
        at, whole = 0, len(self._html)
        while found := _NEXT.search(self._html, at):
            yield self._html[at : found.start()]
            if not found[2]:
                end = _COMMENT_END.search(self._html, found.start() + 2)
                at = end.end() if end else whole
                yield self._html[found.start() : at]
                continue
            rest = _REST_OF_TAG.match(self._html, found.end())
            at = rest.end() if rest else whole
            yield self._kept(self._html[found.start() : at], found)
            if found[2].lower() == "script" and not found[1] and self._is_html():
                end = _SCRIPT_END.search(self._html, at)
                yield self._html[at : end.start() if end else whole]
                at = end.start() if end else whole
        yield self._html[at:]

    def _is_html(self) -> bool:
        """Say whether a script is one: in drawings it is an element like any other."""
        return not (self._open["svg"] or self._open["math"])

    def _kept(self, tag: str, found: re.Match[str]) -> str:
        name = found[2].lower()
        if found[1]:
            self._nested -= bool(self._open[name])
            self._open[name] -= bool(self._open[name])
            return tag
        if len(tag) > MAX_BARE and len(_IN_QUOTES.sub("", tag)) > MAX_BARE:
            tag = f"<{found[2]}>"
        if name in VOID or name in _CLOSED_BY_THE_NEXT or name == "script":
            return tag
        if self._nested >= MAX_NESTED:
            return ""
        self._nested += 1
        self._open[name] += 1
        return tag
