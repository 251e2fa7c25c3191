"""`backfile desk export`: take a submission out of the desk, in clear."""

from pathlib import Path

import click

from backfile.cli.console import as_json, remark, say, say_json
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, submission_id
from backfile.participate.exporting import WARNING, export_to
from backfile.participate.folder import open_box
from backfile.participate.opened import find_entry, open_entry
from backfile.participate.settings import check_place


@click.command()
@desk_path
@submission_id
@click.option(
    "--to", "folder", required=True, type=click.Path(path_type=Path), help="A folder that is there."
)
@click.option(
    "--as-sent", "is_as_sent", is_flag=True, help="Pictures with all that a camera wrote in them."
)
@key_options
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    submission: str,
    *,
    folder: Path,
    key: KeyPlace,
    is_as_sent: bool,
    is_json: bool,
) -> None:
    r"""Write a submission and its files, in clear, into a folder: JSON and what was attached.

    The folder must be there: nothing is written beside a stick that is not mounted. Pictures are
    drawn anew, without place, camera and name. Open other files on a machine that you can do
    without: they come from strangers.

    \b
    backfile desk export our-desk 3fa9 --to /media/stick
    backfile desk export our-desk 3fa9 --to evidence --as-sent
    """
    check_place(folder)
    with open_box(desk) as box:
        opened = open_entry(box, find_entry(box, submission), key.unlock())
    written = export_to(folder, opened, as_sent=is_as_sent)
    if is_json:
        say_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            say(str(path))
    remark(WARNING)
