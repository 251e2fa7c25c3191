"""What a server tells programs."""

import json
from collections.abc import Iterator

import feedparser
import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from backfile.publish.harmless import harmless
from backfile.web.app import application
from backfile.web.shown import Showing

HOST = "https://www.harbourline.example"


@pytest.fixture
def reader(showing: Showing) -> Iterator[TestClient]:
    with TestClient(application(showing)) as client:
        yield client


@pytest.mark.parametrize("form", ["xml", "json"])
def test_any_query_is_a_feed(reader: TestClient, form: str) -> None:
    said = reader.get("/api/feed", params={"q": "ferry", "as": form})
    assert said.status_code == 200
    if form == "json":
        titles = [item["title"] for item in said.json()["items"]]
    else:
        titles = [entry.title for entry in feedparser.parse(said.content).entries]
    assert titles == ["The Last Ferry Leaves the North Landing"]


@pytest.mark.parametrize("place", ["section/harbour", "contributor/mara-lindqvist"])
@pytest.mark.parametrize("form", ["xml", "json"])
def test_every_list_is_a_feed_in_each_form(reader: TestClient, place: str, form: str) -> None:
    said = reader.get(f"/{place}.{form}")
    assert said.status_code == 200
    if form == "json":
        assert said.json()["items"]
        assert said.headers["content-type"].startswith("application/feed+json")
    else:
        assert feedparser.parse(said.content).entries


@pytest.mark.parametrize("way", ["/section/nowhere.json", "/tag/ferries.gopher", "/sections.json"])
def test_what_is_no_list_is_no_feed(reader: TestClient, way: str) -> None:
    assert reader.get(way).status_code == 404


@pytest.mark.parametrize("asked", [{"q": "year:never"}, {"as": "gopher"}, {"as": "rss"}])
def test_a_feed_that_cannot_be_says_why(reader: TestClient, asked: dict[str, str]) -> None:
    said = reader.get("/api/feed", params=asked)
    assert said.status_code == 400
    assert said.json()["error"] == "bad-value"


@pytest.mark.parametrize(
    "address",
    [
        "https://archive.example/story/f/ferryferry.html",
        f"{HOST}/2016/03/18/last-ferry/",
        f"{HOST}/?p=311",
    ],
)
def test_a_storys_page_can_be_embedded_by_any_of_its_addresses(
    reader: TestClient, address: str
) -> None:
    said = reader.get("/api/oembed", params={"url": address}).json()
    assert (said["version"], said["type"]) == ("1.0", "link")
    assert said["title"] == "The Last Ferry Leaves the North Landing"
    assert said["author_name"] == "Mara Lindqvist"


def test_what_is_no_story_cannot_be_embedded(reader: TestClient) -> None:
    for address in ("", "https://archive.example/about.html", "http://[", "x" * 5000):
        assert reader.get("/api/oembed", params={"url": address}).status_code in {400, 404}
    assert reader.get("/api/oembed", params={"url": "x", "format": "xml"}).status_code == 501


def test_the_server_describes_all_that_it_can_be_asked(reader: TestClient) -> None:
    told = reader.get("/api/openapi.json").json()
    link = '"$ref": "record.schema.json"'
    assert link in json.dumps(told)
    assert reader.get("/api/record.schema.json").json()["$defs"]["Record"]
    told["components"]["schemas"]["Record"] = {"type": "object"}
    validate(json.loads(json.dumps(told).replace(link, '"$ref": "#/components/schemas/Record"')))
    for path in told["paths"]:
        assert reader.get(path.replace("{id}", "ferryferry")).status_code == 200


@pytest.mark.parametrize("way", ["/api/stories", "/api/stories/ferryferry", "/feed.json"])
def test_json_that_is_taken_for_a_page_holds_no_tag(reader: TestClient, way: str) -> None:
    said = reader.get(way)
    assert said.json()
    assert b"<" not in said.content


def test_what_is_not_there_is_said_without_tags(reader: TestClient) -> None:
    assert b"<" not in reader.get("/api/stories/<script>").content


def test_json_means_the_same_without_tags() -> None:
    said = {"<a>": "\\<b>\\\\<", "c": ["<", "é<"]}
    made = harmless(json.dumps(said, ensure_ascii=False).encode())
    assert b"<" not in made
    assert json.loads(made) == said
