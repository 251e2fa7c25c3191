"""Revisits: records that say "the same bytes as before" instead of holding them (WARC 1.1, 6.7)."""

from collections import OrderedDict
from collections.abc import Mapping

MAX_REMEMBERED = 200_000
"""Payloads remembered for one file. 100,000 took 19 MB (bench/intake_speed.py --revisits)."""


class Payloads:
    """Where the payloads of a file lie, by digest; the oldest are forgotten beyond the bound."""

    def __init__(self, bound: int = MAX_REMEMBERED) -> None:
        self._places: OrderedDict[str, int] = OrderedDict()
        self._bound = bound

    def remember(self, headers: Mapping[str, str], place: int) -> None:
        """Note where a record with a payload begins."""
        digest = headers.get("warc-payload-digest")
        if not digest or digest in self._places:
            return
        self._places[digest] = place
        if len(self._places) > self._bound:
            self._places.popitem(last=False)

    def find(self, headers: Mapping[str, str]) -> int | None:
        """Return where the record begins whose payload a revisit repeats, or None."""
        return self._places.get(headers.get("warc-payload-digest", ""))
