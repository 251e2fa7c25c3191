"""Stories that are the same in another language find each other, whoever of them says so."""

from collections.abc import Iterator

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import StoryEntry
from backfile.archive.translations import Named, pairs_of
from backfile.model.story import Story, Translation

HOME = "https://a.example"


def story(name: str, language: str, *names: str) -> StoryEntry:
    others = tuple(Translation(f"{HOME}/{other}", None) for other in names)
    return StoryEntry(
        story=Story(id=name, language=language, addresses=(f"{HOME}/{name}",), translations=others)
    )


def linked(archive: Archive, *entries: StoryEntry) -> dict[str, tuple[str, ...]]:
    archive.stories.put(entries)
    archive.stories.link_translations()
    return archive.stories.paired()


def test_one_that_is_silent_has_the_translation_that_names_it(archive: Archive) -> None:
    assert linked(archive, story("well", "en"), story("bir", "ar", "well")) == {
        "well": ("bir",),
        "bir": ("well",),
    }
    (translation,) = archive.stories.get("well").translations
    assert translation == Translation(f"{HOME}/bir", "ar", "bir")


def test_a_translation_that_nobody_handed_over_is_remembered_by_its_address(
    archive: Archive,
) -> None:
    assert linked(archive, story("well", "en", "puits")) == {}
    assert archive.stories.get("well").translations == (Translation(f"{HOME}/puits"),)


def test_what_names_another_is_not_taken_for_a_translation(archive: Archive) -> None:
    pairs = linked(
        archive,
        story("well", "en", "bir"),
        story("other", "en", "bir"),
        story("bir", "ar", "well"),
    )
    assert pairs == {"well": ("bir",), "bir": ("well",)}
    assert archive.stories.get("other").translations == ()


def test_a_pair_goes_when_one_no_longer_says_so_or_is_withdrawn(archive: Archive) -> None:
    entries = story("well", "en", "bir"), story("bir", "ar"), story("puits", "fr", "well")
    assert linked(archive, *entries)["well"] == ("bir", "puits")
    assert linked(archive, story("well", "en"))["well"] == ("puits",)
    archive.stories.remove(["puits"])
    assert archive.stories.paired() == {}


def some(*said: str) -> Iterator[Named]:
    for one in said:
        mine, theirs = one.split(">")
        yield Named(mine, mine[:2], theirs, theirs[:2])


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (("en1>ar1",), {"en1 ar1"}),
        (("en1>ar1", "ar1>en1"), {"en1 ar1"}),
        (("en1>ar1", "en2>ar1"), set()),
        (("en1>ar1", "en2>ar1", "ar1>en2"), {"en2 ar1"}),
        (("en1>ar1", "ar1>en2"), {"ar1 en2"}),
        (("en1>en2",), set()),
        (("en1>ar1", "en1>fr1"), {"en1 ar1", "en1 fr1"}),
    ],
)
def test_who_is_paired_with_whom(said: tuple[str, ...], pairs: set[str]) -> None:
    found = {frozenset(pair) for pair in pairs_of(some(*said))}
    assert found == {frozenset(pair.split()) for pair in pairs}
