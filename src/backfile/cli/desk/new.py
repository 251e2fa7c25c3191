"""`backfile desk new`: make a desk."""

from pathlib import Path

import click
import msgspec

from backfile.cli.console import as_json, remark, say, say_json
from backfile.cli.desk.opening import KeyPlace, key_options, new_desk_path, today
from backfile.errors import BadValue
from backfile.participate.folder import make_desk
from backfile.participate.keys import (
    ADVICE,
    DeskKey,
    is_public_key,
    protect,
    write_key_file,
)
from backfile.participate.settings import Desk, check_place

NEXT = """\
Next: write this into the archive's archive.toml, and publish. Its site then offers the forms.
  [desk]
  folder = {folder}"""
"""A JSON string is a TOML string (TOML 1.0, basic strings)."""


@click.command()
@new_desk_path
@click.option("--title", default="", help="Name of the publication.")
@click.option("--language", "languages", multiple=True, help="Of the forms; may be repeated. [en]")
@click.option("--address", default="", help="Where readers reach the forms: https://desk.…/")
@click.option("--ring", type=click.Path(path_type=Path), help="Where the wrapping keys lie.")
@click.option("--public-key", help="Of a key that was made elsewhere; then none is made here.")
@key_options
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    desk: Path,
    *,
    title: str,
    languages: tuple[str, ...],
    address: str,
    ring: Path | None,
    public_key: str | None,
    key: KeyPlace,
    is_json: bool,
) -> None:
    r"""Make a desk: a folder for what readers send, and the key that opens it.

    The folder may stand on a server. The key does not belong there: make the desk where it is
    read, or make the key there first (`age-keygen`, or another desk) and give its public half.

    \b
    backfile desk new our-desk --title "Our Paper" --language ar --language en
    backfile desk new /srv/desk --title "Our Paper" --public-key age1… --ring /srv/ring
    """
    check_place(desk)
    if public_key is not None and not is_public_key(public_key):
        raise BadValue(f"“{public_key[:80]}” is not a public key.", "It reads age1…")
    public = public_key or _make_key(key)
    wished = Desk(
        key=public,
        title=title,
        languages=languages or ("en",),
        address=address,
        ring=str(ring.absolute()) if ring else "",
    )
    try:
        make_desk(desk, wished)
    except BaseException:
        if public_key is None:
            key.file.unlink()
        raise
    made = None if public_key else str(key.file)
    if is_json:
        say_json({"desk": str(desk), "public_key": public, "key": made})
        return
    say(f"Made {desk}. Its settings are in {desk / 'desk.toml'}.\nIts public key: {public}")
    if made:
        say(f"Its key: {made}")
        remark(ADVICE)
    remark(NEXT.format(folder=msgspec.json.encode(str(desk.absolute())).decode()))


def _make_key(place: KeyPlace) -> str:
    """Make the key first: a desk without one would take in what nobody can open."""
    key = DeskKey.make()
    secret = place.passphrase("A passphrase for the desk's key", is_new=True)
    write_key_file(place.file, protect(key, secret, today()), is_new=True)
    return key.public
