"""GitHub Actions workflow commands: each finding an annotation on its line, in the pull request and on the
run's page.

Critical and major findings are errors, minor ones warnings, neutral ones notices. GitHub shows ten of each
for a step (actions/toolkit, docs/problem-matchers.md), so no more are written, and a line says how many are
left out. What was not checked comes first, then what fails the gate, the worst finding of each article, and
the other findings, worst first. Lines that are not commands follow, for readers of the log: a
verdict for each article, the findings that were decided on before, and what was skipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import article_path, file_of, name_unit, place_of
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
#: How many annotations of a kind GitHub shows for a step.
_MOST = 10
# Escapes as in actions/toolkit (packages/core/src/command.ts); the percent sign comes first.
_DATA_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY_ESCAPES = (*_DATA_ESCAPES, (":", "%3A"), (",", "%2C"))


def render(run: RunResult) -> str:
    """Render the annotations, most important first, then the lines for readers of the log."""
    shown, left_out = _shown(run)
    return "\n".join([*shown, *map(_log_line, _summary(run, left_out))]) + "\n"


def _shown(run: RunResult) -> tuple[list[str], Counter[str]]:
    """The commands that GitHub shows, and how many others there are in each file."""
    given: Counter[str] = Counter()
    shown: list[str] = []
    left_out: Counter[str] = Counter()
    for name, file, command in _annotations(run):
        given[name] += 1
        if given[name] <= _MOST:
            shown.append(command)
        else:
            left_out[file] += 1
    return shown, left_out


def _annotations(run: RunResult) -> Iterator[tuple[str, str, str]]:
    """All of them, the most important first: its kind, the file it is in, the command."""
    if not run.reports:
        yield "error", "", _command("error", "There was nothing to check.", title="mtcheck: not checked")
    for report in run.reports:
        for cause in describe_unchecked(report):
            yield "error", report.name, _error(report, f"{report.name}: {cause}", "mtcheck: not checked")
    for report in run.reports:
        for reason in describe_failure(report):
            yield "error", report.name, _error(report, f"{report.name}: {reason}", "mtcheck: gate")
    if len(run.reports) > 1 or any(report.passed for report in run.reports):
        yield "notice", "", _command("notice", _notice(run), title="mtcheck: verdict")
    for report, finding in _worst_first(run.reports):
        yield _COMMANDS[finding.severity], file_of(report), _annotation(report, finding)


def _worst_first(reports: Sequence[Report]) -> list[tuple[Report, Finding]]:
    """The worst finding of each article, by severity; then the others, by severity, too."""
    ranked = [
        (number > 0, -finding.severity.weight, report, finding)
        for report in reports
        for number, finding in enumerate(sorted(report.findings, key=lambda found: -found.severity.weight))
    ]
    return [(report, finding) for *_, report, finding in sorted(ranked, key=lambda rank: rank[:2])]


def _describe_left_out(left_out: Counter[str]) -> str:
    named = ", ".join(f"{name} {count:,}" for name, count in left_out.most_common(_MOST))
    more = len(left_out) - _MOST
    others = f" and {format_count(more, 'other file')}" if more > 0 else ""
    number = format_count(left_out.total(), "annotation")
    return (
        f"{number} not shown, because GitHub shows {_MOST} errors, {_MOST} warnings and {_MOST} notices a "
        f"step: {named}{others}. A report in another format (-o) has them all."
    )


def _notice(run: RunResult) -> str:
    """The verdict on the article, or how many articles have which."""
    if len(run.reports) == 1:
        return _verdict(run.reports[0])
    return f"{count_verdicts(run.reports)}."


def _summary(run: RunResult, left_out: Counter[str]) -> Iterator[str]:
    yield from map(_verdict, run.reports)
    if left_out:
        yield _describe_left_out(left_out)
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
