"""CSV: one row for each finding, for spreadsheets and data frames.

The header is stable (see `mtcheck.findings.rows.COLUMNS`). The text is what `Report.to_frame` gives when
pandas writes it, byte for byte, but pandas, which takes longer to load than an article to check, is not
loaded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from mtcheck.findings.rows import COLUMNS, Cell, to_unicode
from mtcheck.reports.formats import RunResult

#: Characters with which a spreadsheet begins a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: How a pandas type of COLUMNS takes a number.
_NUMBERS: dict[str, Callable[[float], Cell]] = {"Int64": int, "Float64": float}


def render(run: RunResult) -> str:
    """Render the rows of all articles, with text that a spreadsheet would run as a formula defused."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in run.reports:
        for row in report.rows():
            writer.writerow([_written(row[column], kind) for column, kind in COLUMNS.items()])
    return text.getvalue()


def defuse(cell: str) -> str:
    """The text of a cell, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _written(cell: Cell, kind: str) -> Cell:
    """A cell as pandas would write it in a column of this type. What is missing (None, NaN) is empty."""
    if cell is None or cell != cell:
        return None
    if isinstance(cell, str):
        return defuse(to_unicode(cell))
    return _NUMBERS[kind](cell)
