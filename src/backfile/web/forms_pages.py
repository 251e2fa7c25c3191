"""Pages of the desk that readers see: in their language, without anything of others."""

import re
from collections.abc import Iterator, Mapping
from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from backfile.model.submission import Form
from backfile.participate.settings import Desk
from backfile.publish.headers import FORM
from backfile.publish.pages.writing import SCRIPT, SEAL, STYLE, file_of
from backfile.publish.ways import asked, form_context
from backfile.publish.words import PLURALS, Words, words_in
from backfile.web.forms_reading import Filled

HEADERS = FORM
"""What every page of the desk says besides its own."""
_TAG = re.compile(r"[a-z]{2,3}(?=[-;,\s]|$)")
_LONGEST = 500
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FONT = "font/woff2"
_HTML = "text/html; charset=utf-8"


class Pages:
    """Fills the templates of the desk's pages."""

    def __init__(self, desk: Desk, home: str) -> None:
        """Read templates and files.

        Args:
            desk: what the desk says of itself.
            home: where "back to the archive" leads; "" for nowhere.
        """
        self._desk, self._home = desk, home
        self._environment = Environment(
            loader=ChoiceLoader([PackageLoader("backfile.web"), PackageLoader("backfile.publish")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )
        primary = (code.split("-")[0].lower() for code in desk.languages)
        self.languages = tuple(dict.fromkeys(c for c in primary if c in PLURALS)) or ("en",)
        self.files = dict(_files())

    def words_for(self, request: Request) -> Words:
        """Return the phrases of the language that is asked for, else of the one preferred."""
        asked_for = request.query_params.get("language", "").split("-")[0].lower()
        preferred = _TAG.findall(request.headers.get("accept-language", "")[:_LONGEST].lower())
        for language in (asked_for, *preferred):
            if language in self.languages:
                return words_in(language)
        return words_in(self.languages[0])

    def page(
        self, words: Words, template: str, context: Mapping[str, object], status: int = 200
    ) -> Response:
        """Answer with a page."""
        said: dict[str, object] = {
            "t": words,
            "publication": self._desk.title or words("home.untitled"),
            "home": self._home,
            "forms": self._desk.forms,
            "languages": [(code, words_in(code)("name")) for code in self.languages],
            "here": "",
            "key": " ".join(self._desk.keys),
            "readers": self._desk.readers,
            "safer": self._desk.safer,
            "has_script": False,
        }
        html = self._environment.get_template(template).render({**said, **context})
        headers = {**HEADERS, "Retry-After": "120"} if status == 503 else HEADERS  # noqa: PLR2004
        return Response(html.encode("utf-8", "replace"), status, headers, _HTML)

    def form(
        self, words: Words, shown: Filled, token: str, *, problem: str = "", status: int = 200
    ) -> Response:
        """Answer with a form, filled in as it was.

        Args:
            words: the language.
            shown: what was filled in before.
            token: for the form.
            problem: key of the phrase that says why it was not taken ("busy"); "" for nothing.
            status: of the answer.
        """
        context = {
            **form_context(words, shown.form),
            "fields": asked(words, shown.form, shown.said, shown.problems),
            "agreed": shown.agreed,
            "action": f"{shown.form}?language={words.language}",
            "here": shown.form,
            "endpoint": "./",
            "email": "",
            "token": token,
            "problem": words(f"forms.said_{problem}") if problem else "",
            "files_problem": shown.problems.get("files", ""),
            "had_files": bool(shown.files),
            "has_script": True,
        }
        return self.page(words, "forms_form.html", context, status)

    def receipt(self, words: Words, context: Mapping[str, object], status: int = 200) -> Response:
        """Answer with the page of receipts."""
        said = {
            **form_context(words, Form.ADDED),
            "here": "receipt",
            "endpoint": "./",
            "phrase": "",
            "text": "",
            "problem": "",
            "found": "",
            "has_script": True,
        }
        return self.page(words, "forms_receipt.html", {**said, **context}, status)


def _files() -> Iterator[tuple[str, tuple[bytes, str]]]:
    """Yield each file that goes with the pages, with its type."""
    theme = resources.files("backfile.publish").joinpath("theme")
    yield "style.css", (theme.joinpath("style.css").read_bytes(), _TYPES["css"])
    yield "icon.svg", (theme.joinpath("icon.svg").read_bytes(), "image/svg+xml")
    for name in (STYLE, SCRIPT, SEAL):
        yield name, (file_of(name), _TYPES[name.rpartition(".")[2]])
    for font in theme.joinpath("fonts").iterdir():
        if font.name.endswith(".woff2"):
            yield f"fonts/{font.name}", (font.read_bytes(), _FONT)
