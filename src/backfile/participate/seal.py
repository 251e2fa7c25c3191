"""Sealing: a submission as bytes, for the desk's eyes only (age, X25519: age-encryption.org/v1).

What is sealed begins with two lines that people can read (`age -d -i KEY FILE | head -2`): the name
of the form of the bytes, and JSON that says what was sent and how long each file is. The files
follow, one after the other; then zeros up to the bucket.
"""

from dataclasses import dataclass

import msgspec
import pyrage

from backfile.errors import BadValue
from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.padding import LARGEST, bucket_of_sealed, padded

MAGIC = b"backfile submission 1\n"
"""First line of what is sealed."""
_HEADER = b"age-encryption.org/v1\n-> X25519 "
_LONGEST_HEADER = 1 << 20
"""Bytes of the JSON line: five long answers in a script of three bytes a letter, escaped."""


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The JSON line."""

    form: Form
    said: dict[str, str]
    language: str = ""
    story: str | None = None
    agreed: tuple[Agreement, ...] = ()
    attachments: tuple[_File, ...] = ()


_decoder = msgspec.json.Decoder(_Head)


def pack(submission: Submission) -> bytes:
    """Return a submission as padded bytes, ready to be sealed.

    Raises:
        BadValue: it is too large, or holds half characters.
    """
    head = _Head(
        submission.form,
        dict(submission.said),
        submission.language,
        submission.story,
        submission.agreed,
        tuple(_File(file.name, file.type, len(file.data)) for file in submission.attachments),
    )
    try:
        line = msgspec.json.encode(head)
    except UnicodeEncodeError as half:
        raise BadValue("The text holds half characters.", "Write it anew.") from half
    files = b"".join(file.data for file in submission.attachments)
    return padded(MAGIC + line + b"\n" + files)


def unpack(data: bytes) -> Submission:
    """Read a submission from its padded bytes. They come from strangers: all is checked.

    Raises:
        BadValue: the bytes are no submission.
    """
    if not data.startswith(MAGIC) or len(data) > LARGEST:
        raise BadValue("What was sealed is not a submission.", "Decline it: nothing can be read.")
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_HEADER)
    try:
        head = _decoder.decode(data[len(MAGIC) : end] if end > 0 else b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as bad:
        raise BadValue("The head of a submission cannot be read.", "Decline it.") from bad
    return Submission(
        form=head.form,
        said=head.said,
        language=head.language,
        story=head.story,
        agreed=head.agreed,
        attachments=_files(head, data, end + 1),
    )


def _files(head: _Head, data: bytes, at: int) -> tuple[Attachment, ...]:
    found = []
    for file in head.attachments:
        if not 0 <= file.size <= len(data) - at:
            raise BadValue("A file of a submission is not whole.", "Ask the sender, or decline it.")
        found.append(Attachment(file.name, file.type, data[at : at + file.size]))
        at += file.size
    return tuple(found)


def seal(submission: Submission, *keys: str) -> bytes:
    """Seal a submission to a desk's public keys; whoever has the identity of any of them opens it.

    Args:
        submission: what was sent.
        keys: the desk's public key ("age1…"), and its colleagues'.

    Raises:
        BadValue: a key cannot be read, or the submission is too large.
    """
    return seal_bytes(pack(submission), *keys)


def seal_bytes(data: bytes, *keys: str) -> bytes:
    """Seal some bytes to public keys ("age1…"), as they are; any of them opens it.

    Raises:
        BadValue: a key cannot be read.
    """
    return pyrage.encrypt(data, list(map(_recipient, keys)))  # type: ignore[no-any-return]


def check_key(key: str) -> str:
    """Return a public key if it is one.

    Raises:
        BadValue: it is not.
    """
    _recipient(key)
    return key


def _recipient(key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except (pyrage.RecipientError, ValueError) as bad:
        raise BadValue(f"“{key[:80]}” is not a public key.", "It reads age1…") from bad


def unseal(sealed: bytes, identity: pyrage.x25519.Identity) -> Submission:
    """Open a submission with the desk's identity.

    Raises:
        BadValue: it is not sealed to this identity, was damaged, or is no submission.
    """
    return unpack(unseal_bytes(sealed, identity))


def unseal_bytes(sealed: bytes, identity: pyrage.x25519.Identity) -> bytes:
    """Open sealed bytes.

    Raises:
        BadValue: they are not sealed to this identity, or were damaged.
    """
    try:
        return pyrage.decrypt(sealed, [identity])  # type: ignore[no-any-return]
    except pyrage.DecryptError as bad:
        raise BadValue("This key does not open it.", "Was it sealed to another key?") from bad


def check_sealed(sealed: bytes) -> int:
    """Return the bucket of what a browser sealed, as far as one can see without the key.

    Raises:
        BadValue: it is not an age file for X25519 recipients, or was not padded.
    """
    if not sealed.startswith(_HEADER):
        raise BadValue("What was sent is not sealed.", "Load the form again.")
    return bucket_of_sealed(len(sealed))
