"""Stories without their text: read by the thousand for lists and to see what changed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from backfile.archive.entries import StoryHead
from backfile.model.series import Series

HEAD_COLUMNS = """
    stories.number, stories.id, type, stories.headline, stories.standfirst, byline, published,
    published_from, published_to, section, language, direction, address, slug, words, digest,
    (SELECT group_concat(asset) FROM asset_uses WHERE story = stories.id),
    (SELECT json_array(name, part, parts) FROM series WHERE story = stories.id)
"""
"""What head_of reads; to be selected from stories, also where it is joined to story_text."""


def head_of(row: Sequence[Any]) -> StoryHead:
    """Make a head of a row with HEAD_COLUMNS.

    Its digest covers which of its pictures are kept: a picture that comes later changes the page.
    """
    *columns, digest, assets, named = row
    look = look_of(digest, assets)
    series = Series(*json.loads(named)) if named else None
    return StoryHead(**dict(zip(StoryHead.__slots__, (*columns, look, series), strict=True)))


def look_of(digest: str, assets: str | None) -> str:
    """Return what differs as soon as a story, or which of its pictures are kept, does."""
    return hashlib.sha256(f"{digest} {assets or ''}".encode()).hexdigest()
