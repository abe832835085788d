"""Archives in tables: Parquet, CSV and JSON Lines."""

from __future__ import annotations

import csv
import gzip
import io
import sys
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from mtcheck.archive.cells import read_group, read_text, read_weight
from mtcheck.archive.options import ArchiveColumns
from mtcheck.archive.records import Record, RecordReader
from mtcheck.frames.cells import is_null, replace_surrogates
from mtcheck.frames.columns import ColumnError
from mtcheck.readers import ReadError
from mtcheck.readers.cells import declared_delimiter

#: Rows of a Parquet file that are in memory at a time.
_BATCH_ROWS = 256
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: What may part the cells of a CSV file, in the order in which it is tried.
_DELIMITERS = (",", ";", "\t", "|")
#: The largest cell of a CSV file, in characters; the csv module's own limit is 128 KB.
_CELL = min(sys.maxsize, 2**31 - 1)


class _TableReader(RecordReader):
    """Reads files with columns."""

    def __init__(self, files: Sequence[Path], root: Path, columns: ArchiveColumns) -> None:
        """root: the folder that was named, or the one file. Raises ReadError, ColumnError."""
        self._files = files
        self._root = root
        self._columns = columns

    def _record(self, row: Mapping[str, Any], fault: str | None = None) -> Record:
        columns = self._columns.article
        id = row.get(columns.id)
        text, text_fault = read_text(row.get(columns.text))
        return Record(
            id=None if is_null(id) else replace_surrogates(str(id)),
            text=text,
            # A source or reference that is no text is null here; the check of the article reports it.
            source=read_text(row.get(columns.source))[0] if columns.source else None,
            reference=read_text(row.get(columns.reference))[0] if columns.reference else None,
            weight=read_weight(row.get(self._columns.weight)) if self._columns.weight else None,
            by=read_group(row.get(self._columns.by)) if self._columns.by else None,
            fault=fault or text_fault,
        )


class ParquetReader(_TableReader):
    """Reads Parquet files."""

    def __init__(self, files: Sequence[Path], root: Path, columns: ArchiveColumns) -> None:
        super().__init__(files, root, columns)
        self.total = 0
        # All files are looked at now: better to hear of the last one's fault before the first article is
        # checked.
        for path in files:
            with self._open(path) as file:
                columns.check([*file.schema_arrow.names, *self._folder_columns(path)], str(path))
                self.total += file.metadata.num_rows

    def records(self) -> Iterator[Record]:
        rows_read = 0
        for path in self._files:
            folder_columns = self._folder_columns(path)
            file = self._open(path)
            names = [name for name in self._columns.names() if name in file.schema_arrow.names]
            with file, read_errors(path, "Parquet"):
                for batch in file.iter_batches(_BATCH_ROWS, columns=names, use_threads=False):
                    for row in batch.to_pylist():
                        rows_read += 1
                        self.progress = rows_read / max(self.total or 0, 1)
                        yield self._record({**folder_columns, **row})

    def _folder_columns(self, path: Path) -> dict[str, str]:
        """The columns that folders are named by, as by Hive and Spark: `month=2026-01/part-0.parquet`."""
        if path == self._root:
            return {}
        pairs = (part.partition("=") for part in path.relative_to(self._root).parts[:-1])
        return {name: unquote(value) for name, equals, value in pairs if equals}

    def _open(self, path: Path) -> Any:
        with read_errors(path, "Parquet"):
            return pq.ParquetFile(path)


class _LineReader(_TableReader):
    """Reads files of text, also gzipped. Its progress is in bytes."""

    _measure: Callable[[], float]
    """How far the files are read, 0 to 1."""

    @contextmanager
    def _lines(self, path: Path, bytes_before: int) -> Iterator[IO[str]]:
        """The lines of a file. bytes_before: the size of the files before it."""
        total = max(sum(file.stat().st_size for file in self._files), 1)
        with read_errors(path, "text"), path.open("rb") as raw:
            if raw.read(2) in _UTF_16_MARKS:
                raise ReadError(str(path), "is UTF-16", "save it as UTF-8")
            raw.seek(0)
            unpacked = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
            self._measure = lambda: (bytes_before + raw.tell()) / total
            # Bytes that are not UTF-8 are kept, so that the article they stand in can be named.
            yield io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")

    def records(self) -> Iterator[Record]:
        bytes_before = 0
        for path in self._files:
            with self._lines(path, bytes_before) as lines:
                for record in self._records_in(path, lines):
                    self.progress = self._measure()
                    yield record
            bytes_before += path.stat().st_size

    @abstractmethod
    def _records_in(self, path: Path, lines: IO[str]) -> Iterator[Record]:
        """The articles in the lines of a file."""


class CsvReader(_LineReader):
    """Reads CSV files with a header."""

    def __init__(self, files: Sequence[Path], root: Path, columns: ArchiveColumns) -> None:
        super().__init__(files, root, columns)
        for path in files:  # all of them now, as for Parquet
            with self._lines(path, 0) as lines:
                columns.check(self._parse_header(lines)[0], str(path))

    def _records_in(self, path: Path, lines: IO[str]) -> Iterator[Record]:
        csv.field_size_limit(_CELL)
        names, delimiter, lines_read = self._parse_header(lines)
        self._columns.check(names, str(path))
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                cause = f"cannot be read as CSV from line {rows.line_num + lines_read} on ({error})"
                raise ReadError(str(path), cause, "correct the file") from None
            if not cells:
                continue  # an empty line
            fault = None
            if len(cells) != len(names):
                place = f"{path.name}, line {rows.line_num + lines_read}"
                fault = (
                    f"its row has {len(cells)} cells, not {len(names)} ({place}); "
                    f"quote cells that have a {delimiter!r} in them"
                )
            yield self._record(dict(zip(names, cells, strict=False)), fault)

    def _parse_header(self, lines: IO[str]) -> tuple[list[str], str, int]:
        """The names of the columns, the delimiter, and how many lines were read.

        The delimiter is the one that Excel's line `sep=;` names, else the one that yields the column of the
        texts.
        """
        line = lines.readline()
        declared = declared_delimiter(line)
        if declared is not None:
            return next(csv.reader([lines.readline()], delimiter=declared), []), declared, 2
        for delimiter in _DELIMITERS:
            names = next(csv.reader([line], delimiter=delimiter), [])
            if self._columns.article.text in names:
                return names, delimiter, 1
        return next(csv.reader([line]), []), ",", 1


class JsonLinesReader(_LineReader):
    """Reads files with one JSON object a line."""

    def _records_in(self, path: Path, lines: IO[str]) -> Iterator[Record]:
        text_column = self._columns.article.text
        is_first = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            place = f"{path.name}, line {number}"
            try:
                row = msgspec.json.decode(line.encode("utf-8", "surrogateescape"))
            except (msgspec.DecodeError, UnicodeError) as error:
                yield Record(None, fault=f"its line is not valid JSON ({place}: {error}); correct the line")
                continue
            if not isinstance(row, dict):
                yield Record(None, fault=f"its line is no JSON object ({place}); write one object a line")
                continue
            # An object may leave out what is null, so only the first one can show that a name is wrong.
            if is_first and text_column not in row:
                self._columns.check(list(row), str(path))
            is_first = False
            yield self._record(row)


@contextmanager
def read_errors(path: Path, what: str) -> Iterator[None]:
    """Turn errors of reading into ReadError. what: what the file is read as, for the message."""
    try:
        yield
    except (ReadError, ColumnError):
        raise
    except (OSError, EOFError, gzip.BadGzipFile, pa.ArrowException) as error:
        cause = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
        raise ReadError(
            str(path), f"cannot be read as {what} ({cause})", "restore the file, or move it elsewhere"
        ) from error
