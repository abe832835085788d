"""Tables (.tsv, .csv), which have a segment in each row.

The translation is in one column, its source and references are in others. A .tsv has one tab between cells
and no quoting, as evaluation campaigns write it. A .csv is parted by what Excel's line `sep=;` above its
first row says, else by commas, or by semicolons or tabs where its first row is, with quotes as spreadsheets
write them. Columns are named by the first row, or by their numbers from 1; then the first row is a segment
like the others. With a column of document ids, each document is an article of its own, its rows in the order
of the file.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mtcheck.readers.bitext import Row
from mtcheck.readers.cells import DELIMITERS, CellScanner, declared_delimiter
from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.excerpt import Places
from mtcheck.text.file_places import Anchor
from mtcheck.text.masking import BOM
from mtcheck.text.span import Span

#: The suffixes of tables.
SUFFIXES = (".tsv", ".csv")
#: The columns that are read where nobody names others; all but the first may be missing.
TARGET, SOURCE, REFERENCE = "target", "source", "reference"

#: What of a cell is one character of its text, and more or a new line in the file.
_BARE_CELL, _QUOTED_CELL = re.compile(r"\r\n|\r|\n"), re.compile(r"\"\"|\r\n|\r|\n")
_NAME_TARGET = "name the column of the translation with --target-column"


@dataclass(frozen=True)
class Columns:
    """The columns of a table that somebody named, by name or by number."""

    target: str | None = None
    """Of the translation; None means `target`."""
    source: str | None = None
    """Of the source; None means `source`, if there is such a column."""
    references: tuple[str, ...] = ()
    """Of the references; empty means `reference`, if there is such a column."""
    id: str | None = None
    """Of the ids of documents; None means that all rows are one document."""

    def __bool__(self) -> bool:
        return any((self.target, self.source, self.references, self.id))


def is_table(name: str | None) -> bool:
    """Whether a file of that name, or suffix, is a table."""
    return name is not None and name.lower().endswith(SUFFIXES)


def read_table(data: bytes, name: str, suffix: str | None, columns: Columns) -> dict[str, tuple[Row, ...]]:
    """The rows of a table by the id of their document, in the order of the file.

    Without a column of ids, all rows are under "". Raises ReadError, which names the row or the columns.
    """
    text, _ = decode(data, name)
    suffix = Path(suffix or name).suffix.lower() or str(suffix).lower()
    rows = list(_rows(text.removeprefix(BOM), name, suffix))
    spans = _cell_spans(text, name, suffix, rows)
    places = Places(text)
    if not rows:
        raise ReadError(name, "is an empty table", "name one with a row a segment")
    header = _Header(rows[0], name, columns)
    indices = header.indices(columns)
    documents: dict[str, list[Row]] = {}
    first = 0 if header.is_segment else 1
    for number, cells in enumerate(rows[first:], first + 1):
        if len(cells) <= indices.last:
            count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
            cause = f"row {number} has {count}, fewer than the columns that were named"
            raise ReadError(name, cause, "give it the missing cells, empty ones at least")
        id = "" if indices.id is None else cells[indices.id]
        source = None if indices.source is None else cells[indices.source]
        references = tuple(cells[index] for index in indices.references)
        anchors = _anchors(text, spans[number - 1][indices.target], places) if spans else ()
        row = Row(cells[indices.target], source, references, f"row {number}", anchors)
        documents.setdefault(id, []).append(row)
    if not documents:
        raise ReadError(name, "is a table without a row", "name one with a row a segment")
    return {id: tuple(segments) for id, segments in documents.items()}


def _rows(text: str, name: str, suffix: str) -> Iterator[list[str]]:
    """The rows that are not blank."""
    if suffix == ".tsv":
        lines = text.replace("\r\n", "\n").split("\n")
        if declared_delimiter(lines[0]) is not None:
            lines = lines[1:]
        yield from (line.split("\t") for line in lines if line.strip())
        return
    first, _, rest = text.partition("\n")
    delimiter = declared_delimiter(first)
    if delimiter is None:
        delimiter, rest = max(DELIMITERS, key=first.count), text
    csv.field_size_limit(2**31 - 1)
    try:
        # Not lenient: a row that is badly quoted would swallow those that follow.
        for row in csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        step = "save it again as CSV, or as .tsv without quotes"
        raise ReadError(name, f"is no CSV table ({error})", step) from error


def _cell_spans(text: str, name: str, suffix: str, rows: Sequence[Sequence[str]]) -> list[list[Span]] | None:
    """Where the cells of all rows stand in the file; None where that cannot be told."""
    try:
        spans = [row.cells for row in CellScanner(text, name, is_quoted=suffix != ".tsv").rows()]
    except ReadError:
        return None
    return spans if list(map(len, spans)) == list(map(len, rows)) else None


def _anchors(text: str, cell: Span, places: Places) -> tuple[Anchor, ...]:
    """Where a cell stands: its beginning, and what comes after each line break and doubled quotation mark."""
    is_quoted = text[cell.start - 1 : cell.start] == '"' and text[cell.end : cell.end + 1] == '"'
    anchors = [Anchor(0, *places.line_and_column(cell.start))]
    saved = 0  # characters of the file that the text does not have
    for match in (_QUOTED_CELL if is_quoted else _BARE_CELL).finditer(text, cell.start, cell.end):
        saved += len(match[0]) - 1
        place = places.line_and_column(match.end())
        anchors.append(Anchor(match.end() - cell.start - saved, *place))
    return tuple(anchors)


class _Indices(NamedTuple):
    """Where in a row the cells are, from 0; None for a column that there is not."""

    target: int
    source: int | None
    references: tuple[int, ...]
    id: int | None

    @property
    def last(self) -> int:
        return max(self.target, self.source or 0, *self.references, self.id or 0)


class _Header:
    """The first row of a table."""

    def __init__(self, cells: Sequence[str], table: str, columns: Columns) -> None:
        self._names = [cell.strip() for cell in cells]
        self._table = table
        named = [columns.target, columns.source, *columns.references, columns.id]
        given = [column for column in named if column is not None]
        are_numbers = bool(given) and all(column.isascii() and column.isdigit() for column in given)
        self.is_segment = are_numbers and not set(given) & set(self._names)
        """Whether the columns are named by numbers, so that the first row is a segment."""

    def indices(self, columns: Columns) -> _Indices:
        """Where the columns are. Raises ReadError if one is missing."""
        if self.is_segment and columns.target is None:
            cause = "is a table whose columns are named by numbers, but not that of the translation"
            raise ReadError(self._table, cause, _NAME_TARGET)
        target = self._index(columns.target or TARGET)
        references = tuple(self._index(column) for column in columns.references)
        if not references and (usual := self._usual(REFERENCE)) is not None:
            references = (usual,)
        source = self._usual(SOURCE) if columns.source is None else self._index(columns.source)
        return _Indices(target, source, references, None if columns.id is None else self._index(columns.id))

    def _usual(self, name: str) -> int | None:
        """The index of a column that nobody named; None if there is not one."""
        return self._names.index(name) if not self.is_segment and name in self._names else None

    def _index(self, column: str) -> int:
        names = self._names
        if self.is_segment:
            if not 1 <= int(column) <= len(names):
                cause = f"has {len(names)} columns and no column {column}"
                raise ReadError(self._table, cause, "count them from 1")
            return int(column) - 1
        if column not in names:
            similar = difflib.get_close_matches(column, names, n=1)
            step = f"did you mean “{similar[0]}”?" if similar else _NAME_TARGET
            cause = f"is a table without a column “{column}” (it has {_listed(names)})"
            raise ReadError(self._table, cause, step)
        return names.index(column)


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= 30 else name[:29] + "…" for name in names[:8]]
    return ", ".join(f"“{name}”" for name in shown) + (", …" if len(names) > 8 else "")
