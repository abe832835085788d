"""Partitions: so many articles after one another, named by their place and by everything that their
results depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtcheck.archive.inputs import Record

if TYPE_CHECKING:
    import pyarrow as pa

#: Articles of a partition, unless somebody chooses; and the size of their text (bytes) at which it ends
#: before.
ROWS, BYTES = 200, 16_000_000


@dataclass(frozen=True)
class Partition:
    """Articles that are checked together. key: of their content and of how they are checked."""

    index: int
    key: str
    records: Sequence[Record]

    @property
    def name(self) -> str:
        """Of its files."""
        return f"part-{self.index:06}-{self.key}.parquet"


def partitions(records: Iterable[Record], identity: bytes, rows: int = ROWS) -> Iterator[Partition]:
    """Cut an archive. identity: of all that the results depend on besides the articles."""
    index, size = 0, 0
    kept: list[Record] = []
    for record in records:
        if kept and (len(kept) >= rows or size + record.size > BYTES):
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
    """Write records where a worker can read them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {one.name: [getattr(record, one.name) for record in records] for one in fields(Record)}
    pq.write_table(pa.table(columns, schema=_schema()), path, compression="zstd")


def staged(path: Path) -> Iterator[Record]:
    """The records in a file that `stage` wrote."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(16, use_threads=False):
            for row in batch.to_pylist():
                yield Record(**row)


def _schema() -> pa.Schema:
    import pyarrow as pa

    kinds: dict[str, Any] = {"data": pa.large_binary(), "weight": pa.float64()}
    return pa.schema([(one.name, kinds.get(one.name, pa.large_string())) for one in fields(Record)])
