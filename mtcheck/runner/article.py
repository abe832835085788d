"""Article: something to check, before it is read, with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from mtcheck.readers import load
from mtcheck.readers.bitext import Row


@dataclass(frozen=True)
class Article:
    """A file, or what came from standard input.

    name: what it is called in reports. suffix: what tells its format (`.md`, or a whole file name); None is
    plain text. path: where to read it. data: its bytes, where they were read already because they can be read
    only once. rows: its segments, where it was taken out of a table. source: what it was translated from.
    references: other translations of it. problems: why something of that is not there, although it was asked
    for.
    """

    name: str
    suffix: str | None = None
    path: Path | None = None
    data: bytes | None = None
    rows: tuple[Row, ...] | None = None
    source: Article | None = None
    references: tuple[Article, ...] = ()
    problems: tuple[str, ...] = ()

    @classmethod
    def at(cls, path: Path) -> Article:
        return cls(str(path), path.suffix, path)

    def load(self) -> bytes:
        """Its bytes; of rows, a serial form of them. Raises ReadError."""
        if self.rows is not None:
            return msgspec.json.encode(self.rows)
        if self.data is not None:
            return self.data
        assert self.path is not None
        return load(self.path)
