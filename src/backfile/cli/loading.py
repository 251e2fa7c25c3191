"""Groups of commands whose files are loaded only when they are asked for."""

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Commands(click.Group):
    """Loads a command's file only when it is asked for, so that help starts at once.

    The command NAME of a table stands in the file NAME.py ("-" as "_") of the package that is
    named with the table, and holds a click command called ``command``.
    """

    def __init__(self, *args: Any, package: str, table: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package = package
        self._table = table

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        return list(self._table)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or return None where there is none of that name."""
        if cmd_name not in self._table:
            return None
        module = importlib.import_module(f"{self._package}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        # Examples keep their lines behind click's mark, which raw docstrings cannot hold.
        command.help = (command.help or "").replace("\\b\n", "\b\n")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._table.items()))
