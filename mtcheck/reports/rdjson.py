"""reviewdog's rdjson: review comments with suggestions that one click applies, on GitHub, GitLab, Bitbucket
and Gerrit.

Columns count bytes of the line in UTF-8, from 1; ends are exclusive (reviewdog, proto/rdf/reviewdog.proto).
Suggestions are given where the text alone would be replaced. What was not checked, a failed gate and what was
skipped have a path and no range: reviewdog shows them with `-filter-mode=nofilter`. What was decided on
before is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import (
    Run,
    article_path,
    is_replaceable,
    one_line,
    skipped_checks,
    unchecked_parts,
)
from mtcheck.text.document import BOM, Document

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.NEUTRAL: "INFO",
}


def render(run: Run) -> str:
    result = {"source": {"name": "mtcheck"}, "diagnostics": list(_diagnostics(run))}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _diagnostics(run: Run) -> Iterator[dict[str, Any]]:
    if not run.reports:
        yield _remark("not-checked", "ERROR", "There was nothing to check.", ".")
    for report in run.reports:
        for cause in unchecked_parts(report):
            yield _remark("not-checked", "ERROR", f"Not checked: {cause}", report.name)
        for reason in report.gate_reasons:
            yield _remark("gate", "ERROR", f"The article fails: {reason}", report.name)
        for finding in report.findings:
            yield _diagnostic(report, finding)
    for skip in skipped_checks(run.reports):
        name = next(report.name for report in run.reports if skip in report.skipped)
        yield _remark("skipped", "INFO", f"Skipped: {skip.name}: {skip.reason}", name)


def _remark(code: str, severity: str, message: str, name: str) -> dict[str, Any]:
    return {
        "message": one_line(message),
        "location": {"path": article_path(name)},
        "severity": severity,
        "code": {"value": code},
    }


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    place = {
        "start": _position(report.document, finding.start),
        "end": _position(report.document, finding.end),
    }
    diagnostic: dict[str, Any] = {
        "message": one_line(f"{finding.name}: {finding.message}"),
        "location": {"path": article_path(report.name), "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.suggestions and is_replaceable(report, finding):
        diagnostic["suggestions"] = [
            {"range": place, "text": suggestion.text} for suggestion in finding.suggestions
        ]
    return diagnostic


def _position(document: Document, offset: int) -> dict[str, int]:
    where = document.locate(offset, offset)
    line_start = offset - where.column + 1
    if where.line == 1 and document.units is None and document.text.startswith(BOM):
        line_start = 0  # its three bytes are bytes of the line
    return {
        "line": where.line,
        "column": len(document.text[line_start:offset].encode("utf-8", "surrogatepass")) + 1,
    }
