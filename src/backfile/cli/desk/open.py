"""`backfile desk open`: the desk in a browser."""

from contextlib import suppress
from pathlib import Path

import click

from backfile.cli.console import say
from backfile.cli.desk.opening import KeyPlace, archive_named, desk_path, key_options, rules_for
from backfile.config import load
from backfile.web.desk_serving import Stand, check_stand, serve_desk


@click.command("open")
@desk_path
@click.option(
    "--web", "is_web", is_flag=True, help="Start the page: needed, for it is seen by a browser."
)
@click.option("--archive", type=click.Path(path_type=Path), help="Where accepted submissions go.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8767, show_default=True, help="0 takes any free one.")
@click.option("--name", default="", help="Under which other machines reach it, over HTTPS.")
@click.option("--new-passkey", "is_inviting", is_flag=True, help="Print a link that makes one.")
@click.option("--language", default="", help="Of the page: en, ar, fr, es, de, ru.")
@key_options
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    *,
    archive: Path | None,
    host: str,
    port: int,
    name: str,
    language: str,
    key: KeyPlace,
    is_web: bool,
    is_inviting: bool,
) -> None:
    r"""Open the desk in a browser on this machine, until Ctrl+C.

    The key is in memory for as long. What was kept long enough is erased at the start. Where other
    machines are to reach it, it needs a password (`backfile desk password`), a --name, and a server
    in front of it that speaks HTTPS.

    \b
    backfile desk open our-desk --web --archive our-archive
    backfile desk open our-desk --web --name desk.example.org
    backfile desk open our-desk --web --name desk.example.org --new-passkey
    """
    if not is_web:
        raise click.UsageError(
            "`desk open` shows the desk in a browser: say --web, and it starts a page that this"
            " machine alone can reach. In the terminal: backfile desk list, read, mark, accept."
        )
    archive = archive or archive_named()
    stand = Stand(host, port, name, archive, language, rules_for(desk), is_inviting)
    check_stand(desk, stand)
    if archive is not None:
        load(archive)
    with suppress(KeyboardInterrupt):
        serve_desk(desk, key.unlock(), stand, say)
