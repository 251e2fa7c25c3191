"""A zip that broke off: what came before the break is read, and the break is said."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.intake.test_items import PAGE, codes, opened, put, zipped

from backfile.intake.items import items_of

FILES = {f"{number}.html": PAGE + str(number).encode() * 50 for number in range(1, 9)}


def streamed() -> bytes:
    """A zip as it is written where nobody can go back to write the sizes before a file."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in FILES.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=name == "2.html") as file:
                file.write(data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [zipped(FILES), zipped(FILES, zipfile.ZIP_STORED), zipped(FILES, zipfile.ZIP_BZIP2)],
)
def test_the_whole_files_of_half_a_zip_are_read(tmp_path: Path, data: bytes) -> None:
    items, findings = opened(put(tmp_path, "d.zip", data[: len(data) // 2]))
    assert items
    assert items.items() < FILES.items()
    assert codes(findings) == ["item-truncated"]


@pytest.mark.parametrize("share", [0.2, 0.4])
def test_files_whose_sizes_stand_behind_them_are_measured(tmp_path: Path, share: float) -> None:
    data = streamed()
    items, findings = opened(put(tmp_path, "d.zip", data[: int(len(data) * share)]))
    assert items
    assert items.items() < FILES.items()
    assert codes(findings) == ["item-truncated"]


def test_a_zip_that_lost_only_its_directory_loses_no_file(tmp_path: Path) -> None:
    data = zipped(FILES)
    items, _ = opened(put(tmp_path, "d.zip", data[: data.find(b"PK\x01\x02")]))
    assert items == FILES


def test_a_zip_cut_within_its_first_file_is_not_readable(tmp_path: Path) -> None:
    items, findings = opened(put(tmp_path, "d.zip", zipped(FILES)[:45]))
    assert items == {}
    assert codes(findings) == ["item-unreadable"]


def test_damage_anywhere_stops_nobody(tmp_path: Path) -> None:
    for data in (zipped(FILES), streamed()):
        for place in range(4, len(data) // 2, 7):
            hurt = bytearray(data[: len(data) // 2])
            hurt[place] ^= 1 << place % 8
            assert list(items_of(put(tmp_path, "d.zip", bytes(hurt))))
