"""Addresses: telling that two are one, and making them whole. Text only: nothing is fetched."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

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


def join(base: str | None, reference: str) -> str | None:
    """Make a reference absolute against its page's address, without fragment.

    Returns None where it is not an http(s) address or stays relative (RFC 3986 section 5).
    """
    reference = reference.strip()
    # A whole address means the same on every page: its answer is kept once for all of them.
    return _joined(None if _WHOLE.match(reference) else base, reference)


@lru_cache(maxsize=16384)
def _joined(base: str | None, reference: str) -> str | None:
    try:
        whole = urljoin(base, reference) if base else reference
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return parts._replace(fragment="").geturl()


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
    path = _INDEX_FILE.sub("", path).rstrip("/")
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    )
    return host_of(address) + path + ("?" + urlencode(pairs) if pairs else "")


def path_to_address(host: str, path: str, scheme: str = "https") -> str:
    """Build an address from a host and an unquoted path, as a mirror's folders give them."""
    return f"{scheme}://{host}/{quote(path.lstrip('/'), safe=SAFE_IN_PATH)}"


SAFE_IN_PATH = "/:@!$&'()*+,;=~-._%"
"""Characters that stay as they are in a path (RFC 3986 section 3.3), "%" for what is quoted."""


_LONGEST_NAME = 1000
"""Characters of a file's name, quoted: no disk holds a longer one."""
_SIZE = re.compile(r"(?:[-_]\d{2,4}x\d{2,4}|-scaled|-rotated|-e\d{10,13}|@[23]x)+(?=\.\w{2,5}$)")
"""What publishing systems add to the name of a picture that they resized or edited."""


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
    return _SIZE.sub("", unquote(parts.path.rsplit("/", 1)[-1][:_LONGEST_NAME]).lower())
