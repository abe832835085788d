"""Where the cells of a table stand in its file: rows and cells of a .csv or .tsv as ranges of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.readers.error import ReadError
from mtcheck.text.masking import BOM
from mtcheck.text.span import Span

DELIMITERS = ",;\t"
#: The most cells of a row: spreadsheets have 16,384 columns.
_MOST_CELLS = 16_384
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
#: The line above a table from which Excel learns the delimiter.
_DECLARED = re.compile(r"\ufeff?\"?sep=(?:([^\w\"\r\n])\1*)?\"?[\r\n]*", re.IGNORECASE)


class CellRow(NamedTuple):
    """A row that is not blank: its range in the text, and those of its cells, without their quotes."""

    start: int
    end: int
    cells: list[Span]


def declared_delimiter(line: str) -> str | None:
    """What parts the cells, if this is Excel's line that says so (`sep=;`); it is no row of the table."""
    match = _DECLARED.fullmatch(line)
    return None if match is None else match[1] or ","


class CellScanner:
    """A table whose cells are looked for one after another."""

    def __init__(self, text: str, name: str, *, is_quoted: bool) -> None:
        """is_quoted: whether cells may stand in quotation marks, as in a .csv."""
        self._text = text
        self._name = name
        self._is_quoted = is_quoted
        self._offset = int(text.startswith(BOM))
        end = _LINE_END.search(text, self._offset)
        assert end is not None
        first = text[self._offset : end.start()]
        delimiter = declared_delimiter(first)
        if delimiter is not None:
            self._offset = end.end()
        self._delimiter = (delimiter or max(DELIMITERS, key=first.count)) if is_quoted else "\t"
        self._cell_end = re.compile(f"{re.escape(self._delimiter)}|{_LINE_END.pattern}")

    def rows(self) -> Iterator[CellRow]:
        """The rows that are not blank. Raises ReadError."""
        while self._offset < len(self._text):
            row = self._row()
            if any(self._text[cell.start : cell.end].strip() for cell in row.cells):
                yield row

    def _row(self) -> CellRow:
        """The next row."""
        start = self._offset
        cells: list[Span] = []
        while True:
            cell = self._cell()
            end = self._cell_end.match(self._text, cell.end + self._quotes_at(cell))
            if end is None:
                raise self._badly_quoted(cell)
            cells.append(cell)
            if len(cells) > _MOST_CELLS:
                raise ReadError(
                    self._name, f"has a row of more than {_MOST_CELLS:,} cells", "check what it is"
                )
            self._offset = end.end()
            if end.group() != self._delimiter:
                return CellRow(start, end.start(), cells)

    def _cell(self) -> Span:
        """The next cell, without its quotes."""
        if not self._is_quoted or self._text[self._offset : self._offset + 1] != '"':
            end = self._cell_end.search(self._text, self._offset)
            assert end is not None
            return Span(self._offset, end.start())
        start = self._offset + 1
        quote = self._text.find('"', start)
        while quote >= 0 and self._text[quote + 1 : quote + 2] == '"':
            quote = self._text.find('"', quote + 2)
        if quote < 0:
            raise self._badly_quoted(Span(start, start))
        return Span(start, quote)

    def _quotes_at(self, cell: Span) -> int:
        """How many quotation marks stand behind a cell."""
        return int(cell.start > self._offset)

    def _badly_quoted(self, cell: Span) -> ReadError:
        line = len(_LINE_END.findall(self._text[: cell.start]))
        cause = f"is no CSV table (line {line}: a cell is badly quoted)"
        return ReadError(self._name, cause, "save it again as CSV, or as .tsv without quotes")
