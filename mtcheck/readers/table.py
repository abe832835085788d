"""Tables (.tsv, .csv): one row a segment, with the translation in one column, its source and references in
others.

A .tsv has one tab between cells and no quoting, as evaluation campaigns write them; a .csv is parted by
commas, or by semicolons or tabs where its first row is, with quotes as spreadsheets write them. Columns are
named as the first row names them, or by their numbers from 1, and then the first row is a segment like the
others. With a column of document ids each document is an article of its own, its rows in the order of the
file.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtcheck.readers.bitext import Row
from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError

SUFFIXES = (".tsv", ".csv")
#: The columns that are taken where nobody names others, as far as they are there; the first has to be.
TARGET, SOURCE, REFERENCE = "target", "source", "reference"

_DELIMITERS = {".tsv": "\t", ".csv": ",;\t"}


@dataclass(frozen=True)
class Columns:
    """The columns of a table, by name or number; None where nobody named one."""

    target: str | None = None
    source: str | None = None
    references: tuple[str, ...] = ()
    id: str | None = None

    def __bool__(self) -> bool:
        return any((self.target, self.source, self.references, self.id))


def is_table(name: str | None) -> bool:
    """Whether a file of that name, or suffix, is a table."""
    return name is not None and name.lower().endswith(SUFFIXES)


def read_table(data: bytes, name: str, suffix: str | None, columns: Columns) -> dict[str, tuple[Row, ...]]:
    """The rows of a table by the document they belong to, in the order of the file; all under "" without a
    column of ids.

    Raises ReadError, which names the row or lists the columns.
    """
    text, _ = decode(data, name)
    rows = list(
        _rows(text.removeprefix("\ufeff"), name, Path(suffix or name).suffix.lower() or str(suffix).lower())
    )
    if not rows:
        raise ReadError(name, "is an empty table", "name one with a row a segment")
    places, first = _places(rows[0], name, columns)
    found: dict[str, list[Row]] = {}
    for number, row in enumerate(rows[first:], first + 1):
        if len(row) <= max(place for group in places for place in group):
            cause = f"row {number} has {len(row)} cell{'' if len(row) == 1 else 's'}, fewer than the columns that were named"
            raise ReadError(name, cause, "give it the missing cells, empty ones at least")
        target, source, references, document = ([row[place] for place in group] for group in places)
        segment = Row(target[0], source[0] if source else None, tuple(references))
        found.setdefault(document[0] if document else "", []).append(segment)
    if not found:
        raise ReadError(name, "is a table without a row", "name one with a row a segment")
    return {document: tuple(segments) for document, segments in found.items()}


def _rows(text: str, name: str, suffix: str) -> Iterator[list[str]]:
    """The rows that are not blank."""
    if suffix == ".tsv":
        lines = text.replace("\r\n", "\n").split("\n")
        yield from (line.split("\t") for line in lines if line.strip())
        return
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS[".csv"], key=head.count)
    csv.field_size_limit(2**31 - 1)
    try:
        # Strict: what is badly quoted would swallow the rows that follow.
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise ReadError(
            name, f"is no CSV table ({error})", "save it again as CSV, or as .tsv without quotes"
        ) from error


def _places(
    head: Sequence[str], name: str, columns: Columns
) -> tuple[tuple[list[int], list[int], list[int], list[int]], int]:
    """The indices of the columns (target, source, references, id), and of the first row that is a segment."""
    named = [
        one for one in (columns.target, columns.source, *columns.references, columns.id) if one is not None
    ]
    names = [cell.strip() for cell in head]
    numbered = (
        bool(named) and all(one.isascii() and one.isdigit() for one in named) and not set(named) & set(names)
    )
    if numbered:
        if columns.target is None:
            raise ReadError(
                name, "is a table whose columns are named by numbers, but not that of the translation", _STEP
            )

        def place(column: str) -> int:
            if not 1 <= int(column) <= len(head):
                raise ReadError(name, f"has {len(head)} columns and no column {column}", "count them from 1")
            return int(column) - 1
    else:

        def place(column: str) -> int:
            if column not in names:
                near = difflib.get_close_matches(column, names, n=1)
                step = f"did you mean “{near[0]}”?" if near else _STEP
                raise ReadError(
                    name, f"is a table without a column “{column}” (it has {_listed(names)})", step
                )
            return names.index(column)

    def found(given: str | None, usual: str) -> list[int]:
        if given is not None:
            return [place(given)]
        return [names.index(usual)] if not numbered and usual in names else []

    target = [place(columns.target or TARGET)]
    references = [place(one) for one in columns.references] or found(None, REFERENCE)
    places = (
        target,
        found(columns.source, SOURCE),
        references,
        [] if columns.id is None else [place(columns.id)],
    )
    return places, 0 if numbered else 1


_STEP = "name the column of the translation with --target-column"


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= 30 else name[:29] + "…" for name in names[:8]]
    return ", ".join(f"“{name}”" for name in shown) + (", …" if len(names) > 8 else "")
