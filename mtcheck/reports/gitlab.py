"""GitLab Code Quality: the issues that a merge request shows, and shows as new or fixed by their
fingerprints.

A fingerprint here is made of the article's path, the finding's own fingerprint and, where several are alike,
their number; no line number is in it. What was not checked is a blocker, a failed gate critical; GitLab knows
no place for what was skipped, so that is an issue of severity `info`. What was decided on before is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import (
    Run,
    article_path,
    one_line,
    skipped_checks,
    unchecked_parts,
    with_suggestions,
)

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


class _Issue(NamedTuple):
    """identity: what tells it from other issues, and stays when the text around it is edited."""

    check: str
    severity: str
    description: str
    path: str
    identity: tuple[str, ...]
    line: int = 1
    end_line: int = 1


def render(run: Run) -> str:
    seen: Counter[tuple[str, ...]] = Counter()
    entries = []
    for issue in _issues(run):
        entries.append(_entry(issue, seen[issue.identity]))
        seen[issue.identity] += 1
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _issues(run: Run) -> Iterator[_Issue]:
    if not run.reports:
        yield _Issue("not-checked", "blocker", "There was nothing to check.", ".", ("not-checked",))
    for report in run.reports:
        path = article_path(report.name)
        for cause in unchecked_parts(report):
            yield _Issue("not-checked", "blocker", f"Not checked: {cause}", path, ("not-checked", path))
        for reason in report.gate_reasons:
            yield _Issue("gate", "critical", f"The article fails: {reason}", path, ("gate", path))
        for finding, known_as in zip(report.findings, report.fingerprints, strict=True):
            where = report.document.locate(finding.start, finding.end)
            # GitLab shows the description only, so it names the rule.
            description = f"{finding.rule} {finding.name}: {with_suggestions(finding)}"
            severity = _SEVERITIES[finding.severity]
            yield _Issue(
                finding.rule, severity, description, path, (path, known_as), where.line, where.end_line
            )
    for skip in skipped_checks(run.reports):
        # The article it is shown at is the first that it was skipped for, and no part of what it is.
        path = next(article_path(report.name) for report in run.reports if skip in report.skipped)
        yield _Issue("skipped", "info", f"Skipped: {skip.name}: {skip.reason}", path, ("skipped", skip.name))


def _entry(issue: _Issue, number: int) -> dict[str, Any]:
    """number: of issues before it with the same identity."""
    identity = "\x1f".join((*issue.identity, str(number)))
    return {
        "description": one_line(issue.description),
        "check_name": issue.check,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": issue.severity,
        "location": {"path": issue.path, "lines": {"begin": issue.line, "end": issue.end_line}},
    }
