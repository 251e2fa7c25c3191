"""Substack exports: a table of posts, and the text of each as a piece of HTML.

The law of the place: only what the table says was published, and for everyone, is public. The lists
of subscribers and of who opened what, which lie beside it, are never read.
"""

import csv
import io
import posixpath
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

from backfile import urls
from backfile.intake.claims import ClaimList, read_moment
from backfile.intake.html_files import HtmlReader
from backfile.intake.reader import Item, Read, Surroundings
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding
from backfile.model.story import Body

MAX_TABLE = 64 << 20
"""Bytes of the table of posts; ten thousand posts come to 2 MB."""
MAX_TEXT = 16 << 20
FROM_EXPORT = 0.98
TABLE = "posts.csv"
EVERYONE = "everyone"
_POST = re.compile(r"(?:^|/)posts/(\d{1,15})\.([\w-]{1,300})\.html?$")
_WHOLE_PAGE = re.compile(rb"<(?:!doctype|html|head)\b", re.IGNORECASE)
_COLUMNS = frozenset({"post_id", "post_date", "is_published", "title"})


@dataclass(slots=True)
class Posts:
    """The table of posts."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    """Each post's columns by its number."""


def number_of_post(path: str) -> int | None:
    """Return the number of the post that a file holds, by its name; None where it holds none."""
    named = _POST.search(path)
    return int(named[1]) if named else None


class SubstackReader:
    """Reads a post of an export that Substack wrote."""

    kind = DepositKind.HTML

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether it is named as Substack names posts, and is a piece of a page only."""
        return _POST.search(name) is not None and not _WHOLE_PAGE.search(head[:2048])

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the post as one capture; without a table of posts beside it, it is a saved page."""
        named = _POST.search(item.path)
        posts = _posts_of(item, around)
        if named is None or posts is None:
            yield from HtmlReader().read(item, around)
            return
        with item.open() as stream:
            body = stream.read(MAX_TEXT)
        if item.size > MAX_TEXT:
            said = f"{item.path} was read up to {MAX_TEXT:,} bytes."
            yield Finding("item-truncated", said, item.path)
        row, slug = posts.rows.get(named[1], {}), named[2]
        home = around.address
        host = urls.host_of(home or "")
        yield Capture(
            form=Form.ENTRY,
            item=item.path,
            offset=0,
            address=urls.join(home.rstrip("/") + "/", f"p/{slug}") if home else None,
            media_type="text/html",
            charset="utf-8",
            body=decode(body)[0].encode("utf-8", "replace"),
            key=f"substack:{named[1]}@{host or 'unknown'}",
            place=urls.place_in(around.deposit, item.path),
            claims=_claims_of(row).all(),
            held_back=why_held_back(row),
        )


def why_held_back(row: dict[str, str]) -> str | None:
    """Return why a post was not public at the newsroom, or None where it was."""
    if not row:
        return "status lost: the table of posts does not list it"
    if row.get("is_published", "").strip().lower() != "true":
        return "draft"
    audience = row.get("audience", "").strip() or EVERYONE
    return None if audience == EVERYONE else f"for {audience} only"


def _claims_of(row: dict[str, str]) -> ClaimList:
    claims = ClaimList("substack")
    if row.get("type") == "page":
        claims.say("kind", "standing", "type", FROM_EXPORT, "a page, not a post")
    claims.say("headline", row.get("title"), "title", FROM_EXPORT)
    claims.say("standfirst", row.get("subtitle"), "subtitle", FROM_EXPORT)
    claims.say_moment(read_moment(row.get("post_date")), "post_date", FROM_EXPORT)
    claims.say("body", Body(), "text", FROM_EXPORT)
    return claims


def _posts_of(item: Item, around: Surroundings) -> Posts | None:
    folder = posixpath.dirname(posixpath.dirname(item.path))
    path = posixpath.join(folder, TABLE)
    if path not in around.paths:
        return None
    table = next((other for other in around.items if other.path == path), None)
    if table is None:
        return None
    return around.memory.once((table,), Posts, partial(_read_posts, table))


def _read_posts(table: Item, closing: ExitStack) -> Posts:
    del closing
    with table.open() as stream:
        text = decode(stream.read(MAX_TABLE))[0]
    posts = Posts()
    try:
        for row in csv.DictReader(io.StringIO(text)):
            plain = {k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            number = plain.get("post_id", "").partition(".")[0]
            if number and set(plain) >= _COLUMNS:
                posts.rows.setdefault(number, plain)
    except csv.Error:
        # What the table said before it broke stands, be it nothing: a draft that its own table can
        # no longer name must not be taken for a saved page.
        return posts
    return posts
