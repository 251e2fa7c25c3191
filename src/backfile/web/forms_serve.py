"""Running the desk's side towards readers: alone, or beside an archive's site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.types import ASGIApp

from backfile.clock import machine_clock
from backfile.participate.keeper import Keeper
from backfile.participate.rounds import Rounds
from backfile.participate.settings import Retention, read_desk, rules_of
from backfile.web.forms import forms_application
from backfile.web.forms_taking import taking_of
from backfile.web.guard import Reach
from backfile.web.serve import listening_at, run


@contextmanager
def taking_in(folder: Path, home: str = "", rules: Retention | None = None) -> Iterator[ASGIApp]:
    """Give what takes in what readers send to a desk, while a block runs.

    Meanwhile what was kept long enough erases itself.

    Args:
        folder: the desk's.
        home: where "back to the archive" leads, for a desk that does not name its site.
        rules: how long things are kept; None: as desk.toml says.

    Raises:
        DeskMissing: there is no desk.
        DeskTrouble: it cannot be read or written.
    """
    desk = read_desk(folder)
    is_tls = desk.address.startswith("https:")
    with Keeper(folder) as keeper, Rounds(keeper, rules_of(rules, desk), machine_clock):
        yield forms_application(taking_of(desk, keeper, home), Reach(is_tls=is_tls))


def serve_forms(folder: Path, host: str, port: int, say: Callable[[str], None] = print) -> None:
    """Take in what readers send until the process is told to end.

    Args:
        folder: the desk's.
        host: address of this machine to listen at.
        port: 0 takes any free one.
        say: is given the address, as words.

    Raises:
        DeskMissing: there is no desk.
        OperatorError: the port is taken.
    """
    with listening_at(host, port) as listening, taking_in(folder) as app:
        run(app, listening, "The desk takes in what readers send at {}", say)
