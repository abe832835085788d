"""The terminal view: each finding with its sentence underlined, and a summary table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import east_asian_width

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.wording import (
    ESTIMATE_NOTE,
    REFERENCE_NOTE,
    describe_comparisons,
    describe_fidelity,
    describe_skipped,
    describe_suppressed,
    format_count,
)
from mtcheck.text.printable import printable, without_commands

_COLORS = {
    Severity.CRITICAL: "\x1b[1;31m",
    Severity.MAJOR: "\x1b[31m",
    Severity.MINOR: "\x1b[33m",
    Severity.NEUTRAL: "\x1b[36m",
}
_BOLD, _DIM, _GREEN, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"
#: Code points of context to show on either side of a finding.
_BEFORE, _AFTER = 60, 40


def render(run: RunResult) -> str:
    """Render the findings by article in the order of the text, then a table, then notes."""
    lines: list[str] = []
    for report in run.reports:
        lines.extend(_article(report, run.color))
    lines.extend(_table(run))
    lines.append("")
    lines.extend(map(printable, _problems(run)))
    lines.extend(map(printable, _notes(run)))
    return "\n".join(map(without_commands, lines)) + "\n"


def _article(report: Report, color: bool) -> Iterator[str]:
    if report.not_checked is not None:
        remark = printable(f"{report.name}: not checked: {report.not_checked}")
        yield _paint(remark, _COLORS[Severity.CRITICAL], color)
        yield ""
        return
    for finding in report.findings:
        yield from _finding(report, finding, color)
        yield ""


def _finding(report: Report, finding: Finding, color: bool) -> Iterator[str]:
    location = report.document.locate(finding.start, finding.end)
    shade = _COLORS[finding.severity]
    place = _paint(f"{printable(report.name)}:{location.line}:{location.column}", _BOLD, color)
    severity = _paint(finding.severity.value, shade, color)
    yield f"{place}  {severity} {printable(f'{finding.rule} {finding.name}: {finding.message}')}"
    before, marked, after = _excerpt(report, finding)
    # A bar first: a line of an article that began with “::” would be a command to GitHub's runner.
    yield f"  | {before}{_paint(marked, shade, color)}{after}"
    yield f"  | {' ' * _width(before)}{_paint('^' * max(_width(marked), 1), shade, color)}"
    if finding.suggestions:
        meant = " | ".join(printable(suggestion.text) or "(nothing)" for suggestion in finding.suggestions)
        yield "    " + _paint("meant: ", _DIM, color) + meant
    if finding.also_reported_by:
        others = printable(", ".join(finding.also_reported_by))
        yield "    " + _paint(f"also reported by {others}", _DIM, color)


def _excerpt(report: Report, finding: Finding) -> tuple[str, str, str]:
    """What stands before a finding in its sentence, the finding, and what stands after it."""
    text, shown = report.document.text, report.document.masked.lines_joined
    sentence = report.document.sentence_at(finding.start)
    left = max(finding.start - _BEFORE, min(sentence.start, finding.start) if sentence else 0)
    right = min(finding.end + _AFTER, max(sentence.end, finding.end) if sentence else len(text))
    marked = shown(finding.start, finding.end)
    if len(marked) > 100:
        marked = f"{marked[:60]} … {marked[-30:]}"
    before = ("…" if sentence and left > sentence.start else "") + shown(left, finding.start)
    after = shown(finding.end, right) + ("…" if sentence and right < sentence.end else "")
    return printable(before), printable(marked), printable(after)


def _table(run: RunResult) -> Iterator[str]:
    reports = run.worst_first
    width = min(max((_width(printable(report.name)) for report in reports), default=4), 50)
    yield _paint(
        f"{'article':{width}}  score  95 % interval  words  estimate  crit  major  minor  gate",
        _BOLD,
        run.color,
    )
    for report in reports:
        yield _row(report, width, run.color)


def _row(report: Report, width: int, color: bool) -> str:
    name = printable(report.name)
    name = name if _width(name) <= width else "…" + name[-(width - 1) :]
    name += " " * (width - _width(name))
    if report.card is None:
        verdict = _paint("NOT CHECKED", _COLORS[Severity.CRITICAL], color)
        return f"{name}  {'-':>5}  {'-':>13}  {report.words:5}  {'':29}{verdict}"
    counts = Counter(finding.severity for finding in report.findings)
    low, high = report.card.interval
    estimate = "-" if report.estimate is None else f"{report.estimate:.0f}"
    verdict = "pass" if report.passed else "INCOMPLETE" if report.problems else "FAIL"
    shade = _GREEN if report.passed else _COLORS[Severity.CRITICAL]
    return (
        f"{name}  {report.card.score:5.1f}  {f'{low:.1f}-{high:.1f}':>13}  {report.words:5}  {estimate:>8}"
        f"  {counts[Severity.CRITICAL]:4}  {counts[Severity.MAJOR]:5}  {counts[Severity.MINOR]:5}"
        f"  {_paint(verdict, shade, color)}"
    )


def _problems(run: RunResult) -> Iterator[str]:
    for report in run.reports:
        for reason in report.gate_reasons:
            yield f"{report.name}: fails: {reason}"
        for problem in report.problems:
            yield f"{report.name}: not checked completely: {problem}"
    if suppressed := describe_suppressed(run.reports):
        yield suppressed
    small = [report.name for report in run.reports if report.small_sample]
    if small:
        names = ", ".join(small) if len(small) <= 3 else format_count(len(small), "article")
        yield f"Small sample: {names}: under 500 words, so read the interval, not the score."
    for phrase in describe_skipped(run.reports):
        yield f"Skipped: {phrase}"


def _notes(run: RunResult) -> Iterator[str]:
    if any(report.estimate is not None for report in run.reports):
        yield ESTIMATE_NOTE
    for report in run.reports:
        for comparison in describe_comparisons(report):
            yield f"{report.name}: {comparison}"
    scores = [report.reference for report in run.reports if report.reference is not None]
    if scores:
        yield REFERENCE_NOTE
    metrics = [f"{metric.name}|{metric.signature}" for score in scores for metric in score.metrics]
    for signature in dict.fromkeys(metrics):
        yield f"sacreBLEU: {signature}"
    yield describe_fidelity(run.reports)
    for signature in run.signatures:
        yield f"Signature: {signature}"


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _paint(text: str, shade: str, color: bool) -> str:
    return f"{shade}{text}{_RESET}" if color else text
