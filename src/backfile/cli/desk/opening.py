"""What the desk's commands share: its folder, its key, and the passphrase, never an argument."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from backfile.archive.archive import SETTINGS
from backfile.clock import day_of, machine_clock
from backfile.config import load
from backfile.errors import BadValue, NotFound
from backfile.participate.keys import DeskKey, is_protected, read_key_file, unlock
from backfile.participate.settings import Retention, read_desk, rules_of

KEY_VARIABLE = "BACKFILE_DESK_KEY"
PASSPHRASE_VARIABLE = "BACKFILE_DESK_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
MOST_PASSPHRASE = 4096
"""Bytes that are read as a passphrase at most."""

Command = Callable[..., None]

_RULES, _ARCHIVE = "backfile.desk.rules", "backfile.desk.archive"
"""What a command remembers of the archive whose desk it was given."""
new_desk_path = click.argument("desk", type=click.Path(path_type=Path))


def _folder(context: click.Context, _parameter: click.Parameter, given: Path) -> Path:
    """Return the desk's folder: the one that was named, or the one that an archive names."""
    if not (given / SETTINGS).is_file():
        return given
    said = load(given).desk
    if said.folder is None:
        raise BadValue(
            f"{given} is an archive, and its {SETTINGS} names no desk.",
            "Name the desk's folder, or write it there: [desk] folder = …",
        )
    context.meta[_RULES], context.meta[_ARCHIVE] = said.retention, given
    return Path(os.path.normpath(said.folder))


desk_path = click.argument("desk", type=click.Path(path_type=Path), callback=_folder)
"""A desk's folder, or an archive whose archive.toml names it."""
submission_id = click.argument("submission")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key lies, and where its passphrase comes from."""

    file: Path
    descriptor: int | None = None

    def unlock(self) -> DeskKey:
        """Open the key's file.

        Raises:
            NotFound: there is no such file.
            BadValue: the passphrase is wrong.
        """
        return self.open()[0]

    def open(self) -> tuple[DeskKey, str]:
        """Open the key's file; return the key and its passphrase ("" where there is none).

        Raises:
            NotFound: there is no such file.
            BadValue: the passphrase is wrong.
        """
        data = read_key_file(self.file)
        secret = self.passphrase("Passphrase of the desk's key") if is_protected(data) else ""
        return unlock(data, secret), secret

    def passphrase(self, asking: str, *, is_new: bool = False) -> str:
        """Get a passphrase: from a descriptor, from the file of the environment, or by asking.

        Raises:
            BadValue: there is nobody to ask.
            NotFound: the file that the environment names cannot be read.
        """
        named = os.environ.get(PASSPHRASE_VARIABLE)
        if self.descriptor is not None:
            return _line_of(self.descriptor)
        if named:
            return _first_line(Path(named))
        if not sys.stdin.isatty():
            raise BadValue(
                "There is nobody to ask for the passphrase.",
                f"Give it with --passphrase-fd, or in a file that {PASSPHRASE_VARIABLE} names.",
            )
        return str(click.prompt(asking, hide_input=True, confirmation_prompt=is_new, err=True))


def _line_of(descriptor: int) -> str:
    """Read one line, and no byte more: a second passphrase may follow."""
    data = b""
    while len(data) < MOST_PASSPHRASE:
        try:
            byte = os.read(descriptor, 1)
        except OSError as closed:
            raise BadValue(f"Descriptor {descriptor} cannot be read.", "Open it.") from closed
        if byte in {b"", b"\n"}:
            break
        data += byte
    return data.decode("utf-8", "replace").rstrip("\r")


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.readline(MOST_PASSPHRASE).decode("utf-8", "replace").rstrip("\r\n")
    except OSError as gone:
        raise NotFound(f"{path} cannot be read.", f"{PASSPHRASE_VARIABLE} names it.") from gone


def key_options(command: Command) -> Command:
    """Give a command the options by which the key is found, and hand them over as `key`."""

    @wraps(command)
    def with_key(*, key_file: Path | None, descriptor: int | None, **given: Any) -> None:
        file = key_file or usual_key_file(given["desk"])
        command(key=KeyPlace(file, descriptor), **given)

    found = click.option(
        "--passphrase-fd",
        "descriptor",
        type=int,
        help=f"Read the passphrase from this descriptor. [else {PASSPHRASE_VARIABLE}, else asked]",
    )(with_key)
    return click.option(
        "--key",
        "key_file",
        type=click.Path(path_type=Path),
        envvar=KEY_VARIABLE,
        help="The key's file. [DESK-key.age beside the desk]",
    )(found)


def usual_key_file(desk: Path) -> Path:
    """Return where a new desk's key is put, if nobody says otherwise."""
    whole = Path(os.path.abspath(desk))  # noqa: PTH100 - a link stays what it is called
    return whole.with_name(f"{whole.name}-key.age")


def rules_for(desk: Path) -> Retention:
    """Return how long a desk keeps what it was sent."""
    return rules_of(click.get_current_context().meta.get(_RULES), read_desk(desk))


def archive_named() -> Path | None:
    """Return the archive that was given in the place of its desk, if one was."""
    found: Path | None = click.get_current_context().meta.get(_ARCHIVE)
    return found


def today() -> str:
    """Return this day ("2026-11-22"); the desk writes down nothing finer."""
    return day_of(machine_clock)
