"""Serving the desk's page: on this machine, or, with a password, where others can reach it."""

import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import uvicorn

from backfile.clock import day_of, machine_clock
from backfile.disk import OWN, write_whole
from backfile.errors import BadValue, ClockLeapt
from backfile.participate.folder import open_box
from backfile.participate.keys import DeskKey
from backfile.participate.settings import Retention, read_desk, rules_of
from backfile.publish.words import words_in
from backfile.web.desk import desk_application
from backfile.web.desk_sitting import Sitting
from backfile.web.door import Door, hash_password
from backfile.web.guard import LOOPBACK
from backfile.web.listening import manner_of
from backfile.web.passkeys import Passkeys, read_passkeys
from backfile.web.serve import listening_at

PASSWORD = "password"  # noqa: S105 - the name of a file
"""File in the desk's folder that holds the argon2 hash of the page's password."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the desk's page stands."""

    host: str = "127.0.0.1"
    port: int = 8767
    name: str = ""
    """Under which other machines reach it, through a server that speaks HTTPS."""
    archive: Path | None = None
    language: str = ""
    """Of the page; else the desk's first."""
    rules: Retention | None = None
    """How long things are kept, where an archive says so."""
    is_inviting: bool = False
    """Whether a passkey may be made by whoever has the link that the terminal prints."""

    @property
    def is_exposed(self) -> bool:
        """Whether other machines may reach it."""
        return bool(self.name) or not _is_loopback(self.host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def set_password(desk: Path, password: str) -> None:
    """Keep the hash of a password for the desk's page.

    Raises:
        DeskMissing: there is no desk.
        BadValue: it is too short.
    """
    read_desk(desk)
    hashed = hash_password(password)
    write_whole(desk / PASSWORD, f"{hashed}\n".encode("ascii"), OWN)


def check_stand(desk: Path, stand: Stand) -> None:
    """Refuse to be seen by other machines without a password, or under no name.

    Raises:
        BadValue: one of them is missing, or its passkeys cannot be read.
    """
    if not stand.is_exposed:
        if stand.is_inviting:
            raise BadValue(
                "A passkey serves for a name, and the desk is not reached under one.",
                "Name it with --name.",
            )
        return
    if not (desk / PASSWORD).is_file():
        raise BadValue(
            "Other machines could reach the desk, and it has no password.",
            f"Give it one first: backfile desk password {desk}",
        )
    if not stand.name:
        raise BadValue(
            "Under which name do other machines reach the desk?",
            "Name it with --name; a server in front of it must speak HTTPS for that name.",
        )
    read_passkeys(desk)


def door_of(desk: Path, stand: Stand) -> Door:
    """Make the door of the desk's page."""
    if not stand.is_exposed:
        return Door(time.monotonic)
    hashed = (desk / PASSWORD).read_text(encoding="ascii").strip()
    name = stand.name.lower()
    invitation = secrets.token_urlsafe() if stand.is_inviting else ""
    origins = frozenset({f"https://{name}"})
    passkeys = Passkeys(desk, name, origins, time.monotonic, invitation)
    return Door(time.monotonic, hashed, is_exposed=True, passkeys=passkeys)


def _erase_due(sitting: Sitting, say: Callable[[str], None]) -> None:
    try:
        erased = sitting.erase_due()
    except ClockLeapt as leap:
        say(f"{leap.met} {leap.next_step}")
        return
    if erased:
        say(sitting.words.count("desk.erased_due", len(erased)))


def _invite(stand: Stand, door: Door, say: Callable[[str], None]) -> None:
    if door.passkeys is not None and door.passkeys.invitation:
        say("To make a passkey, come in with the password, then open, once:")
        say(f"https://{stand.name}/passkey?key={door.passkeys.invitation}")


def serve_desk(desk: Path, key: DeskKey, stand: Stand, say: Callable[[str], None]) -> None:
    """Serve the desk's page until the process is told to end; the key is in memory as long.

    Raises:
        DeskMissing: there is no desk.
        BadValue: it would be seen by other machines without a password.
        OperatorError: the port is taken.
    """
    check_stand(desk, stand)
    settings, door = read_desk(desk), door_of(desk, stand)
    settings = replace(settings, retention=rules_of(stand.rules, settings))
    words = words_in(stand.language or settings.languages[0])
    today = partial(day_of, machine_clock)
    with open_box(desk) as box, listening_at(stand.host, stand.port) as listening:
        sitting = Sitting(settings, box, key, words, door, today, stand.archive)
        _erase_due(sitting, say)
        port = listening.getsockname()[1]
        if stand.is_exposed:
            say(f"The desk is at https://{stand.name}/ (here: port {port}; end with Ctrl+C)")
            _invite(stand, door, say)
        else:
            say(f"The desk is at http://127.0.0.1:{port}/enter?key={door.link_secret}")
            say("Only whoever has this link comes in. End with Ctrl+C: the key is forgotten then.")
        names = LOOPBACK | ({stand.name.lower()} if stand.name else set())
        uvicorn.Server(manner_of(desk_application(sitting, names))).run(sockets=[listening])
