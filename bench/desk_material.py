"""What the benches of the desk share: a desk that takes in, readers that send, and an editor."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import resource
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from material import COMMAND

from backfile.model.submission import Form, Submission
from backfile.participate.folder import make_desk, open_box
from backfile.participate.receipts import phrase_of, receipt_of
from backfile.participate.seal import seal, unseal
from backfile.participate.settings import Desk, Limits

IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
OPEN = Limits(proof_bits=0, least_seconds=0, a_second=1e6, unproven_a_minute=6e7)
"""Everything is let in: what is measured is keeping, not the screen."""
START_SECONDS = 60


def make(folder: Path, limits: Limits = OPEN) -> Path:
    """Make a desk whose limits are these."""
    make_desk(folder, Desk(key=KEY, title="Bench", limits=limits))
    toml = (folder / "desk.toml").read_text("utf-8")
    said = [f"{name} = {getattr(limits, name)}" for name in Limits.__slots__]
    head, _, rest = toml.partition("[limits]\n")
    kept = rest[rest.index("[retention]") :] if "[retention]" in rest else ""
    (folder / "desk.toml").write_text(head + "[limits]\n" + "\n".join(said) + "\n" + kept, "utf-8")
    return folder


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class Server:
    """`backfile desk serve`, started and killed at will."""

    folder: Path
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self, largest_file: int | None = None) -> bool:
        """Start, and return when it answers; `largest_file` bytes stand in for a full disk.

        Returns False where the disk was too full to start.
        """

        def limit() -> None:
            if largest_file is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        words = [*COMMAND, "desk", "serve", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=limit,  # noqa: PLW1509 - no threads were started that could hold a lock
            env={**os.environ, **self.environment},
        )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError, http.client.HTTPException):
                Reader(self.port).get("challenge")
                return True
            if self.process.poll() is not None and largest_file is not None:
                return False
            if self.process.poll() is not None:
                raise SystemExit(f"the desk left with status {self.process.returncode}")
            time.sleep(0.02)
        raise SystemExit("the desk did not answer")

    def kill(self) -> None:
        """End it as a power cut would end the process: no word, no last flush."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@dataclass
class Reader:
    """One who sends; keeps a connection as a browser does."""

    port: int
    connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, way: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Content-Type": kind} if kind else {}
            self.connection.request(method, f"/{way}", body or None, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise

    def get(self, way: str) -> bytes:
        return self.ask("GET", way)[1]

    def post(self, way: str, fields: dict[str, str | bytes]) -> tuple[int, bytes]:
        edge = secrets.token_hex(16)
        pieces = []
        for name, value in fields.items():
            file = '; filename="sealed"' if isinstance(value, bytes) else ""
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
            data = value if isinstance(value, bytes) else value.encode()
            pieces += [head.encode(), data, b"\r\n"]
        body = b"".join([*pieces, f"--{edge}--\r\n".encode()])
        return self.ask("POST", way, body, f"multipart/form-data; boundary={edge}")

    def send_sealed(self, sealed: bytes, receipt: str) -> int:
        """Send as a browser with JavaScript does; return the status."""
        challenge = json.loads(self.get("challenge"))
        fields: dict[str, str | bytes] = {
            "token": challenge["token"],
            "proof": work(challenge["token"], challenge["bits"]),
            "receipt": receipt,
            "sealed": sealed,
        }
        return self.post("sealed", fields)[0]

    def send_clear(self, text: str, form: str = "feedback", wait: float = 0.0) -> str | None:
        """Send as a browser without JavaScript does; return the receipt phrase, if any."""
        token = re.search(rb'name="token" value="([^"]+)"', self.get(form))
        assert token
        time.sleep(wait)
        status, page = self.post(form, {"token": token[1].decode(), "text": text})
        found = re.search(rb'class="phrase"[^>]*>([a-z-]+)<', page)
        return found[1].decode() if status == 200 and found else None


def work(token: str, bits: int) -> str:
    """Do the work that a browser does."""
    proof = 0
    while True:
        digest = hashlib.sha256(f"{token}:{proof}".encode()).digest()
        if int.from_bytes(digest[:8], "big") >> (64 - bits) == 0:
            return str(proof)
        proof += 1


def letter(text: str) -> bytes:
    return seal(Submission(form=Form.FEEDBACK, said={"text": text}), KEY)


def new_receipt() -> str:
    return receipt_of(phrase_of(secrets.token_bytes(16)))


def opened(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of everything that the editor finds, each opened with the desk's key."""
    with open_box(folder) as box:
        for entry in list(box.entries()):
            for sealed in box.sealed(entry.id):
                yield entry.id, unseal(sealed, IDENTITY).said["text"]


def ids_by_receipt(folder: Path, receipts: list[str]) -> dict[str, str | None]:
    with open_box(folder) as box:
        return {receipt: box.find(receipt) for receipt in receipts}


Send = Callable[[Reader, int], None]
