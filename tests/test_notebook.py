"""The archive in a notebook."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import backfile
from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Item, Member, Reading, StoryEntry
from backfile.clock import stopped_clock
from backfile.config import template
from backfile.errors import ArchiveMissing, BadValue, NotFound, OperatorError
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit, DepositKind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.publication import Publication
from backfile.model.story import Body, Contributor, Story
from backfile.model.testimony import Link, Testimony

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[backfile.Notebook]:
    """An archive of two stories, open in a notebook."""
    path = tmp_path / "archive"
    with Archive.create(path, template("The <Daily> Well"), stopped_clock()) as made:
        digest, size = made.originals.put(io.BytesIO(b"crawl"))
        deposit = Deposit(
            id="d1", name="crawl.warc", kind=DepositKind.WARC, digest=digest, size=size
        )
        made.deposits.register(deposit, [Item("crawl.warc", digest, size)])
        capture = Capture(
            form=Form.PAGE, item="crawl.warc", offset=0, address="https://a.example/w"
        )
        said = Testimony(kind=Kind.STORY, findings=(Finding("date-lost", "No date."),))
        made.captures.put("d1", Batch(readings=(Reading(capture, said),)))
        well = Story(
            id="well",
            headline="The <b>well</b>",
            published="2016-03-17",
            section="Water",
            language="en",
            contributors=(Contributor("Ann Lee"),),
            body=Body("<p>It ran dry.</p>", "It ran dry."),
            addresses=("https://a.example/w",),
        )
        claim: Evidence[object] = Evidence("headline", well.headline, "visible:h1", 0.97, capture=1)
        entries = [
            StoryEntry(
                story=well,
                evidence=(claim,),
                links=(Link("https://a.example/w.jpg", "lead"),),
                members=(Member(1),),
            ),
            StoryEntry(story=Story(id="rain", headline="Rain", language="en")),
        ]
        made.stories.put(entries)
        made.publication.put(Publication(title="Daily Wel", status="paused"))
    with backfile.open(path) as opened:
        yield opened


def test_stories_and_records_stream_and_are_found_by_name(archive: backfile.Notebook) -> None:
    assert len(archive) == 2
    assert [story.id for story in archive.stories()] == ["rain", "well"]
    assert [record["story"]["id"] for record in archive.records()] == ["rain", "well"]
    assert archive.story("https://a.example/w").headline == "The <b>well</b>"
    record = archive.record("w")
    assert record["item"] == "crawl.warc"
    assert record["evidence"]["headline"][0]["place"] == "visible:h1"
    with pytest.raises(NotFound):
        archive.story("nothing")


def test_the_keeper_s_title_stands_over_the_recovered_one(archive: backfile.Notebook) -> None:
    assert archive.publication.title == "The <Daily> Well"
    assert archive.publication.status == "paused"
    assert repr(archive) == "<archive 'The <Daily> Well': 2 stories>"


def test_a_search_gives_a_table(archive: backfile.Notebook) -> None:
    found = archive.search('dry by:"ann lee"')
    assert (len(found), found.total, found[0]["id"]) == (1, 1, "well")
    assert [row["id"] for row in archive.search("", limit=1, order="new")] == ["well"]
    assert [row["id"] for row in archive.search("")[:1]] == ["well"]
    assert len(archive.search("nowhere")) == 0
    with pytest.raises(BadValue):
        archive.search("year:spring")


def test_the_ledger_the_findings_and_what_is_missing_are_tables(
    archive: backfile.Notebook,
) -> None:
    assert list(archive.ledger()) == [
        {"deposit": "crawl.warc", "kind": "story", "captures": 1, "stories": 1, "repeats": 0}
    ]
    assert [row["kind"] for row in archive.captures()] == ["story"]
    assert archive.findings()[0]["code"] == "date-lost"
    assert archive.missing()[0]["address"] == "https://a.example/w.jpg"


def test_a_notebook_shows_an_archive_as_html_that_is_safe(archive: backfile.Notebook) -> None:
    shown = archive._repr_html_()
    assert "The &lt;Daily&gt; Well" in shown
    assert "2 stories" in shown
    assert "<b>" not in archive.search("well")._repr_html_()
    assert "0 of 0" in archive.search("nowhere")._repr_html_()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_export_is_a_whole_file(archive: backfile.Notebook, tmp_path: Path, form: str) -> None:
    target = archive.export(tmp_path / f"stories.{form}", form)
    assert [place.name for place in tmp_path.glob("stories*")] == [target.name]
    if form == "jsonl":
        lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert [line["story"]["id"] for line in lines] == ["rain", "well"]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
        assert rows[1]["contributors"] == "Ann Lee (author)"
    else:
        assert target.read_bytes().startswith(b"PAR1")


def test_an_unknown_format_is_named_with_those_that_are_known(
    archive: backfile.Notebook, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match="xlsx"):
        archive.export(tmp_path / "x", "xlsx")


@pytest.mark.slow
def test_stories_become_dataframes(archive: backfile.Notebook) -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    frame = archive.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["id"]) == ["rain", "well"]
    other = archive.search("well").to_polars()
    assert isinstance(other, polars.DataFrame)
    assert other["section"].to_list() == ["Water"]
    assert archive.to_polars().height == 2


def test_a_library_that_is_missing_is_named(
    archive: backfile.Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OperatorError, match="pandas") as met:
        archive.to_pandas()
    assert "backfile[pandas]" in met.value.next_step


def test_where_there_is_no_archive_python_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        backfile.open(tmp_path)


def test_importing_backfile_costs_nothing_until_an_archive_is_opened() -> None:
    asked = (
        "import sys, backfile; print(sorted(n for n in sys.modules if n.startswith('backfile')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "['backfile']"
    assert {"open", "Notebook", "Table"} <= set(dir(backfile))
    with pytest.raises(AttributeError, match="no attribute 'shut'"):
        backfile.shut  # noqa: B018


def test_the_python_page_names_the_whole_interface(archive: backfile.Notebook) -> None:
    page = (DOCS / "python.md").read_text("utf-8")
    doors = [name for name in dir(archive) if not name.startswith("_") and name != "path"]
    assert [name for name in doors if f"archive.{name}" not in page] == []
