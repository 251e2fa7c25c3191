"""`backfile desk take`: take in locked files that readers sent by e-mail or on a stick."""

from pathlib import Path

import click

from backfile.cli.console import as_json, counted, say, say_json_lines
from backfile.cli.desk.list import SHOWN_ID
from backfile.cli.desk.opening import desk_path, today
from backfile.errors import BadValue, NotFound
from backfile.hashes import digest_of
from backfile.participate.box import Box
from backfile.participate.folder import open_box
from backfile.participate.padding import LARGEST

MOST_FILE = LARGEST + (1 << 20)
"""Bytes of a locked file: the largest bucket, and what sealing adds."""


@click.command()
@desk_path
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def command(desk: Path, files: tuple[Path, ...], *, is_json: bool) -> None:
    r"""Take in locked files that readers sent by e-mail, or handed over on a stick.

    They lie at the desk like all else that was sent, and are erased like it; the same file twice is
    once. No key is needed. Then delete the e-mail: it tells who wrote, and when.

    \b
    backfile desk take our-desk letter.age
    """
    sealed = [(path, _read(path)) for path in files]
    with open_box(desk) as box:
        told = [{"file": str(path), "id": _take(box, path, data)} for path, data in sealed]
    if is_json:
        say_json_lines(told)
        return
    for line in told:
        say(f"{line['id'][:SHOWN_ID]}: {line['file']}")
    say(f"Took {counted(len(told), 'file', 'files')}.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_FILE)
    except OSError as gone:
        raise NotFound(f"{path} cannot be read.", "Name the file that was sent.") from gone


def _take(box: Box, path: Path, data: bytes) -> str:
    """Keep a locked file. Nobody has a phrase for it: its own digest stands in the phrase's."""
    try:
        return box.put(data, day=today(), receipt=digest_of(data))
    except BadValue as problem:
        raise BadValue(
            f"{path} is no file that a form of the desk locked.", "Ask the sender for it again."
        ) from problem
