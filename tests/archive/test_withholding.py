"""Rights: credit lines sorted, and what the keeper's rules keep back on each surface."""

from pathlib import Path

import pytest

from backfile.archive.archive import SETTINGS, Archive
from backfile.archive.entries import StoryEntry
from backfile.clock import stopped_clock
from backfile.errors import BadValue
from backfile.model.remedy import Surface
from backfile.model.rights import AGENCIES, CreditKind, Rights, sort_credit
from backfile.model.story import WITHHELD, Body, Contributor, Image, Story
from backfile.model.testimony import Link
from backfile.publish.shelves import holdings_of

HTML = (
    '<p>Text.</p><figure><a href="https://a.example/in.jpg"><img src="https://a.example/in.jpg">'
    "</a><figcaption>A street. Photo: Ann Lee/Reuters</figcaption></figure>"
    '<figure><img src="https://a.example/own.jpg"><figcaption>The quay. Photo: Ann Lee for The Well'
    "</figcaption></figure>"
)


@pytest.mark.parametrize(
    ("line", "kind", "agency"),
    [
        ("Mona Haddad/AFP for The Well", CreditKind.WIRE, "AFP"),
        ("AP Photo/Hussein Ali", CreditKind.WIRE, "AP"),
        ("رويترز", CreditKind.WIRE, "Reuters"),
        ("تصوير: أ ف ب", CreditKind.WIRE, "AFP"),
        ("Фото: ТАСС", CreditKind.WIRE, "TASS"),
        ("Foto: dpa", CreditKind.WIRE, "dpa"),
        ("新华社", CreditKind.WIRE, "Xinhua"),
        ("Doğan Haber Ajansı", CreditKind.WIRE, "DHA"),
        ("Getty Images", CreditKind.AGENCY, "Getty Images"),
        ("Ann Lee/Panos Pictures", CreditKind.AGENCY, "Panos"),
        ("Sana Haddad", CreditKind.UNKNOWN, ""),
        ("Rex Miller", CreditKind.UNKNOWN, ""),
        ("SANA", CreditKind.WIRE, "SANA"),
        ("Ann Lee for The Well", CreditKind.FREELANCE, ""),
        ("Ann Lee pour The Well", CreditKind.FREELANCE, ""),
        ("Ann Lee, special to The Well", CreditKind.FREELANCE, ""),
        ("The Well", CreditKind.STAFF, ""),
        ("La Rédaction", CreditKind.STAFF, ""),
        ("Courtesy of the family", CreditKind.HANDOUT, ""),
        ("لقطة شاشة", CreditKind.HANDOUT, ""),
        ("Ann Lee", CreditKind.UNKNOWN, ""),
        ("", CreditKind.UNKNOWN, ""),
    ],
)
def test_a_credit_line_is_sorted(line: str, kind: CreditKind, agency: str) -> None:
    sorted_ = sort_credit(line, "The Well")
    assert (sorted_.kind, sorted_.agency) == (kind, agency)


def test_an_arabic_publication_has_its_name_written_on_to_for() -> None:
    assert sort_credit("بسمة علوان للبئر", "البئر").kind is CreditKind.FREELANCE
    assert sort_credit("بسمة علوان لسولت لاين", "سولت لاين").kind is CreditKind.FREELANCE


def test_a_publication_is_known_by_its_names_in_other_scripts() -> None:
    rights = Rights(titles=("البئر", "TW"))
    assert sort_credit("بسمة علوان للبئر", "The Well").kind is CreditKind.UNKNOWN
    assert sort_credit("بسمة علوان للبئر", "The Well", rights).kind is CreditKind.FREELANCE
    assert sort_credit("تصوير: البئر", "The Well", rights).kind is CreditKind.STAFF
    assert sort_credit("Ann Lee for TW", "The Well", rights).kind is CreditKind.FREELANCE
    assert sort_credit("Ann Lee", "The Well", rights).kind is CreditKind.UNKNOWN
    assert sort_credit("Ann Lee for the Welfare", "", Rights()).kind is CreditKind.UNKNOWN


def test_a_person_is_known_by_the_whole_name_alone() -> None:
    rights = Rights(staff=("Sami Ali", "منى حداد"))
    assert sort_credit("Photo: Sami Ali", "", rights).kind is CreditKind.STAFF
    assert sort_credit("تصوير: منى حدّاد", "", rights).kind is CreditKind.STAFF
    assert sort_credit("Sami Alioui", "", rights).kind is CreditKind.UNKNOWN


@pytest.mark.parametrize("name", AGENCIES)
def test_every_agency_is_known_by_the_name_that_the_table_gives_it(name: str) -> None:
    assert sort_credit(f"Ann Lee / {name}").agency == name


def archive_with(path: Path, rules: str) -> Archive:
    with Archive.create(path, "", stopped_clock("2026-11-22T08:00:00Z")) as archive:
        wire = Story(
            id="wire",
            headline="A wire story",
            byline="By Reuters",
            contributors=(Contributor("Reuters", "agency"),),
            lead_image=Image("https://a.example/lead.jpg", "A street", "Sami Aziz/AFP", "street"),
            body=Body(HTML, "Text."),
            addresses=("https://a.example/wire",),
        )
        links = tuple(Link(f"https://a.example/{n}.jpg", "picture") for n in ("in", "own"))
        archive.stories.put(
            [StoryEntry(story=wire, links=(*links, Link("https://a.example/lead.jpg", "lead")))]
        )
        own = Story(
            id="own", headline="Ours", byline="By Ann Lee", addresses=("https://a.example/own",)
        )
        archive.stories.put([StoryEntry(story=own)])
    (path / SETTINGS).write_text(rules, "utf-8")
    return Archive.open(path, clock=stopped_clock("2026-11-22T08:00:00Z"))


def test_without_rules_all_is_shown(tmp_path: Path) -> None:
    with archive_with(tmp_path / "a", "") as archive:
        assert archive.outward(Surface.SITE).digests() == archive.inward().digests()


def test_pictures_of_wires_go_and_their_words_stay(tmp_path: Path) -> None:
    with archive_with(tmp_path / "a", '[rights]\nwithhold_pictures = ["wire"]\n') as archive:
        entry = archive.outward(Surface.SITE).entry("wire")
        assert entry.story.lead_image == Image(WITHHELD, "A street", "Sami Aziz/AFP", "street")
        assert "<img" in entry.story.body.html
        assert 'src="https://a.example/in.jpg"' not in entry.story.body.html
        assert "Photo: Ann Lee/Reuters" in entry.story.body.html
        assert [link.address for link in entry.links] == ["https://a.example/own.jpg"]
        before = archive.inward().digests()
        assert archive.outward(Surface.SITE).digests()["wire"] != before["wire"]


def test_an_agency_with_a_contract_is_excepted(tmp_path: Path) -> None:
    rules = '[rights]\nwithhold_pictures = ["wire"]\nshow = ["AFP"]\n'
    with archive_with(tmp_path / "a", rules) as archive:
        story = archive.outward(Surface.SITE).get("wire")
        assert story.lead_image
        assert story.lead_image.address == "https://a.example/lead.jpg"


def test_what_may_be_shown_may_still_not_be_packaged(tmp_path: Path) -> None:
    rules = '[rights]\nunpacked_pictures = ["AFP"]\nunpacked_stories = ["Reuters"]\n'
    with archive_with(tmp_path / "a", rules) as archive:
        assert archive.outward(Surface.SITE).count() == 2
        assert [story.id for story in archive.outward(Surface.PACKAGES).stories()] == ["own"]
        assert set(holdings_of(archive).digests()) == {"wire", "own"}


@pytest.mark.parametrize("name", ["own", "https://www.a.example/own/"])
@pytest.mark.parametrize(("day", "shown"), [("2026-11-22", 2), ("2026-11-23", 1)])
def test_a_story_under_embargo_waits_for_its_day(
    tmp_path: Path, name: str, day: str, shown: int
) -> None:
    rules = f'[rights.embargo]\n"{name}" = "{day}"\n'
    with archive_with(tmp_path / "a", rules) as archive:
        for surface in Surface:
            assert archive.outward(surface).count() == shown


@pytest.mark.parametrize(
    "rules", ["[rights]\nshow = 3\n", '[rights.embargo]\nx = "soon"\n', "[rights\n"]
)
def test_rules_that_cannot_be_read_show_nothing(tmp_path: Path, rules: str) -> None:
    with archive_with(tmp_path / "a", rules) as archive, pytest.raises(BadValue):
        archive.outward(Surface.SITE)
