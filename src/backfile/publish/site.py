"""Publishing: from an archive to a folder that any web host, or a thumb drive, can serve.

    report = publish(archive, Path("site"))

Same archive in, same bytes out; a second run writes nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from heapq import merge
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from backfile.hashes import digest_of
from backfile.publish.addresses import ROOT
from backfile.publish.api import api_files, api_lists, record_files
from backfile.publish.build import Build, Draft, build_of
from backfile.publish.build import Output as File
from backfile.publish.cards import Listing, listing_of
from backfile.publish.catalogue import catalogue_of
from backfile.publish.copies import write_copies
from backfile.publish.embedding import embedding_files
from backfile.publish.feeds import feed_files, list_feeds
from backfile.publish.holdings import Holdings
from backfile.publish.livery import accent_sheet, logo_files
from backfile.publish.machines import machine_files, sitemaps
from backfile.publish.moved import move_files, moves_key
from backfile.publish.options import Options
from backfile.publish.output import STATE_FOLDER, Output, Report, read_state
from backfile.publish.pages.contents import contents_page
from backfile.publish.pages.days import day_pages, day_scripts, days_page
from backfile.publish.pages.events import event_pages
from backfile.publish.pages.finding import SEARCH, search_page
from backfile.publish.pages.front import front_page
from backfile.publish.pages.lists import index_pages, list_pages
from backfile.publish.pages.projects import project_pages
from backfile.publish.pages.remedies import remedy_pages
from backfile.publish.pages.standing import standing_pages
from backfile.publish.pages.writing import writing_files, writing_pages
from backfile.publish.past import LISTS, NAME, Past, Remembering, read_past
from backfile.publish.pictures import Progress, put_pictures
from backfile.publish.renewal import Stories, put_search, put_together
from backfile.publish.search.memory import KEPT
from backfile.publish.search.script import scripts
from backfile.publish.sharing import share_card
from backfile.publish.ways import SEND
from backfile.record import encode


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
            write_site(prepare(holdings, options, output.state), output, progress)
    return output.report


def forget(out: Path) -> None:
    """Forget what the last run remembered of a site: the next one makes everything anew.

    What it knows of the files themselves stays, so that none is written that is there already.
    """
    state = out / STATE_FOLDER
    for file in (state / "mark.json", state / NAME, state / LISTS, *(state / KEPT).glob("*")):
        file.unlink(missing_ok=True)


def compress(out: Path) -> int:
    """Write compressed copies beside the texts of a published site; return how many were new."""
    digests = {path: known.digest for path, known in read_state(out).items()}
    return write_copies(out, out / STATE_FOLDER, digests)


def with_theme(holdings: Holdings, options: Options) -> Options:
    """Return the options with the archive's own theme, where they name none."""
    return options if options.theme else replace(options, theme=holdings.theme())


def mark_of(holdings: Holdings, options: Options) -> str:
    """Return a text that differs as soon as the site could: archive, options, theme or Backfile."""
    return digest_of(f"{holdings.mark()} {_frame_of(holdings, options)}".encode())


def _frame_of(holdings: Holdings, options: Options) -> str:
    """Return a digest of all that every page is made from, the stories apart."""
    found = hashlib.sha256(encode(holdings.publication()))
    found.update(repr(options).encode())
    folders: list[Traversable] = [resources.files("backfile.publish")]
    if options.theme and options.theme.is_dir():
        folders.append(options.theme)
    if options.logo and options.logo.is_file():
        found.update(digest_of(options.logo.read_bytes()).encode())
    for folder in folders:
        for path, file in sorted(_files_of(folder, "")):
            found.update(f"{path} {digest_of(file.read_bytes())}\n".encode())
    return found.hexdigest()


def write_site(build: Build, output: Output, progress: Progress | None = None) -> None:
    """Put every file of the site."""
    output.report.stories = len(build.catalogue.all_cards())
    if build.options.pictures == "variants":
        pictures = build.holdings.pictures()
        build.shelf.shapes.update(put_pictures(pictures, output, progress))
    past = build.past
    with Remembering(output.state, build.frame, past, is_dry=output.is_dry) as remembering:
        put_search(build, output, Stories(build, output, remembering, progress))
        for path, data in _other_files(build, output):
            output.put(path, data)
        for path, picture in sorted(build.shelf.used.items()):
            output.put_copy(path, picture.digest, picture.file)
        remembering.add_lists(build.past_lists())
    if not build.options.address:
        output.report.notes.append(NO_ADDRESS)
    if build.ways and build.ways.endpoint == ROOT + SEND:
        output.report.notes.append(SENT_HERE)


NO_ADDRESS = (
    "The site's address is not known: no sitemap and no canonical links were written. "
    "Set it in archive.toml: [site] address."
)
SENT_HERE = (
    f"The forms send to {SEND} of the site itself: serve it with `backfile serve`, let its host "
    f"pass {SEND} on to `backfile desk serve`, or set [desk] address in archive.toml."
)


def prepare(holdings: Holdings, options: Options, state: Path | None = None) -> Build:
    """Read the stories that changed and bring together what all pages need.

    Args:
        holdings: the archive.
        options: what archive.toml says of the site.
        state: the folder in which the last run left word (`Output.state`), where there is one.
    """
    options = with_theme(holdings, options)
    frame = _frame_of(holdings, options)
    past = read_past(state, frame) if state else Past()
    catalogue = catalogue_of(_listings(holdings, past), holdings.tombs(), options.list_feeds)
    catalogue.note_translations(holdings.translations())
    return build_of(holdings, catalogue, options, frame, past)


def _listings(holdings: Holdings, past: Past) -> Iterator[Listing]:
    """Yield every story's listing by id: remembered, or made of the story where it changed."""
    digests = holdings.digests()
    known = {
        story_id: story.listing
        for story_id, story in sorted(past.stories.items())
        if digests.get(story_id) == story.digest
    }
    changed = holdings.stories([story_id for story_id in sorted(digests) if story_id not in known])
    made = (listing_of(story, holdings.treated(story.id)) for story in changed)
    return merge(known.values(), made, key=lambda listing: listing.card.id)


def _other_files(build: Build, output: Output) -> Iterator[File]:
    projects = project_pages(build, output.folder / "search", output.report.notes)
    days = chain(day_pages(build), day_scripts(build))
    lists = chain(list_pages(build), days, event_pages(build), projects)
    for path, key, make in chain([front_page(build)], lists, _standing(build)):
        output.put_made(path, key, make)
    yield from remedy_pages(build)
    yield from writing_files(build)
    yield SEARCH, search_page(build)
    yield from ((f"search/{path}", data) for path, data in scripts())
    told = chain(list_feeds(build), api_lists(build), record_files(build), share_card(build))
    for path, key, make in chain(told, embedding_files(build), sitemaps(build)):
        output.put_made(path, key, make)
    yield from feed_files(build, output.folder / "search")
    yield from api_files(build)
    yield from _theme_files(build.options)
    yield from machine_files(build, output.paths)
    put_together(output, moves_key(build, output.paths), partial(move_files, build, output.has))


def _standing(build: Build) -> Iterator[Draft]:
    """Yield the pages that lead to lists, and those that stand for themselves."""
    yield from index_pages(build)
    yield days_page(build)
    yield contents_page(build)
    yield from standing_pages(build)
    yield from writing_pages(build)


def _theme_files(options: Options) -> Iterator[File]:
    """Yield style sheet, fonts and icon: the theme's own where it has them."""
    files = dict(_files_of(resources.files("backfile.publish").joinpath("theme"), "theme"))
    if options.theme and options.theme.joinpath("theme").is_dir():
        files |= dict(_files_of(options.theme / "theme", "theme"))
    for path in sorted(files):
        yield path, files[path].read_bytes()
    if options.accent:
        yield "theme/accent.css", accent_sheet(options.accent)
    if options.logo:
        yield from logo_files(options.logo)


def _files_of(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _files_of(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry
