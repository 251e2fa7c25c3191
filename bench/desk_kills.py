"""Two hundred kills and full disks while 10,000 submissions arrive: is an acknowledged one lost?

The server is killed (SIGKILL) at random moments, or runs into a limit on the size of its files (as
a full disk, in the middle of a write) and is killed after that. Senders go on as browsers do: what
was not acknowledged is sent again, the same bytes under the same receipt; one in ten is sent in
clear, as without JavaScript. In the end each acknowledged one must be there, once, and open.

    python bench/desk_kills.py [SUBMISSIONS] [KILLS]
"""

import contextlib
import http.client
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from desk_material import Reader, Server, ids_by_receipt, letter, make, new_receipt, opened
from material import show

from backfile.participate.receipts import receipt_of

SUBMISSIONS, KILLS, SEED = 10_000, 200, 20160317
SENDERS = 12
CLEAR_EACH = 10
"""One in so many is sent in clear, and sealed by the server."""
FULL_EACH = 4
"""One start in so many meets a full disk."""
MOST_SECONDS = 3.0
"""How long a start may go without enough being acknowledged: on a full disk nothing is."""


@dataclass
class Sent:
    """What was acknowledged, and what was refused on the way."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    """Text by receipt."""
    refused: Counter[str] = field(default_factory=Counter)
    turn: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, most: int) -> int | None:
        with self.lock:
            self.turn += 1
            return self.turn if self.turn <= most else None


def send_all(server: Server, sent: Sent, most: int) -> None:
    """Send until all is acknowledged, whatever happens to the server."""
    reader = Reader(server.port)
    while (number := sent.next(most)) is not None:
        text = f"Submission {number} of the bench."
        sealed, receipt = letter(text), new_receipt()
        while True:
            try:
                if number % CLEAR_EACH == 0:
                    phrase = reader.send_clear(text)
                    if phrase:
                        sent.acknowledged[receipt_of(phrase)] = text
                        break
                    sent.refused["503"] += 1
                else:
                    status = reader.send_sealed(sealed, receipt)
                    if status == 200:
                        sent.acknowledged[receipt] = text
                        break
                    sent.refused[str(status)] += 1
            except (OSError, http.client.HTTPException, ValueError):
                sent.refused["connection lost"] += 1
            time.sleep(0.05)


def room_in(folder: Path, chance: random.Random) -> int:
    """Return a size at which the log, the ring or the inbox cannot grow further than a little."""
    files = [folder / "inbox.db-wal", folder / "ring" / "keys.bin", folder / "inbox.db"]
    file = chance.choice([file for file in files if file.exists()])
    return file.stat().st_size + chance.randrange(1, 60_000)


def torment(server: Server, sent: Sent, most: int, kills: int) -> Counter[str]:
    """Kill and start again, so many times, while submissions arrive."""
    chance = random.Random(SEED)  # noqa: S311 - chance, no secret
    done: Counter[str] = Counter()
    for number in range(1, kills + 1):
        left = (most - len(sent.acknowledged)) / (kills - number + 1)
        awaited = len(sent.acknowledged) + left * chance.uniform(0.2, 1.8)
        until = time.monotonic() + MOST_SECONDS
        while len(sent.acknowledged) < awaited and time.monotonic() < until:
            time.sleep(0.002)
        server.kill()
        done["kills"] += 1
        done["of them while sending"] += len(sent.acknowledged) < most
        if number % FULL_EACH == 0:
            done["starts on a full disk"] += 1
            done["of them refused to start"] += not server.start(room_in(server.folder, chance))
        else:
            server.start()
    server.kill()
    server.start()
    return done


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    with tempfile.TemporaryDirectory() as name:
        server, sent = Server(make(Path(name) / "desk")), Sent()
        server.start()
        senders = [
            threading.Thread(target=send_all, args=(server, sent, most), daemon=True)
            for _ in range(SENDERS)
        ]
        began = time.monotonic()
        for sender in senders:
            sender.start()
        done = torment(server, sent, most, kills)
        for sender in senders:
            sender.join()
        seconds = time.monotonic() - began
        server.kill()
        judge(server.folder, sent, done, seconds)


def judge(folder: Path, sent: Sent, done: Counter[str], seconds: float) -> None:
    found = dict(opened(folder))
    ids = ids_by_receipt(folder, list(sent.acknowledged))
    lost = sum(name is None for name in ids.values())
    wrong = sum(
        found.get(name or "") != sent.acknowledged[receipt] for receipt, name in ids.items()
    )
    sealed_twice = Counter(text for text in found.values() if int(text.split()[1]) % CLEAR_EACH)
    doubled = sum(count > 1 for count in sealed_twice.values())
    shared = len(ids) - len({name for name in ids.values() if name})
    with contextlib.suppress(KeyError):
        del sent.refused["200"]
    show(
        "desk_kills",
        {
            "submissions acknowledged": len(sent.acknowledged),
            **done,
            "acknowledged and gone": lost,
            "acknowledged and not opening": wrong,
            "there twice": doubled + shared,
            "there, never acknowledged": len(found) - len(set(ids.values()) - {None}),
            **{f"refused: {why}": count for why, count in sorted(sent.refused.items())},
            "seconds": seconds,
        },
    )
    sys.exit(bool(lost or wrong or doubled or shared))


if __name__ == "__main__":
    main()
