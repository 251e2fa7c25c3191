"""The demo publication comes back as it was: every deposit together, held against what is true."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backfile import edtf
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.model.capture import Kind
from backfile.model.story import Story
from backfile.preserve.export import write_csv, write_jsonl
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src" / "backfile" / "demo"
TRUTH = [
    json.loads(line)
    for line in (ROOT / "tools" / "demo" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
]
PUBLIC = [row for row in TRUTH if row["public"]]
HELD_BACK = [row for row in TRUTH if not row["public"]]
DATED = frozenset({"export", "crawl", "feed"})
"""Deposits that show the day."""
PRINTED = frozenset({"crawl", "text"})
"""Deposits that show what the theme adds: the reading time, the disclaimer."""
NAMED = frozenset({"export", "crawl"})
"""Deposits that show sections, tags and the words that stand for a picture."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of all deposits of the demo."""
    path = tmp_path_factory.mktemp("demo") / "archive"
    deposits = sorted(path for path in DEMO.iterdir() if path.name != "NOTE.md")
    with Archive.create(path, "", stopped_clock()) as made:
        add(made, deposits, Manner())
        yield made


@pytest.fixture(scope="module")
def stories(archive: Archive) -> dict[str | None, Story]:
    return {story.headline: story for story in archive.stories.all()}


def every(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    # Two digests share a key: their days tell them apart.
    return pytest.mark.parametrize(
        "row", rows, ids=[f"{row['key']}-{row['published']}" for row in rows]
    )


def test_each_public_story_is_there_once_and_nothing_else_is(archive: Archive) -> None:
    found = [story.headline for story in archive.stories.all()]
    assert sorted(map(str, found)) == sorted(row["headline"] for row in PUBLIC)


@every(PUBLIC)
def test_a_story_has_the_fields_that_its_deposits_show(
    row: dict[str, Any], stories: dict[str | None, Story]
) -> None:
    story, deposits = stories[row["headline"]], set(row["deposits"])
    assert story.standfirst == row["standfirst"]
    assert story.type == row["type"]
    assert (story.language, story.direction) == (row["language"], row["direction"])
    people = {(person["name"], person["role"]) for person in row["contributors"]}
    assert {(person.name, person.role) for person in story.contributors} == people
    if deposits & DATED:
        assert {row["address"], *row["old_addresses"]} <= set(story.addresses)
    if deposits & PRINTED:
        assert story.read_minutes == row["read_minutes"]
    if deposits & (NAMED | {"feed"}):
        assert story.section == row["section"]
        assert sorted(story.tags) == sorted(row["tags"])


@every(PUBLIC)
def test_its_date_is_exact_where_a_deposit_shows_it_and_else_holds_the_day(
    row: dict[str, Any], stories: dict[str | None, Story]
) -> None:
    story = stories[row["headline"]]
    if DATED & set(row["deposits"]):
        assert story.published == row["published"]
        return
    first, last = edtf.bounds(str(story.published))
    assert first is not None
    assert last is not None
    assert f"{first}" <= row["published"] <= f"{last}"
    assert not edtf.is_day(str(story.published))


@every(PUBLIC)
def test_its_lead_picture_keeps_its_words(
    row: dict[str, Any], stories: dict[str | None, Story]
) -> None:
    picture, true = stories[row["headline"]].lead_image, row["lead_image"]
    if true is None:
        assert picture is None
        return
    assert picture is not None
    assert (picture.caption, picture.credit) == (true["caption"], true["credit"])
    if DATED & set(row["deposits"]):
        assert picture.address == true["address"]
    if NAMED & set(row["deposits"]):
        assert picture.alt == true["alt"]


@every(PUBLIC)
def test_its_body_is_whole_and_holds_no_notice(
    row: dict[str, Any], stories: dict[str | None, Story]
) -> None:
    story = stories[row["headline"]]
    corrected = [notice.text for notice in story.notices if notice.kind == "correction"]
    assert corrected == ([row["correction"]] if row["correction"] else [])
    if PRINTED & set(row["deposits"]):
        assert any(n.kind == "disclaimer" for n in story.notices) == row["disclaimer"]
    found = [block for block in story.body.text.split("\n\n") if " | " not in block]
    wanted = row["body_text"].split("\n\n")
    if row["dateline"]:
        found[0] = found[0].removeprefix(f"{row['dateline']} — ")
    assert found[0].endswith(wanted[0])
    assert found[1:] == wanted[1:]
    assert story.body.html.count("<table>") == row["tables"]
    assert all(notice.text not in story.body.text for notice in story.notices)


def test_the_publication_says_what_became_of_it(archive: Archive) -> None:
    title = archive.publication.get()
    assert (title.title, title.status, title.paused_on) == ("Saltline", "paused", "2019-03-29")
    assert title.successor == "Estuary Commons"
    assert title.contact == "archive@saltline.example"
    assert title.languages == ("en",)
    assert len(title.letters) == 2
    assert all(letter.text.startswith("Dear Saltline readers,") for letter in title.letters)


def test_a_contact_that_a_page_leaves_blank_is_a_finding(archive: Archive) -> None:
    found = [found for found in archive.ledger.findings() if found.code == "contact-blank"]
    assert found


def test_shelves_of_stories_are_lists(archive: Archive) -> None:
    rows = [row for row in archive.captures.all() if row.address]
    shelves = [row for row in rows if "/section/" in row.address or "/people/" in row.address]  # type: ignore[operator]
    assert len(shelves) == 19
    assert {row.kind for row in shelves} == {Kind.LIST}
    standing = {str(row.address) for row in rows if row.kind is Kind.STANDING}
    assert {address.rsplit("/", 2)[-2] for address in standing} == {"about", "contact"}


def test_what_was_held_back_is_in_nothing_public(archive: Archive, tmp_path: Path) -> None:
    publish(holdings_of(archive, archive.publication.get()), tmp_path / "site")
    for name, write in (("a.jsonl", write_jsonl), ("a.csv", write_csv)):
        with (tmp_path / name).open("wb") as out:
            write(archive, out, lambda _done: None)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    shown = b"\n".join(path.read_bytes() for path in (*files, *archive.path.glob("archive.db*")))
    assert len(HELD_BACK) == 3
    for row in HELD_BACK:
        assert row["headline"].encode() not in shown, row["key"]
        assert row["body_text"].split("\n\n")[0].encode() not in shown, row["key"]
    assert b"walnut640" not in shown
    front = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Estuary Commons" in front
