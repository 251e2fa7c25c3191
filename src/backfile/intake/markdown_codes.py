"""What site generators left in Markdown for themselves to fill in: Hugo's and Jekyll's codes.

The law of the place: what a code stood for stands in CODES, and only there; of all others the
words inside are kept, and a finding names them.
"""

import html
import re
from collections.abc import Callable

from backfile.intake.wordpress_embeds import ADDRESS_OF_ID, player

_HUGO = re.compile(
    r"\{\{[<%]\s{0,9}(/?)\s{0,9}([\w./-]{1,60})((?:[^{}]|\{(?!\{)){0,2000}?)/?[>%]\}\}"
)
_LIQUID = re.compile(r"\{%-?\s{0,9}(/?)(\w{1,40})([^{}%]{0,2000})-?%\}")
_EXPRESSION = re.compile(r"\{\{[^{}]{0,400}\}\}")
_ARGUMENT = re.compile(
    r"([\w-]{1,60})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|`([^`]*)`|(\S+))|\"([^\"]*)\"|(\S+)"
)
_HOME = re.compile(
    r"\{\{\s{0,9}(?:site\.(?:base)?url|'[^'{}]*' \| (?:relative|absolute)_url)\s{0,9}\}\}"
)
_SILENT = frozenset({"raw", "endraw", "comment", "endcomment", "highlight", "endhighlight"})
"""Codes around text that is to stay as it is."""

Arguments = tuple[dict[str, str], list[str]]


def turn_codes(text: str) -> tuple[str, list[str]]:
    """Turn the codes of a text into the markup that they stood for.

    Returns:
        The text, and the names of the codes that nobody knew, each once.
    """
    dead: list[str] = []

    def turn(found: re.Match[str]) -> str:
        name = found[2].lower()
        code = CODES.get(name)
        if code is not None and not found[1]:
            return code(name, _arguments(found[3]))
        if name not in _SILENT and name not in CODES and not name.startswith("end"):
            dead.append(name)
        return ""

    text = _LIQUID.sub(turn, _HUGO.sub(turn, _HOME.sub("", text)))
    text, count = _EXPRESSION.subn("", text)
    return text, list(dict.fromkeys([*dead, *(["{{ }}"] if count else [])]))


def _arguments(words: str) -> Arguments:
    named: dict[str, str] = {}
    others: list[str] = []
    for found in _ARGUMENT.finditer(words):
        if found[1]:
            named.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
        else:
            others.append(found[5] or found[6] or "")
    return named, others


def _figure(_: str, arguments: Arguments) -> str:
    named, others = arguments
    source = html.escape(named.get("src") or next(iter(others), ""))
    parts = (named.get("title"), named.get("caption"), named.get("attr"))
    words = " ".join(html.escape(part, quote=False) for part in parts if part)
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    alt = html.escape(named.get("alt", ""))
    return f'\n\n<figure><img src="{source}" alt="{alt}">{caption}</figure>\n\n' if source else ""


def _player(name: str, arguments: Arguments) -> str:
    named, others = arguments
    given = named.get("src") or named.get("url") or named.get("id") or next(reversed(others), "")
    if given.startswith(("http://", "https://")):
        return player(given)
    template = ADDRESS_OF_ID.get(name)
    return (
        player(template.format(given))
        if template and re.fullmatch(r"[\w/.-]{1,200}", given)
        else ""
    )


def _reference(_: str, arguments: Arguments) -> str:
    return next(iter(arguments[1]), "")


Turn = Callable[[str, Arguments], str]


def _rows(names: str, turn: Turn) -> dict[str, Turn]:
    return dict.fromkeys(names.split(), turn)


CODES: dict[str, Turn] = (
    _rows("figure img image", _figure)
    | _rows("youtube vimeo tweet twitter instagram gist", _player)
    | _rows("ref relref post_url link", _reference)
)
"""What each code stood for: Hugo's own, Jekyll's, and the plug-ins that share their names."""
