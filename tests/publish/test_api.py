"""The API as files."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from tests.publish.conftest import HOST, Paper

from backfile.publish.options import Options
from backfile.publish.site import publish

SITE = "https://archive.example/"


@pytest.fixture
def api(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("backfile.publish.api._A_FILE", 6)
    publish(paper, tmp_path / "site", options=Options(address=SITE))
    return tmp_path / "site/api"


def test_all_stories_stand_in_few_files_that_lead_on(api: Path) -> None:
    file, told, total = "stories.json", list[dict[str, str]](), 0
    while file:
        said = json.loads((api / file).read_bytes())
        assert said["offset"] == len(told)
        told += said["stories"]
        total = said["total"]
        file = (said["next"] or "").removeprefix(f"{SITE}api/")
    assert len(told) == total == 14
    ferry = next(story for story in told if story["id"] == "ferryferry")
    assert ferry["page"] == f"{SITE}story/f/ferryferry.html"
    assert ferry["address"] == f"{HOST}/2016/03/18/last-ferry/"
    assert len([file for file in api.iterdir() if file.is_file()]) == 6


def test_the_record_of_a_story_is_found_where_the_list_says(api: Path) -> None:
    told = json.loads((api / "stories.json").read_bytes())["stories"]
    for story in told:
        way, _, pointer = story["record"].removeprefix(f"{SITE}api/").partition("#")
        found = json.loads((api / way).read_bytes())
        for step in pointer.split("/")[1:]:
            found = found[step]
        assert found["story"]["id"] == story["id"]
        assert found["record"] == "1"
        assert "evidence" in found


def test_a_story_more_rewrites_one_bunch_of_records(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.publish.api._A_BUNCH", 5)
    bunches = tmp_path / "site/api/records"
    publish(paper, tmp_path / "site", options=Options(address=SITE))
    before = {file.name: file.read_bytes() for file in bunches.iterdir()}
    assert len(before) == 4
    paper.told_stories.append(replace(paper.told_stories[0], id="newnewnew1", addresses=()))
    publish(paper, tmp_path / "site", options=Options(address=SITE))
    changed = [name for name in before if (bunches / name).read_bytes() != before[name]]
    assert len(changed) == 1


def test_a_site_without_records_says_so(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site", options=Options(address=SITE, records=False))
    api = tmp_path / "site/api"
    assert not (api / "records").exists()
    assert json.loads((api / "stories.json").read_bytes())["stories"][0]["record"] is None
    assert (
        "/api/records/{bunch}.json" not in json.loads((api / "openapi.json").read_bytes())["paths"]
    )


def test_the_description_says_how_a_site_of_files_is_searched(api: Path) -> None:
    told = json.loads((api / "openapi.json").read_bytes())
    assert "/search/manifest.json" in told["paths"]
    assert "search.html?q=" in told["info"]["description"]
    assert (api.parent / "search/manifest.json").is_file()


def test_the_counts_are_of_all_stories_and_no_uncertain_year_is_counted(api: Path) -> None:
    counts = json.loads((api / "stories.json").read_bytes())["counts"]
    assert counts["section"]["Town"] == 4
    assert counts["language"] == {"ar": 1, "en": 13}
    assert counts["year"]["0"] == 1


def test_the_description_is_openapi_and_its_answers_have_the_shape_that_it_says(api: Path) -> None:
    told = json.loads((api / "openapi.json").read_bytes())
    assert (api / told["components"]["schemas"]["Record"]["$ref"]).is_file()
    told["components"]["schemas"]["Record"] = {"type": "object"}
    validate(told)
    schemas = {"components": told["components"]}
    for file, name in (
        ("stories.json", "Stories"),
        ("publication.json", "Publication"),
        ("records/0.json", "Records"),
        ("../search/manifest.json", "SearchIndex"),
        ("../feed.json", "JsonFeed"),
    ):
        shape = {"$ref": f"#/components/schemas/{name}", **schemas}
        Draft202012Validator(shape).validate(json.loads((api / file).read_bytes()))


def test_one_changed_story_rewrites_only_the_file_that_it_stands_in(
    paper: Paper, api: Path
) -> None:
    before = {file.name: file.read_bytes() for file in api.iterdir() if file.is_file()}
    paper.change("undatedstr", byline="By Somebody")
    publish(paper, api.parent, options=Options(address=SITE))
    after = {file.name: file.read_bytes() for file in api.iterdir() if file.is_file()}
    assert [name for name in sorted(after) if after[name] != before[name]] == ["stories.3.json"]
