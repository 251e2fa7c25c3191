"""Read the demo newsroom's own sources: its people, its stories, its pictures.

A story is one Markdown file with a YAML head; `publication.yaml` holds what is true of all of them.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
ZONE = timezone(timedelta(hours=2))
"""The delta keeps one time all the year."""
WORDS_A_MINUTE = 200
"""How fast the newsroom thought its readers read."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True})
_MARKDOWN.enable(["table", "smartquotes"])
_OPENING = re.compile(r'(^|[\s(])"')


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the newsroom credited."""

    login: str
    name: str
    """As printed in English."""
    arabic: str | None
    guest: bool
    """Whether the old CMS knew them only as a guest, without an account."""
    about: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a story with its printed words."""

    file: str
    alt: str
    caption: str | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story's body."""

    kind: str
    """p, h2, quote, ul, ol, table, figure."""
    html: str = ""
    """Inline HTML of a paragraph, subhead or quote; a table's rows."""
    items: tuple[str, ...] = ()
    """Inline HTML of each list item."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One story as the newsroom wrote it."""

    key: str
    head: dict[str, Any]
    blocks: tuple[Block, ...]
    published: datetime
    lead: Picture | None
    words: int

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value of the story's head."""
        return self.head.get(name, default)

    @property
    def headline(self) -> str:
        """The headline."""
        return str(self.head["headline"])

    @property
    def language(self) -> str:
        """The language, as BCP 47 has it."""
        return str(self.head.get("language", "en"))

    @property
    def is_public(self) -> bool:
        """Whether the newsroom meant everybody to read it."""
        return self.get("status", "publish") == "publish" and not self.get("password")

    @property
    def path(self) -> str:
        """The story's path on the site, dated as the newsroom had it."""
        return f"/{self.published:%Y/%m/%d}/{self.head['slug']}/"

    @property
    def deposits(self) -> tuple[str, ...]:
        """In which deposits it was handed over: export, crawl, text, feed."""
        return tuple(self.head["deposits"])

    @property
    def minutes(self) -> int:
        """Read time as the site printed it."""
        return max(1, round(self.words / WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The whole publication."""

    about: dict[str, Any]
    people: dict[str, Person]
    stories: tuple[Story, ...]
    """All of them, oldest first, the unpublished among them."""

    @property
    def home(self) -> str:
        """The site's address, without a slash at the end."""
        return str(self.about["home"])

    def get_names(self, story: Story, what: str = "authors") -> list[str]:
        """Return the printed names of a story's authors, photographers or translators."""
        people = [self.people[login] for login in story.get(what, [])]
        if story.language == "ar":
            return [person.arabic or person.name for person in people]
        return [person.name for person in people]

    def in_deposit(self, name: str) -> list[Story]:
        """Return the stories that one deposit holds, oldest first."""
        return [story for story in self.stories if name in story.deposits]


def read_newsroom(folder: Path = HERE) -> Newsroom:
    """Read everything that the deposits are made from."""
    about = yaml.safe_load((folder / "publication.yaml").read_text(encoding="utf-8"))
    people = {
        login: Person(
            login,
            row["name"],
            row.get("arabic"),
            row.get("guest", False),
            row.get("about", ""),
        )
        for login, row in about["people"].items()
    }
    stories = [read_story(path) for path in sorted((folder / "stories").glob("*.md"))]
    stories.sort(key=lambda story: (story.published, story.key))
    return Newsroom(about, people, tuple(stories))


def read_story(path: Path) -> Story:
    """Read one story's file."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    values: dict[str, Any] = _curled(yaml.safe_load(head))
    published = values["published"]
    if published.tzinfo is None:
        published = published.replace(tzinfo=ZONE)
    blocks = tuple(blocks_of(body))
    lead = Picture(**values["lead"]) if values.get("lead") else None
    words = sum(
        len(block.html.split()) + sum(len(i.split()) for i in block.items) for block in blocks
    )
    return Story(path.stem.split("-", 3)[-1], values, blocks, published, lead, words)


def curl(text: str) -> str:
    """Return words with the quotation marks that the newsroom printed."""
    return (
        _OPENING.sub("\\1\N{LEFT DOUBLE QUOTATION MARK}", text)
        .replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
        .replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    )


def _curled(value: Any) -> Any:
    if isinstance(value, str):
        return curl(value)
    if isinstance(value, list):
        return [_curled(part) for part in value]
    if isinstance(value, dict):
        return {name: _curled(part) for name, part in value.items()}
    return value


def blocks_of(text: str) -> list[Block]:
    """Cut a Markdown body into blocks."""
    tokens = _MARKDOWN.parse(text)
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        end = _end_of(tokens, at)
        blocks.append(_block(tokens[at : end + 1]))
        at = end + 1
    return blocks


def _end_of(tokens: list[Token], start: int) -> int:
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    raise ValueError(tokens[start].type)


_KINDS = {
    "paragraph_open": "p",
    "heading_open": "h2",
    "blockquote_open": "quote",
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "table_open": "table",
}


def _block(tokens: list[Token]) -> Block:
    kind = _KINDS[tokens[0].type]
    inlines = [token for token in tokens if token.type == "inline"]
    if kind == "table":
        html = _MARKDOWN.renderer.render(tokens[1:-1], _MARKDOWN.options, {})
        return Block("table", html=html.strip())
    if kind in {"ul", "ol"}:
        return Block(kind, items=tuple(_inline(token) for token in inlines))
    children = inlines[0].children or []
    if kind == "p" and len(children) == 1 and children[0].type == "image":
        return Block("figure", picture=_picture(children[0]))
    return Block(kind, html=" ".join(_inline(token) for token in inlines))


def _inline(token: Token) -> str:
    return str(_MARKDOWN.renderer.render([token], _MARKDOWN.options, {})).strip()


def _picture(token: Token) -> Picture:
    caption, _, credit = curl(str(token.attrs.get("title", ""))).partition(" | ")
    return Picture(str(token.attrs["src"]), token.content, caption or None, credit or None)


def join_names(names: list[str], language: str = "en") -> str:
    """Join names as a byline does: "A", "A and B", "A, B and C"."""
    if language == "ar":
        return " و".join(names)
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
