"""Templates and what all pages share: head, masthead, footer.

Templates are read once, and the shared pieces are rendered once for the whole site: links in them
begin with ROOT, which each page replaces by its own way to the root.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
)
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from backfile.publish import when
from backfile.publish.addresses import ROOT, root_of
from backfile.publish.catalogue import Groups
from backfile.publish.words import Words

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page of the site may load: its own files, and no script that stands in the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says of the site."""

    title: str
    state: str
    """One sentence: what this is an archive of, and since when it stands still."""
    folio: str
    """How much, from when to when."""
    nav: tuple[tuple[str, str], ...]
    """Path and phrase of each way into the archive."""
    sections: Groups
    successor: str | None = None
    letters: bool = False
    write: str = ""
    """Page through which readers write to the newsroom; "" where nobody would get it."""
    address: str | None = None
    accent: str | None = None
    logo: str = ""
    """Path of the publication's logo; "" where it has none."""
    keeper: str | None = None
    keeper_contact: str | None = None
    keeper_contact_said: str = ""


_CONSTANT = re.compile(r"\{\{ (?:t\(\"([a-z_.]+)\"\)|(t\.language|t\.direction)|(root)) \}\}")
"""What a template says that is the same on every page: a phrase, the language, the way home."""


class _Constants(Extension):
    """Puts what never changes into a template when it is read, not each time it is filled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template's text with the site's own phrases in it."""
        del name, filename
        return _CONSTANT.sub(self._said, source)

    def _said(self, found: re.Match[str]) -> str:
        words = self.environment.globals["t"]
        phrase, attribute, _root = found.groups()
        if not isinstance(words, Words) or (phrase and not words.has(phrase)):
            return found[0]
        if attribute:
            return escape(getattr(words, attribute.removeprefix("t.")))
        said = escape(words(phrase)) if phrase else ROOT
        return found[0] if "{" in said else said


_MARKS = re.compile("[&<>\"']")
"""What HTML wants escaped (as MarkupSafe has it)."""


def escaped(value: object) -> str:
    """Return a value as it may stand in HTML: what `markupsafe.escape` gives, as a plain text.

    Most texts hold nothing to escape, and what is Markup already need not be copied: a third of
    the time of filling a page.
    """
    if type(value) is str:
        return escape(value) if _MARKS.search(value) else value
    return value if type(value) is Markup else escape(value)


class _Template(Template):
    """A template that escapes as `escaped` does."""

    @classmethod
    def from_code(cls, *told: Any, **more: Any) -> Template:
        """Return the template of some code, `escaped` in place of what the code imports."""
        found = super().from_code(*told, **more)
        found.root_render_func.__globals__["escape"] = escaped
        return found


class _Context(Context):
    """What a template is filled with.

    Nothing that our templates call asks for the context itself. Jinja looks for that at every call:
    a twentieth of the time of filling a page.
    """

    def call(
        self,
        called: Callable[..., Any],
        *told: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **more: Any,
    ) -> Any:
        """Return what a call in a template comes to."""
        return called(*told, **more)


class _Environment(Environment):
    """Where templates are found, and kept as they were read."""

    template_class = _Template
    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return a template; each page asks for those that it builds upon."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found


class Renderer:
    """Fills templates, the built-in ones or the theme's."""

    def __init__(self, words: Words, site: Site, theme: Path | None = None) -> None:
        own = [FileSystemLoader(theme)] if theme and theme.is_dir() else []
        self._environment = _Environment(
            loader=ChoiceLoader([*own, PackageLoader("backfile.publish", "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
            extensions=[_Constants],
        )
        self._environment.globals |= {
            "t": words,
            "site": site,
            "root": ROOT,
            "csp": CSP,
            "machine": when.machine,
            "say": partial(when.say, words),
            "dated": lru_cache(maxsize=16384)(partial(_dated, words)),
        }
        self._globals = dict(self._environment.globals)
        self._shared: dict[str, Markup] = {}

    def _shared_pieces(self) -> dict[str, Markup]:
        """Return what all pages share, made when the first of them is filled.

        Only the front page counts the stories: a count on every page would change them all whenever
        a story is added.
        """
        if not self._shared:
            self._shared = {
                name: Markup(self.piece(f"{name}.html", is_front=False))  # noqa: S704 - our own template
                for name in ("head", "masthead", "footer")
            }
        return self._shared

    def piece(self, template: str, **context: object) -> str:
        """Fill a template that is a part of pages."""
        return self._fill(template, context)

    def _fill(self, name: str, context: Mapping[str, object]) -> str:
        """Fill a template.

        As `Template.render` does, but what all templates share is put together once, not for each
        page: of 10,000 stories a twentieth of the time.
        """
        template = self._environment.get_template(name)
        said = {**self._globals, **context}
        everything = _Context(self._environment, said, template.name, template.blocks)
        try:
            return "".join(template.root_render_func(everything))
        except Exception:  # noqa: BLE001 - as in Jinja: names the template's line, and raises again
            self._environment.handle_exception()

    def page(self, template: str, path: str, context: Mapping[str, object]) -> bytes:
        """Fill a template that is a whole page standing at a path."""
        return self.page_from(template, root_of(path), context)

    def page_from(self, template: str, root: str, context: Mapping[str, object]) -> bytes:
        """Fill a template that is a whole page, its links beginning with `root`."""
        text = self._fill(template, {"canonical": None, **self._shared_pieces(), **context})
        return text.replace(ROOT, root).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that is filled when the page is: what it shows tells it from another."""

    template: str
    context: Mapping[str, object]
    renderer: Renderer = field(repr=False)

    def __html__(self) -> str:
        """Return its HTML."""
        return self.renderer.piece(self.template, **self.context)


def _dated(words: Words, published: str | None) -> Markup:
    """Return a date as it stands on a page: for machines too where it is certain."""
    exact, said = when.machine(published), escape(when.say(words, published))
    if exact:
        way = f'datetime="{escape(exact)}" dir="{words.direction}"'
        return Markup(f"<time {way}>{said}</time>")  # noqa: S704 - escaped
    return Markup(f'<span class="wide" dir="{words.direction}">{said}</span>')  # noqa: S704 - escaped


def csp_for(script: str) -> str:
    """Return the policy for a page that holds linked data: checkers count it as a script."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8", "replace")).digest()).decode()
    return CSP.replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")


def paragraphs(text: str) -> list[str]:
    """Return the blocks of a text that are parted by blank lines."""
    return [block.strip() for block in text.split("\n\n") if block.strip()]
