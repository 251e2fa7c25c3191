"""A name that a series bears is hidden with its parts: at once where the API answers."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.clock import stopped_clock
from backfile.model.publication import Publication
from backfile.model.remedy import Authority, Ground, Remedy, RemedyKind, Renaming, Surface
from backfile.model.series import Series
from backfile.model.story import Body, Story
from backfile.publish.options import Options
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish
from backfile.web.app import application
from backfile.web.shown import Showing

TRIAL = "The Mara Lindqvist trial"
PARTS = tuple(f"trialpart{number}" for number in (1, 2, 3))


def part(number: int) -> StoryEntry:
    words = "The court heard two witnesses."
    return StoryEntry(
        story=Story(
            id=PARTS[number - 1],
            headline=f"Day {number} in court",
            published=f"2014-01-0{number}",
            language="en",
            body=Body(f"<p>{words}</p>", words),
            series=Series(TRIAL, number, 3),
        )
    )


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """Keep three parts of a series that is named after a person."""
    path = tmp_path / "archive"
    with Archive.create(path, '[site]\nlanguage = "en"\n', stopped_clock()) as archive:
        archive.stories.put([part(number) for number in (1, 2, 3)])
        archive.publication.put(Publication(title="Harbour Line"))
    return path


def hide_name(path: Path, scope: Iterable[Surface]) -> None:
    with Archive.open(path, write=True) as archive:
        for story in PARTS:
            remedy = Remedy(
                story=f"story:{story}",
                kind=RemedyKind.INITIALS,
                ground=Ground.PRIVACY,
                authority=Authority.COURT,
                reason="asked",
                names=(Renaming("Mara Lindqvist", "M. L."),),
                scope=tuple(scope),
            )
            archive.remedies.put(remedy, story)


def test_the_api_names_a_series_and_the_part(trial: Path, tmp_path: Path) -> None:
    client = TestClient(application(Showing(trial, tmp_path / "site")))
    told = client.get("/api/stories", params={"sort": "old"}).json()["stories"]
    assert [story["series"] for story in told] == [
        {"name": TRIAL, "part": number, "of": 3} for number in (1, 2, 3)
    ]


def test_initials_reach_a_series_in_the_api_before_the_site_is_made_anew(
    trial: Path, tmp_path: Path
) -> None:
    client = TestClient(application(Showing(trial, tmp_path / "site")))
    hide_name(trial, Surface)
    said = client.get("/api/stories")
    assert "Lindqvist" not in said.text
    assert said.json()["stories"][0]["series"]["name"] == "The M. L. trial"


def test_initials_for_the_api_alone_reach_a_series_in_its_files(
    trial: Path, tmp_path: Path
) -> None:
    hide_name(trial, [Surface.API])
    with Archive.open(trial) as archive:
        publish(holdings_of(archive), tmp_path / "site", options=Options(records=True))
    told = {file: file.read_text("utf-8") for file in (tmp_path / "site/api").rglob("*.json")}
    assert "The M. L. trial" in told[tmp_path / "site/api/stories.json"]
    assert not [file for file, text in told.items() if "Lindqvist" in text]


@pytest.mark.parametrize("scope", [(Surface.API,), tuple(Surface)])
@pytest.mark.parametrize(
    "asked", [{"series": TRIAL}, {"q": f'series:"{TRIAL}"'}, {"q": "Lindqvist"}]
)
def test_the_api_answers_no_question_for_a_series_by_a_hidden_name(
    trial: Path, tmp_path: Path, scope: tuple[Surface, ...], asked: dict[str, str]
) -> None:
    client = TestClient(application(Showing(trial, tmp_path / "site")))
    assert client.get("/api/search", params=asked).json()["total"] == 3
    hide_name(trial, scope)
    said = client.get("/api/search", params=asked).json()
    assert (said["total"], said["stories"]) == (0, [])


def test_the_line_under_a_hit_prints_initials_where_the_api_alone_must(
    trial: Path, tmp_path: Path
) -> None:
    with Archive.open(trial, write=True) as archive:
        told = "Mara Lindqvist heard two witnesses."
        story = replace(part(1).story, body=Body(f"<p>{told}</p>", told))
        archive.stories.put([StoryEntry(story=story)])
    client = TestClient(application(Showing(trial, tmp_path / "site")))
    assert "Lindqvist" in client.get("/api/search", params={"q": "witnesses"}).text
    hide_name(trial, [Surface.API])
    said = client.get("/api/search", params={"q": "witnesses"})
    assert said.json()["total"] == 3
    assert "Lindqvist" not in said.text
