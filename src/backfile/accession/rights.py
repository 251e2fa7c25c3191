"""Whose the pictures and stories are, as their credit lines say: the report for the keeper."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.archive.archive import Archive
from backfile.archive.withholding import Withholding, credits_of, figures_of
from backfile.model.remedy import Surface
from backfile.model.rights import Credit, CreditKind
from backfile.model.story import Story
from backfile.text import fold

_NOT_OURS = frozenset({CreditKind.WIRE, CreditKind.AGENCY})
"""Kinds of credits whose rights a subscription gave, and perhaps took with it when it ended."""


@dataclass(slots=True)
class Line:
    """One credit line, and where it stands."""

    what: str
    """picture or story."""
    credit: Credit
    stories: list[str]
    """Ids."""
    is_shown: bool
    """Whether the site shows what it is of."""
    is_packaged: bool


def lines_of(archive: Archive) -> list[Line]:
    """Return every credit line of the archive, sorted by kind, the most frequent first."""
    site = archive.withholding(Surface.SITE)
    packages = archive.withholding(Surface.PACKAGES)
    found: dict[tuple[str, str], Line] = {}
    for story in archive.stories.all():
        for what, said in _said(story):
            line = found.get((what, said))
            if line is None:
                credit = site.sorted(said)
                shown = (not _is_kept(w, what, credit) for w in (site, packages))
                line = found[what, said] = Line(what, credit, [], *shown)
            if story.id not in line.stories:
                line.stories.append(story.id)
    order = list(CreditKind)
    return sorted(
        found.values(),
        key=lambda line: (
            line.what,
            order.index(line.credit.kind),
            -len(line.stories),
            line.credit.line,
        ),
    )


def agencies_shown(archive: Archive) -> dict[str, int]:
    """Return the agencies whose pictures the site shows though nobody decided so.

    Each comes with the number of stories that it has a lead picture in, the most frequent first.
    """
    site = archive.withholding(Surface.SITE)
    held = site.rights.pictures_held(Surface.SITE)
    decided = set(map(fold, site.rights.show))
    found: Counter[str] = Counter()
    for line, stories in archive.stories.picture_credits().items():
        credit = site.sorted(line)
        if credit.kind not in _NOT_OURS or site.rights.is_held(credit, held):
            continue
        if decided.isdisjoint({fold(credit.kind), fold(credit.agency)}):
            found[credit.agency or credit.kind] += stories
    return dict(found.most_common())


def _said(story: Story) -> Iterator[tuple[str, str]]:
    if story.lead_image is not None:
        yield "picture", story.lead_image.credit or ""
    for _, caption in figures_of(story.body.html):
        yield "picture", caption
    lines = list(credits_of(story))
    # The printed line says more than the names that were read from it.
    yield from (("story", line) for line in lines[:1])


def _is_kept(withholding: Withholding, what: str, credit: Credit) -> bool:
    rights, surface = withholding.rights, withholding.surface
    held = rights.pictures_held(surface) if what == "picture" else rights.stories_held(surface)
    return rights.is_held(credit, held)
