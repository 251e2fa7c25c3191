"""What is being served: the site of an archive, kept up with the archive while it runs.

The pages that `serve` shows are the very files that `publish` writes; only search and the API are
answered from the archive itself. While somebody adds to the archive, readers see the site as it
was; when the archive has been quiet for a moment, what changed is published and shown.
"""

import logging
import mimetypes
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from backfile.archive.archive import Archive
from backfile.config import load, site_options, with_said
from backfile.errors import BackfileError
from backfile.publish.build import Build
from backfile.publish.output import Known, Output, Report, read_state
from backfile.publish.search.reading import Index
from backfile.publish.shelves import holdings_of
from backfile.publish.site import mark_of, prepare, with_theme, write_site

LOOK_EVERY_SECONDS = 2.0
"""How often the archive is looked at; it must look the same twice before it is published."""
TRY_AGAIN_SECONDS = 30.0
"""How long is waited after a renewal that failed: what is withdrawn must not stay for long, and a
site that cannot be written must not take all of a processor."""
_NOT_SERVED = frozenset({".htaccess", "_redirects", "_headers", ".nojekyll"})
"""Files of the site that speak to hosts, not to readers."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """One state of the site: what its files are, and what searching and the API need."""

    folder: Path
    build: Build
    files: dict[str, Known]
    moved: dict[str, str]
    """Page of the story for each old way (path and query)."""
    index: Index
    """The site's search index, open: it stays what it is while the site is renewed."""

    def type_of(self, path: str) -> str:
        """Return the media type of a file of the site."""
        return _TYPES.get(path.rpartition(".")[2]) or mimetypes.guess_type(path)[0] or _UNKNOWN


_UNKNOWN = "application/octet-stream"
_TYPES: dict[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "conf": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff2": "font/woff2",
    "epub": "application/epub+zip",
    "ics": "text/calendar; charset=utf-8",
}
"""Types of the files that we write; the machine's own table may lack or distort them."""


def publish_and_show(
    archive_path: Path, folder: Path, desk: Path | None = None
) -> tuple[Shown, Report]:
    """Publish what changed into a folder, and return what is to be served now.

    Args:
        archive_path: the archive's folder.
        folder: the site's.
        desk: folder of the desk; None: the one that archive.toml names, if any.
    """
    config = load(archive_path)
    if desk is not None:
        config = replace(config, desk=replace(config.desk, folder=desk))
    with Archive.open(archive_path) as archive:
        publication = with_said(archive.publication.get(), config.publication)
        holdings = holdings_of(archive, publication)
        options = with_theme(holdings, site_options(config))
        with Output(folder, mark_of(holdings, options), holdings.origin()) as output:
            build = prepare(holdings, options, output.state)
            if not output.is_current:
                write_site(build, output)
    files = {path: known for path, known in read_state(folder).items() if path not in _NOT_SERVED}
    index = Index(folder / "search")
    return Shown(folder, build, files, _moved(folder), index), output.report


def _moved(folder: Path) -> dict[str, str]:
    lines = (folder / "moved" / "addresses.tsv").read_text("utf-8").split("\n")
    pairs = (line.split("\t") for line in lines if line)
    return {_plain(way): path for way, path in pairs}


def _plain(way: str) -> str:
    """Return a way without the slash at its end: both spellings lead to the same place."""
    return way if "?" in way else way.rstrip("/") or "/"


def stamp_of(archive_path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return something that differs as soon as the archive or its settings were written to."""
    names = ("archive.db", "archive.db-wal", "archive.toml")
    found = ((name, archive_path / name) for name in names)
    return tuple(
        (name, stat.st_mtime_ns, stat.st_size)
        for name, file in found
        if file.exists() and (stat := file.stat())
    )


class Showing:
    """Keeps what is shown up with the archive. Use as a context."""

    def __init__(self, archive_path: Path, folder: Path, desk: Path | None = None) -> None:
        self.archive_path = archive_path
        self._folder, self._desk = folder, desk
        self._stamp = stamp_of(archive_path)
        self.now, self.report = publish_and_show(archive_path, folder, desk)
        self.is_settled = True
        """Whether the files on the disk are those of `now`: not while they are written anew, nor
        after that failed half-way. What is remembered of them must not be given out then."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="keep up", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch the archive."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        before = self._stamp
        while not self._ended.wait(LOOK_EVERY_SECONDS):
            stamp = stamp_of(self.archive_path)
            if stamp == before and stamp != self._stamp:
                self.keep_up(stamp)
                if self._stamp != stamp:
                    self._ended.wait(TRY_AGAIN_SECONDS)
            before = stamp

    def keep_up(self, stamp: tuple[tuple[str, int, int], ...]) -> None:
        """Publish and show what changed; what cannot be now, is tried again at the next look."""
        self.is_settled = False
        try:
            self.now, self.report = publish_and_show(self.archive_path, self._folder, self._desk)
        except Exception as problem:  # noqa: BLE001 - else what is withdrawn would be shown for ever
            met = problem.met if isinstance(problem, BackfileError) else type(problem).__name__
            _log.warning("The site could not be renewed: %s", met)
            return
        self._stamp, self.is_settled = stamp, True
