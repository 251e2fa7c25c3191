"""The language of an entry, where the export knows only that of the whole site."""

from collections.abc import Iterator, Sequence

from resiliparse.parse.lang import detect_fast

from backfile.model.evidence import Evidence
from backfile.text import direction_of, squeeze

BY_SCRIPT = 0.9
BY_WORDS = 0.75
"""resiliparse was right on 19 of 24 headlines, and on nearly all whole stories of the open sets."""
FEW_LETTERS = 40
"""Characters below which nothing is told from words."""
READ = 4000
"""Characters that are looked at."""
FURTHEST = 1200
"""resiliparse's distance from which on its best guess means nothing."""
RTL_OF_THE_WEB = ("ar", "fa", "he", "ur")


def read_language(claims: Sequence[Evidence[object]], text: str) -> Iterator[Evidence[object]]:
    """Yield what the words of an entry say of its language, where nothing surer does.

    Args:
        claims: what the entry says already.
        text: its body as plain words.
    """
    sure = [c for c in claims if c.field == "language" and c.confidence > BY_SCRIPT]
    sample = squeeze(text[:READ])
    if sure or len(sample) < FEW_LETTERS:
        return
    found, distance = detect_fast(sample, cutoff=FURTHEST)
    if distance >= FURTHEST:
        return
    declared = {str(c.value).split("-")[0] for c in claims if c.field == "language"}
    other_script = direction_of(sample) == "rtl" and declared.isdisjoint(RTL_OF_THE_WEB)
    if found in declared:
        return
    trust = BY_SCRIPT if other_script or not declared else BY_WORDS
    yield Evidence("language", str(found), "text:words", trust, "by the words of the text")
