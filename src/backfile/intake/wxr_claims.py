"""What an item of a WordPress export claims of its story, field by field."""

import re
from dataclasses import dataclass
from datetime import datetime

from backfile import urls
from backfile.intake.claims import ClaimList, local_moment, read_moment
from backfile.intake.wxr_event import occasion_of_item
from backfile.intake.wxr_index import Index
from backfile.intake.wxr_item import Label, WxrComment, WxrItem
from backfile.model.series import read_part, series_of
from backfile.model.series_words import PART_SETTING, TAXONOMY
from backfile.model.story import Body, Comment, Contributor, Image, StoryType, Translation
from backfile.text import line_of_markup

FROM_EXPORT = 0.98
"""What the newsroom's own database says, where it is the field itself (`.data/newsroom`: all)."""
ACCOUNT_NAME = 0.93
"""The account that filed a story is nearly always its author; a printed byline knows better."""
PRETTIFIED = 0.6
"""A name made from a login ("jane-doe"): right in spirit, wrong in accents and particles."""
EXCERPT = 0.9
"""An excerpt written by hand is shown as a standfirst by most themes."""
SECOND_SECTION = 0.5
"""A story under several sections, none of them marked as the main one: the first is as good."""
CHANNEL_LANGUAGE = 0.5
"""The language of the whole site; stories in others stand among them (`.data/newsroom`: 40)."""

TYPES: dict[str, StoryType] = {
    "event": StoryType.EVENT,
    "events": StoryType.EVENT,
    "tribe_events": StoryType.EVENT,
    "podcast": StoryType.AUDIO,
    "episode": StoryType.AUDIO,
    "video": StoryType.VIDEO,
    "videos": StoryType.VIDEO,
    "gallery": StoryType.GALLERY,
    "project": StoryType.PROJECT,
    "post-format-gallery": StoryType.GALLERY,
    "post-format-video": StoryType.VIDEO,
    "post-format-audio": StoryType.AUDIO,
}
"""What sort of piece a post type or format is for."""
LANGUAGE_DOMAINS = ("language", "translation_language")
_STANDFIRST_KEY = re.compile(
    r"_?(?:[a-z0-9]+[_-])*(?:sub_?title|sub_?head(?:line|ing)?|secondary[_-]title|standfirst|dek"
    r"|deck|strapline)"
)
_PRIMARY_KEY = re.compile(
    r"_?(?:yoast_wpseo|rank_math|the_seo_framework|.*)_primary_(?:term_)?category"
)
_NO_SECTION = frozenset(
    {"uncategorized", "uncategorised", "non-classe", "allgemein", "sin-categoria"}
)
_LANGUAGE_ATTRIBUTE = re.compile(
    r"<(?:div|section|article)\s[^<>]{0,400}\blang=[\"']([A-Za-z-]{2,12})"
)


@dataclass(frozen=True, slots=True)
class Export:
    """What is the same for all items of an export."""

    path: str
    index: Index
    home: str
    """Address of the front page."""
    language: str | None


def claims_of(item: WxrItem, export: Export) -> ClaimList:
    """Return all that an item claims of its story."""
    claims = ClaimList("wxr")
    if item.kind == "page":
        claims.say("kind", "standing", "post_type", FROM_EXPORT, "a page, not a post")
    claims.say("headline", line_of_markup(item.get("title")), "title", FROM_EXPORT)
    _say_standfirst(claims, item)
    _say_people(claims, item, export)
    _say_dates(claims, item)
    _say_sections(claims, item, export)
    _say_series(claims, item)
    _say_picture(claims, item, export)
    _say_language(claims, item, export)
    _say_translations(claims, item, export)
    for label in [item.kind, *(label.slug for label in item.labelled("post_format"))]:
        claims.say("type", TYPES.get(label), "post_type", ACCOUNT_NAME)
    claims.say("occasion", occasion_of_item(item, export.index.venues), "_Event", FROM_EXPORT)
    comments = tuple(comment for raw in item.comments if (comment := _comment_of(raw)))
    claims.say("comments", comments, "comment", FROM_EXPORT)
    claims.say("body", Body(), "content", FROM_EXPORT)
    return claims


def _say_standfirst(claims: ClaimList, item: WxrItem) -> None:
    for key, values in item.settings.items():
        if _STANDFIRST_KEY.fullmatch(key.lower()):
            claims.say("standfirst", line_of_markup(values[0]), f"postmeta/{key}", FROM_EXPORT)
    claims.say("standfirst", line_of_markup(item.excerpt), "excerpt", EXCERPT)


def _say_people(claims: ClaimList, item: WxrItem, export: Export) -> None:
    """Joint authors stand only among the labels (Co-Authors Plus), some without an account."""
    people = export.index.people
    login = item.get("creator")
    claims.say("contributors", _person(login, people), "creator", ACCOUNT_NAME)
    joint = list(item.labelled("author"))
    known = [_name_of(label, people) for label in joint]
    names = dict.fromkeys(name for name, _ in known if name)
    sure = all(is_known for _, is_known in known)
    claims.say(
        "contributors",
        tuple(Contributor(name) for name in names),
        "category/author",
        (FROM_EXPORT if len(names) > 1 else ACCOUNT_NAME + 0.01) if sure else ACCOUNT_NAME + 0.02,
        "" if sure else "a name was made from a login, since the export does not define it",
    )


def _person(login: str, people: dict[str, str]) -> tuple[Contributor, ...]:
    name = people.get(login) or (login if " " in login else prettified(login))
    return (Contributor(name),) if name and "@" not in name else ()


def _name_of(label: Label, people: dict[str, str]) -> tuple[str, bool]:
    """Return the printed name that an author's label stands for, and whether it is defined."""
    for key in (label.slug, label.name, label.slug.removeprefix("cap-")):
        if key in people:
            return people[key], True
    if " " in label.name:
        return label.name, True
    return prettified(label.name or label.slug.removeprefix("cap-")), False


def prettified(login: str) -> str:
    """Return a name made from a login ("jane-doe", "jane.doe"); "" where none can be read in it."""
    words = re.split(r"[-._\s]+", login.partition("@")[0])
    return " ".join(word[:1].upper() + word[1:] for word in words if word)


def _moment(local: str, utc: str) -> datetime | None:
    return local_moment(_unless_zero(local), _unless_zero(utc)) or _unless_zero(utc)


def _unless_zero(text: str) -> datetime | None:
    """WordPress writes 0000-00-00 00:00:00 where there is no date yet."""
    return None if text.startswith("0000") else read_moment(text)


def _say_dates(claims: ClaimList, item: WxrItem) -> None:
    utc = item.get("post_date_gmt") or ""
    if not utc or utc.startswith("0000"):
        utc = _rfc822_as_utc(item.get("pubDate"))
    published = _moment(item.get("post_date"), utc)
    claims.say_moment(published, "post_date", FROM_EXPORT)
    modified = _moment(item.get("post_modified"), item.get("post_modified_gmt"))
    if modified is not None and published is not None and modified != published:
        claims.say("modified", modified.isoformat(), "post_modified", FROM_EXPORT)


def _rfc822_as_utc(text: str) -> str:
    moment = read_moment(text)
    return moment.isoformat() if moment is not None and moment.year > 1 else ""


def _say_sections(claims: ClaimList, item: WxrItem, export: Export) -> None:
    labels = [label for label in item.labelled("category") if label.slug not in _NO_SECTION]
    for key, values in item.settings.items():
        if _PRIMARY_KEY.fullmatch(key.lower()):
            claims.say("section", export.index.sections.get(values[0]), key, FROM_EXPORT)
    trust = FROM_EXPORT if len(labels) == 1 else EXCERPT
    for label in labels:
        claims.say("section", label.name, "category", trust)
        trust = SECOND_SECTION
    tags = tuple(dict.fromkeys(label.name for label in item.labelled("post_tag")))
    claims.say("tags", tags, "post_tag", FROM_EXPORT)


def _say_series(claims: ClaimList, item: WxrItem) -> None:
    """Series are a taxonomy of their own (Organize Series, PublishPress, podcast plug-ins)."""
    labels = [label for label in item.labels if TAXONOMY.fullmatch(label.domain.lower())]
    if not labels:
        return
    settings = ((k, v) for k, v in item.settings.items() if PART_SETTING.fullmatch(k.lower()))
    part = next((n for _, values in settings if (n := read_part(values[0]))), None)
    for label in labels:
        series = series_of(label.name, part)
        claims.say("series", series if series.name else None, label.domain, FROM_EXPORT)


def _say_picture(claims: ClaimList, item: WxrItem, export: Export) -> None:
    number = item.setting("_thumbnail_id").strip()
    picture = export.index.shelf.get(int(number)) if number[:18].isdecimal() else None
    if picture is None or not picture.address:
        return
    image = Image(
        urls.join(export.home, picture.address) or picture.address,
        caption=picture.caption or None,
        credit=picture.credit or None,
        alt=picture.alt or None,
    )
    claims.say("lead_image", image, "_thumbnail_id", FROM_EXPORT)


def _say_language(claims: ClaimList, item: WxrItem, export: Export) -> None:
    for domain in LANGUAGE_DOMAINS:
        for label in item.labelled(domain):
            if label.slug.removeprefix("pll_").split("-")[0].isalpha():
                claims.say("language", label.slug.removeprefix("pll_"), domain, FROM_EXPORT)
    found = _LANGUAGE_ATTRIBUTE.search(item.content[:2000])
    if found:
        claims.say("language", found[1], "content/lang", FROM_EXPORT)
    claims.say("language", export.language, "channel/language", CHANNEL_LANGUAGE)


def _say_translations(claims: ClaimList, item: WxrItem, export: Export) -> None:
    """Name the other posts of the group in which a plug-in keeps a post and its translations."""
    others = tuple(
        Translation(address, language or None)
        for address, language in export.index.translations_of(item)
    )
    claims.say("translations", others, "translation group", FROM_EXPORT)


def _comment_of(raw: WxrComment) -> Comment | None:
    """Return a comment that the newsroom had approved and a reader wrote."""
    if raw.approved != "1" or raw.kind not in {"", "comment"}:
        return None
    text = line_of_markup(raw.text)
    written = _moment(raw.date, raw.date_utc)
    has_zone = written is not None and written.tzinfo is not None
    name = "" if "@" in raw.name else line_of_markup(raw.name)
    return Comment(name, written.isoformat() if written and has_zone else None, text)
