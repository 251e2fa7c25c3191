"""What our own pages for editors share: who may see them, what they may load, forms within bounds.

The law of the place: whoever comes under a foreign name gets nothing (against names that are
re-bound to this machine), and no page of ours loads or sends anything elsewhere.
"""

from collections.abc import Collection
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backfile.publish.headers import PRIVATE
from backfile.web.guard import LOOPBACK

HEADERS = PRIVATE
HTML = "text/html; charset=utf-8"
MOST_FIELDS = 40
"""Fields of a form that asks a person: the longest of ours has half as many. A form with more, as
many ticks as there are files, says so."""


def refused(request: Request, names: Collection[str] = LOOPBACK) -> Response | None:
    """Refuse whoever reached us under a foreign name; None where all is well."""
    name, _, port = request.headers.get("host", "").lower().rpartition(":")
    if (name if port.isdigit() else f"{name}:{port}".lstrip(":")) in names:
        return None
    return PlainTextResponse("Only from this machine.", 403, HEADERS)


async def form_of(request: Request, largest: int, most_fields: int = MOST_FIELDS) -> dict[str, str]:
    """Read a form within bounds; what is too large is as good as empty.

    Args:
        request: what was sent (application/x-www-form-urlencoded).
        largest: bytes that are read.
        most_fields: fields that the form can hold.

    Returns:
        The first value of each field.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            return {}
    try:
        fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=most_fields
        )
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}
