"""Substack exports: what was public, and that nobody's subscription is read."""

from pathlib import Path

import pytest

from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.model.capture import Capture, Form

TABLE = """post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url
1001.the-ferry,2021-03-15T09:00:00.000Z,true,,newsletter,everyone,"The ferry, again",No word why,
1002.for-payers,2021-03-16T09:00:00.000Z,true,,newsletter,only_paid,For payers,,
1003.draft,2021-03-17T09:00:00.000Z,false,,newsletter,everyone,A draft,,
"""
POST = "<p>The ferry did not leave.</p><p>Two hundred waited.</p><p>The crew went home.</p>"


@pytest.fixture
def captures(tmp_path: Path) -> dict[str, Capture]:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "email_list.quay.csv").write_text("email,active\nann@quay.example,true\n" * 9)
    for name in ("1001.the-ferry", "1002.for-payers", "1003.draft", "1004.unlisted"):
        (tmp_path / f"posts/{name}.html").write_text(POST, encoding="utf-8")
    reads = read_items(items_of(tmp_path), address="https://quay.example")
    found = (read for read in reads if isinstance(read, Capture))
    return {capture.item or "": capture for capture in found}


def test_a_post_has_what_the_table_says_of_it(captures: dict[str, Capture]) -> None:
    post = captures["posts/1001.the-ferry.html"]
    said = {claim.field: claim.value for claim in post.claims}
    assert post.address == "https://quay.example/p/the-ferry"
    assert (said["headline"], said["standfirst"]) == ("The ferry, again", "No word why")
    assert said["published"] == "2021-03-15"
    assert post.held_back is None
    assert post.body.decode() == POST


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("1002.for-payers", "for only_paid only"),
        ("1003.draft", "draft"),
        ("1004.unlisted", "status lost: the table of posts does not list it"),
    ],
)
def test_what_was_not_for_everybody_is_held_back(
    captures: dict[str, Capture], name: str, why: str
) -> None:
    assert captures[f"posts/{name}.html"].held_back == why


def test_lists_of_subscribers_are_left_alone(captures: dict[str, Capture]) -> None:
    assert captures["email_list.quay.csv"].form is Form.OTHER
    assert captures["posts.csv"].form is Form.OTHER


@pytest.mark.parametrize("table", ["", "\x00\x00\x00", "nothing,that,helps\n1,2,3\n"])
def test_beside_a_damaged_table_everything_is_held_back(tmp_path: Path, table: str) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts.csv").write_text(table, encoding="utf-8")
    (tmp_path / "posts/1003.draft.html").write_text(POST, encoding="utf-8")
    reads = [read for read in read_items(items_of(tmp_path)) if isinstance(read, Capture)]
    posts = [read for read in reads if (read.item or "").startswith("posts/")]
    assert [post.held_back for post in posts] == [
        "status lost: the table of posts does not list it"
    ]


def test_without_a_table_it_is_a_page_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/12.a.html").write_text(POST, encoding="utf-8")
    (tmp_path / "posts/13.b.html").write_text(POST, encoding="utf-8")
    reads = read_items(items_of(tmp_path))
    assert {read.form for read in reads if isinstance(read, Capture)} == {Form.PAGE}
