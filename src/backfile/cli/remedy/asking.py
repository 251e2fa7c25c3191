"""What every remedy is asked with, and how its effect is told."""

from typing import Any

import click
import msgspec

from backfile.accession.remedies import Effect, Wish, apply, effect_of, scope_of
from backfile.archive.archive import Archive
from backfile.archive.renaming import Replaced
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    dry_run,
    in_line,
    remark,
    say,
    say_json,
)
from backfile.model.remedy import Authority, Duty, Ground, RemedyKind, Surface

DUTIES_SAID: dict[Duty, str] = {
    Duty.SAY: "shows the words",
    Duty.MARK: "shows the story, marked",
    Duty.UNLIST: "answers, and leads nobody there",
    Duty.RENAME: "prints initials",
    Duty.OMIT: "leaves the story out",
    Duty.TOMB: "says that it was withdrawn",
}
SHOWN_NAMES = 40
"""Replacements that are listed for a reader; --json gives all."""

_because = click.option("--because", required=True, help="Why, for the archive's own files.")
_ground = click.option(
    "--ground",
    type=click.Choice([str(ground) for ground in Ground]),
    default=str(Ground.OTHER),
    show_default=True,
    help="Why, in general: the public is told.",
)
_authority = click.option(
    "--authority",
    type=click.Choice([str(authority) for authority in Authority]),
    default=str(Authority.EDITOR),
    show_default=True,
    help="On whose word, in general: the public is told.",
)
_who = click.option("--by", "who", default="", help="Who decides, for the archive's own files.")
_review = click.option("--review-on", help="The day on which to look at it again: 2027-03-31.")
_scope = click.option(
    "--only", "scope", default="", help=f"Surfaces, by commas: {', '.join(Surface)}. [all]"
)
_story = click.argument("story")


def asking(function: Any) -> Any:
    """Add what every remedy is asked with."""
    for option in (as_json, dry_run, _scope, _review, _who, _authority, _ground, _because):
        function = option(function)
    return archive_path(_story(function))


def wish_of(kind: RemedyKind, asked: dict[str, Any]) -> Wish:
    """Return what is asked for with the options of a command.

    Raises:
        BadValue: a surface is not known.
    """
    return Wish(
        story=asked["story"],
        kind=kind,
        ground=Ground(asked["ground"]),
        authority=Authority(asked["authority"]),
        reason=asked["because"],
        words=asked.get("words", ""),
        who=asked["who"],
        review_on=asked["review_on"],
        scope=scope_of(asked["scope"]),
        names=asked.get("names", ()),
    )


def do(kind: RemedyKind, asked: dict[str, Any]) -> None:
    """Do a remedy to one story, or say what it would do."""
    wish, is_dry = wish_of(kind, asked), asked["is_dry"]
    with Archive.open(asked["archive"], write=not is_dry) as kept:
        effect = effect_of(kept, wish) if is_dry else apply(kept, wish)
    if asked["is_json"]:
        say_json(msgspec.to_builtins(effect))
        return
    say_effect(effect, is_dry=is_dry)
    if not is_dry:
        say_next()


def say_effect(effect: Effect, *, is_dry: bool) -> None:
    """Tell a person what a remedy does to a story."""
    remedy = effect.remedy
    state = "would be" if is_dry else "stands as" if effect.is_new else "stands already as"
    number = f"remedy {remedy.number}" if remedy.number else f"under {remedy.kind}"
    say(f"{effect.story} {in_line(effect.headline or '')}: {state} {number}.")
    for surface, duty in effect.duties.items():
        say(f"  {surface}: {DUTIES_SAID[duty]}")
    for one in effect.replaced[:SHOWN_NAMES]:
        say(f"  {_place(one)}")
    if effect.translations and effect.remedy.kind is not RemedyKind.CORRECTION:
        remark(f"  In another language it stays: {', '.join(effect.translations)}. Look at it too.")


def say_rests(effect: Effect) -> None:
    """Tell what looks like a rest of a name and would stay."""
    for one in effect.left[:SHOWN_NAMES]:
        remark(f"  Stays in {effect.story}: {_place(one)}. --name replaces it too.")


def say_next() -> None:
    """Tell what is to be done after a remedy."""
    remark("`backfile publish` brings it to the site. Packages made before are superseded.")


def _place(one: Replaced) -> str:
    times = counted(one.number, "time", "times")
    return f"{one.field or 'text'}: “{in_line(one.said)}” ({times})"
