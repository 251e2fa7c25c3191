"""Few archives are open, however many threads have come and gone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from backfile.archive.archive import Archive
from backfile.config import template
from backfile.web.readers import MOST_KEPT, Readers


def open_files(folder: Path) -> int:
    held = Path("/proc/self/fd").iterdir()
    return sum(str(folder) in str(file.readlink()) for file in held if file.is_symlink())


def test_an_archive_is_lent_to_one_at_a_time_and_few_stay_open(tmp_path: Path) -> None:
    Archive.create(tmp_path / "paper", template("Paper")).close()
    readers = Readers(tmp_path / "paper")
    with ExitStack() as stack:
        lent = [stack.enter_context(readers.reading()) for _ in range(3 * MOST_KEPT)]
        assert len(set(map(id, lent))) == len(lent)
    kept = open_files(tmp_path)
    with readers.reading() as again:
        assert any(again is archive for archive in lent)
        assert again.stories.count() == 0
    for _ in range(20):
        # Each pool is threads of its own, which end with it.
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: _count(readers), range(4)))
    assert open_files(tmp_path) <= kept


def _count(readers: Readers) -> int:
    with readers.reading() as archive:
        return archive.stories.count()
