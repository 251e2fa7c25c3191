"""`backfile remedy withdraw`: show a story no more: a tombstone stands in its place."""

from typing import Any

import click

from backfile.cli.remedy.asking import asking, do
from backfile.model.remedy import RemedyKind


@click.command()
@asking
def command(**asked: Any) -> None:
    """Show a story no more: a tombstone stands in its place."""
    do(RemedyKind.WITHDRAWAL, asked)
