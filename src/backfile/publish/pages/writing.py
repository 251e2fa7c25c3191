"""Pages through which readers write to the newsroom. There are none where nobody would get it.

They stand in each language in which the publication ran and the site has words: whoever reads it in
Arabic can write in Arabic, on a host of files alone too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources

from backfile.model.submission import Form
from backfile.publish.build import Build, Draft, Output, folio, state_of
from backfile.publish.render import Renderer
from backfile.publish.ways import WRITE, Ways, asked, form_context, form_path, mail_link
from backfile.publish.words import PLURALS, words_in

STYLE, SCRIPT, SEAL, LICENCES = "form.css", "form.js", "age.js", "age-licences.txt"
"""Files beside the forms; the last three only where something can be locked for a desk."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The forms in one language."""

    build: Build
    """Speaks it."""
    ways: Ways
    ending: str
    """Of the pages' names: "" in the site's own language, else ".ar"."""
    others: tuple[str, ...]
    """All languages of the forms, the site's own first."""


def writing_pages(build: Build) -> Iterator[Draft]:
    """Yield the forms, and the page that explains them."""
    ways = build.ways
    if ways is None:
        return
    languages = languages_of(build)
    for language in languages:
        is_own = language == build.words.language
        speaking = build if is_own else _speaking(build, language)
        tongue = _Tongue(speaking, ways, "" if is_own else f".{language}", languages)
        yield _page(tongue, "write", "write.html", {"title": speaking.words("forms.title")})
        before = {"title": speaking.words("forms.before")}
        yield _page(tongue, "before", "write_before.html", before)
        for form in ways.forms:
            yield _page(tongue, form, "write_form.html", _asking(tongue, form))


def languages_of(build: Build) -> tuple[str, ...]:
    """Return the languages in which readers can write, the site's own first."""
    ran = Counter(card.language for card in build.catalogue.cards if card.language)
    said = (*build.publication.languages, *(language for language, _ in ran.most_common()))
    primary = (tag.split("-")[0].lower() for tag in said)
    return tuple(dict.fromkeys((build.words.language, *(one for one in primary if one in PLURALS))))


def _speaking(build: Build, language: str) -> Build:
    """Return what pages are made from, in another language than the site's own."""
    words = words_in(language)
    site = replace(
        build.site,
        state=state_of(build.publication, build.site.title, words),
        folio=folio(build.catalogue, words, build.publication.paused_on),
    )
    return replace(
        build, words=words, site=site, renderer=Renderer(words, site, build.options.theme)
    )


def writing_files(build: Build) -> Iterator[Output]:
    """Yield the style sheet and the scripts of the forms."""
    ways = build.ways
    if ways is None:
        return
    for name in (STYLE, SCRIPT, SEAL, LICENCES) if ways.key else (STYLE,):
        yield f"write/{name}", file_of(name)


def file_of(name: str) -> bytes:
    """Return a file that goes with the forms, wherever they stand."""
    return resources.files("backfile.publish").joinpath("writing", name).read_bytes()


def _page(tongue: _Tongue, name: str, template: str, context: Mapping[str, object]) -> Draft:
    build, path = tongue.build, _path(name, tongue.ending)
    said = {
        "ways": tongue.ways,
        "csp": tongue.ways.policy,
        "canonical": build.canonical(path),
        "publication": build.site.title,
        "ending": tongue.ending,
        "languages": [
            (code, words_in(code)("name"), _path(name, f".{code}" if place else ""))
            for place, code in enumerate(tongue.others)
        ],
    }
    return build.drawn(template, path, {**said, **context})


def _path(name: str, ending: str) -> str:
    return WRITE.replace(".html", f"{ending}.html") if name == "write" else form_path(name, ending)


def _asking(tongue: _Tongue, form: Form) -> dict[str, object]:
    build, ways = tongue.build, tongue.ways
    words = build.words
    mail = mail_link(words, form, ways.email, build.site.title) if ways.email else ""
    fields = asked(words, form, {}, {})
    return {
        **form_context(words, form),
        "fields": fields,
        "action": f"{ways.endpoint}{form}?language={words.language}" if ways.endpoint else "",
        "agreed": (),
        "mail": mail,
        "about": next((one.label for one in fields if one.question.name == "story"), ""),
        "story": "",
    }
