"""Markdown: a summary for a pull request, or for the page of a run on GitHub or GitLab.

A table with the verdict on each article and why, worst first; further causes; the worst findings. Tables and
lists are bounded, and say how much they leave out. Text from an article or a path is escaped, so that it
cannot break the table, load an image or notify a person by @name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.findings.verdict import Verdict
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import article_path
from mtcheck.reports.wording import (
    REFERENCE_NOTE,
    SHORT_NOTE,
    count_verdicts,
    describe_comparisons,
    describe_fidelity,
    describe_finding,
    describe_skipped,
    describe_suppressed,
    format_count,
    further_causes,
    to_one_line,
)

#: The most articles, reasons and findings to show, and of each text the most code points: GitHub takes 1 MiB
#: for a step.
ARTICLES, REASONS, FINDINGS, LENGTH = 200, 50, 30, 300

_SYMBOLS = {Verdict.NOT_CHECKED: "❓", Verdict.FAIL: "❌", Verdict.TOO_SHORT: "➖", Verdict.PASS: "✅"}

# Written as character references, which are never markup (CommonMark §2.5). GitHub sets what is between
# dollars as a formula.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//)|(?<=\bwww)\.")
# GitHub and GitLab look for @names and #numbers in the rendered text, but not across a zero-width space.
_MENTION = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)")


def render(run: RunResult) -> str:
    return "\n".join(_lines(run)) + "\n"


def _lines(run: RunResult) -> Iterator[str]:
    yield f"## mtcheck: {_heading(run.reports)}"
    yield ""
    if run.reports:
        yield from _table(run.worst_first)
    yield from _causes([(report, cause) for report in run.reports for cause in further_causes(report)])
    yield from _findings([(report, finding) for report in run.reports for finding in report.findings])
    for note in _notes(run):
        yield f"<sub>{note}</sub>  "


def _heading(reports: Sequence[Report]) -> str:
    return str(reports[0].verdict) if len(reports) == 1 else count_verdicts(reports)


def _table(reports: Sequence[Report]) -> Iterator[str]:
    yield "| article | verdict | why | score | 95 % range | words | critical | major | minor |"
    yield "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    yield from (_row(report) for report in reports[:ARTICLES])
    yield ""
    if len(reports) > ARTICLES:
        yield f"… and {format_count(len(reports) - ARTICLES, 'article')} more, none of them worse."
        yield ""


def _row(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    card = report.card
    cells = [
        _code(article_path(report.name)),
        f"{_SYMBOLS[report.verdict]} **{report.verdict}**",
        _text(report.verdict_reason),
        "" if card is None else _escape(card.figure),
        "" if card is None else card.range,
        f"{report.words:,}",
        *(str(counts[severity]) for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)),
    ]
    return f"| {' | '.join(cells)} |"


def _causes(reasons: Sequence[tuple[Report, str]]) -> Iterator[str]:
    """What else fails an article or was not checked, apart from what the table says."""
    if not reasons:
        return
    yield "### Further causes"
    yield ""
    for report, reason in reasons[:REASONS]:
        yield f"- {_code(article_path(report.name))}: {_text(reason)}"
    if len(reasons) > REASONS:
        yield f"- … and {len(reasons) - REASONS:,} more"
    yield ""


def _findings(findings: Sequence[tuple[Report, Finding]]) -> Iterator[str]:
    if not findings:
        return
    yield "### Findings" if len(findings) <= FINDINGS else "### Worst findings"
    yield ""
    worst_first = sorted(findings, key=lambda pair: -pair[1].severity.weight)
    for report, finding in worst_first[:FINDINGS]:
        location = report.document.locate(finding.start, finding.end)
        place = _code(f"{article_path(report.name)}:{location.line}:{location.column}")
        rule = f"{_code(finding.rule)} {_text(finding.name)}"
        yield f"- {place} **{finding.severity.value}** {rule}: {_text(describe_finding(finding))}"
    if len(findings) > FINDINGS:
        rest = format_count(len(findings) - FINDINGS, "finding")
        yield f"- … and {rest} more, none of them worse; the other reports have all"
    yield ""


def _notes(run: RunResult) -> Iterator[str]:
    if suppressed := describe_suppressed(run.reports):
        yield f"{suppressed}. They do not count."
    for phrase in describe_skipped(run.reports):
        yield f"Skipped: {_text(phrase)}"
    if any(report.small_sample for report in run.reports):
        yield _escape(SHORT_NOTE)
    for report in run.reports[:ARTICLES]:
        for comparison in describe_comparisons(report):
            yield f"{_code(article_path(report.name))}: {_text(comparison)}"
    if any(report.reference is not None for report in run.reports):
        yield REFERENCE_NOTE
    yield describe_fidelity(run.reports)
    for signature in run.signatures:
        yield f"Signature: {_code(signature)}"


def _code(text: str) -> str:
    return f"<code>{_escape(_shorten(text))}</code>"


def _text(text: str) -> str:
    return _escape(_MENTION.sub("\u200b", _shorten(text)))


def _shorten(text: str) -> str:
    text = to_one_line(text)
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)
