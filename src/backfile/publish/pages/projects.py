"""Special projects: what the newsroom brought together, each with its stories.

A project names its stories one by one (id, an address at which a story once stood, the last part of
that address) or by queries, which the site's own search index answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from backfile import urls
from backfile.errors import BadValue
from backfile.model.story import StoryType
from backfile.publish.addresses import page_path
from backfile.publish.build import Build, Draft
from backfile.publish.cards import Card
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.pages.lists import Heading, group_pages
from backfile.publish.search.asking import answer_to
from backfile.publish.search.reading import Index
from backfile.query.language import parse

PROJECTS = "projects.html"
MOST_FOUND = 1000
"""Stories that one query of a project may bring."""
_LONGEST_QUERY = 300
_MOST_NAMED = 5
LOST = "The special project “{}” names what leads to no story:"


def projects_of(catalogue: Catalogue) -> list[Card]:
    """Return all special projects, the newest first."""
    return [card for card in catalogue.cards if card.gathers or card.type == StoryType.PROJECT]


def project_path(card: Card) -> str | None:
    """Return where the list of a project's stories stands; None where it names none."""
    return page_path("project", card.id) if card.gathers else None


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the stories that a project names."""

    build: Build
    by_slug: dict[str, str]
    """Path of the story by the last part of its addresses."""
    index: Index | None
    """The site's search index; None in a trial run, which writes none."""

    def stories_of(self, project: Card) -> list[Card]:
        """Return a project's stories in the order in which it names them, each once."""
        found: dict[str, Card] = {}
        for named in project.gathers:
            for card in self._named(named):
                if card.id != project.id and card.is_listed:
                    found.setdefault(card.id, card)
        return list(found.values())

    def lost(self, project: Card) -> list[str]:
        """Return what a project names and nothing answers; queries only where there is an index."""
        return [
            named
            for named in project.gathers
            if (self.index is not None or not _is_query(named))
            and next(self._named(named), None) is None
        ]

    def _named(self, named: str) -> Iterator[Card]:
        catalogue = self.build.catalogue
        path = catalogue.by_address.get(urls.key_of(named)) or self.by_slug.get(named.strip("/"))
        if named in catalogue.by_id:
            yield catalogue.card(named)
        elif path in catalogue.by_path:
            yield catalogue.by_path[path]
        elif _is_query(named) and self.index is not None:
            yield from self._queried(self.index, named[:_LONGEST_QUERY])

    def _queried(self, index: Index, query: str) -> Iterator[Card]:
        try:
            found = answer_to(index, parse(query)).page("old", 0, MOST_FOUND)
        except BadValue:
            return
        by_path = self.build.catalogue.by_path
        for number in found:
            card = by_path.get(index.shown(number).address)
            if card is not None:
                yield card


def _is_query(named: str) -> bool:
    return ":" in named and "://" not in named


def finder_of(build: Build, folder: Path) -> Finder:
    """Return what finds stories by name.

    Args:
        build: the site.
        folder: of its search index.
    """
    slugs: dict[str, str] = {}
    for address, path in sorted(build.catalogue.by_address.items()):
        slug = address.partition("?")[0].rstrip("/").rpartition("/")[2]
        slugs.setdefault(slug.removesuffix(".html"), path)
    return Finder(build, slugs, Index(folder) if (folder / "manifest.json").is_file() else None)


def project_pages(build: Build, index: Path, notes: list[str]) -> Iterator[Draft]:
    """Yield the page of all projects, and the list of each one's stories.

    Args:
        build: the site.
        index: the folder of its search index.
        notes: takes a line for the editor on each project that names what nothing answers.
    """
    projects = projects_of(build.catalogue)
    if not projects:
        return
    finder = finder_of(build, index)
    told: list[dict[str, object]] = []
    for card in projects:
        stories = finder.stories_of(card)
        path = project_path(card)
        told.append({"card": card, "path": path, "count": len(stories)})
        if lost := finder.lost(card):
            named = ", ".join(f"“{one}”" for one in lost[:_MOST_NAMED])
            notes.append(f"{LOST.format(card.headline or card.id)} {named}.")
        if path:
            name = card.headline or build.words("story.untitled")
            group = Group(card.id, path, name, stories)
            lead = card.teaser if stories else build.words("project.none")
            heading = Heading(build.words("project.over"), card.path, lead=lead)
            yield from group_pages(build, group, heading)
    context = {
        "title": build.words("nav.projects"),
        "projects": told,
        "canonical": build.canonical(PROJECTS),
    }
    make = partial(build.renderer.page, "projects.html", PROJECTS, context)
    yield PROJECTS, build.key(("projects", [t["count"] for t in told]), projects), make
