"""How much of `add` goes where: reading, joining, settling; and which batch is best?

The figures stand beside BATCH in backfile/accession/reading.py.
"""

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from material import DATA, show

from backfile.accession import reading
from backfile.accession.passing import recover_deposits
from backfile.accession.progress import Progress
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive


def phases(deposit: Path) -> dict[str, object]:
    """Return CPU seconds of each phase of recovering a deposit."""
    spent: dict[str, float] = defaultdict(float)
    last = time.process_time()

    def tell(step: Progress) -> None:
        nonlocal last
        now = time.process_time()
        spent[step.phase] += now - last
        last = now

    count = sum(1 for _ in recover_deposits([deposit], Manner(tell=tell)))
    spent["telling"] = time.process_time() - last
    return {"captures": count, **{f"{name}: CPU seconds": s for name, s in spent.items()}}


def batches(deposit: Path, size: int) -> float:
    """Return CPU seconds of adding a deposit with a batch of some size."""
    reading.BATCH = size
    with tempfile.TemporaryDirectory() as folder, Archive.create(Path(folder) / "a", "") as archive:
        started = time.process_time()
        add(archive, [deposit], Manner())
        return time.process_time() - started


def main() -> None:
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    crawl = DATA / "newsroom/warc/twentytwentyone.warc"
    show("phases of a crawl", phases(crawl))
    show("phases of an export", phases(DATA / "newsroom/wxr"))
    show("CPU seconds by batch", {str(n): batches(crawl, n) for n in (16, 64, 256)})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
