"""A series goes from front matter to the site, and obeys the remedies of its parts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

TEXTS = (
    "The wells on the ridge were dug by hand, and the oldest of them has given water since 1840.",
    "In the spring a pump was set over the market's well, and by summer nine others had run dry.",
    "Nobody had counted the pumps before this paper did; there are three hundred and eleven now.",
)


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Give a function that does something to an archive of three parts, and returns its site."""
    folder = tmp_path / "parts"
    folder.mkdir()
    for part, text in enumerate(TEXTS, 1):
        (folder / f"part{part}.md").write_text(
            f"---\ntitle: The pumps, {part * 7} of them\ndate: 2016-03-0{part}\n"
            f"series: The wells of Mona Haddad\npart: {part}\n---\n\n{text}\n\n{text[::-1]}\n",
            encoding="utf-8",
        )
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "parts")

    def site(*words: object) -> dict[str, str]:
        status, _, said = run(*words, "--because", "asked") if words else (0, "", "")
        assert status == 0, said
        run("publish", "archive", "--to", "site")
        found = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
        shown = [path for path in found if ".backfile" not in path.parts]
        return {
            p.relative_to(tmp_path / "site").as_posix(): p.read_text("utf-8", "replace")
            for p in shown
        }

    return site


def series_page(site: dict[str, str]) -> str:
    (path,) = [p for p in site if p.startswith("series/") and p.endswith(".html")]
    return site[path]


def test_a_withdrawn_part_leaves_its_series_and_one_part_alone_has_no_page(
    told: Callable[..., dict[str, str]],
) -> None:
    page = series_page(told())
    places = [page.index(f"The pumps, {number} of them") for number in (7, 14, 21)]
    assert places == sorted(places)
    ways = ("--ground", "safety", "--authority", "person")
    after = told("remedy", "withdraw", "archive", "part2.md", *ways)
    assert "The pumps, 7 of them" in series_page(after)
    assert not [path for path, text in after.items() if "The pumps, 14 of them" in text]
    last = told("remedy", "withdraw", "archive", "part3.md", *ways)
    assert not [path for path in last if path.startswith("series/")]


def test_initials_reach_the_name_of_a_series(told: Callable[..., dict[str, str]]) -> None:
    assert "Mona Haddad" in series_page(told())
    named = ("--name", "Mona Haddad", "--ground", "safety", "--authority", "person")
    after = told("remedy", "initials", "archive", "part2.md", *named, "--everywhere")
    assert not [p for p, text in after.items() if "haddad" in (p + text).casefold()]
    assert "The wells of M.\u00a0H." in series_page(after)


def test_a_project_that_names_a_series_has_its_parts_and_nothing_is_said_to_be_lost(
    told: Callable[..., dict[str, str]], run: Run, tmp_path: Path
) -> None:
    told()
    (tmp_path / "project.md").write_text(
        "---\ntitle: All about wells\ntype: project\nseries: The wells of Mona Haddad\n---\n\n"
        "Three years of counting pumps, brought together.\n",
        encoding="utf-8",
    )
    run("add", "archive", "project.md")
    status, said, noted = run("publish", "archive", "--to", "site")
    assert (status, "leads to no story" in said + noted) == (0, False)
    (page,) = [file.read_text("utf-8") for file in (tmp_path / "site/project").glob("*.html")]
    assert page.count('<li class="entry"') == 3
