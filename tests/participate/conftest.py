"""What the tests of the desk share: a key, protected once, as that takes a second by design."""

from dataclasses import dataclass

import pytest

from backfile.participate.keys import DeskKey, protect

PASSPHRASE = "four herons under a crane"  # noqa: S105 - of a key that guards nothing


@dataclass(frozen=True, slots=True)
class Locked:
    """A key, and its file."""

    key: DeskKey
    file: bytes
    passphrase: str = PASSPHRASE


@pytest.fixture(scope="session")
def locked() -> Locked:
    """A desk's key and the file that a passphrase protects."""
    key = DeskKey.make()
    return Locked(key, protect(key, PASSPHRASE, "2016-03-17"))
