"""`backfile desk keys`: the desk's key: shown, renewed, protected anew, shared with a colleague."""

from pathlib import Path

import click

from backfile.cli.console import as_json, remark, say, say_json
from backfile.cli.desk.opening import KeyPlace, desk_path, key_options, today
from backfile.errors import BadValue, NotFound
from backfile.participate.folder import replace_key, set_colleagues
from backfile.participate.keys import (
    ADVICE,
    DeskKey,
    protect,
    seal_for_colleague,
    write_key_file,
)
from backfile.participate.settings import Desk, read_desk

_ANEW = "Start `backfile desk serve` anew, and publish the site again: forms name the desk's keys."


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
@click.option("--add", "added", help="Seal what comes to a colleague's own age key as well.")
@click.option("--remove", "removed", help="Seal to that colleague's key no more.")
@click.option("--for", "colleague", help="Seal that copy to the colleague's own age key instead.")
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    *,
    key: KeyPlace,
    copy_to: Path | None,
    colleague: str | None,
    added: str | None,
    removed: str | None,
    is_changing: bool,
    is_renewing: bool,
    is_json: bool,
) -> None:
    r"""Show the desk's public key and what to do with the other half; or change the key.

    A colleague's copy opens all that the desk's key opens. When somebody leaves, --renew: what
    comes from then on is sealed to the new key.

    A colleague with an age key of their own needs no copy: --add it, and what comes from then on
    opens with either key; --remove it, and what comes from then on does not open with it.

    \b
    backfile desk keys our-desk
    backfile desk keys our-desk --passphrase
    backfile desk keys our-desk --copy-to mona-key.age
    backfile desk keys our-desk --copy-to mona-key.age --for age1…
    backfile desk keys our-desk --renew
    backfile desk keys our-desk --add age1…
    """
    if colleague and not copy_to:
        raise click.UsageError("--for needs --copy-to: name the file for the colleague.")
    settings = read_desk(desk)
    if is_changing:
        _protect_anew(key)
        remark(f"{key.file} has another passphrase now. Copies of it keep theirs.")
    if copy_to:
        _copy(key, copy_to, colleague)
    if added or removed:
        _seal_to(desk, settings, added, removed)
    public = _renew(desk, key, settings.key) if is_renewing else settings.key
    colleagues = read_desk(desk).colleagues
    if is_json:
        told = {"public_key": public, "key": str(key.file), "is_here": key.file.is_file()}
        say_json(told | {"colleagues": colleagues})
        return
    say(f"Public key: {public}")
    for one in colleagues:
        say(f"Colleague's key: {one}")
    say(f"Key: {key.file}" + ("" if key.file.is_file() else " (not on this machine)"))
    if not (is_changing or copy_to or added or removed):
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


def _seal_to(desk: Path, settings: Desk, added: str | None, removed: str | None) -> None:
    """Change the colleagues to whose own keys what comes is sealed."""
    if settings.key in {added, removed}:
        raise BadValue("That is the desk's own key.", "To make a new one: --renew.")
    if removed and removed not in settings.colleagues:
        raise NotFound(f"“{removed[:80]}” is no colleague's key.", "List them without --remove.")
    kept = [key for key in settings.keys if key not in {settings.key, removed}]
    set_colleagues(desk, [*dict.fromkeys([*kept, *filter(None, [added])])])
    if removed:
        remark("What came before still opens with that key, for whoever reaches the desk's folder.")
    if added:
        remark("What came before does not open with that key; a copy of the desk's key would.")
    remark(_ANEW)


def _renew(desk: Path, place: KeyPlace, public: str) -> str:
    """Make a new key: first into its file, then into the settings, so that a kill loses nothing."""
    before, secret = place.open()
    if public not in before.publics:
        raise BadValue(
            f"{place.file} is not the desk's own key, but a colleague's, or an older one.",
            "Name the desk's with --key.",
        )
    secret = secret or place.passphrase("A passphrase for the desk's key", is_new=True)
    key = DeskKey.make(before)
    write_key_file(place.file, protect(key, secret, today()), is_new=False)
    replace_key(desk, key.public)
    remark(_ANEW)
    return key.public
