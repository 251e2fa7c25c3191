"""Pages that stand for ever: about, the letters, search, and the one for what is not here."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from backfile.model.publication import Letter
from backfile.publish import when
from backfile.publish.build import Build, Output
from backfile.publish.catalogue import Card
from backfile.publish.pages.front import letter_context
from backfile.publish.render import paragraphs

SEARCH = "search.html"
LOST = "404.html"


def standing_pages(build: Build, scripts: Sequence[str]) -> Iterator[Output]:
    """Yield the pages that stand for ever. `scripts` are the paths of what searches on the page.

    The page about the archive counts missing pictures, so this must come after the stories.
    """
    yield _about(build)
    yield _letters(build)
    yield SEARCH, search_page(build, scripts=scripts)
    yield LOST, lost_page(build)


def search_page(
    build: Build,
    *,
    scripts: Sequence[str] = (),
    query: str = "",
    found: tuple[int, Sequence[Card]] | None = None,
    problem: str = "",
) -> bytes:
    """Return the search page: empty for a static site, with its results where a server searched.

    `found` is how many stories answer and the cards of those that are shown.
    """
    words = build.words
    said = ""
    if found is not None:
        n, _ = found
        said = words("search.results_for", results=words.count("count.results", n), query=query)
        said = said if n else words("search.none", query=query)
    context: dict[str, object] = {
        "title": words("search.title"),
        "canonical": build.canonical(SEARCH),
        "scripts": scripts,
        "query": query,
        "said": said,
        "problem": problem,
        "served": found is not None or bool(problem),
        "entries": Markup("\n".join(map(build.entry, found[1] if found else ()))),  # noqa: S704 - our own template
    }
    return build.renderer.page("search.html", SEARCH, context)


def lost_page(build: Build) -> bytes:
    """Return the page for an address where nothing stands.

    A host answers with it at any depth, so its links begin at the site's own root.
    """
    root = urlsplit(build.options.address or "/").path or "/"
    root = root if root.endswith("/") else root + "/"
    return build.renderer.page_from("lost.html", root, {"title": build.words("lost.title")})


def _about(build: Build) -> Output:
    path = "about.html"
    words = build.words
    tally = build.holdings.tally()
    context: dict[str, object] = {
        "title": words("about.title"),
        "canonical": build.canonical(path),
        "predecessor": build.publication.predecessor,
        "holds": _holds(build),
        "missing": list(_missing(build)),
        "accounts": [
            (words(f"kind.{kind}") if words.has(f"kind.{kind}") else kind, n)
            for kind, n in tally.items()
            if n
        ],
        "moved": bool(build.catalogue.by_address),
    }
    return path, build.renderer.page("about.html", path, context)


def _holds(build: Build) -> str:
    words, catalogue = build.words, build.catalogue
    counts = [
        words.count("count.stories", len(catalogue.cards)),
        words.count("count.sections", len(catalogue.sections)),
        words.count("count.contributors", len(catalogue.contributors)),
        words.count("count.years", len([year for year in catalogue.years if year])),
    ]
    return words.join(counts) + "."


def _missing(build: Build) -> Iterator[str]:
    cards, tally = build.catalogue.cards, build.holdings.tally()
    counts = {
        "missing_pictures": len(build.shelf.missing),
        "missing_dates": sum(not _is_day(card) for card in cards),
        "missing_authors": sum(not card.contributors for card in cards),
        "held_back": tally.get("held-back", 0),
        "failed": tally.get("failed", 0),
    }
    yield from (build.words.count(f"about.{key}", n) for key, n in counts.items() if n)


def _is_day(card: Card) -> bool:
    span = when.span(card.published)
    return span is not None and span[0] == span[1]


def _letters(build: Build) -> Output:
    path = "letters.html"
    context: dict[str, object] = {
        "title": build.words("letters.title"),
        "canonical": build.canonical(path),
        **letter_context(build),
        "letters": [
            {"seen": _seen(build, letter), "paragraphs": paragraphs(letter.text)}
            for letter in reversed(build.publication.letters)
        ],
    }
    return path, build.renderer.page("letters.html", path, context)


def _seen(build: Build, letter: Letter) -> str:
    ends = [when.say(build.words, day) for day in (letter.seen_from, letter.seen_to) if day]
    if not ends:
        return ""
    said = ends[0] if ends[0] == ends[-1] else build.words("home.from_to", first=ends[0], last=ends[-1])
    return build.words("letters.seen", date=said)
