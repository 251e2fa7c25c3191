"""The contents: every way into the archive on one page, without any script."""

from backfile.publish.build import Build, Draft
from backfile.publish.catalogue import Group, Groups
from backfile.publish.pages.coverage import timeline
from backfile.text import fold

CONTENTS = "contents.html"
_MOST = 60
"""Names of one kind; the rest stand in the index that the heading leads to."""


def contents_page(build: Build) -> Draft:
    """Return the page from which every other can be reached."""
    catalogue, words = build.catalogue, build.words
    context: dict[str, object] = {
        "title": words("nav.contents"),
        "timeline": timeline(build),
        "years": list(catalogue.years.values()),
        "lists": [
            (words(phrase), path, _largest(groups), len(groups))
            for phrase, path, groups in (
                ("evidence.type", "", catalogue.kinds),
                ("nav.sections", "sections.html", catalogue.sections),
                ("nav.contributors", "contributors.html", catalogue.contributors),
                ("nav.series", "series.html", _shared(catalogue.series)),
                ("nav.tags", "tags.html", _shared(catalogue.tags)),
            )
            if groups
        ],
        "canonical": build.canonical(CONTENTS),
    }
    return build.drawn("contents.html", CONTENTS, context)


def _largest(groups: Groups) -> list[Group]:
    most = sorted(groups.values(), key=lambda group: (-len(group), group.name))[:_MOST]
    return sorted(most, key=lambda group: (fold(group.name), group.name))


def _shared(groups: Groups) -> Groups:
    """Return the tags or series that have a page: those of more than one story."""
    return {key: group for key, group in groups.items() if len(group) > 1}
