"""Pages that stand for ever: about, the letters, and the one for what is not here."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from backfile.model.publication import Letter
from backfile.publish import when
from backfile.publish.build import Build, Draft
from backfile.publish.moved import parts_of
from backfile.publish.pages.front import language_of, letter_context
from backfile.publish.pages.gaps import gaps, holds
from backfile.publish.render import paragraphs

LOST = "404.html"


def standing_pages(build: Build) -> Iterator[Draft]:
    """Yield the pages that stand for ever.

    The page about the archive counts missing pictures, so this must come after the stories.
    """
    yield _about(build)
    if build.site.letters:
        yield _letters(build)
    yield _lost(build)


def _lost(build: Build) -> Draft:
    """Return the page for an address where nothing stands.

    A host answers with it at any depth, so its links begin at the site's own root.
    """
    said = {"title": build.words("lost.title"), "cut_in": parts_of(build.catalogue)}
    return build.drawn("lost.html", LOST, said, root_of_site(build))


def root_of_site(build: Build) -> str:
    """Return the way from any address of the site's host to its root."""
    root = urlsplit(build.options.address or "/").path or "/"
    return root if root.endswith("/") else root + "/"


def _about(build: Build) -> Draft:
    path = "about.html"
    words = build.words
    tally = build.holdings.tally()
    context: dict[str, object] = {
        "title": words("about.title"),
        "canonical": build.canonical(path),
        "predecessor": build.publication.predecessor,
        "holds": holds(build),
        "missing": list(gaps(build)),
        "accounts": [
            (words(f"kind.{kind}") if words.has(f"kind.{kind}") else kind, n)
            for kind, n in tally.items()
            if n
        ],
        "moved": bool(build.catalogue.by_address),
        "has_remedies": bool(build.holdings.log()),
    }
    return build.drawn("about.html", path, context)


def _letters(build: Build) -> Draft:
    path = "letters.html"
    context: dict[str, object] = {
        "title": build.words("letters.title"),
        "canonical": build.canonical(path),
        **letter_context(build),
        "letters": [
            {
                "seen": _seen(build, letter),
                "title": letter.title or "",
                "paragraphs": words,
                "language": language_of(build, letter.text),
            }
            for letter in reversed(build.publication.letters)
            if (words := paragraphs(letter.text))
        ],
    }
    return build.drawn("letters.html", path, context)


def _seen(build: Build, letter: Letter) -> str:
    ends = [when.say(build.words, day) for day in (letter.seen_from, letter.seen_to) if day]
    if not ends:
        return ""
    said = (
        ends[0]
        if ends[0] == ends[-1]
        else build.words("home.from_to", first=ends[0], last=ends[-1])
    )
    return said if letter.title is not None else build.words("letters.seen", date=said)
