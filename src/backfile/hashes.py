"""Digests and the short names made from them."""

import base64
import hashlib
from typing import BinaryIO

_CHUNK = 1 << 20


def digest_of(data: bytes) -> str:
    """Return the sha256 of some bytes as 64 lower-case hex digits (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def digest_of_stream(stream: BinaryIO) -> tuple[str, int]:
    """Read a stream to its end; return its sha256 (hex) and its length in bytes."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def short_name(key: str, length: int = 10) -> str:
    """Return a short lasting name for a key: lower-case base32 of its sha256, 5 bits a letter.

    Ten letters are 50 bits: among a million stories two share a name once in 2,000 archives.
    """
    raw = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    needed = -(-length // 8) * 5  # base32 makes eight letters of five bytes (RFC 4648 section 6)
    return base64.b32encode(raw[:needed]).decode("ascii").lower()[:length]
