"""GitLab Code Quality: what its documentation and its parser want (docs.gitlab.com,
ci/testing/code_quality).
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from sample_runs import finding, odd_run, report, runs, unchecked

from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def issues(run: RunResult) -> list[dict[str, Any]]:
    issues = json.loads(load("gitlab")(run).encode("utf-8", "replace"))
    jsonschema.validate(issues, SCHEMA)
    assert isinstance(issues, list)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_any_run_is_valid_and_no_two_fingerprints_are_the_same(run: RunResult) -> None:
    worst = {issue["severity"] for issue in issues(run)}
    assert ("blocker" in worst) is (run.exit_status == 2)


def test_a_finding_is_an_issue_on_its_line() -> None:
    document = Document("One.\r\nSo it\r\nbe.", name="./letters/a.txt")
    (issue,) = issues(RunResult((report(document, finding(document, "it\r\nbe", suggestions=["it is"])),)))
    assert issue["description"] == "MT501 verb-form: It stands in the wrong form. (meant: it is)"
    assert (issue["check_name"], issue["severity"]) == ("MT501", "major")
    assert issue["location"] == {"path": "letters/a.txt", "lines": {"begin": 2, "end": 3}}


def test_severities_are_those_of_gitlab() -> None:
    document = Document("So it be.")
    severities = {
        severity.value: issues(RunResult((report(document, finding(document, "be", severity=severity)),)))[0][
            "severity"
        ]
        for severity in Severity
    }
    assert severities == {"critical": "critical", "major": "major", "minor": "minor", "neutral": "info"}


def test_what_was_not_checked_the_gate_and_what_was_skipped_are_issues_and_the_decided_are_not() -> None:
    shown = [
        (issue["check_name"], issue["severity"], issue["location"]["path"]) for issue in issues(odd_run())
    ]
    assert shown == [
        ("gate", "critical", "a b/ü,%|@x`[1].txt"),
        ("MT101", "minor", "a b/ü,%|@x`[1].txt"),
        ("MT501", "major", "a b/ü,%|@x`[1].txt"),
        ("MT501", "major", "a b/ü,%|@x`[1].txt"),
        ("MT408", "info", "a b/ü,%|@x`[1].txt"),
        ("not-checked", "blocker", "b.md"),
        ("MT101", "major", "b.md"),
        ("MT501", "critical", "b.md"),
        ("MT501", "major", "c.docx"),
        ("not-checked", "blocker", "letters/b.txt"),
        ("skipped", "info", "a b/ü,%|@x`[1].txt"),
        ("skipped", "info", "b.md"),
    ]
    assert issues(RunResult(()))[0]["severity"] == "blocker"


def test_fingerprints_stay_when_text_is_put_above_and_alike_findings_are_told_by_their_order() -> None:
    before = Document(
        "They met on Tuesday. So it be. They met on Tuesday. So it be. They left.", name="a.txt"
    )
    after = Document("A new first line.\n\n" + before.text, name="a.txt")

    def prints(document: Document) -> list[str]:
        run = RunResult((report(document, finding(document, "be"), finding(document, "be", number=1)),))
        return [issue["fingerprint"] for issue in issues(run)]

    assert prints(before)[1] == prints(after)[1]
    assert len(set(prints(before))) == 2
    same = Document("So it be. So it be. So it be. So it be. So it be. So it be.", name="a.txt")
    findings = [finding(same, "be", number=number) for number in (2, 3)]
    assert len(issues(RunResult((report(same, *findings),)))) == 2


def test_a_skipped_check_is_the_same_issue_whatever_is_checked_with_it() -> None:
    first, last = odd_run().reports[0], unchecked()
    alone = [issue for issue in issues(RunResult((first,))) if issue["check_name"] == "skipped"]
    others = [
        issue
        for issue in issues(RunResult((last, odd_run().reports[1], first)))
        if issue["check_name"] == "skipped"
    ]
    assert alone[0]["fingerprint"] in {issue["fingerprint"] for issue in others}
