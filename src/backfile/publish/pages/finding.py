"""The search page, and what search must know of a story."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from backfile.model.story import Story, StoryType
from backfile.publish import addresses, when
from backfile.publish.build import Build
from backfile.publish.catalogue import Card
from backfile.publish.search.index import Row
from backfile.publish.words import PLURALS, words_in
from backfile.text import squeeze

SEARCH = "search.html"
SCRIPT = "search/search.js"


def search_row(build: Build, story: Story) -> Row:
    """Return what search must know of a story."""
    span = when.span(story.published)
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
        first=span[0] if span else None,
        last=span[1] if span else None,
        contributors=tuple(who.name for who in story.contributors),
        tags=story.tags,
    )


def search_page(
    build: Build,
    *,
    asked: dict[str, str] | None = None,
    found: tuple[int, Sequence[Card]] | None = None,
    problem: str = "",
    more: str = "",
) -> bytes:
    """Return the search page: empty for a static site, with its results where a server searched.

    Args:
        build: what the page is made from.
        asked: what stood in the form, by field.
        found: how many stories answer, and the cards of those that are shown.
        problem: why the query could not be read, for the reader.
        more: address of the next results.
    """
    words = build.words
    said = problem
    if found is not None:
        query = (asked or {}).get("q", "")
        results = words.count("count.results", found[0])
        said = words("search.results_for", results=results, query=query) if query else results
        said = said if found[0] else words("search.none", query=query)
    context: dict[str, object] = {
        "title": words("search.title"),
        "canonical": build.canonical(SEARCH),
        "script": SCRIPT,
        "asked": asked or {},
        "said": said,
        "more": more,
        "served": found is not None or bool(problem) or asked is not None,
        "entries": Markup("\n".join(map(build.entry, found[1] if found else ()))),  # noqa: S704 - our own template
        "choices": _choices(build),
        "phrases": json.dumps(
            {
                "count": words("search.count"),
                "none": words("search.nothing"),
                "failed": words("search.failed"),
            },
            ensure_ascii=False,
        ),
    }
    return build.renderer.page("search.html", SEARCH, context)


def _choices(build: Build) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the fields that narrow a search: name, label, and (value, words) to choose from."""
    words, catalogue = build.words, build.catalogue
    types = {card.type for card in catalogue.cards}
    languages = sorted({card.language.split("-")[0] for card in catalogue.cards if card.language})
    sections = sorted(catalogue.sections.values(), key=lambda group: group.name)
    choices: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("section", words("lists.section"), [(group.name, group.name) for group in sections]),
        ("year", words("lists.year"), [(year, year) for year in catalogue.years if year]),
        (
            "type",
            words("evidence.type"),
            [(t.value, words(f"type.{t.value}")) for t in StoryType if t.value in types],
        ),
        ("lang", words("evidence.language"), [(code, _language(code)) for code in languages]),
    ]
    return [choice for choice in choices if len(choice[2]) > 1]


def _language(code: str) -> str:
    """Return a language's own name, where we know it, else its code."""
    return words_in(code)("name") if code in PLURALS else code
