"""What one testimony is compared by: its addresses, its native ids, its headline and its text.

The law of the place: whatever two captures may be told to be one story by is drawn out here, once
for each capture; :mod:`backfile.recover.same` only compares.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from backfile.hashes import short_name
from backfile.model.story import Body
from backfile.model.testimony import Testimony
from backfile.text import fold, print_of, squeeze
from backfile.urls import key_of

SHINGLE = 5
"""Words in a row that are compared as one: shared phrases of the trade are shorter, and a changed
word spoils no more than five."""
SKETCH = 512
"""Shingles kept of a text at most. Up to that many words a text is compared whole; of longer ones
a share of 1/2, 1/4 ... chosen by hash, so that two texts keep the same ones (Broder 1997)."""
SKETCHES = 1024
"""Sketches kept at hand, at most 45 MB: a text is compared with a few others soon after it was met;
where a theme prints one number on all pages, with the first of each template again and again."""
WORDS_READ = 40_000
"""Words of a text that are looked at: longer ones are books, and told by their beginning."""
PART = "part:"
"""How the keys begin that the pages of one story share (`recover.later`)."""
BLOCK_KEYS, BLOCK_LETTERS = 2, 60
"""The longest blocks that are looked up elsewhere, and how long one must be to tell a story."""
HEAD_LETTERS = 8
"""Letters of a headline that is worth looking up."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_NATIVE = re.compile(r"id:([a-z][\w-]{1,20}):([^@\s/]{1,64})@(.{1,200})")
_PLAIN_ID = re.compile(r"url:([^/?]+)/?\?(?:p|page_id)=(\d{1,12})")
"""The plain address of a WordPress story, which its short link and its feed's guid give."""
_PAGE_NAME = re.compile(r"\.(?:x?html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<=/)0+(?=\d+(?:/|$))")
_DIGITS = re.compile(r"\d{4,}")
_JOINTS = re.compile(r"[-_ ]")
_TELLING_JOINTS = 2
"""Hyphens in a name that tells one story: "russia-s-withdrawal", not "about-us"."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a testimony is compared by."""

    own: str | None
    """Key of the address at which it stood."""
    addresses: frozenset[str]
    """Keys of all addresses that it goes by ("url:…"), one of the same page elsewhere included."""
    paths: frozenset[str]
    """Its addresses without host, spelled in one way, where they name a story ("path:…")."""
    natives: frozenset[tuple[str, str]]
    """The publication's own identifiers: whose (system and host), and which."""
    headline: str
    """Folded letters and digits of its headline; "" where it has none."""
    body: str
    """Its text, in blocks."""
    continues: frozenset[str] = frozenset()
    """Of a story's later page: the keys of the first, by address and as its part ("part:…")."""
    counts_pages: bool = False
    """Whether it says so itself, whatever its headline is."""

    @property
    def sketch(self) -> tuple[frozenset[int], int]:
        """Hashes of the shingles of its body, and one in how many was kept (1, 2, 4 ...)."""
        return _sketch(self.body)

    @property
    def size(self) -> int:
        """About how many words its body has."""
        text, share = self.sketch
        return len(text) * share

    @property
    def keys(self) -> frozenset[str]:
        """All by which captures of the same story are looked up; what they share is compared."""
        natives = {f"id:{number}@{whose}" for whose, number in self.natives}
        head = {"head:" + short_name(self.headline)} if len(self.headline) >= HEAD_LETTERS else ()
        return self.addresses | self.paths | natives | frozenset(head) | frozenset(self.blocks)

    @property
    def blocks(self) -> Iterator[str]:
        """Yield names of its longest blocks, to be looked up by ("text:…")."""
        return _blocks(self.body)


def likeness_of(testimony: Testimony) -> Likeness:
    """Draw out of a testimony what it is compared by."""
    addresses = frozenset(_address_keys(testimony))
    body = _body_of(testimony)
    return Likeness(
        own=_key(testimony.addresses[0]) if testimony.addresses else None,
        addresses=addresses,
        paths=frozenset(path for key in addresses if (path := _path_of(key))),
        natives=frozenset(_natives(testimony, addresses)),
        headline=_headline_of(testimony),
        body=body,
        continues=frozenset(_continued(testimony)),
        counts_pages=testimony.counts_pages,
    )


def best_value(testimony: Testimony, field: str, kind: type) -> object:
    """Return the value of a field that a testimony trusts most, or None."""
    claims = [c for c in testimony.evidence if c.field == field and isinstance(c.value, kind)]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


def _headline_of(testimony: Testimony) -> str:
    value = best_value(testimony, "headline", str)
    return print_of(value) if isinstance(value, str) else ""


def _body_of(testimony: Testimony) -> str:
    value = best_value(testimony, "body", Body)
    return value.text if isinstance(value, Body) else ""


def _address_keys(testimony: Testimony) -> Iterator[str]:
    for address in testimony.addresses:
        yield from _story_key(address)
    yield from (key for key in testimony.keys if key.startswith(PART))
    # A translation is a story of its own, whatever it points at.
    if testimony.twin_of and testimony.twin_why != "translation":
        yield from _story_key(testimony.twin_of)


def _continued(testimony: Testimony) -> Iterator[str]:
    """Yield the keys of the story that a later page is of."""
    if testimony.twin_why == "later-page" and testimony.twin_of:
        yield from _story_key(testimony.twin_of)
        yield from (key for key in testimony.keys if key.startswith(PART))


def _story_key(address: str) -> Iterator[str]:
    """Yield the key of an address, unless it is a front page, which is no story's."""
    key = _key(address)
    if "/" in key or "?" in key:
        yield key


def _key(address: str) -> str:
    return "url:" + key_of(address)


def _path_of(key: str) -> str | None:
    """Return an address's path in one spelling for all hosts, or None where it names no story."""
    if "?" in key or "/" not in key:
        return None
    path = _PAGE_NAME.sub("", key[key.index("/") :])
    path = _NUMBER.sub("", path)
    return "path:" + path.casefold() if _names_story(path) else None


def _names_story(path: str) -> bool:
    """Say whether a path has words joined by hyphens, a date before a name, or a long number."""
    *folders, name = path.split("/")
    if len(_JOINTS.findall(name)) >= _TELLING_JOINTS or _DIGITS.search(name):
        return True
    return bool(name) and sum(folder.isdigit() for folder in folders) >= _TELLING_JOINTS


def _natives(testimony: Testimony, addresses: frozenset[str]) -> Iterator[tuple[str, str]]:
    for key in testimony.keys:
        if match := _NATIVE.fullmatch(key):
            host = key_of("http://" + match[3])
            yield f"{match[1]}@{host}", match[2]
    for key in addresses:
        if match := _PLAIN_ID.fullmatch(key):
            yield f"wp@{match[1]}", match[2]


@lru_cache(maxsize=SKETCHES)
def _sketch(body: str) -> tuple[frozenset[int], int]:
    """Hash each run of five words; keep all, or such a share as leaves SKETCH of them."""
    words = [word.encode() for word in _WORD.findall(fold(body))[:WORDS_READ]]
    line, ends = b" ".join(words), list(accumulate(len(word) + 1 for word in words))
    starts = [0, *ends]
    hashes = {
        zlib.crc32(line[start : end - 1])
        for start, end in zip(starts, ends[SHINGLE - 1 :] or ends[-1:], strict=False)
    }
    share = 1
    while len(hashes) > SKETCH:
        share *= 2
        hashes = {value for value in hashes if value % share == 0}
    return frozenset(hashes), share


def _blocks(body: str) -> Iterator[str]:
    blocks = sorted({squeeze(block) for block in body.split("\n\n")}, key=lambda b: (-len(b), b))
    for block in blocks[:BLOCK_KEYS]:
        if len(block) >= BLOCK_LETTERS:
            yield "text:" + short_name(print_of(block))
