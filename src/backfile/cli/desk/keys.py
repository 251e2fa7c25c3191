"""`backfile desk keys`: the desk's key: shown, renewed, protected anew, shared with a colleague."""

from pathlib import Path

import click

from backfile.cli.console import as_json, remark, say, say_json
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, today
from backfile.participate.folder import replace_key
from backfile.participate.keys import (
    ADVICE,
    DeskKey,
    protect,
    seal_for_colleague,
    write_key_file,
)
from backfile.participate.settings import read_desk


@click.command()
@desk_path
@key_options
@click.option("--passphrase", "is_changing", is_flag=True, help="Protect it by another passphrase.")
@click.option("--renew", "is_renewing", is_flag=True, help="Make a new key, and keep the old one.")
@click.option(
    "--copy-to",
    type=click.Path(path_type=Path),
    help="Write a colleague's copy of the key into this file, under a passphrase of its own.",
)
@click.option("--for", "colleague", help="Seal that copy to the colleague's own age key instead.")
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    *,
    key: KeyPlace,
    copy_to: Path | None,
    colleague: str | None,
    is_changing: bool,
    is_renewing: bool,
    is_json: bool,
) -> None:
    r"""Show the desk's public key and what to do with the other half; or change the key.

    A colleague's copy opens all that the desk's key opens. When somebody leaves, --renew: what
    comes from then on is sealed to the new key alone.

    \b
    backfile desk keys our-desk
    backfile desk keys our-desk --passphrase
    backfile desk keys our-desk --copy-to mona-key.age
    backfile desk keys our-desk --copy-to mona-key.age --for age1…
    backfile desk keys our-desk --renew
    """
    if colleague and not copy_to:
        raise click.UsageError("--for needs --copy-to: name the file for the colleague.")
    settings = read_desk(desk)
    if is_changing:
        _protect_anew(key)
        remark(f"{key.file} has another passphrase now. Copies of it keep theirs.")
    if copy_to:
        _copy(key, copy_to, colleague)
    public = _renew(desk, key) if is_renewing else settings.key
    if is_json:
        say_json({"public_key": public, "key": str(key.file), "is_here": key.file.is_file()})
        return
    say(f"Public key: {public}")
    say(f"Key: {key.file}" + ("" if key.file.is_file() else " (not on this machine)"))
    if not (is_changing or copy_to):
        remark(ADVICE)


def _protect_anew(place: KeyPlace) -> None:
    key = place.unlock()
    secret = place.passphrase("The new passphrase", is_new=True)
    write_key_file(place.file, protect(key, secret, today()), is_new=False)


def _copy(place: KeyPlace, target: Path, colleague: str | None) -> None:
    key = place.unlock()
    if colleague:
        data = seal_for_colleague(key, colleague, today())
    else:
        data = protect(key, place.passphrase("The colleague's passphrase", is_new=True), today())
    write_key_file(target, data, is_new=True)
    remark(f"Give {target} to your colleague, by hand; it opens all that the desk's key opens.")


def _renew(desk: Path, place: KeyPlace) -> str:
    """Make a new key: first into its file, then into the settings, so that a kill loses nothing."""
    before, secret = place.open()
    secret = secret or place.passphrase("A passphrase for the desk's key", is_new=True)
    key = DeskKey.make(before)
    write_key_file(place.file, protect(key, secret, today()), is_new=False)
    replace_key(desk, key.public)
    remark("Start `backfile desk serve` anew, and publish the site again: forms name the new key.")
    return key.public
