"""Every way on which stories leave the archive goes through the one door (archive.outward)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.model.remedy import DUTIES, REACHES, Duty, RemedyKind, Surface

SOURCE = Path(__file__).parents[2] / "src" / "backfile"
KEEPERS_OWN = {
    "cli/show.py": "the keeper looks at what is kept, remedies among it",
    "cli/remedy": "the keeper's own commands",
    "cli/demo.py": "counts what was taken in",
    "cli/add.py": "tells the keeper what was taken in",
    "cli/ledger.py": "the keeper's account of everything",
    "cli/review.py": "the keeper's queue of doubts",
    "web/review.py": "the keeper's queue of doubts, on this machine only",
}
"""Files of public rooms that may look behind the door, and why."""
PUBLIC = ("publish", "preserve", "web", "cli", "notebook.py")
BEHIND = frozenset({"stories", "search", "captures", "keys", "remedies", "assets", "ledger"})
"""Counters of an archive that know nothing of what may be shown."""
MAY = frozenset(
    {
        # Where a file of a deposit leads to: an id, for a page that the door has let through.
        ("publish/shelves.py", "keys.sharing"),
        ("publish/shelves.py", "stories.of_captures"),
        # When and from what kind of deposit a capture came; its address goes through the door.
        ("publish/shelves.py", "captures.some"),
        # How many captures ended as what.
        ("publish/shelves.py", "ledger.counts"),
        ("publish/shelves.py", "ledger.held_back_pieces"),
        # The keeper's own tables, in a notebook that has the archive's folder open.
        ("notebook.py", "ledger.tallies"),
        ("notebook.py", "ledger.findings"),
        ("notebook.py", "captures.all"),
        ("notebook.py", "assets.missing"),
    }
)


def public_files() -> Iterator[Path]:
    for room in PUBLIC:
        place = SOURCE / room
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def is_keepers_own(path: Path) -> bool:
    name = path.relative_to(SOURCE)
    return name.as_posix() in KEEPERS_OWN or name.parent.as_posix() in KEEPERS_OWN


FILES = [path for path in public_files() if not is_keepers_own(path)]


def reached(tree: ast.AST) -> Iterator[str]:
    """Yield "counter.method" for each use of an archive's counter."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
            continue
        counter, holder = node.value, node.value.value
        name = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
        called = holder.func if isinstance(holder, ast.Call) else None
        if isinstance(called, ast.Attribute):
            name = called.attr
        if counter.attr in BEHIND and name.strip("_") in {"archive", "kept"}:
            yield f"{counter.attr}.{node.attr}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_public_room_looks_behind_the_door(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [use for use in reached(tree) if (name, use) not in MAY] == []


def test_the_files_that_may_look_behind_the_door_are_there() -> None:
    named = {*KEEPERS_OWN, *(name for name, _ in MAY)}
    assert [name for name in sorted(named) if not (SOURCE / name).exists()] == []


def test_a_way_around_the_door_would_be_seen() -> None:
    tree = ast.parse("def f(archive):\n    return archive.stories.all()")
    assert list(reached(tree)) == ["stories.all"]
    tree = ast.parse("x = self._archive.search.find(query)\ny = readers.archive().stories.get(1)")
    assert sorted(reached(tree)) == ["search.find", "stories.get"]


@pytest.mark.parametrize("kind", RemedyKind)
def test_every_remedy_says_what_every_surface_must_do(kind: RemedyKind) -> None:
    assert set(DUTIES[kind]) == set(Surface)
    assert all(isinstance(duty, Duty) for duty in DUTIES[kind].values())


def test_a_surface_always_reaches_itself() -> None:
    assert all(surface in REACHES[surface] for surface in Surface)
