"""The terminal view: each finding with its sentence underlined, and a summary table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import east_asian_width

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import (
    REFERENCE_REMARK,
    Run,
    compared,
    counted,
    fidelity,
    scored,
    suppressed_total,
    worst_first,
)

_COLORS = {
    Severity.CRITICAL: "\x1b[1;31m",
    Severity.MAJOR: "\x1b[31m",
    Severity.MINOR: "\x1b[33m",
    Severity.NEUTRAL: "\x1b[36m",
}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_BEFORE, _AFTER = 60, 40


def render(run: Run) -> str:
    """Findings by article in the order of the text, then a table: article, score, interval, findings,
    verdict.
    """
    lines: list[str] = []
    for report in run.reports:
        lines.extend(_article(report, run.color))
    lines.extend(_summary(run))
    return "\n".join(lines) + "\n"


def _article(report: Report, color: bool) -> Iterator[str]:
    if report.not_checked is not None:
        yield _paint(f"{report.name}: not checked: {report.not_checked}", _COLORS[Severity.CRITICAL], color)
        yield ""
        return
    for finding in report.findings:
        yield from _finding(report, finding, color)
        yield ""


def _finding(report: Report, finding: Finding, color: bool) -> Iterator[str]:
    where = report.document.locate(finding.start, finding.end)
    shade = _COLORS[finding.severity]
    place = _paint(f"{report.name}:{where.line}:{where.column}", _BOLD, color)
    yield f"{place}  {_paint(finding.severity.value, shade, color)} {finding.rule} {finding.name}: {finding.message}"
    before, marked, after = _excerpt(report, finding)
    # A bar first: a line of an article that began with “::” would be a command to GitHub's runner.
    yield f"  | {before}{_paint(marked, shade, color)}{after}"
    yield f"  | {' ' * _width(before)}{_paint('^' * max(_width(marked), 1), shade, color)}"
    if finding.suggestions:
        yield (
            "    "
            + _paint("meant: ", _DIM, color)
            + " | ".join(_visible(s.text) or "(nothing)" for s in finding.suggestions)
        )
    if finding.also_reported_by:
        yield "    " + _paint(f"also reported by {', '.join(finding.also_reported_by)}", _DIM, color)


def _excerpt(report: Report, finding: Finding) -> tuple[str, str, str]:
    text = report.document.text
    sentence = report.document.sentence_at(finding.start)
    left = max(finding.start - _BEFORE, min(sentence.start, finding.start) if sentence else 0)
    right = min(finding.end + _AFTER, max(sentence.end, finding.end) if sentence else len(text))
    marked = text[finding.start : finding.end]
    if len(marked) > 100:
        marked = f"{marked[:60]} … {marked[-30:]}"
    before = ("…" if sentence and left > sentence.start else "") + text[left : finding.start]
    after = text[finding.end : right] + ("…" if sentence and right < sentence.end else "")
    return _visible(before), _visible(marked), _visible(after)


def _visible(text: str) -> str:
    """`text` on one line, with what a terminal would obey rather than show made visible."""
    return "".join(" " if c in "\r\n\t" else c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _paint(text: str, shade: str, color: bool) -> str:
    return f"{shade}{text}{_RESET}" if color else text


def _summary(run: Run) -> Iterator[str]:
    reports = worst_first(run.reports)
    width = min(max((_width(report.name) for report in reports), default=4), 50)
    yield _paint(
        f"{'article':{width}}  score  95 % interval  words  estimate  crit  major  minor  gate",
        _BOLD,
        run.color,
    )
    for report in reports:
        yield _row(report, width, run.color)
    yield ""
    for report in run.reports:
        for reason in report.gate_reasons:
            yield f"{report.name}: fails: {reason}"
        for problem in report.problems:
            yield f"{report.name}: not checked completely: {problem}"
    decided = suppressed_total(run.reports)
    if decided:
        yield decided
    small = [report.name for report in run.reports if report.small_sample]
    if small:
        names = ", ".join(small) if len(small) <= 3 else counted(len(small), "article")
        yield f"Small sample: {names}: under 500 words, so read the interval, not the score."
    for name, reason in sorted(
        {(skip.name, skip.reason) for report in run.reports for skip in report.skipped}
    ):
        yield f"Skipped: {name}: {reason}"
    if any(report.estimate is not None for report in run.reports):
        yield "Estimate: MQM points per 1,000 words that a professional would be expected to mark."
    for report in run.reports:
        for said in filter(None, (compared(report), scored(report))):
            yield f"{_visible(report.name)}: {_visible(said)}"
    if any(report.reference is not None for report in run.reports):
        yield REFERENCE_REMARK
        for signature in _reference_signatures(run):
            yield f"sacreBLEU: {signature}"
    yield fidelity(run.reports)
    for signature in dict.fromkeys(report.signature for report in run.reports if report.card):
        yield f"Signature: {signature}"


def _reference_signatures(run: Run) -> list[str]:
    scores = [report.reference for report in run.reports if report.reference is not None]
    return list(dict.fromkeys(f"{one.name}|{one.signature}" for score in scores for one in score.metrics))


def _row(report: Report, width: int, color: bool) -> str:
    name = report.name if _width(report.name) <= width else "…" + report.name[-(width - 1) :]
    name += " " * (width - _width(name))
    if report.card is None:
        verdict = _paint("NOT CHECKED", _COLORS[Severity.CRITICAL], color)
        return f"{name}  {'-':>5}  {'-':>13}  {report.words:5}  {'':29}{verdict}"
    counts = Counter(finding.severity for finding in report.findings)
    low, high = report.card.interval
    estimate = "-" if report.estimate is None else f"{report.estimate:.0f}"
    verdict = "pass" if report.passed else "INCOMPLETE" if report.problems else "FAIL"
    shade = "\x1b[32m" if report.passed else _COLORS[Severity.CRITICAL]
    return (
        f"{name}  {report.card.score:5.1f}  {f'{low:.1f}-{high:.1f}':>13}  {report.words:5}  {estimate:>8}"
        f"  {counts[Severity.CRITICAL]:4}  {counts[Severity.MAJOR]:5}  {counts[Severity.MINOR]:5}"
        f"  {_paint(verdict, shade, color)}"
    )
