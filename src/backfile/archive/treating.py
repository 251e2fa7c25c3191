"""What remedies do to one story, and to a question about it: pure, one story at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from backfile.archive.entries import StoryEntry
from backfile.archive.renaming import Renamer
from backfile.model.remedy import Duty, RemedyKind, Renaming, Surface, Treatment
from backfile.model.story import Notice
from backfile.query.language import Query
from backfile.query.terms import LANGUAGES, stems_of, words
from backfile.text import fold

_SAID_AS = {RemedyKind.NOTE: "note", RemedyKind.CORRECTION: "correction"}
"""The kind of notice that a remedy's words become."""
_SHORTEST_TERM, _LEAST_SHARE = 3, 0.55
"""How much must be left of a word that search shortens to find something, as in archive.search."""


def shown(entry: StoryEntry, treatment: Treatment, surface: Surface) -> StoryEntry:
    """Return a story, which may be shown, as a surface is to show it."""
    names = names_of(treatment, surface) if Duty.RENAME in treatment.on(surface) else ()
    if names:
        turned: StoryEntry = Renamer(names).value(entry)
        entry = turned
    said = tuple(
        Notice(_SAID_AS[remedy.kind], f"{remedy.made_on[:10]}: {remedy.words}")
        for remedy in treatment.asking(Duty.SAY, surface)
    )
    if not said:
        return entry
    story = replace(entry.story, notices=(*said, *entry.story.notices))
    return replace(entry, story=story)


def names_of(treatment: Treatment, surface: Surface) -> tuple[Renaming, ...]:
    """Return all names that a surface is to replace in a story."""
    asked = treatment.asking(Duty.RENAME, surface)
    return tuple(dict.fromkeys(name for remedy in asked for name in remedy.names))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks for, as names are compared with it."""

    words: frozenset[str]
    """Every word, as it is and as search cuts it."""
    texts: tuple[str, ...]
    """Each part of the query whole."""


def words_asked(query: Query) -> Asked:
    """Return what a query asks for."""
    texts = [" ".join(clause.words) for clause in query.clauses]
    texts += [wanted.value for wanted in query.filters]
    every = " ".join(texts)
    return Asked(_cut(words(fold(every))), (*texts, every))


def _cut(said: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in said for form in (word, *stems_of(word, LANGUAGES)))


def is_asked(names: Sequence[Renaming], asked: Asked) -> bool:
    """Say whether a query may be answered by some names, or by words in which they are hidden."""
    known = _cut(word for one in names for word in words(fold(one.name)))
    if not asked.words.isdisjoint(known):
        return True
    renamer = Renamer(names)
    for text in asked.texts:
        renamer.addresses(text)  # as in "monahaddad": small letters say as much as capitals
    if renamer.noted or renamer.rests:
        return True
    long = tuple(term for term in known if len(term) >= _SHORTEST_TERM)
    return any(
        word.startswith(term) and len(term) >= _LEAST_SHARE * len(word)
        for word in asked.words
        for term in long
    )
