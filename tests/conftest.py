"""What all tests share."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / ".data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The unpacked third-party data sets, or a skip that says where they would be."""
    if not DATA.is_dir():
        pytest.skip("the data sets are not unpacked in .data/")
    return DATA
