"""Reading a form's body: in memory alone and within bounds, for what is read is not yet sealed.

Starlette's own reader lets larger files fall to the disk; that must not happen to what somebody
sends in confidence.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from backfile.errors import BadValue

MOST_PARTS = 60
"""Fields and files of one form."""
LONGEST_NAME = 200
"""Characters of a file's name that are kept."""
_LONGEST_HEAD = 4096
_BOUNDARY = re.compile(r';\s*boundary="?([A-Za-z0-9\'()+_,./:=?-]{1,70})"?', re.IGNORECASE)
_NAME = re.compile(rb'[;\s]name="([^"\r\n]{0,200})"')
_FILE = re.compile(rb'[;\s]filename="([^"\r\n]{0,1000})"')
_TYPE = re.compile(
    rb"^content-type:[ \t]*([\w.+-]{1,60}/[\w.+-]{1,80})", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One field or file of a form, as the browser sent it."""

    name: str
    data: bytes
    file: str | None = None
    """The file's own name, without folders; None where it is a field."""
    type: str = ""

    @property
    def text(self) -> str:
        """What a field says; line ends are those of Unix."""
        return self.data.decode("utf-8", "replace").replace("\r\n", "\n")


def read_form(body: bytes, kind: str) -> list[Part]:
    """Return the fields and files of a body.

    Args:
        body: all of it.
        kind: its Content-Type.

    Raises:
        BadValue: it is no form, or has too many parts.
    """
    what = kind.partition(";")[0].strip().lower()
    if what == "application/x-www-form-urlencoded":
        return _fields(body)
    boundary = _BOUNDARY.search(kind)
    if what != "multipart/form-data" or boundary is None:
        raise BadValue("That is not a form.", "Load the form again.")
    mark = b"\r\n--" + boundary[1].encode()
    pieces = (b"\r\n" + body).split(mark, MOST_PARTS + 2)
    if len(pieces) > MOST_PARTS + 2 or len(pieces) < 2:  # noqa: PLR2004 - before, and the end
        raise BadValue("That form cannot be read.", "Load it again.")
    return [part for piece in pieces[1:-1] if (part := _part(piece)) is not None]


def _fields(body: bytes) -> list[Part]:
    text = body.decode("latin-1")
    try:
        pairs = parse_qsl(text, True, encoding="latin-1", max_num_fields=MOST_PARTS)  # noqa: FBT003
    except ValueError as many:
        raise BadValue("That form has too many fields.", "Load it again.") from many
    return [Part(name, data.encode("latin-1")) for name, data in pairs]


def _part(piece: bytes) -> Part | None:
    head, parted, data = piece.partition(b"\r\n\r\n")
    if not parted or len(head) > _LONGEST_HEAD:
        return None
    disposition = next(
        (line for line in head.split(b"\r\n") if line.lower().startswith(b"content-disposition:")),
        b"",
    )
    name, file, kind = _NAME.search(disposition), _FILE.search(disposition), _TYPE.search(head)
    if name is None:
        return None
    return Part(
        _said(name[1]),
        data,
        None if file is None else re.split(r"[/\\]", _said(file[1]))[-1][-LONGEST_NAME:],
        kind[1].decode("ascii").lower() if kind and file is not None else "",
    )


def _said(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    # Browsers write these three so, and nothing else (WHATWG HTML, multipart/form-data).
    return text.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
