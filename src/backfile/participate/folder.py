"""The desk's folder: made once, never inside an archive; its inbox opened."""

import os
import re
from pathlib import Path

import msgspec

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
    read_desk(folder)
    path = folder / NAME
    text, count = _KEY_LINE.subn(f'key = "{public}"', path.read_text(encoding="utf-8-sig"), 1)
    if not count:
        raise BadValue(f"{path} has no line that begins with key =.", "Write the new key there.")
    unfinished = path.with_name(f"{NAME}.part")
    with unfinished.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)


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
