"""Telling what an item is by its first bytes; the name decides only what bytes leave open."""

import re
import zlib
from functools import lru_cache
from pathlib import PurePosixPath

import zstandard

from backfile.intake.media_types import OTHER_ENDINGS, PAGE_ENDINGS, ending_of, type_by_bytes
from backfile.model.deposit import DepositKind

HEAD_BYTES = 65536
"""How much of an item is looked at: WordPress writes its namespace within the first 2 KiB, and
pages of `.data/newsroom` begin their markup within 40 bytes; comments and styles may come first."""

NAMES_OF_KINDS: dict[DepositKind, str] = {
    DepositKind.WARC: "a web archive (WARC, plain, .gz or .zst; ARC)",
    DepositKind.WACZ: "a packaged web archive (WACZ)",
    DepositKind.WXR: "a WordPress export (WXR)",
    DepositKind.GHOST: "a Ghost export (JSON)",
    DepositKind.FEED: "a feed (RSS, Atom, JSON Feed)",
    DepositKind.SITEMAP: "a sitemap",
    DepositKind.HTML: "a web page (HTML)",
    DepositKind.MARKDOWN: "a Markdown or HTML file with front matter",
    DepositKind.TEXT: "plain text",
    DepositKind.MEDIA: "a picture, sound, film or document",
    DepositKind.ZIP: "a zip of any of these",
    DepositKind.TAR: "a tar of any of these (plain, .gz, .bz2, .xz)",
    DepositKind.FOLDER: "a folder of any of these",
}
"""The kinds that are known, in words; DepositKind.OTHER is what none of them is."""

_WARC = re.compile(rb"\s{0,4}WARC/\d\.\d{1,3}\s")
_ARC = re.compile(rb"filedesc://\S{1,300} \d+\.\d+\.\d+\.\d+ \d{8,14} ")
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_MARKUP_BEFORE_ROOT = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]+)", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_HTML_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|link|base|div|span|p|a|h[1-6]|ul|ol|table|article|section"
    r"|main|header|footer|nav|img|br|center|font|script|style|form|frameset|pre|blockquote"
    r"|iframe|noscript)(?=[\s>/])",
    re.IGNORECASE,
)
_WXR_NAMESPACE = re.compile(r"https?://wordpress\.org/export/")
_GHOST_JSON = re.compile(r'"db"\s*:\s*\[|"data"\s*:\s*\{\s*"(?:posts|posts_\w+|meta|users|tags)"')
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_TEXT_CONTROLS = b"\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19"
_KIND_OF_ENDING: dict[str, DepositKind] = (
    dict.fromkeys(OTHER_ENDINGS, DepositKind.OTHER)
    | dict.fromkeys(PAGE_ENDINGS, DepositKind.HTML)
    | dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), DepositKind.MARKDOWN)
)
_KIND_OF_ROOT: dict[str, DepositKind] = (
    dict.fromkeys(("rss", "feed", "rdf", "channel"), DepositKind.FEED)
    | dict.fromkeys(("urlset", "sitemapindex"), DepositKind.SITEMAP)
    | {"svg": DepositKind.MEDIA}
)
_MESSAGE_HEAD = re.compile(
    rb"(?:[A-Za-z-]{2,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,20}){1,40}"
)
_RELATED_PARTS = re.compile(
    rb"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE
)
_COMPRESSED: tuple[bytes, ...] = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", _ZSTD_MAGIC)


@lru_cache(maxsize=4)
def kind_of(head: bytes, name: str) -> DepositKind:
    """Tell what an item is by its first bytes (up to HEAD_BYTES of them) and, for ties, its name.

    OTHER is what is known and left (styles, scripts), and what nobody knows.
    """
    binary = _binary_kind(head, name)
    if binary is not None:
        return binary
    if is_mhtml(head):
        return DepositKind.HTML
    text = text_of(head)
    if text is None:
        return DepositKind.OTHER
    return _text_kind(text, ending_of(name))


def is_compressed(head: bytes) -> bool:
    """Say whether the bytes begin a gzip, bzip2, xz or zstd stream."""
    return head.startswith(_COMPRESSED)


def is_web_archive(head: bytes) -> bool:
    """Say whether the bytes, as they are or expanded, begin a WARC or ARC file."""
    if _ZSTD_SKIPPABLE.match(head):
        return True  # a dictionary frame: only WARC (warc-specifications, zstd) begins so
    plain = expanded_head(head)
    return bool(_WARC.match(plain)) or is_arc(plain)


def is_mhtml(head: bytes) -> bool:
    """Say whether the bytes begin a page that a browser saved with all its parts (RFC 2557)."""
    headers = _MESSAGE_HEAD.match(head)
    return headers is not None and _RELATED_PARTS.search(headers[0]) is not None


def is_arc(plain: bytes) -> bool:
    """Say whether expanded bytes begin an ARC file."""
    return _ARC.match(plain) is not None


def expanded_head(head: bytes) -> bytes:
    """Return the beginning of what a gzip or zstd stream holds, or the head itself."""
    if head.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
        except zlib.error:
            return b""
    if head.startswith(_ZSTD_MAGIC):
        try:
            return zstandard.ZstdDecompressor().stream_reader(head).read(HEAD_BYTES)
        except zstandard.ZstdError:
            return b""
    return head


def _binary_kind(head: bytes, name: str) -> DepositKind | None:
    """Tell archives and media by the bytes that they begin with."""
    if is_web_archive(head):
        return DepositKind.WARC
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(head, name)
    if expanded_head(head)[257:262] == b"ustar":
        return DepositKind.TAR
    if is_compressed(head):
        return _compressed_kind(name)
    return DepositKind.MEDIA if type_by_bytes(head) else None


def _zip_kind(head: bytes, name: str) -> DepositKind:
    looks_packaged = b"archive/" in head[:4096] and b"datapackage.json" in head
    if name.lower().endswith(".wacz") or looks_packaged:
        return DepositKind.WACZ
    # Office and e-book files are zips that say what they are in their first entry.
    first = head[30:120]
    if first.startswith((b"mimetype", b"[Content_Types].xml", b"word/", b"xl/", b"ppt/")):
        return DepositKind.MEDIA
    return DepositKind.ZIP


def _compressed_kind(name: str) -> DepositKind:
    """A compressed tar of the old form has no magic, and bzip2 and xz hide it: the name decides."""
    stem = PurePosixPath(name.lower())
    if stem.suffix in {".tgz", ".tbz", ".tbz2", ".txz"} or ".tar" in stem.suffixes[-2:]:
        return DepositKind.TAR
    return DepositKind.ZIP


def text_of(head: bytes) -> str | None:
    """Return bytes as text, decoded roughly, only to look at it; None where they are no text."""
    for mark, charset in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(charset, "replace")
    if head[:2].count(0) == 1 and head[2:4].count(0) == 1:
        return head.decode("utf-16-be" if head[0] == 0 else "utf-16-le", "replace")
    controls = len(head) - len(head.translate(None, _TEXT_CONTROLS))
    # Damaged text has a stray control byte; binary files have one in ten and more.
    if controls * 50 > len(head):
        return None
    return head.decode("utf-8", "replace")


def _text_kind(text: str, ending: str) -> DepositKind:
    start = _skip_prologue(text)
    kind = _json_kind(text) if text.lstrip()[:1] in {"{", "["} else _root_kind(text, start)
    if kind is not None:
        return kind
    if _FRONT_MATTER.match(text.lstrip("\ufeff")):
        return DepositKind.MARKDOWN
    if ending in _KIND_OF_ENDING:
        return _KIND_OF_ENDING[ending]
    many_tags = len(_HTML_TAG.findall(text)) >= _TAGS_OF_A_PAGE
    return DepositKind.HTML if many_tags else DepositKind.TEXT


_TAGS_OF_A_PAGE = 3
"""Text that merely speaks of a tag has one or two; fragments of pages have dozens."""


def _skip_prologue(text: str) -> int:
    """Return where white space, comments and processing instructions before the root end."""
    at = 0
    while match := _MARKUP_BEFORE_ROOT.match(text, at):
        at = match.end()
    return at


def _json_kind(text: str) -> DepositKind | None:
    if _JSON_FEED.search(text):
        return DepositKind.FEED
    if _GHOST_JSON.search(text[:4096]):
        return DepositKind.GHOST
    return DepositKind.OTHER if text.lstrip()[:1] == "{" else None


def _root_kind(text: str, start: int) -> DepositKind | None:
    """Tell XML and HTML by their doctype or root element."""
    doctype = _DOCTYPE.match(text, start)
    if doctype and doctype[1].lower() == "html":
        return DepositKind.HTML
    root = _ROOT.search(text, start) if doctype else _ROOT.match(text, start)
    if root is None:
        return None
    kind = _KIND_OF_ROOT.get(root[1].rsplit(":", 1)[-1].lower())
    if kind is not None:
        exported = kind is DepositKind.FEED and _WXR_NAMESPACE.search(text)
        return DepositKind.WXR if exported else kind
    if _HTML_TAG.match(text, root.start()):
        return DepositKind.HTML
    return DepositKind.OTHER if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else None
