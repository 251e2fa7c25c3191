"""The story page: every printed part, and how we know."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from backfile.model.remedy import Surface
from backfile.model.story import WITHHELD, Comment, Image, Notice, Story
from backfile.model.submission import Form
from backfile.publish import addresses, citation, how, linked, when
from backfile.publish.body import LEAD_SIZES, Shown
from backfile.publish.build import Build, Output
from backfile.publish.cards import Card
from backfile.publish.changes import Part, changes, words_changed
from backfile.publish.embedding import description_path, has_files
from backfile.publish.holdings import Earlier, Told
from backfile.publish.languages import own_name
from backfile.publish.occasions import lines_of
from backfile.publish.pages.events import calendar_path
from backfile.publish.pages.projects import project_path
from backfile.publish.render import csp_for, escaped, paragraphs
from backfile.publish.sharing import CARD
from backfile.publish.ways import form_about
from backfile.publish.words import PLURALS
from backfile.recover.dateline import read_dateline
from backfile.text import squeeze

_BYLINE_ROLES = frozenset({"author", "reporter"})
_LIFTED = frozenset({"correction", "update", "note"})
_MADE_ON = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}): (?=\S)")
"""How a note or correction of the archive begins: with the day on which it was made."""
"""Notices that stand before the text: a reader must not miss them."""
_NAMED = _LIFTED | {"disclaimer"}
_LEFT_OUT = frozenset({"letter"})
"""Notices that the site says once, not on every page."""
_LETTERS = ((Form.ERROR, "forms.error_here"), (Form.REMOVAL, "forms.removal"))
"""What a reader of one story may want of the newsroom: form, and key of its words."""
_MOST_EARLIER = 5
_MOST_ADDRESSES = 40
_OPENS = re.compile(r"\A\s{0,9}<p>(?P<text>[^<]{4,200})")
"""The words with which a body begins, up to its first element."""


def story_page(build: Build, told: Told) -> Output:
    """Return a story's page."""
    story, evidence = told.story, told.evidence
    card = build.catalogue.card(story.id)
    newer, older = build.catalogue.neighbours(story.id)
    others = build.catalogue.translations(story.id)
    lead = _lead(build, story)
    seen = {
        n: build.holdings.seen(n)
        for n in {e.capture for e in evidence if e.stands}
        if n is not None
    }
    printed, unprinted = _byline(build, story)
    context: dict[str, object] = {
        "title": story.headline or build.words("story.untitled"),
        "canonical": build.canonical(card.path),
        "story": story,
        "card": card,
        "exact": when.machine(story.published),
        "modified": when.say(build.words, when.day_of(story.modified)) if story.modified else "",
        "byline": printed,
        "credits": unprinted,
        "lead": lead,
        "body": Markup(_set_dateline(build.border.pass_through(story.body.html))),  # noqa: S704 - cleaned at the border
        "corrections": _notices(story, lifted=True),
        "notices": _notices(story, lifted=False),
        "tags": _tags(build, story),
        "comments": _comments(build, story.comments) if build.options.comments else [],
        "known": Markup("\n".join(map(build.known, how.tell(build.words, evidence, seen)))),  # noqa: S704 - rendered by our own template
        "captures": list(how.captures_of(build.words, seen, _replay(build, card))),
        "earlier": [_earlier(build, told, e) for e in told.earlier[:_MOST_EARLIER]],
        "addresses": [a for a in story.addresses if a.startswith(("http://", "https://"))][
            :_MOST_ADDRESSES
        ],
        "translations": [(own_name(o.language or ""), o) for o in others],
        "alternates": list(_alternates(build, card, others)),
        "occasion": lines_of(build.words, story.occasion) if story.occasion else (),
        "calendar": calendar_path(build, card),
        "project": project_path(card),
        "oembed": build.canonical(description_path(card)) if has_files(build) else None,
        "newer": newer,
        "older": older,
        "beside": build.beside(card),
        "letters": list(_letters(build, card)),
        **_for_machines(build, story, card, lead),
    }
    return card.path, build.renderer.page("story.html", card.path, context)


def _replay(build: Build, card: Card) -> str | None:
    """Return where captures of a story can be seen; None where a remedy shows no replay of it."""
    return None if Surface.REPLAY in card.kept_from else build.options.replay


def _letters(build: Build, card: Card) -> Iterator[tuple[str, str, str]]:
    """Yield each form that asks about this story: its way, the one with a script, and its words."""
    if build.ways is None:
        return
    story = card.path, build.canonical(card.path) or card.path
    # Whoever read the story can read the form in its language; there is one for all that ran.
    language = (card.language or "").split("-")[0].lower()
    if not card.is_listed or language not in PLURALS:
        language = build.words.language
    ending = "" if language == build.words.language else f".{language}"
    for form, label in _LETTERS:
        if form in build.ways.forms:
            yield *form_about(build.ways, form, story, language, ending), label


def _alternates(build: Build, card: Card, others: Sequence[Card]) -> Iterator[tuple[str, str]]:
    """Yield each language of a story with its page's whole address (HTML 4.6.7.1), its own first.

    Who reads none of them is led to the one in the site's own language, else to the oldest.
    """
    every = (card, *others) if others else ()
    for one in every:
        way = build.canonical(one.path)
        if way and one.language:
            yield one.language, way
    own = [o for o in every if (o.language or "").split("-")[0] == build.words.language]
    default = min(own or every, key=lambda one: (one.day, one.id), default=None)
    way = build.canonical(default.path) if default else None
    if way:
        yield "x-default", way


def _set_dateline(body: str) -> str:
    """Mark the place, and what stands beside it, with which a report begins ("GENEVA, May 3 —")."""
    found = _OPENS.match(body)
    dateline = read_dateline(found["text"]) if found else None
    if found is None or dateline is None:
        return body
    end = body.index(dateline.line, found.start("text")) + len(dateline.line)
    return f'<p><span class="dateline">{dateline.line}</span>{body[end:]}'


def _for_machines(
    build: Build, story: Story, card: Card, lead: dict[str, object] | None
) -> dict[str, object]:
    """Return citations, linked data and meta elements."""
    page = build.canonical(card.path)
    path = lead.get("shared") if lead else None
    picture = path if isinstance(path, str) else None
    keeper = build.options.keeper
    cited = citation.cited_of(story, build.publication, build.site.title, page, keeper)
    shared = picture or CARD
    whole = build.canonical(shared) or f"{addresses.ROOT}{shared}"
    setting = build.setting
    others = build.catalogue.translations(story.id)
    script = linked.json_ld(story, card, setting, picture, others)
    languages = [other.language for other in others if other.language]
    return {
        "styles": citation.styles(cited),
        "files": [
            (name, ending, kind, citation.in_address(text))
            for name, ending, kind, text in citation.files(cited)
        ],
        "csp": csp_for(script),
        "json_ld": Markup(script),  # noqa: S704 - escaped for script
        "meta": Markup(  # noqa: S704 - what stands in it is escaped
            "\n".join(
                f'<meta {kind}="{name}" content="{escaped(content)}">'
                for kind, name, content in (
                    *_robots(card),
                    *linked.metadata(story, setting, page, whole, languages),
                )
            )
        ),
    }


def _robots(card: Card) -> list[tuple[str, str, str]]:
    """Return what search engines are asked of a story that a remedy keeps from them."""
    return [("name", "robots", "noindex")] if Surface.SEARCH in card.kept_from else []


def _lead(build: Build, story: Story) -> dict[str, object] | None:
    image = story.lead_image
    if image is None:
        return None
    is_looked_up = bool(image.address) and image.address != WITHHELD
    found = build.shelf.look_up(image.address) if is_looked_up else None
    alt = escape(image.alt or "")
    return {
        "path": found.path if found else None,
        "shared": found.shared if found else None,
        "lost": "" if found else _why_lost(build, image),
        "picture": Markup(_lead_picture(build, found, alt)) if found else None,  # noqa: S704 - escaped
        "caption": image.caption,
        "credit": image.credit,
    }


def _why_lost(build: Build, image: Image) -> str:
    """Return in words why a picture is not shown."""
    if image.address == WITHHELD:
        return build.words("story.picture_withheld")
    is_kept = image.address and build.shelf.find(image.address)
    return build.words("story.picture_kept" if is_kept else "story.lead_lost")


def _lead_picture(build: Build, shown: Shown, alt: str) -> str:
    element = shown.element(alt, LEAD_SIZES, ' fetchpriority="high"')
    return shown.linked(element, alt, escape(build.words("story.full_picture")))


def _link(build: Build, name: str) -> Markup:
    group = build.catalogue.contributors.get(addresses.group_key(name))
    if group is None:
        return escape(name)
    way = f"{addresses.ROOT}{escape(group.path)}"
    return Markup(f'<a rel="author" href="{way}"><bdi>{escape(name)}</bdi></a>')  # noqa: S704 - escaped


def _byline(build: Build, story: Story) -> tuple[Markup | None, list[tuple[str, Markup]]]:
    """Return the byline as printed with its names linked, and the credits that it does not name."""
    line = squeeze(story.byline or "")
    parts: list[Markup | str] = [line]
    rest = [
        who
        for who in story.contributors
        if not _link_first(parts, who.name, _link(build, who.name))
    ]
    by_role: dict[str, list[Markup]] = {}
    for who in rest:
        if not line or who.role not in _BYLINE_ROLES:
            by_role.setdefault(who.role, []).append(_link(build, who.name))
    comma = escape(build.words("list_comma"))
    named = [(_role(build, role), comma.join(names)) for role, names in by_role.items()]
    return (Markup("").join(parts) if line else None), named


def _link_first(parts: list[Markup | str], name: str, link: Markup) -> bool:
    """Put a link in place of the first plain mention of a name."""
    for place, part in enumerate(parts):
        if isinstance(part, Markup) or not name or name not in part:
            continue
        before, _, after = part.partition(name)
        parts[place : place + 1] = [before, link, after]
        return True
    return False


def _role(build: Build, role: str) -> str:
    key = f"role.{role}"
    return build.words(key if build.words.has(key) else "role.other")


def _notices(story: Story, *, lifted: bool) -> list[dict[str, object]]:
    return [
        _told(notice)
        for notice in story.notices
        if notice.kind not in _LEFT_OUT and (notice.kind in _LIFTED) is lifted
    ]


def _told(notice: Notice) -> dict[str, object]:
    """Return a notice as it is shown; the day that it begins with stands beside its kind."""
    begins = _MADE_ON.match(notice.text)
    text = notice.text[begins.end() :] if begins else notice.text
    since = begins[1] if begins else None
    return {"kind": _kind(notice), "since": since, "paragraphs": paragraphs(text)}


def _kind(notice: Notice) -> str:
    return notice.kind if notice.kind in _NAMED else "other"


def _tags(build: Build, story: Story) -> list[tuple[str, str | None]]:
    """Return each tag with its page; a tag of this story alone leads nowhere."""
    found: dict[str, tuple[str, str | None]] = {}
    for tag in story.tags:
        group = build.catalogue.tags.get(addresses.group_key(tag))
        if group:
            found[group.key] = (group.name, group.path if len(group) > 1 else None)
    return list(found.values())


def _comments(build: Build, comments: tuple[Comment, ...]) -> list[dict[str, object]]:
    return [
        {
            "name": comment.name,
            "date": when.say(build.words, when.day_of(comment.written)) if comment.written else "",
            "paragraphs": paragraphs(comment.text),
        }
        for comment in comments
    ]


def _earlier(build: Build, told: Told, other: Earlier) -> dict[str, object]:
    captured = other.seen.captured
    story = told.story
    return {
        "headline": other.headline or story.headline or "",
        "captured": when.say(build.words, when.day_of(captured)) if captured else "",
        "lines": [
            (build.words(f"evidence.{name}"), parts) for name, parts in _lines_changed(told, other)
        ],
        "changes": list(changes(other.body.text, story.body.text)),
    }


def _lines_changed(told: Told, other: Earlier) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield the printed lines above the text that another state had otherwise, words marked."""
    story = told.story
    now = {"headline": story.headline, "standfirst": story.standfirst, "byline": story.byline}
    for name, value in now.items():
        stood = other.headline if name == "headline" else _claimed(told, other, name, value)
        before, after = squeeze(stood or ""), squeeze(value or "")
        if before and before != after:
            whole = tuple(part for part in (("-", before), ("+", after)) if part[1])
            yield name, words_changed(before, after) or whole


def _claimed(told: Told, other: Earlier, name: str, value: str | None) -> str | None:
    """Return what the capture of another state says of a line; what stands, where it says that."""
    claims = [
        claim
        for claim in told.evidence
        if claim.field == name and claim.capture == other.capture and isinstance(claim.value, str)
    ]
    if other.capture is None or any(claim.value == value for claim in claims):
        return value
    best = max(claims, key=lambda claim: claim.confidence, default=None)
    return str(best.value) if best else None
