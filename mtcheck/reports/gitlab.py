"""GitLab Code Quality: the issues that a merge request shows, as new or as fixed by their fingerprints.

A fingerprint is made of the article's path and the finding's own fingerprint; of findings that are alike it
also has the number. It has no line number. What was not checked is a blocker, a failed gate is critical.
GitLab has no place for skipped checks, nor for a verdict of “too short to tell”, so these are issues of
severity `info`; an article that passes has none. Findings that were decided on before are left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import WHOLE_FILE, article_path, name_unit, place_of
from mtcheck.reports.wording import (
    describe_failure,
    describe_finding,
    describe_unchecked,
    needs_remark,
    skipped_checks,
    to_one_line,
)
from mtcheck.text.printable import to_json

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


class _Issue(NamedTuple):
    """An issue as GitLab shows it."""

    check: str
    """The rule's id, `not-checked`, `gate`, `verdict` or `skipped`."""
    severity: str
    """GitLab's word for it."""
    description: str
    """The only text that GitLab shows."""
    path: str
    """Of the article, as CI servers write paths."""
    identity: tuple[str, ...]
    """What tells the issue from others, and stays when the text around it is edited."""
    line: int = 1
    """From 1."""
    end_line: int = 1
    """From 1, the last one included."""


def render(run: RunResult) -> str:
    seen: Counter[tuple[str, ...]] = Counter()
    entries = []
    for issue in _issues(run):
        entries.append(_entry(issue, seen[issue.identity]))
        seen[issue.identity] += 1
    return to_json(entries)


def _issues(run: RunResult) -> Iterator[_Issue]:
    if not run.reports:
        yield _Issue("not-checked", "blocker", "There was nothing to check.", ".", ("not-checked",))
    for report in run.reports:
        yield from _issues_of(report)
    for skip in skipped_checks(run.reports):
        # It is shown at the first article that it was skipped for, which is no part of its identity.
        path = next(article_path(report.name) for report in run.reports if skip in report.skipped)
        yield _Issue("skipped", "info", f"Skipped: {skip.name}: {skip.reason}", path, ("skipped", skip.name))


def _issues_of(report: Report) -> Iterator[_Issue]:
    path = article_path(report.name)
    for cause in describe_unchecked(report):
        yield _Issue("not-checked", "blocker", cause, path, ("not-checked", path))
    for reason in describe_failure(report):
        yield _Issue("gate", "critical", reason, path, ("gate", path))
    if needs_remark(report):
        yield _Issue("verdict", "info", str(report.judgement), path, ("verdict", path))
    for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True):
        place = place_of(report, finding)
        line, _, end_line, _ = place.range or WHOLE_FILE
        yield _Issue(
            finding.rule,
            _SEVERITIES[finding.severity],
            # The rule is named here, because GitLab shows the description only.
            name_unit(f"{finding.rule} {finding.name}: {describe_finding(finding)}", place),
            place.path,
            (path, fingerprint),
            line,
            end_line,
        )


def _entry(issue: _Issue, repetition: int) -> dict[str, Any]:
    """The JSON object of an issue. repetition: how many before it have the same identity."""
    identity = "\x1f".join((*issue.identity, str(repetition)))
    return {
        "description": to_one_line(issue.description),
        "check_name": issue.check,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": issue.severity,
        "location": {"path": issue.path, "lines": {"begin": issue.line, "end": issue.end_line}},
    }
