"""`backfile verify`: check that nothing has changed or gone missing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from backfile.archive.archive import Archive
from backfile.cli.console import (
    EXIT_FINDINGS,
    archive_path,
    as_json,
    progress,
    say,
    say_json_lines,
    size_in_words,
)
from backfile.config import load, site_options, with_said
from backfile.errors import BadValue
from backfile.model.finding import Finding
from backfile.publish.output import is_site
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish
from backfile.publish.verify import verify_site

_FOREIGN = "site-file-foreign"
"""A remark, not damage: a keeper may put a file (CNAME …) beside those that `publish` wrote."""


@click.command()
@archive_path
@click.option("--site", type=click.Path(path_type=Path), help="A published site to check too.")
@as_json
def command(archive: Path, site: Path | None, *, is_json: bool) -> None:
    r"""Read every original and asset, check the database, and compare a site with its list.

    Leaves with status 3 where something is not as it was kept.

    \b
    backfile verify our-archive
    backfile verify our-archive --site public --json
    """
    with Archive.open(archive) as kept:
        found = list(_check(kept, site))
        read = kept.bytes_kept()
    if is_json:
        say_json_lines(msgspec.to_builtins(finding) for finding in found)
    for finding in [] if is_json else found:
        say(f"{finding.code}: {finding.text}")
    damage = [finding for finding in found if finding.code != _FOREIGN]
    if damage:
        sys.exit(EXIT_FINDINGS)
    if not is_json:
        beside = "" if site is None else f", and the site at {site}"
        say(
            f"All is as it was kept: the database, {size_in_words(read)} of originals and assets"
            f"{beside}."
        )


def _check(archive: Archive, site: Path | None) -> Iterator[Finding]:
    total, read = archive.bytes_kept(), 0
    with progress() as tick:

        def wait(size: int) -> None:
            nonlocal read
            read += size
            tick("reading bytes", read, total)

        yield from archive.verify(wait)
    if site is not None:
        yield from _check_site(archive, site)


def _check_site(archive: Archive, site: Path) -> Iterator[Finding]:
    """Compare a site with its own list and, where that is whole, with what would be published."""
    if not is_site(site):
        raise BadValue(f"There is no published site at {site}.", "Name the folder of `publish`.")
    found = list(verify_site(site))
    yield from found
    if any(finding.code != _FOREIGN for finding in found):
        return
    config = load(archive.path)
    publication = with_said(archive.publication.get(), config.publication)
    holdings = holdings_of(archive, publication)
    report = publish(holdings, site, options=site_options(config), dry_run=True)
    if report.written or report.removed:
        text = f"{report.written:,} files are not what the archive holds now; "
        yield Finding(
            "site-behind", f"{text}{report.removed:,} are of nothing in it. Publish again."
        )
