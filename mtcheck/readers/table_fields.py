"""Tables of a CMS (.csv, .tsv): each row an article, with the columns that were named as its fields.

The first row names the columns. An article is called by the line at which its row begins, and a position is
one in the file. Delimiters and quotes are those of `table`. A row that has more or fewer cells than the first
is said, and the other rows are read; a row that is badly quoted would swallow those that follow, so the table
is refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.excerpt import MAX_ARTICLES, Excerpt, Places
from mtcheck.readers.records import NAME_FIELD, FieldArticle, list_fields, too_many_articles
from mtcheck.readers.table import DELIMITERS, declared_delimiter
from mtcheck.text.masking import BOM
from mtcheck.text.span import Span

#: The most cells of a row: spreadsheets have 16,384 columns.
_MOST_CELLS = 16_384
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


class _Cells(NamedTuple):
    """A row that is not blank: its range in the text, and those of its cells, without their quotes."""

    start: int
    end: int
    cells: list[Span]


def read_table_fields(
    data: bytes, name: str, suffix: str | None, columns: Sequence[str]
) -> list[FieldArticle]:
    """The articles in a table, in order. columns: those that are their texts. Raises ReadError."""
    text, encoding = decode(data, name)
    suffix = Path(suffix or name).suffix.lower() or str(suffix).lower()
    table = _Table(text, name, is_quoted=suffix != ".tsv")
    rows = table.rows()
    header = next(rows, None)
    names = [] if header is None else [text[cell.start : cell.end].strip() for cell in header.cells]
    indices = _indices(names, name, columns)
    places = Places(text)
    articles: list[FieldArticle] = []
    for row in rows:
        if len(articles) == MAX_ARTICLES:
            raise too_many_articles(name)
        origin = places.origin(row.start)
        if len(row.cells) != len(names):
            count = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
            cause = f"its row has {count}, and the first row names {len(names)}"
            articles.append(FieldArticle(str(origin.line), None, (cause,)))
            continue
        cells = [row.cells[index] for index in indices]
        fields = tuple(Span(cell.start - row.start, cell.end - row.start) for cell in cells)
        excerpt = Excerpt(text[row.start : row.end], "csv", origin, fields, encoding)
        articles.append(FieldArticle(str(origin.line), excerpt))
    if not articles:
        raise ReadError(name, "is a table without a row", "name one with a row an article")
    return articles


def _indices(names: Sequence[str], table: str, columns: Sequence[str]) -> list[int]:
    """Where in a row the columns are. Raises ReadError if one is missing."""
    missing = next((column for column in columns if column not in names), None)
    if missing is None:
        return [index for index, column in enumerate(names) if column in columns]
    similar = difflib.get_close_matches(missing, names, n=1)
    step = f"did you mean “{similar[0]}”?" if similar else NAME_FIELD
    raise ReadError(table, f"is a table without a column “{missing}” (it has {list_fields(names)})", step)


class _Table:
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

    def rows(self) -> Iterator[_Cells]:
        """The rows that are not blank. Raises ReadError."""
        while self._offset < len(self._text):
            row = self._row()
            if any(self._text[cell.start : cell.end].strip() for cell in row.cells):
                yield row

    def _row(self) -> _Cells:
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
                return _Cells(start, end.start(), cells)

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
