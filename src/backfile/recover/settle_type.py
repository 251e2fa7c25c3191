"""What sort of piece a story is, where no capture says so: by what names it and how it is built.

The law of the place: words stand in `settle_type_words`; a way of telling is a function in WAYS.
"""

import re
from collections.abc import Callable, Iterator

from backfile.model.evidence import Evidence
from backfile.model.story import Body, Notice, StoryType
from backfile.recover.notices import is_salutation
from backfile.recover.settle_claims import PERSON, Claims, said
from backfile.recover.settle_type_words import JOINS, LABELS, OPENINGS, QUESTION

BY_LABEL: dict[str, StoryType] = {
    said(word): sort for sort, words in LABELS.items() for word in words.split()
}
"""Names of sections and tags, folded, that say what sort of piece stands under them."""
SECTION_TRUST, TAG_TRUST, DISCLAIMER_TRUST = 0.8, 0.6, 0.9
"""The house's disclaimer of views stands under opinion only; a tag may be about the matter."""
JOINED_TRUST = 0.5
"""A section of two sorts tells that it is one of them: the first, unless a tag says otherwise."""
HEADLINE_TRUST, BUILD_TRUST = 0.78, 0.65
PICTURES, WORDS_A_PICTURE = 4, 60
"""A text with so many pictures, and so few words to each, is there for its pictures: none of the
1,500 stories of the newsroom set (one picture at most) is built so."""
QUESTIONS = 3
"""Paragraphs that ask from which on a text is an interview."""
_JOINS = re.compile(JOINS)
_OPENINGS = {
    sort: re.compile(rf"\W{{0,3}}(?:{row})", re.IGNORECASE) for sort, row in OPENINGS.items()
}
_QUESTION = re.compile(rf"^{QUESTION}\s", re.MULTILINE | re.IGNORECASE)

Told = tuple[StoryType, float, str]
"""A sort, how far to trust it where the claim it follows from is certain, and why."""


def type_claims(claims: dict[str, Claims]) -> Iterator[Evidence[object]]:
    """Yield claims on the type that follow from what else is claimed of a story."""
    for field, tell in WAYS.items():
        for claim in claims.get(field, []):
            for sort, trust, reason in tell(claim.value):
                sure = min(trust * claim.confidence, 1.0)
                # A person who corrects the section says nothing of the type: it is a conclusion.
                place = field if claim.place == PERSON else claim.place
                yield Evidence("type", sort, place, sure, reason, claim.capture)


def _by_section(value: object) -> Iterator[Told]:
    if isinstance(value, str):
        yield from _by_label(value, SECTION_TRUST)


def _by_tags(value: object) -> Iterator[Told]:
    for label in value if isinstance(value, tuple) else ():
        yield from _by_label(label, TAG_TRUST)


def _by_label(label: object, trust: float) -> Iterator[Told]:
    if not isinstance(label, str):
        return
    reason = f"it stands under {label}"
    sort = BY_LABEL.get(said(label))
    if sort is not None:
        yield sort, trust, reason
        return
    parts = [BY_LABEL.get(said(part)) for part in _JOINS.split(label.casefold())]
    for number, part in enumerate(parts):
        if len(parts) > 1 and part is not None and None not in parts:
            yield part, JOINED_TRUST - number / 100, reason


def _by_headline(value: object) -> Iterator[Told]:
    if not isinstance(value, str):
        return
    reason = "its headline says so"
    if is_salutation(value):
        yield StoryType.LETTER, HEADLINE_TRUST, reason
    for sort, opening in _OPENINGS.items():
        if opening.match(value):
            yield sort, HEADLINE_TRUST, reason


def _by_notices(value: object) -> Iterator[Told]:
    notices = value if isinstance(value, tuple) else (value,)
    if any(isinstance(n, Notice) and n.kind == "disclaimer" for n in notices):
        yield StoryType.OPINION, DISCLAIMER_TRUST, "it carries the house's disclaimer of views"


def _by_build(value: object) -> Iterator[Told]:
    if not isinstance(value, Body):
        return
    pictures = value.html.count("<img ")
    if pictures >= PICTURES and len(value.text.split()) <= WORDS_A_PICTURE * pictures:
        yield StoryType.GALLERY, BUILD_TRUST, f"it shows {pictures} pictures and has few words"
    if len(_QUESTION.findall(value.text)) >= QUESTIONS:
        yield StoryType.INTERVIEW, BUILD_TRUST, "it is built of questions and answers"


WAYS: dict[str, Callable[[object], Iterator[Told]]] = {
    "section": _by_section,
    "tags": _by_tags,
    "notices": _by_notices,
    "headline": _by_headline,
    "body": _by_build,
}
"""Fields that tell what sort of piece it is, and how."""
