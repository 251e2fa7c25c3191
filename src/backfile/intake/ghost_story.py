"""One post or page of a Ghost export as a capture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backfile import urls
from backfile.intake.beside import stand_in
from backfile.intake.claims import ClaimList, read_moment
from backfile.intake.feeds_json import text_or_none
from backfile.intake.ghost_tables import Row, Tables, raw_text
from backfile.intake.lexical import html_of_lexical
from backfile.intake.markdown import html_of_markdown
from backfile.intake.mobiledoc import html_of_mobiledoc
from backfile.intake.reader import Item, Surroundings
from backfile.model.capture import Capture, Form
from backfile.model.story import Body, Contributor, Image
from backfile.text import line_of_markup

FROM_EXPORT = 0.98
"""What the newsroom's own database says, where it is the field itself."""
PUBLIC_STATUS = "published"
SITE_ADDRESS = "__GHOST_URL__"
"""What Ghost writes for the site's own address."""
_CONTENT = re.compile(
    rf"((?:{SITE_ADDRESS}|https?://[\w.:-]{{1,255}})?(?:/[\w.-]{{1,80}}){{0,2}}?/content/"
    r"((?:images|media|files)/[^\"'\s<>]{1,1000}))"
)
"""A picture or file that the editor uploaded, wherever the site stood when it was written."""
_SIZE = re.compile(r"(?<=^images/)size/w\d{1,5}(?:h\d{1,5})?/(?:format/\w{2,5}/)?")
"""What Ghost puts into the address of a picture that it made smaller."""
INTERNAL = "#"
"""Tags that begin with it were never shown."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECONDS = 1e11
"""Ghost 0.x wrote milliseconds since 1970: numbers beyond this are no seconds of our time."""


@dataclass(slots=True)
class Export:
    """What is the same for all posts of an export, and the tables by what they are looked up by."""

    item: Item
    around: Surroundings
    settings: dict[str, str]
    tables: Tables
    address: str = field(init=False)
    """Where the site stood, "" where nobody said."""
    zone: ZoneInfo | None = field(init=False)
    people: dict[str, str] = field(init=False)
    tags: dict[str, Row] = field(init=False)
    tags_of: dict[str, list[str]] = field(init=False)
    authors_of: dict[str, list[str]] = field(init=False)
    more: dict[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        tables = self.tables
        self.address = self.around.address or ""
        self.zone = _zone_of(self.settings)
        self.people = {
            str(row.id): line_of_markup(text_or_none(row.name) or "") for row in tables.users
        }
        self.tags = {str(row.id): row for row in tables.tags}
        self.tags_of = _lists(tables.posts_tags, "tag_id")
        self.authors_of = _lists(tables.posts_authors, "author_id")
        self.more = {str(row.post_id): row for row in tables.posts_meta}


def _zone_of(settings: dict[str, str]) -> ZoneInfo | None:
    name = (
        settings.get("timezone")
        or settings.get("active_timezone")
        or settings.get("activeTimezone")
    )
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _lists(rows: list[Row], column: str) -> dict[str, list[str]]:
    """Return what belongs to each post, in the order that the editor gave it."""
    lists: dict[str, list[str]] = {}
    for row in sorted(
        rows, key=lambda row: row.sort_order if isinstance(row.sort_order, int) else 0
    ):
        lists.setdefault(str(row.post_id), []).append(str(getattr(row, column)))
    return lists


def capture_of(row: Row, number: int, export: Export) -> Capture:
    """Return the capture that a post or page becomes.

    Args:
        row: its row in the table of posts.
        number: its place there, from 1.
        export: what is the same for all of them.
    """
    address = _address_of(row, export)
    html, slug = _html_of(row), text_or_none(row.slug)
    canonical = urls.join(export.address or None, text_or_none(row.canonical_url) or "")
    host = urls.host_of(export.address) or urls.host_of(canonical or "")
    return Capture(
        form=Form.ENTRY,
        item=export.item.path,
        offset=number,
        address=address,
        media_type="text/html",
        charset="utf-8",
        body=_at_home(html, export).encode("utf-8", "replace"),
        place=urls.place_in(export.around.deposit, f"{slug}/") if slug else None,
        beside=tuple(dict(_beside(html, export)).items()),
        key=f"ghost:{text_or_none(row.id)}@{host or 'unknown'}" if text_or_none(row.id) else None,
        also=(canonical,) if canonical and canonical != address else (),
        claims=_claims_of(row, export).all(),
        held_back=why_held_back(row),
    )


def _at_home(text: str, export: Export) -> str:
    """Put the site's own address where Ghost left it out; nothing where nobody knows it."""
    return text.replace(SITE_ADDRESS, export.address.rstrip("/"))


def _beside(text: str, export: Export) -> Iterator[tuple[str, str]]:
    """Yield the pictures and files of a text that were handed over with the export."""
    for found in _CONTENT.finditer(text):
        file = _file_of(found[2], export)
        if file is not None:
            yield _at_home(unescape(found[1]), export), file


def _file_of(path: str, export: Export) -> str | None:
    """Return what a path of Ghost's content folder stands for in the deposit, or None."""
    plain = _SIZE.sub("", unescape(path))
    places = (f"/content/{plain}", f"/{plain}")
    found = (stand_in(place, export.item.path, export.around) for place in places)
    return next(filter(None, found), None)


def why_held_back(row: Row) -> str | None:
    """Return why a post was not public at the newsroom, or None where it was."""
    status = text_or_none(row.status) or PUBLIC_STATUS
    if status != PUBLIC_STATUS:
        return "sent by e-mail only" if status == "sent" else status
    visibility = text_or_none(row.visibility) or "public"
    return None if visibility == "public" else f"for {visibility} only"


def _address_of(row: Row, export: Export) -> str | None:
    """Ghost shows a post at /slug/, unless its routes were changed, which no export tells."""
    slug = text_or_none(row.slug)
    return (
        urls.join(export.address.rstrip("/") + "/", f"{slug}/") if slug and export.address else None
    )


def _html_of(row: Row) -> str:
    """Return a post's text: as Ghost showed it, else made from what the editor keeps."""
    shown = raw_text(row.html)
    if shown.strip():
        return shown
    for raw, html_of in ((row.lexical, html_of_lexical), (row.mobiledoc, html_of_mobiledoc)):
        stored = raw_text(raw)
        made = html_of(stored) if stored else None
        if made:
            return made
    return html_of_markdown(raw_text(row.markdown))


def _claims_of(row: Row, export: Export) -> ClaimList:
    claims = ClaimList("ghost")
    if text_or_none(row.type) == "page" or row.page in (1, True):
        claims.say("kind", "standing", "type", FROM_EXPORT, "a page, not a post")
    claims.say("headline", text_or_none(row.title), "title", FROM_EXPORT)
    claims.say("standfirst", text_or_none(row.custom_excerpt), "custom_excerpt", FROM_EXPORT)
    people = tuple(dict.fromkeys(_people_of(row, export)))
    claims.say("contributors", people, "authors", FROM_EXPORT)
    claims.say_moment(moment_of(row.published_at, export.zone), "published_at", FROM_EXPORT)
    _say_modified(claims, row, export)
    tags = [tag for tag in _tag_names(row, export) if tag]
    claims.say("section", next(iter(tags), None), "primary_tag", 0.8)
    claims.say("tags", tuple(tags[1:]), "tags", FROM_EXPORT)
    claims.say("lead_image", _image_of(row, export), "feature_image", FROM_EXPORT)
    claims.say("language", text_or_none(row.locale), "locale", FROM_EXPORT)
    claims.say("language", export.settings.get("locale"), "settings/locale", 0.5)
    claims.say("body", Body(), "html", FROM_EXPORT)
    return claims


def _people_of(row: Row, export: Export) -> Iterator[Contributor]:
    numbers = export.authors_of.get(str(row.id)) or [str(row.author_id)]
    for number in numbers:
        name = export.people.get(number, "")
        if name and "@" not in name:
            yield Contributor(name)


def _tag_names(row: Row, export: Export) -> Iterator[str]:
    for number in export.tags_of.get(str(row.id), []):
        tag = export.tags.get(number)
        name = text_or_none(tag.name) or "" if tag is not None else ""
        if not name.startswith(INTERNAL) and getattr(tag, "visibility", None) != "internal":
            yield name


def _say_modified(claims: ClaimList, row: Row, export: Export) -> None:
    published, updated = (moment_of(at, export.zone) for at in (row.published_at, row.updated_at))
    # Ghost touches a post some seconds after it was published.
    if published and updated and updated - published > timedelta(minutes=1):
        claims.say("modified", updated.isoformat(), "updated_at", FROM_EXPORT)


def moment_of(value: object, zone: ZoneInfo | None) -> datetime | None:
    """Read a time of Ghost, which is UTC in every form, as the site's own."""
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) > MILLISECONDS else value
        try:
            moment: datetime | None = EPOCH + timedelta(seconds=int(seconds))
        except OverflowError:
            return None
    else:
        moment = read_moment(text_or_none(value))
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(zone) if zone else moment


def _image_of(row: Row, export: Export) -> Image | None:
    more = export.more.get(str(row.id)) or row
    source = text_or_none(row.feature_image) or text_or_none(row.image)
    if source is None:
        return None
    content = _CONTENT.fullmatch(source)
    file = _file_of(content[2], export) if content else None
    source = file or _at_home(source, export)
    home = export.address or urls.place_in(export.around.deposit, "")
    caption = text_or_none(more.feature_image_caption) or text_or_none(row.feature_image_caption)
    alt = text_or_none(more.feature_image_alt) or text_or_none(row.feature_image_alt)
    return Image(
        file or urls.join(home, source) or source,
        caption=line_of_markup(caption or "") or None,
        alt=line_of_markup(alt or "") or None,
    )
