"""What a person types for a field, read in the field's own type, or refused in words.

Every field that can be corrected has one line in READERS, and only there.
"""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape

import msgspec

from backfile import edtf
from backfile.errors import BadValue
from backfile.markup import clean, text_of
from backfile.model.occasion import Occasion, occasion_of
from backfile.model.series import Series, series_of
from backfile.model.story import (
    NOTICE_KINDS,
    PICTURE_PARTS,
    STORY_FIELDS,
    Body,
    Contributor,
    Image,
    Notice,
    StoryType,
    Translation,
)
from backfile.record import typed_value
from backfile.text import squeeze

LONGEST_READ = 600
"""Minutes that a story takes to read at most: ten hours are a book."""
NEVER_EMPTY = frozenset({"type", "body", "direction"})
"""Fields that every story has: another value can be given, but not none."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""A language tag (BCP 47, section 2.1), without its rare forms."""
_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")


def read_typed(field: str, text: str | None) -> object:
    """Read what a person typed for a field; None stands for "there is none".

    Text that is JSON is read as JSON (``[{"name": "Mona Haddad", "role": "author"}]``); lists of
    names and tags may be typed with commas.

    Raises:
        BadValue: there is no such field, or the value does not fit it.
    """
    if field not in READERS:
        raise BadValue(f"A story has no field “{field}”.", f"It has: {', '.join(READERS)}.")
    if text is None:
        if field in NEVER_EMPTY:
            raise BadValue(f"A story always has a {field}.", "Give another value.")
        return None
    if not text.strip():
        raise BadValue(f"Nothing is given for {field}.", "Say --none if there is none.")
    try:
        return READERS[field](text)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadValue(
            f"“{text}” is no {field}: {error}.", f"It takes: {_wanted(field)}."
        ) from error


def _wanted(field: str) -> str:
    return FORMS.get(field) or STORY_FIELDS.get(field) or PICTURE_PARTS[field]


FORMS: dict[str, str] = {
    "contributors": 'Ann Lee, Mona Haddad; or [{"name": "Ann Lee", "role": "photographer"}]',
    "lead_image": 'an address; or {"address": "https://…", "caption": "…", "credit": "…"}',
    "body": 'plain paragraphs; or HTML; or {"html": "<p>…</p>"}',
    "notices": '[{"kind": "correction", "text": "…"}]',
    "comments": '[{"name": "…", "written": "2016-03-17T09:00:00Z", "text": "…"}]',
    "translations": 'https://…; or [{"address": "https://…", "language": "ar"}]',
    "occasion": '{"starts": "2016-03-17T19:00-04:00", "venue": "…", "registration": "https://…"}',
    "series": 'The drying wells; or {"name": "The drying wells", "part": 2, "of": 5}',
    "gathers": "ids, addresses or slugs of stories, or tag:ferry; parted by commas",
    "published_at": "2016-03-17T09:00:00-04:00",
    "modified": "2016-03-17T09:00:00-04:00 or 2016-03-17",
    "type": ", ".join(StoryType),
    "direction": "ltr or rtl",
}
"""How a field is typed, where its type alone would not say it."""


def _date(text: str) -> str:
    edtf.bounds(text.strip())
    return text.strip()


def _time(text: str) -> str:
    """Read a time with its offset (RFC 3339, section 5.6)."""
    when = datetime.fromisoformat(text.strip())
    if when.tzinfo is None or "T" not in text:
        raise ValueError("it needs a day, a time and an offset")
    return text.strip()


def _time_or_date(text: str) -> str:
    return _time(text) if "T" in text else _date(text)


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text.strip()):
        raise ValueError("a language is named as en, ar or zh-Hant")
    return text.strip()


def _direction(text: str) -> str:
    if text.strip() not in {"ltr", "rtl"}:
        raise ValueError("a text runs one way or the other")
    return text.strip()


def _minutes(text: str) -> int:
    minutes = int(text) if text.strip().isascii() and text.strip().isdigit() else 0
    if not 0 < minutes <= LONGEST_READ:
        raise ValueError(f"it is a number of minutes, from 1 to {LONGEST_READ}")
    return minutes


def _type(text: str) -> StoryType:
    if text not in set(StoryType):
        raise ValueError("there is no such type")
    return StoryType(text)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _tags(text: str) -> object:
    return typed_value("tags", msgspec.json.decode(text)) if text[:1] == "[" else _parts(text)


def _contributors(text: str) -> object:
    if text[:1] in {"[", "{"}:
        return typed_value("contributors", msgspec.json.decode(text))
    return tuple(Contributor(name) for name in _parts(text))


def _picture(text: str) -> object:
    if text[:1] == "{":
        return typed_value("lead_image", msgspec.json.decode(text))
    return Image(_address(text))


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text.strip()):
        raise ValueError("it needs the whole address, from https:// on")
    return text.strip()


def _body(text: str) -> Body:
    """Read a text: JSON as `show --json` gives it, HTML, or plain paragraphs."""
    if text[:1] == "{":
        given = typed_value("body", msgspec.json.decode(text))
        text = given.html if isinstance(given, Body) and given.html else ""
        if not text:
            raise ValueError('a body in JSON needs its "html"')
    elif not text.lstrip().startswith("<"):
        text = "".join(f"<p>{escape(block)}</p>" for block in re.split(r"\n\s*\n", text))
    html = clean(text, None)
    if not html:
        raise ValueError("nothing of it can be kept")
    return Body(html, text_of(html))


def _notices(text: str) -> object:
    notices = typed_value("notices", msgspec.json.decode(text))
    kinds = [n.kind for n in notices if isinstance(n, Notice)] if isinstance(notices, tuple) else []
    for kind in kinds:
        if kind not in NOTICE_KINDS:
            raise ValueError(f"a notice is one of {', '.join(sorted(NOTICE_KINDS))}, not “{kind}”")
    return notices


def _translations(text: str) -> object:
    if text[:1] == "[":
        return typed_value("translations", msgspec.json.decode(text))
    return tuple(Translation(_address(part)) for part in _parts(text))


def _comments(text: str) -> object:
    return typed_value("comments", msgspec.json.decode(text))


def _occasion(text: str) -> Occasion:
    """Read an event's day or time alone, or all that is known of it as JSON; each part must fit."""
    given = msgspec.json.decode(text) if text[:1] == "{" else {"starts": text}
    said = msgspec.convert(given, dict[str, str | None])
    found = occasion_of(said)
    if found is None:
        raise ValueError("none of it fits")
    for name, value in said.items():
        if value and not getattr(found, name, None):
            raise ValueError(f"“{value}” does not fit {name}")
    return found


def _series(text: str) -> Series:
    """Read the name of a series alone, or name and part as JSON; each must fit."""
    given = msgspec.json.decode(text) if text[:1] == "{" else {"name": text}
    said = msgspec.convert(given, Series)
    found = series_of(said.name, said.part, said.of)
    if found != Series(squeeze(said.name), said.part, said.of) or not found.name:
        raise ValueError("it needs a name, and part and of are numbers from 1 on")
    return found


READERS: dict[str, Callable[[str], object]] = {
    "type": _type,
    "headline": squeeze,
    "standfirst": squeeze,
    "byline": squeeze,
    "contributors": _contributors,
    "published": _date,
    "published_at": _time,
    "modified": _time_or_date,
    "section": squeeze,
    "tags": _tags,
    "language": _language,
    "direction": _direction,
    "read_minutes": _minutes,
    "lead_image": _picture,
    "lead_image.address": _address,
    "lead_image.caption": squeeze,
    "lead_image.credit": squeeze,
    "lead_image.alt": squeeze,
    "body": _body,
    "notices": _notices,
    "comments": _comments,
    "translations": _translations,
    "occasion": _occasion,
    "gathers": _tags,
    "series": _series,
}
"""Every field that a person can correct, and how what is typed is read."""
