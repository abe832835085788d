"""Partitions: runs of articles that are checked together.

A partition is named by its place and by a hash of everything that its results depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mtcheck.archive.options import PARTITION_ROWS
from mtcheck.archive.records import Record

#: The size of the texts in a partition, in bytes, at which it ends even with fewer articles.
_BYTES = 16_000_000
#: Records that are in memory at a time when a partition is read again.
_BATCH_ROWS = 16


@dataclass(frozen=True)
class Partition:
    """Articles that are checked together."""

    index: int
    """The place of the partition in the archive, from 0."""
    key: str
    """A hash of the articles and of how they are checked."""
    records: Sequence[Record]
    """The articles, in the order of the archive."""

    @property
    def name(self) -> str:
        """The name of its files."""
        return f"part-{self.index:06}-{self.key}.parquet"


def partitions(records: Iterable[Record], identity: bytes, rows: int = PARTITION_ROWS) -> Iterator[Partition]:
    """Cut an archive into partitions.

    identity: a hash of everything that the results depend on besides the articles.
    """
    index, size = 0, 0
    kept: list[Record] = []
    for record in records:
        if kept and (len(kept) >= rows or size + record.size > _BYTES):
            yield Partition(index, _key(kept, identity), kept)
            index, size, kept = index + 1, 0, []
        kept.append(record)
        size += record.size
    if kept:
        yield Partition(index, _key(kept, identity), kept)


def _key(records: Iterable[Record], identity: bytes) -> str:
    digest = hashlib.sha256(identity)
    for record in records:
        for value in astuple(record):
            data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data))
            digest.update(data)
    return digest.hexdigest()[:16]


def stage(records: Sequence[Record], path: Path) -> None:
    """Write records to a file, for a worker to read."""
    columns = {field.name: [getattr(record, field.name) for record in records] for field in fields(Record)}
    types: dict[str, Any] = {"data": pa.large_binary(), "weight": pa.float64()}
    schema = pa.schema([(name, types.get(name, pa.large_string())) for name in columns])
    pq.write_table(pa.table(columns, schema=schema), path, compression="zstd")


def read_staged(path: Path) -> Iterator[Record]:
    """Read the records in a file that `stage` wrote."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH_ROWS, use_threads=False):
            for row in batch.to_pylist():
                yield Record(**row)
