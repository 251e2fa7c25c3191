"""Search: the reader's words, over text in any language."""

import sqlite3
from dataclasses import replace

import pytest

from backfile.archive import index
from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.model.story import Body, Contributor, Image, Story
from backfile.query.language import parse


@pytest.fixture
def full(archive: Archive, well: Story, mudun: Story) -> Archive:
    """An archive of four stories, indexed."""
    paris = Story(
        id="paris",
        headline="Les réfugiés à Paris",
        published="2015",
        language="fr-FR",
        body=Body("", "Une journaliste écrit."),
    )
    lost = Story(
        id="lost",
        headline="Wells without a date",
        language="en",
        body=Body("", "The state-owned well."),
    )
    archive.stories.put(StoryEntry(story=story) for story in (well, mudun, paris, lost))
    archive.search.refresh()
    return archive


def ids(archive: Archive, text: str, **how: object) -> list[str]:
    found = archive.search.find(parse(text), **how)  # type: ignore[arg-type]
    assert found.total == len(found.hits) or how
    return [hit.head.id for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("walking", ["well"]),
        ("refugee dry", ["well"]),
        ("refugee nothing", []),
        ('"they left"', ["well"]),
        ('"left they"', []),
        ('"refugees walk"', []),
        ("well OR lajier OR لاجئين", ["lost", "mudun", "well"]),
        ("well -march", ["lost"]),
        ('well -"it ran dry"', ["lost"]),
        ("state-owned", ["lost"]),
        ("headline:well", ["lost", "well"]),
        ("headline:march", []),
        ("by:'ann lee'", []),
        ('by:"ANN LEE"', ["well"]),
        ("by:lee", ["well"]),
        ('by:"lee ann"', []),
        ("date:2014-05..2015", ["mudun", "paris"]),
        ('by:"سَامي عزيز"', ["mudun"]),
        ("tag:drought", ["well"]),
        ("section:water", ["well"]),
        ("section:سوريا", ["mudun"]),
        ("-section:water well", ["lost"]),
        ("type:opinion", ["well"]),
        ("lang:fr", ["paris"]),
        ("lang:fr-FR", ["paris"]),
        ("year:2016", ["well"]),
        ("year:2014..2015", ["mudun", "paris"]),
        ("sure:yes year:2016", ["well"]),
        ("sure:yes after:2016-03-17", []),
        ("after:2016-03-17", ["well"]),
        ("before:2014-05-02", ["mudun"]),
        ("معارضة", ["mudun"]),
        ("اللاجئين", ["mudun"]),
        ("مدينه", ["mudun"]),
        ("REFUGIES", ["paris"]),
        ("welling", ["lost", "well"]),
        ("قطارات", []),
        ("", ["lost", "mudun", "paris", "well"]),
        ('"', ["lost", "mudun", "paris", "well"]),
        ("' OR 1=1 --", []),
        ("NEAR(well", []),
    ],
)
def test_a_reader_finds_what_is_meant(full: Archive, text: str, wanted: list[str]) -> None:
    assert sorted(ids(full, text)) == wanted


def test_the_headline_weighs_more_than_the_text(full: Archive) -> None:
    assert ids(full, "well")[0] in {"lost", "well"}
    full.stories.put(
        [StoryEntry(story=Story(id="aside", body=Body("", "well " + "other words " * 40)))]
    )
    full.search.refresh()
    assert ids(full, "well")[-1] == "aside"


def test_hits_come_by_date_on_request_and_page_by_page(full: Archive) -> None:
    assert ids(full, "", order="new") == ["well", "paris", "mudun", "lost"]
    assert ids(full, "", order="old") == ["mudun", "paris", "well", "lost"]
    assert ids(full, "", order="old", limit=2, offset=1) == ["paris", "well"]
    assert full.search.find(parse(""), limit=1).total == 4


def test_a_changed_story_is_found_by_its_new_words_only(full: Archive, well: Story) -> None:
    full.stories.put([StoryEntry(story=replace(well, headline="Rain", standfirst=None))])
    full.search.refresh()
    assert "well" not in ids(full, "refugees")
    assert ids(full, "rain") == ["well"]
    full.stories.remove(["well"])
    assert ids(full, "rain") == []
    database = full._database
    database.execute("INSERT INTO story_text (story_text) VALUES ('integrity-check')")


def test_what_waits_for_the_index_when_a_writer_is_killed_the_next_one_finds(
    full: Archive,
) -> None:
    full.stories.put([StoryEntry(story=Story(id="new", headline="Avalanche"))])
    assert ids(full, "avalanche") == []
    path = full.path
    full._let_go()
    Archive.open(path, write=True).close()
    with Archive.open(path) as reader:
        assert ids(reader, "avalanche") == ["new"]


def test_other_rules_for_terms_build_the_index_anew(
    full: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.renew(full._database) is False
    monkeypatch.setattr(index, "rules_digest", lambda: "other rules")
    assert index.renew(full._database) is True
    assert ids(full, "walking") == []
    assert full.search.refresh() == 4
    assert ids(full, "walking") == ["well"]


def test_what_to_mark_in_an_answer_are_the_stems_of_its_words(full: Archive) -> None:
    assert {"walk", "لاج"} & full.search.stems(parse("walking -dry")) == {"walk"}
    assert full.search.languages() == ["en", "ar", "fr"]


def test_names_are_told_apart_by_their_folded_form(archive: Archive) -> None:
    names = ["Ánn Lee", "ann lee", "Anna Lee"]
    archive.stories.put(
        StoryEntry(story=Story(id=f"s{n}", contributors=(Contributor(name),)))
        for n, name in enumerate(names)
    )
    assert ids(archive, 'by:"Ann Lee"') == ["s0", "s1"]


def test_the_index_is_pleasant_to_look_into(full: Archive, path: object) -> None:
    full.close()
    with sqlite3.connect(full.path / "archive.db") as plain:
        (count,) = plain.execute(
            "SELECT count(*) FROM story_text WHERE story_text MATCH 'well'"
        ).fetchone()
        assert count == 2
        listed = plain.execute("SELECT contributors FROM story_list WHERE id = 'well'").fetchone()
        assert listed == ("Ann Lee; Sami Aziz",)
    plain.close()
    assert path


def test_who_wrote_it_its_tags_and_its_caption_are_found_by_plain_words(
    archive: Archive,
) -> None:
    labelled = Story(
        id="labelled",
        headline="Low water",
        byline="By Rana Aziz",
        contributors=(Contributor("Rana Aziz"),),
        section="Harbour",
        tags=("salinity",),
        lead_image=Image("https://paper.example/a.jpg", caption="A heron at the weir"),
        body=Body("<p>It fell.</p>", "It fell."),
        language="en",
    )
    archive.stories.put([StoryEntry(story=labelled)])
    archive.search.refresh()
    for asked in ("aziz", '"Rana Aziz"', "salinity", "heron", "harbour fell"):
        assert [hit.head.id for hit in archive.search.find(parse(asked)).hits] == ["labelled"]
    archive.stories.remove(["labelled"])
    archive.search.refresh()
    assert archive.search.find(parse("salinity")).total == 0
