"""The text of a story out of all its captures: the fullest that is trusted, pages in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.model.evidence import Evidence
from backfile.model.story import Body
from backfile.model.testimony import Testimony
from backfile.recover.settle_claims import PERSON, said

CUT_SHORT = 0.6
"""A text that holds less than this of another one that begins like it was cut short (a feed's
excerpt, a page broken off). A page that holds furniture besides the story is seldom a third longer
than it: the most trusted text loses only to one that is two thirds longer."""
TRUSTED = 0.5
"""Texts that are trusted less never stand in for a better one that is shorter."""
STANDS_IN = 0.8
"""Share of the blocks of a text that must stand in another for the other to be its fuller form."""


@dataclass(frozen=True, slots=True)
class Text:
    """What one capture gives as the body, and the claims that it rests on."""

    body: Body
    claims: tuple[Evidence[object], ...]
    confidence: float
    print: str
    """Its folded letters and digits."""

    @property
    def captures(self) -> frozenset[int]:
        """Numbers of the captures that it was taken from."""
        return frozenset(claim.capture for claim in self.claims if claim.capture is not None)


def texts_of(
    claims: Sequence[Evidence[object]], testimonies: Sequence[tuple[int, Testimony]]
) -> list[Text]:
    """Return the texts that captures give, each whole as far as it is known, best first."""
    pages = {number: testimony.page or 1 for number, testimony in testimonies}
    singles = [text for claim in claims if (text := _text_of(claim))]
    firsts = [text for text in singles if _page(text, pages) == 1]
    later = [text for text in singles if _page(text, pages) > 1]
    joined = _join(firsts, later, pages) if later else None
    every = [*([joined] if joined else []), *firsts] or later
    # Of equals the latest comes first: so the newsroom left it.
    every.reverse()
    every.sort(key=lambda text: -text.confidence)
    return every


def choose(texts: Sequence[Text]) -> Text | None:
    """Return the text that stands: the most trusted, unless it is a cut form of another."""
    if not texts:
        return None
    best = texts[0]
    if any(claim.place == PERSON for claim in best.claims):
        return best
    for text in texts[1:]:
        if text.confidence >= TRUSTED and is_cut(best, text):
            best = text
    return best


def is_cut(short: Text, long: Text) -> bool:
    """Say whether one text is a cut form of another."""
    if len(short.print) >= CUT_SHORT * len(long.print):
        return False
    return not short.print or _share_inside(short.body.text, long.print) >= STANDS_IN


def _share_inside(text: str, other: str) -> float:
    blocks = list(prints_of(text))
    # An excerpt ends in the middle of a block ("…"): its last block counts by its beginning.
    inside = sum(len(block) for block in blocks if block in other or _begins(block, other))
    return inside / max(1, sum(map(len, blocks)))


def _begins(block: str, other: str) -> bool:
    return block[: max(20, len(block) * 3 // 4)] in other


def prints_of(text: str) -> Iterator[str]:
    """Yield the folded letters and digits of each block of a text that has any."""
    for block in text.split("\n\n"):
        if folded := said(block):
            yield folded


def print_of_blocks(text: str) -> str:
    """Return the folded letters and digits of a text, block by block: captures share blocks."""
    return "".join(map(said, text.split("\n\n")))


def _text_of(claim: Evidence[object]) -> Text | None:
    if not isinstance(claim.value, Body) or not (claim.value.text or claim.value.html):
        return None
    return Text(claim.value, (claim,), claim.confidence, print_of_blocks(claim.value.text))


def _page(text: Text, pages: dict[int, int]) -> int:
    number = text.claims[0].capture
    return 1 if number is None else pages.get(number, 1)


def _join(firsts: list[Text], later: list[Text], pages: dict[int, int]) -> Text | None:
    """Join first and later pages in order; None where a first page is missing or already whole."""
    if not firsts:
        return None
    joined = max(firsts, key=lambda text: text.confidence)
    for number in sorted({_page(text, pages) for text in later}):
        text = max(
            (text for text in later if _page(text, pages) == number), key=lambda t: t.confidence
        )
        if text.print and text.print in joined.print:
            continue
        joined = _append(joined, text)
    return joined if len(joined.claims) > 1 else None


def _append(text: Text, more: Text) -> Text:
    body = Body(
        html="\n".join(part for part in (text.body.html, more.body.html) if part),
        text="\n\n".join(part for part in (text.body.text, more.body.text) if part),
    )
    least = min(text.confidence, more.confidence)
    return Text(body, text.claims + more.claims, least, text.print + more.print)
