"""The terminal view: each finding with its sentence underlined, and a table with the verdicts at the end.

In a terminal everything is wrapped to its width (or that in COLUMNS), between words. Elsewhere messages stay
on one line, so that `grep` finds them whole, and excerpts take at most 100 columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.findings.verdict import Verdict
from mtcheck.reports.columns import fit_excerpt, width_of, wrap, wrap_signature
from mtcheck.reports.formats import RunResult
from mtcheck.reports.text_table import make_table
from mtcheck.reports.wording import (
    REFERENCE_NOTE,
    SHORT_NOTE,
    count_verdicts,
    describe_comparisons,
    describe_fidelity,
    describe_skipped,
    describe_suppressed,
    further_causes,
)
from mtcheck.text.printable import printable, without_commands

_COLORS = {
    Severity.CRITICAL: "\x1b[1;31m",
    Severity.MAJOR: "\x1b[31m",
    Severity.MINOR: "\x1b[33m",
    Severity.NEUTRAL: "\x1b[36m",
}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_VERDICT_COLORS = {
    Verdict.NOT_CHECKED: "\x1b[1;31m",
    Verdict.FAIL: "\x1b[1;31m",
    Verdict.TOO_SHORT: "\x1b[33m",
    Verdict.PASS: "\x1b[32m",
}
#: Columns of an excerpt where there is no terminal, and the fewest there are.
_EXCERPT, _NARROWEST = 100, 30
#: What continues a line.
_INDENT = "    "


def render(run: RunResult) -> str:
    """Render the findings by article in the order of the text, then the verdicts, then notes."""
    width = None if run.width is None else max(run.width, _NARROWEST)
    lines: list[str] = []
    for report in run.reports:
        for finding in report.findings if report.not_checked is None else ():
            lines += [*_finding(report, finding, width, run.color), ""]
    lines += _verdicts(run, width)
    lines.append("")
    for note in _notes(run):
        lines += wrap(printable(note), width, _INDENT)
    for label, signature in _signatures(run):
        lines += wrap_signature(label, printable(signature), width, _INDENT)
    return "\n".join(map(without_commands, lines)) + "\n"


def _finding(report: Report, finding: Finding, width: int | None, color: bool) -> Iterator[str]:
    location = report.document.locate(finding.start, finding.end)
    shade = _COLORS[finding.severity]
    place = f"{printable(report.name)}:{location.line}:{location.column}"
    message = printable(f"{finding.rule} {finding.name}: {finding.message}")
    styles = {place: _BOLD, finding.severity.value: shade}
    yield from _painted(
        wrap(f"{place}  {finding.severity.value} {message}", width, _INDENT), styles if color else {}
    )
    room = (width or _EXCERPT) - 4
    before, marked, after = fit_excerpt(*_excerpt(report, finding, room), room)
    # A bar first: a line of an article that began with “::” would be a command to GitHub's runner.
    yield f"  | {before}{_paint(marked, shade, color)}{after}"
    yield f"  | {' ' * width_of(before)}{_paint('^' * max(width_of(marked), 1), shade, color)}"
    if finding.suggestions:
        meant = " | ".join(printable(suggestion.text) or "(nothing)" for suggestion in finding.suggestions)
        yield from _detail("meant:", meant, width, color)
    if finding.also_reported_by:
        yield from _detail("also reported by", printable(", ".join(finding.also_reported_by)), width, color)


def _detail(label: str, text: str, width: int | None, color: bool) -> Iterator[str]:
    lines = wrap(f"{_INDENT}{label} {text}", width, 2 * _INDENT)
    return _painted(lines, {label: _DIM} if color else {})


def _painted(lines: list[str], styles: dict[str, str]) -> Iterator[str]:
    """The lines, with the first occurrence of each of these texts in its colour."""
    pending = dict(styles)
    for line in lines:
        start, painted = 0, ""
        for text in list(pending):
            if (offset := line.find(text, start)) >= 0:
                painted += line[start:offset] + _paint(text, pending.pop(text), True)
                start = offset + len(text)
        yield painted + line[start:]


def _excerpt(report: Report, finding: Finding, room: int) -> tuple[str, str, str]:
    """What stands before a finding in its sentence, the finding, and what stands after it; of each part at
    least what has room.
    """
    text, shown = report.document.text, report.document.masked.lines_joined
    sentence = report.document.sentence_at(finding.start)
    left = max(finding.start - room, min(sentence.start, finding.start) if sentence else 0)
    right = min(finding.end + room, max(sentence.end, finding.end) if sentence else len(text))
    parts = (shown(left, finding.start), shown(finding.start, finding.end), shown(finding.end, right))
    before, marked, after = map(printable, parts)
    return before, marked, after


def _verdicts(run: RunResult, width: int | None) -> Iterator[str]:
    """A row of figures for each article, the worst first, and its verdict below."""
    reports = run.worst_first
    heading, *rows = make_table(reports, width)
    yield _paint(heading, _BOLD, run.color)
    for report, row in zip(reports, rows, strict=True):
        yield row
        shade = _VERDICT_COLORS[report.verdict]
        lines = wrap(f"  {printable(str(report.judgement))}", width, _INDENT)
        yield from _painted(lines, {report.verdict.value: shade} if run.color else {})
        for cause in further_causes(report):
            yield from wrap(f"{_INDENT}also: {printable(cause)}", width, 2 * _INDENT)
    if len(reports) != 1:
        yield ""
        yield from wrap(f"{count_verdicts(reports)}.", width, _INDENT)


def _notes(run: RunResult) -> Iterator[str]:
    if any(report.small_sample for report in run.reports):
        yield SHORT_NOTE
    if suppressed := describe_suppressed(run.reports):
        yield f"{suppressed}."
    for phrase in describe_skipped(run.reports):
        yield f"Skipped: {phrase}"
    for report in run.reports:
        for comparison in describe_comparisons(report):
            yield f"{report.name}: {comparison}"
    if any(report.reference is not None for report in run.reports):
        yield REFERENCE_NOTE
    yield describe_fidelity(run.reports)


def _signatures(run: RunResult) -> Iterator[tuple[str, str]]:
    """(what it is, signature) of the metrics, then of the scores."""
    scores = [report.reference for report in run.reports if report.reference is not None]
    metrics = [f"{metric.name}|{metric.signature}" for score in scores for metric in score.metrics]
    yield from (("sacreBLEU", signature) for signature in dict.fromkeys(metrics))
    yield from (("Signature", signature) for signature in run.signatures)


def _paint(text: str, shade: str, color: bool) -> str:
    return f"{shade}{text}{_RESET}" if color else text
