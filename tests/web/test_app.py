"""What a reader, a program and an attacker get from `serve`."""

import gzip
import json
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, told

from backfile.archive.archive import Archive
from backfile.participate.folder import make_desk
from backfile.participate.keys import DeskKey
from backfile.participate.settings import Desk
from backfile.publish.addresses import story_path
from backfile.publish.output import Output, read_state
from backfile.web import shown
from backfile.web.app import application
from backfile.web.forms_serve import taking_in
from backfile.web.shown import Showing, stamp_of

FERRY = "/story/f/ferryferry.html"


@pytest.fixture
def reader(showing: Showing) -> TestClient:
    return TestClient(application(showing), follow_redirects=False)


def test_the_front_page_answers_at_the_root(reader: TestClient) -> None:
    answer = reader.get("/")
    assert answer.status_code == 200
    assert "The Last Ferry" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_pages_are_the_very_files_that_publish_writes(
    reader: TestClient, tmp_path: Path
) -> None:
    assert reader.get(FERRY).content == (tmp_path / "site").joinpath(FERRY[1:]).read_bytes()


@pytest.mark.parametrize("path", ["/", FERRY, "/api/search", "/nowhere", "/search.html?q=ferry"])
def test_every_answer_keeps_a_browser_on_a_short_leash(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/../archive/archive.toml",
        "/..%2farchive%2farchive.toml",
        "/%2e%2e/archive/archive.db",
        "/.backfile/state.json",
        "/.backfile/journal",
        "/archive.db",
        "/originals/",
        "/theme/../../archive/archive.toml",
        "//etc/passwd",
        "/theme/%00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_but_the_site_is_ever_served(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "This page is not here" in answer.text


def test_an_old_address_sends_the_reader_on(reader: TestClient) -> None:
    for old in ("/2016/03/18/last-ferry/", "/2016/03/18/last-ferry", "/?p=311"):
        answer = reader.get(old)
        assert (answer.status_code, answer.headers["location"]) == (301, FERRY)
    assert reader.get("/choir.html?utm_source=x").headers["location"] == "/story/c/choirchoir.html"


def test_what_a_reader_has_already_is_not_sent_again(reader: TestClient) -> None:
    tag = reader.get(FERRY).headers["etag"]
    answer = reader.get(FERRY, headers={"If-None-Match": f'W/"x", {tag}'})
    assert (answer.status_code, answer.content) == (304, b"")


def test_text_travels_compressed_where_the_reader_can_undo_it(reader: TestClient) -> None:
    with reader.stream("GET", FERRY, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    plain = reader.get(FERRY, headers={"Accept-Encoding": "identity"})
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert answer.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    ("asked", "status", "given"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-4", 206, slice(-4, None)),
        ("bytes=-99999999", 206, slice(0, None)),
        ("bytes=0-3,7-9", 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
    ],
)
def test_a_part_can_be_asked_for(reader: TestClient, asked: str, status: int, given: slice) -> None:
    whole = reader.get("/theme/style.css", headers={"Accept-Encoding": "identity"}).content
    answer = reader.get("/theme/style.css", headers={"Range": asked})
    assert answer.status_code == status
    assert answer.content == whole[given]


def test_a_part_beyond_the_end_is_refused(reader: TestClient) -> None:
    answer = reader.get("/theme/style.css", headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 416


def test_only_by_its_stamp_may_a_part_of_the_search_index_be_kept(reader: TestClient) -> None:
    stamp = reader.get("/search/manifest.json").json()["stamp"]
    page = reader.get("/search.html").text
    script = re.search(r"search/search\.js\?[0-9a-f]{12}", page)
    assert script
    for way in (f"search/head-0.bin?{stamp}", script[0]):
        kept = reader.get(f"/{way}").headers["cache-control"]
        assert kept == "private, max-age=31536000, immutable"
    for query in ("", "?", "?0123456789ab", f"?{stamp}&more"):
        kept = reader.get(f"/search/head-0.bin{query}").headers["cache-control"]
        assert kept == "public, max-age=0, must-revalidate", query


def test_beside_a_desk_a_form_about_a_story_knows_it_without_a_script(
    showing: Showing, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    make_desk(desk, Desk(key=DeskKey.make().public))
    toml = tmp_path / "archive/archive.toml"
    toml.write_text(toml.read_text("utf-8") + '[desk]\nfolder = "../desk"\n', "utf-8")
    showing.keep_up(stamp_of(tmp_path / "archive"))
    with taking_in(desk) as forms:
        reader = TestClient(application(showing, forms), follow_redirects=False)
        form = "/write/error.html"
        assert reader.get(form).status_code == 200
        led = reader.get(f"{form}?story={FERRY[1:]}")
        assert (led.status_code, led.headers["location"]) == (
            303,
            "/send/error?language=en&story=story%2Ff%2Fferryferry.html",
        )
        assert f'value="{FERRY[1:]}"' in reader.get(led.headers["location"]).text
        for name in ("short-words-of-an-older-id", "a" * 64):
            way = reader.get(form, params={"story": story_path(name)}).headers["location"]
            assert way.endswith(f"%2F{name}.html")
        for other in ("//evil.example", "story/../../x.html", "javascript:alert(1)"):
            assert reader.get(form, params={"story": other}).status_code == 200
        assert reader.get("/write/nothing.html?story=story/f/ferryferry.html").status_code == 404
    alone = TestClient(application(showing), follow_redirects=False)
    assert alone.get(f"{form}?story={FERRY[1:]}").status_code == 200


def test_the_search_page_works_without_a_script(reader: TestClient) -> None:
    page = reader.get("/search.html", params={"q": "ferry"}).text
    assert "1 story found for “ferry”" in page
    assert f'href="{FERRY[1:]}"' in page
    assert page.count("<script") == 2
    assert page.count("search/search.js") == page.count("theme/reader.js") == 1
    assert "No story found for “zeppelin”" in reader.get("/search.html?q=zeppelin").text


def test_dates_without_a_field_are_hinted_at_as_the_script_does(reader: TestClient) -> None:
    page = reader.get("/search.html", params={"q": "2017-03..2017-06"}).text
    assert "To search by date, type date:2017-03..2017-06" in page
    told = reader.get("/api/search", params={"q": "2017-03..2017-06"}).json()
    assert "date:2017-03..2017-06" in told["hint"]


def test_a_search_can_be_narrowed_by_the_form(reader: TestClient) -> None:
    page = reader.get("/search.html", params={"q": "the", "section": "Culture"}).text
    assert "The Choir That Sings" in page
    assert "The Last Ferry" not in page.partition('id="results"')[2]


def test_what_a_reader_typed_stays_words(reader: TestClient) -> None:
    page = reader.get("/search.html", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>" not in page


def test_a_query_that_cannot_be_read_is_answered_kindly(reader: TestClient) -> None:
    answer = reader.get("/search.html", params={"q": "year:banana OR " + "x " * 400})
    assert answer.status_code in {200, 400}
    answer = reader.get("/api/search", params={"q": "after:banana"})
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad-value"


def test_the_api_gives_stories_records_and_the_publication(reader: TestClient) -> None:
    found = reader.get("/api/search", params={"q": "ferry"}).json()
    assert found["total"] == 1
    record = reader.get(found["stories"][0]["record"]).json()
    assert record["story"]["headline"] == "The Last Ferry Leaves the North Landing"
    assert reader.get(found["stories"][0]["page"]).status_code == 200
    assert reader.get("/api/publication").json()["title"] == "Harbour Line"
    assert reader.get("/api/stories/nobody").status_code == 404


def test_the_api_counts_marks_and_says_what_may_surprise(reader: TestClient) -> None:
    found = reader.get("/api/search", params={"q": "ferry", "by": "lindqvist"}).json()
    assert found["counts"]["year"] == {"2016": 1}
    assert found["counts"]["contributor"] == {"Mara Lindqvist": 1}
    (hit,) = found["stories"]
    marked = [hit["snippet"]["text"][start:end] for start, end in hit["snippet"]["marks"]]
    assert marked == ["ferry"]
    assert (found["total_is_exact"], found["hint"]) == (True, None)
    asked = reader.get("/api/search", params={"q": "writer:lindqvist"}).json()
    assert "no field writer:" in asked["hint"]
    page = reader.get("/search.html", params={"q": "writer:lindqvist"}).text
    assert "There is no field “writer:”" in page


def test_the_page_of_serve_is_searched_by_its_own_script(reader: TestClient) -> None:
    for path in ("search.js", "index.js", "manifest.json", "head-0.bin"):
        assert reader.get(f"/search/{path}").status_code == 200
    part = reader.get("/search/terms-0.bin?stamp", headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)


def test_the_api_hands_out_stories_a_few_at_a_time(reader: TestClient) -> None:
    first = reader.get("/api/stories?limit=1").json()
    second = reader.get(first["next"]).json()
    assert {first["stories"][0]["id"], second["stories"][0]["id"]} == {"ferryferry", "choirchoir"}
    assert second["next"] is None
    for wrong in (
        "year2=2016",
        "sort=new&sort=old",
        "sort=",
        "year=",
        "limit=1000",
        "limit=-1",
        "limit=x",
        "offset=999999999999",
        "sort=bad",
    ):
        assert reader.get(f"/api/stories?{wrong}").status_code == 400


def test_the_api_is_open_to_every_page_and_takes_nothing(reader: TestClient) -> None:
    assert reader.get("/api/stories").headers["access-control-allow-origin"] == "*"
    assert reader.post("/api/stories").status_code == 405
    assert reader.post("/").status_code == 405


def test_what_somebody_adds_is_shown_once_the_archive_is_quiet(
    archive_path: Path, showing: Showing
) -> None:
    reader = TestClient(application(showing))
    with Archive.open(archive_path, write=True) as archive:
        entry = told()[0]
        archive.stories.put(
            [replace(entry, story=replace(entry.story, id="second", headline="Anew"))]
        )
        assert "Anew" not in reader.get("/").text
        assert reader.get("/api/search?q=anew").status_code == 200
    showing.keep_up(stamp_of(archive_path))
    assert "Anew" in reader.get("/").text


def test_a_renewal_that_fails_leaves_what_was_shown(
    archive_path: Path, showing: Showing, caplog: pytest.LogCaptureFixture
) -> None:
    (archive_path / "archive.toml").write_text("[site\n")
    showing.keep_up(stamp_of(archive_path))
    assert "could not be renewed" in caplog.text
    assert TestClient(application(showing)).get("/").status_code == 200


def test_a_renewal_that_fails_is_tried_again_although_nothing_changed(
    archive_path: Path, showing: Showing, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish, tries = shown.publish_and_show, iter([OSError("full"), None])

    def publish_at_last(*told: Any) -> Any:
        problem = next(tries, None)
        if problem is not None:
            raise problem
        renewed.set()
        return publish(*told)

    renewed = threading.Event()
    monkeypatch.setattr(shown, "publish_and_show", publish_at_last)
    monkeypatch.setattr(shown, "LOOK_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(shown, "TRY_AGAIN_SECONDS", 0.01)
    with Archive.open(archive_path, write=True) as archive:
        archive.stories.put([replace(told()[0], story=replace(told()[0].story, id="second"))])
    with showing:
        assert renewed.wait(20)


def test_a_tsv_of_old_addresses_is_open_to_all(reader: TestClient) -> None:
    assert "/choir.html\tstory/c/choirchoir.html" in reader.get("/moved/addresses.tsv").text
    assert HOST not in reader.get("/moved/addresses.tsv").text


def test_the_feed_is_json(reader: TestClient) -> None:
    assert json.loads(reader.get("/feed.json").content)["title"] == "Harbour Line"


@pytest.mark.parametrize("host", ["[", "[::1", "a b", "x\\y", "evil.example/../"])
def test_a_broken_host_header_is_no_ones_business(reader: TestClient, host: str) -> None:
    for path in ("/", "/?p=311", "/api/search?q=a", "/api/stories?limit=1", "/search.html?q=ferry"):
        answer = reader.get(path, headers={"host": host})
        assert answer.status_code < 500
        assert "evil" not in answer.text + answer.headers.get("location", "")


def test_a_long_film_is_sent_piece_by_piece(showing: Showing, tmp_path: Path) -> None:
    film = b"film" * (2 << 20)
    with Output(tmp_path / "site") as output:
        output.put("404.html", b"")
        output.put("moved/addresses.tsv", b"")
        output.put("media/ab/film.mp4", film)
    files = read_state(tmp_path / "site")
    showing.now = replace(showing.now, folder=tmp_path / "site", files=files)
    reader = TestClient(application(showing))
    with reader.stream("GET", "/media/ab/film.mp4") as answer:
        pieces = list(answer.iter_raw())
    assert b"".join(pieces) == film
    assert max(map(len, pieces)) < len(film) / 8
    part = reader.get("/media/ab/film.mp4", headers={"range": "bytes=1-"})
    assert part.content == film[1:]
    assert part.headers["content-length"] == str(len(film) - 1)
    head = reader.head("/media/ab/film.mp4")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(film)))


def test_an_open_quotation_mark_does_not_swallow_what_narrows(showing: Showing) -> None:
    reader = TestClient(application(showing))
    assert reader.get("/api/search", params={"q": 'm"the', "year": "no year"}).status_code == 400
    found = reader.get("/api/search", params={"q": '"ferry', "section": "Culture"}).json()
    assert found["total"] == 0
