"""CSV: one row for each finding, for spreadsheets and data frames.

The header is stable (see `mtcheck.findings.rows.COLUMNS`).
"""

from __future__ import annotations

from mtcheck.findings.rows import COLUMNS, to_frame
from mtcheck.reports.formats import RunResult

#: Characters with which a spreadsheet begins a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(run: RunResult) -> str:
    """Render the rows of all articles, with text that a spreadsheet would run as a formula defused."""
    frame = to_frame(row for report in run.reports for row in report.rows())
    for column, kind in COLUMNS.items():
        if kind == "string":
            frame[column] = frame[column].map(defuse, na_action="ignore")
    return frame.to_csv(index=False, lineterminator="\n")


def defuse(cell: str) -> str:
    """The text of a cell, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
