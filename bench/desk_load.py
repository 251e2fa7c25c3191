"""How many submissions a second does a desk take in, how late are the slowest, is memory flat?

Each sender fetches a challenge and posts a sealed submission, as a browser does; each answer comes
after the flush to the disk. First as many as can be, then a steady rate (open loop: the next is
sent when it is due, not when the last was answered) while the server's memory is watched. The
senders share the machine's cores with the server.

    python bench/desk_load.py [SECONDS]     600 for the ten minutes of the promise
"""

import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from desk_material import Reader, Server, letter, make, new_receipt
from material import show

SECONDS, SENDERS, RATE = 60, 24, 220
"""How long, how many connections, submissions a second in the steady part."""
FASTEST_SECONDS = 15
CLEAR_SECONDS = 10
SEALED = 50
"""Different sealed bytes; receipts differ each time."""


@dataclass
class Told:
    """What the senders saw."""

    seconds: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    failed: int = 0

    def row(self, took: float) -> dict[str, object]:
        times = sorted(self.seconds)
        return {
            "acknowledged": len(times),
            "a second": len(times) / took,
            "median ms": 1000 * times[len(times) // 2],
            "p99 ms": 1000 * times[int(len(times) * 0.99)],
            "slowest ms": 1000 * times[-1],
            "not taken": self.failed,
        }


def send(server: Server, told: Told, sealed: list[bytes], due: "Due") -> None:
    reader = Reader(server.port)
    while (number := due.wait()) is not None:
        began = time.monotonic()
        if sealed:
            is_taken = reader.send_sealed(sealed[number % len(sealed)], new_receipt()) == 200
        else:
            is_taken = reader.send_clear(f"Submission {number}.") is not None
        if is_taken:
            told.seconds.append(time.monotonic() - began)
        else:
            told.failed += 1


class Due:
    """Says when the next one is to be sent; at rate 0 at once."""

    def __init__(self, seconds: float, rate: float) -> None:
        self._began, self._rate = time.monotonic(), rate
        self._until = self._began + seconds
        self._number, self._lock = 0, threading.Lock()

    def wait(self) -> int | None:
        with self._lock:
            self._number += 1
            number = self._number
        when = self._began + number / self._rate if self._rate else time.monotonic()
        if when >= self._until:
            return None
        time.sleep(max(0.0, when - time.monotonic()))
        return number


def memory_of(server: Server) -> float:
    """Return the server's resident memory in MB."""
    assert server.process
    pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def cpu_of(server: Server) -> float:
    assert server.process
    words = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def run(server: Server, sealed: list[bytes], seconds: float, rate: float) -> dict[str, object]:
    told, due = Told(), Due(seconds, rate)
    before, began = cpu_of(server), time.monotonic()
    senders = [
        threading.Thread(target=send, args=(server, told, sealed, due)) for _ in range(SENDERS)
    ]
    for sender in senders:
        sender.start()
    memory: list[float] = []
    while any(sender.is_alive() for sender in senders):
        time.sleep(1)
        memory.append(memory_of(server))
    took = time.monotonic() - began
    row = told.row(took)
    row["a CPU second of the server"] = len(told.seconds) / (cpu_of(server) - before)
    tenth = max(1, len(memory) // 10)
    row["MB after a tenth, at the end"] = f"{memory[tenth]:.1f}, {memory[-1]:.1f}"
    return row


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    sealed = [letter(f"Submission {number}. " + "Words. " * 200) for number in range(SEALED)]
    with tempfile.TemporaryDirectory() as name:
        server = Server(make(Path(name) / "desk"))
        server.start()
        show("desk_load: as many as can be", run(server, sealed, FASTEST_SECONDS, 0))
        show("desk_load: sealed on arrival", run(server, [], CLEAR_SECONDS, 0))
        steady = run(server, sealed, seconds, RATE)
        server.kill()
        show(f"desk_load: {RATE} a second for {seconds:.0f} s", steady)


if __name__ == "__main__":
    main()
