"""Where each page of the site stands. The law of the place: an address given once never changes.

A story's address is made from its lasting id and from nothing that a later correction may touch:
no headline, no date, no section (docs/decisions/0020-addresses-of-the-site.md).
"""

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from backfile.hashes import digest_of, short_name
from backfile.text import fold
from backfile.urls import key_of

ROOT = "\ue000"
"""Stands in shared pieces of a page for the way to the site's root, until the page is known.
A private-use character: `body` and the templates' input are rid of it."""
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")
STORY_PAGE = re.compile(rf"story/[a-z0-9]/{_SAFE_ID.pattern}\.html")
"""Where a story's page may stand, see `story_path`."""
_WORDS = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-z0-9-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|index|com\d|lpt\d)(?:-|$)")
"""Names that Windows or a host would take for something else."""
_NAME_LENGTH = 60
_OLD_PATH_LENGTH = 200
_OLD_WAY_LENGTH = 2000
"""Longer ways are in no link that anybody kept; nginx stops at words of 4,096 bytes in its files,
and percent-encoding has made the letters as long as they get."""
_UNASKED = re.compile(r"[\s\x00-\x20\x7f-\x9f\ud800-\udfff]")
"""What stands in no request: a browser would have escaped it."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:[ .]|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending."""
_PLAIN_WAY = re.compile(r"[\w.~%/-]+", re.ASCII)
_OLD_PART = re.compile(r"[\w][\w .,'()+@=~!-]*", re.ASCII)


def story_path(story_id: str) -> str:
    """Return where a story's page stands, from the site's root: "story/r/rq4k2vny3d.html".

    The folder is the id's first letter: 32 folders keep 600,000 stories inside what a thumb drive
    (FAT32: 65,534 entries a folder, three for such a name) can hold.
    """
    name = story_id if _SAFE_ID.fullmatch(story_id) else short_name(story_id)
    return f"story/{name[0]}/{name}.html"


@lru_cache(maxsize=4096)
def group_key(name: str) -> str:
    """Return what all spellings of one section, tag or contributor share."""
    return "-".join(_WORDS.findall(fold(name)))


def group_name(key: str) -> str:
    """Return the file name, without ending, for a group's key: safe on every disk and host."""
    if not _ASCII.fullmatch(key) or _RESERVED.match(key):
        return short_name(key)
    if len(key) > _NAME_LENGTH:
        return f"{key[:_NAME_LENGTH].rstrip('-')}-{short_name(key, 6)}"
    return key


def page_path(folder: str, name: str, number: int = 1) -> str:
    """Return where page `number` of a list stands: "section/politics.html", "….2.html"."""
    return f"{folder}/{name}.html" if number == 1 else f"{folder}/{name}.{number}.html"


def root_of(path: str) -> str:
    """Return the relative way from a page to the site's root: "", "../" or "../../"."""
    return "../" * path.count("/")


def absolute(site: str | None, path: str) -> str | None:
    """Return the whole address of a page, where the site's own address is known."""
    if not site:
        return None
    return site.rstrip("/") + "/" + quote("" if path == "index.html" else path)


def base_of(site: str | None) -> str:
    """Return the folder of its host that a site stands in: "/archive", or "" for the host's root.

    What a line of a host's rules would read as more than a plain way is no folder.
    """
    try:
        path = urlsplit(site or "").path.strip("/")
    except ValueError:
        return ""
    return f"/{path}" if path and _PLAIN_WAY.fullmatch(path) else ""


def old_way(address: str) -> str | None:
    """Return path and query of an old address, as a server is asked for it; None for roots."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    way = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(way) > _OLD_WAY_LENGTH:
        return None
    return way if way.strip("/") and not _UNASKED.search(way) else None


AS_ASKED = "/%:?=&+,;@!'()*~[]"
"""What a browser leaves as it is in a path or a query; all else it escapes."""
SEALED = "sha256:"
"""How a seal begins."""
_SEAL_LETTERS = 32
"""Hexadecimal digits of a seal: 128 bits."""


def spelt(way: str) -> str:
    """Return an old way as a browser asks for it, in small letters, without a slash at its end."""
    path, mark, query = way.partition("?")
    return quote(f"{path.rstrip('/') or '/'}{mark}{query}", safe=AS_ASKED, errors="replace").lower()


def seal(text: str) -> str:
    """Return the name by which an old way or an address is known that is not to be written out.

    Whoever knows the address can work it out, `theme/moved.js` among them; nobody else can read it.
    """
    return SEALED + digest_of(spelt(text).encode())[:_SEAL_LETTERS]


def seals_of(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the seals of some addresses: of their ways, and of the keys that links are led by."""
    found = [
        text
        for address in addresses
        for text in (old_way(address), key_of(address))
        if text and text.strip("/")
    ]
    return tuple(dict.fromkeys(map(seal, found)))


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TECHNICAL = frozenset(
    {
        *("php", "html", "htm", "asp", "aspx", "jsp", "cfm", "index", "default", "www"),
        *(
            "news",
            "article",
            "articles",
            "story",
            "stories",
            "post",
            "posts",
            "node",
            "archive",
            "archives",
        ),
        *("page", "pages", "item", "view", "show", "print", "amp", "feed", "rss", "id"),
        *(
            "pid",
            "sid",
            "cid",
            "aid",
            "docid",
            "newsid",
            "storyid",
            "articleid",
            "content",
            "category",
        ),
        *("cat", "detail", "details", "read", "lang", "en", "ar", "fr", "es", "de"),
        *("ru", "fa", "tr", "ur", "he", "zh", "pt", "it", "nl"),
    }
)
"""Words in an address that belong to the software and say nothing of a story."""


def is_telling(way: str) -> bool:
    """Say whether an old way has a word in it that is not the software's own."""
    return any(word not in _TECHNICAL for word in _LETTERS.findall(unquote(way).lower()))


def old_file(way: str) -> str | None:
    """Return the file that answers an old path on a plain file host, or None where none can.

    Only ways without query, made of plain ASCII names that no disk refuses, are answered.
    """
    if "?" in way or len(way) > _OLD_PATH_LENGTH:
        return None
    path = unquote(way).lstrip("/")
    parts = [part for part in path.split("/") if part]
    if not parts or not all(_OLD_PART.fullmatch(part) and part[-1] not in " ." for part in parts):
        return None
    if any(_DEVICE.match(part) for part in parts):
        return None
    ending = posixpath.splitext(parts[-1])[1].lower()
    if path.endswith("/") or not ending:
        return "/".join([*parts, "index.html"])
    return "/".join(parts) if ending in {".html", ".htm"} else None
