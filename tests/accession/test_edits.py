"""Corrections by persons: every field, refused where they do not fit, taken back to the letter."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.accession.conftest import Piece, Remains

from backfile.accession.edits import Edit, edit, undo
from backfile.accession.reading import Manner
from backfile.accession.run import add, read_again
from backfile.accession.typed import NEVER_EMPTY, READERS
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.errors import BadValue
from backfile.model.story import PICTURE_PARTS, STORY_FIELDS
from backfile.preserve.export import records_of
from backfile.record import encode

STORY = Piece(10).address
Told = dict[str, object]

GOOD: dict[str, tuple[str, object]] = {
    "type": ("interview", "interview"),
    "headline": ("  Another\nheadline ", "Another headline"),
    "standfirst": ("A standfirst.", "A standfirst."),
    "byline": ("By two", "By two"),
    "contributors": (
        'Ann Lee, Mona "M." Haddad',
        [{"name": "Ann Lee", "role": "author"}, {"name": 'Mona "M." Haddad', "role": "author"}],
    ),
    "published": ("2016-03-15/2016-03-20", "2016-03-15/2016-03-20"),
    "published_at": ("2015-01-01T09:00:00-04:00", "2015-01-01T09:00:00-04:00"),
    "modified": ("2016-04", "2016-04"),
    "section": ("Harbour", "Harbour"),
    "tags": ("roofs, slate", ["roofs", "slate"]),
    "language": ("ar", "ar"),
    "direction": ("rtl", "rtl"),
    "read_minutes": ("4", 4),
    "lead_image": (
        "https://www.harbour.example/roof.jpg",
        {
            "address": "https://www.harbour.example/roof.jpg",
            "caption": None,
            "credit": None,
            "alt": None,
        },
    ),
    "body": (
        "One & one.\n\nTwo.",
        {"html": "<p>One &amp; one.</p><p>Two.</p>", "text": "One & one.\n\nTwo."},
    ),
    "notices": ('[{"kind": "update", "text": "Now so."}]', [{"kind": "update", "text": "Now so."}]),
    "translations": (
        '[{"address": "https://www.harbour.example/ar/roof", "language": "ar"}]',
        [{"address": "https://www.harbour.example/ar/roof", "language": "ar", "story": None}],
    ),
    "occasion": (
        '{"starts": "2016-05-01 19:00", "venue": "The quay"}',
        {
            "starts": "2016-05-01T19:00:00",
            "ends": None,
            "venue": "The quay",
            "venue_address": None,
            "online": None,
            "registration": None,
            "status": None,
        },
    ),
    "gathers": ("roofs, tag:slate", ["roofs", "tag:slate"]),
    "series": (
        '{"name": "The roofs of Saltby", "part": 2}',
        {"name": "The roofs of Saltby", "part": 2, "of": None},
    ),
}


@pytest.fixture
def filled(archive: Archive, remains: Remains) -> Archive:
    """The archive of sixteen stories in two deposits."""
    add(archive, remains.both, Manner())
    return archive


def say(archive: Archive, field: str, value: str | None, target: str = STORY) -> int:
    wish = Edit(target, field, value, "the printed edition")
    return edit(archive, wish, stopped_clock(), Manner()).number or 0


def told(archive: Archive) -> list[Told]:
    return [json.loads(encode(record["story"])) for record in records_of(archive)]


def story(archive: Archive) -> Told:
    return next(one for one in told(archive) if STORY in one["addresses"])  # type: ignore[operator]


def test_every_field_can_be_corrected() -> None:
    assert READERS.keys() == STORY_FIELDS.keys() | PICTURE_PARTS.keys()
    assert GOOD.keys() == STORY_FIELDS.keys() - {"comments"}


@pytest.mark.parametrize("field", GOOD)
def test_a_correction_stands_and_goes_without_a_trace(filled: Archive, field: str) -> None:
    before = told(filled)
    typed, wanted = GOOD[field]
    number = say(filled, field, typed)
    assert story(filled)[field] == wanted
    undo(filled, number, stopped_clock(), Manner())
    assert told(filled) == before


@pytest.mark.parametrize("field", sorted(STORY_FIELDS.keys() - NEVER_EMPTY - {"comments"}))
def test_a_person_can_say_that_there_is_none(filled: Archive, field: str) -> None:
    say(filled, field, None)
    if field != "language":
        assert story(filled)[field] in (None, [])


def test_parts_of_a_picture_are_corrected_one_by_one(filled: Archive) -> None:
    say(filled, "lead_image", "https://www.harbour.example/roof.jpg")
    first = say(filled, "lead_image.caption", "The roof in May")
    say(filled, "lead_image.credit", "Ann Lee")
    undo(filled, first, stopped_clock(), Manner())
    picture = story(filled)["lead_image"]
    assert picture == {
        "address": "https://www.harbour.example/roof.jpg",
        "caption": None,
        "credit": "Ann Lee",
        "alt": None,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", " "),
        ("type", "rumour"),
        ("type", None),
        ("body", None),
        ("published", "next week"),
        ("published_at", "2016-03-17"),
        ("published_at", "2016-03-17T09:00:00"),
        ("modified", "then"),
        ("language", "English, mostly"),
        ("direction", "up"),
        ("read_minutes", "-3"),
        ("lead_image", "roof.jpg"),
        ("lead_image.address", "javascript:alert(1)"),
        ("contributors", '[{"nam": 1}]'),
        ("contributors", "{"),
        ("notices", '[{"kind": "advert", "text": "Buy."}]'),
        ("body", "<script>alert(1)</script>"),
        ("addresses", "https://www.harbour.example/"),
        ("merge", STORY),
        ("kind", "list"),
        ("split", None),
    ],
)
def test_what_does_not_fit_a_field_is_refused_and_changes_nothing(
    filled: Archive, field: str, value: str | None
) -> None:
    before = told(filled)
    with pytest.raises(BadValue) as refused:
        say(filled, field, value)
    assert refused.value.next_step
    assert (told(filled), filled.corrections.all()) == (before, [])


def test_a_field_of_a_story_is_no_field_of_its_capture(filled: Archive) -> None:
    with pytest.raises(BadValue, match="its story has"):
        say(filled, "headline", "x", "capture:1")


def test_foreign_markup_in_a_corrected_body_is_cleaned(filled: Archive) -> None:
    say(filled, "body", json.dumps({"html": "<p onclick=x>So.</p><script>alert(1)</script>"}))
    assert story(filled)["body"] == {"html": "<p>So.</p>", "text": "So."}


def test_the_type_that_a_person_gave_outweighs_the_section_that_they_gave_later(
    filled: Archive,
) -> None:
    say(filled, "type", "news")
    say(filled, "section", "Opinion")
    assert story(filled)["type"] == "news"


def test_taking_a_correction_back_keeps_captures_that_have_no_address(
    archive: Archive, remains: Remains, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    text = "\n\n".join([Piece(10).headline, *Piece(10).paragraphs])
    (bare / "ten.txt").write_text(text, encoding="utf-8")
    add(archive, [remains.pages, bare], Manner())
    entry = archive.stories.entry(STORY)
    number = say(archive, "headline", "Otherwise")
    undo(archive, number, stopped_clock(), Manner())
    assert archive.stories.entry(STORY) == entry
    assert not archive.captures.unsettled()


@pytest.mark.parametrize("change", ["again", "further"])
def test_corrections_survive_further_deposits_and_reading_again(
    archive: Archive, remains: Remains, change: str
) -> None:
    steps: dict[str, Callable[[], object]] = {
        "again": lambda: read_again(archive, "pages", Manner()),
        "further": lambda: add(archive, [remains.feed], Manner()),
    }
    add(archive, [remains.pages], Manner())
    say(archive, "headline", "Otherwise")
    listed = archive.stories.entry(Piece(2).address).members[0].capture
    say(archive, "kind", "list", f"capture:{listed}")
    say(archive, "merge", Piece(4).address, Piece(5).address)
    steps[change]()
    assert story(archive)["headline"] == "Otherwise"
    assert archive.captures.get(listed).kind.value == "list"
    both = archive.stories.entry(Piece(4).address)
    assert Piece(5).address in both.story.addresses


def test_a_correction_of_bare_text_holds_on_to_the_place_not_to_the_words(
    archive: Archive, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    text = "\n\n".join([Piece(10).headline, *Piece(10).paragraphs])
    (bare / "ten.txt").write_text(text, encoding="utf-8")
    add(archive, [bare], Manner())
    (name,) = [one.id for one in archive.stories.all()]
    say(archive, "headline", "Otherwise", name)
    assert archive.corrections.all()[0].target.startswith("at:")
    read_again(archive, "bare", Manner())
    assert [one.headline for one in archive.stories.all()] == ["Otherwise"]


def test_the_same_correction_twice_is_once(filled: Archive) -> None:
    other = Piece(4).address
    for field, value in (("headline", "Otherwise"), ("merge", other)):
        assert say(filled, field, value) == say(filled, field, value)
    assert len(filled.corrections.all()) == 2
    assert say(filled, "headline", "Otherwise again") == 3
    assert say(filled, "headline", "Otherwise") == 4
