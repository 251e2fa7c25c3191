"""`backfile clips`: an author's stories in one file."""

from collections.abc import Iterator
from pathlib import Path

import click

from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    note_package,
    progress,
    say,
    say_json,
)
from backfile.config import load, with_said
from backfile.errors import OperatorError
from backfile.model.remedy import Surface
from backfile.publish.clips import Clips, clips_of, write_clips
from backfile.publish.printing import find_browser, print_pdf
from backfile.publish.shelves import holdings_of
from backfile.record import encode, record_line


@click.command()
@archive_path
@click.argument("name")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder for the files. [the one you are in]",
)
@click.option("--pdf", "with_pdf", is_flag=True, help="Print to PDF too, by a browser here.")
@as_json
def command(archive: Path, name: str, folder: Path, *, with_pdf: bool, is_json: bool) -> None:
    r"""Write all stories that name a contributor into one file that needs nothing else.

    NAME.html holds text and pictures, NAME.json the records with their evidence, and with --pdf
    NAME.pdf is printed by a browser that is installed.

    \b
    backfile clips our-archive "Mona Haddad"
    backfile clips our-archive haddad --to portfolio --pdf
    """
    browser = find_browser() if with_pdf else None
    config = load(archive)
    with Archive.open(archive) as kept:
        publication = with_said(kept.publication.get(), config.publication)
        clips = clips_of(holdings_of(kept, publication, Surface.PACKAGES), name, config.site)
        folder.mkdir(parents=True, exist_ok=True)
        page = folder / f"{clips.file_name}.html"
        _write(page, _pieces(clips))
        record_file = page.with_suffix(".json")
        _write(record_file, _records(kept, clips))
    files = [page, record_file]
    if browser is not None:
        print_pdf(page, page.with_suffix(".pdf"), browser)
        files.append(page.with_suffix(".pdf"))
    note_package(archive, "clips", page.name, len(clips.ids))
    if is_json:
        say_json({"name": clips.name, "stories": len(clips.ids), "files": list(map(str, files))})
        return
    say(f"{counted(len(clips.ids), 'story', 'stories')} of {clips.name}:")
    for file in files:
        say(f"  {file}")


def _pieces(clips: Clips) -> Iterator[bytes]:
    with progress() as tick:
        for done, piece in enumerate(write_clips(clips)):
            yield piece.encode("utf-8", "replace")
            tick("writing stories", min(done, len(clips.ids)), len(clips.ids))


def _records(archive: Archive, clips: Clips) -> Iterator[bytes]:
    """Yield a JSON array of records, a line each (docs/record.schema.json)."""
    outward = archive.outward(Surface.PACKAGES)
    yield b"["
    for number, story_id in enumerate(clips.ids):
        record = record_line(account_of(outward, outward.entry(story_id)))
        yield (b",\n" if number else b"\n") + encode(record)
    yield b"\n]\n"


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    try:
        with path.open("wb") as out:
            for piece in pieces:
                out.write(piece)
    except OSError as error:
        raise OperatorError(
            f"{path} cannot be written: {error.strerror}.", "Name another folder with --to."
        ) from error
