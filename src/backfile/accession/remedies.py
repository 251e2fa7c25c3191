"""Remedies, from the request to the archive: what is asked is checked, told first, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backfile.accession.naming import lasting_name, names_of_story
from backfile.archive.archive import Archive
from backfile.archive.renaming import Renamer, Replaced, initials_of
from backfile.archive.spellings import LONGEST_NAME, MOST_NAMES
from backfile.errors import BadValue
from backfile.model.remedy import (
    CHANGES_WORDS,
    DUTIES,
    ON_ONE_SITE,
    Authority,
    Duty,
    Ground,
    Remedy,
    RemedyKind,
    Renaming,
    Surface,
)

LONGEST_WORDS = 5000
"""Letters of a note or a correction: more is a story of its own."""
_TOLD_RESTS = 12
"""Words that are told in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for, as it was typed."""

    story: str
    """By id, address or slug."""
    kind: RemedyKind
    ground: Ground
    authority: Authority
    reason: str
    words: str = ""
    who: str = ""
    review_on: str | None = None
    scope: tuple[Surface, ...] = ()
    """None named: all."""
    names: tuple[str, ...] = ()
    """Names as they are printed, each perhaps with its initials behind "="."""
    leaves_rests: bool = False
    """Of initials: whether what looks like a rest of a name may stay, as the editor has seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a remedy does."""

    remedy: Remedy
    story: str
    """The story's id."""
    headline: str | None
    duties: dict[Surface, Duty]
    replaced: tuple[Replaced, ...] = ()
    """Of initials: what is replaced, where."""
    left: tuple[Replaced, ...] = ()
    """What looks like a rest of a name and stays."""
    is_new: bool = True
    """False where the very same remedy stands already."""
    translations: tuple[str, ...] = ()
    """Ids of the same story in other languages, which it leaves as they are."""


def effect_of(archive: Archive, wish: Wish) -> Effect:
    """Say what a remedy would do, and change nothing.

    Raises:
        NotFound: no story has that name.
        BadValue: what is asked for cannot be done, or lacks something.
    """
    story = archive.stories.get(wish.story)
    names = _names(wish)
    renamer = Renamer(names)
    if names:
        entry = archive.stories.entry(story.id)
        renamer.value(entry)
        # Names of files and of pages that led to it are told in records.
        renamer.value([archive.captures.get(member.capture) for member in entry.members[:1]])
    remedy = Remedy(
        story=lasting_name(archive, story),
        kind=wish.kind,
        ground=wish.ground,
        authority=wish.authority,
        reason=_needed(wish.reason, "A remedy needs a reason.", "Say why with --because."),
        words=_words(wish),
        who=wish.who,
        review_on=day_of(wish.review_on),
        scope=_scope(wish),
        names=names,
    )
    if names and not renamer.noted:
        raise BadValue(
            f"“{names[0].name}” stands nowhere in that story.", "Give the name as it is printed."
        )
    known = _known(archive, remedy, names_of_story(archive, story))
    return Effect(
        remedy=known or remedy,
        story=story.id,
        headline=story.headline,
        duties={s: DUTIES[wish.kind][s] for s in Surface if s in remedy.reach},
        replaced=tuple(renamer.report()),
        left=tuple(renamer.left()),
        is_new=known is None,
        translations=archive.stories.paired().get(story.id, ()),
    )


def apply(archive: Archive, wish: Wish) -> Effect:
    """Put a remedy in force; the very same once more changes nothing.

    Raises:
        NotFound: no story has that name.
        BadValue: what is asked for cannot be done, or lacks something; or something that looks
            like a rest of a name would stay, and nobody said that it may.
    """
    effect = effect_of(archive, wish)
    if not effect.is_new:
        return effect
    if effect.left and not wish.leaves_rests:
        told = ", ".join(f"“{word}”" for word in words_left(effect)[:_TOLD_RESTS])
        raise BadValue(
            f"This looks like the name and would stay in {effect.story}: {told}.",
            "Give each form of the name with --name; --yes leaves what is somebody else's.",
        )
    return replace(effect, remedy=archive.remedies.put(effect.remedy, effect.story))


def words_left(effect: Effect) -> list[str]:
    """Return the words that look like a rest of a name and stay, each once."""
    return list(dict.fromkeys(one.said for one in effect.left))


def due(remedies: Sequence[Remedy], day: str) -> list[Remedy]:
    """Return the remedies that stand and were to be looked at again by a day (ISO 8601)."""
    return [r for r in remedies if r.stands and r.review_on and r.review_on <= day]


def day_of(text: str | None) -> str | None:
    """Read a day.

    Raises:
        BadValue: it is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as bad:
        raise BadValue(f"“{text}” is no day.", 'Write it as "2027-03-31".') from bad


def scope_of(text: str) -> tuple[Surface, ...]:
    """Read surfaces that are parted by commas; none for all.

    Raises:
        BadValue: one is not known.
    """
    said = [word.strip().lower() for word in text.split(",") if word.strip()]
    unknown = [word for word in said if word not in set(Surface)]
    if unknown:
        raise BadValue(f"“{unknown[0]}” is no surface.", f"There are: {', '.join(Surface)}.")
    return tuple(surface for surface in Surface if surface.value in said)


def _scope(wish: Wish) -> tuple[Surface, ...]:
    scope = wish.scope or tuple(Surface)
    duties = {DUTIES[wish.kind][surface] for surface in scope}
    if ON_ONE_SITE.issuperset(scope) and CHANGES_WORDS & duties:
        raise BadValue(
            "Feeds and search print the words of the site.", "Name “site” too, or no surface."
        )
    return scope


def _words(wish: Wish) -> str:
    if wish.kind not in {RemedyKind.NOTE, RemedyKind.CORRECTION}:
        return ""
    words = _needed(wish.words, f"A {wish.kind} needs words.", "They are what readers will see.")
    if len(words) > LONGEST_WORDS:
        raise BadValue(f"A {wish.kind} has {LONGEST_WORDS:,} letters at most.", "Shorten it.")
    return words


def _names(wish: Wish) -> tuple[Renaming, ...]:
    if wish.kind is not RemedyKind.INITIALS:
        return ()
    if not wish.names or len(wish.names) > MOST_NAMES:
        raise BadValue("Initials need a name to stand for.", f"Give 1 to {MOST_NAMES} with --name.")
    return tuple(dict.fromkeys(map(_renaming, wish.names)))


def _renaming(said: str) -> Renaming:
    name, _, initials = (part.strip() for part in said.partition("="))
    usual = initials_of(name)
    if not usual or len(name) > LONGEST_NAME:
        raise BadValue(f"“{said}” is no name.", 'Write it as it is printed: "Mona Haddad".')
    return Renaming(name, initials or usual)


def _needed(text: str, met: str, next_step: str) -> str:
    if not text.strip():
        raise BadValue(met, next_step)
    return text.strip()


def _known(archive: Archive, remedy: Remedy, names: frozenset[str]) -> Remedy | None:
    """Return the remedy that says the very same and stands: a command may be given again."""
    same = (remedy.kind, remedy.words, remedy.names, remedy.scope, remedy.reason, remedy.ground)
    for kept in archive.remedies.all():
        said = (kept.kind, kept.words, kept.names, kept.scope, kept.reason, kept.ground)
        if kept.stands and said == same and not names.isdisjoint(kept.known_as):
            return kept
    return None
