"""HTTP messages as crawlers kept them: status, headers, and the payload made plain (RFC 9110)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backfile.intake.codings import UNDO, TooLarge
from backfile.intake.inflate import Damaged
from backfile.model.finding import Finding

_STATUS = re.compile(rb"(?:HTTP|ICY|SPDY)(?:/\d(?:\.\d)?)?[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n\r*\n")
_CHUNK_HEAD = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:+-]{2,40})""", re.IGNORECASE)
_MAX_HEAD = 1 << 18
"""Bytes of HTTP headers: servers allow 8 to 64 KiB; crawls of pages with dozens of cookies have
been met at 70."""


@dataclass(frozen=True, slots=True)
class Message:
    """One HTTP response as it was kept."""

    status: int | None
    headers: Mapping[str, str]
    """Names in lower case; values of repeated headers joined by ", "."""
    raw: bytes
    """The payload, still with its transfer and content encoding."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload made plain, and what was odd about that."""

    body: bytes
    findings: tuple[Finding, ...] = ()


def parse_headers(block: bytes) -> dict[str, str]:
    """Return the headers of a block of lines; names in lower case, folded lines joined."""
    headers: dict[str, str] = {}
    last = ""
    for line in block.split(b"\n"):
        text = _words(line.rstrip(b"\r"))
        if text[:1] in {" ", "\t"} and last:
            headers[last] = f"{headers[last]} {text.strip()}".strip()
            continue
        name, colon, value = text.partition(":")
        last = name.strip().lower()
        if not colon or not last:
            last = ""
            continue
        value = value.strip()
        headers[last] = f"{headers[last]}, {value}" if last in headers else value
    return headers


def parse_message(block: bytes) -> Message:
    """Split a kept response into status, headers and payload.

    A block that does not begin with a status line is all payload: some writers left it out.
    """
    status = _STATUS.match(block)
    if status is None:
        return Message(None, {}, block)
    end = _HEAD_END.search(block, 0, _MAX_HEAD)
    head_end, body_start = end.span() if end else (len(block), len(block))
    first_line_end = block.find(b"\n", 0, head_end)
    lines = block[first_line_end + 1 : head_end] if first_line_end >= 0 else b""
    return Message(int(status[1]), parse_headers(lines), block[body_start:])


def media_type_of(content_type: str | None) -> str | None:
    """Return the media type of a Content-Type header in lower case, without parameters."""
    if not content_type:
        return None
    plain = content_type.partition(";")[0].partition(",")[0].strip().lower()
    return plain if "/" in plain else None


def charset_of(content_type: str | None) -> str | None:
    """Return the character encoding that a Content-Type header declares, in lower case."""
    match = _CHARSET.search(content_type or "")
    return match[1].lower() if match else None


def payload_of(message: Message, bound: int) -> Payload:
    """Undo a message's transfer and content encodings; what cannot be undone stays as it is.

    Args:
        message: the response.
        bound: how many bytes may come out.
    """
    body, findings = message.raw, []
    if "chunked" in message.headers.get("transfer-encoding", "").lower():
        body, whole = _undo_chunks(body)
        if not whole:
            findings.append(Finding("item-truncated", "The last chunk of the payload is missing."))
    elif _is_short(message):
        text = f"The server announced {message.headers['content-length']} bytes, {len(body)} came."
        findings.append(Finding("item-truncated", text))
    names = message.headers.get("content-encoding", "").lower().split(",")
    for coding in reversed([name.strip() for name in names]):
        if coding in UNDO and body:
            body, remarks = _undo_coding(coding, body, bound)
            findings += remarks
    return Payload(body, tuple(findings))


def _undo_coding(coding: str, body: bytes, bound: int) -> tuple[bytes, list[Finding]]:
    try:
        undone = UNDO[coding](body, bound)
    except TooLarge:
        text = f"The {coding} payload expands beyond {bound:,} bytes."
        return b"", [Finding("bomb-refused", text)]
    except Damaged as error:
        # Some crawlers keep the plain bytes and the header: what reads as text is plain.
        if _is_text(body):
            return body, []
        text = f"The {coding} payload could not be undone: {error}."
        return body, [Finding("payload-undecodable", text)]
    if undone.is_whole:
        return undone.body, []
    return undone.body, [Finding("item-truncated", f"The {coding} payload breaks off.")]


def _words(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _is_short(message: Message) -> bool:
    declared = message.headers.get("content-length", "")
    return declared.isdecimal() and len(declared) < 16 and len(message.raw) < int(declared)  # noqa: PLR2004


def _is_text(body: bytes) -> bool:
    start = body[:512]
    return not start.translate(None, bytes(range(9, 256)))


def _undo_chunks(body: bytes) -> tuple[bytes, bool]:
    """Undo chunked transfer (RFC 9112 section 7.1); say whether the last chunk was met.

    Bytes that do not begin with a chunk were declared wrongly and stay as they are.
    """
    out: list[bytes] = []
    at = 0
    while match := _CHUNK_HEAD.match(body, at):
        size = int(match[1], 16)
        at = match.end()
        if size == 0:
            return b"".join(out), True
        out.append(body[at : at + size])
        at += size
        if at > len(body):
            break
    if not out or (len(out) == 1 and at > len(body) and not _first_chunk_is_plausible(body)):
        return body, True
    return b"".join(out), False


def _first_chunk_is_plausible(body: bytes) -> bool:
    """Tell a cut-off chunk from plain text whose first line happens to be a number in hex."""
    match = _CHUNK_HEAD.match(body)
    return match is not None and body[: match.end()].endswith(b"\r\n")
