"""An archive to serve: the Harbour Line again, kept for real."""

from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.clock import stopped_clock
from backfile.model.publication import Letter, Publication
from backfile.model.story import Body, Contributor, Notice, Story
from backfile.web.shown import Showing

HOST = "https://www.harbourline.example"
SETTINGS = '[site]\nlanguage = "en"\n'


def told() -> list[StoryEntry]:
    words = "The ferry Saint Brannoc made its last crossing on Friday with eleven passengers."
    ferry = Story(
        id="ferryferry",
        headline="The Last Ferry Leaves the North Landing",
        standfirst="After ninety-three years the crossing has ended.",
        byline="By Mara Lindqvist",
        contributors=(Contributor("Mara Lindqvist"),),
        published="2016-03-18",
        section="Harbour",
        language="en",
        body=Body(f"<p>{words}</p>", words),
        notices=(Notice("correction", "It is ninety-three."),),
        addresses=(f"{HOST}/2016/03/18/last-ferry/", f"{HOST}/?p=311"),
    )
    choir = Story(
        id="choirchoir",
        headline="The Choir That Sings for the Fog",
        published="2015-01-09",
        section="Culture",
        language="en",
        body=Body("<p>They sing when the horn fails.</p>", "They sing when the horn fails."),
        addresses=(f"{HOST}/choir.html",),
    )
    return [StoryEntry(story=ferry), StoryEntry(story=choir)]


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    path = tmp_path / "archive"
    with Archive.create(path, SETTINGS, stopped_clock()) as archive:
        archive.stories.put(told())
        archive.publication.put(
            Publication(title="Harbour Line", letters=(Letter("Dear readers, goodbye."),))
        )
    return path


@pytest.fixture
def showing(archive_path: Path, tmp_path: Path) -> Showing:
    return Showing(archive_path, tmp_path / "site")
