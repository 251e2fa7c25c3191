"""Media types: told by bytes, by name endings, and what form a capture of each type has."""

import re
from pathlib import PurePosixPath

from backfile.model.capture import Form

MEDIA_BY_BYTES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), media_type)
    for pattern, media_type in (
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF....WEBP", "image/webp"),
        (rb"RIFF....WAVE", "audio/wav"),
        (rb"RIFF....AVI ", "video/x-msvideo"),
        (rb"....ftypavi[fs]", "image/avif"),
        (rb"....ftyphe[ivm]", "image/heic"),
        (rb"....ftypM4A", "audio/mp4"),
        (rb"....ftypqt", "video/quicktime"),
        (rb"....ftyp", "video/mp4"),
        (rb"II\*\x00|MM\x00\*", "image/tiff"),
        (rb"BM.{4}\x00{4}", "image/bmp"),
        (rb"\x00\x00\x01\x00[\x01-\x40]\x00", "image/x-icon"),
        (rb"%PDF-", "application/pdf"),
        (rb"ID3|\xff[\xfb\xf3\xf2\xfa]", "audio/mpeg"),
        (rb"OggS", "audio/ogg"),
        (rb"fLaC", "audio/flac"),
        (rb"\x1aE\xdf\xa3", "video/webm"),
        (rb"FLV\x01", "video/x-flv"),
        (rb"FWS|CWS", "application/x-shockwave-flash"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
        (rb"\{\\rtf1", "application/rtf"),
        (rb"wOF[F2]", "font/woff2"),
    )
)
"""What files begin with (WHATWG MIME Sniffing section 6, and each format's own specification)."""

TYPE_OF_ENDING: dict[str, str] = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".png": "image/png",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".bmp": "image/bmp", ".ico": "image/x-icon",
    ".pdf": "application/pdf", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
    ".oga": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac", ".mp4": "video/mp4",
    ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
    ".avi": "video/x-msvideo", ".flv": "video/x-flv", ".swf": "application/x-shockwave-flash",
    ".doc": "application/msword", ".rtf": "application/rtf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text", ".epub": "application/epub+zip",
    ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain",
    ".html": "text/html", ".htm": "text/html", ".woff": "font/woff", ".woff2": "font/woff2",
    ".ttf": "font/ttf", ".eot": "application/vnd.ms-fontobject", ".otf": "font/otf",
    ".csv": "text/csv", ".srt": "text/srt", ".vtt": "text/vtt",
}  # fmt: skip
"""Endings of file names as the web uses them (IANA media types)."""

OTHER_ENDINGS = frozenset(
    {".css", ".js", ".mjs", ".map", ".json", ".jsonl", ".cdx", ".cdxj", ".idx", ".scss", ".less"}
    | {
        ".csv",
        ".tsv",
        ".xml",
        ".xsd",
        ".aclj",
        ".py",
        ".sh",
        ".toml",
        ".ini",
        ".yaml",
        ".yml",
        ".dtd",
        ".xsl",
        ".xslt",
        ".htaccess",
    }
)
"""Text that no newsroom means to be read: styles, scripts, settings, indexes, tables of data."""

PAGE_ENDINGS = frozenset(
    {".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cfm"}
)
"""Endings of pages, as servers made them."""
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})


def type_by_bytes(head: bytes) -> str | None:
    """Return the media type that the first bytes show, or None."""
    return next((kind for pattern, kind in MEDIA_BY_BYTES if pattern.match(head)), None)


def ending_of(name: str) -> str:
    """Return the ending of a file name in lower case, without what wget keeps of the query."""
    return PurePosixPath(_QUERY.sub("", name.lower())).suffix


_QUERY = re.compile(r"[?@][^/]*$")
"""wget keeps a query in the file's name, after "?" or, for Windows, "@"."""


def type_by_name(name: str) -> str | None:
    """Return the media type that a file name or path suggests, or None."""
    return TYPE_OF_ENDING.get(ending_of(name))


def is_file_type(media_type: str) -> bool:
    """Say whether a media type is that of a picture, sound, film or document."""
    if media_type.startswith(("image/", "audio/", "video/")):
        return True
    return media_type in _DOCUMENTS


_DOCUMENTS = frozenset(
    kind
    for ending, kind in TYPE_OF_ENDING.items()
    if kind.startswith("application/") and ending not in {".js", ".json", ".xml", ".eot", ".swf"}
)


def form_of_type(media_type: str) -> Form | None:
    """Return the form that a declared media type speaks for, or None where it says nothing."""
    if media_type in PAGE_TYPES:
        return Form.PAGE
    if media_type in FEED_TYPES:
        return Form.FEED
    if is_file_type(media_type):
        return Form.FILE
    return None
