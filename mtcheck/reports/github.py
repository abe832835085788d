"""GitHub Actions workflow commands: each finding an annotation on its line, in the pull request and on the
run's page.

Critical and major are errors, minor ones warnings, neutral ones notices. GitHub shows ten of each a step
(actions/toolkit, docs/problem-matchers.md), so what was not checked comes first, then what fails the gate,
then the findings from the worst on. Lines that are no commands, for whoever reads the log: a verdict an
article, what was skipped, what was decided on before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import (
    Run,
    article_path,
    compared,
    counted,
    one_line,
    scored,
    skipped_checks,
    suppressed_total,
    unchecked_parts,
    with_suggestions,
)

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
# As actions/toolkit does (packages/core/src/command.ts); the percent sign first.
_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))


def render(run: Run) -> str:
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    if not run.reports:
        yield _command("error", "There was nothing to check.", title="mtcheck: not checked")
    for report in run.reports:
        for cause in unchecked_parts(report):
            yield _command(
                "error",
                f"{report.name}: {cause}",
                file=article_path(report.name),
                title="mtcheck: not checked",
            )
    for report in run.reports:
        for reason in report.gate_reasons:
            yield _command(
                "error",
                f"{report.name} fails: {reason}",
                file=article_path(report.name),
                title="mtcheck: gate",
            )
    found = [(report, finding) for report in run.reports for finding in report.findings]
    for report, finding in sorted(found, key=lambda one: -one[1].severity.weight):
        yield _annotation(report, finding)
    for report in run.reports:
        yield _plain(_verdict(report))
    for report in run.reports:
        for said in filter(None, (compared(report), scored(report))):
            yield _plain(f"{report.name}: {said}")
    if decided := suppressed_total(run.reports):
        yield _plain(f"{decided}.")
    for skip in skipped_checks(run.reports):
        yield _plain(f"skipped: {skip.name}: {skip.reason}")


def _annotation(report: Report, finding: Finding) -> str:
    where = report.document.locate(finding.start, finding.end)
    # Columns hold on one line only: with another end line GitHub refuses them.
    columns = {"col": where.column, "endColumn": where.end_column} if where.line == where.end_line else {}
    return _command(
        _COMMANDS[finding.severity],
        with_suggestions(finding),
        file=article_path(report.name),
        line=where.line,
        endLine=where.end_line,
        **columns,
        title=f"{finding.rule} {finding.name}",
    )


def _verdict(report: Report) -> str:
    if report.card is None:
        return f"{report.name}: not checked"
    counts = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        f"{counts[severity]} {severity.value}"
        for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
    )
    low, high = report.card.interval
    verdict = "pass" if report.passed else "FAIL" if report.gate_reasons else "INCOMPLETE"
    score = f"score {report.card.score:.1f} ({low:.1f}-{high:.1f})"
    return f"{report.name}: {verdict}, {score}, {counted(report.words, 'word')}, {found}"


def _command(name: str, message: str, **properties: str | int) -> str:
    parts = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {parts}::{_escaped(one_line(message), _DATA)}"


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for character, code in table:
        text = text.replace(character, code)
    return text


def _plain(text: str) -> str:
    """A line that the runner takes for no command: they begin with `::`, or stand anywhere after `##[`."""
    return "mtcheck: " + one_line(text).replace("##[", "## [")
