"""A site that is renewed is the site that would have been made from nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.publish.conftest import HOST, Paper

from backfile.model.occasion import Occasion
from backfile.model.remedy import Surface
from backfile.model.series import Series
from backfile.model.story import Body, Contributor, Story, StoryType
from backfile.publish import output
from backfile.publish.catalogue import Catalogue
from backfile.publish.holdings import Treated
from backfile.publish.options import Options
from backfile.publish.pages.story import story_page
from backfile.publish.past import Past
from backfile.publish.search.asking import answer_to
from backfile.publish.search.reading import Index
from backfile.publish.site import forget, publish
from backfile.publish.touched import Touched, touched_since
from backfile.query.language import parse


def files_of(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in output.files_below(site)}


def headline(paper: Paper) -> None:
    paper.change("short00001", headline="School Roof Mended")


def words(paper: Paper) -> None:
    paper.change("short00001", body=Body("<p>Mended at last.</p>", "Mended at last."))


def address_that_others_link_to(paper: Paper) -> None:
    paper.change("nightboatt", addresses=())
    paper.change("short00002", addresses=(f"{HOST}/2015/11/02/night-boat/",))


def day(paper: Paper) -> None:
    paper.change("short00001", published="2012-01-31")


def section_spelt_otherwise(paper: Paper) -> None:
    for number in (1, 3, 5, 7):
        paper.change(f"short{number:05}", section="TOWN")


def first_story_with_a_second_one_of_its_subject(paper: Paper) -> None:
    paper.change("short00001", tags=("Saint Brannoc", "Board"))


def contributor(paper: Paper) -> None:
    paper.change("short00001", contributors=(Contributor("Ada Moreau"),))


def story_more(paper: Paper) -> None:
    paper.told_stories.append(Story(id="newnewnew1", headline="New", body=Body("<p>x</p>", "x")))


def story_less(paper: Paper) -> None:
    paper.told_stories = [story for story in paper.told_stories if story.id != "ferryferry"]


def first_event(paper: Paper) -> None:
    """Every page's head leads to the events as soon as there are some."""
    paper.change("short00001", type=StoryType.EVENT, occasion=Occasion(starts="2016-05-01"))


def title(paper: Paper) -> None:
    paper.about = replace(paper.about, title="The Harbour Line")


@pytest.mark.parametrize(
    "change",
    [
        *(headline, words, day, section_spelt_otherwise, contributor, story_more, story_less),
        *(address_that_others_link_to, first_story_with_a_second_one_of_its_subject, title),
        first_event,
    ],
)
def test_a_renewed_site_is_the_one_that_would_be_made_from_nothing(
    change: Callable[[Paper], None], paper: Paper, tmp_path: Path
) -> None:
    options = Options(address="https://archive.example/", stories_a_page=3)
    publish(paper, tmp_path / "renewed", options=options)
    change(paper)
    publish(paper, tmp_path / "renewed", options=options)
    publish(paper, tmp_path / "new", options=options)
    assert files_of(tmp_path / "renewed") == files_of(tmp_path / "new")


@pytest.mark.parametrize(
    "differs",
    [
        {"published": "2010-01-01"},
        {"contributors": (Contributor("Ann Lee", "translator"),)},
        {"direction": "rtl"},
        {"headline": "Autrement"},
    ],
)
def test_a_story_s_page_follows_its_translation(
    paper: Paper, tmp_path: Path, differs: dict[str, Any]
) -> None:
    paper.pairs = {"ferryferry": ("arabicstry",), "arabicstry": ("ferryferry",)}
    options = Options(address="https://archive.example.org/")
    publish(paper, tmp_path / "renewed", options=options)
    paper.change("arabicstry", **differs)
    publish(paper, tmp_path / "renewed", options=options)
    publish(paper, tmp_path / "new", options=options)
    assert files_of(tmp_path / "renewed") == files_of(tmp_path / "new")


def filled(paper: Paper, site: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Publish; return the paths of the story pages that were filled."""
    paths: list[str] = []

    def watched_page(*given: object) -> tuple[str, bytes]:
        made = story_page(*given)  # type: ignore[arg-type] # handed through
        paths.append(made[0])
        return made

    with monkeypatch.context() as watched:
        watched.setattr("backfile.publish.renewal.story_page", watched_page)
        publish(paper, site)
    return paths


def test_only_the_pages_that_a_change_reaches_are_filled_anew(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(filled(paper, tmp_path / "site", monkeypatch)) == len(paper.told_stories)
    words(paper)
    assert filled(paper, tmp_path / "site", monkeypatch) == ["story/s/short00001.html"]


def test_a_page_that_somebody_else_wrote_to_is_made_again(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(paper, tmp_path / "site")
    good = (tmp_path / "site/story/n/nightboatt.html").read_bytes()
    (tmp_path / "site/story/n/nightboatt.html").write_text("defaced")
    (tmp_path / "site/section/town.html").unlink()
    assert filled(paper, tmp_path / "site", monkeypatch) == ["story/n/nightboatt.html"]
    assert (tmp_path / "site/story/n/nightboatt.html").read_bytes() == good
    assert (tmp_path / "site/section/town.html").is_file()


def test_what_is_remembered_may_be_lost_or_damaged(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "new")
    expected = files_of(tmp_path / "new")
    for damage in (b"", b"{}", b"\xff\x00 not ours\n{"):
        (tmp_path / "new/.backfile/stories.jsonl").write_bytes(damage)
        (tmp_path / "new/index.html").unlink()
        publish(paper, tmp_path / "new")
        assert files_of(tmp_path / "new") == expected


def test_a_search_index_stands_where_no_word_changed(paper: Paper, tmp_path: Path) -> None:
    publish(paper, tmp_path / "site")
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "site/search").rglob("*")}
    paper.change("short00001", addresses=(f"{HOST}/elsewhere",))
    report = publish(paper, tmp_path / "site")
    assert report.written
    assert made == {path: path.stat().st_mtime_ns for path in made}


def many(paper: Paper) -> None:
    """Fill the paper with stories enough that its index is mended, not built anew."""
    paper.told_stories += [
        Story(
            id=f"filler{number:06}",
            headline=f"Tide table {number}",
            body=Body("<p>High water.</p>", f"High water at {number % 24}, low at {number % 7}."),
            published=f"2011-{1 + number % 12:02}-{1 + number % 28:02}",
        )
        for number in range(1100)
    ]


@pytest.mark.slow
def test_a_mended_index_is_built_anew_when_asked_and_holds_the_same_stories(
    paper: Paper, tmp_path: Path
) -> None:
    many(paper)
    site = tmp_path / "site"
    publish(paper, site)
    paper.change("short00001", body=Body("<p>Zyxwani.</p>", "Zyxwani mended the roof."))
    paper.told_stories = [story for story in paper.told_stories if story.id != "filler000007"]
    report = publish(paper, site)
    mended = files_of(site)
    index = Index(site / "search")
    assert index.head.gone
    assert report.removed == 1
    assert answer_to(index, parse("zyxwani")).total == 1
    assert answer_to(index, parse("tide")).total == 1099
    assert not publish(paper, site).written
    forget(site)
    publish(paper, site)
    publish(paper, tmp_path / "new")
    assert files_of(site) == files_of(tmp_path / "new")
    assert files_of(site) != mended


@pytest.mark.slow
def test_a_mended_index_that_somebody_touched_is_built_anew(paper: Paper, tmp_path: Path) -> None:
    many(paper)
    site = tmp_path / "site"
    publish(paper, site)
    (site / "search/lists-0.bin").write_bytes(b"defaced")
    words(paper)
    publish(paper, site)
    publish(paper, tmp_path / "new")
    assert files_of(site) == files_of(tmp_path / "new")


SECTIONS, HANDS, SUBJECTS = ("Town", "Sea"), ("Ada Moreau", "Jo Penn"), ("Ferry", "Board", "Fish")


def crowd(paper: Paper, count: int) -> None:
    """Fill the paper with stories that share sections, hands, subjects and days."""
    paper.told_stories += [
        Story(
            id=f"crowd{number:05}",
            type=StoryType.DIGEST if number % 9 == 0 else StoryType.NEWS,
            headline=f"Quay {number}",
            section=SECTIONS[number % 2],
            contributors=(Contributor(HANDS[number // 3 % 2]),),
            tags=(SUBJECTS[number % 3], f"Berth {number // 8}"),
            published=f"2014-{1 + number % 12:02}-{1 + number * 7 % 28:02}",
            body=Body("<p>At the quay.</p>", "At the quay."),
        )
        for number in range(count)
    ]


def only_story_of_a_subject_with_two(paper: Paper) -> None:
    paper.change("crowd00020", tags=("Ferry",))
    paper.change("crowd00021", tags=("Ferry",))


def subject_spelt_otherwise_by_most(paper: Paper) -> None:
    for number in (32, 33, 34, 35, 36):
        paper.change(f"crowd{number:05}", tags=(f"BERTH {number // 8}",))


def section_spelt_otherwise_by_most(paper: Paper) -> None:
    for number in (1, 3):
        paper.change(f"crowd{number:05}", section="SEA")


def digest_less(paper: Paper) -> None:
    paper.told_stories = [story for story in paper.told_stories if story.id != "crowd00045"]


def stories_side_by_side_less(paper: Paper) -> None:
    gone = {"crowd00050", "crowd00062", "crowd00074"}
    paper.told_stories = [story for story in paper.told_stories if story.id not in gone]


def delisted(paper: Paper) -> None:
    paper.treatments["crowd00051"] = Treated(kept_from=(Surface.SITE, Surface.SEARCH))


def came_back(paper: Paper) -> None:
    del paper.treatments["crowd00051"]


def moved_in_time(paper: Paper) -> None:
    paper.change("crowd00070", published="2013")
    paper.change("crowd00071", published="2014-02-09/2014-04-01")


def one_of_another_kind(paper: Paper) -> None:
    paper.change("crowd00009", type=StoryType.NEWS)
    paper.change("crowd00010", type=StoryType.DIGEST)


def series(paper: Paper) -> None:
    for part, number in enumerate((5, 40, 77, 120, 14, 63, 98, 131), 1):
        paper.change(f"crowd{number:05}", series=Series("The salt", part))


def first_part_less(paper: Paper) -> None:
    paper.told_stories = [story for story in paper.told_stories if story.id != "crowd00005"]


def part_between(paper: Paper) -> None:
    paper.change("crowd00100", series=Series("The salt", 2))


def part_renumbered(paper: Paper) -> None:
    paper.change("crowd00120", series=Series("The salt", 1))


def part_without_a_number(paper: Paper) -> None:
    paper.change("crowd00100", series=Series("The salt"))


def another_part_without_a_number(paper: Paper) -> None:
    paper.change("crowd00104", series=Series("The salt"))


def no_part_without_a_number(paper: Paper) -> None:
    paper.change("crowd00100", series=Series("The salt", 9))
    paper.change("crowd00104", series=Series("The salt", 8))


def series_spelt_otherwise_by_most(paper: Paper) -> None:
    for number, part in ((40, 2), (77, 3), (120, 1), (100, 9), (14, 5)):
        paper.change(f"crowd{number:05}", series=Series("THE SALT", part))


def parts_less(paper: Paper) -> None:
    for number in (40, 77, 100, 104, 14, 63, 98):
        paper.change(f"crowd{number:05}", series=None)


@pytest.mark.slow
def test_change_after_change_a_large_site_is_the_one_that_would_be_made_from_nothing(
    paper: Paper, tmp_path: Path
) -> None:
    """Few stories of many: lists and pages that nothing reached are not even looked into."""
    crowd(paper, 150)
    options = Options(address="https://archive.example/", stories_a_page=3)
    changes = (
        *(headline, words, day, contributor, story_more, story_less, digest_less, delisted),
        *(only_story_of_a_subject_with_two, subject_spelt_otherwise_by_most, moved_in_time),
        *(section_spelt_otherwise_by_most, stories_side_by_side_less, came_back),
        *(one_of_another_kind, first_event, series, first_part_less, part_between),
        *(part_renumbered, part_without_a_number, another_part_without_a_number),
        *(no_part_without_a_number, series_spelt_otherwise_by_most, parts_less),
    )
    publish(paper, tmp_path / "renewed", options=options)
    for change in changes:
        change(paper)
        publish(paper, tmp_path / "renewed", options=options)
        forget(tmp_path / "new")
        publish(paper, tmp_path / "new", options=options)
        renewed, new = files_of(tmp_path / "renewed"), files_of(tmp_path / "new")
        assert [path for path in renewed | new if renewed.get(path) != new.get(path)] == [], change


def test_a_list_that_nothing_reached_is_made_again_where_somebody_touched_it(
    paper: Paper, tmp_path: Path
) -> None:
    crowd(paper, 60)
    site = tmp_path / "site"
    publish(paper, site)
    good = files_of(site)
    (site / "tag/berth-3.html").write_text("defaced")
    (site / "date/2014-07.html").unlink()
    paper.change("crowd00001", body=Body("<p>Off the quay.</p>", "Off the quay."))
    publish(paper, site)
    assert {path: files_of(site)[path] for path in ("tag/berth-3.html", "date/2014-07.html")} == {
        path: good[path] for path in ("tag/berth-3.html", "date/2014-07.html")
    }


def test_a_tag_that_is_called_like_a_section_is_no_section(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Touched] = []

    def told_too(past: Past, catalogue: Catalogue, digests: dict[str, str], nav: str) -> Touched:
        told.append(touched_since(past, catalogue, digests, nav))
        return told[-1]

    monkeypatch.setattr("backfile.publish.build.touched_since", told_too)
    crowd(paper, 60)
    paper.change("crowd00020", tags=("Sea",))
    publish(paper, tmp_path / "site")
    paper.change("crowd00021", tags=("Sea",))
    publish(paper, tmp_path / "site")
    assert told[-1].stories == {"crowd00021"}
    assert "tag/sea.html" in (told[-1].lists or ())
