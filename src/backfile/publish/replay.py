"""Links to where a capture can be seen: a web archive, or a replay of the keeper's own.

The address of such a place is given once ("https://web.archive.org/web/{time}/{address}"), and each
capture puts its time and its address there (as Memento's URI-Ms have them, RFC 7089).
"""

import re
from urllib.parse import quote

from backfile.publish.holdings import Seen

_TIME, _ADDRESS = "{time}", "{address}"
_SHAPE = re.compile(r"https?://[^\s/{}]+/\S*")
_NO_DIGIT = re.compile(r"\D")
_DIGITS = 14
"""Of a time, to the second, as web archives write it: 20160317090000."""
_IN_A_PATH = "/:?=&@!$'()*+,;~%"
"""What stays as it is where an address ends a path; a "#" would end it too early."""


def is_replay(pattern: str) -> bool:
    """Say whether a pattern leads somewhere, with the address of a capture in it."""
    rest = pattern.replace(_TIME, "").replace(_ADDRESS, "")
    return bool(_SHAPE.fullmatch(pattern)) and _ADDRESS in pattern and not set("{}") & set(rest)


def replay_of(pattern: str, seen: Seen) -> str:
    """Return where a capture can be seen; "" for one whose address or time is not known.

    Args:
        pattern: one for which `is_replay` holds. What follows "=" there is a value of a query,
            and escaped whole.
        seen: the capture.
    """
    address = seen.address or ""
    if not seen.captured or not address.startswith(("http://", "https://")):
        return ""
    safe = "" if f"={_ADDRESS}" in pattern else _IN_A_PATH
    time = _NO_DIGIT.sub("", seen.captured)[:_DIGITS]
    return pattern.replace(_TIME, time).replace(_ADDRESS, quote(address, safe=safe))
