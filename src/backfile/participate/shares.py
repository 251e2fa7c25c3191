"""Rates, and the share of each that one network may take: one flood does not shut the door for all.

The law of the place: no address comes in here but the network that it lies in, and that is kept as
a digest only, made with a key that never leaves the memory of this process. A day's key is the
digest of the day's before, so that no earlier one can be made of it. What stands for a network is
forgotten once its share is whole again: half a minute after it last sent something.
"""

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable

_BURST_SECONDS = 10
"""Seconds of the allowed rate that may come at once."""
PART = 0.2
"""Of a rate, what one network may take: five networks must flood before others are sent away. One
network may be a town: behind the addresses of a telephone company, or a school, many people write,
and none of twelve forms a minute is refused where sixty are taken from all."""
WHOLE_SECONDS = 30
"""In which a share that was used up is whole again; so much of it may come at once. At the usual
rates that is six forms without work: more than half of what all may send at once."""
MOST_NETWORKS = 10_000
"""Networks that are known at one time: 2 MB. When there are more, the one that was silent longest
has its whole share again."""
_A_DAY = 86_400
_MARK = 16
"""Bytes of a digest: enough that no two networks share one."""


class Rate:
    """So many things a second, and some at once (a token bucket)."""

    def __init__(self, a_second: float, now: Callable[[], float]) -> None:
        self._a_second, self._now = a_second, now
        self._most = max(1.0, a_second * _BURST_SECONDS)
        self._left, self._at = self._most, now()

    def take(self) -> bool:
        """Say whether one more may come, and count it."""
        now = self._now()
        self._left = min(self._most, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Shares:
    """What each network has left of its part of one rate."""

    def __init__(self, a_second: float, now: Callable[[], float], secret: bytes) -> None:
        """Begin, knowing nobody.

        Args:
            a_second: the rate of all.
            now: seconds on a clock that never goes back.
            secret: chance that nobody else has.
        """
        self._now = now
        self._most = max(1.0, a_second * PART * WHOLE_SECONDS)
        self._a_second = self._most / WHOLE_SECONDS
        self._key, self._until = hashlib.sha256(secret).digest(), now() + _A_DAY
        self._known: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        """What is left, and when that was so; the network that was silent longest first."""

    def take(self, network: str) -> bool:
        """Say whether one more may come from a network, and count it; "" is none, and may always.

        Args:
            network: "203.0.113.0/24"; it is not kept.
        """
        now = self._now()
        self.forget()
        if not network:
            return True
        mark = hmac.digest(self._key, network.encode(), "sha256")[:_MARK]
        left, since = self._known.pop(mark, (self._most, now))
        left = min(self._most, left + (now - since) * self._a_second)
        may_come = left >= 1
        self._known[mark] = (left - may_come, now)
        if len(self._known) > MOST_NETWORKS:
            self._known.popitem(last=False)
        return may_come

    def forget(self) -> None:
        """Forget networks whose share is whole again; and all of them, with the key, each day."""
        now = self._now()
        while self._known and now - next(iter(self._known.values()))[1] >= WHOLE_SECONDS:
            self._known.popitem(last=False)
        if now >= self._until:
            self._key, self._until = hashlib.sha256(self._key).digest(), now + _A_DAY
            self._known.clear()

    @property
    def known(self) -> int:
        """How many networks are known now."""
        return len(self._known)


class Shared:
    """A rate that all share, of which no network takes more than its part."""

    def __init__(self, a_second: float, now: Callable[[], float], secret: bytes) -> None:
        self.all = Rate(a_second, now)
        self.each = Shares(a_second, now, secret)

    def take(self, network: str) -> bool:
        """Say whether one more may come from a network ("": one that nobody knows)."""
        return self.each.take(network) and self.all.take()
