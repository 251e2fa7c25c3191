"""Stories are kept and given back whole."""

from dataclasses import replace

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Member, StoryEntry
from backfile.errors import NotFound
from backfile.model.deposit import Deposit
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Image, Story

pytestmark = pytest.mark.usefixtures("two_pages")


def test_a_story_comes_back_with_everything_that_belongs_to_it(
    archive: Archive, entry: StoryEntry
) -> None:
    assert archive.stories.put([entry]) == 1
    assert archive.stories.entry("well") == entry
    assert list(archive.stories.all()) == [entry.story]


def test_a_story_is_found_by_id_by_any_spelling_of_an_address_and_by_slug(
    archive: Archive, entry: StoryEntry, mudun: Story
) -> None:
    archive.stories.put([entry, StoryEntry(story=mudun)])
    for name in (
        "well",
        "https://www.a.example/2016/03/17/well/",
        "http://a.example/2016/03/17/well?utm_source=x",
        "https://a.example/?p=7",
        "https://archive.example/old/story/w/well.html?story=1#how",
        "story/w/well.html",
    ):
        assert archive.stories.get(name).id == "well"
    assert archive.stories.get("mudun.html".removesuffix(".html")).id == "mudun"
    with pytest.raises(NotFound, match="No story"):
        archive.stories.get("https://a.example/nothing")


def test_a_story_is_found_by_its_whole_headline_where_one_alone_has_it(archive: Archive) -> None:
    heads = {"one": "The quay closes", "two": "The quay closes on Monday", "three": "Brief"}
    stories = [Story(id=name, headline=head) for name, head in heads.items()]
    archive.stories.put([StoryEntry(story=story) for story in stories])
    assert archive.stories.id_of("The quay closes") == "one"
    assert archive.stories.id_of("the Quay  closes on Monday") == "two"
    archive.stories.put([StoryEntry(story=Story(id="four", headline="Brief"))])
    with pytest.raises(NotFound, match="2 stories"):
        archive.stories.id_of("Brief")
    with pytest.raises(NotFound) as met:
        archive.stories.id_of("quay closes on")
    assert "two" in met.value.next_step


def test_a_name_that_two_stories_share_is_an_error_that_names_both(archive: Archive) -> None:
    twins = [
        StoryEntry(story=Story(id=name, addresses=(f"https://{name}.example/same/",)))
        for name in ("one", "two")
    ]
    archive.stories.put(twins)
    with pytest.raises(NotFound) as met:
        archive.stories.get("same")
    assert "one, two" in met.value.next_step


def test_putting_the_same_story_again_changes_nothing(archive: Archive, entry: StoryEntry) -> None:
    archive.stories.put([entry])
    before = list(archive.stories.heads())
    assert archive.stories.put([entry]) == 0
    assert list(archive.stories.heads()) == before


def test_a_story_that_is_settled_anew_keeps_its_number_and_loses_what_no_longer_stands(
    archive: Archive, entry: StoryEntry
) -> None:
    archive.stories.put([entry])
    before = next(archive.stories.heads())
    story = replace(entry.story, headline="Another", tags=(), lead_image=None)
    changed = StoryEntry(story=story, members=(Member(2),))
    assert archive.stories.put([changed]) == 1
    after = next(archive.stories.heads())
    assert (after.number, after.headline) == (before.number, "Another")
    assert after.digest != before.digest
    assert archive.stories.entry("well") == changed
    assert archive.stories.of_captures([1, 2]) == {2: "well"}


def test_a_removed_story_leaves_its_captures_in_the_ledger(
    archive: Archive, entry: StoryEntry
) -> None:
    archive.stories.put([entry])
    archive.stories.remove(["well", "never there"])
    assert archive.stories.count() == 0
    assert archive.captures.unsettled() == [1, 2]
    assert [row.same_as_why for row in archive.captures.all()] == [None, None]
    assert archive.ledger.finding_counts() == {}


def test_many_stories_stream_by_id_whatever_the_order_in_which_they_came(archive: Archive) -> None:
    entries = [StoryEntry(story=Story(id=f"s{number * 7 % 1000:04}")) for number in range(1000)]
    assert archive.stories.put(entries) == 1000
    assert [story.id for story in archive.stories.all()] == [f"s{n:04}" for n in range(1000)]
    assert [entry.story.id for entry in archive.stories.entries(["s0009", "s0003", "no"])] == [
        "s0003",
        "s0009",
    ]


def test_a_picture_that_comes_later_changes_the_look_of_its_story(
    archive: Archive, entry: StoryEntry, two_pages: Deposit
) -> None:
    archive.stories.put([entry])
    before = next(archive.stories.heads()).digest
    digest = archive.asset_files.put_bytes(b"%PDF-1.4")
    archive._database.execute(
        "INSERT INTO assets (digest, media_type, size) VALUES (?, 'application/pdf', 8)", (digest,)
    )
    archive._database.execute(
        "INSERT INTO asset_addresses VALUES (?, ?, ?, ?)",
        ("a.example/x.pdf", digest, two_pages.id, "https://a.example/x.pdf"),
    )
    assert archive.assets.link() == 1
    assert next(archive.stories.heads()).digest != before


def test_half_characters_do_not_keep_a_story_out(archive: Archive) -> None:
    odd = Story(
        id="odd",
        headline="a\ud800b",
        body=Body("<p>\udfff</p>", "\udfff"),
        lead_image=Image("https://a.example/\udcff.png"),
    )
    claim: Evidence[object] = Evidence("headline", "a\ud800b", "here", 0.5)
    archive.stories.put([StoryEntry(story=odd, evidence=(claim,))])
    assert archive.stories.get("odd").headline == "a\ufffdb"
    assert archive.stories.entry("odd").evidence[0].value == "a\ufffdb"
