"""What desk.toml says: the desk's public key, what it offers, and how much it takes in."""

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from backfile.errors import BadValue, DeskMissing
from backfile.model.submission import Form
from backfile.participate.padding import MOST_KEYS

NAME = "desk.toml"
ARCHIVE_NAMES = ("archive.toml", "archive.db")
"""What marks a folder as an archive: what was sent in confidence never lies in one."""
OFFERED = tuple(form for form in Form if form is not Form.ADDED)
ADDRESS = re.compile(r"https?://[^\s/\"'<>;,]+(?:/[^\s\"'<>;,]*)?")
KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
MOST_PROXIES = 9
"""Servers one behind the other, before a desk: a provider's, a balancer, nginx, and some."""
_KEPT = "retention"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the desk takes in (`[limits]` in desk.toml)."""

    proof_bits: int = 16
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
class Retention:
    """Days after which a submission erases itself (`[retention]`); 0: never."""

    unread: int = 0
    """Nobody has read it yet. Never, unless the newsroom says so: it may still matter."""
    read: int = 180
    """It was read, and nothing was decided."""
    accepted: int = 90
    declined: int = 30
    spam: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What desk.toml says."""

    key: str
    """The desk's public key ("age1…"); its identity lies with the editor."""
    colleagues: tuple[str, ...] = ()
    """Public keys of colleagues: what is sent opens with each of these too."""
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
    proxies: int = 0
    """Servers in front that add to X-Forwarded-For who asked them; 0: that header is not believed.
    It is looked at for its network alone, and only to share the door fairly (`shares`)."""
    readers: str = ""
    """Who reads what is sent, in the newsroom's words."""
    safer: tuple[str, ...] = ()
    """Safer ways to the newsroom: "Signal: +1 202 555 0143", "SecureDrop: http://….onion"."""
    limits: Limits = field(default_factory=Limits)
    retention: Retention = field(default_factory=Retention)

    @property
    def keys(self) -> tuple[str, ...]:
        """All public keys to which what is sent is sealed, the desk's own first; each once."""
        return tuple(dict.fromkeys((self.key, *self.colleagues)))


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
        data = tomllib.loads(text)
        desk = msgspec.convert(data, Desk)
    except OSError as gone:
        raise DeskMissing(f"There is no {NAME} in {folder}.", "Is it a desk's folder?") from gone
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as bad:
        raise BadValue(f"{folder / NAME}: {bad}.", "Mend that line.") from bad
    for name in _unknown(data):
        # A mistyped rule would be obeyed by nobody, and seen by nobody.
        raise BadValue(f"{folder / NAME}: there is no setting “{name}”.", "Mend that word.")
    check_desk(desk)
    return desk


def _unknown(data: dict[str, object]) -> Iterator[str]:
    """Yield settings that nobody knows."""
    for kind, found in ((Desk, data), (Limits, data.get("limits")), (Retention, data.get(_KEPT))):
        known = {part.name for part in fields(kind)}
        yield from sorted((found if isinstance(found, dict) else {}).keys() - known)


def check_desk(desk: Desk) -> None:
    """Refuse settings that say nothing that can be done.

    Raises:
        BadValue: one cannot be used.
    """
    check_keys(desk.keys)
    for address in (desk.address, desk.site):
        if address and not ADDRESS.fullmatch(address):
            raise BadValue(f"“{address}” is no address.", "Write it whole: https://…")
    if not desk.languages or not all(map(_LANGUAGE.fullmatch, desk.languages)):
        raise BadValue("The desk's languages cannot be read.", 'Write them as ["en", "ar"].')
    if not desk.forms or Form.ADDED in desk.forms:
        known = ", ".join(OFFERED)
        raise BadValue("The desk's forms cannot be read.", f"Known: {known}.")
    if not 0 <= desk.proxies <= MOST_PROXIES:
        raise BadValue(f"proxies = {desk.proxies} cannot be meant.", "Say how many stand before.")
    check_retention(desk.retention)


def check_keys(keys: Sequence[str]) -> None:
    """Refuse public keys to which nothing could be sealed.

    Raises:
        BadValue: one does not read like a key, or there are too many.
    """
    for key in keys:
        if not KEY.fullmatch(key):
            raise BadValue(f"“{key[:80]}” is not a public key.", "It reads age1…")
    if len(keys) > MOST_KEYS:
        raise BadValue(
            f"{len(keys)} keys are too many: what is sent is sealed to {MOST_KEYS} at most.",
            "Give colleagues copies of one key instead: backfile desk keys DESK --copy-to FILE",
        )


def check_retention(rules: Retention) -> None:
    """Refuse rules that cannot be meant.

    Raises:
        BadValue: a number of days is below zero.
    """
    for rule in fields(Retention):
        if getattr(rules, rule.name) < 0:
            raise BadValue(f"retention.{rule.name} is below zero.", "Write days; 0 means never.")


def rules_of(said: Retention | None, desk: Desk) -> Retention:
    """Return how long a desk keeps things: as an archive says of its desk, else as the desk does.

    Args:
        said: `[desk.retention]` of archive.toml; None, or nothing but the usual: it says nothing.
        desk: the desk's own settings.
    """
    return desk.retention if said is None or said == Retention() else said
