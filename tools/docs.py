"""Write the references that are made from the code itself, or check that they are up to date.

python tools/docs.py           write them
python tools/docs.py --check   leave with status 1 where one is stale or the tour forgets a folder
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from backfile.cli import COMMANDS, command
from backfile.model.finding import FINDINGS
from backfile.model.publication import PUBLICATION_FIELDS
from backfile.model.story import STORY_FIELDS
from backfile.record import record_schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MADE = "<!-- Made by `make docs` from the code: edit the code, not this page. -->\n\n"


def commands() -> str:
    """The command reference, from each command's own help."""
    parts = [MADE, "# Commands\n\n"]
    parts += [
        f"* [`backfile {name}`](#backfile-{name}): {what}\n" for name, what in COMMANDS.items()
    ]
    for name in COMMANDS:
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"{name} stands in COMMANDS and has no file"
        parts += _help_of(found, f"backfile {name}", 2)
    parts.append(
        "\n## Exit statuses\n\n0: done. 1: could not do its work. 2: wrong usage. 3: done, with"
        " findings that `--strict` was asked to make fatal.\n"
    )
    return "".join(parts)


def _help_of(found: click.Command, name: str, level: int) -> Iterator[str]:
    """Yield a command's help, and that of each command of a group."""
    context = click.Context(found, info_name=name, max_content_width=90)
    yield f"\n{'#' * level} {name}\n\n```text\n{found.get_help(context)}\n```\n"
    if isinstance(found, click.Group):
        for inner in found.list_commands(context):
            command_inside = found.get_command(context, inner)
            assert command_inside is not None, f"{inner} stands in a table and has no file"
            yield from _help_of(command_inside, f"{name} {inner}", level + 1)


def findings() -> str:
    """The findings, from their table."""
    head = "# Findings\n\nRemarks about the material; never errors.\n\n"
    head += "| code | what it means |\n|---|---|\n"
    return MADE + head + "".join(f"| `{code}` | {what} |\n" for code, what in FINDINGS.items())


def fields() -> str:
    """The fields that evidence speaks of."""
    parts = [MADE, "# Fields that evidence speaks of\n"]
    for title, table in (("Of a story", STORY_FIELDS), ("Of the publication", PUBLICATION_FIELDS)):
        parts.append(f"\n## {title}\n\n| field | value |\n|---|---|\n")
        parts += [f"| `{name}` | {kind} |\n" for name, kind in table.items()]
    return "".join(parts)


PAGES = {
    "commands.md": commands,
    "findings.md": findings,
    "fields.md": fields,
    "record.schema.json": record_schema,
}


def complaints() -> Iterator[str]:
    """Yield what is wrong with the documents."""
    for name, write in PAGES.items():
        page = DOCS / name
        if not page.is_file() or page.read_text(encoding="utf-8") != write():
            yield f"docs/{name} is stale: run `make docs`"
    tour = (DOCS / "tour.md").read_text(encoding="utf-8")
    rooms = sorted(path.parent for path in (ROOT / "src/backfile").rglob("__init__.py"))
    for room in [*rooms, *(ROOT / name for name in ("tests", "cases", "bench", "docs", "tools"))]:
        named = str(room.relative_to(ROOT)).removeprefix("src/")
        if room.is_dir() and f"`{named}/`" not in tour:
            yield f"docs/tour.md does not show `{named}/`"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in sorted(DOCS.glob("*.md")):
        if f"docs/{page.name}" not in readme:
            yield f"README.md does not lead to docs/{page.name}"


def main() -> int:
    """Write or check; return the exit status."""
    if "--check" in sys.argv:
        found = list(complaints())
        print("\n".join(found) or "the documents say what the code does")
        return bool(found)
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
