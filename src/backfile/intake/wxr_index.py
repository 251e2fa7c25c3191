"""What the stories of an export refer to: people, sections, the media library, reusable blocks.

It is gathered in a first pass. The media library may be larger than the stories: it waits in a
temporary file, and only sixteen bytes of each picture stay in memory.
"""

import re
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

import msgspec

from backfile.errors import DepositError
from backfile.intake.claims import MAX_VALUE
from backfile.intake.reader import Item
from backfile.intake.wordpress import Library, credit_in_metadata
from backfile.intake.wordpress_shortcodes import Picture, Pictures
from backfile.intake.wxr_elements import Element, Stream, elements_of, local_name
from backfile.intake.wxr_event import VENUE, Venue, venue_of
from backfile.intake.wxr_item import WxrItem, fields_of, item_of, number_in, plain
from backfile.text import line_of_markup

IN_MEMORY = 8 << 20
"""Bytes of the media library that stay in memory before it goes to disk: 20,000 pictures."""
MAX_VENUES = 100_000
"""Places of a calendar that are kept: 20 MB."""
MAX_BLOCKS = 16 << 20
"""Characters of reusable blocks that are kept; each is a few hundred."""
MAX_GROUPS = 200_000
"""Groups of translations that are kept: 100 bytes each."""
GROUP_DOMAIN = "post_translations"
"""The taxonomy in which Polylang joins a post to its translations."""
GROUP_KEY, LANGUAGE_KEY = "_wpml_import_translation_group", "_wpml_import_language_code"
"""The settings by which WPML takes its translations from one site to another."""
_CREDIT_KEY = re.compile(r"(?:^|_)(?:credits?|photographer|photo_by|byline)(?:_name|_text)?$")
"""Settings that hold a picture's credit: "_media_credit", "photo_credit", "photographer"."""
_PICTURE_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
_CAPTION_AND_CREDIT = re.compile(r"\s{3,}|[\t\n]\s*")
"""Between caption and credit stands a gap, where the newsroom keeps both in one field."""


class Shelf:
    """The media library, by number. Use as a context manager: it holds a temporary file."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed by __exit__
        self._numbers = array("Q")
        self._places = array("Q")
        self._uploads: dict[int, array[int]] = {}
        self._is_sorted = True
        self.beyond: Shelf | None = None
        """Where pictures are looked for that are not on this one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, number: int, picture: Picture, story: int = 0) -> None:
        """Put a picture on the shelf; numbers usually rise through an export.

        Args:
            number: the picture's own.
            picture: what is known of it.
            story: number of the post for which it was uploaded; 0 where it was for none.
        """
        if story:
            self._uploads.setdefault(story, array("Q")).append(number)
        self._is_sorted = self._is_sorted and (not self._numbers or self._numbers[-1] < number)
        self._numbers.append(number)
        self._places.append(self._file.tell())
        self._file.write(msgspec.json.encode(picture) + b"\n")

    def get(self, number: int) -> Picture | None:
        """Return a picture by its number, or None."""
        if not self._is_sorted:
            self._sort()
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return self.beyond.get(number) if self.beyond is not None else None
        self._file.seek(self._places[at])
        return msgspec.json.decode(self._file.readline(), type=Picture)

    def of_story(self, story: int) -> Iterator[Picture]:
        """Yield the pictures that were uploaded for a post, in the order of their numbers."""
        for number in sorted(self._uploaded(story)):
            picture = self.get(number)
            if picture is not None and _PICTURE_ENDING.search(picture.address):
                yield picture

    def _uploaded(self, story: int) -> set[int]:
        beyond = self.beyond._uploaded(story) if self.beyond is not None else set()  # noqa: SLF001
        return beyond | set(self._uploads.get(story, ()))

    def _sort(self) -> None:
        pairs = sorted(zip(self._numbers, self._places, strict=True))
        self._numbers = array("Q", (number for number, _ in pairs))
        self._places = array("Q", (place for _, place in pairs))
        self._is_sorted = True


@dataclass(slots=True)
class Index:
    """All that stories of an export refer to."""

    shelf: Shelf
    people: dict[str, str] = field(default_factory=dict)
    """Printed name by login, and by the slug of a Co-Authors Plus term ("cap-LOGIN")."""
    sections: dict[str, str] = field(default_factory=dict)
    """Name of each category by its number."""
    venues: dict[int, Venue] = field(default_factory=dict)
    """Places of a calendar by their numbers."""
    blocks: dict[int, str] = field(default_factory=dict)
    translated: dict[str, dict[str, str]] = field(default_factory=dict)
    """Language by address of the public posts of each group of translations."""
    _blocks_left: int = MAX_BLOCKS

    def library_of(self, story: int) -> Library:
        """Return where the shortcodes and blocks of a post look things up."""
        attached = partial(self.shelf.of_story, story)
        return Library(Pictures(self.shelf.get, attached), self.blocks.get)

    def lean_on(self, other: "Index") -> None:
        """Look up in another index what this one does not know: its own word comes first."""
        self.shelf.beyond = other.shelf
        self.people = other.people | self.people
        self.sections = other.sections | self.sections
        self.blocks = other.blocks | self.blocks
        self.translated = other.translated | self.translated
        self.venues = other.venues | self.venues

    def translations_of(self, item: WxrItem) -> Iterator[tuple[str, str]]:
        """Yield address and language ("" if untold) of the other posts of an item's group."""
        for address, language in self.translated.get(group_of(item), {}).items():
            if address != item.get("link"):
                yield address, language

    def take(self, element: Element) -> None:
        """Take in one element of the export."""
        name = local_name(element)
        if name == "author":
            self._take_author(fields_of(element))
        elif name == "category":
            fields = fields_of(element)
            self.sections[fields.get("term_id", "")] = plain(fields.get("cat_name", ""))
        elif name == "term":
            self._take_term(fields_of(element))
        elif name == "item":
            self._take_item(element)

    def _take_author(self, fields: dict[str, str]) -> None:
        """Take a user's login and printed name; e-mail addresses are not even read."""
        login, shown = fields.get("author_login", "").strip(), fields.get("author_display_name", "")
        first, last = fields.get("author_first_name", ""), fields.get("author_last_name", "")
        shown = plain(shown) or plain(f"{first} {last}")
        if login and shown and "@" not in shown:
            self.people[login] = shown
            self.people.setdefault(f"cap-{login.lower()}", shown)

    def _take_term(self, fields: dict[str, str]) -> None:
        """A term of Co-Authors Plus keeps "Display First Last login number e-mail" to search by."""
        if fields.get("term_taxonomy") != "author":
            return
        login = plain(fields.get("term_name", ""))
        words = plain(fields.get("term_description", "")).split(f" {login} ")[0].split()
        half = len(words) // 2
        if half and words[:half] == words[half:] and "@" not in "".join(words):
            self.people.setdefault(fields.get("term_slug", ""), " ".join(words[:half]))
            self.people.setdefault(login, " ".join(words[:half]))

    def _take_item(self, element: Element) -> None:
        kind = next((c.text for c in element if local_name(c) == "post_type"), None)
        if kind not in {"attachment", "guest-author", "wp_block", VENUE}:
            self._take_translated(element)
            return
        item = item_of(element)
        if kind == "attachment":
            self.shelf.put(item.number, picture_of(item), number_in(item.get("post_parent")))
        elif kind == "guest-author":
            self._take_guest(item)
        elif kind == VENUE and len(self.venues) < MAX_VENUES:
            self.venues[item.number] = venue_of(item)
        elif self._blocks_left >= len(item.content):
            self._blocks_left -= len(item.content)
            self.blocks[item.number] = item.content

    def _take_translated(self, element: Element) -> None:
        """Note a public post that stands in a group of translations; few exports have any."""
        if not any(_names_group(child) for child in element):
            return
        item = item_of(element)
        group, address = group_of(item), item.get("link")
        is_public = item.get("status").strip() == "publish" and not item.get("post_password")
        if group and address and is_public and len(self.translated) < MAX_GROUPS:
            self.translated.setdefault(group, {})[address] = language_in(item)

    def _take_guest(self, item: WxrItem) -> None:
        """Guests of Co-Authors Plus have no user; their profile is a post of its own."""
        shown = plain(item.setting("cap-display_name")) or plain(item.get("title"))
        login = item.setting("cap-user_login").strip()
        if shown and "@" not in shown:
            for name in (item.get("post_name"), login, login and f"cap-{login}"):
                if name:
                    self.people.setdefault(name, shown)


def _names_group(child: Element) -> bool:
    if child.get("domain") == GROUP_DOMAIN:
        return True
    return local_name(child) == "postmeta" and any(inner.text == GROUP_KEY for inner in child)


def group_of(item: WxrItem) -> str:
    """Return the group of translations that a post stands in; "" where it stands in none."""
    named = (label.slug or label.name for label in item.labelled(GROUP_DOMAIN))
    return next(named, "") or item.setting(GROUP_KEY).strip()


def language_in(item: WxrItem) -> str:
    """Return the language that a plug-in for translations gives a post; "" where it gives none."""
    named = (label.slug.removeprefix("pll_") for label in item.labelled("language"))
    return next(named, "") or item.setting(LANGUAGE_KEY).strip()


def picture_of(item: WxrItem) -> Picture:
    """Return what the media library says of a picture: its words are in four places at once."""
    caption, credit = split_credit(line_end_kept(item.excerpt))
    for key, values in item.settings.items():
        if _CREDIT_KEY.search(key.lower()) and values[0].strip():
            credit = line_of_markup(values[0])
            break
    credit = credit or credit_in_metadata(item.setting("_wp_attachment_metadata"))
    return Picture(
        item.get("attachment_url") or item.get("guid"),
        caption=caption,
        alt=line_of_markup(item.setting("_wp_attachment_image_alt")),
        credit=credit,
    )


def line_end_kept(markup: str) -> str:
    """Return a caption without tags, its gaps left as they are."""
    return "\n".join(line for line in markup.strip()[:MAX_VALUE].split("\n") if line.strip())


def split_credit(caption: str) -> tuple[str, str]:
    """Part a caption from the credit that stands after a gap of several spaces."""
    parts = [line_of_markup(part) for part in _CAPTION_AND_CREDIT.split(caption)]
    parts = [part for part in parts if part]
    if len(parts) == 2 and len(parts[1]) < len(parts[0]):  # noqa: PLR2004 -- a caption, a credit
        return parts[0], parts[1]
    return " ".join(parts), ""


def index_of(item: Item, shelf: Shelf) -> tuple[Index, Stream]:
    """Read an export once for what its stories refer to.

    Returns:
        The index, and the stream that was read, which knows the publication's own words.
    """
    stream, index = Stream(item, {}), Index(shelf)
    for element in elements_of(stream):
        index.take(element)
    return index, stream


def index_of_all(items: tuple[Item, ...], closing: ExitStack) -> Index:
    """Read all files of one export once for what the stories of each refer to.

    Args:
        items: the files.
        closing: closes the media library with the deposit.
    """
    index = Index(closing.enter_context(Shelf()))
    for item in items:
        # What cannot be read of a file is said where that file itself is read.
        with suppress(DepositError, OSError, EOFError):
            for element in elements_of(Stream(item, {})):
                index.take(element)
    return index
