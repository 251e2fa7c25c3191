"""The codec and the record."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.occasion import Occasion
from backfile.model.publication import Letter, Publication
from backfile.model.series import Series
from backfile.model.story import (
    STORY_FIELDS,
    Body,
    Comment,
    Contributor,
    Image,
    Notice,
    Story,
    StoryType,
    Translation,
)
from backfile.model.testimony import Link, Testimony
from backfile.record import (
    FIELD_TYPES,
    Account,
    Record,
    StoryRecord,
    decode_publication,
    decode_story,
    decode_testimony,
    decode_value,
    encode,
    record_line,
    record_schema,
)

SCHEMA = Path(__file__).parent.parent / "docs" / "record.schema.json"

VALUES: dict[str, object] = {
    "type": StoryType.OPINION,
    "headline": "The well at the edge of town",
    "standfirst": "It ran dry in March.",
    "byline": "Written by Ann Lee",
    "contributors": (Contributor("Ann Lee"), Contributor("Sami Aziz", "photographer")),
    "published": "2016-03-15/2016-03-20",
    "published_at": "2016-03-17T09:00:00-04:00",
    "modified": "2016-04",
    "section": "Water",
    "tags": ("wells", "بئر"),
    "language": "en",
    "direction": "ltr",
    "read_minutes": 4,
    "lead_image": Image("https://a.example/w.jpg", "The well", "Sami Aziz", None),
    "body": Body("<p>It ran dry.</p>", "It ran dry."),
    "notices": (Notice("disclaimer", "Views are the author's own."),),
    "comments": (Comment("Reader", "2016-03-18T10:00:00Z", "Sad."),),
    "translations": (Translation("https://a.example/ar/well", "ar", "xyz"),),
    "occasion": Occasion("2016-03-20", None, "The old pump", None, None, "https://a.example/in"),
    "gathers": ("well", 'tag:"wells"'),
    "series": Series("The drying wells", 2, 5),
}
STORY = Story(id="abc", addresses=("https://a.example/well",), **VALUES)  # type: ignore[arg-type]


def test_every_field_that_evidence_speaks_of_comes_back_in_its_own_type() -> None:
    assert VALUES.keys() == STORY_FIELDS.keys()
    evidence = tuple(Evidence(field, value, "here", 0.5) for field, value in VALUES.items())
    said = Testimony(
        kind=Kind.STORY,
        evidence=evidence,
        publication=(Evidence("publication.title", "The Well", "meta", 0.9),),
        keys=("url:a",),
        links=(Link("https://a.example/w.jpg", "lead"),),
        order=("wp", 7),
        findings=(Finding("date-lost", "text"),),
    )
    assert decode_testimony(encode(said)) == said
    for field, value in VALUES.items():
        assert decode_value(field, encode(value)) == value
        assert field in FIELD_TYPES or isinstance(value, str | int)


def test_a_story_and_a_publication_come_back_as_they_went() -> None:
    assert decode_story(encode(STORY)) == STORY
    title = Publication(
        title="The Well",
        letters=(Letter("Dear readers", "2016-03-01"),),
        evidence=(Evidence("publication.title", "The Well", "meta", 0.9, stands=True),),
    )
    assert decode_publication(encode(title)) == title


def test_half_a_character_is_written_as_a_replacement_sign() -> None:
    said = Testimony(kind=Kind.STORY, evidence=(Evidence("headline", "a\ud800b", "here", 0.5),))
    assert decode_testimony(encode(said)).evidence[0].value == "a\ufffdb"


@given(some.text(), some.lists(some.text(), max_size=3))
def test_any_text_survives(text: str, tags: list[str]) -> None:
    story = Story(id="x", headline=text, tags=tuple(tags), body=Body(text, text))
    assert decode_story(encode(story)) == story


def test_a_record_has_its_keys_in_the_published_order_and_no_comments() -> None:
    claims = tuple(
        Evidence(field, value, "here", 0.5, "why", 3, stands=True)
        for field, value in VALUES.items()
    )
    line = record_line(
        Account(
            kind=Kind.STORY,
            address="https://a.example/well",
            story=STORY,
            evidence=claims,
            findings=(Finding("date-lost", "The date is lost."),),
        )
    )
    assert list(line) == [name for name in Record.__annotations__ if name != "remedies"]
    story = line["story"]
    assert isinstance(story, dict)
    assert list(story) == list(StoryRecord.__annotations__)
    assert "Reader" not in encode(line).decode()
    assert msgspec.convert(json.loads(encode(line)), Record)["kind"] == "story"


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_no_story_has_a_record_all_the_same(kind: Kind) -> None:
    line = record_line(Account(kind=kind, item="a.html", same_as_why=None))
    assert msgspec.convert(json.loads(encode(line)), Record)["story"] is None


def test_the_published_schema_is_the_one_that_the_code_makes() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == record_schema(), "run `make docs`"
