"""A window that moves over a stream of expanded bytes: look ahead, take, and know where one is."""

import re

from backfile.intake.inflate import Damaged, Expanded

_STEP = 1 << 18


class Window:
    """Some bytes of a stream held for looking ahead; what was taken is forgotten.

    Damage of the compression ends the stream here; `damage` says what it was, and `resume` goes
    on behind it.
    """

    def __init__(self, source: Expanded) -> None:
        self.damage: str | None = None
        self._source = source
        self._held = b""
        self._at = 0
        self._base = 0  # position in the expanded bytes of what is held

    @property
    def position(self) -> int:
        """How many expanded bytes lie behind."""
        return self._base + self._at

    @property
    def place(self) -> int:
        """Where in the file one stands: the beginning of the member that holds the position.

        In a plain file it is the position itself.
        """
        members = self._source.members
        while len(members) > 1 and members[1][0] <= self.position:
            members.popleft()
        return members[0][1] if members else 0

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer only where the stream ends."""
        if len(self._held) - self._at < size:
            self._fill(size)
        return self._held[self._at : self._at + size]

    def peek_behind(self, gap: int, size: int) -> bytes:
        """Return the `size` bytes that stand behind the next `gap`, fewer where the stream ends."""
        if len(self._held) - self._at < gap + size:
            self._fill(gap + size)
        return self._held[self._at + gap : self._at + gap + size]

    def find(self, pattern: re.Pattern[bytes], bound: int) -> re.Match[bytes] | None:
        """Look for a pattern within the next `bound` bytes; its match counts from `position`."""
        size = min(4096, bound)
        while True:
            ahead = self.peek(size)
            match = pattern.search(ahead)
            if match or size >= bound or len(ahead) < size:
                return match
            size = min(size * 8, bound)

    def skip(self, size: int) -> int:
        """Leave bytes behind; return how many there were."""
        left = size
        while left:
            here = min(left, len(self._held) - self._at)
            self._at += here
            left -= here
            if left and not self._fill(min(left, _STEP)):
                break
        return size - left

    def resume(self) -> bool:
        """Go on with the next whole member behind the damage, if there is one."""
        self.damage = None
        self._base, self._held, self._at = self._base + len(self._held), b"", 0
        return self._source.resume()

    def _fill(self, size: int) -> bool:
        """Hold at least `size` bytes ahead if there are as many; say whether any came."""
        pieces = [self._held[self._at :]]
        have = len(pieces[0])
        self._base += self._at
        self._at = 0
        before = have
        while have < size and self.damage is None:
            piece = self._read(max(size - have, _STEP))
            if not piece:
                break
            pieces.append(piece)
            have += len(piece)
        self._held = b"".join(pieces)
        return have > before

    def _read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except Damaged as damage:
            self.damage = str(damage)
            return b""
