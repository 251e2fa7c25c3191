"""Where a link leads and which file a picture shows, as far as the markup says."""

import re

from backfile.markup.tree import Node
from backfile.urls import Base, join

_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-orig-file",
    "data-url",
    "data-full-src",
    "data-large-file",
    "data-img-src",
    "data-image",
)
"""Where pages keep a picture's address until a reader scrolls to it; most used first."""
_EMPTY = re.compile(
    r"^data:|(?:^|/)(?:blank|spacer|transparent|pixel|placeholder|loading|lazy(?:load)?|1x1|grey|clear)\b[^/]*$",
    re.IGNORECASE,
)
_SAFE = re.compile(r"^(?:https?:|mailto:|tel:)", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SHARED = re.compile(r"var\((--sf-img-\d{1,6})\)")
"""How SingleFile shows a picture that stands on a page more than once: by a name in its styles."""
MAX_ADDRESS = 4096
"""Longer "addresses" are data in disguise."""


def link_target(base: str | Base | None, reference: str) -> str:
    """Return where a link leads: absolute http(s), mailto or tel; "" for all else.

    Relative references stay as they are where no base is known. Nothing that a browser would run
    (javascript:, data:, vbscript: ...) passes, however it is spelled.
    """
    if isinstance(base, Base):
        return base.find(reference) or link_target(base.address, reference)
    if not reference.isalnum():
        reference = _CONTROL.sub("", reference).strip().replace(" ", "%20")
    if not reference or reference.startswith("#") or len(reference) > MAX_ADDRESS:
        return ""
    if _SAFE.match(reference) and not reference.lower().startswith("http"):
        return reference
    if _SCHEME.match(reference) and not _SAFE.match(reference):
        return ""
    whole = join(base, reference)
    if whole is None:
        leaves = reference.startswith(("//", "\\")) or ":" in reference.split("/")[0]
        whole = "" if base or leaves else reference
    return whole


def picture_address(base: str | Base | None, node: Node) -> str:
    """Return the address of the file that an image element shows, or ""."""
    candidates = _candidates(node)
    if isinstance(base, Base) and base.beside:
        # What lies beside the page is surer than what a browser would have fetched.
        known = next(filter(None, map(base.find, [*candidates, *_shared(node)])), None)
        if known:
            return known
    for reference in candidates:
        if reference and not _EMPTY.search(reference.split("?")[0]):
            return link_target(base, reference)
    return ""


def _shared(node: Node) -> list[str]:
    return _SHARED.findall(node.get("style")) if "--sf-img" in node.raw else []


def _candidates(node: Node) -> list[str]:
    found = [node.get("src").strip()]
    if "data-" in node.raw:
        lazy = [node.get(name).strip() for name in _LAZY]
        found = [address for address in lazy if address] + found
    for name in ("srcset", "data-srcset", "data-lazy-srcset"):
        if name in node.raw and (largest := largest_of(node.get(name))):
            found.append(largest)
    if "lazy" in node.raw and all(not one or _EMPTY.search(one.split("?")[0]) for one in found):
        found += _waiting(node)
    return found


def _waiting(node: Node) -> list[str]:
    """Return what stands in attributes that a script of any name reads when it is scrolled to."""
    values = [value for name, value in node.attributes.items() if "lazy" in name and "/" in value]
    return [largest_of(value) or value.strip() for value in values]


def largest_of(srcset: str) -> str:
    """Return the largest picture of a source set (HTML Living Standard, section 4.8.4.2)."""
    best, width = "", -1.0
    for candidate in re.split(r",\s+|,(?=https?:)", srcset[:20_000].strip()):
        address, _, size = candidate.strip().partition(" ")
        try:
            measure = float(size.strip().rstrip("wxh") or 1)
        except ValueError:
            measure = 1.0
        if address and measure > width:
            best, width = address, measure
    return best.rstrip(",")
