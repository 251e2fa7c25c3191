"""What machines read in a story's page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.publish.conftest import HOST, Paper

from backfile.model.story import StoryType
from backfile.publish import when
from backfile.publish.options import Options
from backfile.publish.site import publish

SITE = "https://archive.example/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
READ = {
    "citation_title": "title",
    "citation_author": "author",
    "citation_date": "date",
    "citation_language": "language",
    "citation_public_url": "url",
    "citation_issn": "ISSN",
    "citation_keywords": "tag",
    "og:site_name": "publicationTitle",
    "article:section": "section",
    "description": "abstractNote",
    "DC.rights": "rights",
    "z:itemType": "itemType",
    "z:archive": "archive",
    "z:archiveLocation": "archiveLocation",
}
"""What Zotero's Embedded Metadata translator reads, and the field of its item that it fills."""


@pytest.fixture
def page(paper: Paper, tmp_path: Path) -> str:
    options = Options(address=SITE, keeper="The Islands Library", licence=LICENCE)
    publish(paper, tmp_path / "site", options=options)
    return (tmp_path / "site/story/f/ferryferry.html").read_text("utf-8")


def _linked(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    said: dict[str, Any] = json.loads(found[1])
    return said


def test_what_is_read_aloud_are_the_printed_parts_of_the_page(page: str) -> None:
    said = _linked(page)["speakable"]
    assert said["@type"] == "SpeakableSpecification"
    whole = html.fromstring(page)
    assert said["cssSelector"]
    for selector in said["cssSelector"]:
        name = selector.removesuffix("[data-text]")
        way = f".//*[@class='{name[1:]}']" if name.startswith(".") else f".//{name}"
        assert len(list(whole.iterfind(f"{way}[@data-text]"))) == 1, selector


def test_zotero_finds_every_field_of_a_newspaper_article(page: str) -> None:
    found: dict[str, list[str]] = {}
    for meta in html.fromstring(page).iterfind(".//meta"):
        name = meta.get("name") or meta.get("property") or ""
        if name in READ:
            found.setdefault(READ[name], []).append(meta.get("content") or "")
    assert 'prefix="og: http://ogp.me/ns# article: http://ogp.me/ns/article# z:' in page
    assert 'name="DC.source"' not in page  # Zotero takes it for the publication's title
    assert found == {
        "itemType": ["newspaperArticle"],
        "title": ["The Last Ferry Leaves the North Landing"],
        "author": ["Mara Lindqvist", "Jonas de Vries"],
        "date": ["2016/03/18"],
        "language": ["en"],
        "url": [f"{SITE}story/f/ferryferry.html"],
        "tag": ["Ferries", "Transport", "Saint Brannoc"],
        "publicationTitle": ["Harbour Line"],
        "section": ["Harbour"],
        "abstractNote": [
            (
                "After ninety-three years the island’s only year-round crossing has ended. What it "
                "cost, and who was counting, is still in dispute."
            )
        ],
        "rights": [LICENCE],
        "archive": ["The Islands Library"],
        "archiveLocation": ["ferryferry"],
    }


def test_a_story_is_a_part_of_an_archive_and_says_where_it_first_stood(page: str) -> None:
    said = _linked(page)
    assert said["@type"] == ["NewsArticle", "ArchiveComponent"]
    assert said["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "The Islands Library"}
    assert said["isBasedOn"] == f"{HOST}/2016/03/18/last-ferry/"
    assert said["archivedAt"] == f"{SITE}story/f/ferryferry.html"
    assert said["license"] == LICENCE
    assert said["image"]["creditText"] == "Ife Adeyemi / Harbour Line"
    assert said["correction"][0]["@type"] == "CorrectionComment"
    assert "temporalCoverage" not in said


@pytest.mark.parametrize(
    ("text", "certain", "interval"),
    [
        ("2016-03-18", "2016-03-18", None),
        ("2016-03", "2016-03", "2016-03-01/2016-03-31"),
        ("2016-03-15/2016-03-20", "2016-03", "2016-03-15/2016-03-20"),
        ("2016-03-15/2016-05-20", "2016", "2016-03-15/2016-05-20"),
        ("2015-12-15/2016-01-20", None, "2015-12-15/2016-01-20"),
        ("2016-03-18?", None, None),
        ("../2016", None, None),
        ("no date", None, None),
        (None, None, None),
    ],
)
def test_only_what_is_certain_of_a_date_is_told_as_one(
    text: str | None, certain: str | None, interval: str | None
) -> None:
    assert when.certain_part(text) == certain
    assert when.interval(text) == interval


@pytest.fixture
def paired(paper: Paper, tmp_path: Path) -> dict[str, str]:
    """The pages of a story and of the same in Arabic."""
    paper.pairs = {"ferryferry": ("arabicstry",), "arabicstry": ("ferryferry",)}
    publish(paper, tmp_path / "two", options=Options(address=SITE))
    return {
        name: (tmp_path / f"two/story/{name[0]}/{name}.html").read_text("utf-8")
        for name in paper.pairs
    }


def test_a_page_leads_to_the_same_story_in_another_language_and_to_itself(
    paired: dict[str, str],
) -> None:
    for page in paired.values():
        tree = html.fromstring(page)
        ways = {link.get("hreflang"): link.get("href") for link in tree.iterfind(".//head/link")}
        assert ways["en"] == ways["x-default"] == f"{SITE}story/f/ferryferry.html"
        assert ways["ar"] == f"{SITE}story/a/arabicstry.html"
    (link,) = html.fromstring(paired["ferryferry"]).findall(".//p[@class='languages']/a")
    assert (link.get("href"), link.get("dir")) == ("../../story/a/arabicstry.html", "rtl")
    assert "".join(map(str, link.itertext())).startswith("العربية: ")
    assert 'property="og:locale:alternate" content="ar"' in paired["ferryferry"]


def test_linked_data_tell_the_original_from_its_translation(paired: dict[str, str]) -> None:
    told = {name: _linked(page) for name, page in paired.items()}
    works = {
        name: [key for key in ("workTranslation", "translationOfWork") if key in said]
        for name, said in told.items()
    }
    assert sorted(works.values()) == [["translationOfWork"], ["workTranslation"]]
    (name,) = (name for name, keys in works.items() if keys == ["workTranslation"])
    (work,) = told[name]["workTranslation"]
    assert work["identifier"] in paired.keys() - {name}
    assert work["inLanguage"] in {"en", "ar"}


def test_feeds_name_the_translation(paper: Paper, tmp_path: Path) -> None:
    paper.pairs = {"ferryferry": ("arabicstry",), "arabicstry": ("ferryferry",)}
    publish(paper, tmp_path / "two", options=Options(address=SITE))
    atom = (tmp_path / "two/feed.xml").read_text("utf-8")
    assert f'hreflang="ar" href="{SITE}story/a/arabicstry.html"' in atom
    items = json.loads((tmp_path / "two/feed.json").read_text("utf-8"))["items"]
    named = {item["id"]: item.get("_translations") for item in items}
    assert named[f"{SITE}story/a/arabicstry.html"] == [
        {"language": "en", "url": f"{SITE}story/f/ferryferry.html"}
    ]
    stories = json.loads((tmp_path / "two/api/stories.json").read_text("utf-8"))["stories"]
    assert {s["id"]: s["translations"] for s in stories}["ferryferry"] == ["arabicstry"]


@pytest.mark.parametrize(
    ("fields", "kind", "genre"),
    [
        ({}, "NewsArticle", None),
        ({"section": "Analysis"}, "AnalysisNewsArticle", None),
        ({"section": "تحليل"}, "AnalysisNewsArticle", None),
        ({"type": StoryType.EXPLAINER}, "BackgroundNewsArticle", "explainer"),
        ({"type": StoryType.OPINION, "section": "Analysis"}, "OpinionNewsArticle", "opinion"),
        ({"type": StoryType.INTERVIEW}, "NewsArticle", "interview"),
        ({"type": StoryType.EVENT}, "Article", "event"),
    ],
)
def test_each_sort_of_story_has_its_type(
    paper: Paper, tmp_path: Path, fields: dict[str, Any], kind: str, genre: str | None
) -> None:
    paper.change("ferryferry", **fields)
    publish(paper, tmp_path / "site")
    said = _linked((tmp_path / "site/story/f/ferryferry.html").read_text("utf-8"))
    assert said["@type"] == [kind, "ArchiveComponent"]
    assert said.get("genre") == genre
