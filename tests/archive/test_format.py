"""docs/archive-format.md says what is on disk."""

import re
from pathlib import Path

from backfile.archive.archive import Archive
from backfile.archive.readme import README
from backfile.archive.tables import STEPS, VERSION

PAGE = (Path(__file__).parent.parent.parent / "docs" / "archive-format.md").read_text("utf-8")


def names_of(archive: Archive, kind: str) -> set[str]:
    rows = archive._database.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    shadows = re.compile(r"story_text_|sqlite_")
    return {name for (name,) in rows if not shadows.match(name)}


def test_the_page_describes_every_table_and_view_and_no_other(archive: Archive) -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert described == names_of(archive, "table")
    for view in names_of(archive, "view"):
        assert f"`{view}`" in PAGE


def test_the_page_tells_every_version() -> None:
    told = re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert told == [(str(step.number), step.what) for step in STEPS]
    assert f"(version {VERSION})" in PAGE


def test_the_readme_speaks_of_tables_that_are_there(archive: Archive) -> None:
    named = set(re.findall(r'"(\w+)"', README)) - {"2016"}
    assert named <= names_of(archive, "table")
    assert max(map(len, README.splitlines())) <= 100
