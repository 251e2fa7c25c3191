"""JSON as systems really write it: half characters and broken bytes cost a letter, not the whole.

A text that was cut by length in JavaScript may end in the middle of a character; its JSON then
holds one half of a surrogate pair, which no strict reader takes (RFC 8259 section 8.2).
"""

import re
from typing import Any, TypeVar

import msgspec

Read = TypeVar("Read")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_GAP = r"\ufffd"


def read_json(document: bytes | str, wanted: type[Read] | Any = Any) -> Any:
    """Return what a JSON document says.

    Args:
        document: its bytes or text.
        wanted: the type that is expected (msgspec).

    Raises:
        msgspec.DecodeError: it is no JSON, or another type.
        RecursionError: it is nested without end.
    """
    if isinstance(document, bytes):
        document = document.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(document, type=wanted)
    except (msgspec.DecodeError, UnicodeError):
        return msgspec.json.decode(_whole(document), type=wanted)


def _whole(document: bytes | str) -> str:
    """Return the document with a mark for each half of a character and each broken byte."""
    if isinstance(document, bytes):
        text = document.decode("utf-8", "replace")
    else:
        text = document.encode("utf-8", "replace").decode("utf-8")
    return _ESCAPE.sub(lambda found: f"\\{_GAP[1:]}" if found[1] else found[0], text)
