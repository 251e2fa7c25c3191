"""The front page: what this archive is, its letter, and ways in."""

from collections import Counter

from markupsafe import Markup

from backfile.model.story import StoryType
from backfile.publish import linked
from backfile.publish.build import Build, Draft
from backfile.publish.cards import Card
from backfile.publish.catalogue import Group, Groups
from backfile.publish.moved import parts_of
from backfile.publish.pages.coverage import timeline
from backfile.publish.pages.days import today
from backfile.publish.pages.gaps import gaps, holds
from backfile.publish.past import Noted
from backfile.publish.render import Piece, csp_for, paragraphs
from backfile.publish.sharing import CARD
from backfile.text import direction_of

_FRONT = 7
_DESKS = 6
_ON_A_DESK = 4
_PEOPLE = 14
_GAPS = 3
"""Kinds of loss that the front page names; the rest stands on the page about the archive."""
_ISSUES = 3
_SPECIALS = 4
_SPECIAL = (StoryType.PROJECT, StoryType.EVENT)
_LETTER_LENGTH = 1400
"""Letters of the letter to readers that the front page shows; the rest stands on its own page."""
_SEARCHED = 60
"""Newest stories among which the front page looks for ones with a picture."""
_FIRST_SIZES = "(min-width: 1088px) 620px, (min-width: 736px) 58vw, 100vw"
"""How wide the first story's picture is shown, and those of the others, on which screens."""
_SIZES = "(min-width: 1088px) 340px, (min-width: 736px) 30vw, 34vw"
_NOT_ON_TOP = frozenset({StoryType.DIGEST.value, StoryType.LETTER.value})


def front_page(build: Build) -> Draft:
    """Return the front page."""
    build.shelf.noted = Noted()
    words, catalogue = build.words, build.catalogue
    chosen = [catalogue.card(i) for i in build.options.highlights if i in catalogue.by_id]
    front = chosen or _latest(build)
    oldest = next((card for card in reversed(catalogue.cards) if card.day), None)
    script = linked.as_script(_json_ld(build))
    context: dict[str, object] = {
        "title": build.site.title,
        "masthead": Piece(
            "masthead.html", {"is_front": True, "folio": build.site.folio}, build.renderer
        ),
        "canonical": build.canonical("index.html"),
        "card": build.canonical(CARD) or CARD,
        "csp": csp_for(script),
        "json_ld": Markup(script),  # noqa: S704 - escaped for script
        "cut_in": parts_of(catalogue),
        "introduction": paragraphs(build.options.introduction or ""),
        **letter_context(build),
        "front": [
            (card, _picture(build, card, is_first=place == 0)) for place, card in enumerate(front)
        ],
        "front_title": words("home.highlights" if chosen else "home.latest"),
        "holds": holds(build),
        "gaps": list(gaps(build))[:_GAPS],
        "timeline": timeline(build),
        "today": today(build),
        "issues": _of_kind(build, (StoryType.DIGEST,), _ISSUES),
        "specials": _of_kind(build, _SPECIAL, _SPECIALS),
        "desks": [(group, _others(group, front)) for group in _largest(catalogue.sections, _DESKS)],
        "first_story": _began(build, oldest) if oldest and oldest not in front else "",
        "people": _largest(catalogue.contributors, _PEOPLE),
        "subjects": [g for g in _largest(catalogue.tags, _PEOPLE) if len(g) > 1],
    }
    return build.drawn("home.html", "index.html", context)


def _of_kind(build: Build, kinds: tuple[StoryType, ...], most: int) -> list[Card]:
    """Return the newest stories of some kinds."""
    found = (build.catalogue.kinds.get(kind.value) for kind in kinds)
    cards = (card for group in found if group for card in group.cards[:most])
    return sorted(cards, key=lambda card: card.order)[:most]


def _began(build: Build, oldest: Card) -> Piece:
    """Return the oldest story's entry, its headline below that of its part of the page."""
    return Piece("entry.html", {"card": oldest, "level": 3}, build.renderer)


def language_of(build: Build, text: str) -> str:
    """Return the language of a letter: the one of most stories in its script's direction, or ""."""
    direction = direction_of(text)
    cards = build.catalogue.cards
    told = Counter(c.language for c in cards if c.language and c.direction == direction)
    return max(sorted(told), key=told.__getitem__, default="")


def letter_context(build: Build) -> dict[str, object]:
    """Return the newest letter, cut where it is long, and what is known of the contact."""
    publication = build.publication
    blank = any(e.field == "publication.contact" and e.value == "" for e in publication.evidence)
    letter = None
    whole = paragraphs(publication.letters[-1].text) if publication.letters else []
    if whole:
        shown: list[str] = []
        size = 0
        for paragraph in whole:
            if shown and size + len(paragraph) > _LETTER_LENGTH:
                break
            shown.append(paragraph)
            size += len(paragraph)
        language = language_of(build, publication.letters[-1].text)
        letter = {"paragraphs": shown, "cut": len(shown) < len(whole), "language": language}
    contact = publication.contact
    return {"letter": letter, "contact": contact or "", "contact_blank": blank or contact == ""}


def _latest(build: Build) -> list[Card]:
    """Return the newest stories, the first of them one with a picture."""
    newest = [
        card for card in build.catalogue.cards[:_SEARCHED] if card.day
    ] or build.catalogue.cards
    top = [card for card in newest if card.type not in _NOT_ON_TOP] or newest
    first = next((card for card in top if build.lead_picture(card)), None)
    if first is None:
        return top[:_FRONT]
    return [first, *(card for card in top[:_FRONT] if card is not first)][:_FRONT]


def _picture(build: Build, card: Card, *, is_first: bool) -> Markup | None:
    found = build.lead_picture(card)
    if found is None or not found.media_type.startswith("image/"):
        return None
    shown = build.shelf.show(found)
    if shown is None:
        return None
    sizes, way = (_FIRST_SIZES, "") if is_first else (_SIZES, ' loading="lazy"')
    return Markup(shown.element("", sizes, f'{way} decoding="async"'))  # noqa: S704 - our own words


def _largest(groups: Groups, most: int) -> list[Group]:
    return sorted(groups.values(), key=lambda group: (-len(group), group.name))[:most]


def _others(group: Group, front: list[Card]) -> list[Card]:
    shown = {card.id for card in front}
    return [card for card in group.cards if card.id not in shown][:_ON_A_DESK] or group.cards[:1]


def _json_ld(build: Build) -> dict[str, object]:
    said = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "Collection"],
        "name": build.site.title,
        "about": linked.periodical(build.publication),
        "description": build.site.state,
        "inLanguage": list(build.publication.languages),
        "url": build.canonical("index.html"),
        "holdingArchive": linked.archive_of(build.options.keeper),
        "license": build.options.licence,
    }
    return {key: value for key, value in said.items() if value}
