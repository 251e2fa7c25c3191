"""Publishing: from an archive to a folder that any web host, or a thumb drive, can serve.

    report = publish(archive, Path("site"))

Same archive in, same bytes out; a second run writes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from backfile.publish.build import Build, build_of
from backfile.publish.build import Output as File
from backfile.publish.catalogue import catalogue_of
from backfile.publish.feeds import feed_files, machine_files
from backfile.publish.holdings import Holdings
from backfile.publish.moved import Move, move_files, moves_of
from backfile.publish.options import Options
from backfile.publish.output import Output, Report
from backfile.publish.pages.front import front_page
from backfile.publish.pages.lists import list_pages
from backfile.publish.pages.standing import standing_pages
from backfile.publish.pages.story import story_page

Progress = Callable[[int, int], None]
"""Is told how many stories are done, and of how many."""


class Indexer(Protocol):
    """What makes the site searchable without a server."""

    scripts: Sequence[str]
    """Paths, on the site, of the scripts that the search page loads."""

    def __call__(self, build: Build) -> Iterator[File]:
        """Yield the files of the index and the scripts."""
        ...


def publish(
    holdings: Holdings,
    out: Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> Report:
    """Write the archive's site into a folder: only what changed, and nothing of others.

    Args:
        holdings: the archive, as `publish.shelves.holdings_of` shows it.
        out: the site's folder; made if missing.
        options: what archive.toml says of the site.
        progress: is told how far the work is.
        dry_run: only count what would be written.

    Raises:
        OperatorError: the folder holds something else, or cannot be written.
    """
    with Output(out, dry_run=dry_run) as output:
        build = prepare(holdings, options or Options())
        output.report.stories = len(build.catalogue.cards)
        moves = _put_stories(build, output, progress)
        for path, data in _other_files(build, moves, output):
            output.put(path, data)
        for path, picture in sorted(build.shelf.used.items()):
            output.put_copy(path, picture.digest, picture.file)
        if not build.options.address:
            output.report.notes.append(
                "The site's address is not known: no sitemap and no canonical links were written. "
                "Set it in archive.toml: [site] address."
            )
    return output.report


def prepare(holdings: Holdings, options: Options) -> Build:
    """Read all stories once and bring together what their pages need."""
    return build_of(holdings, catalogue_of(holdings.stories()), options)


def _put_stories(build: Build, output: Output, progress: Progress | None) -> dict[str, Move]:
    """Put each story's page; return the old ways that lead to them."""
    moves: dict[str, Move] = {}
    total = len(build.catalogue.cards)
    for done, story in enumerate(build.holdings.stories(), 1):
        if story.id not in build.catalogue.by_id:
            continue  # it came while we were reading; the next run has it
        output.put(*story_page(build, story))
        for move in moves_of(story):
            moves.setdefault(move.way, move)
        if progress:
            progress(done, total)
    return moves


def _other_files(build: Build, moves: dict[str, Move], output: Output) -> Iterator[File]:
    yield front_page(build)
    yield from list_pages(build)
    yield from standing_pages(build, ())
    yield from feed_files(build)
    yield from machine_files(build)
    yield from _theme_files(build.options)
    yield from move_files(build, moves, output.has)


def _theme_files(options: Options) -> Iterator[File]:
    """Yield style sheet, fonts and icon: the theme's own where it has them."""
    files = dict(_files_of(resources.files("backfile.publish").joinpath("theme"), "theme"))
    if options.theme and options.theme.joinpath("theme").is_dir():
        files |= dict(_files_of(options.theme / "theme", "theme"))
    for path in sorted(files):
        yield path, files[path].read_bytes()
    if options.accent:
        yield "theme/accent.css", f":root{{--accent:{options.accent}}}\n".encode()


def _files_of(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _files_of(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry
