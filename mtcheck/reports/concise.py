"""A line a finding, `path:line:column: ID message`, as ruff and compilers write them: for editors and `grep`.

What was not checked, and why an article fails, has a line of the same form at the beginning of the file, and
so has a finding in a .docx, .odt or .epub, which have no lines; its message says where it is. The last line
counts. Findings that were decided on before are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import WHOLE_FILE, article_path, file_of, name_unit, place_of
from mtcheck.reports.wording import (
    count_verdicts,
    describe_failure,
    describe_finding,
    describe_skipped,
    describe_suppressed,
    describe_unchecked,
    format_count,
    needs_remark,
    to_one_line,
)
from mtcheck.text.printable import without_commands


def render(run: RunResult) -> str:
    return "".join(f"{without_commands(to_one_line(line))}\n" for line in _lines(run))


def _lines(run: RunResult) -> Iterator[str]:
    for report in run.reports:
        yield from _lines_of(report)
    for report in filter(needs_remark, run.reports):
        yield f"{report.name}: {report.judgement}"
    if suppressed := describe_suppressed(run.reports):
        yield f"{suppressed}."
    for phrase in describe_skipped(run.reports):
        yield f"Skipped: {phrase}"
    number = sum(len(report.findings) for report in run.reports)
    yield f"{format_count(number, 'finding')} in {count_verdicts(run.reports)}."


def _lines_of(report: Report) -> Iterator[str]:
    beginning = f"{article_path(file_of(report))}:{WHOLE_FILE.line}:{WHOLE_FILE.column}"
    for cause in describe_unchecked(report):
        yield f"{beginning}: not-checked {cause}"
    for reason in describe_failure(report):
        yield f"{beginning}: gate {reason}"
    for finding in report.findings:
        place = place_of(report, finding)
        line, column, _, _ = place.range or WHOLE_FILE
        message = name_unit(describe_finding(finding), place)
        yield f"{place.path}:{line}:{column}: {finding.rule} {message}"
