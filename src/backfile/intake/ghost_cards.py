"""Cards of Ghost's editors: pictures, players, notes, as HTML.

The law of the place: what a card stands for stands in CARDS, and only there; both of Ghost's text
formats name their cards alike. Cards that were made for each visitor (sign-up, paywall) are none of
the story's: they have no row, and leave nothing.
"""

import html
from collections.abc import Callable, Iterator
from typing import Any

from backfile.intake.feeds_json import dicts_of, text_or_none
from backfile.intake.markdown import html_of_markdown
from backfile.text import line_of_markup

Payload = dict[str, Any]


def card_html(name: str, payload: Payload) -> str:
    """Return the HTML of a card, or "" where nothing of it belongs to the story."""
    card = CARDS.get(name.removeprefix("card-"))
    return card(payload) if card is not None else ""


def said(payload: Payload, *names: str) -> str:
    """Return the first text that a card holds under one of some names."""
    return next(filter(None, (text_or_none(payload.get(name)) for name in names)), "")


def quoted(text: str) -> str:
    """Return a text for use in HTML, in an attribute too."""
    return html.escape(text)


def _figure(inner: str, caption: str) -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inner}{words}</figure>"


def _image(payload: Payload) -> str:
    picture = _picture(payload)
    return _figure(picture, said(payload, "caption")) if picture else ""


def _picture(payload: Payload) -> str:
    source = said(payload, "src", "url")
    if not source:
        return ""
    words = line_of_markup(said(payload, "alt", "altText"))
    picture = f'<img src="{quoted(source)}" alt="{quoted(words)}">'
    target = said(payload, "href")
    return f'<a href="{quoted(target)}">{picture}</a>' if target else picture


def _gallery(payload: Payload) -> str:
    images, caption = list(dicts_of(payload.get("images"))), said(payload, "caption")
    if not caption:
        return "".join(map(_image, images))
    return _figure("".join(map(_picture, images)), caption)


def _bookmark(payload: Payload) -> str:
    """A page that was recommended: its address, its title, what it was said to be about."""
    metadata = payload.get("metadata")
    details = metadata if isinstance(metadata, dict) else {}
    names = (said(details, "publisher"), said(details, "author"))
    about = (
        quoted(line_of_markup(said(details, "description"))),
        quoted(" · ".join(dict.fromkeys(filter(None, map(line_of_markup, names))))),
        said(payload, "caption"),
    )
    frame = _player({**payload, "caption": None})
    lines = "".join(f"<figcaption>{line}</figcaption>" for line in about if line)
    return f"<figure>{frame}{lines}</figure>" if lines else frame


def _player(payload: Payload) -> str:
    metadata = payload.get("metadata")
    details = metadata if isinstance(metadata, dict) else payload
    address = said(payload, "url", "src") or said(details, "url")
    if not address:
        return said(payload, "html")
    title = quoted(line_of_markup(said(details, "title", "fileTitle", "fileName")))
    frame = f'<iframe src="{quoted(address)}" title="{title}"></iframe>'
    caption = said(payload, "caption")
    return _figure(frame, caption) if caption else frame


def _before_and_after(payload: Payload) -> str:
    images = [payload.get(name) for name in ("beforeImage", "afterImage")]
    pictures = "".join(_picture(image) for image in images if isinstance(image, dict))
    return _figure(pictures, said(payload, "caption")) if pictures else ""


def _file(payload: Payload) -> str:
    name = line_of_markup(said(payload, "fileTitle", "title", "fileName")) or said(payload, "src")
    caption = said(payload, "fileCaption", "caption")
    link = f'<p><a href="{quoted(said(payload, "src"))}">{quoted(name)}</a></p>'
    return f"{link}<p>{caption}</p>" if caption else link


def _callout(payload: Payload) -> str:
    words = said(payload, "calloutText", "text")
    return f"<blockquote>{words}</blockquote>" if words else ""


def _toggle(payload: Payload) -> str:
    return f"<h4>{said(payload, 'heading')}</h4>{said(payload, 'content')}"


def _raw(payload: Payload) -> str:
    return said(payload, "html")


def _markdown(payload: Payload) -> str:
    return html_of_markdown(said(payload, "markdown"))


def _code(payload: Payload) -> str:
    code = f"<pre><code>{html.escape(said(payload, 'code'), quote=False)}</code></pre>"
    caption = said(payload, "caption")
    return _figure(code, caption) if caption else code


def _button(payload: Payload) -> str:
    words = quoted(line_of_markup(said(payload, "buttonText")))
    target = quoted(said(payload, "buttonUrl"))
    return f'<p><a href="{target}">{words}</a></p>' if words and target else ""


def _rule(_: Payload) -> str:
    return "<hr>"


def _header(payload: Payload) -> str:
    words = (("h2", said(payload, "header", "heading")),
             ("p", said(payload, "subheader", "subheading")))  # fmt: skip
    picture = _image({"src": said(payload, "backgroundImageSrc")}) if _is_second(payload) else ""
    button = _button(payload) if payload.get("buttonEnabled") else ""
    return f"{picture}{''.join(_lines(words))}{button}"


def _is_second(payload: Payload) -> bool:
    """The first form of the card laid its picture behind the words, as decoration."""
    return payload.get("version") == 2  # noqa: PLR2004 -- Ghost's own number of the form


def _product(payload: Payload) -> str:
    picture = _image({"src": said(payload, "productImageSrc")})
    words = (("h4", said(payload, "productTitle")), ("p", said(payload, "productDescription")))
    named = {"buttonText": payload.get("productButton"), "buttonUrl": payload.get("productUrl")}
    button = _button(named) if payload.get("productButtonEnabled") else ""
    return f"{picture}{''.join(_lines(words))}{button}"


def _call(payload: Payload) -> str:
    """A note of the newsroom's own to all readers, with a button."""
    label = said(payload, "sponsorLabel") if payload.get("hasSponsorLabel") else ""
    picture = _image({"src": said(payload, "imageUrl"), "href": said(payload, "buttonUrl")})
    button = _button(payload) if payload.get("showButton") else ""
    return f"{label}{picture}{said(payload, 'textValue', 'html')}{button}"


def _lines(parts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield from (f"<{tag}>{words}</{tag}>" for tag, words in parts if words)


CARDS: dict[str, Callable[[Payload], str]] = (
    {"image": _image, "gallery": _gallery, "file": _file, "callout": _callout, "toggle": _toggle}
    | dict.fromkeys(["embed", "audio", "video"], _player)
    | {"html": _raw, "call-to-action": _call, "bookmark": _bookmark}
    | {"before-after": _before_and_after}
    | {"markdown": _markdown, "header": _header, "product": _product, "button": _button}
    | dict.fromkeys(["code", "codeblock"], _code)
    | dict.fromkeys(["hr", "horizontalrule"], _rule)
)
"""What each card stands for."""
