"""From bytes to characters: which encoding a page is written in."""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UTF8 = "utf-8 (bytes)"
"""What is said of bytes that are UTF-8, whatever they are called."""
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD = 4096
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-874": "cp874",
    "big5": "big5hkscs",
}
"""What browsers read under a label (Encoding Standard, section 4.2), as far as it differs."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Turn a page's bytes into characters; say which encoding was taken and from where.

    Order: byte order mark; UTF-8 wherever the bytes are valid UTF-8; the transport's word; the
    page's own word; statistics. A label whose decoding leaves gaps is believed only if statistics
    know nothing better.

    Returns:
        The characters, and "encoding (mark|bytes|declared|guessed)".
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), f"{name} (mark)"
    try:
        return data.decode("utf-8"), UTF8
    except UnicodeDecodeError:
        if _is_mostly_utf8(data):
            return data.decode("utf-8", "replace"), UTF8
    for label in (declared, _meta_label(data)):
        text = _decode_strictly(data, label)
        if text is not None:
            return text, f"{label} (declared)"
    return _decode_best(data)


def _meta_label(data: bytes) -> str | None:
    found = _META.search(data[:_HEAD])
    return found[1].decode("ascii", "replace").lower() if found else None


def _decode_strictly(data: bytes, label: str | None) -> str | None:
    if not label:
        return None
    name = _WIDER.get(label.strip().lower(), label.strip().lower())
    if name.startswith("utf-16") or name in {"utf-8", "utf8"}:
        return None  # a page that says so and is not: its bytes were tried as UTF-8 already
    try:
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_best(data: bytes) -> tuple[str, str]:
    name = detect_encoding(data[: 1 << 16], html5_compatible=True) or "utf-8"
    try:
        return data.decode(name, "replace"), f"{name} (guessed)"
    except LookupError:
        return data.decode("utf-8", "replace"), "utf-8 (guessed)"


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether multi-byte sequences are mostly whole: a UTF-8 page with a few damaged bytes."""
    sample = data[: 1 << 18].decode("utf-8", "replace")
    gaps = sample.count("\ufffd")
    wide = len(sample) - len(sample.encode("ascii", "ignore")) - gaps
    return wide > 4 * gaps
