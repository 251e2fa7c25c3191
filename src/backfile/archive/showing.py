"""Which pictures and files may be shown, and which only without what they say of themselves."""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from backfile.archive.assets import Assets
from backfile.archive.entries import Asset, StoryEntry
from backfile.archive.renaming import Renamer
from backfile.archive.stories import Stories
from backfile.archive.withholding import Withholding
from backfile.model.remedy import Renaming

_NAMED = re.compile(r"\b(?:src|href|poster)=\"([^\"]{1,2000})\"")
Names = tuple[Renaming, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides whether a picture is shown."""

    gone: Collection[str]
    """Ids of the stories that are not shown."""
    renamed: Mapping[str, Names]
    """The names that are replaced in each story, by its id."""
    withholding: Withholding


class ShownAssets:
    """The pictures and files that one surface may show."""

    def __init__(self, stories: Stories, assets: Assets, rules: Rules) -> None:
        self._stories = stories
        self._assets = assets
        self._rules = rules
        self._held: frozenset[str] | None = None
        self._originals: dict[str, str] = {}
        self._told: dict[str, dict[str, Names]] = defaultdict(dict)
        self._beside: dict[str, list[str]] = {}
        self._is_learnt = not rules.renamed

    def all(self) -> Iterator[Asset]:
        """Yield every file that a story shows which may be shown, by its sha256."""
        held = self._pictures_held()
        shown_here = self._assets.shown(without=self._rules.gone)
        return (asset for asset in shown_here if asset.digest not in held)

    def at(self, address: str) -> Asset | None:
        """Return the file that stood at an address, also under the name that it was given here."""
        self._learn_all()
        asset = self._assets.at(self._originals.get(address, address))
        return None if asset and asset.digest in self._pictures_held() else asset

    def renamer_of(self, digest: str) -> Renamer | None:
        """Return what replaces the names of the stories that show a file; None where none does.

        A photograph's own caption names whom the story does not name any more: what this is
        returned for goes out without what it says of itself, or not at all (`baring`).
        """
        self._learn_all()
        told = self._told.get(digest)
        if not told:
            return None
        return Renamer(tuple(dict.fromkeys(name for names in told.values() for name in names)))

    def beside(self, story: str) -> frozenset[str]:
        """Return the renamed stories that show a file which a story shows too."""
        self._learn_all()
        shared = self._beside.get(story, ())
        return frozenset(other for digest in shared for other in self._told[digest]) - {story}

    def _learn_all(self) -> None:
        """Find out which files the renamed stories show, when it is first asked for."""
        if self._is_learnt:
            return
        self._is_learnt = True
        for entry in self._stories.entries(self._rules.renamed):
            self._learn(entry, self._rules.renamed[entry.story.id])
        self._beside = self._assets.stories_showing(self._told)

    def _learn(self, entry: StoryEntry, names: Names) -> None:
        renamer = Renamer(names)
        image = entry.story.lead_image
        named = [link.address for link in entry.links] + ([image.address] if image else [])
        bodies = [entry.story.body.html, *(revision.body.html for revision in entry.revisions)]
        named += [html.unescape(said) for body in bodies for said in _NAMED.findall(body)]
        files = {use.asset.digest for use in self._assets.uses(entry.story.id) if use.asset}
        for address in dict.fromkeys(named):
            after = renamer.address(address)
            if after != address:
                self._originals[after] = address
            if asset := self._assets.at(address):
                files.add(asset.digest)
        for digest in files:
            self._told[digest][entry.story.id] = names

    def _pictures_held(self) -> frozenset[str]:
        """Return the digests of the pictures that rights keep back."""
        if self._held is None:
            rules = self._rules.withholding
            found = () if rules.rights.is_empty else rules.pictures(self._stories.all())
            assets = (self._assets.at(address) for address in found)
            self._held = frozenset(asset.digest for asset in assets if asset)
        return self._held
