"""Markdown: a summary for a pull request, or for the page of a run on GitHub or GitLab.

A table with a verdict an article, the worst first; what was not checked; why articles fail; the worst
findings. Tables and lists are bounded, and say how much they leave out. What comes from an article or a path
is escaped, so that it cannot break the table, load an image or call a person by @name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import (
    REFERENCE_REMARK,
    Run,
    article_path,
    compared,
    counted,
    fidelity,
    one_line,
    scored,
    skipped_checks,
    suppressed_total,
    unchecked_parts,
    with_suggestions,
)

#: So many articles, reasons and findings are shown at most, and of each text so many code points: GitHub
#: takes 1 MiB a step.
ARTICLES, REASONS, FINDINGS, LENGTH = 200, 50, 30, 300

# Written as references, which stand for the character and never for markup (CommonMark §2.5). GitHub sets
# what is between dollars as a formula.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//)|(?<=\bwww)\.")
# GitHub and GitLab look for @names and #numbers in the text that comes out, but not across a zero-width
# space.
_CALL = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)")


def render(run: Run) -> str:
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    passed = sum(report.passed for report in run.reports)
    yield f"## mtcheck: {_heading(len(run.reports), passed)}"
    yield ""
    if run.reports:
        yield from _table(sorted(run.reports, key=_rank))
    yield from _reasons("Not checked", [(r, cause) for r in run.reports for cause in unchecked_parts(r)])
    yield from _reasons("Why articles fail", [(r, reason) for r in run.reports for reason in r.gate_reasons])
    yield from _findings([(report, finding) for report in run.reports for finding in report.findings])
    yield from _notes(run)


def _heading(articles: int, passed: int) -> str:
    if not articles:
        return "there was nothing to check"
    if passed == articles:
        return f"{counted(articles, 'article')} {'passes' if articles == 1 else 'pass'}"
    failed = articles - passed
    return f"{failed:,} of {counted(articles, 'article')} {'does' if failed == 1 else 'do'} not pass"


def _rank(report: Report) -> tuple[bool, bool, bool, float]:
    """Not checked first, then incomplete, then failing, then by score from the lowest."""
    return report.not_checked is None, not report.problems, not report.gate_reasons, report.score or 0.0


def _table(reports: Sequence[Report]) -> Iterator[str]:
    yield "| article | verdict | score | 95 % interval | estimate | words | critical | major | minor |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    yield from (_row(report) for report in reports[:ARTICLES])
    yield ""
    if len(reports) > ARTICLES:
        yield f"… and {counted(len(reports) - ARTICLES, 'article')} more, none of them worse."
        yield ""


def _row(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    card = report.card
    cells = [
        _code(article_path(report.name)),
        _verdict(report),
        "" if card is None else f"{card.score:.1f}",
        "" if card is None else f"{card.interval[0]:.1f}–{card.interval[1]:.1f}",
        "" if card is None or card.estimate is None else f"{card.estimate:.0f}",
        f"{report.words:,}",
        *(str(counts[severity]) for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)),
    ]
    return f"| {' | '.join(cells)} |"


def _verdict(report: Report) -> str:
    if report.not_checked is not None:
        return "❓ **not checked**"
    if report.gate_reasons:
        return "❌ **fails**"
    return "✅ passes" if report.complete else "❓ **incomplete**"


def _reasons(heading: str, reasons: Sequence[tuple[Report, str]]) -> Iterator[str]:
    if not reasons:
        return
    yield f"### {heading}"
    yield ""
    for report, reason in reasons[:REASONS]:
        yield f"- {_code(article_path(report.name))}: {_text(reason)}"
    if len(reasons) > REASONS:
        yield f"- … and {len(reasons) - REASONS:,} more"
    yield ""


def _findings(found: list[tuple[Report, Finding]]) -> Iterator[str]:
    if not found:
        return
    found.sort(key=lambda one: -one[1].severity.weight)
    yield "### Findings" if len(found) <= FINDINGS else "### Worst findings"
    yield ""
    for report, finding in found[:FINDINGS]:
        where = report.document.locate(finding.start, finding.end)
        place = _code(f"{article_path(report.name)}:{where.line}:{where.column}")
        rule = f"{_code(finding.rule)} {_text(finding.name)}"
        yield f"- {place} **{finding.severity.value}** {rule}: {_text(with_suggestions(finding))}"
    if len(found) > FINDINGS:
        yield f"- … and {counted(len(found) - FINDINGS, 'finding')} more, none of them worse; the other reports have all"
    yield ""


def _notes(run: Run) -> Iterator[str]:
    notes = []
    if decided := suppressed_total(run.reports):
        notes.append(f"{decided}. They do not count.")
    notes += [f"Skipped: {_text(skip.name)}: {_text(skip.reason)}" for skip in skipped_checks(run.reports)]
    if any(report.estimate is not None for report in run.reports):
        notes.append("Estimate: MQM points per 1,000 words that a professional would be expected to mark.")
    for report in run.reports[:ARTICLES]:
        for said in filter(None, (compared(report), scored(report))):
            notes.append(f"{_code(article_path(report.name))}: {_text(said)}")
    if any(report.reference is not None for report in run.reports):
        notes.append(REFERENCE_REMARK)
    notes.append(fidelity(run.reports))
    signatures = dict.fromkeys(report.signature for report in run.reports if report.card)
    notes += [f"Signature: {_code(signature)}" for signature in signatures]
    for note in notes:
        yield f"<sub>{note}</sub>  "


def _code(text: str) -> str:
    return f"<code>{_escaped(_shortened(text))}</code>"


def _text(text: str) -> str:
    return _escaped(_CALL.sub("\u200b", _shortened(text)))


def _shortened(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)
