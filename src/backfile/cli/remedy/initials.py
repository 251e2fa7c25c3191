"""`backfile remedy initials`: print initials in place of a name."""

import sys
from dataclasses import replace
from typing import Any

import click
import msgspec

from backfile.accession.named_elsewhere import Elsewhere, find_elsewhere
from backfile.accession.remedies import Effect, apply, effect_of
from backfile.archive.archive import Archive
from backfile.cli.console import counted, in_line, progress, remark, say, say_json, teller
from backfile.cli.remedy.asking import asking, say_effect, say_next, say_rests, wish_of
from backfile.model.remedy import RemedyKind

SHOWN_STORIES = 40
"""Other stories that are listed for a reader; --json gives all."""


@click.command()
@asking
@click.option(
    "--name",
    "names",
    multiple=True,
    required=True,
    help='As it is printed, and each other form of it; "Mona Haddad=M." sets the initials.',
)
@click.option(
    "--everywhere", "is_everywhere", is_flag=True, help="In all stories that print the name."
)
@click.option("--here", "is_here", is_flag=True, help="Look for the name in no other story.")
@click.option("--yes", "is_sure", is_flag=True, help="Leave what only looks like the name.")
def command(**asked: Any) -> None:
    r"""Print initials in place of a name, everywhere in a story and in what is known of it.

    What looks like a rest of the name is listed, and nothing is done before somebody has said that
    it may stay; other stories that print the name are listed too.

    \b
    backfile remedy initials our-archive ab3defg2hi --name "Mona Haddad" --name Haddad \
        --ground safety --authority person --because "asked on the phone" --dry-run
    """
    is_dry, is_json = asked["is_dry"], asked["is_json"]
    wish = wish_of(RemedyKind.INITIALS, asked)
    with Archive.open(asked["archive"], write=not is_dry) as kept, progress() as tick:
        effects, wishes = [effect_of(kept, wish)], [wish]
        names, known = effects[0].remedy.names, effects[0].story
        tell = teller(tick)
        others = [] if asked["is_here"] else [*find_elsewhere(kept, names, known, tell)]
        if asked["is_everywhere"]:
            wishes += [replace(wish, story=other.story) for other in others if other.is_whole]
            effects += [effect_of(kept, one) for one in wishes[1:]]
        if not is_dry:
            is_sure = asked["is_sure"] or (not is_json and _may_stay(effects))
            told = (replace(one, leaves_rests=is_sure) for one in wishes)
            with kept.writing():
                effects = [apply(kept, one) for one in told]
    done = {effect.story for effect in effects}
    others = [other for other in others if other.story not in done]
    if is_json:
        more = {"also": effects[1:], "elsewhere": others}
        say_json(msgspec.to_builtins(effects[0]) | msgspec.to_builtins(more))
        return
    for effect in effects:
        say_effect(effect, is_dry=is_dry)
        if is_dry:
            say_rests(effect)
    _say_others(others)
    if not is_dry:
        say_next()


def _may_stay(effects: list[Effect]) -> bool:
    """Ask whether what looks like a rest of a name may stay; False where nobody can answer."""
    if not any(effect.left for effect in effects) or not sys.stdin.isatty():
        return False
    for effect in effects:
        say_rests(effect)
    click.confirm("Is all of that somebody or something else?", abort=True, err=True)
    return True


def _say_others(others: list[Elsewhere]) -> None:
    named = [other for other in others if other.is_whole]
    for other in named[:SHOWN_STORIES]:
        words = ", ".join(f"“{in_line(word)}”" for word in other.said[:4])
        times = counted(other.number, "time", "times")
        say(f"  also named in {other.story} {in_line(other.headline or '')}: {words} ({times})")
    if named:
        stories = counted(len(named), "other story prints", "other stories print")
        remark(f"{stories} the name: --everywhere does the same to all of them.")
    part = len(others) - len(named)
    if part:
        stories = counted(part, "other story has", "other stories have")
        remark(f"{stories} a part of the name, perhaps another's; --json lists them.")
