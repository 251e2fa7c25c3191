"""SVG drawings, cleaned: what stands on the site draws, and does nothing else.

An SVG may hold scripts, whole web pages and addresses that are fetched. Pages show drawings inside
`<img>`, where none of that works; but each is a file at an address of its own, too, and a plain
host sends no policy with it. So a drawing is taken apart and only what the tables below name is
put together anew. What is not in them does not pass.
"""

import re
from dataclasses import dataclass

from lxml import etree

MOST_BYTES = 4 << 20
"""A larger drawing is not published: browsers take seconds for it."""
MOST_NODES = 100_000
_LONGEST_CHAIN = 8
"""Shapes that show shapes that show shapes; icons need two."""
_DEEPEST = 64
"""Groups within groups; drawing programs stay below 20."""
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPES = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
        *("filter", "feGaussianBlur", "feOffset", "feBlend", "feColorMatrix", "feComposite"),
        *("feFlood", "feMerge", "feMergeNode", "feMorphology", "feComponentTransfer"),
        *("feFuncA", "feFuncR", "feFuncG", "feFuncB", "feDropShadow"),
    }
)
"""Elements that only draw. No script, foreignObject, a, image, feImage, animation or handler."""
_SEEN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"}
)
"""At least one of these, or there is nothing to see."""
_SAYING = frozenset({"text", "tspan", "textPath", "title", "desc"})
_PLACES = frozenset(
    {
        *("id", "class", "viewBox", "version", "preserveAspectRatio", "transform", "d", "points"),
        *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
        *("dx", "dy", "width", "height", "rotate", "textLength", "lengthAdjust", "pathLength"),
        *("offset", "gradientUnits", "gradientTransform", "spreadMethod", "startOffset"),
        *("patternUnits", "patternContentUnits", "patternTransform"),
        *("clipPathUnits", "maskUnits", "maskContentUnits", "filterUnits", "primitiveUnits"),
        *("markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient"),
        *("in", "in2", "result", "mode", "operator", "type", "values", "k1", "k2", "k3", "k4"),
        *("stdDeviation", "radius", "tableValues", "slope", "intercept", "amplitude", "exponent"),
        *("edgeMode", "lang", "role", "aria-label"),
    }
)
_LOOKS = frozenset(
    {
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
        *("stroke-dashoffset", "opacity", "color", "stop-color", "stop-opacity", "display"),
        *("visibility", "overflow", "clip-path", "clip-rule", "mask", "filter", "flood-color"),
        *("flood-opacity", "marker", "marker-start", "marker-mid", "marker-end", "paint-order"),
        *("font", "font-family", "font-size", "font-style", "font-weight", "font-stretch"),
        *("font-variant", "letter-spacing", "word-spacing", "text-anchor", "text-decoration"),
        *("dominant-baseline", "alignment-baseline", "baseline-shift", "writing-mode"),
        *("direction", "unicode-bidi", "white-space", "text-align", "line-height"),
        *("vector-effect", "shape-rendering", "text-rendering", "mix-blend-mode", "isolation"),
        *("color-interpolation", "color-interpolation-filters", "enable-background"),
    }
)
"""Properties that may stand as attributes, in `style` and in style sheets."""
_OWN = re.compile(r"#[\w.:-]{1,200}")
"""A place inside the drawing itself."""
_OWN_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)#[\w.:-]{1,200}(?P=quote)\s*\)")
_UNSAFE = re.compile(
    r"[\\@<{}]|/\*|url\s*\(|image\s*\(|image-set|expression|script:|data:|src\(", re.IGNORECASE
)
"""What no value needs that draws: escapes, comments, addresses."""
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
"""To its end, or to the end of the sheet (CSS Syntax, section 4.3.2)."""
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"[\w\s.,#*>:-]{1,400}")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing."""

    data: bytes
    width: int
    """In pixels, as a browser shows it where nothing else is said; 0 where it does not say."""
    height: int


def cleaned(data: bytes) -> Drawing | None:
    """Return a drawing with nothing in it but what draws; None where nothing is left, or unread.

    Refused as a whole: what is no XML, what declares entities, what is too large or too deep.
    """
    root = _parsed(data)
    if root is None:
        return None
    home = etree.fromstring(_EMPTY)
    _take_attributes(root, home, "svg")
    is_whole = _take_children(root, home, 0)
    if not is_whole or not any(_name(node) in _SEEN for node in home.iter()):
        return None
    if _shown(home, {str(node.get("id")): node for node in home.iter() if node.get("id")}) < 0:
        return None
    width, height = _size(home)
    return Drawing(etree.tostring(home, encoding="UTF-8", xml_declaration=True), width, height)


_EMPTY = f'<svg xmlns="{_SVG}"/>'.encode()


def _parsed(data: bytes) -> etree._Element | None:
    if len(data) > MOST_BYTES or b"<!ENTITY" in data or b"\x00" in data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    is_drawing = _name(root) == "svg" and sum(1 for _ in root.iter()) <= MOST_NODES
    return root if is_drawing else None


def _name(node: etree._Element) -> str:
    space, mark, name = str(node.tag).rpartition("}")
    return name if not mark or space == "{" + _SVG else ""


def _take_children(source: etree._Element, home: etree._Element, depth: int) -> bool:
    """Copy what draws; return False where groups stand too deep within groups."""
    if depth > _DEEPEST:
        return False
    for child in source:
        name = _name(child)
        if name == "style":
            _take_rules(child, home)
        elif name in _SHAPES and not _take_shape(child, home, name, depth):
            return False
    return True


def _shown(
    node: etree._Element, named: dict[str, etree._Element], chain: int = 0, so_far: int = 0
) -> int:
    """Count what a browser draws, `use` by `use`; -1 where that is more than may stand there.

    Twenty lines that each show the one before twice are a million shapes.
    """
    so_far += 1
    if so_far > MOST_NODES or chain > _LONGEST_CHAIN:
        return -1
    target = named.get(str(node.get(_LINK) or node.get("href") or "").removeprefix("#"))
    if _name(node) == "use" and target is not None:
        so_far = _shown(target, named, chain + 1, so_far)
    for child in node:
        if so_far < 0:
            return -1
        so_far = _shown(child, named, chain, so_far)
    return so_far


def _take_rules(source: etree._Element, home: etree._Element) -> None:
    rules = _rules("".join(map(str, source.itertext())))
    if rules:
        etree.SubElement(home, f"{{{_SVG}}}style").text = rules


def _take_shape(source: etree._Element, home: etree._Element, name: str, depth: int) -> bool:
    copy = etree.SubElement(home, f"{{{_SVG}}}{name}")
    if name in _SAYING:
        copy.text = source.text
    if _name(home) in _SAYING:
        copy.tail = source.tail
    _take_attributes(source, copy, name)
    return _take_children(source, copy, depth + 1)


def _take_attributes(source: etree._Element, home: etree._Element, name: str) -> None:
    for key, value in ((str(key), str(value)) for key, value in source.attrib.items()):
        if key in {_LINK, "href"}:
            if _OWN.fullmatch(value.strip()) and name != "svg":
                home.set("href", value.strip())
        elif key == "style":
            if said := _declarations(value):
                home.set("style", said)
        elif (key in _LOOKS or key in _PLACES or key == _SPACE) and _is_safe(value):
            home.set(key, value)


def _is_safe(value: str) -> bool:
    """Say whether a value fetches nothing: it may only point into the drawing itself."""
    return not _UNSAFE.search(_OWN_URL.sub("", value))


def _declarations(text: str) -> str:
    kept = []
    for part in text.split(";"):
        name, colon, value = (bit.strip() for bit in part.partition(":"))
        if colon and name.lower() in _LOOKS and value and _is_safe(value):
            kept.append(f"{name.lower()}:{value}")
    return ";".join(kept)


def _rules(text: str) -> str:
    """Return the rules of a style sheet that only say how shapes look; no @rule passes."""
    kept = []
    for selector, said in _RULE.findall(_COMMENT.sub(" ", text)):
        declared = _declarations(said)
        if declared and _SELECTOR.fullmatch(selector.strip()):
            kept.append(f"{' '.join(selector.split())}{{{declared}}}")
    return "\n".join(kept)


_LENGTH = re.compile(r"\s{0,9}(\d{1,6}(?:\.\d{1,9})?)(?:px)?\s{0,9}")


def _size(root: etree._Element) -> tuple[int, int]:
    said = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if said[0] and said[1]:
        return round(float(said[0][1])), round(float(said[1][1]))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [_LENGTH.fullmatch(part) for part in box[2:4]] if len(box) == 4 else []  # noqa: PLR2004
    if len(sides) == 2 and sides[0] and sides[1]:  # noqa: PLR2004 - width and height
        return round(float(sides[0][1])), round(float(sides[1][1]))
    return 0, 0
