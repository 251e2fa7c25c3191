"""What stories tell of each other: translations, gatherings, links. None leads to a hidden one."""

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from backfile.archive.entries import StoryEntry
from backfile.archive.renaming import Renamer
from backfile.model.evidence import Evidence
from backfile.model.remedy import Renaming
from backfile.model.revision import Revision
from backfile.model.story import Body, Story, Translation
from backfile.urls import key_of

_LINK = re.compile(r"""\shref=(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Crossing:
    """What one surface may tell of the ways between stories."""

    keys: Mapping[str, str]
    """Ids of the treated stories, those among them that are erased, by keys of their addresses."""
    treated: Collection[str]
    """Ids of the stories that have remedies."""
    unled: Collection[str]
    """Ids of the stories to which nothing may lead."""
    gone: Collection[str]
    """Ids of the stories of which nothing may be known."""
    renamed: Mapping[str, tuple[Renaming, ...]]
    leads_home: bool
    """Whether links in texts are led to the stories' own pages before anybody sees them."""

    @property
    def is_plain(self) -> bool:
        """Whether no story is treated."""
        return not self.keys and not self.treated

    def entry(self, entry: StoryEntry) -> StoryEntry:
        """Return a story that tells nothing of others which may not be told of here."""
        if self.is_plain:
            return entry
        return replace(
            entry,
            story=self._story(entry.story),
            evidence=tuple(map(self._claim, entry.evidence)),
            revisions=tuple(map(self._revision, entry.revisions)),
        )

    def others(self, told: Iterable[Translation]) -> tuple[Translation, ...]:
        """Return the translations of a story to which it may lead."""
        found = []
        for other in told:
            story = other.story or self.keys.get(key_of(other.address), "")
            if story not in self.unled:
                renamer = self._renamer(story)
                found.append(cast(Translation, renamer.value(other)) if renamer else other)
        return tuple(found)

    def gathered(self, named: Iterable[str]) -> tuple[str, ...]:
        """Return what a project brings together, without the names of what it may not name."""
        found = []
        for what in named:
            story = what if what in self.treated else self.keys.get(key_of(what), "")
            if story not in self.unled:
                renamer = self._renamer(story)
                found.append(renamer.address(what) if renamer else what)
        return tuple(found)

    def body(self, body: Body) -> Body:
        """Return a text whose links name no address that tells what was taken away.

        Where links are led home, whoever follows one meets the story's page, or its tombstone.
        """
        if self.leads_home or "href" not in body.html:
            return body
        return replace(body, html=_LINK.sub(self._link, body.html))

    def _link(self, found: re.Match[str]) -> str:
        address = html.unescape(found[1] if found[1] is not None else found[2])
        story = self.keys.get(key_of(address), "")
        if story in self.gone:
            return ""
        renamer = self._renamer(story)
        told = renamer.address(address) if renamer else address
        return found[0] if told == address else f' href="{html.escape(told)}"'

    def _story(self, story: Story) -> Story:
        return replace(
            story,
            translations=self.others(story.translations),
            gathers=self.gathered(story.gathers),
            body=self.body(story.body),
        )

    def _revision(self, revision: Revision) -> Revision:
        return replace(revision, body=self.body(revision.body))

    def _claim(self, claim: Evidence[object]) -> Evidence[object]:
        if isinstance(claim.value, Body):
            return replace(claim, value=self.body(claim.value))
        told: dict[str, Callable[[Any], object]] = {
            "translations": self.others,
            "gathers": self.gathered,
        }
        if claim.field not in told or not isinstance(claim.value, tuple):
            return claim
        return replace(claim, value=told[claim.field](claim.value))

    def _renamer(self, story: str) -> Renamer | None:
        names = self.renamed.get(story)
        return Renamer(names) if names else None
