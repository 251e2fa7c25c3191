"""One item of a WordPress export, its fields as they stand, before anybody weighs them."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from backfile.intake.wxr_elements import Element, local_name, words_of

MAX_SETTING = 64 << 10
"""Characters of one setting: page builders keep whole layouts there, which nobody reads here."""
LEFT_SETTINGS = ("_oembed_", "_elementor_", "_edit_", "_encloseme", "_pingme")
"""Beginnings of the names of settings that say nothing of a story."""


@dataclass(frozen=True, slots=True)
class Label:
    """A category, tag, author or format under which an item stands."""

    domain: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class WxrComment:
    """What a reader wrote, without e-mail and network address, which are never read."""

    name: str
    date: str
    date_utc: str
    text: str
    approved: str
    kind: str


@dataclass(slots=True)
class WxrItem:
    """The fields of one item."""

    texts: dict[str, str] = field(default_factory=dict)
    """The plain fields by local name ("post_id", "title", "link" ...)."""
    content: str = ""
    excerpt: str = ""
    labels: list[Label] = field(default_factory=list)
    settings: dict[str, list[str]] = field(default_factory=dict)
    """Values of each setting (postmeta) by its key."""
    comments: list[WxrComment] = field(default_factory=list)
    is_whole: bool = True
    """Whether the export holds it to its end."""

    def get(self, name: str) -> str:
        """Return a plain field, or ""."""
        return self.texts.get(name, "")

    def setting(self, key: str) -> str:
        """Return the first value of a setting, or ""."""
        return next(iter(self.settings.get(key, ())), "")

    def labelled(self, domain: str) -> Iterator[Label]:
        """Yield the labels of one domain, in the order of the export."""
        return (label for label in self.labels if label.domain == domain)

    @property
    def number(self) -> int:
        """The post's number, or 0 where it has none."""
        return number_in(self.get("post_id"))

    @property
    def kind(self) -> str:
        """The post type; exports without one hold stories only."""
        return self.get("post_type").strip() or "post"


def item_of(element: Element, *, is_whole: bool = True) -> WxrItem:
    """Read the fields of an item."""
    item = WxrItem(is_whole=is_whole)
    for child in element:
        name = local_name(child)
        if name == "encoded":
            _take_text(item, child)
        elif name == "category":
            item.labels.append(_label_of(child))
        elif name == "postmeta":
            _take_setting(item, child)
        elif name == "comment":
            item.comments.append(_comment_of(child))
        else:
            item.texts.setdefault(name, words_of(child).strip())
    return item


def number_in(text: str) -> int:
    """Return a post's number, or 0 where a text is none."""
    text = text.strip()[:18]
    return int(text) if text.isdecimal() else 0


def plain(words: str) -> str:
    """Return a name whose entities stand inside of CDATA as what they mean ("Q&amp;A")."""
    return html.unescape(words).strip()


def _take_text(item: WxrItem, child: Element) -> None:
    """Both texts are called `encoded`; only the namespace tells the excerpt from the content."""
    if "excerpt" in str(child.tag):
        item.excerpt = item.excerpt or words_of(child)
    else:
        item.content = item.content or words_of(child)


def _label_of(child: Element) -> Label:
    return Label(
        child.get("domain") or "category", child.get("nicename") or "", plain(words_of(child))
    )


def _take_setting(item: WxrItem, child: Element) -> None:
    fields = fields_of(child)
    key, value = fields.get("meta_key", "").strip(), fields.get("meta_value", "")
    if key and value and not key.startswith(LEFT_SETTINGS):
        item.settings.setdefault(key, []).append(value[:MAX_SETTING])


def _comment_of(child: Element) -> WxrComment:
    fields = fields_of(child)
    return WxrComment(
        name=plain(fields.get("comment_author", "")),
        date=fields.get("comment_date", ""),
        date_utc=fields.get("comment_date_gmt", ""),
        text=fields.get("comment_content", ""),
        approved=fields.get("comment_approved", "").strip(),
        kind=fields.get("comment_type", "").strip(),
    )


def fields_of(element: Element) -> dict[str, str]:
    """Return the texts of an element's children by their local names, the first of each."""
    fields: dict[str, str] = {}
    for child in element:
        fields.setdefault(local_name(child), words_of(child))
    return fields
