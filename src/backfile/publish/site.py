"""Publishing: from an archive to a folder that any web host, or a thumb drive, can serve.

    report = publish(archive, Path("site"))

Same archive in, same bytes out; a second run writes nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from backfile.hashes import digest_of
from backfile.publish.build import Build, build_of
from backfile.publish.build import Output as File
from backfile.publish.catalogue import catalogue_of
from backfile.publish.feeds import feed_files, machine_files
from backfile.publish.holdings import Holdings
from backfile.publish.moved import move_files, moves_of
from backfile.publish.options import Options
from backfile.publish.output import Output, Report
from backfile.publish.pages.finding import SEARCH, search_page, search_row
from backfile.publish.pages.front import front_page
from backfile.publish.pages.lists import list_pages
from backfile.publish.pages.standing import standing_pages
from backfile.publish.pages.story import story_page
from backfile.publish.rules import Move
from backfile.publish.search import index

Progress = Callable[[int, int], None]
"""Is told how many stories are done, and of how many."""


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
    options = with_theme(holdings, options or Options())
    mark, origin = mark_of(holdings, options), holdings.origin()
    with Output(out, mark, origin, dry_run=dry_run) as output:
        if not output.is_current:
            write_site(prepare(holdings, options), output, progress)
    return output.report


def with_theme(holdings: Holdings, options: Options) -> Options:
    """Return the options with the archive's own theme, where they name none."""
    return options if options.theme else replace(options, theme=holdings.theme())


def mark_of(holdings: Holdings, options: Options) -> str:
    """Return a text that differs as soon as the site could: archive, options, theme or Backfile."""
    found = hashlib.sha256(f"{holdings.mark()} {options!r}".encode())
    folders: list[Traversable] = [resources.files("backfile.publish")]
    if options.theme and options.theme.is_dir():
        folders.append(options.theme)
    for folder in folders:
        for path, file in sorted(_files_of(folder, "")):
            found.update(f"{path} {digest_of(file.read_bytes())}\n".encode())
    return found.hexdigest()


def write_site(build: Build, output: Output, progress: Progress | None = None) -> None:
    """Put every file of the site."""
    output.report.stories = len(build.catalogue.cards)
    moves: dict[str, Move] = {}
    rows = _put_stories(build, output, moves, progress)
    for path, data in index.build(rows):  # draws the stories, whose pages are put on the way
        output.put(f"search/{path}", data)
    for path, data in _other_files(build, moves, output):
        output.put(path, data)
    for path, picture in sorted(build.shelf.used.items()):
        output.put_copy(path, picture.digest, picture.file)
    if not build.options.address:
        output.report.notes.append(NO_ADDRESS)


NO_ADDRESS = (
    "The site's address is not known: no sitemap and no canonical links were written. "
    "Set it in archive.toml: [site] address."
)


def prepare(holdings: Holdings, options: Options) -> Build:
    """Read all stories once and bring together what their pages need."""
    options = with_theme(holdings, options)
    return build_of(holdings, catalogue_of(holdings.stories()), options)


def _put_stories(
    build: Build, output: Output, moves: dict[str, Move], progress: Progress | None
) -> Iterator[index.Row]:
    """Put each story's page; note the old ways that lead to it; yield what search must know."""
    cards = build.catalogue.cards
    for done, told in enumerate(build.holdings.told([card.id for card in cards]), 1):
        output.put(*story_page(build, told))
        for move in moves_of(told.story):
            moves.setdefault(move.way, move)
        yield search_row(build, told.story)
        if progress:
            progress(done, len(cards))


def _other_files(build: Build, moves: dict[str, Move], output: Output) -> Iterator[File]:
    yield front_page(build)
    yield from list_pages(build)
    yield from standing_pages(build)
    yield SEARCH, search_page(build)
    yield from _search_script()
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


def _search_script() -> Iterator[File]:
    script = resources.files("backfile.publish.search").joinpath("search.js")
    yield "search/search.js", script.read_bytes()


def _files_of(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _files_of(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry
