"""Each capture leads to where it can be seen, if the keeper names such a place."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.conftest import HOST, Paper

from backfile.model.remedy import Surface
from backfile.publish.holdings import Seen, Treated
from backfile.publish.options import Options
from backfile.publish.replay import is_replay, replay_of
from backfile.publish.site import publish

WAYBACK = "https://web.archive.org/web/{time}/{address}"
SEEN = Seen("https://www.harbour.example/a?p=1&q=é#x", "2018-06-01T10:20:30Z", "warc")


def test_a_capture_is_named_by_its_time_and_address() -> None:
    assert replay_of(WAYBACK, SEEN) == (
        "https://web.archive.org/web/20180601102030/https://www.harbour.example/a?p=1&q=%C3%A9%23x"
    )


def test_an_address_in_a_query_is_escaped_whole() -> None:
    told = replay_of("https://replay.example/?source=x.wacz#url={address}&ts={time}", SEEN)
    assert told.endswith(
        "#url=https%3A%2F%2Fwww.harbour.example%2Fa%3Fp%3D1%26q%3D%C3%A9%23x&ts=20180601102030"
    )


@pytest.mark.parametrize(
    "seen",
    [
        Seen(None, "2018-06-01T10:20:30Z", "warc"),
        Seen("https://www.harbour.example/a", None, "wxr"),
        Seen("javascript:alert(1)", "2018-06-01T10:20:30Z", "warc"),
        Seen("deposit:a/b.html", "2018-06-01", "folder"),
    ],
)
def test_what_has_no_address_or_time_leads_nowhere(seen: Seen) -> None:
    assert not replay_of(WAYBACK, seen)


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [
        (WAYBACK, True),
        ("http://localhost:8080/all/{time}/{address}", True),
        ("https://replay.example/{address}", True),
        ("https://replay.example/{time}", False),
        ("https://replay.example/{address}/{0}", False),
        ("https://replay.example/{address", False),
        ("https://replay.example/{address.host}", False),
        ("https://replay.example/{address!r:>99999999}", False),
        ("https://{address}/", False),
        ("javascript:{address}", False),
        ("/web/{time}/{address}", False),
    ],
)
def test_a_pattern_leads_somewhere_and_has_the_address_in_it(pattern: str, *, is_one: bool) -> None:
    assert is_replay(pattern) is is_one


def test_a_story_leads_to_its_captures_unless_a_remedy_shows_no_replay_of_it(
    paper: Paper, tmp_path: Path
) -> None:
    paper.captures[1] = replace(paper.captures[1], captured="2018-01-02T08:09:10Z")
    link = f'href="https://web.archive.org/web/20180102080910/{HOST}/2016/03/18/last-ferry/"'
    page = tmp_path / "site/story/f/ferryferry.html"
    publish(paper, tmp_path / "site")
    assert "web.archive.org" not in page.read_text("utf-8")
    publish(paper, tmp_path / "site", options=Options(replay=WAYBACK))
    assert link in page.read_text("utf-8")
    paper.treatments["ferryferry"] = Treated(kept_from=(Surface.REPLAY,))
    publish(paper, tmp_path / "treated", options=Options(replay=WAYBACK))
    assert "web.archive.org" not in (tmp_path / "treated/story/f/ferryferry.html").read_text(
        "utf-8"
    )
