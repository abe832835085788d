"""reviewdog's rdjson: review comments with suggestions that one click applies, on GitHub, GitLab, Bitbucket
and Gerrit.

Columns count bytes of the line in UTF-8, from 1; ends are exclusive (reviewdog, proto/rdf/reviewdog.proto).
Suggestions are given where they would replace text only. What was not checked, a failed gate, that an article
is too short to tell and what was skipped have a path and no range: reviewdog shows them with
`-filter-mode=nofilter`. An article that passes has no such remark. Findings that were decided on before are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import FindingPlace, article_path, is_replaceable, name_unit, place_of
from mtcheck.reports.wording import (
    describe_failure,
    describe_unchecked,
    needs_remark,
    skipped_checks,
    to_one_line,
)
from mtcheck.rules.catalogue import rule_page
from mtcheck.text.document import Document
from mtcheck.text.printable import to_json

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.NEUTRAL: "INFO",
}


def render(run: RunResult) -> str:
    result = {"source": {"name": "mtcheck"}, "diagnostics": list(_diagnostics(run))}
    return to_json(result)


def _diagnostics(run: RunResult) -> Iterator[dict[str, Any]]:
    if not run.reports:
        yield _remark("not-checked", "ERROR", "There was nothing to check.", ".")
    for report in run.reports:
        for cause in describe_unchecked(report):
            yield _remark("not-checked", "ERROR", cause, report.name)
        for reason in describe_failure(report):
            yield _remark("gate", "ERROR", reason, report.name)
        if needs_remark(report):
            yield _remark("verdict", "INFO", str(report.judgement), report.name)
        for finding in report.findings:
            yield _diagnostic(report, finding)
    for skip in skipped_checks(run.reports):
        name = next(report.name for report in run.reports if skip in report.skipped)
        yield _remark("skipped", "INFO", f"Skipped: {skip.name}: {skip.reason}", name)


def _remark(code: str, severity: str, message: str, name: str) -> dict[str, Any]:
    """A diagnostic that concerns a whole article."""
    return {
        "message": to_one_line(message),
        "location": {"path": article_path(name)},
        "severity": severity,
        "code": {"value": code},
    }


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    place = place_of(report, finding)
    location: dict[str, Any] = {"path": place.path}
    text_range = _range(report.document, finding, place)
    if text_range is not None:
        location["range"] = text_range
    diagnostic: dict[str, Any] = {
        "message": to_one_line(name_unit(f"{finding.name}: {finding.message}", place)),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **_url(finding.rule)},
    }
    if finding.suggestions and is_replaceable(report, finding):
        diagnostic["suggestions"] = [
            {"range": text_range, "text": suggestion.text} for suggestion in finding.suggestions
        ]
    return diagnostic


def _url(rule: str) -> dict[str, str]:
    url = rule_page(rule)
    return {} if url is None else {"url": url}


def _range(document: Document, finding: Finding, place: FindingPlace) -> dict[str, Any] | None:
    """The range in the file; of a segment only its lines, as the bytes before it are not at hand."""
    if place.range is None:
        return None
    if document.file_places is not None:
        return {"start": {"line": place.range.line}, "end": {"line": place.range.end_line}}
    return {"start": _position(document, finding.start), "end": _position(document, finding.end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    before, more = document.line_before(offset)  # a byte-order mark is three bytes of the line
    return {
        "line": document.locate(offset, offset).line,
        "column": more + len(before.encode("utf-8", "surrogatepass")) + 1,
    }
