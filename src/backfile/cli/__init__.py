"""The commands: one file each, the library's first user."""

import gc
import sys

import click

from backfile import __version__
from backfile.cli.loading import Commands
from backfile.errors import BackfileError, BugError, OperatorError

COMMANDS: dict[str, str] = {
    "new": "Make an archive: a folder that lasts.",
    "add": "Take deposits into an archive.",
    "ledger": "Say what became of everything that was handed over.",
    "show": "Show a story's record with its evidence.",
    "search": "Search an archive.",
    "review": "Answer what is in doubt; one answer mends all pages set alike.",
    "edit": "Correct a story; a person's word always stands.",
    "rights": "Sort the credit lines; say what is kept back.",
    "remedy": "Note, correct, de-list, print initials, withdraw: on request.",
    "publish": "Make the site.",
    "serve": "Serve the archive, with search and API.",
    "clips": "Write an author's stories into one file.",
    "export": "Write all stories as JSON lines, CSV or Parquet.",
    "verify": "Check that nothing has changed or gone missing.",
    "desk": "Read what readers send in confidence, and decide.",
    "recover": "Print the records of deposits; keep nothing.",
    "withdraw-deposit": "Undo an add.",
    "demo": "Build the archive of the demo publication.",
}
"""Each command and what it does, in the order of a newcomer's day. The command NAME stands in the
file NAME.py, or the package NAME ("-" as "_"), which holds a click command called ``command``."""

EXIT_FAILED, EXIT_USAGE = 1, 2
"""Besides 0: could not do its work; wrong usage. (3: see EXIT_FINDINGS of the console.)"""


@click.group(
    cls=Commands,
    package=__name__,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="backfile")
def command() -> None:
    """Turn what is left of a publication into a permanent public archive.

    \b
    backfile new our-archive --title "Our Paper"
    backfile add our-archive export.xml crawl.warc.gz old-pages/
    backfile publish our-archive --to public
    """  # noqa: D301 - click reads \b


YOUNG_OBJECTS = 200_000
"""Objects that may come before the collector looks for cycles. Reading makes millions of
short-lived ones without any: at Python's 700 the looking took a tenth of `add` (bench/speed.py)."""


def main() -> None:
    """Run the command line; say what went wrong in words, and leave with its exit status."""
    gc.set_threshold(YOUNG_OBJECTS, 50, 100)
    try:
        command.main(standalone_mode=False)
        # What is left goes with the process: nobody need look through it for cycles.
        gc.freeze()
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(EXIT_USAGE)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. The same command goes on where it was.", err=True)
        sys.exit(EXIT_FAILED)
    except BackfileError as error:
        _tell(error)
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        # Whoever read our output has read enough.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # The machine stands in the way: a full disk, a folder that nobody may write to.
        _tell(OperatorError(_trouble(error), "Mend that; the same command goes on where it was."))
        sys.exit(EXIT_FAILED)


def _trouble(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}." if error.filename else f"{what}."


def _tell(error: BackfileError) -> None:
    click.secho(f"backfile: {error.met}", fg="red", err=True)
    if error.next_step:
        click.echo(f"  {error.next_step}", err=True)
    if isinstance(error, BugError):
        click.echo("  This is our fault, not yours. Please report it.", err=True)
