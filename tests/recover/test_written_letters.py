"""Letters that an editor wrote for the archive, and mended."""

from dataclasses import replace

from backfile.model.capture import Capture, Form
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter
from backfile.model.story import StoryType
from backfile.recover import entry
from backfile.recover.layout import Layout
from backfile.recover.publication import settle_publication


def _letter(text: str, item: str = "letter.md", title: str = "", day: str = "") -> Capture:
    claims: list[Evidence[object]] = [
        Evidence("type", StoryType.LETTER, "front-matter:type", 0.98),
        Evidence("kind", "standing", "type", 0.98),
    ]
    claims += [Evidence("headline", title, "title", 0.98)] if title else []
    claims += [Evidence("published", day, "date", 0.98)] if day else []
    body = f"<p>{text}</p>".encode()
    return Capture(form=Form.ENTRY, item=item, body=body, claims=tuple(claims))


def _shown(*captures: Capture) -> tuple[Letter, ...]:
    heard = (entry.testify_entry(capture, Layout()).publication for capture in captures)
    return settle_publication((None, claim) for said in heard for claim in said).letters


def test_a_mended_letter_stands_in_the_stead_of_the_first() -> None:
    first, second = _letter("We thnk our readers."), _letter("We thank our readers.")
    assert [letter.text for letter in _shown(first, second)] == ["We thank our readers."]
    assert [letter.text for letter in _shown(first, second, first)] == ["We thnk our readers."]


def test_a_letter_of_the_same_title_in_another_file_is_the_same_letter() -> None:
    first = _letter("Zest is lost.", "a/one.md", "Farewell, friends", "2016-03-17")
    second = _letter("All is said.", "two.md", "Farewell, friends", "2016-03-17")
    assert _shown(first, second) == (
        Letter("All is said.", "2016-03-17", "2016-03-17", "Farewell, friends"),
    )


def test_letters_of_two_days_both_stand_the_newest_last() -> None:
    second = _letter("We are back.", day="2017-01-02")
    first = _letter("We take a rest.", day="2016-03-17")
    assert [letter.seen_from for letter in _shown(second, first)] == ["2016-03-17", "2017-01-02"]


def test_files_that_are_all_named_index_are_not_versions_of_one_letter() -> None:
    shown = _shown(_letter("Zebras first.", "a/index.md"), _letter("All is said.", "b/index.md"))
    assert [letter.text for letter in shown] == ["Zebras first.", "All is said."]


def test_an_export_is_one_file_with_many_letters() -> None:
    first, second = (
        replace(capture, claims=tuple(replace(c, place="wxr:type") for c in capture.claims))
        for capture in (_letter("Zebras first.", "all.xml"), _letter("All is said.", "all.xml"))
    )
    assert len(_shown(first, second)) == 2
