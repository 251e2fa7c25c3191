"""The tables of a Ghost export, as far as they are read."""

from typing import Any

import msgspec

from backfile.errors import DepositError
from backfile.intake.json_text import read_json
from backfile.intake.reader import Item

MAX_EXPORT = 1 << 30
"""Bytes of one export. Ghost writes it in one piece and must be able to read it back; 20,000
stories come to 400 MB, since each text stands in it three times."""


class Row(msgspec.Struct):
    """A row of one of Ghost's tables, as far as it is read: other columns are skipped unread."""

    id: Any = None
    post_id: Any = None
    tag_id: Any = None
    author_id: Any = None
    sort_order: Any = None
    key: Any = None
    value: Any = None
    name: Any = None
    slug: Any = None
    visibility: Any = None
    title: Any = None
    html: msgspec.Raw = msgspec.Raw()
    lexical: msgspec.Raw = msgspec.Raw()
    mobiledoc: msgspec.Raw = msgspec.Raw()
    markdown: msgspec.Raw = msgspec.Raw()
    feature_image: Any = None
    image: Any = None
    feature_image_alt: Any = None
    feature_image_caption: Any = None
    type: Any = None
    page: Any = None
    status: Any = None
    published_at: Any = None
    updated_at: Any = None
    custom_excerpt: Any = None
    canonical_url: Any = None
    locale: Any = None


class Tables(msgspec.Struct):
    """The tables that are read; all others (members, subscriptions, tokens) are skipped unread."""

    posts: list[Row] = []
    posts_meta: list[Row] = []
    posts_tags: list[Row] = []
    posts_authors: list[Row] = []
    tags: list[Row] = []
    users: list[Row] = []
    settings: list[Row] = []


class Part(msgspec.Struct):
    """One database of an export; there is always one."""

    data: Tables | None = None


class Document(msgspec.Struct):
    """The whole export, in either of its two forms."""

    db: list[Part] = []
    data: Tables | None = None


def tables_of(item: Item) -> Tables:
    """Read the tables of an export.

    Raises:
        DepositError: it is no JSON, or not of Ghost's form.
    """
    with item.open() as stream:
        body = stream.read(MAX_EXPORT + 1)
    try:
        document = read_json(body, Document)
    except (msgspec.DecodeError, RecursionError) as error:
        raise DepositError(f"it is no export of Ghost: {error}") from error
    parts = [part.data for part in document.db if part.data is not None]
    return document.data or next(iter(parts), Tables())


def raw_text(raw: msgspec.Raw) -> str:
    """Return a text that was left in its JSON form until somebody needs it; "" where it is none."""
    try:
        value = read_json(bytes(raw)) if bytes(raw) else None
    except msgspec.DecodeError:
        return ""
    return value if isinstance(value, str) else ""
