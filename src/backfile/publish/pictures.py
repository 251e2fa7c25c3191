"""Pictures of a site: each once, in the sizes that screens ask for, remembered from run to run.

A picture's copies are named by its digest and RECIPE, so two sites of one archive hold the same
files, and a second run finds them where the first put them. `.backfile/pictures.jsonl` tells which
they are, a line a picture, written as they are made: a run that was killed goes on where it was.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from types import TracebackType
from typing import IO, Self

import msgspec

from backfile.cores import cores
from backfile.hashes import digest_of, digest_of_stream
from backfile.publish.holdings import Picture
from backfile.publish.output import Output
from backfile.publish.variants import Made, looked_at
from backfile.publish.vector import MOST_BYTES, cleaned

RECIPE = "3"
"""Raised whenever `variants` would make other copies: their names change, as hosts and browsers
keep what stands below media/ for ever."""
_JPEG = ".jpg"
NAME = "pictures.jsonl"
SVG = "image/svg+xml"
TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"})
_MOST_WORKERS = 4
"""Processes; each may take a gigabyte for a picture of the largest kind."""
_SECONDS = 60
"""For one picture; the largest that are decoded at all take 8."""

Progress = Callable[[str, int, int], None]
"""Is told what is done, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A smaller copy of a picture on the site."""

    path: str
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How a picture is shown."""

    width: int = 0
    """As it is seen, in pixels; 0 where it is not known."""
    height: int = 0
    variants: tuple[Variant, ...] = ()
    """WebP by rising width, then one JPEG where there is one; empty where it is shown as it is."""
    drawing: Variant | None = None
    """Of an SVG, the cleaned drawing that stands for it: the asset itself is never on the site."""

    @property
    def ladder(self) -> tuple[Variant, ...]:
        """Return the copies among which a browser chooses."""
        return tuple(copy for copy in self.variants if not copy.path.endswith(_JPEG))

    @property
    def plain(self) -> Variant | None:
        """Return the JPEG for old browsers and share cards; None where the picture serves them."""
        return next((copy for copy in self.variants if copy.path.endswith(_JPEG)), None)


@dataclass(frozen=True, slots=True)
class _Line:
    """A picture in the file of what is remembered."""

    digest: str
    shape: Shape


_decoder = msgspec.json.Decoder(_Line)


def put_pictures(
    pictures: Iterator[Picture], output: Output, progress: Progress | None = None
) -> dict[str, Shape]:
    """Put the smaller copies of pictures; return how each is shown, by its digest.

    Args:
        pictures: what the stories show, each once.
        output: the site. A run that only counts makes none.
        progress: is told how far the work is.
    """
    shapes, wanted = _told_apart(pictures, output)
    if output.is_dry:
        return shapes
    fresh = output.state / f"{NAME}.part"
    with fresh.open("wb") as lines:
        lines.write(f"{RECIPE}\n".encode())
        lines.writelines(_line(digest, shape) for digest, shape in shapes.items())
        lines.flush()
        fresh.replace(output.state / NAME)
        for count, (picture, shape) in enumerate(_made(wanted, output), 1):
            shapes[picture.digest] = shape
            lines.write(_line(picture.digest, shape))
            lines.flush()
            if progress:
                progress("making smaller pictures", count, len(wanted))
    return shapes


def _told_apart(
    pictures: Iterator[Picture], output: Output
) -> tuple[dict[str, Shape], list[Picture]]:
    """Return how pictures are shown whose copies are there, and the pictures that want them."""
    known = _read(output.state / NAME)
    shapes: dict[str, Shape] = {}
    wanted = []
    for picture in pictures:
        if picture.media_type == SVG:
            shape = _drawn(picture, output)
        else:
            shape = known.get(picture.digest)
            if shape and not all(output.adopt(copy.path, copy.digest) for copy in shape.variants):
                shape = None
        if shape:
            shapes[picture.digest] = shape
        elif picture.media_type in TYPES:
            wanted.append(picture)
    return shapes, wanted


def _drawn(picture: Picture, output: Output) -> Shape | None:
    """Put an SVG's cleaned drawing; return None where there is nothing to show."""
    try:
        data = picture.file.read_bytes() if picture.file.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return None
    drawing = cleaned(data)
    if drawing is None:
        return None
    path = f"media/{picture.digest[:2]}/{picture.digest[:32]}.{RECIPE}.svg"
    output.put(path, drawing.data)
    made = Variant(path, drawing.width, drawing.height, digest_of(drawing.data))
    return Shape(drawing.width, drawing.height, drawing=made)


def _line(digest: str, shape: Shape) -> bytes:
    return msgspec.json.encode(_Line(digest, shape)) + b"\n"


def _read(file: Path) -> dict[str, Shape]:
    """Return what is remembered of pictures; nothing where other copies were made then."""
    found: dict[str, Shape] = {}
    with suppress(FileNotFoundError, NotADirectoryError), file.open("rb") as lines:
        if next(lines, b"").strip() != RECIPE.encode():
            return {}
        for line in lines:
            try:
                row = _decoder.decode(line)
            except msgspec.MsgspecError:
                break  # a killed run left half a line
            found[row.digest] = row.shape
    return found


def _made(wanted: list[Picture], output: Output) -> Iterator[tuple[Picture, Shape]]:
    """Make the copies of pictures, and put each as it is there, in the order given."""
    if not wanted:
        return
    folder = output.state / "making"
    shutil.rmtree(folder, ignore_errors=True)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        free: SimpleQueue[Worker] = SimpleQueue()
        count = min(cores(), _MOST_WORKERS, len(wanted))
        for _ in range(count):
            free.put(stack.enter_context(Worker()))

        def make(picture: Picture) -> tuple[Path, Made]:
            worker, target = free.get(), folder / picture.digest
            try:
                target.mkdir(parents=True)
                return target, looked_at(picture.file) or worker.make(picture.file, target)
            finally:
                free.put(worker)

        pool = stack.enter_context(ThreadPoolExecutor(count))
        # Where the run breaks off, what nobody waits for any more is given up.
        stack.callback(pool.shutdown, cancel_futures=True)
        for picture, (target, made) in zip(wanted, pool.map(make, wanted), strict=True):
            yield picture, _put(picture, made, target, output)
            shutil.rmtree(target)


def _put(picture: Picture, made: Made, folder: Path, output: Output) -> Shape:
    variants = []
    for copy in made.copies:
        path = f"media/{picture.digest[:2]}/{picture.digest[:32]}.{RECIPE}.{copy.ending}"
        with (folder / copy.ending).open("rb") as stream:
            digest, _ = digest_of_stream(stream)
        output.put_copy(path, digest, folder / copy.ending)
        variants.append(Variant(path, copy.width, copy.height, digest))
    return Shape(made.width, made.height, tuple(variants))


class Worker:
    """A process that makes copies; begun anew where a picture took it down."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin when something is asked for."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def make(self, file: Path, folder: Path) -> Made:
        """Return what became of a picture; of one that took the process down, that nothing did."""
        process = self._process or self._begin()
        asked = msgspec.json.encode([str(file), str(folder)]) + b"\n"
        clock = Timer(_SECONDS, process.kill)
        clock.start()
        try:
            _pipe(process.stdin).write(asked)
            _pipe(process.stdin).flush()
            return msgspec.json.decode(_pipe(process.stdout).readline(), type=Made)
        except (OSError, msgspec.DecodeError):
            self._end()
            return Made()
        finally:
            clock.cancel()

    def _begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "backfile.publish.variants"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()
        process.kill()
        process.wait()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe")
    return pipe
