"""The desk's key: an age identity that lives with the editor, protected by a passphrase.

The law of the place: the secret half touches the disk only as the file that the passphrase
protects. That file is an ordinary one (age v1, scrypt, armoured text): what was sealed to the key,
``age --decrypt -i desk.age`` opens, with or without Backfile. https://age-encryption.org/v1
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyrage

from backfile.disk import OWN, write_whole
from backfile.errors import BadValue, NotFound, OperatorError

LEAST_PASSPHRASE = 12
"""Characters. Who has the file may try for ever: each try costs a second (age's scrypt), so that
four words, or twelve letters at random, outlast anybody; eight do not."""
MOST_FILE = 1 << 16
"""Bytes of a key's file; ours have under 600."""
ADVICE = """\
This is the only key that opens what readers send. Nobody can make it anew.
  * Keep the key's file on the machine where the desk is read, never where the forms are served.
  * Keep a second copy elsewhere: on paper (it is short), or on a stick in a safe.
  * The passphrase is no use without the file, nor the file without the passphrase: keep them apart.
  * If the key is lost, all that was not yet read is lost. If it was stolen, make a new one at once.
"""
"""What whoever makes a key must know."""


@dataclass(frozen=True, slots=True)
class DeskKey:
    """The desk's key while it is unlocked: in memory, and nowhere else."""

    secrets: tuple[str, ...] = field(repr=False)
    """age X25519 identities ("AGE-SECRET-KEY-1…"), the one in use first; the others open what was
    sealed before the key was renewed."""

    @classmethod
    def make(cls, before: Self | None = None) -> Self:
        """Make a new key, which still opens what an earlier one did. Its chance is the system's."""
        fresh = str(pyrage.x25519.Identity.generate())
        return cls((fresh, *(before.secrets if before else ())))

    @property
    def identities(self) -> tuple[pyrage.x25519.Identity, ...]:
        """All of its identities, the one in use first."""
        return tuple(map(pyrage.x25519.Identity.from_str, self.secrets))

    @property
    def publics(self) -> tuple[str, ...]:
        """The public halves of all of its identities, the one in use first."""
        return tuple(str(identity.to_public()) for identity in self.identities)

    @property
    def public(self) -> str:
        """The half that everybody may know ("age1…"): what is sealed to it, only the key opens."""
        return str(self.identities[0].to_public())


def protect(key: DeskKey, passphrase: str, day: str) -> bytes:
    """Return a key's file: what it is in words, encrypted with a passphrase.

    Args:
        key: the key.
        passphrase: at least LEAST_PASSPHRASE characters.
        day: on which it is made, to be told in the file.

    Raises:
        BadValue: the passphrase is too short.
    """
    check_passphrase(passphrase)
    return bytes(pyrage.passphrase.encrypt(_text_of(key, day), passphrase, armored=True))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that could be guessed.

    Raises:
        BadValue: it is too short.
    """
    if len(passphrase.strip()) < LEAST_PASSPHRASE:
        raise BadValue(
            f"A passphrase needs at least {LEAST_PASSPHRASE} characters.",
            "Take four or more words that nobody would put together.",
        )


def seal_for_colleague(key: DeskKey, public: str, day: str) -> bytes:
    """Return the desk's key, sealed to a colleague's own age key: they open it with that alone.

    Raises:
        BadValue: that is no public key.
    """
    if not is_public_key(public):
        raise BadValue(f"“{public[:80]}” is not a public key.", "It reads age1…")
    recipient = pyrage.x25519.Recipient.from_str(public)
    return bytes(pyrage.encrypt(_text_of(key, day), [recipient], armored=True))


def _text_of(key: DeskKey, day: str) -> bytes:
    # The very lines that age-keygen writes, so that every age program takes them.
    secrets = "\n".join(key.secrets)
    return f"# created: {day}\n# public key: {key.public}\n{secrets}\n".encode()


def unlock(data: bytes, passphrase: str) -> DeskKey:
    """Return the key that a file holds.

    Args:
        data: the file: one of ours, or an identity that age-keygen made, protected or not.
        passphrase: not looked at where the file is not protected.

    Raises:
        BadValue: the passphrase is wrong, or the file holds no key.
    """
    text = data
    if is_protected(data):
        try:
            text = bytes(pyrage.passphrase.decrypt(data, passphrase))
        except pyrage.DecryptError as wrong:
            raise BadValue(
                "The key cannot be opened with that passphrase.", "Type it once more."
            ) from wrong
    lines = text.decode("utf-8", "replace").split()
    key = DeskKey(tuple(line for line in lines if line.startswith("AGE-SECRET-KEY-1")))
    try:
        whole = bool(key.identities)
    except pyrage.IdentityError:
        whole = False
    if not whole:
        raise BadValue(
            "That file holds no key of a desk.", "Name the file that `backfile desk new` made."
        )
    return key


def is_protected(data: bytes) -> bool:
    """Say whether a key's file needs a passphrase."""
    return not data.lstrip().startswith((b"#", b"AGE-SECRET-KEY-"))


def is_public_key(text: str) -> bool:
    """Say whether a text is the public half of a key ("age1…", X25519)."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def read_key_file(path: Path) -> bytes:
    """Read a key's file.

    Raises:
        NotFound: it is not there.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_FILE)
    except OSError as gone:
        raise NotFound(
            f"The key's file {path} cannot be read.", "Name it with --key, or put it back."
        ) from gone


def write_key_file(path: Path, data: bytes, *, is_new: bool) -> None:
    """Write a key's file so that only its owner reads it; a kill leaves the old one, or the new.

    Raises:
        OperatorError: it is to be new, and there is one already.
    """
    if is_new and path.exists():
        raise OperatorError(f"There is a key at {path} already.", "Name another file for the new.")
    write_whole(path, data, OWN)
