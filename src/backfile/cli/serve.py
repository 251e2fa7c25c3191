"""`backfile serve`: serve the archive, with search and API."""

from contextlib import suppress
from pathlib import Path

import click

from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, say
from backfile.web.serve import serve


@click.command()
@archive_path
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="0 takes any free one.")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="Where the site is kept for the next start. [ARCHIVE-site, if `publish` made it]",
)
@click.option(
    "--desk",
    type=click.Path(path_type=Path),
    help="Folder of the desk that takes in what readers send. [as archive.toml says]",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help="Name under which a proxy on this machine asks for it. [that of the site's address]",
)
def command(  # noqa: PLR0913 - one for each option
    archive: Path,
    *,
    host: str,
    port: int,
    site: Path | None,
    desk: Path | None,
    names: tuple[str, ...],
) -> None:
    r"""Serve an archive until Ctrl+C: its site, search and API. `add` may go on meanwhile.

    \b
    backfile serve our-archive
    backfile serve our-archive --host 0.0.0.0 --port 80 --site /var/cache/our-archive
    backfile serve our-archive --desk our-desk
    """
    Archive.open(archive).close()
    with suppress(KeyboardInterrupt):
        # That is how it is meant to end.
        named = frozenset(name.lower() for name in names)
        serve(archive, host, port, site=site, desk=desk, names=named, say=say)
