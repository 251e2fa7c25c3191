"""`backfile demo`: the archive of the demo publication, built from what its newsroom left."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import SETTINGS, Archive
from backfile.cli.console import progress, remark, say, teller
from backfile.config import load, site_options, template, with_said
from backfile.errors import BadValue
from backfile.hashes import digest_of
from backfile.publish.output import usual_folder
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish
from backfile.web.serve import serve

NOTE = "NOTE.md"
"""What the demo's folder holds besides deposits."""


@click.command()
@click.argument("archive", type=click.Path(path_type=Path), default=Path("demo-archive"))
@click.option("--to", "out", type=click.Path(path_type=Path), help="The site. [ARCHIVE-site]")
@click.option("--serve", "is_served", is_flag=True, help="Serve it too, and print the address.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, help="0 takes any free one.")
def command(archive: Path, *, out: Path | None, is_served: bool, host: str, port: int) -> None:
    r"""Build the archive of the demo publication and make its site.

    \b
    backfile demo
    backfile demo my-demo --serve
    """
    site = out or usual_folder(archive)
    build(archive)
    publish_to(archive, site)
    say(f"The archive is in {archive.resolve()}, its site in {site.resolve()}.")
    if is_served:
        serve(archive, host, port, site=site, say=say)


def build(archive: Path) -> None:
    """Make the demo archive, or finish it, from the deposits that come with Backfile.

    Raises:
        BadValue: the archive is another publication's; nothing invented is mixed into it.
    """
    if not (archive / SETTINGS).exists():
        Archive.create(archive, template()).close()
    with (
        as_file(files("backfile").joinpath("demo")) as folder,
        Archive.open(archive, write=True) as kept,
        progress() as tick,
    ):
        deposits = sorted(path for path in folder.iterdir() if path.name != NOTE)
        own = {digest_of(path.read_bytes()) for path in deposits if path.is_file()}
        there = {deposit.digest for deposit in kept.deposits.all()}
        if there and not there & own:
            raise BadValue(f"{archive} is the archive of something else.", "Name a new folder.")
        manner = Manner(options=load(archive).accession, tell=teller(tick))
        add(kept, [path for path in deposits if not path.name.startswith(("_", "."))], manner)
        remark(f"{len(deposits)} deposits gave {kept.stories.count()} stories.")


def publish_to(archive: Path, site: Path) -> None:
    """Make the site of an archive as its settings say."""
    config = load(archive)
    with Archive.open(archive) as kept:
        publication = with_said(kept.publication.get(), config.publication)
        publish(holdings_of(kept, publication), site, options=site_options(config))
