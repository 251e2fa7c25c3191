"""Where else the words of a story stand in what was handed over: lists, teasers, drafts, feeds.

A story's own captures can go with it. Its headline on a front page, its first lines in a list
stand in captures of their own, which only reading everything again finds.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from backfile.accession.originals import looked_through
from backfile.accession.progress import Progress, Tell
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit
from backfile.model.story import Story
from backfile.text import print_of

SHORTEST = 24
"""Letters and digits of words that are looked for: fewer stand by chance in other places too."""
_LONGEST = 160
"""Letters of a sentence that are compared: teasers cut sentences off."""
_SENTENCE = re.compile(r"(?<=[.!?…。؟])\s+|\n+")
_TAG = re.compile(r"<[^<>]{0,4000}>")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TELLING = frozenset({Form.PAGE, Form.TEXT, Form.ENTRY, Form.FEED, Form.OTHER, Form.ERROR})
"""Forms of captures that hold words."""
Place = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """A capture in which words of a story stand that is none of its own."""

    row: CaptureRow
    said: str
    """The longest of the words that stand there."""
    can_go: bool
    """Whether it can be erased without another story."""


def find_traces(
    archive: Archive, stories: Sequence[str], own: Collection[int], tell: Tell
) -> Iterator[Trace]:
    """Yield every capture that still holds words that only some stories have.

    Args:
        archive: open.
        stories: ids.
        own: numbers of the captures that are the stories' own.
        tell: is told how far the work is.
    """
    needles = _needles(archive, stories)
    if not needles:
        return
    for deposit in archive.deposits.all():
        found = dict(_read(archive, deposit, needles, tell))
        for row in archive.captures.all(deposit.id) if found else ():
            place = (deposit.id, row.item, row.offset)
            if place in found and row.number not in own:
                yield Trace(row, found[place], _can_go(row))


def _can_go(row: CaptureRow) -> bool:
    """Say whether a capture is no other story's, and no feed that holds other stories too."""
    if row.form == Form.ENTRY:
        return row.story is None and row.kind is Kind.HELD_BACK
    return row.story is None and row.form != Form.FEED


def _needles(archive: Archive, stories: Sequence[str]) -> dict[str, str]:
    """Return what only these stories say: its print, and the words as they stand."""
    found = {
        print_of(words)[:_LONGEST]: words
        for story in archive.stories.of(stories)
        for words in _words_of(story)
        if len(print_of(words)) >= SHORTEST
    }
    for other in archive.stories.all():
        if other.id not in stories and found:
            said = print_of(" ".join(_words_of(other)))
            found = {mark: words for mark, words in found.items() if mark not in said}
    return found


def _words_of(story: Story) -> Iterator[str]:
    yield from (words for words in (story.headline, story.standfirst) if words)
    yield from _SENTENCE.split(story.body.text)
    if story.lead_image and story.lead_image.caption:
        yield story.lead_image.caption


def _read(
    archive: Archive, deposit: Deposit, needles: dict[str, str], tell: Tell
) -> Iterator[tuple[Place, str]]:
    with looked_through(archive, deposit) as path:
        if not path.exists():
            return  # all of it was erased
        reads = read_items(items_of(path), address=deposit.address, deposit=deposit.id)
        for number, capture in enumerate(reads):
            tell(Progress("looking for words", deposit.name, number))
            if isinstance(capture, Capture) and capture.form in _TELLING:
                said = _printed(capture)
                held = [words for mark, words in needles.items() if mark in said]
                if held:
                    yield (deposit.id, capture.item, capture.offset), max(held, key=len)


def _printed(capture: Capture) -> str:
    """Return the letters of all that a capture says, as markup and as JSON would say it."""
    text = decode(capture.body, capture.charset)[0]
    told = [text, *(claim.value for claim in capture.claims if isinstance(claim.value, str))]
    if "\\" in text:
        told.append(_CODE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\", ""))
    return " ".join(print_of(html.unescape(_TAG.sub(" ", words))) for words in told)
