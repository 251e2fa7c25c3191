"""A story in two languages: whoever hides one of them is told of the other."""

from pathlib import Path

from tests.cli.conftest import Run

HOME = "https://www.wells.example"


def test_a_remedy_names_the_story_in_another_language(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    for name, language in (("well", "en"), ("puits", "fr")):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 2016-03-01\nlang: {language}\n"
            f"url: {HOME}/{name}\n---\n\nOf the wells on the ridge this is the {name}.\n",
            encoding="utf-8",
        )
    run("new", "archive", "--title", "Wells")
    run("add", "archive", "two")
    run("edit", "archive", f"{HOME}/well", "translations", f"{HOME}/puits", "--because", "seen")
    asked = ("--ground", "safety", "--authority", "person", "--because", "asked", "--dry-run")
    _, _, told = run("remedy", "withdraw", "archive", f"{HOME}/well", *asked)
    assert "In another language it stays: " in told
