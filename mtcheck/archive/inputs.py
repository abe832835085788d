"""What an archive is read from: Parquet, CSV, JSON Lines, folders of articles. One record an article, in
order, one at a time.

What is wrong with one record is that record's own fault and is told in its row; what is wrong with a file
ends the run.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from mtcheck.frames.article import clean, is_null
from mtcheck.frames.columns import ArticleColumns, ColumnError, check_column
from mtcheck.readers import SUFFIXES, ReadError, load

#: The formats, each with the suffixes of its files; `files` are articles.
FORMATS: dict[str, tuple[str, ...]] = {
    "parquet": (".parquet", ".pq"),
    "csv": (".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "files": tuple(SUFFIXES),
}
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?=$|-\d\d)")
_ROWS = 256  # of a Parquet file that are in memory at a time
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class ArchiveColumns:
    """Which columns hold what. weight: how much an article counts; by: what articles are summed up by."""

    columns: ArticleColumns
    weight: str | None = None
    by: str | None = None

    def check(self, there: Sequence[str], where: str) -> None:
        """Raise ColumnError unless all are there."""
        self.columns.check(there, where, "--{kind}-column {name}")
        for name, option in ((self.weight, "--weight-column"), (self.by, "--by")):
            if name is not None:
                check_column(name, there, where, f"{option} {name}")

    def named(self) -> list[str]:
        """The columns that are read, each once."""
        return list(dict.fromkeys([*self.columns.named(), *filter(None, (self.weight, self.by))]))


@dataclass(frozen=True)
class Record:
    """An article as it was read. text, or of a file data and suffix. fault: why it cannot be checked at
    all.
    """

    id: str | None
    text: str | None = None
    data: bytes | None = None
    suffix: str | None = None
    source: str | None = None
    reference: str | None = None
    weight: float | None = None
    by: str | None = None
    fault: str | None = None

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return sum(len(one) for one in (self.text, self.data, self.source, self.reference) if one is not None)


class Input(ABC):
    """An archive. total: its articles, where that is known beforehand. read: the part of it (0 to 1) that was
    read so far.

    has_folders: its articles lie in folders, by which they are summed up.
    """

    total: int | None = None
    read: float = 0.0
    has_folders = False

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """The articles. Raises ReadError, ColumnError."""


def open_input(path: Path, format: str | None, fields: ArchiveColumns) -> Input:
    """The archive at a path. format: None tells it from the names. Raises ReadError, ColumnError."""
    if not path.exists():
        raise ReadError(str(path), "there is no such file or folder", "check the path")
    format = format or _format(path)
    if format == "files":
        return _Articles(path)
    files = [path] if path.is_file() else _below(path, FORMATS[format])
    if not files:
        raise ReadError(
            str(path),
            f"the folder has no {format} file ({', '.join(FORMATS[format])})",
            "name another format",
        )
    if format == "parquet":
        return _Parquet(files, path, fields)
    return (_Csv if format == "csv" else _JsonLines)(files, path, fields)


def _format(path: Path) -> str:
    if path.is_file():
        for name, suffixes in FORMATS.items():
            if name != "files" and path.name.lower().endswith(suffixes):
                return name
        step = "name a folder of articles, or check it with `mtcheck check`; --input-format says what a file of another name is"
        raise ReadError(str(path), "is no Parquet, CSV or JSON Lines file by its name", step)
    there = [name for name, suffixes in FORMATS.items() if name != "files" and _below(path, suffixes)]
    if len(there) > 1:
        raise ReadError(
            str(path), f"has files of several formats ({', '.join(there)})", "say which with --input-format"
        )
    return there[0] if there else "files"


def _below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files of a table: what is hidden or begins with _ (`_SUCCESS`, `_metadata`) belongs to whoever
    wrote it.
    """
    found = [
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(suffixes)
        and not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
        and path.is_file()
    ]
    return sorted(found, key=lambda path: path.parts)


class _Table(Input):
    """Files with columns."""

    def __init__(self, files: Sequence[Path], root: Path, fields: ArchiveColumns) -> None:
        self._files = files
        self._root = root
        self._fields = fields

    def _record(self, row: Mapping[str, Any], fault: str | None = None) -> Record:
        columns = self._fields.columns
        id = row.get(columns.id)
        text, wrong = _text(row.get(columns.text))
        return Record(
            id=None if is_null(id) else clean(str(id)),
            text=text,
            # What is wrong with these is said when they are read for the article that they belong to: they
            # are null.
            source=_text(row.get(columns.source))[0] if columns.source else None,
            reference=_text(row.get(columns.reference))[0] if columns.reference else None,
            weight=_weight(row.get(self._fields.weight)) if self._fields.weight else None,
            by=_group(row.get(self._fields.by)) if self._fields.by else None,
            fault=fault or wrong,
        )


class _Parquet(_Table):
    def __init__(self, files: Sequence[Path], root: Path, fields: ArchiveColumns) -> None:
        super().__init__(files, root, fields)
        self.total = 0
        for path in (
            files
        ):  # all of them now: better to hear of the last file's fault before the first article is checked
            file = self._opened(path)
            fields.check([*file.schema_arrow.names, *self._keys(path)], str(path))
            self.total += file.metadata.num_rows
            file.close()

    def records(self) -> Iterator[Record]:
        done = 0
        for path in self._files:
            keys = self._keys(path)
            file = self._opened(path)
            there = [name for name in self._fields.named() if name in file.schema_arrow.names]
            with file, _read(path, "Parquet"):
                for batch in file.iter_batches(_ROWS, columns=there, use_threads=False):
                    for row in batch.to_pylist():
                        done += 1
                        self.read = done / max(self.total or 0, 1)
                        yield self._record({**keys, **row})

    def _keys(self, path: Path) -> dict[str, str]:
        """The columns that the folders are named by, as Hive and Spark do: `month=2026-01/part-0.parquet`."""
        if path == self._root:
            return {}
        pairs = (part.partition("=") for part in path.relative_to(self._root).parts[:-1])
        return {name: unquote(value) for name, equals, value in pairs if equals}

    def _opened(self, path: Path) -> Any:
        import pyarrow.parquet as pq

        with _read(path, "Parquet"):
            return pq.ParquetFile(path)


class _Lines(_Table):
    """Files of text. How far they are read is told in bytes."""

    _tell: Callable[[], float]

    @contextmanager
    def _lines(self, path: Path, before: int) -> Iterator[IO[str]]:
        whole = max(sum(file.stat().st_size for file in self._files), 1)
        with _read(path, "text"), path.open("rb") as raw:
            if raw.read(2) in _BYTE_ORDER_MARKS:
                raise ReadError(str(path), "is UTF-16", "save it as UTF-8")
            raw.seek(0)
            unpacked = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
            # Bytes that are no UTF-8 are kept, so that it is said of the article they stand in.
            self._tell = lambda: (before + raw.tell()) / whole
            yield io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")

    def records(self) -> Iterator[Record]:
        before = 0
        for path in self._files:
            with self._lines(path, before) as lines:
                for record in self._records_of(path, lines):
                    self.read = self._tell()
                    yield record
            before += path.stat().st_size

    @abstractmethod
    def _records_of(self, path: Path, lines: IO[str]) -> Iterator[Record]: ...


class _Csv(_Lines):
    def __init__(self, files: Sequence[Path], root: Path, fields: ArchiveColumns) -> None:
        super().__init__(files, root, fields)
        for path in files:  # as for Parquet
            with self._lines(path, 0) as lines:
                fields.check(self._header(lines.readline())[0], str(path))

    def _records_of(self, path: Path, lines: IO[str]) -> Iterator[Record]:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # its own limit is 128 KB a cell
        head = lines.readline()
        names, delimiter = self._header(head)
        self._fields.check(names, str(path))
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                where = f"cannot be read as CSV from line {rows.line_num + 1} on ({error})"
                raise ReadError(str(path), where, "correct the file") from None
            if not cells:
                continue  # an empty line
            fault = None
            if len(cells) != len(names):
                at = f"{path.name}, line {rows.line_num + 1}"
                fault = f"its row has {len(cells)} cells, not {len(names)} ({at}); quote cells that have a {delimiter!r} in them"
            yield self._record(dict(zip(names, cells, strict=False)), fault)

    def _header(self, line: str) -> tuple[list[str], str]:
        """The names of the columns and what parts them: what makes a column of the one that has the texts."""
        for delimiter in (",", ";", "\t", "|"):
            names = next(csv.reader([line], delimiter=delimiter), [])
            if self._fields.columns.text in names:
                return names, delimiter
        return next(csv.reader([line]), []), ","


class _JsonLines(_Lines):
    def _records_of(self, path: Path, lines: IO[str]) -> Iterator[Record]:
        import msgspec

        wanted = self._fields.named()
        first = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path.name}, line {number}"
            try:
                row = msgspec.json.decode(line.encode("utf-8", "surrogateescape"))
            except (msgspec.DecodeError, UnicodeError) as error:
                yield Record(None, fault=f"its line is not valid JSON ({where}: {error}); correct the line")
                continue
            if not isinstance(row, dict):
                yield Record(None, fault=f"its line is no JSON object ({where}); write one object a line")
                continue
            if (
                first
            ):  # an object may lack what is null, so only the first one with none of it tells a wrong name
                first = False
                missing = [name for name in wanted if name not in row]
                if self._fields.columns.text in missing:
                    self._fields.check(list(row), str(path))
            yield self._record(row)


class _Articles(Input):
    """A folder of articles; an article's id is its path in there, the folder it stands in is what it is
    summed up by.
    """

    has_folders = True

    def __init__(self, folder: Path) -> None:
        from mtcheck.readers.discovery import discover

        if not folder.is_dir():
            raise ReadError(str(folder), "is no folder", "name the folder that the articles are in")
        self._folder = folder
        self._found = discover([str(folder)])
        self.total = len(self._found)

    def records(self) -> Iterator[Record]:
        from mtcheck.readers.discovery import Problem

        for number, one in enumerate(self._found, 1):
            self.read = number / len(self._found)
            if isinstance(one, Problem):
                yield Record(clean(self._relative(Path(one.path))), fault=one.message)
            elif isinstance(one, Path):
                name = clean(self._relative(one))
                by = name.partition("/")[0] if "/" in name else None
                try:
                    yield Record(name, data=load(one), suffix=one.suffix, by=by)
                except ReadError as error:
                    yield Record(name, by=by, fault=error.message)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


@contextmanager
def _read(path: Path, what: str) -> Iterator[None]:
    """Errors of reading, as errors that name the file."""
    import pyarrow as pa

    try:
        yield
    except (ReadError, ColumnError):
        raise
    except (OSError, EOFError, gzip.BadGzipFile, pa.ArrowException) as error:
        cause = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
        raise ReadError(
            str(path), f"cannot be read as {what} ({cause})", "restore the file, or move it elsewhere"
        ) from error


def _text(value: Any) -> tuple[str | None, str | None]:
    """(the text in a cell, why it is none)."""
    if is_null(value):
        return None, None
    if isinstance(value, str):
        if value.isascii() or clean(value) == value:
            return value, None
        return None, "it is not valid UTF-8; convert the file (iconv -f ENCODING -t UTF-8)"
    kind = (
        "bytes"
        if isinstance(value, bytes)
        else "a number"
        if isinstance(value, int | float)
        else "a list or an object"
    )
    return None, f"it is {kind}, not text; name a column of strings"


def _weight(value: Any) -> float | None:
    """A number from 0 on; None for everything else."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < float("inf") else None


def _group(value: Any) -> str | None:
    """What a value is summed up under: dates by their month, all else as it stands."""
    if is_null(value):
        return None
    if isinstance(value, date):  # a datetime is one
        return f"{value:%Y-%m}"
    text = clean(str(value))
    month = _DATE.match(text)
    return month.group() if month else text
