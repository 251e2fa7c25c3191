"""What the tests of the desk share: keys, a desk, and what readers sent to it."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.folder import make_desk, open_box
from backfile.participate.keys import DeskKey, protect
from backfile.participate.seal import seal
from backfile.participate.settings import Desk

PASSPHRASE = "four herons under a crane"  # noqa: S105 - of a key that guards nothing
DAY = "2016-03-17"


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


def picture_with_a_place() -> bytes:
    """A photograph that tells where it was taken, and with what."""
    picture, out = Image.effect_noise((64, 48), 90).convert("RGB"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secretcam"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    picture.save(out, "JPEG", exif=exif, comment=b"Secretcam of the sender")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Sent:
    """What readers may send, with usual values."""

    text: str = "The quay was mended with sand.\n\nI saw the lorries *every* night in March."
    form: Form = Form.SHARE
    agreed: tuple[Agreement, ...] = ()
    files: tuple[Attachment, ...] = ()
    said: dict[str, str] = field(default_factory=dict)

    def submission(self) -> Submission:
        """The submission as its sender wrote it."""
        said = {"headline": "Sand in the quay", "text": self.text, "name": "Ida Holm"} | self.said
        return Submission(
            form=self.form,
            said={name: text for name, text in said.items() if text},
            language="en",
            agreed=self.agreed,
            attachments=self.files,
        )


@dataclass(frozen=True, slots=True)
class MadeDesk:
    """A desk on the disk, with its key."""

    path: Path
    key: DeskKey

    @property
    def key_file(self) -> Path:
        """Where its key lies, as age-keygen writes one: opening costs no second."""
        return self.path.with_name(f"{self.path.name}-key.age")

    def take(self, sent: Submission, day: str = DAY) -> str:
        """Put a submission into its box; return the id."""
        return self.take_sealed(seal(sent, self.key.public), day)

    def take_sealed(self, sealed: bytes, day: str = DAY) -> str:
        """Put something sealed into its box; return the id."""
        receipt = hashlib.sha256(sealed).hexdigest()
        with open_box(self.path) as box:
            return box.put(sealed, day=day, receipt=receipt)


def make_a_desk(path: Path) -> MadeDesk:
    """Make an empty desk, with its key beside it."""
    made = MadeDesk(path, DeskKey.make())
    make_desk(made.path, Desk(key=made.key.public, title="The Harbour"))
    made.key_file.write_text(made.key.secrets[0] + "\n", encoding="ascii")
    return made


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    """An empty desk, with its key beside it."""
    return make_a_desk(tmp_path / "desk")
