"""`backfile publish`: make the site."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from backfile.accession.rights import agencies_shown
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    dry_run,
    progress,
    remark,
    say,
    say_json,
)
from backfile.config import load, site_options, with_said
from backfile.publish.output import usual_folder
from backfile.publish.shelves import holdings_of
from backfile.publish.site import compress, forget, publish

_NAMED = 3
"""Agencies that a note names."""


@click.command()
@archive_path
@click.option(
    "--to", "out", type=click.Path(path_type=Path), help="The site's folder. [ARCHIVE-site]"
)
@click.option(
    "--fresh",
    "is_fresh",
    is_flag=True,
    help="Make everything anew, as if nothing were remembered of the last time.",
)
@click.option(
    "--compressed",
    "is_compressed",
    is_flag=True,
    help="Write .gz and .br copies beside the texts, for hosts that hand these over.",
)
@dry_run
@as_json
def command(  # noqa: PLR0913 - click hands over one parameter an option
    archive: Path,
    out: Path | None,
    *,
    is_fresh: bool,
    is_compressed: bool,
    is_dry: bool,
    is_json: bool,
) -> None:
    r"""Make the site: a folder that any web host can carry. Only what changed is written.

    \b
    backfile publish our-archive --to public
    """
    target = out or usual_folder(archive)
    if is_fresh:
        forget(target)
    config = load(archive)
    with Archive.open(archive) as kept, progress() as tick:
        publication = with_said(kept.publication.get(), config.publication)
        report = publish(
            holdings_of(kept, publication),
            target,
            options=site_options(config),
            progress=tick,
            dry_run=is_dry,
        )
        agencies = agencies_shown(kept)
    if is_compressed and not is_dry:
        compress(target)
    if is_json:
        say_json(asdict(report))
        return
    for note in (*report.notes, *_undecided(agencies)):
        remark(note)
    verb = "would be" if is_dry else "were"
    say(
        f"{counted(report.stories, 'story', 'stories')} in {target}. Files that {verb} written: "
        f"{report.written:,}; left as they are: {report.unchanged:,}; removed: {report.removed:,}."
    )


def _undecided(agencies: dict[str, int]) -> Iterator[str]:
    """Yield what the keeper should know of agencies' pictures that are shown."""
    if not agencies:
        return
    named = ", ".join(f"{name} {number:,}" for name, number in list(agencies.items())[:_NAMED])
    more = ", …" if len(agencies) > _NAMED else ""
    those = counted(sum(agencies.values()), "story shows", "stories show")
    yield (
        f"{those} a picture that is credited to an agency ({named}{more}), since nothing says "
        "otherwise. Whether that may be so stands in your contracts: `backfile rights` lists the "
        "lines, and [rights] in archive.toml decides (withhold_pictures, or show)."
    )
