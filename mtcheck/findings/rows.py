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

    What is no Unicode text is replaced (see `to_unicode`): pandas with PyArrow takes no other strings.
    """
    import pandas as pd

    table = [
        {column: to_unicode(cell) if isinstance(cell, str) else cell for column, cell in row.items()}
        for row in rows
    ]
    frame: pd.DataFrame = pd.DataFrame(table, columns=list(COLUMNS)).astype(COLUMNS)
    return frame


def to_unicode(text: str) -> str:
    """`text` with `?` for each stray unit, such as those of a file name in another encoding."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
