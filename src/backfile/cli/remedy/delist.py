"""`backfile remedy delist`: let nothing lead to a story; its page stays."""

from typing import Any

import click

from backfile.cli.remedy.asking import asking, do
from backfile.model.remedy import RemedyKind


@click.command()
@asking
def command(**asked: Any) -> None:
    """Let no list, feed, search or search engine lead to a story; its page stays."""
    do(RemedyKind.DELIST, asked)
