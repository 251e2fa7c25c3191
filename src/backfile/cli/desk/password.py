"""`backfile desk password`: the password of a desk's page that other machines reach."""

from pathlib import Path

import click

from backfile.cli.console import say
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options
from backfile.web.desk_serving import set_password


@click.command()
@desk_path
@key_options
def command(desk: Path, *, key: KeyPlace) -> None:
    r"""Set the password of the desk's page, for a desk that other machines reach.

    Only its argon2 hash is kept. It opens the page, not the submissions: for those the page is
    started with the key.

    \b
    backfile desk password our-desk
    """
    set_password(desk, key.passphrase("A password for the desk's page", is_new=True))
    say("The password is set. It holds from the next `backfile desk open` on.")
