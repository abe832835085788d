"""Where segments stand in their file: for formats whose text is put together from elements or cells.

A position in such a document is a segment and an offset in it. Programs that turn findings into links need
the line of the file, and people what the file itself calls the segment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Anchor(NamedTuple):
    """From where on a segment stands in the file as it is read, up to the next anchor or line break."""

    offset: int
    """Offset in the segment, in code points."""
    line: int
    """The line in the file, from 1."""
    column: int
    """The column in this line, from 1, in code points."""


class FileRange(NamedTuple):
    """A range of a file, in lines and columns as an editor counts them."""

    line: int
    """The line of the first character, from 1."""
    column: int
    """Its column, from 1, in code points."""
    end_line: int
    """The line of the last character."""
    end_column: int
    """The column behind the last character."""


@dataclass(frozen=True)
class FilePlaces:
    """The places of a document's segments in its file."""

    offsets: tuple[int, ...]
    """The offsets in the document's text at which there is an anchor, in order."""
    lines: tuple[int, ...]
    """The line of each anchor."""
    columns: tuple[int, ...]
    """The column of each anchor."""
    ids: tuple[str, ...]
    """What the file calls each segment, such as `report.docx/12`."""

    @classmethod
    def of_segments(
        cls, starts: Sequence[int], anchors: Sequence[Sequence[Anchor]], ids: Sequence[str]
    ) -> FilePlaces:
        """The places of segments that begin at these offsets of the document's text."""
        placed = [
            (start + offset, line, column)
            for start, places in zip(starts, anchors, strict=True)
            for offset, line, column in places
        ]
        offsets, lines, columns = zip(*placed, strict=True)
        return cls(offsets, lines, columns, tuple(ids))

    def locate(self, start: int, end: int) -> FileRange:
        """Where a range of the document's text stands in the file."""
        line, column = self._locate(start)
        end_line, end_column = self._locate(max(end - 1, start))
        return FileRange(line, column, end_line, end_column + (end > start))

    def _locate(self, offset: int) -> tuple[int, int]:
        number = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.lines[number], self.columns[number] + max(offset - self.offsets[number], 0)
