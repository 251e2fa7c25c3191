"""The desk's folder: made once, never inside an archive; its inbox opened."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from backfile.disk import write_whole
from backfile.errors import BadValue, DeskTrouble
from backfile.participate.box import Box
from backfile.participate.seal import check_key
from backfile.participate.settings import (
    NAME,
    Desk,
    Limits,
    Retention,
    check_desk,
    check_place,
    read_desk,
)

_KEY_LINE = re.compile(r"^[ \t]*key[ \t]*=[^\n]*", re.MULTILINE)
_COLLEAGUES_LINE = re.compile(r"^[ \t]*(?:#[ \t]*)?colleagues[ \t]*=[^\n]*", re.MULTILINE)

_README = """\
The desk of {title}

Here lies what readers sent, sealed: nobody opens it without the desk's identity, which lies with
the editor and not on this machine.

desk.toml   what the desk offers, and its public key
inbox.db    the sealed submissions (SQLite)
ring/       the wrapping keys: one for each submission. NEVER BACK THIS FOLDER UP. Whoever erases a
            submission destroys its key here, and a copy of the key would undo that. Without the
            ring a backup of inbox.db cannot be opened; keep what must last by exporting it.
"""


def make_desk(folder: Path, desk: Desk) -> None:
    """Make a desk's folder.

    Raises:
        BadValue: the folder lies in an archive, holds something already, or a value is wrong.
        DeskTrouble: it cannot be written.
    """
    ring = Path(desk.ring) if desk.ring else folder / "ring"
    check_place(folder)
    check_place(ring)
    check_desk(desk)
    check_key(desk.key)
    if folder.exists() and any(folder.iterdir()):
        raise BadValue(f"{folder} is not empty.", "Name a new folder for the desk.")
    try:
        for needed in (folder, ring):
            needed.mkdir(parents=True, exist_ok=True)
            needed.chmod(0o700)
        (folder / "README.txt").write_text(_README.format(title=desk.title), encoding="utf-8")
        (folder / NAME).write_text(_text_of(desk), encoding="utf-8")
    except OSError as refused:
        raise DeskTrouble(f"{refused.filename}: {refused.strerror}.") from refused
    Box(folder, ring).close()


def open_box(folder: Path, *, is_ring_lost: bool = False) -> Box:
    """Open the inbox of a desk.

    Args:
        folder: the desk's.
        is_ring_lost: whether all that has no key in the ring is to be removed.

    Raises:
        DeskMissing: there is no desk, or its ring is not where desk.toml says.
        DeskTrouble: it cannot be read or written.
    """
    desk = read_desk(folder)
    return Box(folder, Path(desk.ring) if desk.ring else None, is_ring_lost=is_ring_lost)


def replace_key(folder: Path, public: str) -> None:
    """Put another public key into a desk's desk.toml; all else in it stays as it was written.

    Raises:
        DeskMissing: there is no desk.
        BadValue: that is no public key, or desk.toml does not name one in a line of its own.
    """
    check_key(public)
    _rewrite(folder, replace(read_desk(folder), key=public), _KEY_LINE, f'key = "{public}"')


def set_colleagues(folder: Path, publics: Sequence[str]) -> None:
    """Put the public keys of colleagues into a desk's desk.toml; all else in it stays.

    Raises:
        DeskMissing: there is no desk.
        BadValue: one is no public key, there are too many, or the line cannot be found.
    """
    for public in publics:
        check_key(public)
    wanted = replace(read_desk(folder), colleagues=tuple(publics))
    check_desk(wanted)
    line = f"colleagues = {msgspec.json.encode(wanted.colleagues).decode()}"
    text = (folder / NAME).read_text(encoding="utf-8-sig")
    if _COLLEAGUES_LINE.search(text):
        _rewrite(folder, wanted, _COLLEAGUES_LINE, line)
    else:
        _rewrite(folder, wanted, _KEY_LINE, rf"\g<0>\n{line}")


def _rewrite(folder: Path, wanted: Desk, line: re.Pattern[str], said: str) -> None:
    """Put a line in the place of another, if desk.toml then says what is wanted."""
    path = folder / NAME
    text = line.sub(said, path.read_text(encoding="utf-8-sig"), count=1)
    if _said_in(text) != wanted:
        raise BadValue(f"{path} has no line that begins so.", f"Write there: {_plain(said)}")
    write_whole(path, text.encode())


def _plain(said: str) -> str:
    return said.rpartition(r"\n")[2]


def _said_in(text: str) -> Desk | None:
    try:
        return msgspec.convert(tomllib.loads(text), Desk)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError):
        return None


def _text_of(desk: Desk) -> str:
    lines = ["# The desk. Start `backfile desk serve` anew after a change.", ""]
    for name, about in _ABOUT.items():
        value = getattr(desk, name)
        said = msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
        lines.append(f"{name} = {said}" if value else f"# {name} = {about}")
    lines += ["", "[limits]", "# What is switched off has this value."]
    lines += [f"# {name} = {getattr(Limits(), name)}" for name in Limits.__slots__]
    lines += ["", "[retention]", "# Days after which a submission erases itself; 0: never."]
    lines += [f"# {name} = {getattr(Retention(), name)}" for name in Retention.__slots__]
    return "\n".join(lines) + "\n"


_ABOUT = {
    "key": '"age1…"',
    "colleagues": '["age1…"]   # their own keys: what is sent opens with each of them too',
    "title": '"The Daily Example"',
    "languages": '["en"]',
    "forms": '["suggest", "share"]',
    "address": '"https://desk.example.org/"   # where readers reach it',
    "site": '"https://archive.example.org/"',
    "ring": '"/var/lib/desk-ring"   # a disk that is never backed up',
    "proxies": "1   # servers in front that name in X-Forwarded-For who asked them",
    "readers": '"Two editors read what is sent, on a computer without network."',
    "safer": '["Signal: +1 202 555 0143"]',
}
"""Settings in the order of the file, with an example of each."""
