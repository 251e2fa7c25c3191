"""Pictures that a script would have loaded: where a page shows them to readers without scripts."""

import re

from backfile.markup.tree import Node

_A_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?![a-z])", re.IGNORECASE)
"""What an address of a photograph holds and that of a counter does not."""
_WAITS = ("data-src", "data-lazy", "data-original", "data-srcset")
"""Attributes of an image element that knows itself what it will show."""
_TINY = frozenset({"0", "1", "2", "0px", "1px", "2px"})
_WHOLE = frozenset({"html", "head", "body"})


def reveal_pictures(nodes: list[Node]) -> None:
    """Put the pictures for readers without scripts where the waiting ones stand.

    A `noscript` that holds one picture and no words stands for what a script loads: the empty image
    element before it gets its address, and where there is none, the picture itself is shown.
    Counters, which are pictures of a dot, stay out of sight.
    """
    for number, node in enumerate(nodes):
        if node.tag != "noscript" or nodes[node.up].tag in _WHOLE:
            continue
        picture = _only_picture(nodes, number)
        if picture is None:
            continue
        waiting = _last_image(nodes, node.up, number)
        if waiting is None:
            node.tag, node.raw = "span", ""
        elif not any(name in waiting.raw for name in _WAITS):
            waiting.set("src", picture.get("src").strip())


def _only_picture(nodes: list[Node], number: int) -> Node | None:
    """Return the photograph that an element holds, if it holds nothing else."""
    inside = nodes[number + 1 : nodes[number].end]
    images = [node for node in inside if node.tag == "img"]
    if len(images) != 1 or any(not node.tag and node.raw.strip() for node in inside):
        return None
    image = images[0]
    is_dot = image.get("width") in _TINY or image.get("height") in _TINY
    return None if is_dot or not _A_PICTURE.search(image.get("src")) else image


def _last_image(nodes: list[Node], start: int, stop: int) -> Node | None:
    """Return the last image between two nodes that is not itself meant for pages without script."""
    found, number = None, start + 1
    while number < stop:
        node = nodes[number]
        if node.tag == "img":
            found = node
        number = node.end if node.tag == "noscript" else number + 1
    return found
