"""`backfile edit`: a person's correction, and taking it back."""

from pathlib import Path

import click
import msgspec

from backfile.accession.edits import Edit, edit, undo
from backfile.accession.learnt import LAYOUT
from backfile.accession.reading import Manner
from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, progress, remark, say, say_json, teller
from backfile.clock import machine_clock
from backfile.config import load
from backfile.model.correction import Correction


@click.command()
@archive_path
@click.argument("story", required=False)
@click.argument("field", required=False)
@click.argument("value", required=False)
@click.option("--because", default="", help="Why: readers are told it too.")
@click.option("--by", "who", default="", help="Who says so, as it may be told.")
@click.option("--none", "is_none", is_flag=True, help="There is none: the field is to be empty.")
@click.option("--undo", "number", type=int, help="Take a correction back, by its number.")
@as_json
def command(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    archive: Path,
    story: str | None,
    field: str | None,
    value: str | None,
    because: str,
    who: str,
    number: int | None,
    *,
    is_none: bool,
    is_json: bool,
) -> None:
    r"""Correct a story. A person's word always stands, and can be taken back.

    \b
    backfile edit our-archive STORY headline "The old quay closes" --because "typo in the export"
    backfile edit our-archive STORY published 2016-03-17 --because "printed edition"
    backfile edit our-archive STORY standfirst --none --because "it is the newsletter's"
    backfile edit our-archive STORY merge OTHER-STORY --because "the same, moved"
    backfile edit our-archive capture:17 kind list --because "a section page"
    backfile edit our-archive capture:17 split --because "another story at the same address"
    backfile edit our-archive --undo 3
    """
    with Archive.open(archive, write=True) as kept, progress() as tick:
        manner = Manner(options=load(archive).accession, tell=teller(tick))
        was_undone = number is not None and kept.corrections.get(number).revoked_at is not None
        if number is not None:
            correction = undo(kept, number, machine_clock, manner)
        elif story is None or field is None:
            raise click.UsageError("Name a story and a field, or --undo with a number.")
        elif value is None and not is_none and field != "split":
            raise click.UsageError("Give a value, or --none.")
        else:
            wish = Edit(story, field, None if is_none else value, because, who)
            correction = edit(kept, wish, machine_clock, manner)
    _say_correction(correction, is_json=is_json, was_undone=was_undone)


def _say_correction(correction: Correction, *, is_json: bool, was_undone: bool) -> None:
    if is_json:
        say_json(msgspec.to_builtins(correction))
        return
    undone = "was taken back already" if was_undone else "was taken back"
    what = undone if correction.revoked_at else "stands"
    noun = "Lesson" if correction.about == LAYOUT else "Correction"
    say(f"{noun} {correction.number} of {correction.field} {what}.")
    if not was_undone:
        remark("`backfile publish` brings it to the site.")
