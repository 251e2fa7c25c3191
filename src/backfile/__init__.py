"""Backfile turns what is left of a publication into a permanent public archive.

import backfile

archive = backfile.open("our-archive")      # see backfile.notebook and docs/python.md
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_DOORS: dict[str, tuple[str, str]] = {
    "open": ("backfile.notebook", "open_archive"),
    "Notebook": ("backfile.notebook", "Notebook"),
    "Table": ("backfile.notebook", "Table"),
}
"""What people reach from here, and where it stands: loaded when it is asked for (PEP 562), because
every command and every room imports this file first."""


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, door = _DOORS[name]
    return getattr(importlib.import_module(module), door)


def __dir__() -> list[str]:
    return ["__version__", *_DOORS]
