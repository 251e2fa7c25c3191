"""What the last run knew of each story, so that the next one need not read and fill it again.

It lies in the site's own state folder, one JSON line a story, and is believed only where the frame
agrees: the settings, the theme, the publication and Backfile's own files. Whoever deletes it loses
nothing but time.
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

import msgspec

from backfile.publish.cards import Listing

NAME, LISTS = "stories.jsonl", "lists.json"
_LINK_LETTERS = 8
"""Letters that stand for one link: 32 bits; of 10,000 stories with ten links each, one in 40 runs
fills one page for nothing."""
_FEW = 20
"""So few links are found faster one by one."""


@dataclass(slots=True)
class Noted:
    """What a story's page took from outside of the story when it was filled."""

    links: list[str] = field(default_factory=list)
    """Keys of the addresses that its text leads to (see urls.key_of)."""
    used: dict[str, str] = field(default_factory=dict)
    """Pictures and files: path on the site, sha256."""
    missing: list[str] = field(default_factory=list)
    """Addresses, in few letters, of pictures that are not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One story as the last run left it."""

    digest: str
    """Of all that the archive holds of it."""
    listing: Listing
    around: str = ""
    """Digest of what else its page shows: the stories beside it, the names of its lists."""
    beside: str = ""
    """Digest of the related stories that it leads to."""
    links: str = ""
    used: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


class PastList(msgspec.Struct, frozen=True, array_like=True):
    """One list as the last run left it."""

    name: str
    count: int
    """Stories in it."""
    key: str = ""
    """Digest of what its pages say besides its stories; "" where it has none."""
    pages: int = 0


class PastLists(msgspec.Struct, frozen=True):
    """All lists as the last run left them."""

    frame: str = ""
    """As of the stories: without the same frame they are not believed."""
    nav: str = ""
    """Digest of what leads from every page."""
    stories: int = 0
    """Stories in lists."""
    lists: dict[str, PastList] = {}
    """By the path of its first page."""


@dataclass(frozen=True, slots=True)
class Past:
    """All that the last run knew."""

    stories: dict[str, Remembered] = field(default_factory=dict)
    """In the order of its file."""
    lists: PastLists = field(default_factory=PastLists)


_decoder = msgspec.json.Decoder(Remembered)
_encoder = msgspec.json.Encoder()


def short(text: str) -> str:
    """Return a few letters that stand for a text."""
    raw = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=_LINK_LETTERS // 2).hexdigest()


def link_to(story_id: str | None) -> str:
    """Return what is noted of a link that was led to a story by its place, or to none."""
    return f"story:{story_id or ''}"


def links_of(keys: Iterable[str]) -> str:
    """Return the links of a story as they are remembered."""
    return "".join(map(short, dict.fromkeys(keys)))


def leads_to(links: str, changed: frozenset[str]) -> bool:
    """Say whether one of a story's links may lead to an address that now has another page."""
    if len(changed) > _FEW:
        places = range(0, len(links), _LINK_LETTERS)
        return any(links[place : place + _LINK_LETTERS] in changed for place in places)
    # Found also where one link ends and the next begins: then a page is filled for nothing.
    return any(key in links for key in changed)


def read_past(state: Path, frame: str) -> Past:
    """Return what the last run remembered; nothing where it ran within another frame."""
    try:
        with (state / NAME).open("rb") as lines:
            if next(lines, b"").decode("utf-8", "replace").strip() != frame:
                return Past()
            found = map(_decoder.decode, lines)
            stories = {story.listing.card.id: story for story in found}
        return Past(stories, _read_lists(state, frame))
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError):
        return Past()


def _read_lists(state: Path, frame: str) -> PastLists:
    try:
        lists = msgspec.json.decode((state / LISTS).read_bytes(), type=PastLists)
    except (FileNotFoundError, msgspec.MsgspecError):
        return PastLists()
    return lists if lists.frame == frame else PastLists()


class Remembering:
    """Remembers story after story for the next run; it counts once the run has ended well."""

    def __init__(self, state: Path, frame: str, past: Past, *, is_dry: bool = False) -> None:
        self._state = state
        self._fresh = state / f"{NAME}.part"
        self._frame = frame
        self._past = past
        self._kept: set[str] = set()
        self._lines: BinaryIO | None = None
        self._is_dry = is_dry

    def __enter__(self) -> Self:
        """Begin a file beside the last run's."""
        if not self._is_dry:
            self._lines = self._fresh.open("wb")
            self._lines.write(f"{self._frame}\n".encode())
        return self

    def add(self, story: Remembered) -> None:
        """Remember a story."""
        if self._lines is None:
            return
        # Half a character in its words: it is read anew the next time.
        with suppress(UnicodeEncodeError):
            self._lines.write(_encoder.encode(story) + b"\n")

    def keep(self, story_id: str) -> None:
        """Remember a story as the last run did."""
        self._kept.add(story_id)

    def add_lists(self, lists: PastLists) -> None:
        """Remember the lists."""
        if self._lines is not None:
            (self._state / LISTS).write_bytes(_encoder.encode(lists))

    def _copy(self, fresh: BinaryIO) -> None:
        """Copy what the last run said of the stories that are kept."""
        if self._kept:
            with (self._state / NAME).open("rb") as lines:
                next(lines)
                known = zip(self._past.stories, lines, strict=True)
                fresh.writelines(line for story_id, line in known if story_id in self._kept)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the file in the place of the last run's, unless the run broke off."""
        if self._lines is not None:
            with self._lines:
                if kind is None:
                    self._copy(self._lines)
            if kind is None:
                os.replace(self._fresh, self._state / NAME)  # noqa: PTH105 - as in output
