"""CSV: one row a finding, for spreadsheets and data frames. The header is stable (see `table.COLUMNS`)."""

from __future__ import annotations

from mtcheck.findings.rows import COLUMNS, to_frame
from mtcheck.reports.formats import Run

#: What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(run: Run) -> str:
    """The rows of all articles; text cells that a spreadsheet would run as a formula get a leading
    apostrophe.
    """
    frame = to_frame(run.reports)
    for column, kind in COLUMNS.items():
        if kind == "string":
            frame[column] = frame[column].map(defuse, na_action="ignore")
    return frame.to_csv(index=False, lineterminator="\n")


def defuse(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
