"""How fast is a web archive read? Records per CPU second, beside bare fastwarc in the same run.

    .venv/bin/python bench/intake_speed.py [WARC …]

Also says what the index of payloads weighs, and how resident memory grows with the deposit.
"""

import gzip
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Item, Payloads
from backfile.intake.records import Record, read_records
from backfile.model.capture import Capture

NEWSPACK = Path(__file__).parent.parent / ".data/newsroom/warc/newspack.warc"


def bare_fastwarc(path: Path) -> int:
    """The floor: every record iterated, every payload read, nothing looked at."""
    number = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, parse_http=True, auto_decode="all"):
            record.reader.read()
            number += 1
    return number


def own_records(path: Path) -> int:
    """Every record read, its length and its member's end checked."""
    with path.open("rb") as stream:
        return sum(isinstance(found, Record) for found in read_records(stream))


def whole(path: Path) -> int:
    """Items found, records read, payloads made plain, forms told, feeds opened."""
    return sum(isinstance(read, Capture) for read in read_items(items_of(path)))


def print_rate(name: str, work: Callable[[Path], int], path: Path) -> None:
    start = time.process_time()
    number = work(path)
    spent = time.process_time() - start
    megabytes = path.stat().st_size / 1e6
    print(
        f"{name:28} {path.name:24} {number:7,} in {spent:6.3f} s CPU: "
        f"{number / spent:9,.0f} a second, {megabytes / spent:6,.0f} MB/s"
    )


def compressed(path: Path, folder: Path) -> Path:
    """Write the same records, one gzip member each."""
    target = folder / f"{path.name}.gz"
    with path.open("rb") as stream, target.open("wb") as out:
        starts = [found.offset for found in read_records(stream) if isinstance(found, Record)]
        for start, end in zip(starts, [*starts[1:], path.stat().st_size], strict=True):
            stream.seek(start)
            out.write(gzip.compress(stream.read(end - start), 6))
    return target


def print_weight_of_payloads() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    payloads, item = Payloads(), Item("x.warc", 0, lambda: sys.stdin.buffer)
    for number in range(100_000):
        payloads.remember(f"sha1:{hashlib.sha1(str(number).encode()).hexdigest()}", item, number)  # noqa: S324
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"100,000 payloads remembered: {grown / 1024:.0f} MB")


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or [NEWSPACK]
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            forms = [path] if path.suffix == ".gz" else [path, compressed(path, Path(folder))]
            for form in forms:
                print_rate("bare fastwarc", bare_fastwarc, form)
                print_rate("records, checked", own_records, form)
                print_rate("captures and entries", whole, form)
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"resident memory so far: {peak:.0f} MB at most")
    print_weight_of_payloads()


if __name__ == "__main__":
    main()
