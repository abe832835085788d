"""Article: something to check, before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mtcheck.readers import load


@dataclass(frozen=True)
class Article:
    """A file, or what came from standard input.

    name: what it is called in reports. suffix: what tells its format (`.md`, or a whole file name); None is plain text.
    path: where to read it. data: its bytes, where they were read already because they can be read only once.
    """

    name: str
    suffix: str | None = None
    path: Path | None = None
    data: bytes | None = None

    @classmethod
    def at(cls, path: Path) -> Article:
        return cls(str(path), path.suffix, path)

    def load(self) -> bytes:
        """Its bytes. Raises ReadError."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        return load(self.path)
