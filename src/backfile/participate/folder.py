"""The desk's folder: what it holds, and what desk.toml says. It never lies inside an archive."""

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from backfile.errors import BadValue, DeskMissing, DeskTrouble
from backfile.model.submission import Form
from backfile.participate.box import Box
from backfile.participate.seal import check_key

NAME = "desk.toml"
ARCHIVE_NAMES = ("archive.toml", "archive.db")
"""What marks a folder as an archive: what was sent in confidence never lies in one."""
OFFERED = tuple(form for form in Form if form is not Form.ADDED)
_ADDRESS = re.compile(r"https?://[^\s/\"'<>;,]+(?:/[^\s\"'<>;,]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the desk takes in (`[limits]` in desk.toml)."""

    proof_bits: int = 17
    """Work that a browser must show: 2 to this power tries, about a second on a phone."""
    least_seconds: int = 4
    """Age of a form before it is taken without such work: nobody fills one in faster."""
    most_hours: int = 12
    """Age from which on a form must be loaded again."""
    a_second: float = 300.0
    """Submissions that are taken in a second, all senders together, where work was shown."""
    unproven_a_minute: float = 60.0
    """Submissions that are taken in a minute where none was."""
    waiting_megabytes: int = 96
    """Bytes of submissions on their way in at one time; whoever comes then is asked to wait."""
    inbox_megabytes: int = 20_000
    """Size of the inbox at which the desk takes in no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What desk.toml says."""

    key: str
    """The desk's public key ("age1…"); its identity lies with the editor."""
    title: str = ""
    """The publication's name."""
    languages: tuple[str, ...] = ("en",)
    """Languages in which the forms are offered, the main one first (BCP 47)."""
    forms: tuple[Form, ...] = OFFERED
    address: str = ""
    """Where the desk is reached from outside ("https://desk.example.org/")."""
    site: str = ""
    """Where the archive's site stands."""
    ring: str = ""
    """Folder of the wrapping keys, where it is not the desk's own `ring/`."""
    readers: str = ""
    """Who reads what is sent, in the newsroom's words."""
    safer: tuple[str, ...] = ()
    """Safer ways to the newsroom: "Signal: +1 202 555 0143", "SecureDrop: http://….onion"."""
    limits: Limits = field(default_factory=Limits)


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
    _check(desk)
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


def check_place(folder: Path) -> None:
    """Refuse a folder that is an archive, or lies in one.

    Raises:
        BadValue: it does.
    """
    whole = Path(os.path.realpath(folder))
    for place in (whole, *whole.parents):
        if any((place / name).is_file() for name in ARCHIVE_NAMES):
            raise BadValue(
                f"{folder} lies in the archive {place}.",
                "What is sent in confidence needs a folder of its own, outside of any archive.",
            )


def read_desk(folder: Path) -> Desk:
    """Read what a desk's desk.toml says.

    Raises:
        DeskMissing: there is none.
        BadValue: it cannot be read, or the folder lies in an archive.
    """
    check_place(folder)
    try:
        text = (folder / NAME).read_text(encoding="utf-8-sig")
        desk = msgspec.convert(tomllib.loads(text), Desk)
    except OSError as gone:
        raise DeskMissing(f"There is no {NAME} in {folder}.", "Is it a desk's folder?") from gone
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as bad:
        raise BadValue(f"{folder / NAME}: {bad}.", "Mend that line.") from bad
    _check(desk)
    return desk


def open_box(folder: Path) -> Box:
    """Open the inbox of a desk.

    Raises:
        DeskMissing: there is no desk, or its ring is not where desk.toml says.
        DeskTrouble: it cannot be read or written.
    """
    desk = read_desk(folder)
    return Box(folder, Path(desk.ring) if desk.ring else None)


def _check(desk: Desk) -> None:
    check_key(desk.key)
    for address in (desk.address, desk.site):
        if address and not _ADDRESS.fullmatch(address):
            raise BadValue(f"“{address}” is no address.", "Write it whole: https://…")
    if not desk.languages or not all(map(_LANGUAGE.fullmatch, desk.languages)):
        raise BadValue("The desk's languages cannot be read.", 'Write them as ["en", "ar"].')
    if not desk.forms or Form.ADDED in desk.forms:
        known = ", ".join(OFFERED)
        raise BadValue("The desk's forms cannot be read.", f"Known: {known}.")


def _text_of(desk: Desk) -> str:
    lines = ["# The desk. Start `backfile desk serve` anew after a change.", ""]
    for name, about in _ABOUT.items():
        value = getattr(desk, name)
        said = msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
        lines.append(f"{name} = {said}" if value else f"# {name} = {about}")
    lines += ["", "[limits]", "# What is switched off has this value."]
    lines += [f"# {name} = {getattr(Limits(), name)}" for name in Limits.__slots__]
    return "\n".join(lines) + "\n"


_ABOUT = {
    "key": '"age1…"',
    "title": '"The Daily Example"',
    "languages": '["en"]',
    "forms": '["suggest", "share"]',
    "address": '"https://desk.example.org/"   # where readers reach it',
    "site": '"https://archive.example.org/"',
    "ring": '"/var/lib/desk-ring"   # a disk that is never backed up',
    "readers": '"Two editors read what is sent, on a computer without network."',
    "safer": '["Signal: +1 202 555 0143"]',
}
"""Settings in the order of the file, with an example of each."""
