"""What an archive is read from: tables (Parquet, CSV, JSON Lines) or a folder of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mtcheck.archive.options import ArchiveColumns
from mtcheck.archive.records import Record, RecordReader
from mtcheck.archive.tables import CsvReader, JsonLinesReader, ParquetReader
from mtcheck.frames.cells import replace_surrogates
from mtcheck.readers import SUFFIXES, ReadError, load
from mtcheck.readers.discovery import PassedOver, Problem, discover

#: The suffixes of the files of each format; `files` are articles.
FORMATS: dict[str, tuple[str, ...]] = {
    "parquet": (".parquet", ".pq"),
    "csv": (".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "files": tuple(SUFFIXES),
}
_TABLE_READERS: dict[str, Callable[[Sequence[Path], Path, ArchiveColumns], RecordReader]] = {
    "parquet": ParquetReader,
    "csv": CsvReader,
    "jsonl": JsonLinesReader,
}


def open_input(path: Path, format: str | None, columns: ArchiveColumns) -> RecordReader:
    """The reader of the archive at a path. Raises ReadError, ColumnError.

    format: one of FORMATS; None tells it from the names of the files.
    """
    if not path.exists():
        raise ReadError(str(path), "there is no such file or folder", "check the path")
    format = format or _detect_format(path)
    if format == "files":
        return FolderReader(path)
    suffixes = FORMATS[format]
    files = [path] if path.is_file() else _table_files(path, suffixes)
    if not files:
        raise ReadError(
            str(path), f"the folder has no {format} file ({', '.join(suffixes)})", "name another format"
        )
    return _TABLE_READERS[format](files, path, columns)


def _detect_format(path: Path) -> str:
    if path.is_file():
        for name in _TABLE_READERS:
            if path.name.lower().endswith(FORMATS[name]):
                return name
        step = (
            "name a folder of articles, or check it with `mtcheck check`; "
            "--input-format says what a file of another name is"
        )
        raise ReadError(str(path), "is no Parquet, CSV or JSON Lines file by its name", step)
    formats = [name for name in _TABLE_READERS if _table_files(path, FORMATS[name])]
    if len(formats) > 1:
        raise ReadError(
            str(path), f"has files of several formats ({', '.join(formats)})", "say which with --input-format"
        )
    return formats[0] if formats else "files"


def _table_files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files of a table, in order.

    Hidden files and those that begin with _ (`_SUCCESS`, `_metadata`) belong to the program that wrote them.
    """
    files = [
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(suffixes)
        and not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
        and path.is_file()
    ]
    return sorted(files, key=lambda path: path.parts)


class FolderReader(RecordReader):
    """Reads a folder of articles.

    The id of an article is its path in the folder; it is summed up by the subfolder that it lies in.
    """

    has_folders = True

    def __init__(self, folder: Path) -> None:
        """Raises ReadError."""
        if not folder.is_dir():
            raise ReadError(str(folder), "is no folder", "name the folder that the articles are in")
        self._folder = folder
        self._found = [item for item in discover([str(folder)]) if not isinstance(item, PassedOver)]
        self.total = len(self._found)

    def records(self) -> Iterator[Record]:
        for number, found in enumerate(self._found, 1):
            self.progress = number / len(self._found)
            if isinstance(found, Problem):
                yield Record(self._id(Path(found.path)), fault=found.message)
            elif isinstance(found, Path):
                yield self._record(found)

    def _record(self, path: Path) -> Record:
        id = self._id(path)
        by = id.partition("/")[0] if "/" in id else None
        try:
            return Record(id, data=load(path), suffix=path.suffix, by=by)
        except ReadError as error:
            return Record(id, by=by, fault=error.message)

    def _id(self, path: Path) -> str:
        return replace_surrogates(path.relative_to(self._folder).as_posix())
