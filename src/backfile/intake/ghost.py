"""Ghost exports: one JSON file with all posts, people and tags.

The law of the place: what only members could read, and what was never published, is held back;
nobody's e-mail address is read.
"""

from collections.abc import Iterator

from backfile.intake.claims import ClaimList
from backfile.intake.cutting import ERASED
from backfile.intake.feeds_json import text_or_none
from backfile.intake.ghost_story import Export, capture_of
from backfile.intake.ghost_tables import MAX_EXPORT, tables_of
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.sniff import kind_of
from backfile.model.deposit import DepositKind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding


class GhostReader:
    """Reads an export that Ghost wrote of itself."""

    kind = DepositKind.GHOST

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin a Ghost export."""
        return kind_of(head, name) is DepositKind.GHOST

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield what the export says of the publication, then every post and page as a capture.

        Raises:
            DepositError: it is no JSON, or not of Ghost's form.
        """
        if item.size > MAX_EXPORT:
            text = f"{item.path} has {item.size:,} bytes; exports of up to {MAX_EXPORT:,} are read."
            yield Finding("item-too-large", text, item.path)
            return
        tables = tables_of(item)
        settings = {str(row.key): text_or_none(row.value) or "" for row in tables.settings}
        yield from _claims_of(settings)
        if not around.address:
            text = f"{item.path} does not say at which address the site stood (see --address)."
            yield Finding("address-unknown", text, item.path)
        export = Export(item, around, settings, tables)
        for number, row in enumerate(tables.posts, 1):
            if row.type != ERASED:
                yield capture_of(row, number, export)


def _claims_of(settings: dict[str, str]) -> Iterator[Evidence[object]]:
    claims = ClaimList("ghost")
    claims.say("publication.title", settings.get("title"), "settings/title", 0.95)
    claims.say("publication.tagline", settings.get("description"), "settings/description", 0.9)
    language = settings.get("locale") or settings.get("lang") or settings.get("default_locale")
    claims.say("publication.language", language, "settings/locale", 0.8)
    yield from claims.all()
