"""Packs: whoever knows a place in the run knows file and offset."""

from pathlib import Path

import pytest

from backfile.publish.search import packs


@pytest.mark.parametrize("sizes", [[], [1], [999, 1], [1000], [1001], [400] * 9, [5000, 3, 2999]])
def test_each_pack_but_the_last_is_full(
    sizes: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "PACK_BYTES", 1000)
    monkeypatch.setattr(packs, "_MOST_WAITING", 300)
    run = packs.Packs("lists", tmp_path)
    given = [bytes((number % 256,)) * size for number, size in enumerate(sizes, 1)]
    files = [file for data in given for file in run.add(data)]
    files += run.end()
    assert b"".join(data for _, data in files) == b"".join(given)
    assert [name for name, _ in files] == [f"lists-{n}.bin" for n in range(len(files))]
    assert all(len(data) == 1000 for _, data in files[:-1])
    assert all(0 < len(data) <= 1000 for _, data in files)
    assert run.size == sum(sizes)
