import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BadValue
from backfile.participate.padding import (
    LARGEST,
    MOST_KEYS,
    SMALLEST,
    bucket_of,
    bucket_of_sealed,
    padded,
)


@pytest.mark.parametrize(("size", "bucket"), [(0, 4096), (4096, 4096), (4097, 8192), (9000, 16384)])
def test_a_size_grows_to_the_next_power_of_two(size: int, bucket: int) -> None:
    assert bucket_of(size) == bucket


def test_two_letters_of_different_length_look_alike() -> None:
    assert len(padded(b"no")) == len(padded(b"a long letter " * 200)) == SMALLEST


def test_more_than_the_largest_is_refused_and_not_cut() -> None:
    with pytest.raises(BadValue, match="too many"):
        padded(bytes(LARGEST + 1))


@given(st.integers(0, 20_000_000))
def test_what_was_not_padded_is_told_by_its_sealed_size(size: int) -> None:
    try:
        bucket = bucket_of_sealed(size)
    except BadValue:
        return
    tags = 16 * -(-bucket // 65536)
    assert bucket + tags + 184 <= size <= bucket + tags + 1100 + 98 * (MOST_KEYS - 1)
