"""What one run leaves of the index for the next, which mends it.

Three files in the site's own state folder: what is known of the whole (`memory.json`), a slip for
each story (`slips.jsonl`), and all weights of frequent terms (`weights.bin`). They are believed
only where they name the stamp of the index that lies beside them; without them it is built anew.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from backfile.errors import BugError
from backfile.publish.search.slips import Slip, encoded

_MEMORY, _SLIPS, _WEIGHTS = "memory.json", "slips.jsonl", "weights.bin"
_PART = ".part"
KEPT = "search"
"""Name of the folder, in the site's state folder, in which an index is remembered."""


class Unlike(BugError):
    """An index does not say what its memory says that it does: it must be built anew."""


class Memory(msgspec.Struct):
    """What is known of a whole index besides what it says itself."""

    stamp: str
    """Of the index that this belongs to."""
    key: str
    """Digest of all else that it was made from: another one, and nothing is mended."""
    built: int
    """Stories that it was built of, before anything was mended."""
    mended: int
    """Stories that came, went or changed since."""
    numbers: list[int]
    """Number of each story, in the order of the slips."""
    late: list[int]
    """Numbers that were given after it was built."""
    weights: dict[str, tuple[int, int]]
    """Of frequent terms: where their weights begin, and how many bytes they are."""
    uses: dict[str, dict[str, int]]
    """By language: how often each word is used that stands for another term."""
    free: list[tuple[int, int]] = []
    """Stretches of the lists in which nothing stands any more: where, and how many bytes."""


class Keeper:
    """Keeps the memory of an index in a folder; what is written counts once it is complete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def weights(self) -> Path:
        """Return the file of weights as the last run left it."""
        return self._folder / _WEIGHTS

    @property
    def slips(self) -> Path:
        """Return the file of slips as the last run left it."""
        return self._folder / _SLIPS

    def read(self) -> Memory | None:
        """Return what the last run left; None where it left nothing, or what is damaged."""
        try:
            return msgspec.json.decode((self._folder / _MEMORY).read_bytes(), type=Memory)
        except (OSError, msgspec.MsgspecError):
            return None

    def begin(self) -> Path:
        """Forget what a broken run left; return where new weights are to be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in (_SLIPS, _WEIGHTS):
            (self._folder / f"{name}{_PART}").write_bytes(b"")
        return self._folder / f"{_WEIGHTS}{_PART}"

    def add(self, slips: Iterable[Slip]) -> None:
        """Keep slips."""
        with (self._folder / f"{_SLIPS}{_PART}").open("ab") as lines:
            lines.writelines(map(encoded, slips))

    def end(self, memory: Memory) -> None:
        """Put what was written in the place of what the last run left."""
        (self._folder / _MEMORY).unlink(missing_ok=True)
        for name in (_SLIPS, _WEIGHTS):
            (self._folder / f"{name}{_PART}").replace(self._folder / name)
        fresh = self._folder / f"{_MEMORY}{_PART}"
        fresh.write_bytes(msgspec.json.encode(memory))
        fresh.replace(self._folder / _MEMORY)
