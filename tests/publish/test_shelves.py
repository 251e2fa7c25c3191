"""An archive as the site sees it: what differs as soon as a page would."""

from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.model.story import Body, Contributor, Story, Translation
from backfile.publish.shelves import holdings_of

HOME = "https://www.wells.example"


def put(archive: Archive, name: str, language: str, other: str, **more: object) -> None:
    story = Story(
        id=name,
        headline=name,
        language=language,
        addresses=(f"{HOME}/{name}",),
        translations=(Translation(f"{HOME}/{other}"),),
        body=Body(f"<p>{name}</p>", name),
        **more,  # type: ignore[arg-type] # names of fields
    )
    archive.stories.put([StoryEntry(story=story)])
    archive.stories.link_translations()


@pytest.mark.parametrize(
    "differs",
    [
        {"published": "2013-01-02"},
        {"contributors": (Contributor("Ann Lee", "translator"),)},
        {"direction": "rtl"},
    ],
)
def test_a_story_differs_where_its_translation_does(
    tmp_path: Path, differs: dict[str, object]
) -> None:
    with Archive.create(tmp_path / "archive", "") as archive:
        put(archive, "well", "en", "puits")
        put(archive, "puits", "fr", "well")
        before = holdings_of(archive).digests()
        put(archive, "puits", "fr", "well", **differs)
        after = holdings_of(archive).digests()
        assert before["well"] != after["well"]
        assert archive.stories.digests()["well"] in after["well"]
