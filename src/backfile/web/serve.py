"""Running the server: `backfile serve`."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from tempfile import TemporaryDirectory

import uvicorn

from backfile.errors import OperatorError
from backfile.publish.output import is_site, usual_folder
from backfile.web.app import application
from backfile.web.shown import Showing

_SECONDS_TO_END = 3


def serve(
    archive_path: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    site: Path | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Serve an archive until the process is told to end. Says where, once it answers.

    Args:
        archive_path: the archive's folder.
        host: address of this machine to listen at; 127.0.0.1 is seen from this machine alone.
        port: 0 takes any free one.
        site: the folder that the site is published to, and kept for the next start; None takes
            the one beside the archive if `publish` has made it, else one that is gone afterwards.
        say: is given the address, as words for whoever started the server.

    Raises:
        ArchiveMissing: there is no archive.
        OperatorError: the port is taken.
    """
    with listening_at(host, port) as listening, site_folder(archive_path, site) as folder:
        _serve(archive_path, listening, folder, say)


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


def _serve(archive_path: Path, listening: socket, site: Path, say: Callable[[str], None]) -> None:
    if not is_site(site):
        print("Preparing the site …", file=sys.stderr, flush=True)  # noqa: T201 - progress
    with Showing(archive_path, site) as showing:
        config = uvicorn.Config(
            application(showing),
            access_log=False,
            log_level=logging.WARNING,
            server_header=False,
            timeout_graceful_shutdown=_SECONDS_TO_END,
            lifespan="off",
        )
        _Telling(config, say).run(sockets=[listening])


class _Telling(uvicorn.Server):
    """A server that says where it answers."""

    def __init__(self, config: uvicorn.Config, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, then say where."""
        await super().startup(sockets=sockets)
        if self.should_exit:
            return
        bound = [s.getsockname() for server in self.servers for s in server.sockets]
        for address in bound[:1]:
            name = f"[{address[0]}]" if ":" in address[0] else address[0]
            self._say(f"The archive is at http://{name}:{address[1]}/ (end with Ctrl+C)")
            sys.stdout.flush()
