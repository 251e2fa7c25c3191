"""The desk's key: never in clear on the disk, and no other program is needed than `age`."""

import shutil
import stat
import subprocess
from pathlib import Path

import pyrage
import pytest
from tests.participate.conftest import PASSPHRASE, Locked

from backfile.errors import BadValue, NotFound, OperatorError
from backfile.participate.keys import (
    DeskKey,
    is_public_key,
    protect,
    read_key_file,
    seal_for_colleague,
    unlock,
    write_key_file,
)
from backfile.participate.notes import open_sealed
from backfile.participate.seal import seal_bytes


@pytest.mark.slow
def test_a_key_comes_back_from_its_file_with_the_passphrase(locked: Locked) -> None:
    assert unlock(locked.file, PASSPHRASE) == locked.key
    assert locked.file.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert locked.key.secrets[0].encode() not in locked.file


@pytest.mark.slow
def test_another_passphrase_opens_nothing(locked: Locked) -> None:
    with pytest.raises(BadValue, match="cannot be opened with that passphrase"):
        unlock(locked.file, "five herons under a crane")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(BadValue, match="at least 12"):
        protect(DeskKey.make(), "   password   ", "2016-03-17")


def test_a_key_that_age_keygen_made_is_taken() -> None:
    key = DeskKey.make()
    text = f"# created: 2016-03-17T09:00:00Z\n# public key: {key.public}\n{key.secrets[0]}\n"
    assert unlock(text.encode(), "") == key


@pytest.mark.parametrize("data", [b"", b"# a note\n", b"AGE-SECRET-KEY-1QQQQ\n", b"\xff" * 90])
def test_what_is_no_key_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadValue):
        unlock(data, PASSPHRASE)


def test_a_key_does_not_print_its_secret() -> None:
    key = DeskKey.make()
    assert key.secrets[0] not in repr(key)
    assert is_public_key(key.public)
    assert not is_public_key(key.secrets[0])
    assert not is_public_key("age1qqqq")


def test_a_keys_file_is_for_its_owner_alone_and_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "desk.age"
    write_key_file(path, b"one", is_new=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OperatorError, match="already"):
        write_key_file(path, b"two", is_new=True)
    assert read_key_file(path) == b"one"
    with pytest.raises(NotFound):
        read_key_file(tmp_path / "other.age")


def test_a_renewed_key_still_opens_what_the_old_one_did() -> None:
    old = DeskKey.make()
    new = DeskKey.make(old)
    assert new.public != old.public
    sealed = seal_bytes(b"from before", old.public)
    assert open_sealed(sealed, new) == b"from before"
    with pytest.raises(BadValue):
        open_sealed(seal_bytes(b"from now on", new.public), old)


def test_a_colleague_opens_their_copy_with_their_own_key_alone() -> None:
    key, colleague = DeskKey.make(), DeskKey.make()
    copy = seal_for_colleague(key, colleague.public, "2016-03-17")
    assert key.secrets[0].encode() not in copy
    text = pyrage.decrypt(copy, list(colleague.identities))
    assert unlock(text, "") == key
    with pytest.raises(BadValue):
        seal_for_colleague(key, "age1nobody", "2016-03-17")


def test_the_age_program_opens_what_was_sealed_to_the_key(tmp_path: Path) -> None:
    program = shutil.which("age")
    if program is None:
        pytest.skip("the age program is not installed")
    key = DeskKey.make()
    (tmp_path / "key.txt").write_text(key.secrets[0], encoding="ascii")
    recipient = pyrage.x25519.Recipient.from_str(key.public)
    sealed = pyrage.encrypt(b"The quay is not safe.", [recipient])
    done = subprocess.run(
        [program, "--decrypt", "-i", str(tmp_path / "key.txt")],
        input=sealed,
        check=True,
        capture_output=True,
    )
    assert done.stdout == b"The quay is not safe."
