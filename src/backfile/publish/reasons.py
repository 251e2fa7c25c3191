"""Why a claim is made, said in the reader's language.

Recovery says its reasons in English, and the archive keeps them so. The phrases of the English
message file ([reason]) are those very sentences: what they fit is said in the site's language, with
the same values in it. What none fits (a person's own words) stays as it is.

The law of the place: a reason that recovery says stands in [reason], and a test holds both to it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from backfile.publish import when
from backfile.publish.words import Words, words_in
from backfile.text import squeeze

_GROUP = "reason."
_MOST = 1200
"""Characters of a reason that are looked at: the longest that recovery joins has 500."""
_NAME = re.compile(r"\\\{(\w+)\\\}")
_VALUES: dict[str, str] = {
    **dict.fromkeys(("n", "place", "rival", "one", "other", "first", "last", "day"), r"\S{1,200}?"),
    "name": r".{1,200}?",
    "said": r".{1,300}?",
    "again": r".{1,100}?",
}
"""What may stand for each {name} of a phrase."""
_DAYS = frozenset({"first", "last", "day"})
_ISOLATED = ("\u2068", "\u2069")
"""First strong isolate and its end (UAX 9): a western date does not turn an Arabic sentence."""


def reason_said(words: Words, reason: str) -> tuple[str, bool]:
    """Return a reason in the reader's language, and whether it is still in English.

    Args:
        words: the phrases of the reader's language.
        reason: as recovery said it, several sentences at times.
    """
    return _said(words.language, squeeze(reason))


@lru_cache(maxsize=4096)
def _said(language: str, reason: str) -> tuple[str, bool]:
    words = words_in(language)
    if language == "en" or not reason:
        return reason, False
    parts = list(_sentences(reason)) if len(reason) <= _MOST else []
    if not parts:
        return reason, True
    said = [_filled(words, key, values) for key, values in parts]
    return " ".join(said), False


def _sentences(reason: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the phrases that a reason is joined from; nothing where a part of it fits none."""
    found: list[tuple[str, dict[str, str]]] = []
    at = 0
    while at < len(reason):
        part = _begins(reason, at)
        if part is None:
            return
        key, values, at = part
        found.append((key, values))
    yield from found


def _begins(reason: str, at: int) -> tuple[str, dict[str, str], int] | None:
    """Return the phrase that a text goes on with: one that takes all of it before one that ends."""
    for end in (r"\Z", r"(?:\s|\Z)"):
        for key, phrase in _phrases(end):
            match = phrase.match(reason, at)
            if match:
                return key, match.groupdict(), match.end()
    return None


@cache
def _phrases(end: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the English phrases as patterns, those with most words of their own first."""
    own = {key: phrase for key, phrase in words_in("en").phrases.items() if key.startswith(_GROUP)}
    ordered = sorted(own, key=lambda key: (-len(re.sub(r"\{\w+\}", "", own[key])), key))
    return tuple((key, re.compile(_NAME.sub(_value, re.escape(own[key])) + end)) for key in ordered)


def _value(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{_VALUES[found[1]]})"


def _filled(words: Words, key: str, values: dict[str, str]) -> str:
    told = {
        name: when.say(words, value) if name in _DAYS and when.machine(value) else value
        for name, value in values.items()
    }
    if words.direction == "rtl":
        start, end = _ISOLATED
        told = {name: f"{start}{value}{end}" for name, value in told.items()}
    return words(key, **told) if told else words(key)
