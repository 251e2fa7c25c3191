"""Which stories are the same in another language, told from what each says of the others.

The law of the place: a story may name its translation and not be named in turn; but one that names
another story in its language is not its translation, and where two claim one story neither has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backfile.archive.database import Database, chunks
from backfile.model.story import Translation

_NAMED = """
SELECT translations.story, mine.language, addresses.story, theirs.language
FROM translations
JOIN addresses ON addresses.key = translations.key AND addresses.story <> translations.story
JOIN stories mine ON mine.id = translations.story
JOIN stories theirs ON theirs.id = addresses.story
ORDER BY translations.story, translations.position, addresses.story
"""
_CLAIMED = """
SELECT story, address, language FROM translations
WHERE story IN ({marks}) AND NOT EXISTS (
    SELECT 1 FROM addresses WHERE addresses.key = translations.key)
ORDER BY story, position
"""
_PAIRED = """
SELECT pairs.story, coalesce(stories.address, ''), stories.language, pairs.other
FROM translation_pairs pairs JOIN stories ON stories.id = pairs.other
WHERE pairs.story IN ({marks}) ORDER BY pairs.story, stories.language, pairs.other
"""


@dataclass(frozen=True, slots=True)
class Named:
    """One story names another as the same in its own language."""

    story: str
    language: str
    other: str
    other_language: str


def link_translations(database: Database) -> None:
    """Write down which stories are translations of each other, as all of them say together."""
    named = [
        Named(story, _primary(own), other, _primary(theirs))
        for story, own, other, theirs in database.execute(_NAMED)
    ]
    pairs = set(pairs_of(named))
    kept = set(database.execute("SELECT story, other FROM translation_pairs"))
    if pairs == kept:
        return
    with database.writing():
        for sql, some in (
            ("DELETE FROM translation_pairs WHERE story = ? AND other = ?", kept - pairs),
            ("INSERT INTO translation_pairs (story, other) VALUES (?, ?)", pairs - kept),
        ):
            database.executemany(sql, sorted(some))


def pairs_of(named: Iterable[Named]) -> Iterator[tuple[str, str]]:
    """Yield both ways each pair of stories that are the same in two languages."""
    meant: dict[tuple[str, str], str] = {}
    claims = [one for one in named if one.language != one.other_language]
    for one in claims:
        meant.setdefault((one.story, one.other_language), one.other)
    edges = {(one.story, one.other) for one in claims}
    wooed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in claims:
        if (one.other, one.story) not in edges:
            wooed[one.other, one.language].add(one.story)
    for one in claims:
        mine = meant[one.story, one.other_language] == one.other
        theirs = meant.get((one.other, one.language), one.story) == one.story
        is_mutual = (one.other, one.story) in edges
        if mine and theirs and (is_mutual or len(wooed[one.other, one.language]) == 1):
            yield one.story, one.other
            yield one.other, one.story


def _primary(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


def translations_in(database: Database, ids: list[str]) -> dict[str, tuple[Translation, ...]]:
    """Return the translations of some stories: those that are here, then those that are not."""
    found: dict[str, list[Translation]] = defaultdict(list)
    for marks, chunk in chunks(ids):
        for story, address, language, other in database.execute(_PAIRED.format(marks=marks), chunk):
            found[story].append(Translation(address, language, other))
        for story, address, language in database.execute(_CLAIMED.format(marks=marks), chunk):
            found[story].append(Translation(address, language))
    return {story: tuple(some) for story, some in found.items()}


def paired(database: Database) -> dict[str, tuple[str, ...]]:
    """Return the ids of the translations of every story that has some."""
    found: dict[str, list[str]] = defaultdict(list)
    for story, other in database.execute(
        "SELECT story, other FROM translation_pairs ORDER BY story, other"
    ):
        found[story].append(other)
    return {story: tuple(others) for story, others in found.items()}
