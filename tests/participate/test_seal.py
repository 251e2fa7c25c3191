import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.errors import BadValue
from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.padding import MOST_KEYS
from backfile.participate.seal import check_sealed, pack, seal, seal_bytes, unpack, unseal

IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
LETTER = Submission(
    form=Form.SHARE,
    said={"headline": "The ferry", "text": "They sold it at night.\nنعم"},
    language="en",
    story="old-quay",
    agreed=(Agreement.CONTACT,),
    attachments=(Attachment("bill.pdf", "application/pdf", b"%PDF\n\0\0"), Attachment("", "", b"")),
)
CUT = (
    b'backfile submission 1\n{"form":"share","said":{},"attachments":'
    b'[{"name":"a","type":"b","size":%b}]}\nshort'
)


def test_what_was_sealed_opens_with_the_desks_identity_and_no_other() -> None:
    sealed = seal(LETTER, KEY)
    assert unseal(sealed, IDENTITY) == LETTER
    with pytest.raises(BadValue, match="does not open"):
        unseal(sealed, pyrage.x25519.Identity.generate())


def test_what_was_sealed_to_several_keys_opens_with_each_of_them_alone(tmp_path: Path) -> None:
    others = [pyrage.x25519.Identity.generate() for _ in range(MOST_KEYS - 1)]
    sealed = seal(LETTER, KEY, *(str(other.to_public()) for other in others))
    assert check_sealed(sealed) == check_sealed(seal(LETTER, KEY))
    for identity in (IDENTITY, *others):
        assert unseal(sealed, identity) == LETTER
    with pytest.raises(BadValue, match="does not open"):
        unseal(sealed, pyrage.x25519.Identity.generate())
    if shutil.which("age"):
        (tmp_path / "key").write_text(f"{others[-1]}\n")
        (tmp_path / "sealed").write_bytes(sealed)
        words = ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "sealed")]
        assert unpack(subprocess.run(words, capture_output=True, check=True).stdout) == LETTER


def test_nothing_that_was_written_stands_in_the_sealed_bytes() -> None:
    sealed = seal(LETTER, KEY)
    assert not any(word in sealed for word in (b"ferry", b"bill.pdf", b"share", b"old-quay"))


def test_a_yes_and_a_letter_are_sealed_into_the_same_bucket() -> None:
    short = seal(Submission(form=Form.FEEDBACK, said={"text": "Yes"}), KEY)
    long = seal(Submission(form=Form.SHARE, said={"text": "word " * 700}), KEY)
    assert check_sealed(short) == check_sealed(long) == 4096


@given(st.text(max_size=200), st.binary(max_size=6000))
@settings(max_examples=30, deadline=None)
def test_any_text_and_any_file_come_back_as_they_were(text: str, data: bytes) -> None:
    text = text.encode("utf-8", "replace").decode()
    sent = Submission(
        form=Form.ADDED, said={"text": text}, attachments=(Attachment("f", "", data),)
    )
    assert unpack(pack(sent)) == sent


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"backfile submission 1\n",
        b"backfile submission 1\n{}\n",
        b"backfile submission 1\n" + b"[" * 100_000 + b"\n",
        b'backfile submission 1\n{"form":"share","said":{"text":1}}\n',
        b'backfile submission 1\n{"form":"bomb","said":{}}\n',
        CUT % b"99",
        CUT % b"-1",
    ],
)
def test_what_a_stranger_sealed_is_read_with_care(data: bytes) -> None:
    with pytest.raises(BadValue):
        unpack(data)


@pytest.mark.parametrize(
    "sent",
    [b"", b"In clear", seal_bytes(b"short", KEY), seal(LETTER, KEY) + bytes(2000)],
    ids=["nothing", "in clear", "not padded", "more than was padded"],
)
def test_what_is_not_sealed_or_not_padded_is_seen_without_a_key(sent: bytes) -> None:
    with pytest.raises(BadValue):
        check_sealed(sent)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age command is not installed")
def test_the_age_command_opens_what_was_sealed(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{IDENTITY}\n")
    (tmp_path / "sealed").write_bytes(seal(LETTER, KEY))
    done = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", tmp_path / "sealed"], capture_output=True, check=True
    )
    assert unpack(done.stdout) == LETTER


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(BadValue, match="not a public key"):
        seal(LETTER, "age1nothing")
