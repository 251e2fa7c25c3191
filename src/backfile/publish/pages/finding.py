"""The search page, and what search must know of a story."""

import json
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from backfile import edtf
from backfile.errors import BadValue
from backfile.model.story import Story, StoryType
from backfile.publish import addresses, when
from backfile.publish.build import Build
from backfile.publish.cards import Card
from backfile.publish.catalogue import Groups
from backfile.publish.search import script
from backfile.publish.search.row import Row
from backfile.publish.words import PLURALS, Words, words_in
from backfile.query.language import KNOWN, Query
from backfile.text import fold, squeeze

SEARCH = "search.html"
EXAMPLES = (
    ("harbour fees", "words"),
    ("“harbour fees”", "phrase"),
    ("harbour -council", "without"),
    ("dam OR weir", "either"),
    ("headline:harbour", "headline"),
    ("by:aziz  by:“Rana Aziz”", "by"),
    ("section:… tag:… type:opinion lang:ar", "fields"),
    ("year:2014..2016  date:2016-03..2016-05", "dates"),
    ("year:2016 sure:yes", "sure"),
)
"""What a reader may type, and the phrase that says what it means."""
OF_SERIES = (("series:“…”", "series"),)
"""The same, where there are series."""
FIELDS_SAID = ", ".join(f"{name}:" for name in KNOWN)
MOST_NAMES = 100
"""Contributors to choose from; whoever wrote less is found by name."""


def search_row(build: Build, story: Story) -> Row:
    """Return what search must know of a story."""
    first, last = _ends_of(story.published)
    return Row(
        address=addresses.story_path(story.id),
        headline=story.headline or build.words("story.untitled"),
        date_words=when.say(build.words, story.published),
        byline=squeeze(story.byline or ""),
        section=squeeze(story.section or ""),
        standfirst=squeeze(story.standfirst or ""),
        caption=(story.lead_image.caption or "") if story.lead_image else "",
        text=story.body.text,
        language=story.language or "",
        type=story.type.value,
        first=first,
        last=last,
        contributors=tuple(who.name for who in story.contributors),
        tags=story.tags,
        series=story.series.name if story.series else "",
        digest=build.catalogue.listings[story.id].row,
    )


def _ends_of(published: str | None) -> tuple[date | None, date | None]:
    """Return the first and last possible day; where one end is open, the calendar's own end."""
    if not published:
        return None, None
    try:
        first, last = edtf.bounds(published)
    except BadValue:
        return None, None
    return (first or date.min, last or date.max) if first or last else (None, None)


def search_page(
    build: Build,
    *,
    asked: dict[str, str] | None = None,
    found: tuple[int, Sequence[Card]] | None = None,
    problem: str = "",
    more: str = "",
) -> bytes:
    """Return the search page: empty for a static site, with its results where a server searched.

    Both have the same script, which takes over where it runs.

    Args:
        build: what the page is made from.
        asked: what stood in the form, by field.
        found: how many stories answer, and the cards of those that are shown.
        problem: why the query could not be read, or what may surprise, for the reader.
        more: address of the next results.
    """
    words = build.words
    said = ""
    if found is not None:
        query = (asked or {}).get("q", "")
        results = words.count("count.results", found[0])
        said = words("search.results_for", results=results, query=query) if query else results
        said = said if found[0] else words("search.none", query=query)
    context: dict[str, object] = {
        "title": words("search.title"),
        "canonical": build.canonical(SEARCH),
        "scripts": script.addresses(),
        "asked": asked or {},
        "said": said,
        "more": more,
        "served": asked is not None,
        "hint": problem,
        "entries": Markup("\n".join(map(build.entry, found[1] if found else ()))),  # noqa: S704 - our own template
        "choices": _choices(build),
        "examples": (*EXAMPLES, *(OF_SERIES if build.catalogue.series else ())),
        "phrases": json.dumps(_phrases(words), ensure_ascii=False),
    }
    return build.renderer.page("search.html", SEARCH, context)


def _phrases(words: Words) -> dict[str, str]:
    """Return what the page's script says, with places for what only it knows."""
    return {
        "count": words("search.count"),
        "at_most": words("search.at_most", n="{n}"),
        "none": words("search.nothing"),
        "failed": words("search.failed"),
        "disk": words("search.disk"),
        "unreadable": words("search.unread", value="{value}"),
        "unknown": words("search.unknown", name="{name}", fields=FIELDS_SAID),
        "dated": words("search.dated", way="{way}"),
    }


def hint_of(words: Words, query: Query) -> str:
    """Return what may surprise a reader of what was searched, just as the page's script says it."""
    if query.unknown:
        name = ":, ".join(query.unknown)
        return words("search.unknown", name=name, fields=FIELDS_SAID)
    return words("search.dated", way=" ".join(query.dated)) if query.dated else ""


def _choices(build: Build) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the fields that narrow a search: name, label, and (value, words) to choose from."""
    words, catalogue = build.words, build.catalogue
    types = {card.type for card in catalogue.cards}
    languages = sorted({card.language.split("-")[0] for card in catalogue.cards if card.language})
    sections = sorted(catalogue.sections.values(), key=lambda group: (fold(group.name), group.name))
    choices: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("section", words("lists.section"), [(group.name, group.name) for group in sections]),
        ("year", words("lists.year"), [(year, year) for year in catalogue.years if year]),
        (
            "type",
            words("evidence.type"),
            [(t.value, words(f"type.{t.value}")) for t in StoryType if t.value in types],
        ),
        ("lang", words("evidence.language"), [(code, _language(code)) for code in languages]),
        (
            "by",
            words("lists.contributor"),
            [(name, name) for name in _names(catalogue.contributors)],
        ),
        ("series", words("lists.series"), [(name, name) for name in _names(catalogue.series)]),
    ]
    return [choice for choice in choices if len(choice[2]) > 1]


def _names(some: Groups) -> list[str]:
    """Return the contributors or series with most stories, by name."""
    groups = sorted(some.values(), key=lambda group: (-len(group), group.name))
    return sorted(
        (group.name for group in groups[:MOST_NAMES]), key=lambda name: (fold(name), name)
    )


def _language(code: str) -> str:
    """Return a language's own name, where we know it, else its code."""
    return words_in(code)("name") if code in PLURALS else code
