"""Writing the site: only what changed, each file at once or not at all, nothing of others touched.

The state of the last run lies in `.backfile/` inside the site: what was written, with digest, size
and time. A journal names files as they are written, so that what a killed run left is known to the
next one. Files that Backfile did not write are never changed or removed.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import msgspec

from backfile.archive.lock import Lock
from backfile.clock import machine_clock
from backfile.errors import OperatorError
from backfile.hashes import digest_of, digest_of_stream
from backfile.publish.copies import drop_copies, read_copies
from backfile.publish.harmless import harmless
from backfile.publish.present import Present

STATE_FOLDER = ".backfile"
STANDS = "stands"
"""The key of a file of which nothing changed that it is made from."""
_ELSEWHERE = "Choose another folder with --to, or empty it."
MANIFEST = "manifest-sha256.txt"
"""In the form of `sha256sum`: anyone can check a copy of the site with `sha256sum -c`."""


@dataclass(slots=True)
class Report:
    """What a run of `publish` did."""

    stories: int = 0
    pages: int = 0
    """Files that the site consists of."""
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    size: int = 0
    """Bytes of the whole site."""
    notes: list[str] = field(default_factory=list)
    """What an editor should know: no site address given, files in the way ..."""


@dataclass(frozen=True, slots=True)
class Known:
    """One file as the last run left it."""

    digest: str
    size: int
    time: int
    """Modification time in nanoseconds: where it differs, somebody else wrote."""
    key: str = ""
    """What the file was made from, where that is known without making it."""


class Output:
    """A folder that a site is written to. Use as a context: leaving it well ends the run."""

    def __init__(
        self,
        folder: Path,
        mark: str = "",
        origin: frozenset[str] = frozenset(),
        *,
        dry_run: bool = False,
    ) -> None:
        self.folder = folder
        self.report = Report()
        self.is_current = False
        """Whether the last run wrote just this site and nothing has touched it since."""
        self._mark = mark
        self._origin = origin
        self._dry = dry_run
        self._state = folder / STATE_FOLDER
        self._present = Present(folder)
        self._known: dict[str, Known] = {}
        self._now: dict[str, Known] = {}
        self._folders: set[str] = set()
        self._unfinished: set[str] = set()
        self._copied: dict[str, str] = {}
        self._journal = -1
        self._lock = Lock(self._state / "lock", machine_clock, "publish")

    def __enter__(self) -> Self:
        """Learn what the last runs left.

        Raises:
            ArchiveBusy: another process is publishing there.
            OperatorError: something else lies in the folder.
        """
        if self.folder.is_dir() and not self._state.is_dir() and any(self.folder.iterdir()):
            raise OperatorError(
                f"{self.folder} is not empty and was not made by `publish`.",
                _ELSEWHERE,
            )
        before = set(_read_mark(self._state).get("origin", ()))
        if before and self._origin and before.isdisjoint(self._origin):
            raise OperatorError(f"{self.folder} holds the site of another archive.", _ELSEWHERE)
        if not self._dry:
            _make_folder(self._state)
            self._lock.take()
        self._known = read_state(self.folder)
        self._copied = read_copies(self._state)
        self._unfinished = _read_journal(self._state)
        if not self._dry:
            path = self._state / "journal"
            self._journal = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.is_current = self._is_current()
        return self

    def _is_current(self) -> bool:
        last = _read_mark(self._state)
        if not self._mark or self._unfinished or last.get("mark") != self._mark:
            return False
        if not all(map(self._is_as_it_was, self._known)):
            return False
        self._now = dict(self._known)
        self.report.stories, self.report.notes = last["stories"], last["notes"]
        self.report.pages = self.report.unchanged = len(self._known)
        self.report.size = sum(known.size for known in self._known.values())
        return True

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Remove what is stale and write the manifest, unless the run broke off."""
        try:
            if kind is None:
                self._finish()
        finally:
            if self._journal >= 0:
                os.close(self._journal)
            self._lock.release()

    @property
    def paths(self) -> Iterable[str]:
        """Return where this run has put files so far."""
        return self._now

    def has(self, path: str) -> bool:
        """Say whether this run has already put a file at a path."""
        return path in self._now

    @property
    def is_dry(self) -> bool:
        """Say whether this run only counts."""
        return self._dry

    @property
    def state(self) -> Path:
        """Return the folder in which one run leaves word for the next."""
        return self._state

    def put(self, path: str, data: bytes) -> None:
        """Put a file at a path of the site, if it is not there already with these bytes."""
        data = harmless(data) if path.endswith(".json") else data
        self._put(path, digest_of(data), len(data), data)

    def put_made(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Put a file that need not even be made where the last run made it from the same.

        Args:
            path: where it stands.
            key: a digest of all that it is made from; STANDS where nothing of that changed.
            make: makes its bytes.
        """
        known = self._known.get(path)
        if known is not None and key in (known.key, STANDS) and self.keep(path):
            return
        self.put(path, make())
        if key != STANDS:
            self.made(path, key)

    def made_of(self, key: str) -> list[str]:
        """Return the files that the last run made from just this."""
        return [path for path, known in self._known.items() if known.key == key]

    def made(self, path: str, key: str) -> None:
        """Note what a file that was put is made from."""
        self._now[path] = replace(self._now[path], key=key)

    def keep(self, *paths: str) -> bool:
        """Keep files as the last run left them, if each is still there, untouched; say whether."""
        new = [path for path in paths if path not in self._now]
        if not all(map(self._is_as_it_was, new)):
            return False
        for path in new:
            known = self._now[path] = self._known[path]
            self.report.pages += 1
            self.report.size += known.size
            self.report.unchanged += 1
        return True

    def stands(self, folder: str) -> bool:
        """Say whether each file below a folder is there as the last run left it."""
        below = [path for path in self._known if path.startswith(folder)]
        return bool(below) and all(map(self._is_as_it_was, below))

    def adopt(self, path: str, digest: str) -> bool:
        """Keep a file of known digest that a last run, whole or killed, has put; say whether."""
        known = self._known.get(path)
        if path in self._now or (known and known.digest == digest and self.keep(path)):
            return True
        target = self.folder / path
        if path not in self._unfinished or not target.is_file():
            return False
        with target.open("rb") as stream:
            found, size = digest_of_stream(stream)
        if found != digest:
            return False
        self._now[path] = Known(digest, size, target.stat().st_mtime_ns)
        self.report.pages += 1
        self.report.size += size
        self.report.unchanged += 1
        return True

    def _is_as_it_was(self, path: str) -> bool:
        known = self._known.get(path)
        return known is not None and self._present.look(path) == (known.size, known.time)

    def put_copy(self, path: str, digest: str, source: Path) -> None:
        """Put a copy of a file whose sha256 is known."""
        if path not in self._now:
            self._put(path, digest, source.stat().st_size, source)

    def _put(self, path: str, digest: str, size: int, content: bytes | Path) -> None:
        self.report.pages += 1
        self.report.size += size
        known = self._known.get(path)
        if known and known.digest == digest and self._is_as_it_was(path):
            self._now[path] = known
            self.report.unchanged += 1
            return
        self.report.written += 1
        if self._dry:
            self._now[path] = Known(digest, size, 0)
            return
        self._now[path] = Known(digest, size, self._write(path, content))

    def _write(self, path: str, content: bytes | Path) -> int:
        if path not in self._known:
            os.write(self._journal, f"{path}\n".encode())
        if path in self._copied:
            drop_copies(self.folder, path)
        self._present.forget(path)
        target = f"{self.folder}/{path}"
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            self._make_folder_inside(self.folder / parent)
            self._folders.add(parent)
        fresh = f"{self._state}/fresh"
        if isinstance(content, Path):
            shutil.copyfile(content, fresh)
            time = os.stat(fresh).st_mtime_ns  # noqa: PTH116 - measured: Path costs twice the call
        else:
            time = _write_bytes(fresh, content)
        try:
            os.replace(fresh, target)  # noqa: PTH105 - measured: Path costs twice the call
        except OSError as problem:
            raise OperatorError(
                f"{target} cannot be written: {problem.strerror}", "Move away what stands there."
            ) from problem
        return time

    def _make_folder_inside(self, folder: Path) -> None:
        _make_folder(folder)
        if not folder.resolve().is_relative_to(self.folder.resolve()):
            raise OperatorError(
                f"{folder} is a link that leads out of the site.", "Remove it, and publish again."
            )

    def _finish(self) -> None:
        if self.is_current:
            (self._state / "journal").unlink(missing_ok=True)
            return
        stale = (set(self._known) | self._unfinished) - set(self._now)
        self.report.removed = len(stale & set(self._known))
        if self._dry:
            return
        for path in sorted(stale):
            self._remove(path)
        rows = {path: [k.digest, k.size, k.time, k.key] for path, k in sorted(self._now.items())}
        lines = "".join(f"{k[0]}  {path}\n" for path, k in rows.items())
        self._replace(self.folder / MANIFEST, lines)
        self._replace(self._state / "state.json", msgspec.json.encode(rows).decode())
        told = {
            "mark": self._mark,
            "origin": sorted(self._origin),
            "stories": self.report.stories,
            "notes": self.report.notes,
        }
        self._replace(self._state / "mark.json", json.dumps(told, ensure_ascii=False))
        (self._state / "journal").unlink()

    def _replace(self, target: Path, text: str) -> None:
        data = text.encode()
        if target.exists() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return
        fresh = self._state / "fresh"
        fresh.write_bytes(data)
        fresh.replace(target)

    def _remove(self, path: str) -> None:
        target = self.folder / path
        if not target.parent.resolve().is_relative_to(self.folder.resolve()):
            return
        if path in self._copied:
            drop_copies(self.folder, path)
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            target.unlink()
        for folder in target.parents:
            if folder == self.folder:
                return
            try:
                folder.rmdir()
            except OSError:
                return


def usual_folder(archive: Path) -> Path:
    """Return where an archive's site stands where nobody says otherwise: beside it."""
    whole = archive.resolve()
    return whole.with_name(f"{whole.name}-site")


def is_site(folder: Path) -> bool:
    """Say whether a folder holds a site that `publish` has made."""
    return (folder / STATE_FOLDER / "state.json").is_file()


def read_state(folder: Path) -> dict[str, Known]:
    """Return what the last whole run wrote; empty where there was none or its state is damaged."""
    try:
        raw = msgspec.json.decode((folder / STATE_FOLDER / "state.json").read_bytes())
        return {path: Known(*row) for path, row in raw.items() if _is_inside(path)}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, TypeError, AttributeError):
        return {}  # damaged: then every file is compared anew and nothing is removed


def _read_mark(state: Path) -> dict[str, Any]:
    try:
        told = json.loads((state / "mark.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) and {"stories", "notes"} <= set(told) else {}


def files_below(folder: Path) -> Iterator[str]:
    """Yield the path of each file of a site, without Backfile's own state, sorted by folder."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        if STATE_FOLDER in folders:
            folders.remove(STATE_FOLDER)
        for name in sorted(names):
            yield (Path(root) / name).relative_to(folder).as_posix()


def _read_journal(state: Path) -> set[str]:
    try:
        lines = (state / "journal").read_text("utf-8").split("\n")
    except FileNotFoundError:
        return set()
    return {line for line in lines[:-1] if _is_inside(line)}


def _is_inside(path: str) -> bool:
    """Say whether a path stays inside of the site: what is removed is never anybody else's."""
    parts = path.split("/")
    return all(parts) and ".." not in parts and STATE_FOLDER not in parts and "\\" not in path


def _write_bytes(path: str, data: bytes) -> int:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OperatorError(
            f"{folder} cannot be made a folder: {problem.strerror}", _ELSEWHERE
        ) from problem
