"""`backfile remedy note`: add a note of the archive to a story: your words stand above it."""

from typing import Any

import click

from backfile.cli.remedy.asking import asking, do
from backfile.model.remedy import RemedyKind


@click.command()
@asking
@click.argument("words")
def command(**asked: Any) -> None:
    """Add a note of the archive to a story: your words stand above it."""
    do(RemedyKind.NOTE, asked)
