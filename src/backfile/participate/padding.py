"""Padding: before something is sealed it grows to one of a few sizes, so that size tells little."""

from backfile.errors import BadValue

SMALLEST = 4096
"""Bytes of the smallest bucket: nine letters of ten, with their header, are shorter."""
LARGEST = 1 << 24
"""Bytes of the largest: 12 MB of files, 200,000 characters of any script, and room."""
_CHUNK, _TAG = 1 << 16, 16
"""The age format seals chunks of 64 KiB, each with a tag of 16 bytes."""
MOST_KEYS = 5
"""Keys to which one submission is sealed: the desk's, and four colleagues' own."""
_STANZA = 98
"""Bytes that each X25519 recipient takes ("-> X25519 ", 43 characters, 43 more, line ends)."""
_LEAST_HEAD, _LONGEST_HEAD = 184, 1100 + (MOST_KEYS - 1) * _STANZA
"""Bytes before the sealed chunks: X25519 recipients, and a stanza of chance that some age
implementations add ("grease", up to 800 bytes; seen between 4,316 - 4,096 and 4,478 - 4,096)."""


def bucket_of(size: int) -> int:
    """Return the smallest bucket that holds so many bytes.

    Raises:
        BadValue: it is more than the largest holds.
    """
    if size > LARGEST:
        raise BadValue(f"{size:,} bytes are too many.", f"At most {LARGEST:,} can be sent at once.")
    return max(SMALLEST, 1 << (size - 1).bit_length())


def padded(data: bytes) -> bytes:
    """Return some bytes grown to their bucket with zeros.

    Raises:
        BadValue: they are more than the largest bucket holds.
    """
    return data.ljust(bucket_of(len(data)), b"\0")


def bucket_of_sealed(size: int) -> int:
    """Return the bucket that must lie in so many sealed bytes (age, 1 to MOST_KEYS recipients).

    Raises:
        BadValue: no bucket, sealed, has that size: whoever sent it had not padded it.
    """
    bucket = SMALLEST
    while bucket <= LARGEST:
        head = size - bucket - -(-bucket // _CHUNK) * _TAG
        if _LEAST_HEAD <= head <= _LONGEST_HEAD:
            return bucket
        bucket *= 2
    raise BadValue("What was sent is not padded as it must be.", "Load the form again.")
