"""The table of findings: its columns, which the CSV report, `Report.to_frame` and the frames share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None
#: Cells by column.
Row = dict[str, Cell]

#: Columns and their pandas types. Offsets and lines are nullable integers, so that an article without
#: findings does not turn them into floats.
COLUMNS: dict[str, str] = {
    "file": "string",
    "line": "Int64",
    "column": "Int64",
    "end_line": "Int64",
    "end_column": "Int64",
    "start": "Int64",
    "end": "Int64",
    "rule": "string",
    "name": "string",
    "category": "string",
    "severity": "string",
    "penalty": "Int64",
    "confidence": "Float64",
    "text": "string",
    "suggestion": "string",
    "message": "string",
    "sentence": "string",
    "sentence_score": "Float64",
    "article_score": "Float64",
    "article_words": "Int64",
    "engine": "string",
    "also_reported_by": "string",
    "fingerprint": "string",
    "signature": "string",
}


def to_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """The rows as a DataFrame with the columns and types of COLUMNS. It is here that pandas is loaded.

    What is no Unicode text, such as a file name in another encoding, has `?` for each stray unit: pandas with
    PyArrow takes no other strings.
    """
    import pandas as pd

    table = [{column: _to_unicode(cell) for column, cell in row.items()} for row in rows]
    frame: pd.DataFrame = pd.DataFrame(table, columns=list(COLUMNS)).astype(COLUMNS)
    return frame


def _to_unicode(cell: Cell) -> Cell:
    if not isinstance(cell, str) or cell.isascii():
        return cell
    return cell.encode("utf-8", "replace").decode()
