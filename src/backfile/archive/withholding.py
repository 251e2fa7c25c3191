"""What rights keep back: pictures and stories of others, and what is under embargo."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from backfile.archive.entries import StoryEntry
from backfile.archive.stories import Stories
from backfile.model.evidence import Evidence
from backfile.model.remedy import Surface
from backfile.model.rights import Credit, Rights, sort_credit
from backfile.model.rights_words import LABEL
from backfile.model.story import WITHHELD, Image, Story
from backfile.urls import key_of

_FIGURE = re.compile(r"<figure(?:\s[^<>]*)?>")
_CAPTION = re.compile(r"<figcaption(?:\s[^<>]*)?>")
_PICTURE = re.compile(r"<img\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_SOURCE = re.compile(r'src="([^"]*)"')
_LABEL = re.compile(LABEL)
_END_OF_CAPTION = 120
"""Letters at the end of a caption in which a credit is looked for."""
_CREDITED = frozenset({"agency", "author", "reporter"})
"""Roles of those whose text a story is."""


@dataclass(frozen=True, slots=True)
class Withholding:
    """What the keeper's decisions keep back on one surface, on one day."""

    rights: Rights
    surface: Surface
    title: str
    """Of the publication."""
    today: str
    """ISO 8601."""

    def ids(self, stories: Stories) -> frozenset[str]:
        """Return the ids of the stories that are kept back."""
        if not self.rights.embargo and not self.rights.stories_held(self.surface):
            return frozenset()
        return frozenset(story.id for story in stories.all() if self.holds(story))

    def holds(self, story: Story) -> bool:
        """Say whether a story is kept back as a whole."""
        if self._is_embargoed(story):
            return True
        held = self.rights.stories_held(self.surface)
        return bool(held) and any(self._is_held(line, held) for line in credits_of(story))

    def entry(self, entry: StoryEntry) -> StoryEntry:
        """Return a story without the pictures that are kept back; their words stay."""
        held = self.rights.pictures_held(self.surface)
        if not held:
            return entry
        gone = set(self._pictures(entry.story, held))
        if not gone:
            return entry
        evidence = tuple(self._claim(claim, gone) for claim in entry.evidence)
        links = tuple(link for link in entry.links if link.address not in gone)
        revisions = tuple(
            replace(r, body=replace(r.body, html=_without(r.body.html, gone)))
            for r in entry.revisions
        )
        body = replace(entry.story.body, html=_without(entry.story.body.html, gone))
        story = replace(entry.story, lead_image=_bare(entry.story.lead_image, gone), body=body)
        return replace(entry, story=story, evidence=evidence, links=links, revisions=revisions)

    def pictures(self, stories: Iterator[Story]) -> Iterator[str]:
        """Yield the addresses of all pictures that are kept back in some stories."""
        held = self.rights.pictures_held(self.surface)
        for story in stories if held else ():
            yield from self._pictures(story, held)

    def _pictures(self, story: Story, held: frozenset[str]) -> Iterator[str]:
        image = story.lead_image
        if image and image.credit and self._is_held(image.credit, held):
            yield image.address
        for source, said in figures_of(story.body.html):
            if self._is_held(said, held):
                yield source

    def _is_held(self, line: str, held: frozenset[str]) -> bool:
        return self.rights.is_held(self.sorted(line), held)

    def sorted(self, line: str) -> Credit:
        """Return a credit line with its kind."""
        return sort_credit(line, self.title, self.rights)

    def _is_embargoed(self, story: Story) -> bool:
        names = {story.id, *story.addresses, *map(key_of, story.addresses)}
        return any(
            day > self.today and (name in names or key_of(name) in names)
            for name, day in self.rights.embargo.items()
        )

    def _claim(self, claim: Evidence[Any], gone: set[str]) -> Evidence[Any]:
        if isinstance(claim.value, Image):
            return replace(claim, value=_bare(claim.value, gone))
        if claim.field == "lead_image.address" and claim.value in gone:
            return replace(claim, value=WITHHELD)
        return claim


def credits_of(story: Story) -> Iterator[str]:
    """Yield the lines that say whose text a story is."""
    if story.byline:
        yield story.byline
    yield from (who.name for who in story.contributors if who.role in _CREDITED)


def figures_of(markup: str) -> Iterator[tuple[str, str]]:
    """Yield each picture of a body that has a caption: its address, and the caption's end."""
    for found in _FIGURE.finditer(markup):
        end = markup.find("</figure>", found.end())
        figure = markup[found.end() : end if end >= 0 else found.end()]
        caption, picture = _CAPTION.search(figure), _PICTURE.search(figure)
        source = _SOURCE.search(picture[0]) if picture else None
        if caption and source:
            said = html.unescape(_TAG.sub(" ", figure[caption.end() :])).strip()
            yield html.unescape(source[1]), _LABEL.split(said)[-1].strip()[-_END_OF_CAPTION:]


def _bare(image: Image | None, gone: set[str]) -> Image | None:
    return replace(image, address=WITHHELD) if image and image.address in gone else image


def _without(markup: str, gone: set[str]) -> str:
    """Return HTML without some pictures; what stood under them stays."""

    def kept(found: re.Match[str]) -> str:
        source = _SOURCE.search(found[0])
        return "" if source and html.unescape(source[1]) in gone else found[0]

    return _PICTURE.sub(kept, markup) if "<img" in markup else markup
