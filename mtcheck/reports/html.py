"""HTML: the page an editor reads (see `mtcheck.reports.page`)."""

from __future__ import annotations

from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.page.render import render

__all__ = ["render", "render_report"]


def render_report(report: Report) -> str:
    """The page of one article."""
    return render(RunResult((report,)))
