"""The server obeys remedies at once where it answers from the archive, and with its next site."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backfile.archive.archive import Archive
from backfile.model.remedy import Authority, Ground, Remedy, RemedyKind, Renaming
from backfile.web.app import application
from backfile.web.shown import Showing

WAY = "/2016/03/18/last-ferry/"
OWN = "/story/f/ferryferry.html"


def treat(archive_path: Path, kind: RemedyKind, *names: Renaming) -> None:
    remedy = Remedy(
        story="story:ferryferry",
        kind=kind,
        ground=Ground.PRIVACY,
        authority=Authority.COURT,
        reason="Geheimnis",
        names=names,
    )
    with Archive.open(archive_path, write=True) as archive:
        archive.remedies.put(remedy, "ferryferry")


def client_of(archive_path: Path, site: Path) -> TestClient:
    return TestClient(application(Showing(archive_path, site)), follow_redirects=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.mark.parametrize("way", [OWN, WAY, WAY.rstrip("/"), "/?p=311"])
def test_what_was_withdrawn_is_gone_at_each_of_its_addresses(
    archive_path: Path, site: Path, way: str
) -> None:
    treat(archive_path, RemedyKind.WITHDRAWAL)
    answer = client_of(archive_path, site).get(way)
    assert answer.status_code == 410
    assert "By order of a court." in answer.text
    assert "Ferry" not in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"


def test_the_api_says_that_a_story_was_withdrawn(archive_path: Path, site: Path) -> None:
    treat(archive_path, RemedyKind.WITHDRAWAL)
    client = client_of(archive_path, site)
    answer = client.get("/api/stories/ferryferry")
    assert (answer.status_code, answer.json()["error"]) == (410, "withdrawn")
    assert client.get("/api/search", params={"q": "ferry"}).json()["total"] == 0
    assert client.get("/api/oembed", params={"url": WAY}).status_code == 404
    log = client.get("/api/remedies").json()["remedies"]
    assert [(line["kind"], line["ground"], line["number"]) for line in log] == [
        ("withdrawal", "privacy", 1)
    ]


def test_the_api_obeys_before_the_site_is_made_anew(archive_path: Path, site: Path) -> None:
    client = client_of(archive_path, site)
    treat(archive_path, RemedyKind.WITHDRAWAL)
    assert client.get("/api/stories/ferryferry").status_code == 410


def test_a_delisted_story_answers_with_noindex(archive_path: Path, site: Path) -> None:
    treat(archive_path, RemedyKind.DELIST)
    client = client_of(archive_path, site)
    assert client.get(WAY).status_code == 301
    assert client.get(OWN).headers["x-robots-tag"] == "noindex"
    record = client.get("/api/stories/ferryferry")
    assert record.headers["x-robots-tag"] == "noindex"
    assert record.json()["remedies"][0]["kind"] == "delist"
    assert client.get("/api/search", params={"q": "ferry"}).json()["total"] == 0
    assert client.get("/api/stories").json()["total"] == 1


def test_initials_answer_no_search_for_the_name(archive_path: Path, site: Path) -> None:
    treat(archive_path, RemedyKind.INITIALS, Renaming("Mara Lindqvist", "M. L."))
    client = client_of(archive_path, site)
    assert client.get("/api/search", params={"q": "by:lindqvist"}).json()["total"] == 0
    for way in (OWN, "/api/stories/ferryferry", "/contributors.html", "/api/stories"):
        assert "Lindqvist" not in client.get(way).text
    assert "M. L." in client.get(OWN).text
