"""Running the server: `backfile serve`."""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from tempfile import TemporaryDirectory

import uvicorn
from starlette.types import ASGIApp

from backfile.config import load
from backfile.errors import OperatorError
from backfile.publish.options import Desk
from backfile.publish.output import is_site, usual_folder
from backfile.web.app import application
from backfile.web.guard import Reach, reach_of
from backfile.web.listening import manner_of
from backfile.web.shown import Showing


def serve(  # noqa: PLR0913 - where it listens is two of them
    archive_path: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    site: Path | None = None,
    desk: Path | None = None,
    names: frozenset[str] = frozenset(),
    say: Callable[[str], None] = print,
) -> None:
    """Serve an archive until the process is told to end. Says where, once it answers.

    Args:
        archive_path: the archive's folder.
        host: address of this machine to listen at; 127.0.0.1 is seen from this machine alone.
        port: 0 takes any free one.
        site: the folder that the site is published to, and kept for the next start; None takes
            the one beside the archive if `publish` has made it, else one that is gone afterwards.
        desk: folder of the desk that takes in what the forms send; None: the one that
            archive.toml names, if any.
        names: under which readers reach it, besides this machine's own and that of the site's
            address; asked for where only this machine can reach it, as behind a proxy.
        say: is given the address, as words for whoever started the server.

    Raises:
        ArchiveMissing: there is no archive.
        DeskMissing: there is no desk.
        OperatorError: the port is taken.
    """
    with (
        listening_at(host, port) as listening,
        site_folder(archive_path, site) as folder,
        _mounted(desk, load(archive_path).desk) as taking_in,
    ):
        if not is_site(folder):
            print("Preparing the site …", file=sys.stderr, flush=True)  # noqa: T201 - progress
        with Showing(archive_path, folder, desk) as showing:
            address = showing.now.build.options.address or ""
            reach = reach_of(host, address, Reach(names, address.startswith("https:")))
            run(application(showing, taking_in, reach), listening, "The archive is at {}", say)


@contextmanager
def _mounted(desk: Path | None, said: Desk) -> Iterator[ASGIApp | None]:
    """Give what takes in what readers send, where there is a desk; it needs a library more."""
    folder = desk or said.folder
    if folder is None:
        yield None
        return
    try:
        taking = importlib.import_module("backfile.web.forms_serve")
    except ImportError as missing:
        raise OperatorError(
            f"To take in what readers send, Backfile needs “{missing.name}”.",
            'Install it with: pip install "backfile[desk]"',
        ) from missing
    with taking.taking_in(folder, home="../", rules=said.retention) as app:
        yield app


def listening_at(host: str, port: int) -> socket:
    """Take a port before anything else is done, so that one that is taken costs no wait."""
    try:
        return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except (OSError, OverflowError) as refused:
        # The library repeats the address in brackets.
        why = str(getattr(refused, "strerror", None) or refused).partition(" (")[0]
        raise OperatorError(
            f"Port {port} of {host} cannot be had: {why}.",
            "Name another with --port; 0 takes any free one.",
        ) from refused


@contextmanager
def site_folder(archive_path: Path, site: Path | None) -> Iterator[Path]:
    """Give the folder that the site is published to, while it is served."""
    usual = usual_folder(archive_path)
    if site or is_site(usual):
        yield site or usual
        return
    with TemporaryDirectory(prefix="backfile-serve-") as folder:
        yield Path(folder) / "site"


def run(app: ASGIApp, listening: socket, where: str, say: Callable[[str], None]) -> None:
    """Serve an application until the process is told to end; no request is ever written down.

    Args:
        app: the application.
        listening: where it is asked.
        where: is said with the address in the place of {}.
        say: says it.
    """
    _Telling(manner_of(app), where, say).run(sockets=[listening])


class _Telling(uvicorn.Server):
    """A server that says where it answers."""

    def __init__(self, config: uvicorn.Config, where: str, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._where, self._say = where, say

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, then say where."""
        await super().startup(sockets=sockets)
        if self.should_exit:
            return
        bound = [s.getsockname() for server in self.servers for s in server.sockets]
        for address in bound[:1]:
            name = f"[{address[0]}]" if ":" in address[0] else address[0]
            here = self._where.format(f"http://{name}:{address[1]}/")
            self._say(f"{here} (end with Ctrl+C)")
            sys.stdout.flush()
