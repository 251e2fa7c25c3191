"""What goes out to spreadsheets and scripts."""

import pytest

from backfile.preserve.export import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+43 1 234", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_story_runs_in_a_spreadsheet(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["A = B", "", None, 7, "'tis", "“=1”"])
def test_what_runs_nowhere_stays_as_it_is(cell: str | int | None) -> None:
    assert harmless(cell) == cell
