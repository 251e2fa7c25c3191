"""Other stories that name a person: initials in one story help little where another tells it."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from backfile.accession.progress import Progress, Tell, tell_nobody
from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.archive.renaming import Renamer
from backfile.archive.spellings import letters_of, rests_of, words_of
from backfile.model.remedy import Renaming, Surface
from backfile.record import encode

_TOLD_EVERY = 200
"""Stories after which it is told how far the work is."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A story in which the public can read a name, or what may be a part of it."""

    story: str
    """Its id."""
    headline: str | None
    said: tuple[str, ...]
    """What of the name is read there, as it is printed."""
    number: int
    """How often."""
    is_whole: bool
    """Whether a name of several words stands there: a family name alone may be another's."""


def find_elsewhere(
    archive: Archive, names: tuple[Renaming, ...], besides: str, tell: Tell = tell_nobody
) -> Iterator[Elsewhere]:
    """Yield each other story in which the public can read some names, by id.

    What remedies have replaced or taken away is not found any more. Everything that is shown of a
    story counts: words, captions, addresses, names of pictures, earlier wordings.

    Args:
        archive: open.
        names: which are looked for.
        besides: id of the story that is known already.
        tell: is told how far the work is.
    """
    outward = archive.outward(Surface.SITE)
    total = outward.count()
    full = tuple(one for one in names if len(words_of(one.name)) > 1) or names
    for number, entry in enumerate(outward.entries()):
        if number % _TOLD_EVERY == 0:
            tell(Progress("looking for the name", "", number, total))
        if entry.story.id != besides and (found := _read(entry, names, full)):
            yield found


def _read(
    entry: StoryEntry, names: tuple[Renaming, ...], full: tuple[Renaming, ...]
) -> Elsewhere | None:
    said = letters_of(html.unescape(unquote(encode(entry).decode("utf-8", "replace"))))
    if not rests_of(names).search(said):
        return None  # the dear look is for few
    whole = Renamer(full)
    whole.value(entry)
    found = whole
    if not whole.noted:
        found = Renamer(names)
        found.value(entry)
    counted = found.noted or found.rests
    if not counted:
        return None
    words = tuple(sorted({words for _, words in counted}))
    total = sum(counted.values())
    return Elsewhere(entry.story.id, entry.story.headline, words, total, bool(whole.noted))
