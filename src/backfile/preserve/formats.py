"""The formats of an export, and how each is reached: one that needs a library only when asked."""

import importlib

from backfile.errors import BadValue, OperatorError
from backfile.preserve.export import Exporter

FORMATS: dict[str, tuple[str, str]] = {
    "jsonl": ("backfile.preserve.export", "write_jsonl"),
    "csv": ("backfile.preserve.export", "write_csv"),
    "parquet": ("backfile.preserve.export_parquet", "write_parquet"),
}
"""Each format, and the function that writes it; Parquet's needs a library of its own."""


def exporter_of(form: str) -> Exporter:
    """Return what writes a format of FORMATS.

    Raises:
        BadValue: there is no such format.
        OperatorError: it needs a library that is not installed.
    """
    if form not in FORMATS:
        raise BadValue(f"“{form}” is no format of an export.", f"Known: {', '.join(FORMATS)}.")
    module, function = FORMATS[form]
    try:
        found: Exporter = getattr(importlib.import_module(module), function)
    except ImportError as missing:
        raise OperatorError(
            f"To write {form}, Backfile needs “{missing.name}”.",
            f'Install it with: pip install "backfile[{form}]"',
        ) from missing
    return found
