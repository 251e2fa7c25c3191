"""`backfile new`: make an archive."""

from pathlib import Path

import click

from backfile.archive.archive import SETTINGS, Archive
from backfile.cli.console import archive_path, as_json, say, say_json
from backfile.config import template


@click.command()
@archive_path
@click.option("--title", help="Name of the publication.")
@as_json
def command(archive: Path, title: str | None, *, is_json: bool) -> None:
    r"""Make an archive: a folder that lasts. ARCHIVE is a new folder.

    \b
    backfile new our-archive --title "Our Paper"
    """
    Archive.create(archive, template(title)).close()
    if is_json:
        say_json({"archive": str(archive)})
        return
    say(f"Made {archive}. Its settings are in {archive / SETTINGS}.")
    say(f"Next: backfile add {archive} DEPOSIT…")
