"""From a kept response to a capture: which form it has, and what was odd about it."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from backfile import urls
from backfile.intake.http import Message, charset_of, media_type_of, payload_of
from backfile.intake.media_types import form_of_type, type_by_bytes, type_by_name
from backfile.intake.records import MAX_BLOCK
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,64}(?:<!--[^>]{0,200}-->\s{0,64}|<\?xml[^>]{0,200}\?>\s{0,64})?"
    rb"<(?:!doctype\s{1,8}html|html)[\s>]",
    re.IGNORECASE,
)
_FORM_OF_KIND: dict[DepositKind, Form] = {
    DepositKind.FEED: Form.FEED,
    DepositKind.SITEMAP: Form.FEED,
}
_READABLE = frozenset({DepositKind.TEXT, DepositKind.MARKDOWN})
_SCRIPTS = ("text/css", "text/javascript", "application/javascript", "application/json", "font/")
_MACHINE_NAMES = re.compile(
    r"/(?:robots|ads|app-ads|humans|security|llms|sellers)\.(?:txt|json)$", re.IGNORECASE
)
"""Text that is meant for machines stands at well-known names (RFC 9309, IAB ads.txt, RFC 9116)."""
_NAMELESS = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_MIN_REDIRECT, _MIN_ERROR = 300, 400
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")
WEB_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when something was captured, and where it lies in the deposit."""

    item: str
    offset: int
    address: str | None
    captured: str | None


def capture_of_message(origin: Origin, message: Message, said: tuple[Finding, ...]) -> Capture:
    """Return the capture that a kept response is.

    Args:
        origin: where it came from.
        message: the response; its payload is made plain here.
        said: what was already found odd about it.
    """
    payload = payload_of(message, MAX_BLOCK)
    content_type = message.headers.get("content-type")
    declared = media_type_of(content_type) or ""
    location = _location_of(origin.address, message)
    form, media_type = _form_of(origin.address, declared, payload.body)
    if location is not None:
        form = Form.REDIRECT
    elif message.status is not None and message.status >= _MIN_REDIRECT:
        form = Form.ERROR if message.status >= _MIN_ERROR else Form.OTHER
    return Capture(
        form=form,
        item=origin.item,
        offset=origin.offset,
        address=origin.address,
        captured=origin.captured,
        status=message.status,
        media_type=media_type,
        charset=charset_of(content_type),
        body=payload.body,
        location=location,
        findings=said + tuple(_placed(finding, origin) for finding in payload.findings),
    )


def clean_address(raw: str) -> str | None:
    """Return the address that a record names, absolute and without fragment; None if it is bad.

    wget 1.14 to 1.19 put it in angle brackets; blanks inside are percent-encoded as browsers do.
    """
    text = raw.strip().strip("<>").strip()
    text = _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), text)
    parts = urls.split(text)
    if parts is None or parts.scheme.lower() not in WEB_SCHEMES or not parts.netloc:
        return None
    return parts._replace(fragment="").geturl()


def is_of_the_web(raw: str) -> bool:
    """Say whether a target names something of the web, rightly or wrongly spelled.

    What has a scheme of its own (dns:, urn:, metadata:, screenshot:) is the crawler's own note.
    """
    match = _SCHEME.match(raw.strip().lstrip("<"))
    return match is None or match[1].lower() in WEB_SCHEMES


def time_of(raw: str) -> str | None:
    """Return a WARC or ARC date as RFC 3339 UTC time to the second, or None if it is none."""
    match = _TIME.match(raw.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (part or "00" for part in match.groups())
    if not ("01" <= month <= "12" and "01" <= day <= "31" and hour < "24" and minute < "60"):
        return None
    return f"{year}-{month}-{day}T{hour}:{minute}:{min(second, '59')}Z"


_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d):?(\d\d)?)?", re.ASCII)


def _placed(finding: Finding, origin: Origin) -> Finding:
    return Finding(finding.code, finding.text, origin.item, origin.address)


def _location_of(address: str | None, message: Message) -> str | None:
    if message.status is None or not _MIN_REDIRECT <= message.status < _MIN_ERROR:
        return None
    target = message.headers.get("location", "")
    return urls.join(address, _NOT_IN_ADDRESS.sub("%20", target.strip())) if target else None


def _form_of(address: str | None, declared: str, body: bytes) -> tuple[Form, str]:
    """Return a payload's form and media type: its bytes first, then what the server said."""
    if _PAGE_START.match(body[:1024]):
        return Form.PAGE, declared if form_of_type(declared) is Form.PAGE else "text/html"
    parts = urls.split(address or "")
    name = parts.path if parts else ""
    by_bytes = type_by_bytes(body[:64])
    if by_bytes is not None and form_of_type(by_bytes) is Form.FILE:
        # A document's type says more than the container's that its bytes show.
        return Form.FILE, declared if form_of_type(declared) is Form.FILE else by_bytes
    if declared in _NAMELESS:
        declared = type_by_name(name) or declared
    if not body:
        return form_of_type(declared) or Form.OTHER, declared or "application/octet-stream"
    return _form_by_kind(name, declared, body)


def _form_by_kind(name: str, declared: str, body: bytes) -> tuple[Form, str]:
    """Return form and media type of what begins neither as a page nor as a known file."""
    kind = DepositKind.OTHER
    if not declared.startswith(_SCRIPTS):
        kind = kind_of(body[:HEAD_BYTES], "")
    said = form_of_type(declared)
    if _FORM_OF_KIND.get(kind) is Form.FEED:
        return Form.FEED, declared if said is not Form.PAGE and declared else "application/xml"
    if said in {Form.PAGE, Form.FILE}:
        # JSON or a script is no page, whatever the server called it.
        is_left = said is Form.PAGE and kind is DepositKind.OTHER
        return Form.OTHER if is_left else said, declared
    if kind is DepositKind.HTML and not declared:
        return Form.PAGE, "text/html"
    is_text = declared in {"text/plain", "text/markdown"} and kind in _READABLE
    if is_text and not _MACHINE_NAMES.search(name):
        return Form.TEXT, declared
    return Form.OTHER, declared or "application/octet-stream"
