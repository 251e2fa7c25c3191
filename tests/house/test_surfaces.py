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
    "cli/edit.py": "the keeper corrects what is kept",
    "cli/add.py": "tells the keeper what was taken in",
    "cli/ledger.py": "the keeper's account of everything",
    "cli/review.py": "the keeper's queue of doubts",
    "web/review.py": "the keeper's queue of doubts, on this machine only",
}
"""Files of public rooms that may look behind the door, and why."""
PUBLIC = ("publish", "preserve", "web", "cli", "notebook.py")
BEHIND = frozenset(
    {"stories", "search", "captures", "keys", "remedies", "assets", "ledger", "corrections"}
    | {"claims", "erasures", "originals", "asset_files", "site_pages"}
)
"""Counters of an archive that know nothing of what may be shown."""
NAMED = frozenset({"archive", "kept"})
"""What an open archive is called in a public room: by these names the test knows it."""
MODULES = frozenset(
    {"assets", "captures", "claims", "corrections", "database", "erasures", "files", "journal"}
    | {"ledger", "remedies", "search", "stories", "story_heads", "story_rows", "tables"}
)
"""Files of the archive's room that hand out what they hold without asking."""
NOUNS = {
    "notebook.py": {"Order"},
    "cli/search.py": {"Order"},
}
"""What may be taken from them all the same: words, no stories."""
MAY = frozenset(
    {
        # Where a file of a deposit leads to: an id, for a page that the door has let through.
        ("publish/shelves.py", "keys.sharing"),
        ("publish/shelves.py", "stories.of_captures"),
        # When and from what kind of deposit a capture came; its address goes through the door.
        ("publish/shelves.py", "captures.some"),
        # The bytes of a picture that the door has let through, bared where it says so.
        ("publish/shelves.py", "asset_files.path"),
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


def name_of(node: ast.expr) -> str:
    """Return what a value is called, without what it hangs on: "archive" of `self._archive`."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return str(name).strip("_")


def reached(tree: ast.AST) -> Iterator[str]:
    """Yield "counter.method" for each use of an archive's counter; "counter" where it is kept."""
    inner = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            inner[node.value] = node.attr
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or name_of(node.value) not in NAMED:
            continue
        method = inner.get(node)
        if node.attr in BEHIND and (method or node.attr != "keys"):  # a dict has keys() too
            yield f"{node.attr}.{method}" if method else node.attr
        elif node.attr == "inward":
            yield "inward"


def opened(tree: ast.AST) -> Iterator[str]:
    """Yield every name that an open archive gets: by `with`, by `=`, as a parameter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.withitem) and is_archive(node.context_expr) and node.optional_vars:
            yield name_of(node.optional_vars)
        elif isinstance(node, ast.Assign) and is_archive(node.value):
            yield from map(name_of, node.targets)
        elif isinstance(node, ast.arg) and getattr(node.annotation, "id", "") == "Archive":
            yield node.arg.strip("_")


def is_archive(node: ast.expr) -> bool:
    """Say whether a value is an archive that is just being opened or made."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "Archive"


def taken(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported from the files that hand out what they hold without asking."""
    for node in ast.walk(tree):
        room, _, file = (getattr(node, "module", None) or "").rpartition(".")
        if isinstance(node, ast.ImportFrom) and room == "backfile.archive" and file in MODULES:
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_public_room_looks_behind_the_door(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [use for use in reached(tree) if (name, use) not in MAY] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_an_open_archive_is_called_one_in_every_public_room(path: Path) -> None:
    assert set(opened(ast.parse(path.read_text(encoding="utf-8")))) <= NAMED


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_public_room_takes_the_archives_own_tools(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    found = set(taken(ast.parse(path.read_text(encoding="utf-8"))))
    assert found <= NOUNS.get(name, set())


def test_the_files_that_may_look_behind_the_door_are_there() -> None:
    named = {*KEEPERS_OWN, *(name for name, _ in MAY)}
    assert [name for name in sorted(named) if not (SOURCE / name).exists()] == []


def test_a_way_around_the_door_would_be_seen() -> None:
    tree = ast.parse("def f(archive):\n    return archive.stories.all()")
    assert list(reached(tree)) == ["stories.all"]
    tree = ast.parse("x = self._archive.search.find(query)\ny = readers.archive().stories.get(1)")
    assert sorted(reached(tree)) == ["search.find", "stories.get"]
    tree = ast.parse("counter = kept.stories\nfor story in archive.inward().stories(): ...")
    assert sorted(reached(tree)) == ["inward", "stories"]
    tree = ast.parse(
        "with Archive.open(path) as book: ...\nx = Archive.open(y)\ndef f(z: Archive): ..."
    )
    assert sorted(opened(tree)) == ["book", "x", "z"]
    tree = ast.parse("from backfile.archive.stories import Stories")
    assert list(taken(tree)) == ["Stories"]


@pytest.mark.parametrize("kind", RemedyKind)
def test_every_remedy_says_what_every_surface_must_do(kind: RemedyKind) -> None:
    assert set(DUTIES[kind]) == set(Surface)
    assert all(isinstance(duty, Duty) for duty in DUTIES[kind].values())


def test_a_surface_always_reaches_itself() -> None:
    assert all(surface in REACHES[surface] for surface in Surface)
