"""Claims of an entry, heard out: names that stand in one line, credits at the end of a caption."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backfile.model.evidence import Evidence
from backfile.model.story import Contributor, Image
from backfile.recover.agencies import AGENCIES
from backfile.recover.fields.language import language_of, of_any_region
from backfile.recover.names import opening_role, read_names
from backfile.recover.plaintext_credit import split_credit
from backfile.recover.trust import TRUST
from backfile.text import direction_of

OWN_WORD = 0.9
"""From where on a claim on the language is an entry's own, and not that of the whole export."""
BEYOND_DOUBT = 0.97
"""A story that names its own language is not asked again."""
FULL_NAME = 2
"""Words of a person's full name: a line is parted into names only where each part is one, so that
"Department of Trade and Industry" stays whole."""


def heard(claim: Evidence[object]) -> Evidence[object]:
    """Return a claim with what its value holds told apart."""
    if claim.field == "contributors" and isinstance(claim.value, tuple):
        people = tuple(person for one in claim.value for person in _people_in(one))
        return replace(claim, value=tuple(dict.fromkeys(people)))
    if claim.field == "language" and isinstance(claim.value, str):
        return claim if claim.confidence >= OWN_WORD else _of_any_region(claim, claim.value)
    if isinstance(claim.value, Image) and claim.value.caption and not claim.value.credit:
        caption, credit = split_credit(claim.value.caption)
        if credit:
            return replace(
                claim, value=replace(claim.value, caption=caption or None, credit=credit)
            )
    return claim


def people_of(evidence: Sequence[Evidence[object]]) -> Iterator[Evidence[object]]:
    """Yield who stands in the bylines of an entry that names nobody apart from them."""
    if any(claim.field == "contributors" for claim in evidence):
        return
    for claim in evidence:
        if claim.field == "byline" and isinstance(claim.value, str):
            people = read_names(claim.value)
            if people:
                yield replace(claim, field="contributors", value=people)


def _of_any_region(claim: Evidence[object], said: str) -> Evidence[object]:
    """What the whole export or feed says of its language says nothing of a story's region."""
    plain = of_any_region(said)
    reason = claim.reason or f"of the whole publication is said: {said}"
    return replace(claim, value=plain, reason=reason) if plain != said else claim


def _people_in(one: object) -> Iterator[Contributor]:
    """Yield the people whom one name of an export or feed stands for ("Ann Poe and Bo Roe")."""
    if not isinstance(one, Contributor):
        return
    if one.role == "author" and AGENCIES.match(one.name):
        yield replace(one, role="agency")
        return
    people = read_names(one.name, one.role)
    opening = opening_role(one.name)
    is_alone = len(people) == 1 and opening is not None and opening[1] == people[0].name
    are_full = len(people) > 1 and all(len(p.name.split()) >= FULL_NAME for p in people)
    yield from people if is_alone or are_full else (one,)


def language_claims(claims: Sequence[Evidence[object]], text: str) -> Iterator[Evidence[object]]:
    """Yield what the words of an entry say of its language, where the entry itself is not sure.

    Args:
        claims: what the entry says already.
        text: its body as plain words.
    """
    said = [claim for claim in claims if claim.field == "language"]
    best = max(said, key=lambda claim: claim.confidence, default=None)
    if not text or (best is not None and best.confidence >= BEYOND_DOUBT):
        return
    language, sure = language_of(text, str(best.value) if best else "")
    # A short text's words are a guess: it is heard where nothing else speaks, as on a page.
    if language and language != "unknown" and (sure or best is None):
        trust = TRUST["language:text" if sure else "language:meta"]
        yield Evidence("language", language, "text:words", trust, "by the words of the text")
        yield Evidence("direction", direction_of(text, language), "text:words", trust)
