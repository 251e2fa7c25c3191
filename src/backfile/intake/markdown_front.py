"""Front matter: what stands before the text of a file that a site generator reads.

Known are YAML (Jekyll, Hugo, Eleventy), TOML (Hugo, Zola), JSON (Hugo) and the bare lines of
Pelican and MultiMarkdown. Values are read as the text that they are written as: a date stays as
wide as it was typed, and "no" stays a word.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml

MAX_FRONT = 256 << 10
"""Characters of front matter; the longest real ones (galleries) have some tens of thousands."""
MAX_NESTING = 400
"""Brackets and dashes that may open inside each other before it is refused unread."""
_FENCE = re.compile(r"\ufeff?\s{0,20}(---|\+\+\+)[ \t]*\n")
_BARE_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
_BARE_NAMES = frozenset(
    {"title", "date", "author", "authors", "category", "tags", "slug", "summary"}
)
"""Of these two must stand among bare lines, before text that merely has a colon is taken for it."""
_LOOSE_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*[:=][ \t]*(.*)")
_LOOSE_ENTRY = re.compile(r"\s{0,8}-[ \t]+(.*)")
_DEEP_LINE = re.compile(r"^[ \t]*(?:- ){20}|^[ \t]{200}", re.MULTILINE)

Front = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parted:
    """A file parted into its front matter and its text."""

    front: Front
    """Its keys in small letters with "_"; empty where the file has none."""
    text: str
    is_sound: bool = True
    """Whether the front matter keeps the rules of its format; else it was read line by line."""


def split_front(text: str) -> Parted:
    """Part a file into its front matter and its text."""
    text = text.replace("\r\n", "\n")
    fence = _FENCE.match(text)
    if fence:
        end = re.compile(rf"^{re.escape(fence[1])}[ \t]*$", re.MULTILINE).search(text, fence.end())
        if end is None:
            return Parted({}, text, is_sound=False)
        raw, rest = text[fence.end() : end.start()], text[end.end() :]
        front = _read(raw, fence[1])
        if front is None:
            return Parted(_named(_read_lines(raw)), rest, is_sound=False)
        return Parted(_named(front), rest)
    if text.lstrip("\ufeff \n").startswith("{"):
        return _split_json(text)
    return _split_bare(text)


def _read_lines(raw: str) -> Front:
    """Read front matter that breaks its format's rules, most often by a colon in a headline."""
    front: Front = {}
    last: list[str] = []
    for line in raw[:MAX_FRONT].split("\n"):
        found = _LOOSE_LINE.fullmatch(line)
        entry = _LOOSE_ENTRY.fullmatch(line)
        if found:
            value = found[2].strip()
            last = [_unquoted(part) for part in value[1:-1].split(",")] if value[:1] == "[" else []
            if value[:1] != "{":  # an inline mapping is not read without its rules
                front.setdefault(found[1], last if value[:1] in {"[", ""} else _unquoted(value))
        elif entry:
            last.append(_unquoted(entry[1]))
    return front


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'").strip()


def _read(raw: str, fence: str) -> Front | None:
    if (
        len(raw) > MAX_FRONT
        or raw.count("[") + raw.count("{") > MAX_NESTING
        or _DEEP_LINE.search(raw)
    ):
        return None
    try:
        read = tomllib.loads(raw) if fence == "+++" else _load(raw)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    return read if isinstance(read, dict) else None


def _load(raw: str) -> object:
    """Read YAML; BaseLoader makes nothing but text, lists and mappings of what it reads."""
    return yaml.load(raw, yaml.BaseLoader)  # noqa: S506  # nosec B506


def _split_json(text: str) -> Parted:
    start = text.index("{")
    try:
        read, end = json.JSONDecoder().raw_decode(text[: start + MAX_FRONT], start)
    except (ValueError, RecursionError):
        return Parted({}, text, is_sound=False)
    return Parted(_named(read), text[end:]) if isinstance(read, dict) else Parted({}, text)


def _split_bare(text: str) -> Parted:
    head, _, rest = text.lstrip("\ufeff\n")[:MAX_FRONT].partition("\n\n")
    front: Front = {}
    for line in head.split("\n"):
        found = _BARE_LINE.fullmatch(line)
        if not found:
            return Parted({}, text)
        front[found[1]] = found[2].strip()
    front = _named(front)
    if len(_BARE_NAMES & front.keys()) < 2 or "title" not in front:  # noqa: PLR2004 -- see its comment
        return Parted({}, text)
    return Parted(front, text.lstrip("\ufeff\n")[len(head) :] if rest else "")


def _named(front: Front) -> Front:
    return {
        str(key).strip().lower().replace("-", "_").replace(" ", "_"): v for key, v in front.items()
    }


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a value: itself, or the entries of a list of texts."""
    for entry in value if isinstance(value, list) else [value]:
        text = text_in(entry)
        if text:
            yield text


def text_in(value: object) -> str:
    """Return a single value as text; "" for lists and mappings."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def is_true(value: object) -> bool:
    """Say whether a value means yes."""
    return text_in(value).lower() in {"true", "yes", "on", "1"}


def is_false(value: object) -> bool:
    """Say whether a value means no; a missing one does not."""
    return text_in(value).lower() in {"false", "no", "off", "0"}
