"""Does what readers send lie on the disk in clear at any moment, and is it gone when erased?

Marked texts and files are sent (in clear as without JavaScript, and sealed), while every file is
searched again and again that the server has, holds open or maps: the desk's folder with log and
shared memory, the ring, its folder for temporary files, its working folder. A mark that was written
down on purpose must be found by the same search. Then some are erased with their phrase, and two
backups taken before that are tried with the desk's key: without the ring, and, as a control, with.
"""

import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desk_material import IDENTITY, Reader, Server, make, opened
from material import show

from backfile.errors import BackfileError
from backfile.participate.receipts import receipt_of
from backfile.participate.seal import unseal_bytes

SUBMISSIONS, ERASE_EACH = 400, 4
MARK = "Qvortrup-under-the-quay"
FILE = "bill-of-the-ferry-8831"
LARGE = 3 << 20
"""Bytes of the largest file: far above what a server would spool to a disk."""
WITHOUT_RING, WITH_RING = "opened by the key, no ring", "control: with the ring"
PATTERNS = [
    pattern
    for text in (MARK, FILE)
    for pattern in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
]


@dataclass
class Watch:
    """Searches all that a server has on disks, again and again."""

    server: Server
    folders: list[Path]
    found: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    searches: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.ended.is_set():
            self.search()

    def search(self) -> None:
        for file in {*self._files(), *self._held()}:
            self.files.add((file.readlink() if file.is_symlink() else file).name)
            try:
                data = file.read_bytes()
            except OSError:
                continue  # gone meanwhile, or no file
            if any(pattern in data for pattern in PATTERNS):
                self.found.add(str(file))
        self.searches += 1

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in folder.rglob("*") if path.is_file())

    def _held(self) -> Iterator[Path]:
        """Yield what the process holds open, deleted files too, and what it maps to write."""
        assert self.server.process
        place = Path(f"/proc/{self.server.process.pid}")
        for link in (place / "fd").iterdir():
            try:
                if link.stat().st_mode & 0o170000 == 0o100000:
                    yield link
            except OSError:
                continue
        for line in (place / "maps").read_text().splitlines():
            words = line.split(maxsplit=5)
            if len(words) == 6 and "s" in words[1] and words[5].startswith("/"):
                yield Path(words[5])


def send(server: Server) -> list[str]:
    """Send marked submissions; return the phrases of those that were sent in clear."""
    reader, phrases = Reader(server.port), []
    for number in range(SUBMISSIONS):
        text = f"{MARK} {number} " * (1000 if number % 50 == 0 else 5)
        phrase = reader.send_clear(text)
        assert phrase
        phrases.append(phrase)
        if number % 100 == 0:
            send_file(reader, number)
    return phrases


def send_file(reader: Reader, number: int) -> None:
    """Send a large file in clear, by a form that takes files."""
    token = reader.get("share").split(b'name="token" value="')[1].split(b'"')[0]
    edge, data = b"edge7219", (FILE.encode() + b" ") * (LARGE // (len(FILE) + 1))
    fields = {b"token": token, b"text": f"{MARK} {number}".encode()}
    pieces = [
        b'--%b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (edge, name, value)
        for name, value in fields.items()
    ]
    head = b'--%b\r\nContent-Disposition: form-data; name="files"; filename="%b.txt"\r\n\r\n'
    body = b"".join([*pieces, head % (edge, FILE.encode()), data, b"\r\n--%b--\r\n" % edge])
    status, _ = reader.ask("POST", "share", body, f"multipart/form-data; boundary={edge.decode()}")
    assert status == 200


def erase(server: Server, phrases: list[str]) -> int:
    reader = Reader(server.port)
    return sum(
        reader.post("receipt", {"phrase": phrase, "act": "erase", "sure": "yes"})[0] == 200
        for phrase in phrases
    )


def wrapped(folder: Path, receipts: set[str]) -> list[bytes]:
    """Return what a backup holds of some submissions."""
    database = sqlite3.connect(folder / "inbox.db")
    rows = database.execute(
        "SELECT receipt, wrapped FROM submissions JOIN parts ON submission = id"
    ).fetchall()
    database.close()
    return [data for receipt, data in rows if receipt in receipts]


def opens(data: bytes) -> bool:
    try:
        unseal_bytes(data, IDENTITY)
    except BackfileError:
        return False
    return True


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        passing = work / "tmp"
        passing.mkdir()
        server = Server(make(work / "desk"), environment={"TMPDIR": str(passing)})
        server.start()
        watch = Watch(server, [server.folder, passing])
        phrases = send_watched(server, watch)
        backups = Backups(work, server.folder)
        erased = erase(server, phrases[::ERASE_EACH])
        watch.search()
        in_clear = sorted(watch.found)
        (passing / "control").write_text(MARK)
        watch.search()
        rows: dict[str, object] = {
            "sent in clear": len(phrases),
            "searches while they came": watch.searches - 2,
            "files searched": ", ".join(sorted(watch.files - {"control"})),
            "with a word of them": ", ".join(in_clear) or "none",
            "the control is found": len(watch.found) > len(in_clear),
            "erased": erased,
            "left at the desk": len({entry for entry, _ in opened(server.folder)}),
            **backups.tried({receipt_of(phrase) for phrase in phrases[::ERASE_EACH]}),
        }
        server.kill()
    show("desk_disk", rows)
    good = rows["the control is found"] and rows[WITH_RING] and not rows[WITHOUT_RING]
    sys.exit(bool(in_clear) or not good)


def send_watched(server: Server, watch: Watch) -> list[str]:
    searching = threading.Thread(target=watch.run)
    searching.start()
    try:
        return send(server)
    finally:
        watch.ended.set()
        searching.join()


class Backups:
    """Two copies of a desk's folder: as the documents say, without the ring; and whole."""

    def __init__(self, work: Path, folder: Path) -> None:
        no_ring = shutil.ignore_patterns("ring")
        self._without = shutil.copytree(folder, work / "backup", ignore=no_ring)
        self._whole = shutil.copytree(folder, work / "whole")

    def tried(self, receipts: set[str]) -> dict[str, object]:
        """Try to open with the desk's key what was erased after the copies were made."""
        held = wrapped(self._without, receipts)
        return {
            "of the erased, in a backup": len(held),
            WITHOUT_RING: sum(map(opens, held)),
            WITH_RING: sum(text.startswith(MARK) for _, text in opened(self._whole)),
        }


if __name__ == "__main__":
    main()
