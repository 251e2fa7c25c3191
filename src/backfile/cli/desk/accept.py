"""`backfile desk accept`: bring a submission into an archive."""

from pathlib import Path
from typing import IO

import click

from backfile.accession.reading import Manner
from backfile.cli.console import as_json, dry_run, progress, remark, say, say_json, teller
from backfile.cli.desk.opening import (
    desk_path,
    key_options,
    place_of_key,
    submission_id,
    today,
)
from backfile.clock import machine_clock
from backfile.config import load
from backfile.errors import BadValue
from backfile.model.story import StoryType
from backfile.participate.accepting import Folder, Wish, deposit_of
from backfile.participate.folder import open_box
from backfile.participate.opened import Opened, find_entry, open_entry
from backfile.participate.settings import read_desk
from backfile.web.handing import (
    Mending,
    check_acceptable,
    hand_over,
    look_at,
    mark_accepted,
    mend,
    wish_of,
)

MOST_TEXT = 4 << 20
"""Characters of an editor's text that are read."""


@click.command()
@desk_path
@submission_id
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--headline", default="", help="Else the sender's, where they agreed.")
@click.option("--text", type=click.File(encoding="utf-8"), help="Markdown, written by you.")
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in StoryType]),
    help="What sort of piece it is.",
)
@click.option("--date", default="", help="Of publication. [today]")
@click.option("--byline", default="", help="Else the sender's name, where they agreed.")
@click.option("--language", default="", help="Else that of the form.")
@click.option("--line", "lines", multiple=True, metavar="NAME=VALUE", help="One more of its head.")
@click.option("--picture", "pictures", multiple=True, type=int, help="Number of a file to print.")
@click.option("--field", help="Correct this field of the story that it is about, instead.")
@click.option("--value", help="What the field is to say.")
@click.option("--story", default="", help="The story, where the sender named none, or wrongly.")
@click.option("--because", default="", help="Why, as it is kept with the correction.")
@click.option("--by", "who", default="", help="Who says so, as it may be told.")
@key_options
@dry_run
@as_json
def command(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    desk: Path,
    submission: str,
    archive: Path,
    headline: str,
    text: IO[str] | None,
    kind: str | None,
    date: str,
    byline: str,
    language: str,
    lines: tuple[str, ...],
    pictures: tuple[int, ...],
    field: str | None,
    value: str | None,
    story: str,
    because: str,
    who: str,
    key_file: Path | None,
    descriptor: int | None,
    *,
    is_dry: bool,
    is_json: bool,
) -> None:
    r"""Bring a submission into an archive: as a deposit, or as a correction of a story.

    Nothing of the sender goes along unless they agreed: their words and pictures only where they
    agreed to publication, their name only where they agreed to that. Else the text is yours.

    \b
    backfile desk accept our-desk 3fa9 our-archive --dry-run
    backfile desk accept our-desk 3fa9 our-archive --headline "The quay" --text quay.md --picture 1
    backfile desk accept our-desk 3fa9 our-archive --type event --line starts=2026-12-01
    backfile desk accept our-desk 81c0 our-archive --field byline --value "By Mona Haddad"
    """
    load(archive)
    title, day = read_desk(desk).title, today()
    place = place_of_key(desk, key_file, descriptor)
    with open_box(desk) as box:
        entry = find_entry(box, submission)
        check_acceptable(entry)
        opened = open_entry(box, entry, place.unlock())
        if field is not None:
            mending = Mending(field, value, because, story, who)
            said = _correct(archive, opened, mending, day, is_dry=is_dry)
        else:
            wish = Wish(
                headline=headline,
                text=text.read(MOST_TEXT) if text else "",
                type=kind or "",
                date=date,
                byline=byline,
                language=language,
                lines=tuple(_parted(line) for line in lines),
                pictures=pictures,
            )
            said = _hand_over(archive, deposit_of(opened, wish, title, day), is_dry=is_dry)
        if not is_dry:
            mark_accepted(box, entry, day)
    if is_json:
        say_json(said)
    elif "text" in said:
        say(str(said["text"]))
    remark(
        "Nothing was changed. Without --dry-run it is taken."
        if is_dry
        else f"Accepted. Next: backfile publish {archive}"
    )


def _parted(line: str) -> tuple[str, str]:
    name, equals, value = line.partition("=")
    if not equals or not name.strip().isidentifier():
        raise BadValue(f"“{line}” is no line of a head.", "Write NAME=VALUE.")
    return name.strip(), value.strip()


def _hand_over(archive: Path, folder: Folder, *, is_dry: bool) -> dict[str, object]:
    with progress() as tick:
        manner = Manner(options=load(archive).accession, tell=teller(tick))
        report = look_at(archive, folder) if is_dry else hand_over(archive, folder, manner)
    return {**report, "deposit": folder.name, "text": folder.text, "files": [*folder.files]}


def _correct(
    archive: Path, opened: Opened, mending: Mending, day: str, *, is_dry: bool
) -> dict[str, object]:
    wish = wish_of(opened, mending, day)
    with progress() as tick:
        manner = Manner(tell=teller(tick))
        number = None if is_dry else mend(archive, wish, machine_clock, manner).number
    said = f"{wish.field} of {wish.target}: {wish.value} ({wish.because})"
    return {"correction": number, "story": wish.target, "field": wish.field, "text": said}
