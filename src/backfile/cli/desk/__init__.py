"""`backfile desk`: the desk's commands, one file each."""

import importlib.util

import click

from backfile.cli.loading import Commands
from backfile.errors import OperatorError

COMMANDS: dict[str, str] = {
    "new": "Make a desk: a folder for what readers send, and its key.",
    "keys": "Show the desk's key; renew it, protect it, give a colleague theirs.",
    "serve": "Take in what readers send.",
    "take": "Take in locked files that came by e-mail.",
    "list": "List what readers sent.",
    "read": "Open a submission, and read it.",
    "mark": "Decide: read, decline, spam, reopen.",
    "note": "Write down a note about a submission.",
    "assign": "Say whose a submission is.",
    "accept": "Bring a submission into an archive, as a deposit or a correction.",
    "export": "Take a submission out, in clear, to a folder.",
    "erase": "Erase a submission for good.",
    "retention": "Erase what was kept long enough.",
    "open": "Open the desk in a browser, on this machine.",
    "password": "Set the password of a desk's page that other machines reach.",
}
"""Each command of the desk and what it does, in the order of an editor's day."""

LIBRARIES = ("pyrage", "argon2", "fido2")
"""What seals, keeps passwords and knows passkeys: the extra `desk`."""


class _DeskCommands(Commands):
    """Says what is missing where the desk's own libraries are not installed."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
        if missing:
            raise OperatorError(
                f"The desk needs libraries of its own: {', '.join(missing)}.",
                "Install them: pip install 'backfile[desk]'.",
            )
        return super().get_command(ctx, cmd_name)


@click.group(cls=_DeskCommands, package=__name__, table=COMMANDS)
def command() -> None:
    """Read what readers send in confidence, and decide what becomes of it.

    The desk is a folder of its own, outside of any archive. What lies in it is sealed: only the
    desk's key opens it, which lives with the editor and is protected by a passphrase. Where DESK
    is asked for, an archive will do whose archive.toml names its desk.

    \b
    backfile desk new our-desk --title "Our Paper"
    backfile desk list our-desk
    backfile desk read our-desk 3fa9
    backfile desk open our-desk --web --archive our-archive
    """  # noqa: D301 - click reads \b
