"""Addresses: telling that two are one, and making them whole. Text only: nothing is fetched."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

IN_DEPOSIT = "deposit:"
"""How a reference begins to a file of a deposit that has no address: the archive pairs what stories
show with their files by it. It is nobody's address, and no reader of the site is shown it."""

_INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|_ga|amp|share|nb)$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"https?://", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r":(?:80|443)$")


def split(address: str) -> SplitResult | None:
    """Split an address into its parts, or return None where it is not well formed."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Base:
    """Against what the references of a page or text are made absolute."""

    address: str | None = None
    """Its address; or, where it has none, its place in the deposit (see place_in)."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What lies beside it in the deposit: a reference as written, and what it stands for."""

    def find(self, reference: str) -> str | None:
        """Return what a reference to a file beside it stands for, or None."""
        if not self.beside or not reference:
            return None
        return self.beside.get(name_of_data(reference) or reference.strip())


def name_of_data(reference: str) -> str | None:
    """Return a short name for data that stand in the place of an address (RFC 2397), else None."""
    if not reference[:11].lower().startswith("data:image/"):
        return None
    return "data:" + hashlib.sha256(reference.strip().encode("utf-8", "replace")).hexdigest()[:24]


def place_in(deposit: str, path: str) -> str:
    """Return by what a file of a deposit is known that has no address.

    Args:
        deposit: id of the deposit.
        path: of the file inside it.
    """
    return f"{IN_DEPOSIT}{deposit}/{quote(path, safe=_SAFE_IN_PLACE, errors='replace')}"


def place_key(place: str) -> str:
    """Return the key by which the story is found that a file of a deposit shows."""
    return "at:" + key_of(place)


def outward(reference: str) -> str:
    """Return an address as outsiders are shown it: a place in a deposit as the path inside it."""
    if not reference.startswith(IN_DEPOSIT):
        return reference
    return reference.removeprefix(IN_DEPOSIT).partition("/")[2]


_PLACES = re.compile(rf'(?<==")({IN_DEPOSIT}[^"]*)(?=")')


def outward_html(html: str) -> str:
    """Return clean HTML as outsiders are shown it: no place in a deposit but by its path."""
    if IN_DEPOSIT not in html:
        return html
    return _PLACES.sub(lambda found: outward(found[1]), html)


def join(base: str | Base | None, reference: str) -> str | None:
    """Make a reference absolute against its page's address, without fragment.

    Returns None where it is not an http(s) address or stays relative (RFC 3986 section 5).
    Against a place in a deposit it becomes another place there.
    """
    if isinstance(base, Base):
        return base.find(reference) or join(base.address, reference)
    reference = reference.strip()
    # A whole address means the same on every page: its answer is kept once for all of them.
    return _joined(None if _WHOLE.match(reference) else base, reference)


@lru_cache(maxsize=16384)
def _joined(base: str | None, reference: str) -> str | None:
    if base is not None and base.startswith(IN_DEPOSIT):
        return _joined_in_deposit(base, reference)
    try:
        whole = urljoin(base, reference) if base else reference
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return parts._replace(fragment="").geturl()


def _joined_in_deposit(base: str, reference: str) -> str | None:
    """Resolve a reference as if the deposit were a host: what leaves it is an address, or None."""
    deposit, _, path = base.removeprefix(IN_DEPOSIT).partition("/")
    try:
        parts = urlsplit(urljoin(f"https://{_DEPOSIT_AS_HOST}/{path}", reference))
    except ValueError:
        return None
    if parts.netloc == _DEPOSIT_AS_HOST:
        return place_in(deposit, unquote(parts.path, errors="replace").lstrip("/"))
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return parts._replace(fragment="").geturl()


_DEPOSIT_AS_HOST = "deposit.invalid"
"""A name that no host can have (RFC 6761 section 6.4), for the time of one calculation."""


def host_of(address: str) -> str:
    """Return the lower-case host of an address, without "www." and default port; "" if none."""
    parts = split(address)
    if parts is None:
        return ""
    netloc = parts.netloc.rsplit("@", 1)[-1].lower()
    return _DEFAULT_PORT.sub("", netloc).removeprefix("www.")


@lru_cache(maxsize=16384)
def key_of(address: str) -> str:
    """Return one form for all spellings of one address, to compare by.

    Scheme, "www.", default port, index file, trailing slash, fragment, tracking parameters,
    percent-encoding and letter case of the host are folded; other query parameters are sorted.
    """
    parts = split(address)
    if parts is None:
        return address
    path = unquote(parts.path, errors="replace")
    if parts.scheme == "deposit":
        return IN_DEPOSIT + path.rstrip("/")
    path = _INDEX_FILE.sub("", path).rstrip("/")
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    )
    return host_of(address) + path + ("?" + urlencode(pairs) if pairs else "")


def folder_of(key: str) -> str:
    """Return the folder of an address key: all before its last part."""
    return key.rpartition("/")[0]


def path_to_address(host: str, path: str, scheme: str = "https") -> str:
    """Build an address from a host and an unquoted path, as a mirror's folders give them."""
    return f"{scheme}://{host}/{quote(path.lstrip('/'), safe=SAFE_IN_PATH)}"


SAFE_IN_PATH = "/:@!$&'()*+,;=~-._%"
"""Characters that stay as they are in a path (RFC 3986 section 3.3), "%" for what is quoted."""

_SAFE_IN_PLACE = "/!$()*+,;=~-._"

_LONGEST_NAME = 1000
"""Characters of a file's name, quoted: no disk holds a longer one."""
_SIZE = re.compile(r"(?:[-_]\d{2,4}x\d{2,4}|-scaled|-rotated|-e\d{10,13}|@[23]x)$")
"""What publishing systems add to the name of a picture that they resized or edited."""
_ENDING = re.compile(r"\.\w{2,5}$")


@lru_cache(maxsize=4096)
def picture_key(address: str) -> str:
    """Return one name for all sizes of one picture, to compare by; "" where it has no name.

    The file's name in lower case without its size ("quay-1024x683.jpg" is "quay.jpg"); where a
    picture is served through a resizer that has the address in its query, the name in that.
    """
    parts = split(address)
    if parts is None:
        return ""
    for name, value in parse_qsl(parts.query):
        if name in {"url", "src", "image"} and "/" in value and (inner := split(value)):
            parts = inner
            break
    name = unquote(parts.path.rsplit("/", 1)[-1][:_LONGEST_NAME]).lower()
    ending = _ENDING.search(name)
    if ending is None:
        return name
    stem = name[: ending.start()]
    while (size := _SIZE.search(stem)) is not None:
        stem = stem[: size.start()]
    return stem + ending[0]
