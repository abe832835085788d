"""One article of an archive as it was read, and what every reader of archives offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """An article as it was read: its text from a table, or the bytes of its file."""

    id: str | None
    """The cell in the column of ids, or the path within the folder."""
    text: str | None = None
    """The text, from a table."""
    data: bytes | None = None
    """The content of the file, from a folder of articles."""
    suffix: str | None = None
    """The suffix of that file, such as `.md`."""
    source: str | None = None
    """What the article was translated from."""
    reference: str | None = None
    """Another translation of it."""
    weight: float | None = None
    """How much the article counts; None where the cell holds no number from 0 on."""
    by: str | None = None
    """What the article is summed up by."""
    fault: str | None = None
    """Why it cannot be checked at all."""

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        contents = (self.text, self.data, self.source, self.reference)
        return sum(len(content) for content in contents if content is not None)


class RecordReader(ABC):
    """Reads the articles of an archive, one at a time, in order.

    What is wrong with one record is that record's fault, which its row tells. What is wrong with a file ends
    the run.
    """

    total: int | None = None
    """The number of articles, where it is known beforehand."""
    progress: float = 0.0
    """The part of the archive that was read so far, 0 to 1."""
    has_folders = False
    """Whether the articles lie in folders, by which they are summed up."""

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """The articles. Raises ReadError, ColumnError."""
