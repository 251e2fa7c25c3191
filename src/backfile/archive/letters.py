"""What a publication says of itself, without what remedies took away: its letters, its contact.

A letter to readers is often signed, and stands on pages that are no story's: a name that is not
printed in a story any more is not printed there either.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import cast

from backfile.archive.renaming import Renamer
from backfile.archive.spellings import words_of
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.remedy import Renaming
from backfile.model.story import Story
from backfile.text import print_of

_SAYING = frozenset({"publication.letter", "publication.contact", "publication.tagline"})
"""Fields whose evidence holds running words."""
_SHORTEST = 24
"""Letters and digits from which on the words of a letter are a story's and no phrase."""


def told_of(said: Publication, names: Iterable[Renaming], gone: Iterable[Story]) -> Publication:
    """Return what may be told of a publication.

    Args:
        said: as it is settled.
        names: that are replaced in some story; of these, names of several words are replaced.
        gone: stories that were withdrawn: a letter that is one of them goes with it.
    """
    full = tuple(dict.fromkeys(name for name in names if len(words_of(name.name)) > 1))
    texts = [print_of(f"{story.headline or ''} {story.body.text}") for story in gone]
    if not full and not texts:
        return said
    renamer = Renamer(full)
    letters = tuple(letter for letter in said.letters if not _is_of(letter.text, texts))
    evidence = tuple(c for c in said.evidence if not _is_of(str(c.value), texts, c.field))
    return replace(
        said,
        letters=cast(tuple[Letter, ...], renamer.value(letters)),
        contact=renamer.text(said.contact) if said.contact else said.contact,
        evidence=tuple(_renamed(claim, renamer) for claim in evidence),
    )


def _is_of(words: str, texts: Collection[str], field: str = "publication.letter") -> bool:
    mark = print_of(words)
    long = len(mark) >= _SHORTEST and field in _SAYING
    return long and any(mark in text or text in mark for text in texts if len(text) >= _SHORTEST)


def _renamed(claim: Evidence[object], renamer: Renamer) -> Evidence[object]:
    return cast(Evidence[object], renamer.value(claim)) if claim.field in _SAYING else claim
