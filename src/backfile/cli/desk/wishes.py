"""The options by which an editor says how a submission is to stand, or what it corrects."""

from functools import wraps
from typing import IO, Any

import click

from backfile.cli.desk.opening import Command
from backfile.errors import BadValue
from backfile.model.story import StoryType
from backfile.participate.accepting import Wish
from backfile.web.handing import Mending

TYPES = [kind.value for kind in StoryType]
MOST_TEXT = 4 << 20
"""Characters of an editor's text that are read."""


def wish_options(command: Command) -> Command:
    """Give a command the options that say how a submission is to stand, handed over as `wish`."""

    @wraps(command)
    def with_wish(
        *, text: IO[str] | None, kind: str | None, lines: tuple[str, ...], **given: Any
    ) -> None:
        said = {name: given.pop(name) for name in _PLAIN}
        written = text.read(MOST_TEXT) if text else ""
        head = tuple(_parted(line) for line in lines)
        command(wish=Wish(text=written, type=kind or "", lines=head, **said), **given)

    found: Command = with_wish
    for option in reversed(_WISH):
        found = option(found)
    return found


_PLAIN = ("headline", "date", "byline", "language", "pictures")
_WISH = (
    click.option("--headline", default="", help="Else the sender's, where they agreed."),
    click.option("--text", type=click.File(encoding="utf-8"), help="Markdown, written by you."),
    click.option(
        "--type",
        "kind",
        type=click.Choice(TYPES),
        help="What sort of piece it is; letter: the newsroom's own letter, which stands in front.",
    ),
    click.option("--date", default="", help="Of publication. [today]"),
    click.option("--byline", default="", help="Else the sender's name, where they agreed."),
    click.option("--language", default="", help="Else that of the form."),
    click.option("--line", "lines", multiple=True, metavar="NAME=VALUE", help="More of its head."),
    click.option("--picture", "pictures", multiple=True, type=int, help="A file's number."),
)


def mending_options(command: Command) -> Command:
    """Give a command the options of a correction, handed over as `mending`; None without any."""

    @wraps(command)
    def with_mending(*, field: str | None, **given: Any) -> None:
        said = {name: given.pop(name) for name in ("value", "because", "story", "who")}
        command(mending=Mending(field, **said) if field else None, **given)

    found: Command = with_mending
    for option in reversed(_MENDING):
        found = option(found)
    return found


_MENDING = (
    click.option("--field", help="Correct this field of the story that it is about, instead."),
    click.option("--value", help="What the field is to say."),
    click.option("--story", default="", help="The story, where the sender named none."),
    click.option("--because", default="", help="Why: readers are told it too."),
    click.option("--by", "who", default="", help="Who says so, as it may be told."),
)


def _parted(line: str) -> tuple[str, str]:
    name, equals, value = line.partition("=")
    if not equals or not name.strip().isidentifier():
        raise BadValue(f"“{line}” is no line of a head.", "Write NAME=VALUE.")
    return name.strip(), value.strip()
