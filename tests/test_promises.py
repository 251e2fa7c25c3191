"""What the documents promise of exports and of Python, tried on the demo publication."""

import csv
import json
import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import jsonschema
import pyarrow.parquet
import pytest

import backfile
from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.config import template
from backfile.preserve.export import COLUMNS, records_of, row_of
from backfile.record import encode, record_line

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parent.parent / "docs"
PAGE = """<!doctype html><html lang="en"><head><title>The quay closes</title>
<link rel="canonical" href="https://www.example.org/2016/03/17/slug">
<meta property="article:published_time" content="2016-03-17T09:00:00+00:00">
<meta property="article:section" content="Harbour"></head><body><article>
<h1>The quay closes</h1><p class="byline">By <a rel="author" href="/by/ann">Ann Lee</a></p>
<div class="entry-content"><p>The old quay closed on Monday after engineers found cracks in two of
its pillars, and refugees who had slept in its sheds were given beds at the school.</p>
<p>Traders who rent the sheds behind the market were told on Sunday evening by a letter.</p></div>
</article></body></html>"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of the demo publication."""
    path = tmp_path_factory.mktemp("promises") / "demo"
    with (
        as_file(files("backfile").joinpath("demo")) as folder,
        Archive.create(path, template(), stopped_clock()) as made,
    ):
        deposits = sorted(place for place in folder.iterdir() if place.suffix != ".md")
        add(made, [place for place in deposits if place.name[0] not in "._"], Manner())
        yield made


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((DOCS / "record.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def faults(record: object) -> list[str]:
    """What the published schema has against a record, as it leaves the house."""
    found = validator().iter_errors(json.loads(encode(record)))
    return [f"{error.json_path}: {error.message}" for error in found]


def test_every_exported_record_is_what_the_published_schema_says(demo: Archive) -> None:
    records = list(records_of(demo))
    assert len(records) > 40
    assert [fault for record in records for fault in faults(record)] == []


def test_every_recovered_record_is_what_the_published_schema_says() -> None:
    with as_file(files("backfile").joinpath("demo")) as folder:
        deposits = [folder / "text", *folder.glob("*.xml")]
        kinds = set()
        for account in recover_deposits(deposits, Manner()):
            assert faults(record_line(account)) == []
            kinds.add(account.kind)
    assert len(kinds) > 3


def test_the_published_schema_refuses_what_is_no_record(demo: Archive) -> None:
    record = json.loads(encode(next(iter(records_of(demo)))))
    record["story"]["direction"] = "up"
    assert faults(record)
    del record["story"]
    assert faults(record)


def test_tables_come_back_as_they_went(demo: Archive, tmp_path: Path) -> None:
    rows = [row_of(story) for story in demo.stories.all()]
    with backfile.open(demo.path) as opened:
        opened.export(tmp_path / "stories.csv", form="csv")
        opened.export(tmp_path / "stories.parquet", form="parquet")
    with (tmp_path / "stories.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    plain = [{n: "" if v is None else str(v) for n, v in row.items()} for row in rows]
    assert told == plain
    assert list(told[0]) == list(COLUMNS)
    assert pyarrow.parquet.read_table(tmp_path / "stories.parquet").to_pylist() == rows


def test_the_examples_of_the_python_page_run_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    with Archive.create(Path("our-archive"), template("The Paper"), stopped_clock()) as made:
        add(made, [Path("page.html")], Manner())
    blocks = re.findall(r"```python\n(.+?)```", (DOCS / "python.md").read_text("utf-8"), re.DOTALL)
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), known)  # noqa: S102 - our own page
    assert len(known["sure"]) == 1  # type: ignore[arg-type]
    known["archive"].close()  # type: ignore[attr-defined]
