"""Ghost exports and JSON feeds without some entries; every other entry stays as it was written.

The tables of an export are kept in their order and each row byte for byte; white space between
tables may change.
"""

from collections.abc import Collection
from typing import Any, BinaryIO

import msgspec

from backfile.intake.cutting import ERASED, CannotErase, Cut
from backfile.intake.ghost_tables import MAX_EXPORT

Rows = list[msgspec.Raw]
Named = dict[str, msgspec.Raw]


class _Row(msgspec.Struct):
    """What tells to which post a row belongs, whatever its table."""

    id: Any = None
    post_id: Any = None
    resource_id: Any = None
    object_id: Any = None


def cut_entries(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut entries of a JSON feed: numbers count them from 1, as they are read."""
    data = file.read()
    feed = _read(data, Named)
    entries = _read(feed.get("items", msgspec.Raw(b"[]")), Rows)
    numbered = [at for at, entry in enumerate(entries) if bytes(entry).lstrip()[:1] == b"{"]
    stone = msgspec.json.encode({"id": ERASED, "_note": note})
    for number in offsets:
        if not 1 <= number <= len(numbered):
            raise CannotErase("Its items are not numbered as they were read.", "Use --whole-files.")
        entries[numbered[number - 1]] = msgspec.Raw(stone)
    feed["items"] = msgspec.Raw(msgspec.json.encode(entries))
    return [Cut(0, len(data), msgspec.json.encode(feed))]


def cut_posts(file: BinaryIO, offsets: Collection[int], note: str) -> list[Cut]:
    """Cut posts of a Ghost export, and all that its other tables keep of them.

    Revisions and newsletters hold a post's whole text again.
    """
    data = file.read(MAX_EXPORT)
    document = _read(data, Named)
    if "data" in document:
        document["data"] = _without(document["data"], offsets, note)
    else:
        parts = _read(document.get("db", msgspec.Raw(b"[]")), list[Named])
        whole: Named = next((part for part in parts if "data" in part), {})
        whole["data"] = _without(whole.get("data", msgspec.Raw(b"{}")), offsets, note)
        document["db"] = msgspec.Raw(msgspec.json.encode(parts))
    return [Cut(0, len(data), msgspec.json.encode(document))]


def _without(raw: msgspec.Raw, offsets: Collection[int], note: str) -> msgspec.Raw:
    tables = _read(raw, Named)
    posts = _read(tables.get("posts", msgspec.Raw(b"[]")), Rows)
    if max(offsets) > len(posts) or min(offsets) < 1:
        raise CannotErase("Its posts are not numbered as they were read.", "Use --whole-files.")
    gone = {_name_of(_read(posts[number - 1], _Row).id) for number in offsets} - {""}
    stone = msgspec.json.encode({"type": ERASED, "_note": note})
    for number in offsets:
        posts[number - 1] = msgspec.Raw(stone)
    for name, rows in tables.items():
        if name != "posts" and bytes(rows).lstrip()[:1] == b"[":
            kept = [row for row in _read(rows, Rows) if not _is_of(row, gone)]
            tables[name] = msgspec.Raw(msgspec.json.encode(kept))
    tables["posts"] = msgspec.Raw(msgspec.json.encode(posts))
    return msgspec.Raw(msgspec.json.encode(tables))


def _is_of(row: msgspec.Raw, gone: Collection[str]) -> bool:
    if bytes(row).lstrip()[:1] != b"{":
        return False
    told = _read(row, _Row)
    return any(_name_of(one) in gone for one in (told.post_id, told.resource_id, told.object_id))


def _name_of(told: Any) -> str:
    """Return a row's id as text: one table may count in numbers, another say them in quotes."""
    return str(told).strip() if isinstance(told, str | int) else ""


def _read(data: Any, wanted: Any) -> Any:
    """Return what JSON says; what is damaged cannot be written anew.

    Raises:
        CannotErase: it is no JSON of that form.
    """
    plain = data.removeprefix(b"\xef\xbb\xbf") if isinstance(data, bytes) else data
    try:
        return msgspec.json.decode(plain, type=wanted)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as bad:
        raise CannotErase(f"Its JSON is damaged: {bad}.", "Use --whole-files.") from bad
