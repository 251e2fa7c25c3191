"""Which elements of HTML are kept, renamed, dropped, or stand for something elsewhere."""

import re

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "frame",
        "basefont",
        "keygen",
    ]
)
"""Elements without an end."""
INLINE = {
    "a": "a",
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "sup": "sup",
    "sub": "sub",
    "cite": "cite",
}
BLOCK = {
    name: name
    for name in [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "figure",
        "figcaption",
        "pre",
    ]
} | {"h1": "h2", "summary": "p", "address": "p"}
DROPPED = frozenset(
    [
        "form",
        "button",
        "input",
        "nav",
        "dialog",
        "script",
        "style",
        "noscript",
        "map",
        "area",
        "audio",
        "video",
    ]
)
"""Left out of a body, with all they hold; films and sounds leave a placeholder."""
PLAYERS = frozenset(
    [
        "iframe",
        "embed",
        "video",
        "audio",
        "amp-youtube",
        "amp-iframe",
        "amp-twitter",
        "amp-instagram",
    ]
)
HOLDERS = frozenset(["p", "figcaption"])
"""Elements that a placeholder stands in."""
FLOW = frozenset(["blockquote", "figure", "li", "td", "th", "dd"])
"""Elements that hold paragraphs; bare text in `blockquote` and `figure` gets one of its own."""
LINES = frozenset(["p", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "tr", "caption"])
LEAF = frozenset(["p", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption", "pre", "caption"])
BREAKS = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "center",
        "details",
        "fieldset",
    ]
)
WIDGET = re.compile(
    r"\b(?:twitter-tweet|instagram-media|tiktok-embed|fb-(?:post|video)|reddit-(?:card|embed)|"
    r"bluesky-embed|imgur-embed|mastodon-embed|telegram-post|vk_post|flourish-embed|subscription-widget-wrap)\b"
    r"|\b(?:kg-(?:audio-player|video-overlay|video-player-container)|mejs-controls)(?![\w-])"
)
"""What foreign widgets are called; and the knobs of players, which show nothing themselves."""
INLINE_ENDS = frozenset(f"</{tag}>" for tag in INLINE.values())
SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
"""White space that is not one blank already: most between words is."""
TOLD_IN_FIGURES = frozenset(["figure", "table", "blockquote"])
SMALLEST_TABLE = 4
"""Cells: two rows of two."""
