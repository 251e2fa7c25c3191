"""`backfile search`: search an archive."""

from pathlib import Path
from typing import Literal

import click
import msgspec

from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, counted, remark, say, say_json
from backfile.model.remedy import Surface
from backfile.query.language import hint, parse


@click.command()
@archive_path
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="Stories to print.")
@click.option("--offset", default=0, help="Stories to pass over.")
@click.option("--order", type=click.Choice(["best", "new", "old"]), default="best")
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path,
    query: tuple[str, ...],
    *,
    limit: int,
    offset: int,
    order: Literal["best", "new", "old"],
    is_json: bool,
) -> None:
    r"""Search an archive, as its readers do.

    \b
    backfile search our-archive harbour "old quay" by:"Mona Haddad" year:2015..2016
    backfile search our-archive section:Opinion --order new --json
    """
    asked = parse(" ".join(query))
    with Archive.open(archive) as kept:
        found = kept.outward(Surface.SEARCH).find(asked, limit=limit, offset=offset, order=order)
    if is_json:
        say_json(msgspec.to_builtins(found))
        return
    for hit in found.hits:
        head = hit.head
        say(f"{head.id}\t{head.published or ''}\t{head.headline or ''}\t{head.address or ''}")
    if told := hint(asked):
        remark(told)
    remark(f"{counted(found.total, 'story', 'stories')}.")
