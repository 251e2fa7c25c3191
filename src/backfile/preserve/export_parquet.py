"""All public stories as one Parquet file; needs the extra "parquet" (pyarrow)."""

from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from backfile.archive.archive import Archive
from backfile.preserve.export import COLUMNS, NUMBERS, Count, row_of, stories_of

ROWS_AT_ONCE = 1000
"""Rows in one group of the file: about 5 MB of text in memory."""

_SCHEMA = pa.schema([(name, pa.int32() if name in NUMBERS else pa.string()) for name in COLUMNS])


def write_parquet(archive: Archive, out: BinaryIO, count: Count) -> None:
    """Write one row a story, compressed with zstd."""
    rows = map(row_of, stories_of(archive))
    done = 0
    with pq.ParquetWriter(out, _SCHEMA, compression="zstd") as writer:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(some, schema=_SCHEMA))
            done += len(some)
            count(done)
