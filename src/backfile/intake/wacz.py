"""WACZ: a web archive in a zip, with a list of what should be in it (WACZ 1.1.1)."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from backfile.errors import DepositError
from backfile.hashes import digest_of_stream
from backfile.intake.containers import Entry
from backfile.model.finding import Finding

_MACHINERY = re.compile(
    r"(?:datapackage(?:-digest)?\.json|fuzzy\.json|(?:pages|indexes|logs|metadata)/.*)$"
)
"""Files that WACZ adds around the archive: lists, indexes and logs. What they say of pages is
derived from the records, which are read themselves."""
_MAX_LIST = 64 << 20
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})$")


def wacz_entries(path: str, entries: Sequence[Entry]) -> Iterator[Entry | Finding]:
    """Yield the files of a WACZ that hold captures, and what its own list says against them.

    Args:
        path: of the WACZ in the deposit.
        entries: all files of the zip.
    """
    announced, findings = _announced(path, entries)
    yield from findings
    present = {entry.path for entry in entries}
    for name in sorted(announced.keys() - present):
        text = f"{path} announces {name}, which is not in it."
        yield Finding("item-unreadable", text, path)
    for entry in entries:
        if _MACHINERY.match(entry.path):
            continue
        if entry.path in announced:
            yield from _compared(path, entry, announced[entry.path])
        yield entry


def _announced(path: str, entries: Sequence[Entry]) -> tuple[dict[str, str], list[Finding]]:
    """Return the digest of each file that datapackage.json announces ("" where it gives none)."""
    package = next((entry for entry in entries if entry.path == "datapackage.json"), None)
    if package is None or package.size > _MAX_LIST:
        text = f"{path} has no datapackage.json; its records are read all the same."
        return {}, [Finding("record-malformed", text, path)]
    try:
        with _opened(package) as stream:
            listed = json.load(stream)["resources"]
        pairs = [(str(one["path"]), str(one.get("hash", ""))) for one in listed]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, DepositError) as error:
        text = f"{path}: datapackage.json cannot be read ({error!r})."
        return {}, [Finding("record-malformed", text, path)]
    return dict(pairs), []


def _compared(path: str, entry: Entry, wanted: str) -> Iterator[Finding]:
    match = _SHA256.match(wanted)
    if match is None:
        return
    try:
        with _opened(entry) as stream:
            digest, _ = digest_of_stream(stream)
    except DepositError:
        return  # said again, and kept as a finding, by whoever reads it
    if digest != match[1].lower():
        text = f"{path}: {entry.path} does not have the digest that datapackage.json announces."
        yield Finding("digest-mismatch", text, path)


def _opened(entry: Entry) -> BinaryIO:
    return entry.open() if entry.spool is None else entry.spool().open()
