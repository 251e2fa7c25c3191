"""In thirty years: what docs/desk-format.md says is enough to open a submission without us."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pyrage
from tests.participate.conftest import MadeDesk, Sent

from backfile.model.submission import Attachment

DOC = Path(__file__).parents[2] / "docs" / "desk-format.md"
AGE = shutil.which("age")


def opened(data: bytes, secret: bytes, folder: Path) -> bytes:
    """Open an age file, with the age program where there is one."""
    if AGE is None:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret.decode())]))
    (folder / "secret.txt").write_bytes(secret + b"\n")
    command = [AGE, "--decrypt", "-i", str(folder / "secret.txt")]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def test_a_submission_is_opened_by_hand_as_the_document_says(
    desk: MadeDesk, tmp_path: Path
) -> None:
    photo = Attachment("quay.jpg", "image/jpeg", b"\xff\xd8\xff a picture")
    name = desk.take(Sent(files=(photo,)).submission())
    with closing(sqlite3.connect(desk.path / "inbox.db")) as inbox:
        assert inbox.execute("PRAGMA application_id").fetchone() == (0x42464431,)
        slot, wrapped = inbox.execute(
            "SELECT slot, wrapped FROM parts JOIN submissions ON id = submission WHERE id = ?",
            (name,),
        ).fetchone()
    place = (desk.path / "ring" / "keys.bin").read_bytes()[128 * slot :][:128]
    assert place[:16].hex() == name
    assert place[96:] == hashlib.sha256(place[:96]).digest()
    inner = opened(wrapped, place[16:96].rstrip(b"\0"), tmp_path)
    whole = opened(inner, desk.key_file.read_bytes().strip(), tmp_path)
    first, head, files = whole.split(b"\n", 2)
    told = json.loads(head)
    assert first == b"backfile submission 1"
    assert told["said"]["headline"] == "Sand in the quay"
    assert files.startswith(photo.data)
    assert told["attachments"][0]["size"] == len(photo.data)
    assert len(whole) == 4096


def test_the_document_names_every_column_and_the_size_of_a_place(desk: MadeDesk) -> None:
    text = DOC.read_text(encoding="utf-8")
    with closing(sqlite3.connect(desk.path / "inbox.db")) as inbox:
        version = inbox.execute("PRAGMA user_version").fetchone()[0]
        columns = {
            row[1]
            for table in ("submissions", "parts", "seen")
            for row in inbox.execute(f"PRAGMA table_info({table})")
        }
    assert f"(version {version})" in text
    assert not [column for column in columns if f"`{column}`" not in text]
    assert "places of 128 bytes" in text
