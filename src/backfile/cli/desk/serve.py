"""`backfile desk serve`: take in what readers send."""

from contextlib import suppress
from pathlib import Path

import click

from backfile.cli.console import say
from backfile.cli.desk.opening import desk_path
from backfile.web.forms_serve import serve_forms


@click.command()
@desk_path
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8100, show_default=True, help="0 takes any free one.")
def command(desk: Path, *, host: str, port: int) -> None:
    r"""Take in what readers send, until Ctrl+C: forms, receipts, and what browsers sealed.

    Needs the desk's folder and no key: nothing that came in can be opened here. Put it behind a
    server that speaks HTTPS; docs/how-to/desk.md shows how.

    \b
    backfile desk serve our-desk
    backfile desk serve /srv/desk --host 0.0.0.0 --port 8100
    """
    with suppress(KeyboardInterrupt):
        # That is how it is meant to end.
        serve_forms(desk, host, port, say)
