"""GitHub Actions workflow commands: each finding an annotation on its line, in the pull request and on the
run's page.

Critical and major findings are errors, minor ones warnings, neutral ones notices. GitHub shows ten of each
for a step (actions/toolkit, docs/problem-matchers.md). What was not checked therefore comes first, then what
fails the gate, then the findings, worst first. Lines that are not commands follow, for readers of the log: a
verdict for each article, the findings that were decided on before, and what was skipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import article_path, name_unit, place_of
from mtcheck.reports.wording import (
    count_verdicts,
    describe_comparisons,
    describe_failure,
    describe_finding,
    describe_skipped,
    describe_suppressed,
    describe_unchecked,
    format_count,
    to_one_line,
)
from mtcheck.text.printable import printable, without_commands

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
# Escapes as in actions/toolkit (packages/core/src/command.ts); the percent sign comes first.
_DATA_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY_ESCAPES = (*_DATA_ESCAPES, (":", "%3A"), (",", "%2C"))


def render(run: RunResult) -> str:
    """Render the annotations, most important first, then the lines for readers of the log."""
    return "\n".join([*_annotations(run), *map(_log_line, _summary(run))]) + "\n"


def _annotations(run: RunResult) -> Iterator[str]:
    if not run.reports:
        yield _command("error", "There was nothing to check.", title="mtcheck: not checked")
    for report in run.reports:
        for cause in describe_unchecked(report):
            yield _error(report, f"{report.name}: {cause}", "mtcheck: not checked")
    for report in run.reports:
        for reason in describe_failure(report):
            yield _error(report, f"{report.name}: {reason}", "mtcheck: gate")
    if len(run.reports) > 1 or any(report.passed for report in run.reports):
        yield _command("notice", _notice(run), title="mtcheck: verdict")
    findings = [(report, finding) for report in run.reports for finding in report.findings]
    for report, finding in sorted(findings, key=lambda pair: -pair[1].severity.weight):
        yield _annotation(report, finding)


def _notice(run: RunResult) -> str:
    """The verdict on the article, or how many articles have which."""
    if len(run.reports) == 1:
        return _verdict(run.reports[0])
    return f"{count_verdicts(run.reports)}."


def _summary(run: RunResult) -> Iterator[str]:
    yield from map(_verdict, run.reports)
    for report in run.reports:
        for comparison in describe_comparisons(report):
            yield f"{report.name}: {comparison}"
    if suppressed := describe_suppressed(run.reports):
        yield f"{suppressed}."
    for phrase in describe_skipped(run.reports):
        yield f"skipped: {phrase}"


def _error(report: Report, message: str, title: str) -> str:
    """An error that concerns the whole article."""
    return _command("error", message, file=article_path(report.name), title=title)


def _annotation(report: Report, finding: Finding) -> str:
    place = place_of(report, finding)
    properties: dict[str, int] = {}
    if place.range is not None:
        line, column, end_line, end_column = place.range
        # GitHub refuses columns where the annotation ends on another line.
        columns = {"col": column, "endColumn": end_column} if line == end_line else {}
        properties = {"line": line, "endLine": end_line, **columns}
    return _command(
        _COMMANDS[finding.severity],
        name_unit(describe_finding(finding), place),
        file=place.path,
        **properties,
        title=f"{finding.rule} {finding.name}",
    )


def _verdict(report: Report) -> str:
    if report.card is None:
        return f"{report.name}: {report.judgement}"
    counts = Counter(finding.severity for finding in report.findings)
    severities = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
    findings = ", ".join(f"{counts[severity]} {severity.value}" for severity in severities)
    return f"{report.name}: {report.judgement} ({format_count(report.words, 'word')}, {findings})"


def _command(name: str, message: str, **properties: str | int) -> str:
    values = {key: _escape(printable(str(value)), _PROPERTY_ESCAPES) for key, value in properties.items()}
    parts = ",".join(f"{key}={value}" for key, value in values.items())
    return f"::{name} {parts}::{_escape(to_one_line(message), _DATA_ESCAPES)}"


def _escape(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text


def _log_line(text: str) -> str:
    return without_commands(f"mtcheck: {to_one_line(text)}")
