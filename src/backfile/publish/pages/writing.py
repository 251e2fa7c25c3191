"""Pages through which readers write to the newsroom. There are none where nobody would get it."""

from collections.abc import Iterator
from importlib import resources

from backfile.model.submission import Form
from backfile.publish.build import Build, Draft, Output
from backfile.publish.ways import WRITE, Ways, asked, form_context, mail_link

BEFORE = "write/before.html"
STYLE, SCRIPT, SEAL, LICENCES = "form.css", "form.js", "age.js", "age-licences.txt"
"""Files beside the forms; the last three only where something can be locked for a desk."""


def writing_pages(build: Build) -> Iterator[Draft]:
    """Yield the forms, and the page that explains them."""
    ways = build.ways
    if ways is None:
        return
    yield _page(build, ways, WRITE, "write.html", {"title": build.words("forms.title")})
    yield _page(build, ways, BEFORE, "write_before.html", {"title": build.words("forms.before")})
    for form in ways.forms:
        context = _asking(build, ways, form)
        yield _page(build, ways, f"write/{form}.html", "write_form.html", context)


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


def _page(build: Build, ways: Ways, path: str, template: str, context: dict[str, object]) -> Draft:
    said = {
        "ways": ways,
        "csp": ways.policy,
        "canonical": build.canonical(path),
        "publication": build.site.title,
    }
    return build.drawn(template, path, {**said, **context})


def _asking(build: Build, ways: Ways, form: Form) -> dict[str, object]:
    mail = mail_link(build.words, form, ways.email, build.site.title) if ways.email else ""
    return {
        **form_context(build.words, form),
        "fields": asked(build.words, form, {}, {}),
        "action": f"{ways.endpoint}{form}?language={build.words.language}" if ways.endpoint else "",
        "agreed": (),
        "mail": mail,
        "story": "",
    }
