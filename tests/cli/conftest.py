"""Running commands in an empty folder."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.participate.conftest import MadeDesk, make_a_desk

from backfile.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """Run a command in an empty folder; give its exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run_it(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backfile", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run_it


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    """An empty desk in that folder, with its key beside it."""
    return make_a_desk(tmp_path / "desk")
