"""One item of a WordPress export as a capture: its claims, its text, and why it was not public.

The law of the place: kinds of posts stand in FURNITURE_TYPES, what was public in PUBLIC, and only
there.
"""

import re
from collections.abc import Iterator

from backfile import urls
from backfile.intake.claims import ClaimList
from backfile.intake.wordpress import Shown, footnotes_html, shown
from backfile.intake.wxr_claims import FROM_EXPORT, Export, claims_of
from backfile.intake.wxr_item import WxrItem
from backfile.model.capture import Capture, Form
from backfile.model.finding import Finding
from backfile.text import line_of_markup

PUBLIC = "publish"
NOT_PUBLIC: dict[str, str] = {
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "pending",
    "private": "private",
    "trash": "trash",
    "future": "scheduled",
    "inherit": "revision",
}
"""Why a story of each status was not public; others are a plug-in's, and name themselves."""
FURNITURE_TYPES = re.compile(
    r"nav_menu_item|revision|customize_changeset|custom_css|oembed_cache|user_request|wp_.*"
    r"|guest-author|acf-.*|feedback|flamingo_.*|wpcf7_.*|mc4wp-form|wpforms.*|nf_sub|elementor_.*"
    r"|scheduled-action|jp_.*|tablepress_table|ml-slider|popup.*|newspack_popups_cpt|shop_.*"
    r"|product_variation|amp_validated_url|itsec-.*|vc_.*|et_.*|fl-builder-template|ninja-table"
    r"|tribe_venue|tribe_organizer|tribe_rsvp_.*|tec_.*|tribe-ea-record"
    r"|sidebar|widget.*|forum|topic|reply|bp-.*|safecss|is_search_form|cookielawinfo|edd_.*"
)
"""Kinds of posts that WordPress and its plug-ins keep for themselves, some with personal data."""
_DAY_IN_PATH = re.compile(r"/\d{4}/\d{1,2}/(?:\d{1,2}/)?")
_PLAIN_LINK = re.compile(r"[?&](?:p|page_id|attachment_id|post_type)=")


def capture_of(item: WxrItem, number: int, export: Export) -> Capture:
    """Return the capture that an item becomes.

    Args:
        item: the item's fields.
        number: its place among the items of the export, from 1.
        export: what is the same for all of them.
    """
    if item.kind == "attachment":
        return _plain_capture(item, number, export, "asset", "an entry of the media library")
    if is_furniture(item):
        return _plain_capture(item, number, export, "other", f"a post of the kind {item.kind}")
    text = shown(item.content, export.index.library_of(item.number))
    held_back = why_held_back(item)
    return Capture(
        form=Form.ENTRY,
        item=export.path,
        offset=number,
        address=address_of(item, export),
        media_type="text/html",
        charset="utf-8",
        body=(text.html + footnotes_html(item.setting("footnotes"))).encode("utf-8", "replace"),
        key=key_of(item, export),
        also=tuple(dict.fromkeys(other_addresses(item, export))),
        claims=claims_of(item, export).all(),
        held_back=held_back,
        findings=tuple(_findings_of(item, text, export)),
    )


def is_furniture(item: WxrItem) -> bool:
    """Say whether an item is none of the publication's pieces.

    Of kinds of posts that nobody knows, those that have a readable address, a headline and a text
    were shown to readers.
    """
    if item.kind in {"post", "page"}:
        return False
    if FURNITURE_TYPES.fullmatch(item.kind):
        return True
    has_page = bool(item.get("link")) and not _PLAIN_LINK.search(item.get("link"))
    return not (has_page and item.get("title") and item.content.strip())


def why_held_back(item: WxrItem) -> str | None:
    """Return why an item was not public at the newsroom, or None where it was.

    An item that broke off, or that lost its status, may have been a draft or behind a password.
    """
    status = item.get("status").strip()
    if not item.is_whole or not status:
        return "status lost: the export is damaged there"
    if status != PUBLIC:
        return NOT_PUBLIC.get(status, f"status {status}")
    return "password" if item.get("post_password") else None


def key_of(item: WxrItem, export: Export) -> str | None:
    """Return the newsroom's own identifier of an item."""
    host = urls.host_of(export.home) or urls.host_of(item.get("link"))
    return f"wp:{item.number}@{host}" if item.number and host else None


def address_of(item: WxrItem, export: Export) -> str | None:
    """Return the address at which readers found an item."""
    return urls.join(export.home, item.get("link")) if item.get("link") else None


def other_addresses(item: WxrItem, export: Export) -> Iterator[str]:
    """Yield the further addresses of an item: by its number, of its old names, of its old day."""
    if item.number and urls.host_of(export.home):
        name = "page_id" if item.kind == "page" else "p"
        yield f"{export.home.rstrip('/')}/?{name}={item.number}"
    guid = urls.join(None, item.get("guid"))
    # After a move by export and import the guid keeps the old number, now perhaps another story's.
    if guid and not (_PLAIN_LINK.search(guid) and urls.host_of(guid) == urls.host_of(export.home)):
        yield guid
    link, slug = address_of(item, export), item.get("post_name")
    if link is None or not slug:
        return
    head, found, tail = link.rpartition(f"/{slug}")
    olds = item.settings.get("_wp_old_slug", []) if found else []
    yield from (f"{head}/{old.strip()}{tail}" for old in olds if old.strip())
    for old in item.settings.get("_wp_old_date", []):
        moved = _DAY_IN_PATH.sub(f"/{old.strip().replace('-', '/')}/", link, count=1)
        if moved != link:
            yield moved


def _plain_capture(item: WxrItem, number: int, export: Export, kind: str, why: str) -> Capture:
    """Return a capture that only accounts for an item: nothing that it says is taken over."""
    claims = ClaimList("wxr")
    claims.say("kind", kind, "post_type", FROM_EXPORT, why)
    address = item.get("attachment_url") if kind == "asset" else ""
    return Capture(
        form=Form.ENTRY,
        item=export.path,
        offset=number,
        address=urls.join(export.home, address) if address else None,
        key=key_of(item, export),
        claims=claims.all(),
    )


def _findings_of(item: WxrItem, text: Shown, export: Export) -> Iterator[Finding]:
    address = address_of(item, export)
    for name in text.dead:
        said = (
            f"“{line_of_markup(item.get('title'))}” holds [{name}], which nothing shows any more."
        )
        yield Finding("dead-shortcode", said, export.path, address)
    number = item.setting("_thumbnail_id").strip()
    if (
        number[:18].isdecimal()
        and number != "0"
        and export.index.shelf.get(int(number[:18])) is None
    ):
        said = (
            f"“{line_of_markup(item.get('title'))}” names picture {number}, which is not defined."
        )
        yield Finding("schedule-missing", said, export.path, address)
