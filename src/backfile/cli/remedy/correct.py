"""`backfile remedy correct`: add a correction to a story, above its text."""

from typing import Any

import click

from backfile.cli.remedy.asking import asking, do
from backfile.model.remedy import RemedyKind


@click.command()
@asking
@click.argument("words")
def command(**asked: Any) -> None:
    """Add a correction to a story, above its text."""
    do(RemedyKind.CORRECTION, asked)
