"""`backfile remedy`: what is done to a published story on request."""

from pathlib import Path
from typing import Any

import click
import msgspec

from backfile.accession.erasing import make_final, plan_of
from backfile.accession.reading import Manner
from backfile.accession.remedies import Effect, Wish, apply, due, effect_of, scope_of
from backfile.archive.archive import Archive
from backfile.archive.renaming import Replaced
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    dry_run,
    in_line,
    progress,
    remark,
    say,
    say_json,
    say_table,
    teller,
)
from backfile.clock import day_of, machine_clock
from backfile.config import load
from backfile.model.remedy import Authority, Duty, Ground, Remedy, RemedyKind, Surface

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


def _asking(function: Any) -> Any:
    """Add what every remedy is asked with."""
    for option in (as_json, dry_run, _scope, _review, _who, _authority, _ground, _because):
        function = option(function)
    return archive_path(_story(function))


@click.group()
def command() -> None:
    r"""Note, correct, de-list, print initials, withdraw: on request, and on record.

    STORY is an id, an address or a slug. Nothing that was recovered is changed, so every remedy
    can be taken back, until it is made final. The next `publish` obeys; so do feeds, search, the
    API and new exports. docs/how-to/remedies.md says when to choose which.

    \b
    backfile remedy correct our-archive ab3defg2hi "He was 23, not 32." --because "letter of 3 May"
    backfile remedy initials our-archive ab3defg2hi --name "Mona Haddad" --name Haddad \
        --ground safety --authority person --because "asked on the phone" --dry-run
    backfile remedy list our-archive --due
    """


@command.command()
@_asking
@click.argument("words")
def note(**asked: Any) -> None:
    """Add a note of the archive to a story."""
    _do(RemedyKind.NOTE, asked)


@command.command()
@_asking
@click.argument("words")
def correct(**asked: Any) -> None:
    """Add a correction to a story, above its text."""
    _do(RemedyKind.CORRECTION, asked)


@command.command()
@_asking
def delist(**asked: Any) -> None:
    """Let no list, feed, search or search engine lead to a story; its page stays."""
    _do(RemedyKind.DELIST, asked)


@command.command()
@_asking
@click.option(
    "--name",
    "names",
    multiple=True,
    required=True,
    help='As it is printed, and each other form of it; "Mona Haddad=M." sets the initials.',
)
def initials(**asked: Any) -> None:
    """Print initials in place of a name, everywhere in a story and in what is known of it."""
    _do(RemedyKind.INITIALS, asked)


@command.command()
@_asking
def withdraw(**asked: Any) -> None:
    """Show a story no more: a tombstone stands in its place."""
    _do(RemedyKind.WITHDRAWAL, asked)


def _do(kind: RemedyKind, asked: dict[str, Any]) -> None:
    wish = Wish(
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
    is_dry = asked["is_dry"]
    with Archive.open(asked["archive"], write=not is_dry) as kept:
        effect = effect_of(kept, wish) if is_dry else apply(kept, wish)
    if asked["is_json"]:
        say_json(msgspec.to_builtins(effect))
        return
    _say_effect(effect, is_dry=is_dry)


def _say_effect(effect: Effect, *, is_dry: bool) -> None:
    remedy = effect.remedy
    state = "would be" if is_dry else "stands as" if effect.is_new else "stands already as"
    number = f"remedy {remedy.number}" if remedy.number else f"under {remedy.kind}"
    say(f"{effect.story} {in_line(effect.headline or '')}: {state} {number}.")
    for surface, duty in effect.duties.items():
        say(f"  {surface}: {DUTIES_SAID[duty]}")
    for one in effect.replaced[:SHOWN_NAMES]:
        say(f"  {_place(one)}")
    for one in effect.left[:SHOWN_NAMES]:
        remark(f"  Stays: {_place(one)}. Give it with --name to replace it too.")
    if not is_dry:
        remark("`backfile publish` brings it to the site. Packages made before are superseded.")


def _place(one: Replaced) -> str:
    times = counted(one.number, "time", "times")
    return f"{one.field or 'text'}: “{in_line(one.said)}” ({times})"


@command.command("take-back")
@archive_path
@click.argument("number", type=int)
@as_json
def take_back(archive: Path, number: int, *, is_json: bool) -> None:
    """Take a remedy back, by its number; both stay on record."""
    with Archive.open(archive, write=True) as kept:
        remedy = kept.remedies.take_back(number)
    if is_json:
        say_json(msgspec.to_builtins(remedy))
        return
    say(f"Remedy {number} ({remedy.kind}) was taken back.")


@command.command()
@archive_path
@click.argument("number", type=int)
@click.option(
    "--whole-files",
    is_flag=True,
    help="Let files go whole that cannot be written anew without the story.",
)
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@dry_run
@as_json
def final(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path, number: int, *, whole_files: bool, is_sure: bool, is_dry: bool, is_json: bool
) -> None:
    """Erase a withdrawn story for good, out of originals and database. It cannot be taken back."""
    if is_dry:
        with Archive.open(archive) as kept:
            plan = plan_of(kept, number)
    else:
        if not is_sure:
            click.confirm("Nothing brings it back. Erase it?", abort=True, err=True)
        manner = load(archive).accession
        with Archive.open(archive, write=True) as kept, progress() as tick:
            told = Manner(options=manner, tell=teller(tick))
            plan = make_final(kept, number, told, whole_files=whole_files)
    if is_json:
        say_json(msgspec.to_builtins(plan))
        return
    captures = sum(len(affected.spots) for affected in plan.files)
    verb = "would be erased" if is_dry else "erased"
    say(f"Remedy {number}: {counted(captures, 'capture', 'captures')} {verb}, in:")
    for affected in plan.files:
        say(f"  {in_line(affected.item.path)}")
    if not is_dry:
        remark("Publish again. Backups and packages made before still hold it: destroy them.")


@command.command("list")
@archive_path
@click.option("--due", "only_due", is_flag=True, help="Only what is to be looked at again by now.")
@as_json
def list_all(archive: Path, *, only_due: bool, is_json: bool) -> None:
    """List all remedies, and the packages that were made before one of them."""
    today = day_of(machine_clock)
    with Archive.open(archive) as kept:
        every = kept.remedies.all()
        shown = due(every, today) if only_due else every
        superseded = kept.packages.superseded(every)
        stories = {remedy.number: kept.remedies.stories_of(remedy.number or 0) for remedy in shown}
    if is_json:
        say_json(
            {
                "remedies": [
                    msgspec.to_builtins(remedy) | {"stories": stories[remedy.number]}
                    for remedy in shown
                ],
                "superseded": msgspec.to_builtins(superseded),
            }
        )
        return
    say_table(
        ("number", "kind", "story", "since", "ground", "authority", "review", "state", "reason"),
        (_row(remedy, stories[remedy.number], today) for remedy in shown),
    )
    if superseded and not only_due:
        say("\nSuperseded packages: tell whoever got one.")
        say_table(
            ("made", "form", "stories", "name"),
            ((p.made_on, p.form, p.stories, p.name) for p in superseded),
        )


def _row(remedy: Remedy, stories: list[str], today: str) -> tuple[object, ...]:
    state = "final" if remedy.final else "stands" if remedy.stands else "taken back"
    review = remedy.review_on or ""
    is_due = bool(due([remedy], today))
    return (
        remedy.number,
        remedy.kind,
        ", ".join(stories) or "(not here)",
        remedy.made_on[:10],
        remedy.ground,
        remedy.authority,
        f"{review} DUE" if is_due else review,
        state,
        remedy.reason,
    )
