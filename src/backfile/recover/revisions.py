"""What each capture of a story is to the others: the same again, a later page, another text."""

from collections.abc import Sequence
from dataclasses import dataclass

from backfile.model.capture import Kind
from backfile.model.story import Body
from backfile.model.testimony import Testimony
from backfile.recover.likeness import best_value
from backfile.recover.settle_body import Text, is_cut, print_of_blocks, prints_of

DIFFERS = 0.03
"""Share of a text that must differ for it to be another state of the story. Captures of one story
through three themes differ by under 0.02 (a link's words, a heading that the theme adds); the
smallest true correction of the open sets, one line in a short story, by 0.04."""
REDIRECT = "redirect"
"""What a redirect is to the story that it leads to."""
LEAST_LETTERS = 40
"""Letters that must differ at least: a single changed word is no state of its own."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a capture of a story is to the capture that its text was taken from."""

    capture: int
    why: str
    """duplicate, revision, later-page, print, amp, viewer or redirect."""


def repeats_of(testimonies: Sequence[tuple[int, Testimony]], chosen: Text | None) -> list[Repeat]:
    """Say of each capture of a story but the main one what it is to it."""
    main = main_capture(testimonies, chosen)
    return [
        Repeat(number, _why(testimony, chosen))
        for number, testimony in testimonies
        if number != main
    ]


def main_capture(testimonies: Sequence[tuple[int, Testimony]], chosen: Text | None) -> int:
    """Return the number of the capture that the story rests on: the one that gives its text."""
    given = chosen.captures if chosen else frozenset()

    def rank(pair: tuple[int, Testimony]) -> tuple[bool, bool, bool]:
        number, testimony = pair
        is_later = testimony.page is not None and testimony.page > 1
        no_story = testimony.kind is not Kind.STORY
        return no_story, is_later, number not in given or bool(testimony.twin_of)

    return min(testimonies, key=rank)[0]


def _why(testimony: Testimony, chosen: Text | None) -> str:
    if testimony.kind is Kind.REDIRECT:
        return REDIRECT
    if testimony.page is not None and testimony.page > 1:
        return "later-page"
    if testimony.twin_why and testimony.twin_why != "translation":
        return testimony.twin_why
    body = best_value(testimony, "body", Body)
    if chosen is None or not isinstance(body, Body):
        return "duplicate"
    return "revision" if differs(body, chosen) else "duplicate"


def differs(body: Body, chosen: Text) -> bool:
    """Say whether a text is another state of the story, not the same with other furniture."""
    folded = print_of_blocks(body.text)
    if not folded or folded == chosen.print or is_cut(Text(body, (), 0.0, folded), chosen):
        return False
    changed = max(_missing(body.text, chosen.print), _missing(chosen.body.text, folded))
    return changed >= max(LEAST_LETTERS, DIFFERS * len(chosen.print))


def _missing(text: str, other: str) -> int:
    """Count the letters of those blocks of a text that stand nowhere in another."""
    prints = prints_of(text)
    return sum(len(block) for block in prints if block not in other)
