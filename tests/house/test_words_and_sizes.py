"""The house guide's rules that no other tool checks."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "backfile"
FILES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_NAMES = {
    "utils", "helpers", "common", "misc", "core", "base", "manager", "types",
}  # fmt: skip
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_room_is_named_after_nothing(path: Path) -> None:
    names = {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts}
    assert not FORBIDDEN_NAMES & names


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_stand_at_the_top_where_everybody_sees_them(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    deferred = [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not deferred
