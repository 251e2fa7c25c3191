"""Markdown and HTML files with front matter, as site generators keep stories.

It is also how an editor writes something new for the archive: a file with a title, a date and, for
anything but a story, a type: event, project, letter.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from backfile import urls
from backfile.intake.beside import read_beside, stand_in
from backfile.intake.claims import ClaimList, has_time, read_moment
from backfile.intake.markdown import html_of_markdown
from backfile.intake.markdown_codes import turn_codes
from backfile.intake.markdown_event import say_occasion
from backfile.intake.markdown_front import Front, is_false, is_true, split_front, text_in, texts_in
from backfile.intake.markdown_series import say_series
from backfile.intake.mirror import address_of_path
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding
from backfile.model.story import Body, Contributor, Image, StoryType
from backfile.text import line_of_markup

MAX_FILE = 8 << 20
"""Bytes of one file."""
TYPED = 0.98
"""What an editor typed into the field itself."""
DESCRIBED = 0.85
"""A description is a standfirst on some sites, and for search engines only on others."""
IN_FILE_NAME = 0.9
"""The day that Jekyll and its kin want in a file's name is that of publication."""
HEADING = 0.9
"""A file without a title is headed by its first heading."""
FIELDS: tuple[tuple[str, str, float], ...] = (
    ("headline", "title headline", TYPED),
    ("standfirst", "standfirst subtitle sub_title dek deck subheadline subheading", TYPED),
    ("standfirst", "summary excerpt abstract teaser intro", 0.9),
    ("standfirst", "description", DESCRIBED),
    ("byline", "byline", TYPED),
    ("language", "lang language locale", TYPED),
    ("section", "section category rubric", TYPED),
)
"""Which field a text is, by the names that site generators and their themes use for it."""
ROLES: tuple[tuple[str, str], ...] = (
    ("author", "author authors by writer"),
    ("photographer", "photographer photographers photo_by photos_by photography"),
    ("translator", "translator translators translated_by"),
    ("editor", "editor editors edited_by"),
    ("illustrator", "illustrator illustrators illustration_by"),
)
PUBLISHED = "date published published_at publishdate publish_date pubdate date_published day"
MODIFIED = "lastmod updated updated_at modified modified_at last_modified_at date_modified"
PICTURES = """image lead_image featured_image feature_image cover cover_image hero header_image
    thumbnail banner images"""
ADDRESSES = "url permalink canonical_url canonical aliases alias redirect_from redirects"
_NAMED_DAY = re.compile(r"(?:^|/)_?(\d{4}-\d{2}-\d{2})[-_]")
_HEADING_LINE = re.compile(r"\s*+#[ \t]{1,9}([^\n]{1,500})\n")
_FOR_PROGRAMMERS = re.compile(
    r"readme|license|licence|changelog|contributing|code_of_conduct|security|authors|todo",
    re.IGNORECASE,
)
_HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_PAGE_TYPES = frozenset({"page", "standing", "about", "contact"})


class MarkdownReader:
    """Reads a Markdown or HTML file with front matter."""

    kind = DepositKind.MARKDOWN

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin with front matter, or the name says Markdown."""
        if kind_of(head, name) is DepositKind.MARKDOWN:
            return True
        is_markdown = PurePosixPath(name.lower()).suffix in _MARKDOWN_ENDINGS
        return is_markdown and head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield the file as one capture."""
        with item.open() as stream:
            data = stream.read(MAX_FILE)
        if item.size > MAX_FILE:
            said = f"{item.path} was read up to {MAX_FILE:,} bytes."
            yield Finding("item-truncated", said, item.path)
        parted = split_front(decode(data)[0])
        if not parted.is_sound:
            said = f"The front matter of {item.path} breaks its format; it was read line by line."
            yield Finding("record-malformed", said, item.path)
        yield _capture_of(parted.front, parted.text, item, around)


def _capture_of(front: Front, text: str, item: Item, around: Surroundings) -> Capture:
    path = PurePosixPath(item.path)
    heading = None if _values(front, "title headline") else _HEADING_LINE.match(text)
    text, dead = turn_codes(text[heading.end() :] if heading else text)
    body = text if path.suffix.lower() in _HTML_ENDINGS else html_of_markdown(text)
    alone = around.address if len(around.paths) <= 1 else None
    addresses = list(_addresses_of(front, around.address))
    claims = _claims_of(front, item, around)
    if heading:
        claims.say("headline", line_of_markup(heading[1]), "heading", HEADING)
    if _FOR_PROGRAMMERS.fullmatch(path.stem) and not front:
        claims.say("kind", "other", "file-name", TYPED, "a note for programmers")
    return Capture(
        form=Form.ENTRY,
        item=item.path,
        offset=0,
        address=next(iter(addresses), alone),
        media_type="text/html",
        charset="utf-8",
        body=body.encode("utf-8", "replace"),
        place=urls.place_in(around.deposit, item.path),
        beside=_beside(body, item, around, None if addresses else _base(item, around)),
        also=tuple(addresses[1:]),
        claims=claims.all(),
        held_back=why_held_back(front, item.path),
        findings=tuple(
            Finding("dead-shortcode", f"{item.path} holds {{{name}}}.", item.path) for name in dead
        ),
    )


def why_held_back(front: Front, path: str) -> str | None:
    """Return why a file was not shown by its site generator, or None where it was."""
    if is_true(front.get("draft")) or "_drafts/" in f"/{path}":
        return "draft"
    if is_false(front.get("published")):
        return "unpublished"
    if is_true(front.get("private")) or is_true(front.get("hidden")):
        return "private"
    status = text_in(front.get("status")).lower()
    return status if status in {"draft", "hidden", "private", "pending"} else None


def _values(front: Front, names: str) -> list[tuple[str, object]]:
    """Return the values that stand under some names, in the order of the names."""
    return [(name, front[name]) for name in names.split() if front.get(name) not in (None, "", [])]


def _claims_of(front: Front, item: Item, around: Surroundings) -> ClaimList:
    claims = ClaimList("front-matter")
    for field, names, trust in FIELDS:
        for name, value in _values(front, names)[:1]:
            claims.say(field, line_of_markup(next(texts_in(value), "")), name, trust)
    people = tuple(
        Contributor(line_of_markup(person), role)
        for role, names in ROLES
        for _, value in _values(front, names)[:1]
        for person in _people_in(value)
    )
    claims.say("contributors", people, "author", TYPED)
    _say_dates(claims, front, item.path)
    _say_labels(claims, front)
    _say_picture(claims, front, item, around)
    _say_type(claims, front)
    say_occasion(claims, front)
    say_series(claims, front)
    claims.say("body", Body(), "text", TYPED)
    return claims


def _people_in(value: object) -> Iterator[str]:
    for entry in value if isinstance(value, list) else [value]:
        name = text_in(entry.get("name")) if isinstance(entry, dict) else text_in(entry)
        if name and "@" not in name:
            yield name


def _say_dates(claims: ClaimList, front: Front, path: str) -> None:
    for name, value in _values(front, PUBLISHED):
        text = text_in(value)
        moment = read_moment(text)
        if moment is not None and (has_time(text) or len(text) <= len("2016-03-15")):
            claims.say_moment(moment, name, TYPED)
            break
    for name, value in _values(front, MODIFIED)[:1]:
        moment = read_moment(text_in(value))
        if moment is not None:
            text = moment.isoformat() if moment.tzinfo else moment.date().isoformat()
            claims.say("modified", text, name, TYPED)
    named = _NAMED_DAY.search(path)
    if named and read_moment(named[1]):
        claims.say("published", named[1], "file-name", IN_FILE_NAME, "the day in the file's name")


def _say_labels(claims: ClaimList, front: Front) -> None:
    """The first of several categories is the section; the others are kept as tags."""
    categories = [t for _, value in _values(front, "categories sections") for t in texts_in(value)]
    claims.say("section", next(iter(categories), None), "categories", DESCRIBED)
    tags = [t for _, value in _values(front, "tags keywords topics") for t in texts_in(value)]
    parted = [part.strip() for tag in tags for part in tag.split(",")]
    claims.say(
        "tags", tuple(dict.fromkeys(filter(None, [*parted, *categories[1:]]))), "tags", TYPED
    )


def _beside(
    body: str, item: Item, around: Surroundings, base: str | None
) -> tuple[tuple[str, str], ...]:
    """Return what a text refers to in its deposit; texts refer to what lies beside their file."""
    return tuple(read_beside(body, item, around, base)) if len(around.paths) > 1 else ()


def _shown(source: str, item: Item, around: Surroundings) -> str:
    """Return the address of a picture, or its place in the deposit."""
    found = stand_in(source, item.path, around) or urls.join(_base(item, around), source)
    return found or ("" if source.startswith(urls.IN_DEPOSIT) else source)


def _base(item: Item, around: Surroundings) -> str:
    """Return where a file stood: its address as far as the depositor said one, or its place."""
    mirrored = address_of_path(item.path, around) or around.address
    return mirrored or urls.place_in(around.deposit, item.path)


def _say_picture(claims: ClaimList, front: Front, item: Item, around: Surroundings) -> None:
    for name, value in _values(front, PICTURES)[:1]:
        entry = value[0] if isinstance(value, list) and value else value
        details = entry if isinstance(entry, dict) else {"src": entry}
        source = _first(details, "src", "url", "image", "path", "relative")
        if not source:
            return
        words = {
            **{key: front.get(key) for key in front},
            **{f"image_{k}": v for k, v in details.items()},
        }
        image = Image(
            _shown(source, item, around),
            caption=line_of_markup(_first(words, *_with(name, "caption"), "caption")) or None,
            credit=line_of_markup(_first(words, *_with(name, "credit"), "photo_credit", "credit"))
            or None,
            alt=line_of_markup(_first(words, *_with(name, "alt"), "alt")) or None,
        )
        claims.say("lead_image", image, name, TYPED)


def _with(name: str, what: str) -> tuple[str, ...]:
    return f"{name}_{what}", f"image_{what}"


def _first(values: Front, *names: str) -> str:
    return next(filter(None, (text_in(values.get(name)) for name in names)), "")


def _say_type(claims: ClaimList, front: Front) -> None:
    """`type: letter` makes a letter to readers, `type: page` a standing page.

    A letter that came over the desk is one of a reader's, and a story like any other.
    """
    named = _first(front, "type", "kind", "layout").lower()
    if named in set(StoryType):
        claims.say("type", StoryType(named), "type", TYPED)
    if named == StoryType.LETTER and not _first(front, "desk"):
        claims.say("kind", "standing", "type", TYPED, "a letter to readers")
    elif named in _PAGE_TYPES:
        claims.say("kind", "standing", "type", TYPED, "a page, not a story")


def _addresses_of(front: Front, base: str | None) -> Iterator[str]:
    for _, value in _values(front, ADDRESSES):
        for text in texts_in(value):
            address = urls.join(base, text)
            if address:
                yield address
