"""Remedies: kept for ever, obeyed by every surface, found again by any name of a story."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Member, Reading, StoryEntry
from backfile.errors import NotFound, Withdrawn
from backfile.model.deposit import Deposit
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.remedy import (
    DUTIES,
    Authority,
    Duty,
    Ground,
    Remedy,
    RemedyKind,
    Renaming,
    Surface,
)
from backfile.model.story import Story, Translation
from backfile.query.language import parse

Hand = Callable[[str, bytes], Deposit]
Page = Callable[..., Reading]
MAIN = "url:a.example/2016/03/well"


def remedy(kind: RemedyKind, **more: object) -> Remedy:
    return Remedy(
        story=MAIN,
        kind=kind,
        ground=Ground.SAFETY,
        authority=Authority.PERSON,
        reason="a letter",
        **more,  # type: ignore[arg-type]
    )


NAMES = (Renaming("Ann Lee", "A. L."), Renaming("Sami Aziz", "S. A."))


@pytest.fixture
def kept(archive: Archive, entry: StoryEntry, mudun: Story, hand: Hand, page: Page) -> Archive:
    """The story of the well, shown by two captures, and another one."""
    deposit = hand("d", b"bytes")
    readings = [page("https://www.a.example/2016/03/17/well/", n) for n in (0, 1)]
    archive.captures.put(deposit.id, Batch(readings=tuple(readings)))
    archive.stories.put([entry, StoryEntry(story=mudun)])
    return archive


def test_a_remedy_is_kept_with_all_that_was_said(kept: Archive) -> None:
    made = kept.remedies.put(
        remedy(RemedyKind.INITIALS, names=NAMES, review_on="2027-01-31", who="M."), "well"
    )
    assert made.number == 1
    assert made.names == NAMES
    assert made.review_on == "2027-01-31"
    assert kept.remedies.all() == [made]
    assert kept.remedies.stories_of(1) == ["well"]
    assert [event.event for event in kept.journal.all()][-1] == "remedy: initials"


def test_taking_back_stays_on_record_and_twice_is_once(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.DELIST), "well")
    back = kept.remedies.take_back(1)
    assert back.taken_back
    assert kept.remedies.take_back(1) == back
    assert not kept.remedies.treatments()
    with pytest.raises(NotFound):
        kept.remedies.take_back(7)


@pytest.mark.parametrize("surface", Surface)
def test_a_withdrawn_story_is_on_no_surface(kept: Archive, surface: Surface) -> None:
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    out = kept.outward(surface)
    assert [story.id for story in out.stories()] == ["mudun"]
    assert [head.id for head in out.heads()] == ["mudun"]
    assert list(out.stories(["well"])) == []
    assert [entry.story.id for entry in out.entries()] == ["mudun"]
    assert out.count() == 1
    with pytest.raises(NotFound):
        out.get("well")


def test_a_tombstone_says_when_and_why_in_general(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    (tomb,) = kept.outward(Surface.SITE).tombs()
    said = (tomb.story, tomb.since, tomb.ground, tomb.authority)
    assert said == ("well", "2026-11-22", Ground.SAFETY, Authority.PERSON)
    with pytest.raises(Withdrawn):
        kept.outward(Surface.API).entry("https://a.example/?p=7")
    assert kept.outward(Surface.FEEDS).tombs() == []


@pytest.mark.parametrize(
    "surface", [s for s in Surface if DUTIES[RemedyKind.INITIALS][s] is Duty.RENAME]
)
def test_initials_stand_in_all_that_is_told_of_a_story(kept: Archive, surface: Surface) -> None:
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=NAMES), "well")
    out = kept.outward(surface)
    told = repr((list(out.stories()), list(out.heads()), list(out.entries())))
    assert "Ann" not in told
    assert "Aziz" not in told
    assert out.get("well").byline == "Written by A. L."
    assert "Ann Lee" in repr(kept.inward().get("well"))


def test_renamed_bytes_are_not_replayed(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=NAMES), "well")
    assert [story.id for story in kept.outward(Surface.REPLAY).stories()] == ["mudun"]


@pytest.mark.parametrize("query", ["annlee", "#FreeAnnLee", "alee", "headline:annlee", "-annlee"])
def test_a_word_that_hides_the_name_finds_no_renamed_story(kept: Archive, query: str) -> None:
    story = kept.inward().get("well")
    body = replace(story.body, html=story.body.html + "<p>@annlee #FreeAnnLee @alee</p>")
    kept.stories.put([StoryEntry(story=replace(story, headline="#annlee", body=body))])
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=NAMES), "well")
    kept.search.refresh()
    hits = kept.outward(Surface.SEARCH).find(parse(query)).hits
    assert [hit.head.id for hit in hits if hit.head.id == "well"] == []


@pytest.mark.parametrize("query", ['"Ann Lee"', "by:lee", "ann", "-lee ran", "by:“Ann Lee”"])
def test_no_search_tells_whose_the_initials_are(kept: Archive, query: str) -> None:
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=NAMES), "well")
    kept.search.refresh()
    out = kept.outward(Surface.SEARCH)
    assert [hit.head.id for hit in out.find(parse(query)).hits if hit.head.id == "well"] == []
    assert [hit.head.byline for hit in out.find(parse("refugees walked")).hits] == [
        "Written by A. L."
    ]


def test_a_delisted_story_answers_and_is_found_nowhere(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.DELIST), "well")
    kept.search.refresh()
    out = kept.outward(Surface.SITE)
    assert out.get("well").headline == "The refugees walked to the well"
    hidden = {Surface.SITE, Surface.API, Surface.FEEDS, Surface.SEARCH}
    assert set(out.kept_from()["well"]) == hidden
    assert kept.outward(Surface.SEARCH).find(parse("refugees walked")).total == 0
    assert [r.kind for r in kept.outward(Surface.PACKAGES).remedies_said("well")] == ["delist"]


@pytest.mark.parametrize("scope", [(Surface.SITE,), (Surface.REPLAY,), tuple(Surface)])
def test_a_page_with_initials_leads_to_no_capture_whatever_else_they_were_asked_for(
    kept: Archive, scope: tuple[Surface, ...]
) -> None:
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=NAMES, scope=scope), "well")
    assert kept.outward(Surface.SITE).kept_from()["well"] == (Surface.REPLAY,)


def test_a_remedy_may_be_for_some_surfaces_alone(kept: Archive) -> None:
    only = remedy(RemedyKind.WITHDRAWAL, scope=(Surface.PACKAGES,))
    kept.remedies.put(only, "well")
    assert kept.outward(Surface.SITE).count() == 2
    assert kept.outward(Surface.PACKAGES).count() == 1
    assert remedy(RemedyKind.NOTE, scope=(Surface.SITE,)).reach == {
        Surface.SITE,
        Surface.FEEDS,
        Surface.SEARCH,
        Surface.API,
    }


def test_words_of_a_note_stand_above_what_the_newsroom_said(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.CORRECTION, words="He was 23."), "well")
    first, *_ = kept.outward(Surface.SITE).get("well").notices
    assert (first.kind, first.text) == ("correction", "2026-11-22: He was 23.")


def test_what_is_shown_differs_as_soon_as_a_remedy_does(kept: Archive) -> None:
    before = kept.outward(Surface.SITE).digests()
    assert before == {head.id: head.digest for head in kept.stories.heads()}
    kept.remedies.put(remedy(RemedyKind.DELIST), "well")
    during = kept.outward(Surface.SITE).digests()
    assert during["well"] != before["well"]
    assert during["mudun"] == before["mudun"]
    kept.remedies.take_back(1)
    assert kept.outward(Surface.SITE).digests() == before


def test_a_story_that_comes_again_under_another_of_its_names_has_its_remedy(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    again = replace(kept.inward().get("well"), id="other", addresses=("https://a.example/?p=7",))
    kept.stories.remove(["well"])
    kept.stories.put([StoryEntry(story=again)])
    assert list(kept.remedies.treatments()) == ["other"]


def test_a_name_that_came_later_is_learnt_before_it_can_go(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    story = kept.inward().get("well")
    more = replace(story, addresses=(*story.addresses, "https://b.example/new/"))
    kept.stories.put([StoryEntry(story=more, members=(Member(1),))])
    kept.remedies.hold_on()
    alone = replace(story, id="new", addresses=("https://b.example/new/",))
    kept.stories.remove(["well"])
    kept.stories.put([StoryEntry(story=alone)])
    assert list(kept.remedies.treatments()) == ["new"]


def test_a_story_tells_nothing_of_its_withdrawn_translation(kept: Archive) -> None:
    address = "https://www.a.example/2016/03/17/well/"
    mudun = replace(
        kept.inward().get("mudun"),
        translations=(Translation(address, "en"),),
        gathers=("well", "?p=8"),
    )
    kept.stories.put([StoryEntry(story=mudun)])
    kept.stories.link_translations()
    before = kept.outward(Surface.SITE)
    assert [other.story for other in before.get("mudun").translations] == ["well"]
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    after = kept.outward(Surface.SITE)
    assert after.get("mudun").translations == ()
    assert after.get("mudun").gathers == ("?p=8",)
    assert after.paired() == {}
    assert after.digests()["mudun"] != before.digests()["mudun"]


def test_a_letter_to_readers_names_nobody_who_is_renamed(kept: Archive) -> None:
    text = "Dear readers, we close the paper. Yours, Ann Lee, and Lee Moss."
    claim: Evidence[object] = Evidence("publication.letter", text, "page:text", 0.9)
    said = Publication(title="Ann Lee", letters=(Letter(text),), contact=None, evidence=(claim,))
    assert kept.outward(Surface.SITE).publication(said) == said
    kept.remedies.put(remedy(RemedyKind.INITIALS, names=(*NAMES, Renaming("Lee", "L."))), "well")
    told = kept.outward(Surface.SITE).publication(said)
    assert told.letters[0].text.endswith("Yours, A. L., and Lee Moss.")
    assert "Ann Lee" not in repr(told.evidence)
    assert told.title == "Ann Lee"


def test_a_letter_goes_with_the_story_that_it_is(kept: Archive) -> None:
    story = kept.inward().get("well")
    body = "Dear readers, the well of the quarter ran dry, and so did our purse."
    changed = replace(story, body=replace(story.body, text=body))
    kept.stories.put([StoryEntry(story=changed)])
    other = Letter("We take a pause until the summer, and thank all who wrote.")
    said = Publication(letters=(Letter(body), other))
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL), "well")
    assert kept.outward(Surface.SITE).publication(said).letters == (other,)


WAY = "http://a.example/2016/03/17/well"


@pytest.mark.parametrize(
    ("kind", "names", "told"),
    [
        (RemedyKind.WITHDRAWAL, (), "<a>the well</a>"),
        (RemedyKind.INITIALS, NAMES, f'<a href="{WAY}">the well</a>'),
        (
            RemedyKind.INITIALS,
            (Renaming("Well", "W."),),
            '<a href="http://a.example/2016/03/17/w">the well</a>',
        ),
        (RemedyKind.DELIST, (), f'<a href="{WAY}">the well</a>'),
    ],
)
def test_no_other_storys_link_tells_what_was_taken_away(
    kept: Archive, kind: RemedyKind, names: tuple[Renaming, ...], told: str
) -> None:
    story = kept.inward().get("mudun")
    body = replace(story.body, html=f'<p>See <a href="{WAY}">the well</a>.</p>')
    claim: Evidence[object] = Evidence("body", body, "html", 0.9)
    kept.stories.put([StoryEntry(story=replace(story, body=body), evidence=(claim,))])
    kept.remedies.put(remedy(kind, names=names), "well")
    for surface in (Surface.API, Surface.PACKAGES):
        entry = kept.outward(surface).entry("mudun")
        assert told in entry.story.body.html
        assert told in repr(entry.evidence)
    # The site leads its readers to the story's own page, or to its tombstone.
    assert WAY in kept.outward(Surface.SITE).get("mudun").body.html


def test_the_public_log_counts_and_names_nobody(kept: Archive) -> None:
    kept.remedies.put(remedy(RemedyKind.DELIST, who="M. K."), "well")
    kept.remedies.put(replace(remedy(RemedyKind.DELIST), story="url:a.example/ar/mudun"), "mudun")
    (line,) = kept.outward(Surface.SITE).log()
    said = (line.month, line.kind, line.ground, line.authority, line.number)
    assert said == ("2026-11", "delist", "safety", "person", 2)
    kept.remedies.take_back(1)
    kept.remedies.take_back(2)
    assert kept.outward(Surface.SITE).log() == ()


def test_packages_made_before_a_remedy_are_superseded(kept: Archive) -> None:
    kept.packages.note("csv", "all.csv", 2)
    assert kept.packages.superseded(kept.remedies.all()) == []
    kept.remedies.put(remedy(RemedyKind.WITHDRAWAL, scope=(Surface.SITE,)), "well")
    assert kept.packages.superseded(kept.remedies.all()) == []
    kept.remedies.put(remedy(RemedyKind.DELIST), "well")
    (package,) = kept.packages.superseded(kept.remedies.all())
    assert (package.form, package.name, package.stories) == ("csv", "all.csv", 2)
