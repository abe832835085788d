"""The table of articles in the terminal view: as many columns as fit, names shortened in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.reports.columns import shorten_middle, width_of
from mtcheck.text.printable import printable

_GAP = "  "
#: The columns that a name needs at least, before the table drops a column of figures.
_FEWEST, _MOST = 24, 60


class Column(NamedTuple):
    """A column of figures."""

    heading: str
    """What stands above it."""
    cell: Callable[[Report], str]
    """What it holds for an article."""


def _count(severity: Severity) -> Callable[[Report], str]:
    def cell(report: Report) -> str:
        if report.card is None:
            return "–"
        return f"{Counter(finding.severity for finding in report.findings)[severity]:,}"

    return cell


_SCORE = Column("score", lambda report: report.card.figure if report.card else "–")
_RANGE = Column("95 % range", lambda report: report.card.range if report.card else "–")
_WORDS = Column("words", lambda report: f"{report.words:,}" if report.card or report.words else "–")
_COUNTS = (
    Column("crit", _count(Severity.CRITICAL)),
    Column("major", _count(Severity.MAJOR)),
    Column("minor", _count(Severity.MINOR)),
)
#: The columns beside the names, the widest table first.
_TABLES = (
    (_SCORE, _RANGE, _WORDS, *_COUNTS),
    (_SCORE, _RANGE, _WORDS),
    (_SCORE, _RANGE),
)


def make_table(reports: Sequence[Report], width: int | None) -> list[str]:
    """A heading, and a row for each report."""
    names = [printable(report.name) for report in reports]
    longest = max(map(width_of, names), default=0)
    for columns in _TABLES:
        cells = [_aligned(column, reports) for column in columns]
        figures = [_GAP.join(row) for row in zip(*cells, strict=True)]
        room = _MOST if width is None else width - width_of(figures[0]) - len(_GAP)
        if room >= min(longest, _FEWEST):
            break
    room = max(min(room, max(longest, len("article"))), len("article"))
    shown = ["article", *(shorten_middle(name, room) for name in names)]
    return [
        f"{name}{' ' * (room - width_of(name))}{_GAP}{row}" for name, row in zip(shown, figures, strict=True)
    ]


def _aligned(column: Column, reports: Sequence[Report]) -> list[str]:
    """The heading and the cells of a column, to the right."""
    cells = [column.heading, *map(column.cell, reports)]
    width = max(map(len, cells))
    return [cell.rjust(width) for cell in cells]
